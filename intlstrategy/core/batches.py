"""Long lists in pieces that every database takes in one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
BATCH = 400  # SQLite binds at most 32,766 values in one statement; the widest model has about 40 columns


def batches(items: Sequence[Item], size: int = BATCH) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
