"""What a plan says it turns to, beside where the relations really are. Pure arithmetic."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from intlstrategy.core.places import countries_of

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Priority:
    place: str
    share: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True)
class Balance:
    """One priority: how many relations are there, and how far their share is from the stated one."""

    priority: Priority
    count: int
    actual: Decimal | None  # of all relations with a known country; None when there are none at all

    @property
    def gap(self) -> Decimal | None:
        """In points: below zero there is less than the plan says."""
        if self.priority.share is None or self.actual is None:
            return None
        return self.actual - self.priority.share


def share_of(count: int, total: int) -> Decimal | None:
    """In whole per cent."""
    return (HUNDRED * count / total).quantize(Decimal(1)) if total else None


def counts_home(priorities: Iterable[Priority], home: str) -> bool:
    """Relations in the city's own country are weighed only where a priority names that country itself."""
    return not home or any(each.place == home for each in priorities)


def balance(
    priorities: Sequence[Priority], by_country: dict[str, int], home: str = ""
) -> tuple[list[Balance], Balance]:
    """Each priority, and apart what lies outside all of them. Regions may overlap: a relation counts in each.

    ``home`` is the city's own country by its code; empty, every country is abroad.
    """
    left_out = {""} if counts_home(priorities, home) else {"", home}
    counts = Counter({country: count for country, count in by_country.items() if country not in left_out})
    total = counts.total()
    rows, covered = [], set()
    for each in priorities:
        countries = countries_of(each.place)
        covered |= countries
        count = sum(counts[country] for country in countries)
        rows.append(Balance(each, count, share_of(count, total)))
    rest = sum(count for country, count in counts.items() if country not in covered)
    return rows, Balance(Priority(""), rest, share_of(rest, total))
