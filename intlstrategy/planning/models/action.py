from collections.abc import Sequence
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField, PercentField
from intlstrategy.core.wording import own_name
from intlstrategy.governance.models import Decision
from intlstrategy.municipalities.models import Department, Membership, ScopedForeignKey, ScopedModel
from intlstrategy.planning.models.plan import LIVING, Plan
from intlstrategy.planning.models.tree import Element, new_external_id
from intlstrategy.planning.querysets import ActionQuerySet


class Action(ScopedModel):
    """What is done. Its progress here is what somebody stated, by whom and when."""

    told_along = ("contributions", "further_elements", "alignments", "attachments")
    binned_along = ("further_elements", "contributions", "alignments", "attachments")

    class Status(models.TextChoices):
        """How it goes; a city may have names of its own for each."""

        NOT_STARTED = "not_started", own_name("not_started", _("Not started"))
        ON_TRACK = "on_track", own_name("on_track", _("On track"))
        AT_RISK = "at_risk", own_name("at_risk", _("At risk"))
        DELAYED = "delayed", own_name("delayed", _("Delayed"))
        COMPLETED = "completed", own_name("completed", _("Completed"))
        SUSPENDED = "suspended", own_name("suspended", _("Suspended"))
        CANCELLED = "cancelled", own_name("cancelled", _("Cancelled"))

    class Priority(models.TextChoices):
        HIGH = "high", _("High")
        MEDIUM = "medium", _("Medium")
        LOW = "low", _("Low")

    class Standing(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        PROPOSED = "proposed", _("Proposed")
        RETURNED = "returned", _("Returned")

    class ProgressFrom(models.TextChoices):
        UPDATES = "updates", _("What is reported")
        MILESTONES = "milestones", _("Its milestones, by weight")

    plan = ScopedForeignKey(Plan, null=True, blank=True, editable=False, related_name="actions", verbose_name=_("plan"))
    element = ScopedForeignKey(
        Element,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("place in the plan"),
        help_text=_("Leave it empty for what is done outside any plan."),
    )
    position = models.PositiveIntegerField(_("order"), default=0, editable=False)
    code = models.CharField(_("code"), max_length=30, blank=True)
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("what we do"), blank=True)
    reason = models.TextField(_("why it matters"), blank=True)
    lead_department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="led_actions", verbose_name=_("lead department")
    )
    responsible = ScopedForeignKey(
        Membership,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("responsible person"),
        help_text=_("One person, always. They are asked for progress."),
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    is_continuous = models.BooleanField(_("continuous, without an end"), default=False)
    priority = models.CharField(_("priority"), max_length=6, choices=Priority, blank=True)
    weight = models.DecimalField(
        _("weight"),
        max_digits=8,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("Its share beside its siblings. 0 leaves it out of the mean."),
    )
    file_number = models.CharField(
        _("file number"), max_length=60, blank=True, help_text=_("Of the administrative file.")
    )
    asked_by = ScopedForeignKey(
        Decision, null=True, blank=True, related_name="asked_actions", verbose_name=_("decision that asked for it")
    )
    progress_from = models.CharField(
        _("progress comes from"), max_length=10, choices=ProgressFrom, default=ProgressFrom.UPDATES,
        help_text=_("By milestones, its progress is the weight of those that are reached."),
    )  # fmt: skip
    stated_status = models.CharField(_("stated status"), max_length=12, choices=Status, blank=True, editable=False)
    stated_progress = PercentField(
        _("stated progress"),
        null=True,
        editable=False,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    stated_on = models.DateField(_("stated on"), null=True, editable=False)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("stated by"),
    )
    stated_in = models.CharField(_("stated in"), max_length=255, blank=True, editable=False)
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, default=Standing.ACCEPTED, editable=False
    )
    proposed_by = ScopedForeignKey(
        Membership, null=True, editable=False, related_name="proposed_actions", verbose_name=_("proposed by")
    )
    return_note = models.TextField(_("why it was returned"), blank=True, editable=False)
    external_id = models.CharField(max_length=100, default=new_external_id, editable=False)
    source_columns = models.JSONField(_("from the source"), default=list, editable=False)
    folded = FoldedField("title", "code", "file_number")

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "external_id"],
                condition=LIVING,
                name="action_external_id_once_per_plan",
                violation_error_message=_("Another action of this plan already has this identifier."),
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=True, element__isnull=True) | Q(plan__isnull=False, element__isnull=False),
                name="action_is_in_a_plan_exactly_when_it_has_a_place_in_it",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="action_ends_after_it_starts",
                violation_error_message=_("The end date must not be before the start date."),
            ),
            models.CheckConstraint(
                condition=Q(is_continuous=False) | Q(ends_on__isnull=True),
                name="action_that_is_continuous_has_no_end",
                violation_error_message=_(
                    "A continuous action has no end date: leave it empty or untick “continuous”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(stated_progress__isnull=True) | Q(stated_progress__gte=0, stated_progress__lte=100),
                name="action_stated_progress_is_a_percentage",
                violation_error_message=_("Progress is a percentage from 0 to 100."),
            ),
            models.CheckConstraint(condition=Q(weight__gte=0), name="action_weight_is_not_negative"),
        ]
        indexes = [
            models.Index(fields=["municipality", "folded"], name="action_by_title"),
            models.Index(fields=["element", "position"], name="action_in_tree"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("planning:action-detail", args=[self.municipality.slug, self.pk])

    @property
    def is_draft(self) -> bool:
        return self.standing != self.Standing.ACCEPTED

    @property
    def is_open(self) -> bool:
        """Whether its text may still be worked on: a closed plan closes its actions."""
        return self.plan is None or self.plan.is_open

    def answering_departments(self) -> set[int | None]:
        return {self.lead_department_id}

    def answering_members(self) -> set[int | None]:
        return {self.responsible_id, self.proposed_by_id if self.standing != self.Standing.ACCEPTED else None}


class ActionElement(ScopedModel):
    """A further element that an action contributes to, beside its own place."""

    action = ScopedForeignKey(Action, related_name="further_elements", verbose_name=_("action"))
    element = ScopedForeignKey(Element, related_name="further_actions", verbose_name=_("element"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("further element of an action")
        verbose_name_plural = _("further elements of actions")
        constraints = [
            models.UniqueConstraint(fields=["action", "element"], condition=LIVING, name="action_element_once"),
        ]

    def __str__(self) -> str:
        return str(self.element)

    @classmethod
    def check_return(cls, rows: Sequence[Self]) -> None:
        """The element did not become the action’s own place meanwhile, and nothing is added to a closed plan."""
        here = cls._base_manager.filter(pk__in=[row.pk for row in rows]).select_related("element", "element__plan")
        for row in here.filter(element=F("action__element")):
            raise ValidationError(
                _("“%(name)s” cannot come back: it is the action’s own place in the plan by now.") % {"name": row}
            )
        for row in here.filter(element__plan__status=Plan.Status.CLOSED):
            raise ValidationError(
                _(
                    "“%(name)s” cannot come back: “%(plan)s”, to which it belongs, is closed. Put it in force again first."
                )
                % {"name": row, "plan": row.element.plan}
            )


class ActionDepartment(ScopedModel):
    """A department that contributes to an action that another one leads."""

    action = ScopedForeignKey(Action, related_name="contributions", verbose_name=_("action"))
    department = ScopedForeignKey(Department, related_name="contributions", verbose_name=_("department"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("contributing department")
        verbose_name_plural = _("contributing departments")
        constraints = [
            models.UniqueConstraint(fields=["action", "department"], condition=LIVING, name="action_department_once"),
        ]

    def __str__(self) -> str:
        return str(self.department)

    @property
    def known_as(self) -> ScopedModel:
        return self.action
