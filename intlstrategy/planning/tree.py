"""The plan tree in memory: read whole in one query, assembled here, never row by row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from intlstrategy.planning.models import Action, Element


@dataclass
class Node:
    """An element with its children and actions, and what was stated below it."""

    element: Element
    children: list["Node"] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    action_count: int = 0

    @property
    def has_below(self) -> bool:
        return bool(self.children or self.action_count)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


def grow(
    elements: Iterable[Element], actions: Iterable[Action] = (), counts: dict[int | None, int] | None = None
) -> list[Node]:
    """The roots of the tree. ``counts`` gives the actions of an element when the actions themselves are not read."""
    nodes = {element.pk: Node(element) for element in elements}
    roots: list[Node] = []
    for node in nodes.values():
        parent = nodes.get(node.element.parent_id) if node.element.parent_id else None
        (parent.children if parent else roots).append(node)
    by_element: dict[int | None, list[Action]] = defaultdict(list)
    for action in actions:
        by_element[action.element_id].append(action)
    for pk, node in nodes.items():
        node.actions = by_element[pk]
    for root in roots:
        count_actions(root, counts or {pk: len(rows) for pk, rows in by_element.items()})
    return roots


def count_actions(node: Node, counts: dict[int | None, int]) -> int:
    node.action_count = counts.get(node.element.pk, 0) + sum(count_actions(child, counts) for child in node.children)
    return node.action_count


def in_reading_order(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements of one plan as a reader meets them: each followed by what is below it."""
    for root in grow(elements):
        for node in root.walk():
            yield node.element
