import logging
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import OperationalError
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from intlstrategy.jobs import services
from intlstrategy.jobs.kinds import KINDS, Cancelled, RunningJob, Superseded, register
from intlstrategy.jobs.models import Job
from intlstrategy.jobs.querysets import JobQuerySet
from intlstrategy.jobs.services import (
    cancel_job,
    carry_out,
    enqueue,
)
from intlstrategy.jobs.tasks import run_job
from intlstrategy.journal.models import JournalEntry
from tests.factories import make_user
from tests.jobs.making import State, make_over, make_running

pytestmark = pytest.mark.django_db


def nothing(job):
    pass


def queued(kind, **ids):
    return enqueue(kind, municipality_id=7, by=make_user(), title="Import of the plan", **ids)


def verbs():
    return list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))


# queueing


def test_a_queued_job_is_one_task_that_carries_its_id_and_nothing_else(kind, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = queued(kind(nothing), run_id=12)
    job.refresh_from_db()
    task = DBTaskResult.objects.get()

    assert task.args_kwargs == {"args": [job.pk], "kwargs": {}}
    assert (job.state, job.arguments, job.task_id) == (State.WAITING, {"run_id": 12}, task.pk)
    assert verbs() == ["queued"]


@pytest.mark.parametrize("value", ["name@city.test", 1.5, None, True, [1], {"name": "Ana"}])
def test_arguments_that_are_not_ids_are_refused(kind, value):
    with pytest.raises(TypeError):
        queued(kind(nothing), run_id=value)

    assert not Job.objects.exists()


def test_a_kind_nobody_registered_is_refused():
    with pytest.raises(ValueError, match="unheard"):
        queued("unheard")


def test_a_kind_is_registered_once(monkeypatch):
    monkeypatch.setattr("intlstrategy.jobs.kinds.KINDS", {})
    register("twice")(nothing)

    with pytest.raises(ImproperlyConfigured):
        register("twice")(nothing)


def test_a_job_of_no_municipality_writes_no_journal(kind):
    enqueue(kind(nothing), municipality_id=None, by=None, title="Clean")

    assert verbs() == []


def test_a_queue_that_cannot_be_written_costs_the_request_nothing(
    kind, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(services, "write_task", lambda job_id: run_job.enqueue(object()))
    with django_capture_on_commit_callbacks(execute=True), caplog.at_level(logging.CRITICAL):
        job = queued(kind(nothing))

    assert (Job.objects.get().pk, DBTaskResult.objects.count()) == (job.pk, 0)


# running


def test_a_job_runs_from_claim_to_end(kind):
    job = queued(kind(lambda job: job.progress(3, 3, "Three rows")), run_id=1)
    carry_out(job.pk)
    job.refresh_from_db()

    assert (job.state, job.attempts, job.progress_done, job.message) == (State.DONE, 1, 3, "Three rows")
    assert (job.started_at is not None, job.finished_at is not None, job.error) == (True, True, "")


def test_two_tasks_for_one_job_run_it_once(kind):
    runs = []
    job = queued(kind(lambda job: runs.append(job.pk)))
    run_job.call(job.pk)
    run_job.call(job.pk)

    assert runs == [job.pk]


def test_a_task_whose_job_is_gone_does_nothing():
    assert carry_out(404) is None


def test_the_work_knows_its_ids_its_municipality_and_who_asked(kind):
    seen = []
    job = queued(kind(lambda job: seen.append((job.arguments, job.municipality_id, job.by, job.pk))), run_id=5)
    carry_out(job.pk)

    assert seen == [({"run_id": 5}, 7, job.requested_by, job.pk)]


def test_a_refusal_is_told_in_its_own_words(kind):
    def refuse(job):
        raise ValidationError(["The plan is closed.", "Open it first."])

    job = queued(kind(refuse))
    carry_out(job.pk)
    job.refresh_from_db()

    assert (job.state, job.error) == (State.FAILED, "The plan is closed. Open it first.")
    assert verbs() == ["queued", "failed"]


def test_an_error_is_told_in_the_users_words_and_logged_whole(kind, caplog):
    def break_down(job):
        raise RuntimeError("row 3 of secrets.csv")

    job = queued(kind(break_down))
    carry_out(job.pk)
    job.refresh_from_db()

    assert job.state == State.FAILED
    assert "secrets.csv" not in job.error
    assert "RuntimeError: row 3 of secrets.csv" in caplog.text


def test_a_job_speaks_the_language_it_was_asked_in(kind):
    heard = []
    with translation.override("es"):
        job = queued(kind(lambda job: heard.append(translation.get_language())))
    with translation.override("en"):
        carry_out(job.pk)

        assert (heard, translation.get_language()) == (["es"], "en")


def test_a_kind_that_no_longer_exists_fails_its_job(kind, monkeypatch, caplog):
    job = queued(kind(nothing))
    monkeypatch.delitem(KINDS, "test")
    carry_out(job.pk)
    job.refresh_from_db()

    assert job.state == State.FAILED


def test_a_database_that_could_not_answer_gives_the_work_another_try(kind, caplog):
    def meet_a_lock(job):
        if job.job.attempts < 3:
            raise OperationalError("database is locked")

    job = queued(kind(meet_a_lock))
    for _attempt in range(3):
        carry_out(job.pk)
    job.refresh_from_db()

    assert (job.state, job.attempts) == (State.DONE, 3)
    assert verbs() == ["queued", "queued again", "queued again"]


# progress


def test_progress_is_written_at_most_twice_a_second_and_always_at_the_end(django_assert_num_queries):
    job = RunningJob(make_running())
    with django_assert_num_queries(8):  # twice: savepoint, update, savepoint, look for a request to stop
        for row in range(1, 101):
            job.progress(row, 100)

    assert Job.objects.values_list("progress_done", "progress_total").get() == (100, 100)


def test_progress_also_counts_as_a_beat():
    job = make_running(silent_for=50)
    RunningJob(job).progress(1, 2)
    job.refresh_from_db()

    assert timezone.now() - job.beat_at < timedelta(seconds=10)


def test_a_figure_that_meets_a_lock_does_not_cost_the_work_and_any_other_trouble_does(monkeypatch):
    troubles = [OperationalError("database is locked"), OperationalError("disk full")]
    job = RunningJob(make_running())

    def trouble(queryset, **values):
        raise troubles.pop(0)

    monkeypatch.setattr(JobQuerySet, "update", trouble)
    job.progress(2, 2)

    with pytest.raises(OperationalError, match="disk full"):
        job.progress(2, 2)


def test_an_attempt_that_was_given_away_stops_and_writes_nothing(kind, caplog):
    def sleep_through_it(job):
        Job.objects.filter(pk=job.pk).update(attempts=2, beat_at=timezone.now())  # another worker has it now
        job.progress(1, 2)

    job = queued(kind(sleep_through_it))
    carry_out(job.pk)
    job.refresh_from_db()

    assert (job.state, job.attempts, job.progress_done) == (State.RUNNING, 2, 0)


def test_an_attempt_that_was_given_away_cannot_end_the_job(kind, caplog):
    job = queued(kind(lambda job: Job.objects.filter(pk=job.pk).update(attempts=2) and None))
    carry_out(job.pk)
    job.refresh_from_db()

    assert (job.state, job.attempts) == (State.RUNNING, 2)


def test_a_job_that_is_over_has_no_checkpoint_any_more():
    with pytest.raises(Superseded):
        RunningJob(make_over(State.DONE)).checkpoint()


# cancelling


def test_a_waiting_job_is_cancelled_at_once(kind):
    runs, by = [], make_user()
    job = queued(kind(lambda job: runs.append(job.pk)))
    cancel_job(job, by=by)
    carry_out(job.pk)
    job.refresh_from_db()

    assert (job.state, runs) == (State.CANCELLED, [])
    assert (verbs(), JournalEntry.objects.get(verb="cancelled").by) == (["queued", "cancelled"], by)


def test_a_running_job_stops_at_its_next_checkpoint(kind):
    steps, by = [], make_user()

    def work(job):
        steps.append("before")
        cancel_job(job.job, by=by)
        job.checkpoint()
        steps.append("after")

    job = queued(kind(work))
    carry_out(job.pk)
    job.refresh_from_db()

    assert (job.state, steps) == (State.CANCELLED, ["before"])


def test_progress_is_a_place_to_stop():
    job = make_running(cancel_requested_at=timezone.now())

    with pytest.raises(Cancelled):
        RunningJob(job).progress(1, 2)


def test_asking_twice_is_asking_once():
    job, by = make_running(municipality_id=7), make_user()
    first = cancel_job(job, by=by).cancel_requested_at

    assert (cancel_job(job, by=by).cancel_requested_at, verbs()) == (first, ["cancelled"])


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.CANCELLED])
def test_a_job_that_is_over_cannot_be_cancelled(state):
    with pytest.raises(ValidationError):
        cancel_job(make_over(state), by=make_user())


def test_whoever_waits_for_the_result_hears_of_a_bad_end(kind):
    told = []
    name = kind(nothing, abandoned=lambda job: told.append((job.pk, job.state)))
    cancelled, done = queued(name), queued(name)
    cancel_job(cancelled, by=make_user())
    carry_out(done.pk)

    assert told == [(cancelled.pk, State.CANCELLED)]


def test_a_job_ends_even_when_that_cannot_be_told(kind, caplog):
    def cannot(job):
        raise RuntimeError

    job = queued(kind(nothing, abandoned=cannot))

    assert cancel_job(job, by=make_user()).state == State.CANCELLED
