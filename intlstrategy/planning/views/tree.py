"""The tree of a plan on its page: branches load when opened, and every toggle is a link that works by itself."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from intlstrategy.planning.models import Action, Element, Level, Plan
from intlstrategy.planning.tree import Node, grow

MOST_OPEN = 20


def open_ids(request: HttpRequest) -> set[int]:
    """The branches this address has open: ``?open=3,17``."""
    return {int(part) for part in request.GET.get("open", "").split(",")[:MOST_OPEN] if part.isdigit()}


def tree_context(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """The whole tree of elements, with the actions of open branches only, in a constant number of queries."""
    everything = "all" in request.GET
    opened = open_ids(request)
    elements = list(
        Element.objects.of(plan.municipality).filter(plan=plan).select_related("lead_department").in_tree_order()
    )
    living = Action.objects.of(plan.municipality).filter(plan=plan).accepted()
    counts = {row["element_id"]: row["n"] for row in living.order_by().values("element_id").annotate(n=Count("pk"))}
    shown = living if everything else living.filter(element_id__in=opened)
    actions = list(shown.select_related("lead_department").in_order())
    roots = grow(elements, actions, counts)
    levels = {level.depth: level for level in Level.objects.of(plan.municipality).filter(plan=plan)}
    # A small plan is shown whole down to its elements; a large one opens at the top level.
    by_default = {element.pk for element in elements} if len(elements) <= 60 else set()
    rows = list(flatten(roots, levels, opened, everything=everything, by_default=by_default))
    return {
        "rows": rows,
        "levels": levels,
        "element_count": len(elements),
        "action_count": sum(counts.values()),
        "statuses": dict(living.order_by().values_list("stated_status").annotate(n=Count("pk"))),
        "everything": everything,
    }


def flatten(roots: list[Node], levels: dict[int, Level], opened: set[int], *, everything: bool, by_default: set[int]):
    """The rows of the table in reading order: an element, its actions when open, its children when open."""
    for node in roots:
        pk = node.element.pk
        is_open = everything or pk in opened
        shows_children = is_open or pk in by_default
        yield {
            "node": node,
            "element": node.element,
            "level": levels.get(node.element.depth),
            "is_open": is_open,
            "toggle": ",".join(str(each) for each in sorted(opened ^ {pk})),
        }
        if is_open:
            for action in node.actions:
                yield {"action": action, "depth": node.element.depth + 1}
        if shows_children:
            yield from flatten(node.children, levels, opened, everything=everything, by_default=by_default)
