"""What was written in a plan since some moment, and by whom: read from the history, where nothing gets lost."""

from typing import Any

from django.db.models import QuerySet

from intlstrategy.accounts.models import User
from intlstrategy.municipalities.models import Department, Membership, Post, PostHolder
from intlstrategy.municipalities.roles import Capability, roles_that
from intlstrategy.planning.models import (
    Action,
    ActionDepartment,
    ActionElement,
    Alignment,
    Element,
    Level,
    Plan,
    Version,
)

# What the text of a plan is made of, apart from the plan's own row, and how each part leads to its plan.
PARTS = (
    (Level, "plan"),
    (Element, "plan"),
    (Action, "plan"),
    (Alignment, "element__plan"),
    (Alignment, "action__plan"),
    (ActionDepartment, "action__plan"),
    (ActionElement, "action__plan"),
)
NAMED = (Department, Post, PostHolder)
State = tuple[int, ...]


def history_of_parts(plan: Plan) -> list[QuerySet]:
    return [model.history.filter(**{lookup: plan}).order_by() for model, lookup in PARTS]


def state_of(plan: Plan) -> State:
    """How often each part was written, and what the text names: it changes whenever one is added, changed or binned.

    What leaves for another plan raises the revision of the plan's own row instead.
    """
    if plan.pk is None:
        return ()
    named = [model.history.filter(municipality_id=plan.municipality_id) for model in NAMED]
    return tuple(versions.count() for versions in [*history_of_parts(plan), *named])


def wrote_alone(plan: Plan, by: User | None) -> bool:
    """Whether this person is the only one of those who edit plans who wrote anything since the last version.

    A department that reports progress has not looked at the plan, and what nobody signed was looked at by nobody.
    """
    last = Version.objects.of(plan.municipality).latest_of(plan)
    since: dict[str, Any] = {"history_date__gt": last.recorded_at} if last else {}
    first, *others = [
        versions.filter(**since).values_list("history_user_id", flat=True)
        for versions in [plan.history.order_by(), *history_of_parts(plan)]
    ]
    editors = Membership.objects.of(plan.municipality).filter(roles__role__in=roles_that(Capability.EDIT))
    wrote = set(first.union(*others)) & set(editors.values_list("user_id", flat=True))
    return by is not None and wrote == {by.pk}
