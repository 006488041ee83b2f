"""What each format says about itself."""

import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from typing import Any

from intlstrategy.interchange.rows import SourceRow

Mapping = dict[str, str]  # column name -> target key; "" keeps the column with the row, "From the source"
LEVEL_KEY = re.compile(r"level_(\d+)")
LEVEL_CODE_KEY = re.compile(r"level_code_(\d+)")


@dataclass(frozen=True)
class Format:
    """How one kind of file is recognised and read.

    ``arrange`` may give the rows a shape that their columns alone do not tell, such as a tree by parent identifiers.
    """

    key: str
    label: Any
    is_recognised: Callable[[list[str]], bool]
    default_mapping: Callable[..., Mapping]
    level_names: Callable[[list[str], Mapping], list[str] | None]
    has_html: bool = False
    has_own_statuses: bool = False
    own_columns: Set[str] = frozenset()
    arrange: Callable[[list[SourceRow], list[str], Mapping], None] | None = None


def level_columns(header: list[str], mapping: Mapping) -> list[str]:
    """The columns that hold levels, from the top down."""
    depths = {column: int(match[1]) for column in header if (match := LEVEL_KEY.fullmatch(mapping.get(column, "")))}
    return sorted(depths, key=lambda column: depths[column])


def number_levels(numbers: dict[str, int], key: str = "level") -> Mapping:
    """Columns numbered from 0, from 1 or with a gap become level_1, level_2 and so on."""
    ranks = {number: rank for rank, number in enumerate(sorted(set(numbers.values())), start=1)}
    return {column: f"{key}_{ranks[number]}" for column, number in numbers.items()}


def first_of_each(pairs: Iterable[tuple[str, str]]) -> Mapping:
    """A meaning that an earlier column has already leaves the later one without."""
    mapping: Mapping = {}
    taken: set[str] = set()
    for column, target in pairs:
        mapping[column] = "" if target in taken else target
        taken.add(target)
    return mapping
