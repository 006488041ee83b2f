"""What only shows when rows are committed: two workers at the same moment, locks, the work's own transactions."""

import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from intlstrategy.jobs import services
from intlstrategy.jobs.kinds import KINDS, RunningJob
from intlstrategy.jobs.models import Job
from intlstrategy.jobs.services import carry_out, claim_job, enqueue, requeue_lost, run_schedules
from tests.factories import make_user
from tests.jobs.making import State, make_running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("emptied_by_hand")]


def nothing(job):
    pass


def queued(kind):
    return enqueue(kind, municipality_id=7, by=make_user(), title="Import of the plan")


def at_once(act, *args):
    """Two threads, each with its own connection, as two workers would."""
    results, gate = [], threading.Barrier(2)

    def run():
        try:
            gate.wait()
            results.append(act(*args))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_what_a_job_came_to_is_written_although_the_database_is_locked_for_a_while(kind, monkeypatch, caplog):
    answers = [OperationalError("database is locked"), OperationalError("database is locked")]
    end = services.end_attempt

    def locked_twice(*args):
        if answers:
            raise answers.pop()
        end(*args)

    monkeypatch.setattr(services, "end_attempt", locked_twice)
    monkeypatch.setattr(services, "PAUSES", (0, 0))
    runs = []
    job = queued(kind(lambda job: runs.append(job.pk)))
    carry_out(job.pk)
    job.refresh_from_db()

    assert (job.state, runs) == (State.DONE, [job.pk])


def test_progress_inside_a_transaction_of_the_work_is_refused():
    job = RunningJob(make_running())
    with transaction.atomic(), pytest.raises(RuntimeError):
        job.progress(1, 2)


def test_two_workers_that_claim_a_job_at_once_run_it_once(kind):
    job = queued(kind(nothing))
    claimed = at_once(claim_job, job.pk)

    assert sorted(claimed, key=bool) == [None, job]
    assert Job.objects.get().attempts == 1


def test_two_workers_run_a_schedule_once(kind, monkeypatch):
    monkeypatch.setattr(services, "KINDS", {"test": KINDS[kind(nothing, every_seconds=60)]})
    queued_by = at_once(run_schedules, timezone.now())

    assert sorted(len(jobs) for jobs in queued_by) == [0, 1]
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (1, 1)


def test_two_workers_put_a_lost_job_back_once(kind):
    kind(nothing)
    make_running(silent_for=61)
    put_back = at_once(requeue_lost, timezone.now())

    assert sorted(len(jobs) for jobs in put_back) == [0, 1]
    assert DBTaskResult.objects.count() == 1
