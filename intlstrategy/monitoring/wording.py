"""The rules of progress and status in words: what is behind “how is this computed?”."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intlstrategy.core.templatetags.components import percent
from intlstrategy.monitoring.progress import Rule, Source, rounded
from intlstrategy.monitoring.reading import Figure
from intlstrategy.planning.models import Action

DAY = "SHORT_DATE_FORMAT"


def status_label(status: str) -> Any:
    return Action.Status(status).label if status else _("No data")


def how_far_it_is(figure: Figure) -> str:
    """Where the percentage comes from, with the arithmetic."""
    source = figure.progress.source
    if source == Source.UPDATE and figure.update is not None:
        words = {"period": figure.update.period, "percent": percent(figure.update.percent)}
        return _("%(percent)s is what was reported and approved for “%(period)s”.") % words
    if source == Source.STATED and figure.facts.stated is not None and figure.facts.stated.on is not None:
        words = {"percent": percent(figure.facts.stated.percent), "day": date_format(figure.facts.stated.on, DAY)}
        return _("%(percent)s is what was stated on %(day)s, before any update was approved.") % words
    if source == Source.MILESTONES:
        return of_milestones(figure)
    if figure.facts.by_milestones:
        return _("It is measured by its milestones, and none has a weight.")
    return _("Nobody stated a percentage, and no update with one was approved.")


def of_milestones(figure: Figure) -> str:
    rows = figure.facts.milestones
    reached, total = sum(each.weight for each in rows if each.reached_on), sum(each.weight for each in rows)
    words = {"reached": f"{reached.normalize():f}", "total": f"{total.normalize():f}", "percent": percent(rounded(figure.progress.percent))}  # fmt: skip
    return _("Milestones that are reached weigh %(reached)s of %(total)s: %(percent)s.") % words


def why_it_goes_so(figure: Figure, threshold: int) -> str:
    """The rule that gave the status."""
    rule, facts = figure.standing.rule, figure.facts
    if rule == Rule.BEHIND:
        return behind(figure, threshold)
    if rule == Rule.PAST_END and facts.ends_on:
        return _("Its end, %(day)s, is past.") % {"day": date_format(facts.ends_on, DAY)}
    if rule == Rule.BEFORE_START and facts.starts_on:
        return _("It starts on %(day)s.") % {"day": date_format(facts.starts_on, DAY)}
    return {
        Rule.OVERRIDDEN: _("A person set it."),
        Rule.SAID: _("It was said to go so."),
        Rule.DONE: _("All of it is done."),
        Rule.MILESTONE_LATE: _("A milestone is late."),
        Rule.UPDATE_LATE: _("What was to be reported is late."),
        Rule.UNDER_WAY: _("It is under way, and nothing of it is late."),
        Rule.NOTHING_YET: _("Nothing of it is done, and no day says that it should be."),
        Rule.NO_DATA: _("Nothing is known of it yet."),
    }[rule]


def behind(figure: Figure, threshold: int) -> str:
    words = {
        "elapsed": percent(rounded(figure.standing.elapsed)), "percent": percent(rounded(figure.progress.percent)),
        "threshold": ngettext("%(n)d point", "%(n)d points", threshold) % {"n": threshold},
    }  # fmt: skip
    return _("%(elapsed)s of its time is past, and %(percent)s of it is done: more than %(threshold)s behind.") % words
