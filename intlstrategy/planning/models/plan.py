from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models import Department, Municipality, Post, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.reserved import lower_case, not_reserved_inside
from intlstrategy.planning.querysets import PlanQuerySet

DEEPEST = 5
DEEPEST_IN_SIMPLE_MODE = 2
LIVING = Q(binned_at__isnull=True)


def deepest_in(municipality: Municipality) -> int:
    """How many levels a new plan of this city may have."""
    return DEEPEST_IN_SIMPLE_MODE if municipality.is_simple else DEEPEST


class Plan(ScopedModel):
    """What a city wants from its external action over a span of years: one structure, three kinds."""

    told_along = ("levels", "priorities", "attachments")
    binned_along = ("levels", "priorities", "elements", "actions", "diagnoses", "attachments")

    class Kind(models.TextChoices):
        STRATEGY = "strategy", _("Strategy")
        MASTER = "master", _("Master plan")
        CITY = "city", _("City plan")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONSULTATION = "consultation", _("In consultation")
        APPROVED = "approved", _("Approved")
        IN_FORCE = "in_force", _("In force")
        CLOSED = "closed", _("Closed")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.STRATEGY)
    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(
        _("web address"),
        max_length=80,
        validators=[lower_case, not_reserved_inside],
        help_text=_("Lower-case letters, numbers and hyphens."),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What the plan is for, in two or three sentences.")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    sponsor = ScopedForeignKey(
        Post,
        null=True,
        blank=True,
        related_name="sponsored_plans",
        verbose_name=_("political sponsor"),
        help_text=_("A post, usually the Mayor’s, so that the history survives elections."),
    )
    lead_department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="led_plans", verbose_name=_("coordinating department")
    )
    strategy = ScopedForeignKey(
        "self",
        null=True,
        blank=True,
        related_name="master_plans",
        verbose_name=_("belongs to the strategy"),
        help_text=_("For a master plan."),
    )
    city_plan = ScopedForeignKey(
        "self",
        null=True,
        blank=True,
        related_name="included_strategies",
        verbose_name=_("included in the city plan"),
        help_text=_("For a strategy."),
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Citizens see its approved version. Drafts are never public.")
    )
    origin = models.CharField(
        _("where its content comes from"),
        max_length=300,
        blank=True,
        help_text=_("The published source, or “illustrative”."),
    )
    structure_revision = models.PositiveIntegerField(default=0, editable=False)
    folded = FoldedField("title", "slug")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "folded"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"],
                condition=LIVING,
                name="plan_slug_once",
                violation_error_message=_("Another plan already has this address."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_it_starts",
                violation_error_message=_("The end date must not be before the start date."),
            ),
            models.CheckConstraint(
                condition=Q(kind="master") | Q(strategy__isnull=True),
                name="plan_only_master_plans_belong_to_a_strategy",
                violation_error_message=_("Only a master plan belongs to a strategy."),
            ),
            models.CheckConstraint(
                condition=Q(kind="strategy") | Q(city_plan__isnull=True),
                name="plan_only_strategies_are_in_a_city_plan",
                violation_error_message=_("Only a strategy is included in a city plan."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("planning:plan-detail", args=[self.municipality.slug, self.slug])

    def answering_departments(self) -> set[int | None]:
        return {self.lead_department_id}

    @property
    def is_in_force(self) -> bool:
        return self.status == self.Status.IN_FORCE

    @property
    def is_open(self) -> bool:
        """Whether its text may still be worked on."""
        return self.status != self.Status.CLOSED


class Level(ScopedModel):
    """How the city calls one depth of its plan: Eje, Línea, Objetivo. Never inflected, so both forms are stored."""

    plan = ScopedForeignKey(Plan, related_name="levels", verbose_name=_("plan"))
    depth = models.PositiveSmallIntegerField(_("depth"), validators=[MinValueValidator(1), MaxValueValidator(DEEPEST)])
    singular = models.CharField(_("one of them"), max_length=60)
    plural = models.CharField(_("several of them"), max_length=60)

    class Meta:
        ordering = ["plan", "depth"]
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "depth"],
                condition=LIVING,
                name="level_once_per_depth",
                violation_error_message=_("This depth already has a name."),
            ),
            models.CheckConstraint(condition=Q(depth__gte=1, depth__lte=DEEPEST), name="level_is_one_to_five_deep"),
        ]

    def __str__(self) -> str:
        return self.singular
