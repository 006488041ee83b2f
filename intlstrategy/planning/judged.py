"""How far actions and elements have come, as the judges of upper floors say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from intlstrategy.core.figures import Judged
from intlstrategy.core.registry import judges
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Action, Plan
from intlstrategy.planning.tree import Node

NEEDED = (
    "pk", "element_id", "weight", "starts_on", "ends_on", "progress_from", "standing", "stated_progress", "stated_status",
    "stated_on", "plan_id",
)  # fmt: skip


@dataclass(slots=True)
class Weighed:
    """What a judge has to know of an action: of a whole plan they are read in a tenth of the time of the records."""

    pk: int
    element_id: int | None
    weight: Decimal
    starts_on: date | None
    ends_on: date | None
    progress_from: str
    standing: str
    stated_progress: Decimal | None
    stated_status: str
    stated_on: date | None
    plan_id: int | None
    plan: Plan | None


def weighed(actions: QuerySet, plans: Iterable[Plan]) -> list[Weighed]:
    """These actions, each with its plan."""
    known = {plan.pk: plan for plan in plans}
    return [Weighed(*row, known.get(row[-1])) for row in actions.order_by("pk").values_list(*NEEDED)]  # type: ignore[call-arg]


def weighed_in(plan: Plan) -> list[Weighed]:
    """Every action of a plan that counts."""
    return weighed(Action.objects.of(plan.municipality).filter(plan=plan).accepted(), [plan])


def judged_actions(municipality: Municipality, actions: Iterable[Action | Weighed]) -> dict[int, Judged]:
    rows, today = list(actions), timezone.localdate()
    found: dict[int, Judged] = {}
    for judge in judges:
        found |= judge.actions(municipality, rows, today)
    return found


def judged_elements(roots: Sequence[Node], actions: Iterable[Weighed], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Of each element of a tree, computed from all the actions below it, whichever of them are shown."""
    below: dict[int, list[Weighed]] = defaultdict(list)
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
