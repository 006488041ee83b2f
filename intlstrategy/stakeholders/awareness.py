"""Awareness over time, kind by kind: the mean of what was last noted for each stakeholder by a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Noted:
    """The awareness of one stakeholder, from 1 to 5, as of a day."""

    stakeholder: int
    kind: str
    on: date
    value: int


@dataclass(frozen=True)
class Cell:
    """The mean awareness, to a tenth, of so many stakeholders; of none there is no mean, which is not zero."""

    mean: Decimal | None
    count: int


def quarter_ends(today: date, count: int) -> list[date]:
    """The last days of the last ``count`` quarters that are over, the oldest first, and today."""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    ends = []
    for _quarter in range(count):
        last = first - timedelta(days=1)
        ends.append(last)
        first = date(last.year, last.month - 2, 1)
    return [*reversed(ends), today]


def awareness_by_kind(noted: Iterable[Noted], days: Sequence[date]) -> dict[str, list[Cell]]:
    """For each kind and each day, in order, the mean of the latest value of each stakeholder noted by then."""
    by_day = sorted(noted, key=lambda each: each.on)
    kinds = {each.kind for each in by_day}
    found: dict[str, list[Cell]] = {kind: [] for kind in kinds}
    latest: dict[str, dict[int, int]] = defaultdict(dict)
    read = 0
    for day in days:
        while read < len(by_day) and by_day[read].on <= day:
            latest[by_day[read].kind][by_day[read].stakeholder] = by_day[read].value
            read += 1
        for kind in kinds:
            found[kind].append(cell_of(latest[kind].values()))
    return found


def cell_of(values: Iterable[int]) -> Cell:
    known = list(values)
    return Cell((Decimal(sum(known)) / len(known)).quantize(TENTH) if known else None, len(known))
