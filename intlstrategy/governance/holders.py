"""Who held a seat on a day, as pure functions: what a meeting of that day shows, whoever came later."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Held(Protocol):
    """Something held from a day to a day, either of which may be open, and both of which count."""

    starts_on: date | None
    ends_on: date | None


H = TypeVar("H", bound=Held)


def first_day(held: Held) -> date:
    return held.starts_on or date.min


def last_day(held: Held) -> date:
    return held.ends_on or date.max


def holder_on(holders: Iterable[H], day: date) -> H | None:
    """Who held the seat on a day; of two, which nobody can enter, whoever began last."""
    holding = [each for each in holders if first_day(each) <= day <= last_day(each)]
    return max(holding, key=first_day, default=None)


def in_the_way(new: Held, others: Iterable[H]) -> H | None:
    """The first of the others that holds the seat on a day on which the new one would."""
    sharing = [each for each in others if first_day(each) <= last_day(new) and first_day(new) <= last_day(each)]
    return min(sharing, key=first_day, default=None)
