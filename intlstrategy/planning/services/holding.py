"""Whoever writes in a plan holds it first: all plans concerned at once, always in one order, so that nobody waits in a
circle, and what is decided afterwards rests on what is stored then, not on what a page read before.

The order is everywhere the same: plans, then the record itself, then what it names.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.planning.models import Action, Diagnosis, Element, Plan

InPlan = Plan | Element | Action | Diagnosis
Row = TypeVar("Row", Element, Action, Diagnosis)
CLOSED = gettext_lazy("This plan is closed. Put it in force again to work on it.")


def plan_of(row: InPlan) -> int | None:
    return row.pk if isinstance(row, Plan) else row.plan_id


def hold(*rows: InPlan | None) -> dict[int, Plan]:
    """Keep the plans of these rows as they are until the transaction ends; each row knows its plan as it is now.

    Refuses a plan that went to the bin meanwhile. Whether it is open is asked by `demand_open`.
    """
    there = [row for row in rows if row is not None and plan_of(row) is not None]
    if not there:
        return {}
    ids = {pk for row in there if (pk := plan_of(row)) is not None}
    plans = Plan._base_manager.filter(municipality=there[0].municipality_id, pk__in=ids)
    held = {plan.pk: plan for plan in plans.select_for_update(of=("self",), no_key=True).order_by("pk")}
    for plan in held.values():
        plan.municipality = there[0].municipality
        if plan.binned_at is not None:
            raise ValidationError(_("“%(name)s” went to the bin meanwhile.") % {"name": plan})
    for row in there:
        tell(row, held)
    return held


def tell(row: InPlan, held: dict[int, Plan]) -> None:
    """A plan, or the plan that a row knows already, learns what is stored; a row that knows none gets it."""
    if not isinstance(row, Plan) and not type(row).plan.is_cached(row):
        row.plan = held[row.plan_id]  # type: ignore[index]
        return
    known: Plan = row if isinstance(row, Plan) else row.plan  # type: ignore[assignment]
    current = held[known.pk]
    known.status, known.binned_at = current.status, current.binned_at
    known.revision, known.structure_revision = current.revision, current.structure_revision


def hold_places(elements: Sequence[Element | None], *others: InPlan | None) -> None:
    """Hold the plans of these elements and of other rows; refuse an element that went to the bin meanwhile.

    A form is checked before its transaction begins: what it names may be gone by then.
    """
    hold(*elements, *others)
    there = {element.pk: element for element in elements if element}
    if not there:
        return
    municipality = next(iter(there.values())).municipality
    living = Element.objects.of(municipality).filter(pk__in=there).values_list("pk", flat=True)
    for gone in there.keys() - set(living):
        raise ValidationError(_("“%(name)s” went to the bin meanwhile. Choose another place.") % {"name": there[gone]})


def hold_record(row: InPlan) -> None:
    """Keep a record itself, once its plan is held: whoever writes to it comes one after the other.

    Refuses one that went to the bin meanwhile, or to another plan, which is not the one that is held.
    """
    current: Any = type(row)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if current.binned_at is not None:
        raise ValidationError(_("“%(name)s” went to the bin meanwhile.") % {"name": row})
    if plan_of(current) != plan_of(row):
        raise ValidationError(
            _("“%(name)s” was moved to another plan meanwhile. Look at it again first.") % {"name": row}
        )


def as_stored(row: Row) -> Row:
    """A row as it is stored now that its plan is held: a move writes nothing back that somebody changed meanwhile."""
    stored = type(row).objects.of(row.municipality).filter(pk=row.pk).first()
    if stored is None:
        raise ValidationError(_("“%(name)s” went to the bin meanwhile.") % {"name": row})
    if stored.plan_id == row.plan_id:
        stored.plan = row.plan
    return stored


def demand_open(plan: Plan | None) -> None:
    """Refuse to change anything of a closed plan; what stands in no plan is always open."""
    if plan and not plan.is_open:
        raise ValidationError(CLOSED)
