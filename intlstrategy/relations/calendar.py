"""What relations put into the calendar: engagements, commitments, the dates of agreements, their duties and reviews."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.calendar import CalendarEntry
from intlstrategy.core.text import has_text
from intlstrategy.municipalities.access import owns
from intlstrategy.municipalities.calendar import add_kind
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.relations.due import commitment_url, duty_told
from intlstrategy.relations.models import (
    Agreement,
    Amendment,
    Approach,
    Attendance,
    Commitment,
    Duty,
    Engagement,
    Mission,
    MissionParticipant,
    NetworkMembership,
    Review,
)
from intlstrategy.relations.models.review import REVIEWED
from intlstrategy.relations.reading import Stand, stands_of
from intlstrategy.relations.terms import IN_FORCE
from intlstrategy.relations.travel import NOTICE_BEFORE, ended_by, notice_due_on, report_due_on


def engagements(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """One's own are those that one keeps, that one's department leads, or in which one takes part."""
    there = Attendance.objects.of(municipality).filter(engagement=OuterRef("pk"), membership=reader)
    rows = Engagement.objects.of(municipality).filter(on__range=(first, last)).annotate(is_there=Exists(there))
    return [
        CalendarEntry(
            kind="engagements", uid=f"engagement-{row.pk}", title=row.title, starts=row.on, place=row.place,
            url=row.get_absolute_url(), detail=str(row.get_kind_display()), is_mine=row.is_there or owns(reader, row), revision=row.revision,
            changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
    ]  # fmt: skip


def commitments(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """What was dropped is due no more; what was kept stays on its day."""
    rows = Commitment.objects.of(municipality).exclude(state=Commitment.State.DROPPED)
    rows = rows.filter(due_on__range=(first, last))
    words = {
        ("ours", "open"): _("We promised"), ("theirs", "open"): _("They promised"),
        ("ours", "done"): _("We promised, kept"), ("theirs", "done"): _("They promised, kept"),
    }  # fmt: skip
    return [
        CalendarEntry(
            kind="commitments", uid=f"commitment-{row.pk}", title=row.text, starts=row.due_on,
            url=commitment_url(row), detail=words[row.side, row.state], is_mine=owns(reader, row),
            revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
    ]  # fmt: skip


def missions(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """The days of each mission that was not cancelled; one's own as with engagements."""
    there = MissionParticipant.objects.of(municipality).filter(mission=OuterRef("pk"), membership=reader)
    rows = Mission.objects.of(municipality).taking_place().filter(starts_on__lte=last, ends_on__gte=first)
    return [
        CalendarEntry(
            kind="missions", uid=f"mission-{row.pk}", title=row.title, starts=row.starts_on, ends=row.ends_on, place=row.where,
            url=row.get_absolute_url(), detail=str(row.get_direction_display()), is_mine=row.is_there or owns(reader, row),
revision=row.revision,
            changed_at=row.changed_at,
        )
        for row in rows.annotate(is_there=Exists(there)).with_last_change()
    ]  # fmt: skip


def missions_owe(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """By when a mission that is over is to be reported, and the State to be told of one that is to come."""
    days = (ended_by(first), ended_by(last))
    over = Mission.objects.of(municipality).taking_place().filter(ends_on__range=days, reported_on=None)
    found = [
        owed(row, reader, "report", report_due_on(row.ends_on), _("Report due")) for row in over.with_last_change()
    ]
    untold = (
        Mission.objects.of(municipality).untold().filter(starts_on__range=(first + NOTICE_BEFORE, last + NOTICE_BEFORE))
    )
    for row in untold.with_last_change():
        day = notice_due_on(row.journey)
        found += [owed(row, reader, "notice", day, _("The State is to be told"))] if day else []
    return found


def owed(row: Mission, reader: Membership, which: str, day: date, detail: str) -> CalendarEntry:
    return CalendarEntry(
        kind="mission-dates", uid=f"mission-{row.pk}-{which}", title=row.title, starts=day, detail=detail,
        url=row.get_absolute_url(), is_mine=owns(reader, row), revision=row.revision, changed_at=row.changed_at,
    )  # fmt: skip


def networks(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """When the city joined each network and when it left."""
    within = Q(joined_on__range=(first, last)) | Q(left_on__range=(first, last))
    rows = NetworkMembership.objects.of(municipality).filter(within).select_related("network")
    return [
        CalendarEntry(
            kind="networks", uid=f"network-{row.pk}-{which}", title=row.title, starts=day, detail=detail,
            url=row.get_absolute_url(), is_mine=owns(reader, row), revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
        for which, day, detail in (
            ("joined", row.joined_on, _("Network joined")),
            ("left", row.left_on, _("Network left")),
        )
        if day is not None and first <= day <= last
    ]  # fmt: skip


def agreements(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """When each was signed; of those in force, when notice is due at the latest, and when they end or renew themselves."""
    rows = list(Agreement.objects.of(municipality).select_related("nature").with_last_change())
    stands = stands_of(municipality, rows, timezone.localdate())
    found = []
    for row in rows:
        told = {
            "kind": "agreements", "title": row.title, "url": row.get_absolute_url(), "is_mine": owns(reader, row),
            "revision": row.revision, "changed_at": row.changed_at,
        }  # fmt: skip
        found += [
            CalendarEntry(uid=f"agreement-{row.pk}-{which}", starts=day, detail=detail, **told)
            for which, day, detail in days_of(row, stands[row.pk])
            if day is not None and first <= day <= last
        ]
    return found + amendments(municipality, reader, first, last)


def amendments(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    rows = Amendment.objects.of(municipality).filter(agreement__binned_at=None, signed_on__range=(first, last))
    return [
        CalendarEntry(
            kind="agreements", uid=f"amendment-{row.pk}", title=str(row.agreement), starts=row.signed_on,
            url=row.get_absolute_url(), detail=_("Amendment signed"), is_mine=owns(reader, row.agreement),
            revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.select_related("agreement").with_last_change()
    ]  # fmt: skip


def days_of(row: Agreement, stand: Stand) -> list[tuple[str, date | None, str]]:
    """Which day of an agreement it is, by a mark that stays; the day; and what happens on it."""
    days: list[tuple[str, date | None, str]] = [("signed", row.signed_on, _("Agreement signed"))]
    if stand.standing.status == IN_FORCE:
        ahead = stand.ahead
        days.append(("ends", ahead.ends_on, _("Agreement renews itself") if ahead.is_renewed else _("Agreement ends")))
        days.append(("notice", stand.notice_on, _("Last day for notice")))
    return days


def duties(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """What agreements ask for, met or not, and when they are to be reviewed or were."""
    rows = Duty.objects.of(municipality).filter(agreement__binned_at=None, due_on__range=(first, last))
    found = [
        CalendarEntry(
            kind="duties", uid=f"duty-{row.pk}", title=f"{row.title} ({row.agreement.title})", starts=row.due_on,
            url=duty_told(row)[0], detail=_("Duty") if row.met_on is None else _("Duty, met"), is_mine=owns(reader, row),
            revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.select_related("agreement").with_last_change()
    ]  # fmt: skip
    reviews = Review.objects.of(municipality).filter(agreement__binned_at=None, due_on__range=(first, last))
    return found + [
        CalendarEntry(
            kind="duties", uid=f"review-{row.pk}", title=str(row.known_as), starts=row.due_on,
            url=row.get_absolute_url(), detail=_("Review") if row.held_on is None else _("Review, held"),
            is_mine=owns(reader, row), revision=row.revision, changed_at=row.changed_at,
        )
        for row in reviews.select_related(*REVIEWED).with_last_change()
    ]  # fmt: skip


def approaches(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """By when each is to be decided that is still open, and when the others were answered."""
    rows = Approach.objects.of(municipality).filter(
        Q(status__in=Approach.OPEN, decide_by__range=(first, last)) | Q(answered_on__range=(first, last))
    )
    return [
        CalendarEntry(
            kind="approaches", uid=f"approach-{row.pk}", title=str(row), starts=row.answered_on or row.decide_by,
            url=row.get_absolute_url(), detail=_("Approach answered") if row.answered_on else _("Approach to be decided by"),
            is_mine=owns(reader, row), names_somebody=has_text(f"{row.title} {row.sender}", [row.contact_name] if row.contact_name else []),
            revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
    ]  # fmt: skip


def register_calendar() -> None:
    add_kind("engagements", 10, gettext_lazy("Engagements"), engagements)
    add_kind("missions", 12, gettext_lazy("Missions and visits"), missions)
    add_kind("mission-dates", 13, gettext_lazy("Reports and notices of missions"), missions_owe)
    add_kind("networks", 14, gettext_lazy("Networks"), networks)
    add_kind("agreements", 15, gettext_lazy("Agreements"), agreements)
    add_kind("approaches", 18, gettext_lazy("Approaches"), approaches)
    add_kind("commitments", 20, gettext_lazy("Commitments"), commitments)
    add_kind("duties", 25, gettext_lazy("Duties and reviews"), duties)
