"""What a department proposes, and what the office decides on it: accept, return, merge."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import bin_record, claim, hold_named
from intlstrategy.municipalities.models import Membership
from intlstrategy.planning.models import Action, Element
from intlstrategy.planning.services.actions import take_place
from intlstrategy.planning.services.holding import demand_open, hold, hold_places

Standing = Action.Standing


def demand_waiting(action: Action) -> None:
    if action.standing != Standing.PROPOSED:
        raise ValidationError(_("This proposal does not wait for the office any more."))


@transaction.atomic
def propose_action(*, action: Action, by: Membership) -> Action:
    """Send a department's proposal to the office; it counts nowhere until the office accepts it."""
    action.standing, action.proposed_by = Standing.PROPOSED, by
    action.element = action.plan = None
    if action.lead_department is None:
        action.lead_department = by.department
    hold_named([action])
    action.save(by=by.user)
    record("proposed", action, by=by.user)
    return action


@transaction.atomic
def edit_proposal(*, action: Action, by: User, seen: int | None = None) -> Action:
    """Write a proposal again; one that was returned goes back to the office."""
    if seen is not None:
        claim(action, seen)
    if action.standing == Standing.ACCEPTED:
        raise ValidationError(_("The office has accepted this proposal: it is an action now."))
    hold_named([action])
    was_returned = action.standing == Standing.RETURNED
    action.standing, action.return_note = Standing.PROPOSED, ""
    action.save(by=by)
    record("proposed again" if was_returned else "changed", action, by=by)
    return action


@transaction.atomic
def accept_proposal(*, action: Action, element: Element | None, by: User, seen: int | None = None) -> Action:
    """Make a proposal an action, with a place in a plan or with none."""
    hold_places([element])
    if seen is not None:
        claim(action, seen)
    demand_waiting(action)
    demand_open(element.plan if element else None)
    take_place(action, element)
    hold_named([action])
    action.standing = Standing.ACCEPTED
    action.save(by=by)
    record("accepted", action, by=by)
    return action


@transaction.atomic
def return_proposal(*, action: Action, note: str, by: User, seen: int | None = None) -> Action:
    """Give a proposal back to whoever made it, and say what is missing."""
    if seen is not None:
        claim(action, seen)
    demand_waiting(action)
    if not note.strip():
        raise ValidationError(_("Say what is missing, so that it can be sent again."))
    action.standing, action.return_note = Standing.RETURNED, note.strip()
    action.save(by=by, update_fields=["standing", "return_note"])
    record("returned", action, by=by, detail=note)
    return action


@transaction.atomic
def merge_proposal(
    *, action: Action, into: Action, by: User, seen: int | None = None, into_seen: int | None = None
) -> Action:
    """Accept a proposal by adding its texts to an action that exists; the proposal itself goes to the bin."""
    hold(into)
    if seen is not None:
        claim(action, seen)
    demand_waiting(action)
    claim(into, into.revision if into_seen is None else into_seen)
    if into.standing != Standing.ACCEPTED or into.municipality_id != action.municipality_id:
        raise ValidationError(_("Choose an action that exists to merge it into."))
    demand_open(into.plan)
    into.text = joined(into.text, action.title if not action.text else action.text)
    into.reason = joined(into.reason, action.reason)
    into.save(by=by, update_fields=["text", "reason"])
    record("merged", into, by=by, detail=str(action))
    record("merged into another", action, by=by, detail=str(into))
    bin_record(action, by=by)
    return into


def joined(first: str, second: str) -> str:
    """Both texts, one after the other, unless the first already says the second."""
    first, second = first.strip(), second.strip()
    if not second or second in first:
        return first
    return f"{first}\n\n{second}".strip()
