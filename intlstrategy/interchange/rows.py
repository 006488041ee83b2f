"""What a file says of a plan, in our words: the same shape for every format."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Why a row is refused. ``row`` is the number a spreadsheet shows; ``column`` is the file's own name for it."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class NearDuplicate:
    """Names at one depth, under one parent, that differ in accents, case, blanks or punctuation only."""

    depth: int
    names: tuple[str, ...]
    parent: tuple[str, ...] = ()
    known: tuple[str, ...] = ()  # those of the names that the plan has already

    @property
    def to_use(self) -> tuple[str, ...]:
        """The spellings that may stand for all: an element that is there keeps its name."""
        return self.known or self.names


@dataclass
class SourceRow:
    """One element or action of the file. An element's path ends with its own title; an action's is its element's."""

    number: int
    kind: str
    path: tuple[str, ...]
    external_id: str = ""
    parent_external_id: str = ""
    code: str = ""
    title: str = ""
    text: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    extras: list[tuple[str, str]] = field(default_factory=list)
    is_told: bool = False  # whether the file has a row of its own for it; a path only names an element
    is_placed: bool = True  # whether the file says where it stands
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, column: str, message: str) -> None:
        self.problems.append(Problem(self.number, column, message))


@dataclass
class ParsedPlan:
    """``columns`` tells the file’s own name of each target it speaks of: what it does not speak of is never touched."""

    rows: list[SourceRow]
    level_names: list[str] | None
    columns: dict[str, str]
    column_names: set[str] = field(default_factory=set)  # of all columns, as a record keeps those of the source
    notes: list[str] = field(default_factory=list)
    near_duplicates: list[NearDuplicate] = field(default_factory=list)
    is_our_own: bool = False  # an export of ours that comes back

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]

    @property
    def depth(self) -> int:
        return max((len(row.path) for row in self.rows), default=0)
