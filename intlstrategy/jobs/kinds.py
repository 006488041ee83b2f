"""What kinds of jobs there are: registered by the floor that knows how to do them."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks_db.utils import is_locked_database_exception

from intlstrategy.accounts.models import User
from intlstrategy.jobs.models import Job

Work = Callable[["RunningJob"], None]
Abandoned = Callable[[Job], None]
SECONDS_BETWEEN_TWO_WORDS = 0.5


class Cancelled(Exception):
    """Somebody asked for this job to stop."""


class Superseded(Exception):
    """This attempt was silent for so long that the job was given to another."""


@dataclass(frozen=True)
class Kind:
    work: Work
    every_seconds: int = 0
    abandoned: Abandoned | None = None


KINDS: dict[str, Kind] = {}


def register(kind: str, *, every_seconds: int = 0, abandoned: Abandoned | None = None) -> Callable[[Work], Work]:
    """Name a function as the work of a kind of job, due again every so many seconds when given.

    ``abandoned(job)`` is called, in the transaction that ends it, when a job ends cancelled or failed,
    also when its work never ran or died half way: whoever waits for the result must hear of it.
    """

    def keep(work: Work) -> Work:
        if kind in KINDS:
            raise ImproperlyConfigured(f"Two kinds of jobs are called {kind!r}.")
        KINDS[kind] = Kind(work, every_seconds, abandoned)
        return work

    return keep


class RunningJob:
    """A job as its work sees it: ids in, progress out, and a place to stop when asked."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.pk = job.pk
        self.arguments: dict[str, int] = job.arguments
        self.by: User | None = job.requested_by
        self.municipality_id = job.municipality_id
        self._attempt = job.attempts
        self._told_at, self._told = 0.0, ""

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Say how far it is, and stop here when somebody asked for it."""
        if self.tell(done, total, message):
            self.checkpoint()

    def tell(self, done: int, total: int, message: str = "") -> bool:
        """Say how far it is, at most twice a second unless it does something else now; whether it was time to.

        Called between the work's own transactions: inside one, nobody would see it before the end, and on
        PostgreSQL it would keep the row from whoever cancels. So there it is refused (RuntimeError).
        """
        now = time.monotonic()
        if now - self._told_at < SECONDS_BETWEEN_TWO_WORDS and done < total and message == self._told:
            return False
        self._told_at, self._told = now, message
        try:
            with transaction.atomic(durable=True):
                Job.objects.held(self.pk, self._attempt).update(
                    progress_done=done, progress_total=total, message=message[:500], beat_at=timezone.now()
                )
        except OperationalError as error:
            # A figure that is not shown must not cost the work itself.
            if not is_locked_database_exception(error):
                raise
        return True

    def checkpoint(self) -> None:
        """Stop here when somebody asked for it, or when another worker has taken the job over."""
        held = Job.objects.held(self.pk, self._attempt)
        asked = list(held.values_list("cancel_requested_at", flat=True))
        if not asked:
            raise Superseded
        if asked[0] is not None:
            raise Cancelled
