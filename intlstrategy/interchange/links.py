"""What a cell tells of other records: contributing departments, further elements, alignments.

A department is written by its name, an element of the same plan by its identifier, one of another plan as
``slug-of-the-plan#identifier``, a goal or an objective as ``SDG 11.6`` or ``AUE 3.1``.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Model, Q

from intlstrategy.interchange.values import escaped
from intlstrategy.municipalities.models import Department, Municipality, ScopedModel
from intlstrategy.planning.models import Action, ActionDepartment, ActionElement, Alignment, Element, Plan
from intlstrategy.planning.models.alignment import TARGETS
from intlstrategy.taxonomy.models import Goal, GoalTarget, UrbanAgendaObjective, as_read

DEPARTMENTS, FURTHER, ALIGNMENTS = "contributing_departments", "further_elements", "alignments"
GOALS = ("sdg", "ods")
Owner = tuple[type[Model], int]  # an element or an action
Target = tuple[str, Any]  # the field of the link that holds it, and its id


class Kind(NamedTuple):
    """One kind of link: its model, what it starts from, and which of its fields holds a record of each type."""

    model: type[ScopedModel]
    owners: dict[type[Model], str]
    fields: dict[type[Model], str]

    def target(self, record: Model) -> Target:
        """What tells a target apart; one that is not saved yet is like no other."""
        return self.fields[type(record)], record.pk or ("new", id(record))

    def owner(self, link: Any) -> Owner:
        ids = ((model, getattr(link, f"{name}_id")) for model, name in self.owners.items())
        return next((model, pk) for model, pk in ids if pk)

    def target_of(self, link: Any) -> Model:
        return next(found for name in self.fields.values() if (found := getattr(link, name)))

    def living(self, owners: Q, municipality: Municipality) -> Any:
        names = [*self.fields.values(), *(f"{name}__plan" for model, name in self.fields.items() if model is Element)]
        return self.model.objects.of(municipality).filter(owners).select_related(*names).order_by("pk")  # type: ignore[attr-defined]


KINDS = {
    DEPARTMENTS: Kind(ActionDepartment, {Action: "action"}, {Department: "department"}),
    FURTHER: Kind(ActionElement, {Action: "action"}, {Element: "element"}),
    ALIGNMENTS: Kind(
        Alignment,
        {Action: "action", Element: "element"},
        dict(zip((Goal, GoalTarget, UrbanAgendaObjective, Element), TARGETS, strict=True)),
    ),
}
Links = dict[str, dict[Owner, dict[Target, Model]]]  # kind of link -> element or action -> its targets


def links_in(plan: Plan) -> Links:
    """The targets of every element and action of a plan, in one query for each kind of link."""
    found: Links = {}
    for key, kind in KINDS.items():
        in_plan = reduce(or_, (Q(**{f"{name}__plan": plan}) for name in kind.owners.values()))
        found[key] = defaultdict(dict)
        for link in kind.living(in_plan, plan.municipality):
            target = kind.target_of(link)
            found[key][kind.owner(link)][kind.target(target)] = target
    return found


def written(target: Any, plan: Plan) -> str:
    """A target as a cell of this plan's file names it."""
    if isinstance(target, Element):
        return target.external_id if target.plan_id == plan.pk else f"{target.plan.slug}#{target.external_id}"
    if isinstance(target, (Goal, GoalTarget)):
        return f"SDG {target.code}"
    if isinstance(target, UrbanAgendaObjective):
        return f"{target.framework.upper()} {target.code}"
    return str(target)


def cell(targets: Iterable[Any], plan: Plan) -> str:
    return "; ".join(escaped(written(target, plan)) for target in targets)


def agendas_of(municipality: Municipality) -> dict[tuple[str, str], list[Model]]:
    """Every goal, target and objective that the municipality may align with, by its list and code."""
    found: dict[tuple[str, str], list[Model]] = defaultdict(list)
    for model in (Goal, GoalTarget, UrbanAgendaObjective):
        for term in model.objects.available_to(municipality.pk):
            for name in (term.framework,) if isinstance(term, UrbanAgendaObjective) else GOALS:
                found[name, as_read(term.code)].append(term)
    return found
