"""The lists that every city shares, read from the files beside this one.

Pure Python, so that the loading command, the tests and an import preview read the same rows without a database.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """A code that never changes and its name in both languages, because plans point at the code."""

    code: str
    name_en: str
    name_es: str


@dataclass(frozen=True, slots=True)
class TargetEntry(Entry):
    """A target says its goal, so that a plan aligned with the target also counts for the goal."""

    goal: str


@dataclass(frozen=True, slots=True)
class AgendaEntry(Entry):
    """Frameworks number from 1 each, so only framework and code together name an entry."""

    framework: str
    parent: str | None

    @property
    def key(self) -> tuple[str, str]:
        return self.framework, self.code


def entries(name: str) -> Iterator[dict[str, str]]:
    """The rows of one file, in its order: the order of the rows is the order on the screen."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def dimensions() -> list[Entry]:
    """What a city's external action can be about; coverage is measured against these."""
    return [Entry(**row) for row in entries("dimensions")]


def governance_levels() -> list[Entry]:
    """From the nearest to the farthest, so that a chart by level reads outwards."""
    return [Entry(**row) for row in entries("governance_levels")]


def goals() -> list[Entry]:
    """The 17 goals under the short names that officers know from the icons."""
    return [Entry(**row) for row in entries("goals")]


def goal_targets() -> list[TargetEntry]:
    """The 169 targets in short words of our own: the UN sentences do not fit in a list to choose from."""
    return [TargetEntry(**row) for row in entries("goal_targets")]


def urban_agenda() -> list[AgendaEntry]:
    """The three agendas a Spanish city answers to; a parent always comes before its children."""
    return [
        AgendaEntry(
            code=row["code"],
            name_en=row["name_en"],
            name_es=row["name_es"],
            framework=row["framework"],
            parent=row["parent"] or None,
        )
        for row in entries("urban_agenda")
    ]
