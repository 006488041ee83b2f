"""What kinds of jobs there are: registered by the floor that knows how to do them."""

import time
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from intlstrategy.accounts.models import User
from intlstrategy.jobs.models import Job

Work = Callable[["RunningJob"], None]
KINDS: dict[str, Work] = {}
SCHEDULED: dict[str, int] = {}  # kind -> seconds between two runs


class Cancelled(Exception):
    """Somebody asked for this job to stop."""


def register(kind: str, *, every_seconds: int = 0) -> Callable[[Work], Work]:
    """Name a function as the work of a kind of job, due again every so many seconds when given."""

    def keep(work: Work) -> Work:
        if kind in KINDS:
            raise ImproperlyConfigured(f"Two kinds of jobs are called {kind!r}.")
        KINDS[kind] = work
        if every_seconds:
            SCHEDULED[kind] = every_seconds
        return work

    return keep


class RunningJob:
    """A job as its work sees it: ids in, progress out, and a place to stop when asked."""

    def __init__(self, job: Job) -> None:
        self.pk = job.pk
        self.arguments: dict[str, int] = job.arguments
        self.by: User | None = job.requested_by
        self.municipality_id = job.municipality_id
        self._told_at = 0.0

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Say how far it is, at most twice a second; stop here when somebody asked for it."""
        now = time.monotonic()
        if now - self._told_at < 0.5 and done < total:
            return
        self._told_at = now
        self._write(progress_done=done, progress_total=total, message=message[:500])
        self.checkpoint()

    def checkpoint(self) -> None:
        if Job.objects.filter(pk=self.pk, cancel_requested_at__isnull=False).exists():
            raise Cancelled

    def _write(self, **values: Any) -> None:
        job = Job(pk=self.pk, beat_at=timezone.now(), **values)
        job.save(update_fields=["beat_at", *values], force_update=True)
