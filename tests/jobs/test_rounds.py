"""What workers do for all: put back what a dead one left, queue what is due, take the old away."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from intlstrategy.jobs import running, services
from intlstrategy.jobs.kinds import KINDS
from intlstrategy.jobs.models import Job, Schedule, WorkerBeat
from intlstrategy.jobs.services import beat, carry_out, claim_job, enqueue, prune, requeue_lost, run_schedules
from intlstrategy.journal.models import JournalEntry
from tests.factories import make_user
from tests.jobs.making import State, make_job, make_old, make_over, make_running

pytestmark = pytest.mark.django_db


def nothing(job):
    pass


def queued(kind):
    return enqueue(kind, municipality_id=7, by=make_user(), title="Import of the plan")


def verbs():
    return list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_job_without_a_beat_for_a_minute_is_queued_again(kind, django_capture_on_commit_callbacks):
    kind(nothing)
    job = make_running(silent_for=61, municipality_id=7)
    make_running(silent_for=59)
    with django_capture_on_commit_callbacks(execute=True):
        assert requeue_lost(timezone.now()) == [job]
    job.refresh_from_db()

    assert (job.state, job.task_id, verbs()) == (State.WAITING, DBTaskResult.objects.get().pk, ["queued again"])


def test_attempts_stop_at_three_with_a_clear_message(kind):
    told = []
    kind(nothing, abandoned=lambda job: told.append(job.pk))
    job = make_running(silent_for=61, attempts=3, municipality_id=7)
    requeue_lost(timezone.now())
    job.refresh_from_db()

    assert (job.state, told, verbs()) == (State.FAILED, [job.pk], ["failed"])
    assert job.error == "It was started 3 times and stopped each time without an answer."


def test_a_job_that_keeps_being_lost_is_started_three_times_and_no_more(kind):
    job = queued(kind(nothing))
    started = 0
    while claim_job(job.pk):
        started += 1
        Job.objects.filter(pk=job.pk).update(beat_at=timezone.now() - timedelta(seconds=61))
        requeue_lost(timezone.now())
    job.refresh_from_db()

    assert (started, job.state) == (3, State.FAILED)


def test_a_lost_job_that_was_asked_to_stop_stops(kind):
    kind(nothing)
    job = make_running(silent_for=61, cancel_requested_at=timezone.now())
    requeue_lost(timezone.now())
    job.refresh_from_db()

    assert job.state == State.CANCELLED


def test_a_waiting_job_whose_task_was_never_written_gets_one(kind, django_capture_on_commit_callbacks):
    kind(nothing)
    job = make_old(make_job(), seconds=61)
    make_job()
    with django_capture_on_commit_callbacks(execute=True):
        assert requeue_lost(timezone.now()) == [job]

    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]


def test_a_waiting_job_whose_worker_died_before_it_began_gets_another_task(kind, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = make_old(queued(kind(nothing)), seconds=90)
    DBTaskResult.objects.get().claim("a worker that is killed here")
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(seconds=61))

    assert requeue_lost(timezone.now()) == [job]


def test_a_waiting_job_with_its_task_in_the_queue_is_left_in_line(kind, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_old(queued(kind(nothing)), days=1)

    assert requeue_lost(timezone.now()) == []


# beats and schedules


def test_a_beat_is_of_the_worker_and_of_the_attempt_it_runs():
    now = timezone.now()
    mine, given_away = make_running(silent_for=30), make_running(silent_for=30, attempts=2)
    for seconds in (0, 5):
        beat("w", running.Held(mine.pk, 1), now + timedelta(seconds=seconds))
        beat("w", running.Held(given_away.pk, 1), now + timedelta(seconds=seconds))
    mine.refresh_from_db()
    known = given_away.beat_at
    given_away.refresh_from_db()

    assert (WorkerBeat.objects.get().beat_at, mine.beat_at) == (now + timedelta(seconds=5),) * 2
    assert given_away.beat_at == known


def test_the_process_knows_which_attempt_it_is_at_only_while_it_works(kind):
    seen = []
    job = queued(kind(lambda job: seen.append(running.now)))
    carry_out(job.pk)

    assert (seen, running.now) == ([running.Held(job.pk, 1)], None)


def test_a_schedule_is_queued_when_it_is_due_and_not_before(kind, monkeypatch):
    monkeypatch.setattr(services, "KINDS", {})
    services.KINDS["test"] = KINDS[kind(nothing, every_seconds=60)]
    now = timezone.now()
    counts = [len(run_schedules(now + timedelta(seconds=seconds))) for seconds in (0, 30, 60, 61, 150)]

    assert counts == [1, 0, 1, 0, 1]
    assert Schedule.objects.get().last_run_at == now + timedelta(seconds=150)


def test_a_schedule_nobody_registers_any_more_is_left_alone(kind, monkeypatch):
    monkeypatch.setattr(services, "KINDS", {})
    Schedule.objects.create(kind="gone", every_seconds=60, next_run_at=timezone.now())

    assert run_schedules(timezone.now()) == []


def test_the_queue_is_pruned_every_week():
    assert KINDS["prune"].every_seconds == 7 * 24 * 3600


def test_what_is_older_than_thirty_days_leaves_and_the_rest_stays(django_capture_on_commit_callbacks):
    now = timezone.now()
    long_ago, lately = now - timedelta(days=31), now - timedelta(days=29)
    for moment in (long_ago, lately):
        make_over(State.DONE, finished_at=moment)
        for status in ("SUCCESSFUL", "FAILED", "RUNNING", "READY"):
            task = DBTaskResult.objects.create(
                status=status, args_kwargs={"args": [1], "kwargs": {}}, task_path="x", backend_name="default"
            )
            DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=moment)
        WorkerBeat.objects.create(worker=str(moment), beat_at=moment)
    make_old(make_job(), days=31)
    prune(now)

    assert list(Job.objects.order_by("pk").values_list("state", "finished_at")) == [
        (State.DONE, lately),
        (State.WAITING, None),
    ]
    assert sorted(DBTaskResult.objects.filter(enqueued_at__lt=lately).values_list("status", flat=True)) == ["READY"]
    assert DBTaskResult.objects.filter(enqueued_at=lately).count() == 4
    assert WorkerBeat.objects.get().beat_at == lately
