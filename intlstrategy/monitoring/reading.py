"""What is known of many actions at once: read in a handful of queries, judged by the rules of `progress`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from intlstrategy.monitoring.models import Milestone, ProgressUpdate, ReportingPeriod, StatusOverride
from intlstrategy.monitoring.progress import (
    Facts,
    MilestoneSeen,
    Progress,
    Said,
    Standing,
    progress_of,
    standing_of,
)
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Action


@dataclass(frozen=True)
class Figure:
    """How far an action has come and how it goes, with all that this was computed from."""

    facts: Facts
    progress: Progress
    standing: Standing
    update: ProgressUpdate | None = None
    override: StatusOverride | None = None


def figures_of(municipality: Municipality, actions: Iterable[Action], today: date) -> dict[int, Figure]:
    """The figure of each of these actions, in five queries for any number of them."""
    rows = list(actions)
    those = {row.pk for row in rows}
    updates, overrides = latest_updates(municipality, those), overrides_on(municipality, those)
    milestones, late = milestones_of(municipality, those), late_on(municipality, rows, today)
    figures: dict[int, Figure] = {}
    same: dict[tuple[Facts, int | None, int | None], Figure] = {}  # many actions of a large plan say the same
    threshold = municipality.at_risk_threshold
    for row in rows:
        update, override = updates.get(row.pk), overrides.get(row.pk)
        facts = Facts(
            starts_on=row.starts_on, ends_on=row.ends_on, by_milestones=row.progress_from == Action.ProgressFrom.MILESTONES,
            update=said_in(update), stated=stated(row), milestones=tuple(milestones.get(row.pk, ())),
            has_late_update=row.pk in late, override=override.status if override else "",
        )  # fmt: skip
        key = (facts, update and update.pk, override and override.pk)
        if key not in same:
            progress = progress_of(facts)
            standing = standing_of(facts, today, threshold, progress)
            same[key] = Figure(facts, progress, standing, update, override)
        figures[row.pk] = same[key]
    return figures


def among(rows: QuerySet, those: Collection[int]) -> QuerySet:
    """Few are asked for by name; of many all are read, which costs less than so many names."""
    return rows.filter(action__in=those) if len(those) <= 500 else rows


def said_in(update: ProgressUpdate | None) -> Said | None:
    return None if update is None else Said(update.percent, update.status, update.period.ends_on)


def stated(action: Action) -> Said | None:
    if action.stated_progress is None and not action.stated_status:
        return None
    return Said(action.stated_progress, action.stated_status, action.stated_on)


def latest_updates(municipality: Municipality, those: Collection[int]) -> dict[int, ProgressUpdate]:
    """Of each action the approved update of the newest period; a correction stands before what it corrects."""
    rows = among(ProgressUpdate.objects.of(municipality).approved(), those).select_related("period")
    found: dict[int, ProgressUpdate] = {}
    for row in rows.latest_first().defer("achievements", "difficulties", "next_steps"):
        found.setdefault(row.action_id, row)
    return found


def overrides_on(municipality: Municipality, those: Collection[int]) -> dict[int, StatusOverride]:
    rows = among(StatusOverride.objects.of(municipality).filter(ends_on=None), those)
    return {row.action_id: row for row in rows.select_related("set_by")}


def milestones_of(municipality: Municipality, those: Collection[int]) -> dict[int, list[MilestoneSeen]]:
    found: dict[int, list[MilestoneSeen]] = defaultdict(list)
    rows = among(Milestone.objects.of(municipality), those).order_by("pk")
    for action, weight, due_on, reached_on in rows.values_list("action", "weight", "due_on", "reached_on"):
        found[action].append(MilestoneSeen(weight, due_on, reached_on))
    return found


def late_on(municipality: Municipality, actions: Iterable[Action], today: date) -> set[int]:
    """Actions of which nothing was sent in a period that is due and still open."""
    periods = list(ReportingPeriod.objects.of(municipality).late_on(today))
    if not periods:
        return set()
    sent = set(
        ProgressUpdate.objects.of(municipality)
        .first_entries()
        .sent()
        .filter(period__in=periods)
        .values_list("period", "action")
    )
    return {
        row.pk for row in actions for period in periods if is_asked(row, period) and (period.pk, row.pk) not in sent
    }


def is_asked(action: Action, period: ReportingPeriod) -> bool:
    """Whether somebody is to report on an action in a period: it is accepted, it had begun, and its plan is in force."""
    has_begun = action.starts_on is None or action.starts_on <= period.ends_on
    return action.standing == Action.Standing.ACCEPTED and has_begun and is_carried_out(action)


def is_carried_out(action: Action) -> bool:
    return action.plan is None or action.plan.is_in_force


def grouped(rows: Iterable[Any], key: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Rows with the same key together, in the order in which the keys come first."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return iter(found.items())
