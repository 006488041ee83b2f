"""What relations put into the calendar: engagements on their day, commitments on the day they are due."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.calendar import CalendarEntry
from intlstrategy.municipalities.access import owns
from intlstrategy.municipalities.calendar import add_kind
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.relations.models import Attendance, Commitment, Engagement


def engagements(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """One's own are those that one keeps, that one's department leads, or in which one takes part."""
    there = Attendance.objects.of(municipality).filter(engagement=OuterRef("pk"), membership=reader)
    rows = Engagement.objects.of(municipality).filter(on__range=(first, last)).annotate(is_there=Exists(there))
    return [
        CalendarEntry(
            kind="engagements", uid=f"engagement-{row.pk}", title=row.title, starts=row.on, place=row.place,
            url=row.get_absolute_url(), detail=str(row.get_kind_display()), is_mine=row.is_there or owns(reader, row),
            revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
    ]  # fmt: skip


def commitments(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """What was dropped is due no more; what was kept stays on its day."""
    rows = Commitment.objects.of(municipality).exclude(state=Commitment.State.DROPPED)
    rows = rows.filter(due_on__range=(first, last)).select_related("engagement__municipality")
    words = {
        ("ours", "open"): _("We promised"), ("theirs", "open"): _("They promised"),
        ("ours", "done"): _("We promised, kept"), ("theirs", "done"): _("They promised, kept"),
    }  # fmt: skip
    return [
        CalendarEntry(
            kind="commitments", uid=f"commitment-{row.pk}", title=row.text, starts=row.due_on,
            url=f"{row.engagement.get_absolute_url()}#commitments", detail=words[row.side, row.state],
            is_mine=owns(reader, row), revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
    ]  # fmt: skip


def register_calendar() -> None:
    add_kind("engagements", 10, gettext_lazy("Engagements"), engagements)
    add_kind("commitments", 20, gettext_lazy("Commitments"), commitments)
