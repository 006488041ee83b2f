"""What was written in a plan since some moment, and by whom: read from the history, where nothing gets lost."""

from typing import Any

from django.db.models import QuerySet

from intlstrategy.accounts.models import User
from intlstrategy.planning.models import Action, ActionDepartment, Alignment, Element, Level, Plan, Version

# What the text of a plan is made of, apart from the plan's own row, and how each part leads to its plan.
PARTS = (
    (Level, "plan"),
    (Element, "plan"),
    (Action, "plan"),
    (Alignment, "element__plan"),
    (Alignment, "action__plan"),
    (ActionDepartment, "action__plan"),
)
State = tuple[int, ...]


def history_of_parts(plan: Plan) -> list[QuerySet]:
    return [model.history.filter(**{lookup: plan}).order_by() for model, lookup in PARTS]


def state_of(plan: Plan) -> State:
    """How often each part was written: it changes whenever one is written, added, taken away or binned.

    What leaves for another plan raises the revision of the plan's own row instead.
    """
    return tuple(versions.count() for versions in history_of_parts(plan)) if plan.pk else ()


def wrote_alone(plan: Plan, by: User | None) -> bool:
    """Whether one person wrote everything since the last version. What nobody signed counts as somebody else's."""
    last = Version.objects.of(plan.municipality).latest_of(plan)
    since: dict[str, Any] = {"history_date__gt": last.recorded_at} if last else {}
    first, *others = [
        versions.filter(**since).values_list("history_user_id", flat=True)
        for versions in [plan.history.order_by(), *history_of_parts(plan)]
    ]
    return by is not None and set(first.union(*others)) == {by.pk}
