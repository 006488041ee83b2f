"""What planning puts into the calendar: when plans and actions begin and end."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.calendar import CalendarEntry
from intlstrategy.municipalities.access import owns
from intlstrategy.municipalities.calendar import add_kind, its_ends, within
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.planning.models import Action, Plan


def plans(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    found = []
    for row in Plan.objects.of(municipality).filter(within(first, last)).with_last_change():
        told = {"uid": f"plan-{row.pk}", "kind": "plans", "title": row.title, "is_mine": owns(reader, row)}
        found += its_ends(row, first, last, _("Plan begins"), _("Plan ends"), **told)
    return found


def actions(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """Those that are part of the city's work and were not cancelled."""
    rows = Action.objects.of(municipality).accepted().exclude(stated_status=Action.Status.CANCELLED)
    found = []
    for row in rows.filter(within(first, last)).with_last_change():
        told = {"uid": f"action-{row.pk}", "kind": "actions", "title": str(row), "is_mine": owns(reader, row)}
        found += its_ends(row, first, last, _("Action begins"), _("Action ends"), **told)
    return found


def register_calendar() -> None:
    add_kind("actions", 30, gettext_lazy("Actions"), actions)
    add_kind("plans", 40, gettext_lazy("Plans"), plans)
