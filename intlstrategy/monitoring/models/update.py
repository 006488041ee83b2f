"""Progress updates: what whoever answers for an action says of it, period after period."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import PercentField
from intlstrategy.documents.models import Document
from intlstrategy.monitoring.models.period import ReportingPeriod
from intlstrategy.monitoring.querysets import UpdateQuerySet
from intlstrategy.municipalities.models import Membership, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.planning.models import Action


class ProgressUpdate(ScopedModel):
    """What was reported of one action in one period; a correction is an entry of its own that says why."""

    told_along = ("evidence",)
    binned_along = ("evidence",)

    class Standing(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("progress update", "Draft")
        SUBMITTED = "submitted", pgettext_lazy("progress update", "Sent")
        RETURNED = "returned", pgettext_lazy("progress update", "Returned")
        APPROVED = "approved", pgettext_lazy("progress update", "Approved")

    period = ScopedForeignKey(ReportingPeriod, related_name="updates", verbose_name=_("reporting period"))
    action = ScopedForeignKey(Action, related_name="updates", verbose_name=_("action"))
    corrects = ScopedForeignKey(
        "self", null=True, blank=True, editable=False, related_name="corrections", verbose_name=_("corrects")
    )
    percent = PercentField(
        _("progress"), null=True, blank=True, validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]
    )  # fmt: skip
    why_lower = models.TextField(_("why it is less than before"), blank=True)
    status = models.CharField(_("how it goes"), max_length=12, choices=Action.Status, blank=True)
    achievements = models.TextField(_("what was achieved"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    spent = models.DecimalField(
        _("spent in this period"), max_digits=14, decimal_places=2, null=True, blank=True,
        help_text=_("In the city’s currency."),
    )  # fmt: skip
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.DRAFT, editable=False)
    reason = models.TextField(_("why it is corrected"), blank=True)
    reported_by = ScopedForeignKey(
        Membership, null=True, editable=False, related_name="updates", verbose_name=_("reported by")
    )
    submitted_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("decided by")
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    return_note = models.TextField(_("why it was returned"), blank=True, editable=False)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-period__starts_on", "-pk"]
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        indexes = [models.Index(fields=["municipality", "standing"], name="update_by_standing")]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "action"],
                condition=LIVING & Q(corrects__isnull=True),
                name="update_once_per_action_and_period",
                violation_error_message=_("This action has an update for this period already."),
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                name="update_percent_is_a_percentage",
                violation_error_message=_("Progress is a percentage from 0 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(standing="draft") | Q(submitted_at__isnull=False),
                name="update_was_sent_before_it_was_decided_on",
            ),
            models.CheckConstraint(
                condition=~Q(standing="returned") | ~Q(return_note=""),
                name="update_returned_says_why",
                violation_error_message=_("Say what is missing, so that it can be sent again."),
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["returned", "approved"], decided_at__isnull=False)
                | Q(standing__in=["draft", "submitted"]),
                name="update_decided_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
                name="update_correction_says_why",
                violation_error_message=_("Say why it is corrected."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} · {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:update-detail", args=[self.municipality.slug, self.pk])

    @property
    def known_as(self) -> ScopedModel:
        return self.action

    @property
    def is_draft(self) -> bool:
        return self.standing in {self.Standing.DRAFT, self.Standing.RETURNED}

    @property
    def is_approved(self) -> bool:
        return self.standing == self.Standing.APPROVED

    def answering_departments(self) -> set[int | None]:
        return self.action.answering_departments()

    def answering_members(self) -> set[int | None]:
        return {*self.action.answering_members(), self.reported_by_id}


class Evidence(ScopedModel):
    """A document that shows what an update says."""

    update = ScopedForeignKey(ProgressUpdate, related_name="evidence", verbose_name=_("progress update"))
    document = ScopedForeignKey(Document, related_name="shows", verbose_name=_("document"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(fields=["update", "document"], condition=LIVING, name="evidence_once_per_update"),
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def known_as(self) -> ScopedModel:
        return self.update
