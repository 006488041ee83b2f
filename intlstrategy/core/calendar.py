"""What stands in a calendar, whatever record it comes from, and the weeks of a month."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.utils import timezone

from intlstrategy.core.text import Names

WEEK = 7


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One thing on one day or on several.

    ``uid`` stays the same for as long as the record lives, such as "engagement-12" or "action-7-ends". ``starts`` is a
    day or a moment with its time zone; ``ends`` is of the same kind: the last day, itself included, or the moment when
    it is over. ``detail`` says in the reader's language what happens then, such as "Action ends". What is confidential
    stays out of every feed; where the title ``names_somebody`` who is not among the people of the city, or one of these,
    a feed tells the detail only.
    """

    kind: str
    uid: str
    title: str
    starts: date
    ends: date | None = None
    place: str = ""
    url: str = ""
    detail: str = ""
    is_mine: bool = False
    is_confidential: bool = False
    names_somebody: bool = False
    revision: int = 0
    changed_at: datetime | None = None

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.starts, datetime)

    @property
    def first_day(self) -> date:
        return day_of(self.starts)

    @property
    def last_day(self) -> date:
        return max(self.first_day, day_of(self.ends)) if self.ends else self.first_day

    @property
    def in_words(self) -> str:
        """What happens, and of what: how it is called where it stands alone."""
        return ": ".join(part for part in (self.detail, self.title) if part)

    def as_told_outside(self, names: Names) -> Self:
        """As it may leave the house: without what names somebody from outside."""
        named = self.names_somebody or names.stand_in(f"{self.title} {self.place}")
        return replace(self, title="", place="") if named else self


def day_of(when: date) -> date:
    return timezone.localtime(when).date() if isinstance(when, datetime) else when


def in_order(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    """By day; what takes the whole day before what has an hour."""

    def place(entry: CalendarEntry) -> tuple[Any, ...]:
        hour = "" if entry.is_all_day else timezone.localtime(entry.starts).isoformat()  # type: ignore[arg-type]
        return entry.first_day, hour, entry.kind, entry.title, entry.uid

    return sorted(entries, key=place)


def by_day(entries: Iterable[CalendarEntry], first: date, last: date) -> dict[date, list[CalendarEntry]]:
    """What there is on each day from the first to the last; something that takes several days stands on each of them."""
    days: dict[date, list[CalendarEntry]] = {}
    for entry in in_order(entries):
        day, over = max(entry.first_day, first), min(entry.last_day, last)
        while day <= over:
            days.setdefault(day, []).append(entry)
            day += timedelta(days=1)
    return dict(sorted(days.items()))


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month of a day."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def weeks_of(day: date, first_weekday: int) -> list[list[date]]:
    """The whole weeks that the month of a day touches; ``first_weekday`` is 0 for Sunday and 1 for Monday, as in formats."""
    first, last = month_of(day)
    begin = first - timedelta(days=(first.isoweekday() - first_weekday) % WEEK)
    weeks = []
    while begin <= last:
        weeks.append([begin + timedelta(days=number) for number in range(WEEK)])
        begin += timedelta(days=WEEK)
    return weeks
