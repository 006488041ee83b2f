"""How the seats of a body are spread over sectors, and over political and technical level: as a pure function."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Seated(Protocol):
    sector: str
    side: str


@dataclass(frozen=True)
class BalanceRow:
    """One sector: its seats by side, in the order asked for, and how many they are."""

    sector: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Balance:
    rows: tuple[BalanceRow, ...]
    totals: tuple[int, ...]
    total: int


def balance_of(seats: Iterable[Seated], sectors: Sequence[str], sides: Sequence[str]) -> Balance:
    """Each sector that has a seat, in the order asked for; what is not said comes last, in its own row and column."""
    told = Counter((seat.sector, seat.side) for seat in seats)
    columns = [*sides, ""]
    rows = []
    for sector in [*sectors, ""]:
        counts = tuple(told[sector, side] for side in columns)
        if any(counts):
            rows.append(BalanceRow(sector, counts, sum(counts)))
    totals = tuple(sum(row.counts[number] for row in rows) for number in range(len(columns)))
    return Balance(tuple(rows), totals, sum(totals))
