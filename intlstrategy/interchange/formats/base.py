from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from intlstrategy.interchange.rows import SourceRow

Mapping = dict[str, str]  # column name -> target key, "" for "From the source"


@dataclass(frozen=True)
class Format:
    """How one kind of file is recognised and read.

    ``arrange`` may give the rows a shape that columns alone do not tell, such as a tree by parent identifiers.
    """

    key: str
    label: Any
    is_recognised: Callable[[list[str]], bool]
    default_mapping: Callable[[list[str], str], Mapping]
    level_names: Callable[[list[str], Mapping], list[str]]
    has_html: bool = False
    arrange: Callable[[list[SourceRow]], None] | None = None


def levels_by_header(header: list[str], mapping: Mapping) -> list[str]:
    """The names of the levels are the names of their columns."""
    named = sorted((target, column) for column, target in mapping.items() if target.startswith("level_"))
    return [column for _target, column in named]
