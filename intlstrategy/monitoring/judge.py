"""The judge of actions and of what they belong to: the rules of `progress`, for the pages of the plan."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intlstrategy.core.figures import Judged
from intlstrategy.core.registry import Judge, judges
from intlstrategy.monitoring.models import StatusOverride
from intlstrategy.monitoring.progress import UNITS, Branch, Mean, Status, mean_of, rounded
from intlstrategy.monitoring.reading import Figure, figures_of
from intlstrategy.monitoring.wording import how_far_it_is, status_label, why_it_goes_so
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Action
from intlstrategy.planning.tree import Node


def judge_actions(municipality: Municipality, actions: Iterable[Action], today: date) -> dict[int, Judged]:
    threshold, figures = municipality.at_risk_threshold, figures_of(municipality, actions, today)
    words = {status: status_label(status) for status in {figure.standing.status for figure in figures.values()}}
    different = {id(figure): figure for figure in figures.values()}
    judged = {key: as_judged(figure, threshold, words) for key, figure in different.items()}
    return {pk: judged[id(figure)] for pk, figure in figures.items()}


def as_judged(figure: Figure, threshold: int, words: Mapping[str, Any]) -> Judged:
    status = figure.standing.status
    return Judged(
        rounded(figure.progress.percent), status, words[status], how=Words(how_far_it_is, figure), why=Words(why_it_goes_so, figure, threshold), by=set_by(figure.override) if figure.override else "",
        exact=figure.progress.percent, is_reported=figure.update is not None,
    )  # fmt: skip


class Words:
    """Said only where somebody asks: a page of a thousand actions asks for none of it."""

    __slots__ = ("arguments", "tell")

    def __init__(self, tell: Callable[..., str], *arguments: object) -> None:
        self.tell, self.arguments = tell, arguments

    def __str__(self) -> str:
        return self.tell(*self.arguments)


def set_by(override: StatusOverride) -> str:
    words = {
        "who": override.set_by,
        "day": date_format(override.starts_on, "SHORT_DATE_FORMAT"),
        "reason": override.reason,
    }
    return _("Set by %(who)s on %(day)s: %(reason)s") % words


def judge_elements(
    roots: Sequence[Node], below: Mapping[int, Sequence[Action]], judged: Mapping[int, Judged]
) -> dict[int, Judged]:
    """Each weighted mean of its children: the elements and the actions directly below it."""
    found: dict[int, Judged] = {}
    for root in roots:
        branch_of(root, below, judged, found)
    return found


def branch_of(
    node: Node, below: Mapping[int, Sequence[Action]], judged: Mapping[int, Judged], found: dict[int, Judged]
) -> Branch:
    parts = [branch_of(child, below, judged, found) for child in node.children]
    parts += [leaf_of(action, judged[action.pk]) for action in below.get(node.element.pk, ())]
    mean = mean_of(parts)
    found[node.element.pk] = as_mean(mean)
    return Branch(node.element.weight, mean.percent)


def leaf_of(action: Action, judged: Judged) -> Branch:
    percent: Fraction | None = judged.exact
    return Branch(action.weight, percent, counts=judged.status != Status.CANCELLED)


def as_mean(mean: Mean) -> Judged:
    return Judged(rounded(mean.percent, UNITS), counted=mean.counted, of=mean.of, exact=mean.percent)


def whole_plan(roots: Sequence[Node], found: Mapping[int, Judged]) -> Judged:
    """The plan itself: the weighted mean of its first level."""
    return as_mean(mean_of([Branch(node.element.weight, found[node.element.pk].exact) for node in roots]))


def register_judge() -> None:
    judges.register(Judge(key="progress", actions=judge_actions, elements=judge_elements, whole=whole_plan))
