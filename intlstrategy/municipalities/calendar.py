"""What the organisation puts into the calendar: when mandates begin and end."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.calendar import CalendarEntry
from intlstrategy.core.registry import CalendarKind, calendar_kinds
from intlstrategy.municipalities.models import Mandate, Membership, Municipality
from intlstrategy.municipalities.roles import Capability


def within(first: date, last: date) -> Q:
    """What begins or ends on one of these days."""
    return Q(starts_on__range=(first, last)) | Q(ends_on__range=(first, last))


def its_ends(row: Any, first: date, last: date, begins: str, ends: str, **told: Any) -> list[CalendarEntry]:
    """An entry for the day on which something begins and another for the day on which it ends, if they are asked for.

    What lasts for years would lie over every day in between. ``told["uid"]`` names the record.
    """
    uid = told.pop("uid")
    days = (("starts", row.starts_on, begins), ("ends", row.ends_on, ends))
    return [
        CalendarEntry(
            uid=f"{uid}-{which}", starts=day, detail=detail, url=row.get_absolute_url(), revision=row.revision,
            changed_at=row.changed_at, **told,
        )
        for which, day, detail in days
        if day is not None and first <= day <= last
    ]  # fmt: skip


def mandates(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    rows = Mandate.objects.of(municipality).filter(within(first, last)).with_last_change()
    found = []
    for row in rows:
        words = _("Mandate begins"), _("Mandate ends")
        found += its_ends(row, first, last, *words, uid=f"mandate-{row.pk}", kind="mandates", title=row.name)
    return found


def register_calendar() -> None:
    add_kind("mandates", 90, gettext_lazy("Mandates"), mandates)


def add_kind(key: str, weight: int, title: Any, load: Callable[..., list[CalendarEntry]]) -> None:
    """A kind of record that every reader may see."""
    kind = CalendarKind(key=key, weight=weight, title=title, capability=Capability.READ, load=load)
    calendar_kinds.register(kind)
