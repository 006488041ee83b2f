from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import PercentField
from intlstrategy.core.places import place_choices, place_name
from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.planning.models.plan import LIVING, Plan


class PlanPriority(ScopedModel):
    """A part of the world that a plan wants to turn to, and how much of the city's relations should be there."""

    plan = ScopedForeignKey(Plan, related_name="priorities", verbose_name=_("plan"))
    place = models.CharField(_("region or country"), max_length=20, choices=place_choices)
    share = PercentField(
        _("share"), null=True, blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("Of all relations, in per cent."),
    )  # fmt: skip
    reason = models.CharField(_("why"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("geographic priority")
        verbose_name_plural = _("geographic priorities")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "place"],
                condition=LIVING,
                name="plan_priority_once_per_place",
                violation_error_message=_("This plan names this place already."),
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=100),
                name="plan_priority_share_is_a_percentage",
                violation_error_message=_("A share is a percentage from 0 to 100."),
            ),
        ]

    def __str__(self) -> str:
        return place_name(self.place)

    @property
    def known_as(self) -> ScopedModel:
        return self.plan
