"""A calendar as iCalendar text (RFC 5545), as other programs read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Calendar, Component, Event, vText

from intlstrategy.core.calendar import CalendarEntry, in_order
from intlstrategy.core.text import LINE_ENDS, SOFT_BREAK, UNPRINTABLE

PRODUCT = "-//intlstrategy//calendar//EN"
REFRESH = timedelta(hours=4)
BREAK = "\x85"
LONGEST = 75  # bytes of a line
END = b"END:VCALENDAR\r\n"
KEPT = 10_000  # entries, by a process, about 1 kB each


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a feed stands: what makes its ids unique in the world, and its addresses whole."""

    site: str  # https://strategy.city.example
    host: str
    municipality_id: int

    def uid(self, entry: CalendarEntry) -> str:
        return f"{entry.uid}.{self.municipality_id}@{self.host}"


def written(text: str) -> str:
    """A text as it may stand in a calendar: without control characters, and with one kind of line end."""
    return UNPRINTABLE.sub("", SOFT_BREAK.sub(" ", LINE_ENDS.sub("\n", text.replace(BREAK, "\n"))))


def calendar_of(
    entries: Iterable[CalendarEntry], *, name: str, kinds: dict[str, Any], place: Place, stamp: datetime
) -> bytes:
    """``stamp`` stands for the last change of what does not know its own."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for header in (
        "name",
        "x-wr-calname",
    ):  # as RFC 7986 has it, and as programs had it before; the package escapes neither
        calendar.add(header, vText(written(name)))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    events = [event_lines(entry, str(kinds.get(entry.kind, "")), place, stamp) for entry in in_order(entries)]
    return b"".join([in_lines(calendar).removesuffix(END), *events, END])


@lru_cache(maxsize=KEPT)
def event_lines(entry: CalendarEntry, kind: str, place: Place, stamp: datetime) -> bytes:
    """Feeds are asked for every few hours and hardly change: what was written once is not written again."""
    return in_lines(event_of(entry, kind, place, stamp))


def in_lines(component: Component) -> bytes:
    """As the package writes it, but only lines that are too long go through its folding, letter by letter."""
    lines = [(line, line.encode()) for line in component.content_lines(sorted=False) if line]
    return b"".join((line.to_ical() if len(as_bytes) > LONGEST else as_bytes) + b"\r\n" for line, as_bytes in lines)


def event_of(entry: CalendarEntry, kind: str, place: Place, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", place.uid(entry))
    event.add("dtstamp", (entry.changed_at or stamp).astimezone(UTC))
    if entry.changed_at:
        event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.revision)
    add_days(event, entry)
    event.add("summary", written(entry.in_words))
    if entry.place:
        event.add("location", written(entry.place))
    if kind:
        event.add("categories", [written(kind)])
    if entry.url:
        event.add("url", place.site + entry.url)
        event.add("description", "\n".join(part for part in (written(kind), place.site + entry.url) if part))
    return event


def add_days(event: Event, entry: CalendarEntry) -> None:
    """Whole days end, as the standard has it, on the day after the last; they leave their reader free."""
    if entry.is_all_day:
        event.add("dtstart", entry.first_day)
        event.add("dtend", entry.last_day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", entry.starts.astimezone(UTC))  # type: ignore[attr-defined]
    if isinstance(entry.ends, datetime) and entry.ends > entry.starts:  # type: ignore[operator]
        event.add("dtend", entry.ends.astimezone(UTC))
