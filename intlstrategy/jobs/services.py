"""Decisions on jobs: queue, claim, finish, cancel, put back what a dead worker left."""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.jobs.kinds import KINDS, SCHEDULED, Cancelled, RunningJob
from intlstrategy.jobs.models import Job, Schedule, WorkerBeat
from intlstrategy.journal.services import record

logger = logging.getLogger("intlstrategy.jobs")
SILENCE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
KEPT = timedelta(days=30)
State = Job.State


@transaction.atomic
def enqueue(kind: str, *, municipality_id: int | None, by: User | None, title: str, **ids: int) -> Job:
    """Queue a job of a registered kind; its arguments are ids and nothing else."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of job.")
    if any(not isinstance(value, int) or isinstance(value, bool) for value in ids.values()):
        raise TypeError("The arguments of a job are ids.")
    job = Job.objects.create(
        kind=kind, municipality_id=municipality_id, requested_by=by, title=title[:300], arguments=ids
    )
    if municipality_id:
        record("queued", job, by=by)
    queue(job)
    return job


def queue(job: Job) -> None:
    from intlstrategy.jobs.tasks import run_job  # noqa: PLC0415 - the task calls back into this module

    transaction.on_commit(lambda: run_job.enqueue(job.pk))


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


@transaction.atomic
def finish_job(job_id: int, state: str, message: str = "") -> None:
    job = Job.objects.select_for_update().get(pk=job_id)
    if job.is_over:
        return
    job.state, job.finished_at, job.message = state, timezone.now(), message[:500]
    job.save(update_fields=["state", "finished_at", "message"])


def carry_out(job_id: int) -> None:
    """Run one job from claim to end; whatever it raises is told in the user's words and logged whole."""
    job = claim_job(job_id)
    if job is None:
        return
    try:
        KINDS[job.kind](RunningJob(job))
    except Cancelled:
        finish_job(job_id, State.CANCELLED, _("Cancelled."))
    except ValidationError as refusal:
        finish_job(job_id, State.FAILED, " ".join(refusal.messages))
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        finish_job(job_id, State.FAILED, _("It stopped because of an error on our side. Nothing was half written."))
    else:
        finish_job(job_id, State.DONE)


@transaction.atomic
def cancel_job(*, job: Job, by: User) -> Job:
    """Stop a waiting job at once, and a running one at its next checkpoint."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.is_over:
        raise ValidationError(_("This job is already over."))
    job.cancel_requested_at = timezone.now()
    if job.state == State.WAITING:
        job.state, job.finished_at = State.CANCELLED, timezone.now()
    job.save(update_fields=["cancel_requested_at", "state", "finished_at"])
    if job.municipality_id:
        record("cancelled", job, by=by)
    return job


@transaction.atomic
def put_back_lost(now: datetime) -> list[Job]:
    """Queue again the jobs whose worker died; give up on one that was lost three times."""
    lost = list(Job.objects.without_beat(now - SILENCE).select_for_update())
    for job in lost:
        if job.attempts >= MOST_ATTEMPTS:
            job.state, job.finished_at = State.FAILED, now
            job.message = _("It was started %(n)d times and stopped each time without an answer.") % {"n": job.attempts}
        else:
            job.state, job.beat_at = State.WAITING, None
            queue(job)
        job.save(update_fields=["state", "finished_at", "message", "beat_at"])
    return lost


@transaction.atomic
def run_schedules(now: datetime) -> None:
    """Queue what is due; the row is locked, so several workers queue it once."""
    for kind, seconds in SCHEDULED.items():
        Schedule.objects.get_or_create(kind=kind, defaults={"every_seconds": seconds, "next_run_at": now})
    for schedule in Schedule.objects.due(now).select_for_update():
        if schedule.kind in KINDS:
            enqueue(schedule.kind, municipality_id=None, by=None, title=schedule.kind)
        schedule.last_run_at = now
        schedule.next_run_at = now + timedelta(seconds=schedule.every_seconds)
        schedule.save(update_fields=["last_run_at", "next_run_at"])


def beat(worker: str, job_id: int | None, now: datetime) -> None:
    """Say that a worker, and the job it runs, are alive."""
    known, created = WorkerBeat.objects.get_or_create(worker=worker, defaults={"beat_at": now})
    if not created:
        known.beat_at = now
        known.save(update_fields=["beat_at"])
    if job_id:
        job = Job.objects.filter(pk=job_id, state=State.RUNNING).first()
        if job:
            job.beat_at = now
            job.save(update_fields=["beat_at"])


def forget_old(now: datetime) -> None:
    """Jobs over for 30 days, and workers not heard of since, leave the tables."""
    Job.objects.over(now - KEPT).delete()
    WorkerBeat.objects.filter(beat_at__lt=now - KEPT).delete()
