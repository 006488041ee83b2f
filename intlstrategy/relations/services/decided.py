"""Agreements and missions were decided on when the body met that decided on them."""

from typing import Any

from intlstrategy.accounts.models import User
from intlstrategy.governance.models import Meeting
from intlstrategy.municipalities.editing import bulk_save
from intlstrategy.relations.models import Agreement, Mission

KEEP_THE_DAY: tuple[Any, ...] = (Agreement, Mission)


def follow_meeting(meeting: Meeting, by: User | None) -> None:
    """Write the day of a meeting that was moved into what its decisions approved, also into what is in the bin."""
    for model in KEEP_THE_DAY:
        kept = model._base_manager.select_for_update(of=("self",)).filter(decision__meeting=meeting)
        rows = list(kept.exclude(decided_on=meeting.on).order_by("pk"))
        for row in rows:
            row.decided_on = meeting.on
        bulk_save(rows, by=by, fields=["decided_on"])
