"""The calendar: everything that has a day, month by month as a table or as a list."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intlstrategy.core.calendar import CalendarEntry, by_day, month_of, weeks_of
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.workspace.filters import CalendarFilters, entries_for, month_in

MOST_IN_CELL = 4


@dataclass
class Day:
    """One cell of the month."""

    day: date
    is_outside: bool
    is_today: bool
    entries: list[CalendarEntry] = field(default_factory=list)

    @property
    def shown(self) -> list[CalendarEntry]:
        return self.entries[:MOST_IN_CELL]

    @property
    def more(self) -> int:
        return max(0, len(self.entries) - MOST_IN_CELL)


def address(request: HttpRequest, **changes: str) -> str:
    """This page with some parameters changed; an empty one goes."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


@require_safe
@requires(Capability.READ)
def calendar(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    today = timezone.localdate()
    month = month_in(request.GET.get("month", ""), today)
    is_agenda = request.GET.get("view") == "agenda"
    first, last = month_of(month)
    weeks = weeks_of(month, get_format("FIRST_DAY_OF_WEEK"))
    filters = CalendarFilters(request.GET, reader=request.membership)
    since, until = (first, last) if is_agenda else (weeks[0][0], weeks[-1][-1])
    entries = entries_for(request.membership, filters.chosen, since, until, is_mine_only=filters.is_mine_only)
    days = by_day(entries, since, until)
    of_month = [entry for entry in entries if entry.first_day <= last and entry.last_day >= first]
    counts = Counter(entry.kind for entry in of_month)
    context = {
        "title": _("Calendar"),
        "month": month,
        "today": today,
        "is_agenda": is_agenda,
        "filters": filters,
        "kinds": {kind.key: kind.title for kind in filters.kinds},
        "counts": [(kind, counts[kind.key]) for kind in filters.chosen],
        "total": len(of_month),
        "weekdays": weeks[0],
        "weeks": [
            [Day(day, day.month != month.month, day == today, days.get(day, [])) for day in week] for week in weeks
        ],
        "days": list(days.items()),
        **steps(request, first, last, today),
    }
    return render(request, "workspace/calendar.html", context)


def steps(request: HttpRequest, first: date, last: date, today: date) -> dict[str, Any]:
    """Where one goes from here: the months beside this one, today, the other view."""

    def month(day: date) -> str:
        return address(request, month=f"{day:%Y-%m}")

    return {
        "previous": first - timedelta(days=1),
        "previous_url": month(first - timedelta(days=1)),
        "next": last + timedelta(days=1),
        "next_url": month(last + timedelta(days=1)),
        "today_url": address(request, month=""),
        "month_url": address(request, view=""),
        "agenda_url": address(request, view="agenda"),
    }
