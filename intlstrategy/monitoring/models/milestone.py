"""Milestones: what an action has reached by when."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.monitoring.querysets import MilestoneQuerySet
from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.planning.models import Action


class Milestone(ScopedModel):
    """One step of an action that is reached on a day, or late."""

    action = ScopedForeignKey(Action, related_name="milestones", verbose_name=_("action"))
    title = models.CharField(_("title"), max_length=300)
    due_on = models.DateField(_("due"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    weight = models.DecimalField(
        _("weight"), max_digits=8, decimal_places=2, default=Decimal(1), validators=[MinValueValidator(Decimal(0))],
        help_text=_("Its share beside the other milestones. 0 leaves it out."),
    )  # fmt: skip
    note = models.TextField(_("note"), blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        indexes = [models.Index(fields=["municipality", "due_on"], name="milestone_by_due_day")]
        constraints = [models.CheckConstraint(condition=Q(weight__gte=0), name="milestone_weight_is_not_negative")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("planning:action-detail", args=[self.municipality.slug, self.action_id])

    @property
    def known_as(self) -> ScopedModel:
        return self.action

    def answering_departments(self) -> set[int | None]:
        return self.action.answering_departments()

    def answering_members(self) -> set[int | None]:
        return self.action.answering_members()
