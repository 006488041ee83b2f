"""Who held a position on a day: what a record of that day shows, whoever came later."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Held(Protocol):
    """Something held from a day to a day, either of which may be open, and both of which count."""

    is_main: bool
    starts_on: date | None
    ends_on: date | None


H = TypeVar("H", bound=Held)


def held_on(positions: Iterable[H], day: date) -> list[H]:
    """Those that were held on a day: the main one first, then what began last, and then in the order given."""
    holding = [
        each
        for each in positions
        if (each.starts_on is None or each.starts_on <= day) and (each.ends_on is None or day <= each.ends_on)
    ]
    return sorted(holding, key=lambda each: (not each.is_main, -(each.starts_on or date.min).toordinal()))


def first_on(positions: Iterable[H], day: date) -> H | None:
    """The position that a record of that day shows, None where none is known."""
    return next(iter(held_on(positions, day)), None)
