"""Decisions on the plan tree: add, move, reorder. Each checks that nobody moved things meanwhile."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import Stale, bin_record, bulk_save, hold_named, save_record
from intlstrategy.planning.models import Element, Level, Plan

GAP = 1
CLOSED = gettext_lazy("This plan is closed. Put it in force again to work on it.")


def touch_structure(plan: Plan, seen: int | None, by: User | None) -> None:
    """Lock the tree for one change of its shape; refuse when somebody changed it after ``seen``."""
    current = Plan.objects.of(plan.municipality).select_for_update(of=("self",)).get(pk=plan.pk)
    if seen is not None and current.structure_revision != seen:
        raise Stale(current)
    current.structure_revision += 1
    current.save(by=by, update_fields=["structure_revision"])
    plan.structure_revision, plan.revision = current.structure_revision, current.revision


def demand_open(plan: Plan | None) -> None:
    """Refuse to change anything of a closed plan; what stands in no plan is always open."""
    if plan and not plan.is_open:
        raise ValidationError(CLOSED)


def hold_places(elements: Iterable[Element | None]) -> None:
    """Keep the plans of some elements as they are until the transaction ends; refuse what went to the bin meanwhile.

    A form is checked before its transaction begins: what it names may be gone by then.
    """
    there = {element.pk: element for element in elements if element}
    if not there:
        return
    municipality = next(iter(there.values())).municipality
    plans = {element.plan_id for element in there.values()}
    list(Plan.objects.of(municipality).select_for_update(of=("self",)).filter(pk__in=plans).order_by("pk"))
    living = Element.objects.of(municipality).filter(pk__in=there, plan__binned_at=None).values_list("pk", flat=True)
    for gone in there.keys() - set(living):
        raise ValidationError(_("“%(name)s” went to the bin meanwhile. Choose another place.") % {"name": there[gone]})


def next_position(siblings) -> int:
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + GAP


def siblings_of(element: Element):
    return Element.objects.of(element.municipality).filter(plan_id=element.plan_id, parent_id=element.parent_id)


@transaction.atomic
def add_element(*, element: Element, by: User | None) -> Element:
    """Add an element at the end of its siblings; the plan says how deep it may go."""
    plan = element.plan
    demand_open(plan)
    hold_places([element.parent])
    element.depth = element.parent.depth + 1 if element.parent else 1
    if not Level.objects.of(plan.municipality).filter(plan=plan, depth=element.depth).exists():
        raise ValidationError(
            _("This plan has no level %(depth)d. Add a level to the plan first, or choose a place higher up.")
            % {"depth": element.depth}
        )
    element.position = next_position(siblings_of(element))
    hold_named([element])
    element.save(by=by)
    touch_structure(plan, None, by)
    record("created", element, by=by)
    return element


@transaction.atomic
def save_element(*, element: Element, by: User | None, seen: int | None = None) -> Element:
    """Write what an element says; its place is changed by moving it."""
    demand_open(element.plan)
    return save_record(element, by=by, seen=seen)


@transaction.atomic
def bin_element(*, element: Element, by: User, seen: int | None = None) -> Element:
    demand_open(element.plan)
    hold_places([element])  # nobody adds to the branch while it goes
    return bin_record(element, by=by, seen=seen)


def branch_of(element: Element) -> list[Element]:
    """An element and everything below it, from one query for the whole plan."""
    rows = list(Element.objects.of(element.municipality).filter(plan_id=element.plan_id).in_tree_order())
    inside = {element.pk}
    branch = [element]
    for row in rows:
        if row.parent_id in inside:
            inside.add(row.pk)
            branch.append(row)
    return branch


@transaction.atomic
def move_element(*, element: Element, parent: Element | None, before: Element | None, by: User, seen: int) -> Element:
    """Put an element, with its whole branch, under another parent and before a sibling (at the end when None)."""
    plan = element.plan
    demand_open(plan)
    touch_structure(plan, seen, by)
    hold_places([element, parent])
    branch = branch_of(element)
    if parent is not None and parent.pk in {row.pk for row in branch}:
        raise ValidationError(_("An element cannot be moved below itself: that would make a loop."))
    if parent is not None and parent.plan_id != element.plan_id:
        raise ValidationError(_("An element stays in its own plan."))
    refuse_too_deep(element, parent, branch)
    shift = (parent.depth + 1 if parent else 1) - element.depth
    element.parent = parent
    for row in branch:
        row.depth += shift
    place(element, before, by)
    bulk_save(branch, by=by, fields=["parent", "depth", "position"])
    record("moved", element, by=by)
    return element


def refuse_too_deep(element: Element, parent: Element | None, branch: list[Element]) -> None:
    levels = Level.objects.of(element.municipality).filter(plan_id=element.plan_id).count()
    top = parent.depth + 1 if parent else 1
    deepest = top + max(row.depth for row in branch) - element.depth
    if deepest > levels:
        raise ValidationError(
            _("There it would be %(depth)d levels deep, and this plan has %(levels)d.")
            % {"depth": deepest, "levels": levels}
        )


def place(element: Element, before: Element | None, by: User) -> None:
    """Number the new siblings again with the element in its place; only those that change are written."""
    siblings = [row for row in siblings_of(element).in_tree_order() if row.pk != element.pk]
    where = next((n for n, row in enumerate(siblings) if before and row.pk == before.pk), len(siblings))
    siblings.insert(where, element)
    changed = []
    for number, row in enumerate(siblings, start=GAP):
        if row.position != number:
            row.position = number
            if row is not element:
                changed.append(row)
    bulk_save(changed, by=by, fields=["position"])
