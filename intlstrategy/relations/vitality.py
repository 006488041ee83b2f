"""How alive a relation is: in how many of the last eight quarters of a year something happened in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from intlstrategy.core.periods import months_later

QUARTERS, MONTHS = 8, 3  # 24 months in all
SILENT, WEAK, STEADY, STRONG = "silent", "weak", "steady", "strong"
LEAST = ((6, STRONG), (3, STEADY), (1, WEAK), (0, SILENT))  # of how many quarters each word needs


@dataclass(frozen=True)
class Quarter:
    """Three months, both days included, and how many activities were recorded in them."""

    first: date
    last: date
    count: int


@dataclass(frozen=True)
class Vitality:
    """Eight quarters counted back from a day, the oldest first."""

    quarters: tuple[Quarter, ...]

    @property
    def alive(self) -> int:
        """In how many quarters anything was recorded, from 0 to 8."""
        return sum(1 for each in self.quarters if each.count)

    @property
    def activities(self) -> int:
        return sum(each.count for each in self.quarters)

    @property
    def level(self) -> str:
        return next(word for least, word in LEAST if self.alive >= least)


def window_of(today: date) -> tuple[date, date]:
    """The first and the last day of the 24 months that are looked at."""
    return next_day(months_later(today, -QUARTERS * MONTHS)), today


def vitality(days: Iterable[date], today: date) -> Vitality:
    """Count activities by the days on which they happened; what lies outside the 24 months, or ahead, does not count.

    Many activities in one quarter are worth as much as one: a relation lives by going on.
    """
    ends = [months_later(today, -MONTHS * number) for number in range(QUARTERS, -1, -1)]
    known = list(days)
    return Vitality(
        tuple(
            Quarter(next_day(before), end, sum(1 for day in known if before < day <= end))
            for before, end in pairwise(ends)
        )
    )


def next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
