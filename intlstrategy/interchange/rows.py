"""What a file says, in our words: the same shape for every format."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Why a row is refused. ``row`` is the line a person sees in the spreadsheet: the header is row 1."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class NearDuplicate:
    """Names at one depth under one parent that differ only in accents, case or punctuation."""

    parent: tuple[str, ...]
    names: tuple[str, ...]


@dataclass
class SourceRow:
    """One element or action of the file. An element's path ends with its own title; an action's is its element's."""

    number: int
    kind: str
    path: tuple[str, ...]
    title: str
    external_id: str = ""
    parent_external_id: str = ""
    code: str = ""
    text: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    extras: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class ParsedPlan:
    """``columns`` names the fields that the file speaks of; the others are never touched."""

    rows: list[SourceRow]
    columns: set[str]
    level_names: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    near_duplicates: list[NearDuplicate] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]

    @property
    def depth(self) -> int:
        return max((len(row.path) for row in self.rows), default=0)
