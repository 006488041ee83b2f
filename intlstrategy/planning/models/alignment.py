from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.planning.models.action import Action
from intlstrategy.planning.models.plan import LIVING
from intlstrategy.planning.models.tree import Element
from intlstrategy.taxonomy.models import Goal, GoalTarget, TaxonomyForeignKey, Term, UrbanAgendaObjective


def exactly_one(*fields: str) -> Q:
    """A condition that holds when one of these links is set and the others are not."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in fields})
    return condition


TARGETS = ("goal", "goal_target", "urban_objective", "plan_element")


class Alignment(ScopedModel):
    """An element or an action serves a wider agenda: an SDG or its target, an urban agenda, the city plan."""

    element = ScopedForeignKey(Element, null=True, blank=True, related_name="alignments", verbose_name=_("element"))
    action = ScopedForeignKey(Action, null=True, blank=True, related_name="alignments", verbose_name=_("action"))
    goal = TaxonomyForeignKey(Goal, null=True, blank=True, related_name="alignments", verbose_name=_("goal"))
    goal_target = TaxonomyForeignKey(
        GoalTarget, null=True, blank=True, related_name="alignments", verbose_name=_("SDG target")
    )
    urban_objective = TaxonomyForeignKey(
        UrbanAgendaObjective, null=True, blank=True, related_name="alignments", verbose_name=_("urban agenda objective")
    )
    plan_element = ScopedForeignKey(
        Element, null=True, blank=True, related_name="aligned_here", verbose_name=_("element of another plan")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("alignment")
        verbose_name_plural = _("alignments")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("element", "action"), name="alignment_is_of_an_element_or_an_action"
            ),
            models.CheckConstraint(condition=exactly_one(*TARGETS), name="alignment_is_with_exactly_one_thing"),
            *(
                models.UniqueConstraint(
                    fields=[source, target],
                    condition=LIVING & Q(**{f"{source}__isnull": False, f"{target}__isnull": False}),
                    name=f"alignment_{source}_{target}_once",
                )
                for source in ("element", "action")
                for target in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)

    @property
    def in_full(self) -> str:
        """The target under the name of its agenda, since codes such as 1.2 occur in several."""
        if self.urban_objective:
            return f"{self.urban_objective.get_framework_display()}: {self.urban_objective}"
        if self.plan_element:
            return f"{self.plan_element.plan}: {self.plan_element}"
        return str(_("SDG %(goal)s") % {"goal": self.target})

    @property
    def code(self) -> str:
        """What people call the target by, in short."""
        return self.target.number if isinstance(self.target, Term) else getattr(self.target, "code", "")

    @property
    def target(self) -> models.Model | None:
        return next((getattr(self, name) for name in TARGETS if getattr(self, f"{name}_id")), None)
