"""Spans of whole months, as agreements, terms and reports count them."""

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or before where it is negative; the last of a month that has no such day.

    Raises ``OverflowError`` for a day that no calendar knows.
    """
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"There is no year {year}.")
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
