"""Reporting periods: what time is reported on, and by when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import FoldedField
from intlstrategy.monitoring.querysets import PeriodQuerySet
from intlstrategy.municipalities.models import ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING


class ReportingPeriod(ScopedModel):
    """A span of time on which every department reports: it opens, is due, closes, and is locked for good."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("reporting period", "Not open yet")
        OPEN = "open", pgettext_lazy("reporting period", "Open")
        CLOSED = "closed", pgettext_lazy("reporting period", "Closed")
        LOCKED = "locked", pgettext_lazy("reporting period", "Locked")

    title = models.CharField(_("title"), max_length=100, help_text=_("Such as: third quarter of 2026."))
    starts_on = models.DateField(_("first day reported on"))
    ends_on = models.DateField(_("last day reported on"))
    opens_on = models.DateField(_("opens on"), help_text=_("From that day on departments are asked to report."))
    due_on = models.DateField(_("due for departments"))
    office_due_on = models.DateField(
        _("due for the office"), help_text=_("By then the office has approved or returned everything.")
    )
    closes_on = models.DateField(_("closes on"), help_text=_("The last day on which something may be sent."))
    locked_at = models.DateTimeField(_("locked at"), null=True, editable=False)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("locked by")
    )  # fmt: skip
    folded = FoldedField("title")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        indexes = [models.Index(fields=["municipality", "-starts_on"], name="period_by_first_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "title"],
                condition=LIVING,
                name="period_title_once",
                violation_error_message=_("Another period has this title."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="period_ends_after_it_starts",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")),
                name="period_is_due_after_it_opens",
                violation_error_message=_("It cannot be due before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(office_due_on__gte=F("due_on")),
                name="period_office_is_due_after_departments",
                violation_error_message=_("The office has its turn after the departments."),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("office_due_on")),
                name="period_closes_after_the_office_is_due",
                violation_error_message=_("It cannot close before the office is due."),
            ),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True, locked_by__isnull=True)
                | Q(locked_at__isnull=False, locked_by__isnull=False),
                name="period_is_locked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("monitoring:period-detail", args=[self.municipality.slug, self.pk])

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    def state_on(self, today: date) -> State:
        if self.is_locked:
            return self.State.LOCKED
        if today < self.opens_on:
            return self.State.PLANNED
        return self.State.OPEN if today <= self.closes_on else self.State.CLOSED

    def is_open_on(self, today: date) -> bool:
        """Whether something may be sent on that day."""
        return self.state_on(today) == self.State.OPEN
