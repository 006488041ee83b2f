"""Decisions on actions: write, state progress, propose, accept, return, and one change on many."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import bin_record, bulk_save, claim
from intlstrategy.municipalities.models import Membership
from intlstrategy.planning.models import Action, Element
from intlstrategy.planning.services.links import set_links
from intlstrategy.planning.services.tree import demand_open, next_position

Standing = Action.Standing


@transaction.atomic
def save_action(
    *,
    action: Action,
    by: User | None,
    seen: int | None = None,
    departments: list | None = None,
    elements: list | None = None,
) -> Action:
    """Write an action with its contributing departments and further elements."""
    is_new = action._state.adding
    action.plan = action.element.plan if action.element else None
    if action.plan:
        demand_open(action.plan)
    if not is_new and seen is not None:
        claim(action, seen)
    if is_new and action.element:
        action.position = next_position(Action.objects.of(action.municipality).filter(element=action.element))
    action.save(by=by)
    if departments is not None:
        set_links(action.contributions, "department", departments, by)
    if elements is not None:
        set_links(action.further_elements, "element", [each for each in elements if each != action.element], by)
    record("created" if is_new else "changed", action, by=by)
    return action


@transaction.atomic
def state_progress(
    *, action: Action, progress: Decimal | None, status: str, by: User, on: date | None = None, seen: int | None = None
) -> Action:
    """Keep what a person says of an action: how far, in which status, who said it and when."""
    if seen is not None:
        claim(action, seen)
    action.stated_progress, action.stated_status = progress, status
    action.stated_on, action.stated_by, action.stated_in = on or timezone.localdate(), by, ""
    action.full_clean(validate_unique=False, validate_constraints=False, exclude=["municipality"])
    action.save(by=by, update_fields=["stated_progress", "stated_status", "stated_on", "stated_by", "stated_in"])
    record("stated progress", action, by=by, detail=f"{progress if progress is not None else ''} {status}".strip())
    return action


@transaction.atomic
def propose_action(*, action: Action, by: Membership, seen: int | None = None) -> Action:
    """A department proposes an action, or sends a returned one again; it counts nowhere until accepted."""
    is_new = action._state.adding
    if not is_new and seen is not None:
        claim(action, seen)
    if not is_new and action.standing == Standing.ACCEPTED:
        raise ValidationError(_("This action is already accepted."))
    action.standing, action.return_note = Standing.PROPOSED, ""
    action.proposed_by = action.proposed_by or by
    if by.department_id and not action.lead_department_id:
        action.lead_department = by.department
    action.save(by=by.user)
    record("proposed", action, by=by.user)
    return action


def demand_proposal(action: Action) -> None:
    if action.standing == Standing.ACCEPTED:
        raise ValidationError(_("This action is already accepted."))


@transaction.atomic
def accept_proposal(*, action: Action, element: Element | None, by: User, seen: int) -> Action:
    """The office takes a proposal over, at a place in a plan or outside of any."""
    demand_proposal(action)
    claim(action, seen)
    action.standing, action.return_note = Standing.ACCEPTED, ""
    action.element, action.plan = element, element.plan if element else None
    if element:
        demand_open(element.plan)
        action.position = next_position(Action.objects.of(action.municipality).filter(element=element))
    action.save(by=by)
    record("accepted", action, by=by)
    return action


@transaction.atomic
def return_proposal(*, action: Action, note: str, by: User, seen: int) -> Action:
    """The office gives a proposal back, with what is missing."""
    demand_proposal(action)
    if not note.strip():
        raise ValidationError(_("Say what is missing, so that the department can mend it."))
    claim(action, seen)
    action.standing, action.return_note = Standing.RETURNED, note.strip()
    action.save(by=by, update_fields=["standing", "return_note"])
    record("returned", action, by=by, detail=note)
    return action


@transaction.atomic
def merge_proposal(*, action: Action, into: Action, by: User, seen: int) -> Action:
    """The office adds what a proposal says to an action that exists; the proposal goes to the bin."""
    demand_proposal(action)
    if into.standing != Standing.ACCEPTED or into.pk == action.pk:
        raise ValidationError(_("Choose an action that is already accepted."))
    claim(action, seen)
    added = [text for text in (action.title, action.text, action.reason) if text]
    into.text = "\n\n".join([text for text in (into.text, *added) if text])
    into.save(by=by, update_fields=["text"])
    record("merged", into, by=by, detail=str(action))
    bin_record(action, by=by)
    return into


@transaction.atomic
def set_on_many(*, actions: Sequence[Action], field: str, value: Any, by: User) -> None:
    """Give many actions the same lead department, responsible person or priority."""
    for action in actions:
        setattr(action, field, value)
    bulk_save(actions, by=by, fields=[field])
    for action in actions:
        record("changed", action, by=by, detail=field)
