from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from intlstrategy.jobs.models import Job, Schedule, WorkerBeat
from tests.jobs.making import State, make_job, make_over, make_running

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": State.DONE}, "job_has_an_end_exactly_when_it_is_over"),
        ({"finished_at": timezone.now()}, "job_has_an_end_exactly_when_it_is_over"),
        ({"state": State.RUNNING, "attempts": 1}, "job_that_runs_was_started_and_beats"),
        ({"state": State.FAILED, "finished_at": timezone.now()}, "job_has_an_error_exactly_when_it_failed"),
        ({"error": "It broke."}, "job_has_an_error_exactly_when_it_failed"),
        ({"state": State.CANCELLED, "finished_at": timezone.now()}, "job_is_cancelled_only_when_somebody_asked"),
    ],
)
def test_the_database_refuses_a_job_that_contradicts_itself(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_job(**fields)


def test_a_schedule_leaves_time_between_two_runs():
    with pytest.raises(IntegrityError, match="schedule_leaves_time"), transaction.atomic():
        Schedule.objects.create(kind="test", every_seconds=0, next_run_at=timezone.now())


def test_jobs_are_found_by_where_they_stand():
    waiting, running = make_job(), make_running()
    make_over(State.DONE)

    assert list(Job.objects.waiting()) == [waiting]
    assert list(Job.objects.running()) == [running]


def test_a_running_job_is_without_beat_only_once_it_has_been_silent():
    now = timezone.now()
    make_running(silent_for=59)
    silent = make_running(silent_for=61)

    assert list(Job.objects.without_beat(now - timedelta(seconds=60))) == [silent]


def test_an_attempt_holds_its_job_until_another_takes_it():
    job = make_running(attempts=2)

    assert list(Job.objects.held(job.pk, 2)) == [job]
    assert list(Job.objects.held(job.pk, 1)) == []


def test_the_share_done_is_nothing_before_the_work_has_said_how_much_there_is():
    assert [make_job().percent, make_job(progress_done=1, progress_total=3).percent] == [0, 33]


def test_a_job_is_stopping_from_the_request_to_the_end():
    asked = timezone.now()

    assert make_running(cancel_requested_at=asked).is_stopping is True
    assert make_over(State.CANCELLED).is_stopping is False


def test_each_reads_as_people_call_it():
    named = [Job(title="Export of the plan"), Schedule(kind="prune"), WorkerBeat(worker="w1")]

    assert [str(each) for each in named] == ["Export of the plan", "prune", "w1"]
