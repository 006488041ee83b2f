"""Decisions on jobs: queue, claim, end, cancel, put back what a dead worker left."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from intlstrategy.accounts.models import User
from intlstrategy.jobs import running
from intlstrategy.jobs.kinds import KINDS, Cancelled, RunningJob, Superseded
from intlstrategy.jobs.models import Job, Schedule, WorkerBeat
from intlstrategy.journal.services import record

logger = logging.getLogger("intlstrategy.jobs")
SILENCE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
KEPT = timedelta(days=30)
PAUSES = (0.5, 2.0)
State = Job.State
P = ParamSpec("P")
T = TypeVar("T")


@transaction.atomic
def enqueue(kind: str, *, municipality_id: int | None, by: User | None, title: str, **ids: int) -> Job:
    """Queue a job of a registered kind; its arguments are ids and nothing else."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of job.")
    if any(not isinstance(value, int) or isinstance(value, bool) for value in ids.values()):
        raise TypeError("The arguments of a job are ids.")
    job = Job.objects.create(
        kind=kind,
        municipality_id=municipality_id,
        requested_by=by,
        language=translation.get_language() or "",
        title=title[:300],
        arguments=ids,
    )
    tell("queued", job, by=by)
    queue(job)
    return job


def queue(job: Job) -> None:
    """Write the task that starts a job, once the job itself is there for every worker to see."""
    # robust: the job is decided; if its task cannot be written now, `requeue_lost` writes it within a minute.
    transaction.on_commit(lambda: write_task(job.pk), robust=True)


def write_task(job_id: int) -> None:
    from intlstrategy.jobs.tasks import run_job  # noqa: PLC0415 - the task calls back into this module

    Job.objects.filter(pk=job_id).update(task_id=run_job.enqueue(job_id).id)


def tell(verb: str, job: Job, *, by: User | None) -> None:
    if job.municipality_id:
        record(verb, job, by=by)


def carry_out(job_id: int) -> None:
    """Run one job from claim to end; a job that is taken, over or gone is left alone."""
    job = patiently(claim_job, job_id)
    if job is None:
        return
    running.now = running.Held(job.pk, job.attempts)
    try:
        with speaking_to(job):
            patiently(end_attempt, job, *outcome_of(job))
    finally:
        running.now = None


def patiently(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Try three times when the database does not answer: what a job came to must not be lost."""
    for pause in PAUSES:
        try:
            return act(*args, **kwargs)
        except OperationalError:
            logger.warning("the database did not answer; trying again", exc_info=True)
            connection.close_if_unusable_or_obsolete()
            time.sleep(pause)
    return act(*args, **kwargs)


def speaking_to(job: Job) -> translation.override:
    """What a job says is read by whoever asked for it, in the language they asked in."""
    return translation.override(job.language or settings.LANGUAGE_CODE)


@transaction.atomic
def claim_job(job_id: int) -> Job | None:
    """Take a waiting job to run it; None when it is gone, taken, over or cancelled."""
    job = Job.objects.select_for_update(of=("self",)).select_related("requested_by").filter(pk=job_id).first()
    if job is None or job.state != State.WAITING:
        return None
    job.state, job.started_at, job.beat_at = State.RUNNING, timezone.now(), timezone.now()
    job.attempts += 1
    job.save(update_fields=["state", "started_at", "beat_at", "attempts"])
    return job


def outcome_of(job: Job) -> tuple[str, str]:
    """Do the work: the state it ends in, and what went wrong in the words of whoever asked for it."""
    try:
        KINDS[job.kind].work(RunningJob(job))
    except Cancelled:
        return State.CANCELLED, ""
    except Superseded:
        return State.RUNNING, ""
    except ValidationError as refusal:
        return State.FAILED, " ".join(refusal.messages)
    except OperationalError:
        # Locked too long, a deadlock, a restarted server: the work was right, the moment was not.
        logger.warning("job %s (%s) met a database that could not answer", job.pk, job.kind, exc_info=True)
        return State.WAITING, ""
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        return State.FAILED, _("It stopped because of an error on our side. The error is noted; try again later.")
    return State.DONE, ""


@transaction.atomic
def end_attempt(job: Job, state: str, error: str) -> None:
    """Write what an attempt came to, unless the job has meanwhile been given to another."""
    held = Job.objects.held(job.pk, job.attempts).select_for_update().first()
    if held is None or state == State.RUNNING:
        logger.warning("job %s was given to another worker; this attempt ends unheard", job.pk)
    elif state == State.WAITING:
        give_back(held, now=timezone.now())
    else:
        end_job(held, state, error)


def end_job(job: Job, state: str, error: str = "") -> None:
    """Write the end of a locked job; whoever waits for its result hears of a bad one."""
    job.state, job.error, job.finished_at = state, error, timezone.now()
    job.save(update_fields=["state", "error", "finished_at"])
    if state == State.FAILED:
        tell("failed", job, by=None)
    if state != State.DONE:
        tell_whoever_waits(job)


def tell_whoever_waits(job: Job) -> None:
    kind = KINDS.get(job.kind)
    if kind is None or kind.abandoned is None:
        return
    try:
        with transaction.atomic():
            kind.abandoned(job)
    except Exception:
        logger.exception("job %s (%s) ended, and could not say so", job.pk, job.kind)


@transaction.atomic
def cancel_job(job: Job, *, by: User) -> Job:
    """Stop a waiting job at once, and a running one at its next checkpoint."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.is_over:
        raise ValidationError(_("This job is already over."))
    if job.is_stopping:
        return job
    job.cancel_requested_at = timezone.now()
    job.save(update_fields=["cancel_requested_at"])
    tell("cancelled", job, by=by)
    if job.state == State.WAITING:
        end_job(job, State.CANCELLED)
    return job


@transaction.atomic
def requeue_lost(now: datetime) -> list[Job]:
    """Queue again the jobs whose worker died, running or about to; give up on one that was lost three times."""
    lost = list(Job.objects.without_beat(now - SILENCE).select_for_update())
    for job in lost:
        give_back(job, now=now)
    stranded = list(Job.objects.stranded(now - SILENCE).exclude(pk__in=[job.pk for job in lost]).select_for_update())
    for job in stranded:
        queue(job)
    return lost + stranded


def give_back(job: Job, *, now: datetime) -> None:
    """Let a locked job that was not finished wait again, unless it was cancelled or has been tried often enough."""
    if job.is_stopping:
        end_job(job, State.CANCELLED)
    elif job.attempts >= MOST_ATTEMPTS:
        with speaking_to(job):
            end_job(
                job,
                State.FAILED,
                _("It was started %(n)d times and stopped each time without an answer.") % {"n": job.attempts},
            )
    else:
        job.state, job.beat_at = State.WAITING, None
        job.save(update_fields=["state", "beat_at"])
        tell("queued again", job, by=None)
        queue(job)


@transaction.atomic
def run_schedules(now: datetime) -> list[Job]:
    """Queue what is due; the row is locked and moved on, so several workers queue it once."""
    every = {name: kind.every_seconds for name, kind in KINDS.items() if kind.every_seconds}
    for name, seconds in every.items():
        Schedule.objects.get_or_create(kind=name, defaults={"every_seconds": seconds, "next_run_at": now})
    queued = []
    for schedule in Schedule.objects.due(now).filter(kind__in=every).select_for_update():
        queued.append(enqueue(schedule.kind, municipality_id=None, by=None, title=schedule.kind))
        schedule.every_seconds = every[schedule.kind]
        schedule.last_run_at = now
        schedule.next_run_at = now + timedelta(seconds=schedule.every_seconds)
        schedule.save(update_fields=["every_seconds", "last_run_at", "next_run_at"])
    return queued


def beat(worker: str, held: running.Held | None, now: datetime) -> None:
    """Say that a worker, and the job it runs, are alive."""
    if not WorkerBeat.objects.filter(worker=worker).update(beat_at=now):
        WorkerBeat.objects.create(worker=worker, beat_at=now)
    if held:
        Job.objects.held(held.job_id, held.attempt).update(beat_at=now)


def prune(now: datetime) -> None:
    """Jobs over for 30 days, tasks queued before then, and workers not heard of since, leave the tables."""
    Job.objects.over(now - KEPT).delete()
    # Also those still RUNNING: their worker was killed, and their jobs went on in another task.
    DBTaskResult.objects.exclude(status=TaskResultStatus.READY).filter(enqueued_at__lt=now - KEPT).delete()
    WorkerBeat.objects.filter(beat_at__lt=now - KEPT).delete()
