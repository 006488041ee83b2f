"""What must hold of an action once the file has spoken: a row that speaks of one date leaves the other as it stands."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from intlstrategy.interchange.comparison.changes import Change

STATEMENT = {"stated_progress", "stated_status", "stated_on"}


def in_words(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def demand_facts(change: Change, columns: Mapping[str, str]) -> None:
    """Refuse a row that would leave its action as no action can be, whichever half of it the file tells."""
    refuse_early_end(change, columns)
    refuse_end_of_continuous(change, columns)
    refuse_older_statement(change, columns)
    refuse_half_statement(change, columns)


def refuse_early_end(change: Change, columns: Mapping[str, str]) -> None:
    starts, ends = change.record.starts_on, change.record.ends_on
    if starts and ends and ends < starts:
        change.refuse(
            columns["ends_on" if "ends_on" in change.before else "starts_on"],
            _("The end, %(end)s, is before the start, %(start)s.") % {"end": in_words(ends), "start": in_words(starts)},
        )


def refuse_end_of_continuous(change: Change, columns: Mapping[str, str]) -> None:
    action, told = change.record, {"ends_on", "is_continuous"} & change.before.keys()
    if not (action.is_continuous and action.ends_on):
        return
    if told == {"is_continuous"}:
        message = _(
            "This action ends on %(end)s, and a continuous action has no end. Leave its end empty in the file as well."
        ) % {"end": in_words(action.ends_on)}
    elif told == {"ends_on"}:
        message = _(
            "This action is continuous, so it has no end. Leave the end empty, or say that it is no longer continuous."
        )
    else:
        message = _("A continuous action has no end. Leave one of the two empty.")
    change.refuse(columns["ends_on" if "ends_on" in told else "is_continuous"], message)


def refuse_older_statement(change: Change, columns: Mapping[str, str]) -> None:
    told, stored = change.row.fields.get("stated_on"), change.before.get("stated_on", change.record.stated_on)
    if told and stored and told < stored and STATEMENT & change.before.keys():
        change.refuse(
            columns["stated_on"],
            _("A later statement, of %(date)s, stands there. One of an earlier day does not replace it.")
            % {"date": in_words(stored)},
        )


def refuse_half_statement(change: Change, columns: Mapping[str, str]) -> None:
    """A statement is one: its day and its name would come to stand beside a figure of which the file says nothing."""
    action = change.record
    if action._state.adding or not STATEMENT & change.before.keys():
        return
    stated_on = change.before.get("stated_on", action.stated_on)
    words = {"date": in_words(stated_on) if stated_on else "–"}
    if "progress" not in columns and action.stated_progress is not None:
        change.refuse(
            columns["status"],
            _(
                "Its progress, %(progress)s, was stated on %(date)s, and this file says nothing of progress: "
                "with another status it would be dated anew. Add a column of progress, or leave this one “From the source”."
            )
            % (words | {"progress": f"{localize(action.stated_progress.normalize())} %"}),
        )
    if "status" not in columns and action.stated_status:
        change.refuse(
            columns["progress"],
            _(
                "Its status, “%(status)s”, was stated on %(date)s, and this file says nothing of the status: "
                "with another progress it would be dated anew. Add a column of the status, or leave this one “From the source”."
            )
            % (words | {"status": action.get_stated_status_display()}),
        )
