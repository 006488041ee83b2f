"""Jobs in every state, as their services leave them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from intlstrategy.jobs.models import Job

State = Job.State


def make_job(**fields: Any) -> Job:
    return Job.objects.create(**{"kind": "test", "title": "Import of the plan"} | fields)


def make_running(*, silent_for: int = 0, **fields: Any) -> Job:
    beat = timezone.now() - timedelta(seconds=silent_for)
    return make_job(**{"state": State.RUNNING, "attempts": 1, "started_at": beat, "beat_at": beat} | fields)


def make_over(state: str, **fields: Any) -> Job:
    now = timezone.now()
    asked = {"cancel_requested_at": now} if state == State.CANCELLED else {}
    error = {"error": "It broke."} if state == State.FAILED else {}
    return make_job(**{"state": state, "finished_at": now} | asked | error | fields)


def make_old(job: Job, **ago: int) -> Job:
    """As if it had been queued long ago."""
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(**ago))
    return job
