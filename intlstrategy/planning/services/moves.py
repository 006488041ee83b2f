"""One step of an element or an action through the tree, as the buttons and the keys of the plan page ask for it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import bulk_save
from intlstrategy.planning.models import Action, Element
from intlstrategy.planning.services.holding import as_stored, demand_open, hold_places
from intlstrategy.planning.services.links import drop_redundant_links
from intlstrategy.planning.services.tree import move_element, siblings_of, touch_structure

STEPS = ("up", "down", "in", "out")


def step_element(*, element: Element, step: str, by: User, seen: int) -> Element:
    """Move an element one place up or down, under the sibling above it, or out beside its parent."""
    siblings = list(siblings_of(element).in_tree_order())
    where = next(number for number, row in enumerate(siblings) if row.pk == element.pk)
    if step == "up" and where > 0:
        return move_element(element=element, parent=element.parent, before=siblings[where - 1], by=by, seen=seen)
    if step == "down" and where + 1 < len(siblings):
        after = siblings[where + 2] if where + 2 < len(siblings) else None
        return move_element(element=element, parent=element.parent, before=after, by=by, seen=seen)
    if step == "in" and where > 0:
        return move_element(element=element, parent=siblings[where - 1], before=None, by=by, seen=seen)
    if step == "out" and element.parent:
        return move_element(
            element=element, parent=element.parent.parent, before=next_of(element.parent), by=by, seen=seen
        )
    raise ValidationError(_("“%(name)s” cannot move any further that way.") % {"name": element})


def next_of(element: Element) -> Element | None:
    return siblings_of(element).in_tree_order().filter(position__gt=element.position).first()


@transaction.atomic
def move_action(*, action: Action, element: Element, before: Action | None, by: User, seen: int) -> Action:
    """Put an action under an element of its plan, before another action (at the end when None)."""
    hold_places([element])
    action = as_stored(action)
    if action.plan_id != element.plan_id:
        raise ValidationError(_("An action stays in its own plan. Change its place on its own form."))
    demand_open(element.plan)
    touch_structure(element.plan, seen, by)
    siblings = list(Action.objects.of(action.municipality).filter(element=element).exclude(pk=action.pk).in_order())
    where = next((number for number, row in enumerate(siblings) if before and row.pk == before.pk), len(siblings))
    action.element = element
    siblings.insert(where, action)
    changed = []
    for number, row in enumerate(siblings, start=1):
        if row.position != number or row is action:
            row.position = number
            changed.append(row)
    bulk_save(changed, by=by, fields=["element", "position"])
    drop_redundant_links([action], by)
    record("moved", action, by=by)
    return action


def step_action(*, action: Action, step: str, by: User, seen: int) -> Action:
    """Move an action one place up or down among the actions of its element."""
    siblings = list(Action.objects.of(action.municipality).filter(element=action.element_id).in_order())
    where = next(number for number, row in enumerate(siblings) if row.pk == action.pk)
    if action.element and step == "up" and where > 0:
        return move_action(action=action, element=action.element, before=siblings[where - 1], by=by, seen=seen)
    if action.element and step == "down" and where + 1 < len(siblings):
        after = siblings[where + 2] if where + 2 < len(siblings) else None
        return move_action(action=action, element=action.element, before=after, by=by, seen=seen)
    raise ValidationError(_("“%(name)s” cannot move any further that way.") % {"name": action})
