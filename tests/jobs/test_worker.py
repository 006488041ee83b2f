import logging
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from intlstrategy.jobs import running
from intlstrategy.jobs.kinds import KINDS
from intlstrategy.jobs.management.commands import worker as command
from intlstrategy.jobs.models import Job, Schedule, WorkerBeat
from intlstrategy.jobs.services import cancel_job, enqueue
from intlstrategy.journal.models import JournalEntry
from tests.factories import make_user
from tests.jobs.making import State, make_running
from tests.jobs.processes import kill_dash_nine, until, worker
from tests.jobs.works.kinds import HALF, LINES, lines_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("emptied_by_hand", "own_signals"),
]


def queued(kind):
    return enqueue(kind, municipality_id=7, by=make_user(), title="Import of the plan")


def run_what_waits():
    call_command("worker", batch=True, interval=0)


def grow_silent(job):
    Job.objects.filter(pk=job.pk).update(beat_at=timezone.now() - timedelta(seconds=61))


def states():
    return list(Job.objects.filter(municipality_id=7).order_by("pk").values_list("state", "attempts"))


def test_a_job_killed_with_minus_nine_in_mid_run_ends_once():
    job = queued("test-stuck")
    with worker() as process:
        until(lambda: len(lines_of(job.pk)) == HALF, process)
        kill_dash_nine(process)
    killed = Job.objects.get(pk=job.pk)

    assert (killed.state, killed.attempts, killed.beat_at is not None) == (State.RUNNING, 1, True)
    assert DBTaskResult.objects.get(pk=killed.task_id).status == "RUNNING"

    run_what_waits()  # not yet: its beat is fresh
    assert states() == [(State.RUNNING, 1)]

    grow_silent(job)
    run_what_waits()
    run_what_waits()
    assert states() == [(State.DONE, 2)]
    assert lines_of(job.pk) == list(range(1, LINES + 1))
    assert list(JournalEntry.objects.exclude(verb="line").order_by("pk").values_list("verb", flat=True)) == [
        "queued",
        "queued again",
    ]


def test_a_running_job_is_cancelled_and_its_worker_goes_on_and_then_stops_politely():
    stuck = queued("test-stuck")
    with worker() as process:
        until(lambda: len(lines_of(stuck.pk)) == HALF, process)
        cancel_job(stuck, by=make_user())
        slow = queued("test-slow")
        until(lambda: len(lines_of(slow.pk)) > 0, process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0

    assert states() == [(State.CANCELLED, 1), (State.DONE, 1)]
    assert (lines_of(stuck.pk), len(lines_of(slow.pk))) == (list(range(1, HALF + 1)), LINES)


@contextmanager
def locked() -> Iterator[None]:
    """Somebody else holds what a worker needs."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {DBTaskResult._meta.db_table}, {WorkerBeat._meta.db_table}")
            yield


def test_a_locked_database_is_outlived():
    with worker() as process:
        until(WorkerBeat.objects.exists, process)
        with locked():
            time.sleep(1.5)  # on SQLite seven times as long as the worker under test is patient
            assert process.poll() is None
        job = queued("test-ledger")
        until(lambda: states() == [(State.DONE, 1)], process)

    assert lines_of(job.pk) == list(range(1, LINES + 1))


# in this process


def test_a_batch_does_what_waits_and_stops():
    jobs = [queued("test-ledger"), queued("test-ledger")]
    run_what_waits()

    assert states() == [(State.DONE, 1), (State.DONE, 1)]
    assert [len(lines_of(job.pk)) for job in jobs] == [LINES, LINES]


def test_a_job_with_two_tasks_in_the_queue_runs_once():
    from intlstrategy.jobs.tasks import run_job  # noqa: PLC0415 - the second task, as a second request would write it

    job = queued("test-ledger")
    run_job.enqueue(job.pk)
    run_what_waits()

    assert (states(), lines_of(job.pk)) == ([(State.DONE, 1)], list(range(1, LINES + 1)))
    assert DBTaskResult.objects.successful().filter(args_kwargs__args=[job.pk]).count() == 2


def test_a_worker_runs_what_is_scheduled():
    run_what_waits()
    run_what_waits()

    done = {("prune", State.DONE), ("forget-import-files", State.DONE)}
    assert sorted(Job.objects.values_list("kind", "state")) == sorted(done)
    assert Schedule.objects.filter(last_run_at=None).count() == 0


def test_a_batch_outlives_a_lock_and_nothing_else(monkeypatch, caplog):
    troubles = [OperationalError("database is locked"), OperationalError("no such table")]

    def trouble(self):
        raise troubles.pop(0)

    monkeypatch.setattr(Worker, "run", trouble)
    with pytest.raises(OperationalError, match="no such table"):
        run_what_waits()

    assert "the database was locked" in caplog.text


def test_a_worker_never_reloads():
    options = vars(command.Command().create_parser("manage.py", "worker").parse_args([]))

    assert "reload" not in options


# the heart


@pytest.fixture
def heart():
    return command.Heart("w", does_rounds=True)


def test_the_heart_beats_for_the_worker_and_for_its_job(heart, monkeypatch):
    job = make_running(silent_for=30)
    monkeypatch.setattr(running, "now", running.Held(job.pk, 1))
    heart.beat_once()
    job.refresh_from_db()

    assert (WorkerBeat.objects.get().beat_at, WorkerBeat.objects.get().worker) == (job.beat_at, "w")


def test_the_heart_beats_from_a_thread_with_a_connection_of_its_own(heart, monkeypatch):
    seen = []
    monkeypatch.setattr(command, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(command, "beat", lambda *args: seen.append((threading.get_ident(), connections["default"])))
    heart.thread.start()
    until(lambda: len(seen) >= 3)
    heart.stopping.set()
    heart.thread.join(timeout=5)

    assert not heart.thread.is_alive()
    assert {ident for ident, _connection in seen} == {heart.thread.ident}
    assert all(each is not connections["default"] for _ident, each in seen)


@pytest.mark.parametrize("trouble", [OperationalError("database is locked"), RuntimeError("anything")])
def test_whatever_goes_wrong_the_heart_goes_on(heart, monkeypatch, caplog, trouble):
    def break_down(*args):
        raise trouble

    with monkeypatch.context() as broken, caplog.at_level(logging.WARNING):
        broken.setattr(command, "beat", break_down)
        heart.beat_once()
    heart.beat_once()

    assert ("no beat this time" in caplog.text, WorkerBeat.objects.count()) == (True, 1)


def test_the_rounds_are_done_at_once_and_then_every_quarter_of_a_minute(heart, monkeypatch):
    rounds = []
    monkeypatch.setattr(command, "do_rounds", lambda: rounds.append(1))
    heart.beat_once()
    heart.beat_once()
    heart.rounds_at -= command.ROUND_SECONDS
    heart.beat_once()

    assert len(rounds) == 2


def test_the_kinds_under_test_are_not_the_products():
    assert {name for name in KINDS if name.startswith("test-")} == {"test-ledger", "test-slow", "test-stuck"}
