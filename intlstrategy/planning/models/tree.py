import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models import Department, Post, ScopedForeignKey, ScopedModel
from intlstrategy.planning.models.plan import DEEPEST, LIVING, Level, Plan
from intlstrategy.planning.querysets import ElementQuerySet


def new_external_id() -> str:
    """The identity a record keeps through every export and import."""
    return uuid.uuid4().hex[:12]


class Element(ScopedModel):
    """A node of the plan tree: an axis, a line, an objective, under the city's own names."""

    told_along = ("alignments", "attachments")
    binned_along = (
        "children", "actions", "further_actions", "alignments", "aligned_here", "answers", "attachments",
    )  # fmt: skip

    plan = ScopedForeignKey(Plan, related_name="elements", verbose_name=_("plan"))
    parent = ScopedForeignKey("self", null=True, blank=True, related_name="children", verbose_name=_("belongs to"))
    depth = models.PositiveSmallIntegerField(_("depth"), editable=False)
    position = models.PositiveIntegerField(_("order"), default=0, editable=False)
    code = models.CharField(_("code"), max_length=30, blank=True)
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("text"), blank=True)
    sponsor = ScopedForeignKey(
        Post, null=True, blank=True, related_name="sponsored_elements", verbose_name=_("political sponsor")
    )
    lead_department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="led_elements", verbose_name=_("lead department")
    )
    weight = models.DecimalField(
        _("weight"),
        max_digits=8,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("Its share beside its siblings. 0 leaves it out of the mean."),
    )
    external_id = models.CharField(max_length=100, default=new_external_id, editable=False)
    source_columns = models.JSONField(_("from the source"), default=list, editable=False)
    folded = FoldedField("title", "code")

    objects = ElementQuerySet.as_manager()

    class Meta:
        ordering = ["depth", "position", "pk"]
        verbose_name = _("element")
        verbose_name_plural = _("elements")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "external_id"],
                condition=LIVING,
                name="element_external_id_once_per_plan",
                violation_error_message=_("Another element of this plan already has this identifier."),
            ),
            models.CheckConstraint(
                condition=Q(depth=1, parent__isnull=True) | Q(depth__gt=1, parent__isnull=False),
                name="element_has_a_parent_below_the_first_level",
            ),
            models.CheckConstraint(condition=Q(depth__gte=1, depth__lte=DEEPEST), name="element_is_one_to_five_deep"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="element_weight_is_not_negative"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="element_is_not_its_own_parent"
            ),
        ]
        indexes = [models.Index(fields=["plan", "parent", "position"], name="element_in_tree")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("planning:element-detail", args=[self.municipality.slug, self.plan.slug, self.pk])

    @classmethod
    def check_return(cls, rows: Sequence[Self]) -> None:
        """It stands one deeper than what it belongs to, and its plan has that level."""
        parents = cls._base_manager.filter(pk__in={row.parent_id for row in rows})
        depths: dict[int | None, int] = {None: 0, **dict(parents.values_list("pk", "depth"))}
        levels = Level.objects.filter(plan__in={row.plan_id for row in rows}, binned_at=None).order_by("depth")
        deepest = dict(levels.values_list("plan_id", "depth"))
        for row in rows:
            if row.depth != depths[row.parent_id] + 1:
                raise ValidationError(
                    _(
                        "“%(name)s” cannot come back: “%(parent)s”, to which it belongs, was moved to another level since."
                    )
                    % {"name": row, "parent": row.parent}
                )
            if row.depth > deepest.get(row.plan_id, 0):
                raise ValidationError(
                    _("“%(name)s” cannot come back: its plan has no level %(depth)d any more. Add the level first.")
                    % {"name": row, "depth": row.depth}
                )

    def answering_departments(self) -> set[int | None]:
        return {self.lead_department_id}
