"""Decisions on the plan tree: add, move, reorder. Each checks that nobody moved things meanwhile."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import Stale, bin_record, bulk_save, hold_named, save_record
from intlstrategy.planning.models import Element, Level, Plan
from intlstrategy.planning.services.holding import as_stored, demand_open, hold, hold_places

GAP = 1


def touch_structure(plan: Plan, seen: int | None, by: User | None) -> None:
    """Lock the tree for one change of its shape; refuse when somebody changed it after ``seen``."""
    current = hold(plan)[plan.pk]
    if seen is not None and current.structure_revision != seen:
        raise Stale(current)
    current.structure_revision += 1
    current.save(by=by, update_fields=["structure_revision"])
    plan.structure_revision, plan.revision = current.structure_revision, current.revision


def next_position(siblings) -> int:
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + GAP


def siblings_of(element: Element):
    return Element.objects.of(element.municipality).filter(plan_id=element.plan_id, parent_id=element.parent_id)


@transaction.atomic
def add_element(*, element: Element, by: User | None) -> Element:
    """Add an element at the end of its siblings; the plan says how deep it may go."""
    hold_places([element.parent], element)
    plan = element.plan
    demand_open(plan)
    element.parent = as_stored(element.parent) if element.parent else None
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
    hold(element)
    demand_open(element.plan)
    return save_record(element, by=by, seen=seen)


@transaction.atomic
def bin_element(*, element: Element, by: User, seen: int | None = None) -> Element:
    hold(element)  # nobody adds to the branch while it goes
    demand_open(element.plan)
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
    hold_places([element, parent])
    demand_open(element.plan)
    touch_structure(element.plan, seen, by)
    element, parent = as_stored(element), as_stored(parent) if parent else None
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
