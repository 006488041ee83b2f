"""What bodies put into the calendar: their meetings, and what has to be done by a day because of a decision."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from intlstrategy.core.calendar import CalendarEntry
from intlstrategy.governance.models import Decision, Meeting, SeatHolder
from intlstrategy.municipalities.access import owns
from intlstrategy.municipalities.calendar import add_kind, its_ends, within
from intlstrategy.municipalities.models import Membership, Municipality


def meetings(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """Those that were not cancelled; one's own are those of the bodies that one is the secretary of."""
    rows = Meeting.objects.of(municipality).exclude(state=Meeting.State.CANCELLED).filter(on__range=(first, last))
    return [
        CalendarEntry(
            kind="meetings", uid=f"meeting-{row.pk}", title=str(row.body), starts=moment_of(row), place=row.place,
            url=row.get_absolute_url(), detail=str(row.get_kind_display()), is_mine=row.body.secretary_id == reader.pk,
            revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.select_related("body").with_last_change()
    ]  # fmt: skip


def moment_of(meeting: Meeting) -> date:
    """Its day, or the moment at which it begins where that is known."""
    if meeting.time is None:
        return meeting.on
    return timezone.make_aware(datetime.combine(meeting.on, meeting.time))


def decisions(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    rows = Decision.objects.of(municipality).open().filter(due_on__range=(first, last))
    return [
        CalendarEntry(
            kind="decisions", uid=f"decision-{row.pk}", title=str(row), starts=row.due_on, url=row.get_absolute_url(),
            detail=_("Decision to be carried out"), is_mine=owns(reader, row), revision=row.revision,
            changed_at=row.changed_at,
        )
        for row in rows.select_related("meeting__body").with_last_change()
    ]  # fmt: skip


def seats(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """When somebody takes a seat and when it falls vacant, without their name."""
    rows = SeatHolder.objects.of(municipality).filter(within(first, last), seat__binned_at=None)
    found = []
    for row in rows.select_related("seat__body", "seat__municipality").with_last_change():
        told = {"kind": "seats", "title": f"{row.seat}, {row.seat.body}", "is_mine": row.membership_id == reader.pk}
        found += its_ends(row, first, last, _("Seat taken"), _("Seat ends"), uid=f"seat-holder-{row.pk}", **told)
    return found


def register_calendar() -> None:
    add_kind("meetings", 30, pgettext_lazy("of bodies", "Meetings"), meetings)
    add_kind("decisions", 32, gettext_lazy("Decisions to carry out"), decisions)
    add_kind("seats", 34, gettext_lazy("Seats of bodies"), seats)
