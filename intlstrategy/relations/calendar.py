"""What relations put into the calendar: engagements, commitments, the dates of agreements, their duties and reviews."""

from collections import defaultdict
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
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
    Approach,
    Attendance,
    Commitment,
    Duty,
    Engagement,
    Mission,
    MissionParticipant,
    Party,
    Review,
)
from intlstrategy.relations.models.review import REVIEWED
from intlstrategy.relations.reading import Stand, stands_of
from intlstrategy.relations.terms import IN_FORCE

Names = dict[int, list[str]]  # of people from outside, by the record they take part in or sign


def names_in(rows: QuerySet, holder: str, person: str) -> Names:
    """The names that rows of a link model bring to each record that they belong to, in one query."""
    found: Names = defaultdict(list)
    told = rows.exclude(**{person: None}).order_by().values_list(holder, f"{person}__name").distinct()
    for pk, name in told:
        found[pk].append(name)
    return found


def engagements(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """One's own are those that one keeps, that one's department leads, or in which one takes part."""
    there = Attendance.objects.of(municipality).filter(engagement=OuterRef("pk"), membership=reader)
    rows = Engagement.objects.of(municipality).filter(on__range=(first, last)).annotate(is_there=Exists(there))
    guests = Attendance.objects.of(municipality).filter(engagement__on__range=(first, last))
    names = names_in(guests, "engagement", "person")
    return [
        CalendarEntry(
            kind="engagements", uid=f"engagement-{row.pk}", title=row.title, starts=row.on, place=row.place,
            url=row.get_absolute_url(), detail=str(row.get_kind_display()), is_mine=row.is_there or owns(reader, row),
            names_somebody=has_text(f"{row.title} {row.place}", names.get(row.pk, ())), revision=row.revision,
            changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
    ]  # fmt: skip


def commitments(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """What was dropped is due no more; what was kept stays on its day."""
    days = (first, last)
    rows = Commitment.objects.of(municipality).exclude(state=Commitment.State.DROPPED).filter(due_on__range=days)
    guests = Attendance.objects.of(municipality).filter(engagement__commitments__due_on__range=days)
    signed = Party.objects.of(municipality).filter(agreement__commitments__due_on__range=days)
    at_table, in_paper = names_in(guests, "engagement", "person"), names_in(signed, "agreement", "signatory")
    met = MissionParticipant.objects.of(municipality).filter(mission__commitments__due_on__range=days)
    on_the_way = names_in(met, "mission", "person")
    words = {
        ("ours", "open"): _("We promised"), ("theirs", "open"): _("They promised"),
        ("ours", "done"): _("We promised, kept"), ("theirs", "done"): _("They promised, kept"),
    }  # fmt: skip
    return [
        CalendarEntry(
            kind="commitments", uid=f"commitment-{row.pk}", title=row.text, starts=row.due_on,
            url=commitment_url(row), detail=words[row.side, row.state], is_mine=owns(reader, row),
            names_somebody=has_text(row.text, at_table.get(row.engagement_id, []) + in_paper.get(row.agreement_id, []) + on_the_way.get(row.mission_id, [])),
            revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
    ]  # fmt: skip


def missions(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """The days of each mission that was not cancelled; one's own as with engagements."""
    there = MissionParticipant.objects.of(municipality).filter(mission=OuterRef("pk"), membership=reader)
    rows = Mission.objects.of(municipality).taking_place().filter(starts_on__lte=last, ends_on__gte=first)
    guests = MissionParticipant.objects.of(municipality).filter(
        mission__starts_on__lte=last, mission__ends_on__gte=first
    )
    names = names_in(guests, "mission", "person")
    return [
        CalendarEntry(
            kind="missions", uid=f"mission-{row.pk}", title=row.title, starts=row.starts_on, ends=row.ends_on, place=row.where,
            url=row.get_absolute_url(), detail=str(row.get_direction_display()), is_mine=row.is_there or owns(reader, row),
            names_somebody=has_text(f"{row.title} {row.where}", names.get(row.pk, ())), revision=row.revision,
            changed_at=row.changed_at,
        )
        for row in rows.annotate(is_there=Exists(there)).with_last_change()
    ]  # fmt: skip


def agreements(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """When each was signed; of those in force, when notice is due at the latest, and when they end or renew themselves."""
    rows = list(Agreement.objects.of(municipality).select_related("nature").with_last_change())
    stands = stands_of(municipality, rows, timezone.localdate())
    names = names_in(Party.objects.of(municipality), "agreement", "signatory")
    found = []
    for row in rows:
        told = {
            "kind": "agreements", "title": row.title, "url": row.get_absolute_url(), "is_mine": owns(reader, row),
            "names_somebody": has_text(row.title, names.get(row.pk, ())), "revision": row.revision, "changed_at": row.changed_at,
        }  # fmt: skip
        found += [
            CalendarEntry(uid=f"agreement-{row.pk}-{which}", starts=day, detail=detail, **told)
            for which, day, detail in days_of(row, stands[row.pk])
            if day is not None and first <= day <= last
        ]
    return found


def days_of(row: Agreement, stand: Stand) -> list[tuple[str, date | None, str]]:
    """Which day of an agreement it is, by a mark that stays; the day; and what happens on it."""
    days: list[tuple[str, date | None, str]] = [("signed", row.signed_on, _("Agreement signed"))]
    if stand.standing.status == IN_FORCE:
        ahead = stand.ahead
        days.append(("ends", ahead.ends_on, _("Agreement renews itself") if ahead.is_renewed else _("Agreement ends")))
        if ahead.notice_on != ahead.ends_on:
            days.append(("notice", ahead.notice_on, _("Last day for notice")))
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
    add_kind("agreements", 15, gettext_lazy("Agreements"), agreements)
    add_kind("approaches", 18, gettext_lazy("Approaches"), approaches)
    add_kind("commitments", 20, gettext_lazy("Commitments"), commitments)
    add_kind("duties", 25, gettext_lazy("Duties and reviews"), duties)
