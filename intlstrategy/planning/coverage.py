"""Which goals and agendas a plan serves: assembled in memory from rows that were read once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from intlstrategy.planning.models import Action, Alignment, Diagnosis, DiagnosisAnswer, Element
from intlstrategy.planning.tree import grow
from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, UrbanAgendaObjective

MOST_NAMED = 20
Server = Element | Action
Served = dict[tuple[str, int], dict[tuple[str, int], Server]]  # (link, id of the target) > who serves it, each once


@dataclass
class Line:
    """One goal, objective or element: who of the plan serves it, itself or through what belongs to it."""

    term: Any
    servers: dict[tuple[str, int], Server] = field(default_factory=dict)
    below: list["Line"] = field(default_factory=list)
    width: str = "0"

    @property
    def code(self) -> str:
        return self.term.code if isinstance(self.term, Element) else self.term.number

    @property
    def name(self) -> str:
        return self.term.title if isinstance(self.term, Element) else self.term.name

    @property
    def elements(self) -> int:
        return sum(isinstance(each, Element) for each in self.servers.values())

    @property
    def actions(self) -> int:
        return len(self.servers) - self.elements

    @property
    def total(self) -> int:
        return len(self.servers)

    @property
    def named(self) -> list[Server]:
        return list(self.servers.values())[:MOST_NAMED]

    @property
    def unnamed(self) -> int:
        return max(self.total - MOST_NAMED, 0)

    @property
    def served_below(self) -> list["Line"]:
        return [line for line in self.below if line.total]


@dataclass
class Chapter:
    """One agenda with its lines."""

    key: str
    title: Any
    lines: list[Line]

    @property
    def unserved(self) -> list[Line]:
        return [line for line in self.lines if not line.total]

    def walk(self) -> Iterable[tuple["Chapter", Line]]:
        for line in self.lines:
            yield self, line
            yield from ((self, each) for each in line.below)


def served_by(alignments: Iterable[Alignment]) -> Served:
    found: Served = defaultdict(dict)
    for row in alignments:
        server: Any = row.element or row.action
        who = ("element" if row.element_id else "action", server.pk)
        for link in ("goal", "goal_target", "urban_objective", "plan_element"):
            pk = getattr(row, f"{link}_id")
            if pk:
                found[link, pk][who] = server
    return found


def measured(lines: list[Line]) -> list[Line]:
    """Each line with the length of its bar, the longest being the most served."""
    most = max((line.total for line in lines), default=0)
    for line in lines:
        line.width = f"{line.total * 100 / most:.1f}" if most else "0"
    return lines


def line_of(served: Served, link: str, term: Any, below: list[Line] | None = None) -> Line:
    servers = dict(served.get((link, term.pk), {}))
    for each in below or ():
        servers |= each.servers
    return Line(term, servers, below or [])


def goals_chapter(served: Served, goals: Iterable[Goal], targets: Iterable[GoalTarget]) -> Chapter:
    of_goal = grouped(targets, lambda target: target.goal_id)
    lines = [
        line_of(served, "goal", goal, [line_of(served, "goal_target", target) for target in of_goal[goal.pk]])
        for goal in goals
    ]
    return Chapter("goals", _("Sustainable Development Goals"), measured(lines))


def agenda_chapters(served: Served, objectives: Iterable[UrbanAgendaObjective]) -> list[Chapter]:
    rows = list(objectives)
    of_parent = grouped(rows, lambda objective: objective.parent_id)
    by_framework = grouped([row for row in rows if row.parent_id is None], lambda objective: objective.framework)
    return [
        Chapter(
            framework,
            UrbanAgendaObjective.Framework(framework).label,
            measured(
                [
                    line_of(served, "urban_objective", top, [line_of(served, "urban_objective", each) for each in of_parent[top.pk]])
                    for top in tops
                ]
            ),
        )
        for framework, tops in by_framework.items()
    ]  # fmt: skip


def city_plan_chapters(served: Served, elements: Iterable[Element]) -> list[Chapter]:
    """The parts of the city plan, each with everything below it."""
    chapters = []
    for rows in grouped(elements, lambda element: element.plan_id).values():
        lines = [
            line_of(
                served,
                "plan_element",
                root.element,
                [line_of(served, "plan_element", node.element) for node in root.walk() if node is not root],
            )
            for root in grow(rows)
        ]
        chapters.append(Chapter(f"plan-{rows[0].plan_id}", rows[0].plan.title, measured(lines)))
    return chapters


@dataclass
class DimensionLine:
    """What the diagnosis says in one dimension, and how much of it the plan answers."""

    name: Any
    points: int
    answered: int
    elements: int
    width: str


def dimension_lines(
    dimensions: Iterable[Dimension], points: Iterable[Diagnosis], answers: Iterable[DiagnosisAnswer]
) -> list[DimensionLine]:
    of_point = grouped(answers, lambda answer: answer.diagnosis_id)
    of_dimension = grouped(points, lambda point: point.dimension_id)
    names: list[tuple[int | None, Any]] = [(each.pk, each.name) for each in dimensions]
    if of_dimension[None]:
        names.append((None, _("Without a dimension")))
    found = []
    for pk, name in names:
        rows = of_dimension[pk]
        answered = [row for row in rows if of_point[row.pk]]
        elements = {answer.element_id for row in answered for answer in of_point[row.pk]}
        width = f"{len(answered) * 100 / len(rows):.1f}" if rows else "0"
        found.append(DimensionLine(name, len(rows), len(answered), len(elements), width))
    return found


def grouped(rows: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups
