"""How far actions and elements have come, as the judges of upper floors say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import timezone

from intlstrategy.core.figures import Judged
from intlstrategy.core.registry import judges
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Action
from intlstrategy.planning.tree import Node

WEIGHED = (
    "municipality", "element", "weight", "starts_on", "ends_on", "progress_from", "standing", "stated_progress", "stated_status",
    "stated_on", "plan",
)  # fmt: skip


def judged_actions(municipality: Municipality, actions: Iterable[Action]) -> dict[int, Judged]:
    rows, today = list(actions), timezone.localdate()
    found: dict[int, Judged] = {}
    for judge in judges:
        found |= judge.actions(municipality, rows, today)
    return found


def judged_elements(roots: Sequence[Node], actions: Iterable[Action], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Of each element of a tree, computed from all the actions below it, whichever of them are shown."""
    below: dict[int, list[Action]] = defaultdict(list)
    for action in actions:
        if action.element_id is not None:
            below[action.element_id].append(action)
    found: dict[int, Judged] = {}
    for judge in judges:
        found |= judge.elements(roots, below, judged)
    return found


def whole_of(roots: Sequence[Node], found: dict[int, Judged]) -> Judged:
    """The plan itself."""
    return next((judge.whole(roots, found) for judge in judges), Judged())
