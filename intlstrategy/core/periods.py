"""Spans of whole months, as agreements, terms and reports count them."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

MONTHS = 12


@dataclass(frozen=True)
class Span:
    """Some months of one year, from their first day to their last."""

    starts_on: date
    ends_on: date
    title: str


def spans_of_year(year: int, parts: int) -> Iterator[Span]:
    """A year in equal parts, each with its name in the current language: four quarters, two half-years, or the year."""
    length = MONTHS // parts
    for number in range(1, parts + 1):
        first = date(year, (number - 1) * length + 1, 1)
        yield Span(first, months_later(first, length) - timedelta(days=1), part_title(year, number, parts))


def part_title(year: int, number: int, parts: int) -> str:
    words = {"number": number, "year": year}
    if parts == 4:
        return _("Quarter %(number)d of %(year)d") % words
    if parts == 2:
        return _("Half-year %(number)d of %(year)d") % words
    return _("Year %(year)d") % words if parts == 1 else _("Part %(number)d of %(year)d") % words


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or before where it is negative; the last of a month that has no such day.

    Raises ``OverflowError`` for a day that no calendar knows.
    """
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"There is no year {year}.")
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
