"""One row of a file beside the record it stands for, and all of them together."""

from dataclasses import dataclass, field
from typing import Any

from intlstrategy.interchange.rows import Problem, SourceRow
from intlstrategy.planning.models import Element

NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"


@dataclass
class Change:
    """One row beside the record it stands for. ``record`` is unsaved when the row is new."""

    row: SourceRow
    record: Any  # an Element or an Action
    outcome: str = UNCHANGED
    fields: list[str] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    links: dict[str, list[Any]] = field(default_factory=dict)  # what each kind of link becomes, where it changes
    problems: list[Problem] = field(default_factory=list)
    is_implied: bool = False  # named by the path of a row, not by a row of its own
    order: int = 0  # the first row of the file that names it

    def __post_init__(self) -> None:
        """What is wrong with the row refuses it, whatever it stands for."""
        self.order = self.order or self.row.number
        self.problems += self.row.problems
        if self.row.problems:
            self.outcome = REFUSED

    def refuse(self, column: str, message: str) -> None:
        self.problems.append(Problem(self.row.number, column, message))
        self.outcome = REFUSED

    def differs(self, name: str, before: Any) -> None:
        """Remember what stood there before the file said otherwise."""
        self.before[name] = before
        if self.outcome == UNCHANGED:
            self.outcome = CHANGED


@dataclass
class Comparison:
    elements: list[Change] = field(default_factory=list)
    actions: list[Change] = field(default_factory=list)
    carried: list[Element] = field(default_factory=list)  # they only stand deeper or higher, below one that moves
    absent: int = 0
    notes: list[str] = field(default_factory=list)

    def __iter__(self):
        yield from self.elements
        yield from self.actions

    def count(self, outcome: str) -> int:
        return sum(change.outcome == outcome for change in self)

    @property
    def problems(self) -> list[Problem]:
        return sorted((p for change in self for p in change.problems), key=lambda p: (p.row, p.column))
