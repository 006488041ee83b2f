from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.jobs.querysets import JobQuerySet, ScheduleQuerySet


class Job(models.Model):
    """Work that takes more than a second: its arguments are ids, its progress is seen, it can be cancelled."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", pgettext_lazy("job", "Failed")
        CANCELLED = "cancelled", pgettext_lazy("job", "Cancelled")

    municipality_id = models.BigIntegerField(null=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=10, blank=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, db_index=True)
    progress_done = models.PositiveIntegerField(_("done"), default=0)
    progress_total = models.PositiveIntegerField(_("of"), default=0)
    message = models.CharField(_("message"), max_length=500, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs", verbose_name=_("requested by")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    beat_at = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(_("asked to stop at"), null=True)
    task_id = models.UUIDField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="job_has_an_end_exactly_when_it_is_over",
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(started_at__isnull=False, beat_at__isnull=False, attempts__gte=1),
                name="job_that_runs_was_started_and_beats",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
                name="job_has_an_error_exactly_when_it_failed",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(cancel_requested_at__isnull=False),
                name="job_is_cancelled_only_when_somebody_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None

    @property
    def is_stopping(self) -> bool:
        return self.cancel_requested_at is not None and not self.is_over

    @property
    def percent(self) -> int:
        return self.progress_done * 100 // self.progress_total if self.progress_total else 0


class Schedule(models.Model):
    """A kind of job that is due again and again."""

    kind = models.CharField(_("kind"), max_length=60, unique=True)
    every_seconds = models.PositiveIntegerField(_("every (seconds)"))
    next_run_at = models.DateTimeField(_("next run at"), db_index=True)
    last_run_at = models.DateTimeField(_("last run at"), null=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["kind"]
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        constraints = [
            models.CheckConstraint(condition=Q(every_seconds__gt=0), name="schedule_leaves_time_between_two_runs"),
        ]

    def __str__(self) -> str:
        return self.kind


class WorkerBeat(models.Model):
    """A worker process that was alive at ``beat_at``."""

    worker = models.CharField(_("worker"), max_length=64, unique=True)
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    beat_at = models.DateTimeField(_("last beat at"))

    class Meta:
        ordering = ["-beat_at"]
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.worker
