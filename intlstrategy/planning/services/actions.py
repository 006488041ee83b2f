"""Decisions on actions: write one, change many at once, state how far one has come."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record, record_all
from intlstrategy.municipalities.editing import bin_record, bin_records, bulk_save, claim, hold_named
from intlstrategy.municipalities.models import Department
from intlstrategy.planning.models import Action, Element, Plan
from intlstrategy.planning.models.tree import new_external_id
from intlstrategy.planning.services.holding import demand_open, hold, hold_places, hold_record
from intlstrategy.planning.services.links import drop_redundant_links, set_links
from intlstrategy.planning.services.tree import next_position, touch_structure


def actions_under(element: Element) -> models.QuerySet:
    return Action.objects.of(element.municipality).filter(element=element)


def take_place(action: Action, element: Element | None) -> None:
    """Give an action its place at the end of an element's actions, or take it out of every plan."""
    if element and taken_identifier(action, element):
        action.external_id = new_external_id()
    action.element, action.plan = element, element.plan if element else None
    action.position = next_position(actions_under(element)) if element else 0


def taken_identifier(action: Action, element: Element) -> bool:
    """Whether another action of that plan already answers to this one's identifier, as two files may have it."""
    same = Action.objects.of(action.municipality).filter(plan_id=element.plan_id, external_id=action.external_id)
    return same.exclude(pk=action.pk).exists()


def place_before(action: Action) -> tuple[int | None, Plan | None]:
    """Where an action stands in the database, whatever the form already put on the object."""
    stored = Action._base_manager.select_related("plan__municipality").filter(pk=action.pk).first()
    return (stored.element_id, stored.plan) if stored else (None, None)


@transaction.atomic
def save_action(
    *,
    action: Action,
    by: User | None,
    seen: int | None = None,
    departments: Sequence[Department] | None = None,
    elements: Sequence[Element] | None = None,
) -> Action:
    """Write an action with its contributing departments and further elements; a new place is the last of its own."""
    is_new = action._state.adding
    hold_places([action.element, *(elements or ())], place_before(action)[1])
    if not is_new and seen is not None:
        claim(action, seen)
    element_id, plan = place_before(action)  # again: of one that moved meanwhile another plan was held
    for each in (plan, action.element.plan if action.element else None):
        demand_open(each)
    moves = not is_new and element_id != action.element_id
    if is_new or moves:
        take_place(action, action.element)
    hold_named([action], *(departments or ()), *(elements or ()))
    action.save(by=by)
    if moves:
        touch_plans([plan, action.plan], by)
    set_links_of(action, departments, elements, by)
    drop_redundant_links([action], by)
    record("created" if is_new else "changed", action, by=by)
    return action


def set_links_of(
    action: Action, departments: Sequence[Department] | None, elements: Sequence[Element] | None, by: User | None
) -> None:
    """The lead department does not also contribute, and its own place is not also a further one."""
    if departments is not None:
        others: list = [each for each in departments if each.pk != action.lead_department_id]
        set_links(action.contributions, "department", others, by)
    if elements is not None:
        further = [each for each in elements if each.pk != action.element_id]
        known = set(action.further_elements.filter(binned_at=None).values_list("element_id", flat=True))
        for each in further:
            demand_open(None if each.pk in known else each.plan)
        set_links(action.further_elements, "element", further, by)


def touch_plans(plans: Sequence[Plan | None], by: User | None) -> None:
    """The shape of these plans changed: whoever drags in one of them meanwhile is told."""
    for plan in {each.pk: each for each in plans if each}.values():
        touch_structure(plan, None, by)


@transaction.atomic
def state_progress(
    *,
    action: Action,
    progress: Decimal | None,
    status: str,
    by: User,
    on: date | None = None,
    source: str = "",
    seen: int | None = None,
) -> Action:
    """Write down how far an action has come as somebody states it: kept as stated, never judged."""
    hold(action)
    hold_record(action)
    demand_open(action.plan)
    if action.standing != Action.Standing.ACCEPTED:
        raise ValidationError(_("Progress is stated once the office has accepted the proposal."))
    if progress is None and not status:
        raise ValidationError(_("State how it is going, or how far it has come."))
    on = on or timezone.localdate()
    refuse_impossible(progress, status, on)
    if seen is not None:
        claim(action, seen)
    refuse_older(action, on)
    action.stated_progress, action.stated_status = progress, status
    action.stated_on, action.stated_by, action.stated_in = on, by, source
    action.save(by=by, update_fields=["stated_progress", "stated_status", "stated_on", "stated_by", "stated_in"])
    record("stated progress", action, by=by, detail=lambda: in_short(action))
    return action


def refuse_impossible(progress: Decimal | None, status: str, on: date) -> None:
    if progress is not None and not 0 <= progress <= 100:
        raise ValidationError(_("Progress is a percentage from 0 to 100."))
    if status and status not in Action.Status.values:
        raise ValidationError(_("“%(status)s” is not one of the seven statuses.") % {"status": status})
    if on > timezone.localdate():
        raise ValidationError(_("Progress is stated as of today or an earlier day."))


def refuse_older(action: Action, on: date) -> None:
    if action.stated_on and on < action.stated_on:
        last = date_format(action.stated_on, "SHORT_DATE_FORMAT")
        raise ValidationError(
            {
                "on": _("The last statement is of %(date)s. State progress as of that day or a later one.")
                % {"date": last}
            }
        )


def in_short(action: Action) -> str:
    figure = "" if action.stated_progress is None else f"{action.stated_progress.normalize():f} %"
    return " ".join(part for part in (str(action.get_stated_status_display()), figure) if part)


@transaction.atomic
def bin_action(*, action: Action, by: User, seen: int | None = None) -> Action:
    hold(action)
    demand_open(action.plan)
    return bin_record(action, by=by, seen=seen)


# Many at once ------------------------------------------------------------------------------------


def still_as_seen(actions: Sequence[Action], place: Element | None = None) -> tuple[list[Action], list[Action]]:
    """Lock the actions that nobody changed since they were read and whose plan is open; the others are left alone.

    With their plans, and that of a place where they are to go, which is refused when it is closed or gone.
    """
    if not actions:
        return [], []
    hold_places([place], *those_whose_plan_lives(actions))
    demand_open(place.plan if place else None)
    rows = Action.objects.of(actions[0].municipality).select_for_update(of=("self",), no_key=True).order_by("pk")
    current = {row.pk: row for row in rows.filter(pk__in=[each.pk for each in actions]).select_related("plan")}
    kept: list[Action] = []
    skipped: list[Action] = []
    for each in actions:
        row = current.get(each.pk)
        is_same = row is not None and row.revision == each.revision and (row.plan is None or row.plan.is_open)
        (kept if is_same else skipped).append(each)
    return kept, skipped


def those_whose_plan_lives(actions: Sequence[Action]) -> list[Action]:
    """What went to the bin with its plan is left alone later on, and keeps nothing from being done with the others."""
    gone = Plan._base_manager.filter(pk__in={each.plan_id for each in actions}, binned_at__isnull=False)
    binned = set(gone.values_list("pk", flat=True))
    return [each for each in actions if each.plan_id not in binned]


@transaction.atomic
def change_actions(*, actions: Sequence[Action], by: User, **values: object) -> list[Action]:
    """Set the same values on many actions; returns those that were left alone."""
    kept, skipped = still_as_seen(actions)
    for action in kept:
        for name, value in values.items():
            setattr(action, name, value)
    hold_named(kept)
    bulk_save(kept, by=by, fields=list(values))
    drop_redundant_links(kept, by)
    record_all("changed", kept, by=by, detail=lambda: names_of(values))
    return skipped


def names_of(fields: Iterable[str]) -> str:
    names = {field.name: str(field.verbose_name) for field in Action._meta.fields}
    return ", ".join(names[name] for name in fields)


def order_of(action: Action) -> tuple:
    return (action.element_id is None, action.element_id or 0, action.position, action.pk)


@transaction.atomic
def move_actions(*, actions: Sequence[Action], element: Element | None, by: User) -> list[Action]:
    """Give many actions one place, in the order they stood in; returns those that were left alone."""
    kept, skipped = still_as_seen(actions, element)
    proposals = [each for each in kept if each.standing != Action.Standing.ACCEPTED]
    kept = sorted((each for each in kept if each.standing == Action.Standing.ACCEPTED), key=order_of)
    plans = [each.plan for each in kept] + [element.plan if element else None]
    last = next_position(actions_under(element)) if element else 0
    for number, action in enumerate(kept):
        if element and action.plan_id != element.plan_id and taken_identifier(action, element):
            action.external_id = new_external_id()
        action.element, action.plan = element, element.plan if element else None
        action.position = last + number if element else 0
    bulk_save(kept, by=by, fields=["element", "plan", "position", "external_id"])
    drop_redundant_links(kept, by)
    touch_plans(plans, by)
    record_all("moved", kept, by=by)
    return [*skipped, *proposals]


@transaction.atomic
def bin_actions(*, actions: Sequence[Action], by: User) -> list[Action]:
    """Move some actions to the bin, each restorable by itself; returns those that were left alone."""
    kept, skipped = still_as_seen(actions)
    bin_records(kept, by=by)
    return skipped
