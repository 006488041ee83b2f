"""What a briefing sheet says of the organisations that somebody is about to meet, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intlstrategy.core.periods import months_later
from intlstrategy.municipalities.models import Municipality
from intlstrategy.relations.models import Agreement, Commitment, Engagement, Mission
from intlstrategy.relations.reading import Stand, stands_of
from intlstrategy.relations.terms import IN_FORCE
from intlstrategy.stakeholders.holders import held_on
from intlstrategy.stakeholders.models import Position, Stakeholder

LAST_CONTACTS = 3
SOON = 6  # months
MOST_ASKED = 10  # organisations about whose people a sheet asks
DAY = "SHORT_DATE_FORMAT"


@dataclass(frozen=True)
class Part:
    """What a sheet says of its subject before what all of them say: facts with a label, then lines."""

    title: str
    facts: Sequence[tuple[str, Any]] = ()
    lines: Sequence[str] = ()
    text: str = ""  # Markdown
    otherwise: str = ""


@dataclass(frozen=True)
class Subject:
    """What a sheet is about. ``record`` is None for a country, which is no record of the city."""

    municipality: Municipality
    title: str
    own_name: str
    own_language: str
    record: Any
    day: date  # on which the organisations are met, so that whoever holds a position then is named
    organisations: Sequence[Stakeholder]
    parts: Sequence[Part]
    crumbs: Sequence[tuple[Any, str]]
    among: Any = None  # all organisations in question, where only some are named: a query
    but: Q | None = None  # what is no earlier contact: the engagement that the sheet is about, or those of the mission
    points: Sequence[str] = ()  # what the subject itself asks for


@dataclass
class Contact:
    """An engagement, a mission or a visit with these organisations, and what came of it."""

    on: date
    kind: Any
    record: Engagement | Mission
    outcome: str
    sees_brief: bool = False  # whether the page may show the confidential brief of the record

    @property
    def title(self) -> str:
        return self.record.title


@dataclass(frozen=True)
class Briefing:
    """Who is there on the day, the last contacts, what is open on both sides, and what to raise."""

    today: date
    organisations: Sequence[Stakeholder]
    holders: list[Position]
    contacts: list[Contact]  # the last ones, the latest first
    ours: list[Commitment]
    theirs: list[Commitment]
    late: list[Commitment]
    agreements: list[tuple[Agreement, Stand]]  # with these organisations, each with how it stands
    points: Sequence[str] = ()
    is_met: bool = True  # whether somebody meets these very organisations

    @property
    def ending(self) -> list[tuple[Agreement, Stand]]:
        """The agreements in force about whose future something has to be decided within half a year, or had to be."""
        last = months_later(self.today, SOON)
        return [
            (each, stand)
            for each, stand in self.agreements
            if stand.standing.status == IN_FORCE and stand.ahead.notice_on and stand.ahead.notice_on <= last
        ]

    @property
    def unknown(self) -> list[Stakeholder]:
        """The organisations in which nobody is known."""
        known = {each.stakeholder_id for each in self.holders}
        return [each for each in self.organisations[:MOST_ASKED] if each.pk not in known] if self.is_met else []


def briefing_of(subject: Subject, today: date) -> Briefing:
    city, named = subject.municipality, [each.pk for each in subject.organisations]
    ids = named if subject.among is None else subject.among
    positions = Position.objects.of(city).filter(stakeholder__in=named).select_related("person", "stakeholder")
    holders = held_on(positions.first_ones_first(), subject.day)
    open_ones = Commitment.objects.of(city).open().with_any_of(ids).by_due_day()
    commitments = list(open_ones.select_related("owner"))
    agreements = list(Agreement.objects.of(city).with_any_of(ids).select_related("nature").order_by("folded", "pk"))
    stands = stands_of(city, agreements, today)
    return Briefing(
        today=today,
        organisations=subject.organisations,
        holders=sorted(holders, key=lambda each: each.stakeholder.folded),
        contacts=last_contacts(subject, ids, min(today, subject.day)),
        ours=[each for each in commitments if each.side == Commitment.Side.OURS],
        theirs=[each for each in commitments if each.side == Commitment.Side.THEIRS],
        late=[each for each in commitments if each.is_late(today)],
        agreements=[(each, stands[each.pk]) for each in agreements],
        points=subject.points,
        is_met=subject.record is not None,
    )


def last_contacts(subject: Subject, ids: Any, day: date) -> list[Contact]:
    """Engagements, missions and visits with these organisations until a day; of one that is the subject, none."""
    met = Engagement.objects.of(subject.municipality).filter(on__lte=day).exclude(subject.but or Q(pk=None))
    met = met.attended_by(stakeholder__in=ids).order_by("-on", "-pk")[:LAST_CONTACTS]
    journeys = Mission.objects.of(subject.municipality).taking_place().filter(starts_on__lte=day)
    if isinstance(subject.record, Mission):
        journeys = journeys.exclude(pk=subject.record.pk)
    journeys = journeys.attended_by(stakeholder__in=ids).order_by("-starts_on", "-pk")[:LAST_CONTACTS]
    found = [Contact(each.on, each.get_kind_display(), each, each.outcome) for each in met]  # type: ignore[attr-defined]
    found += [Contact(each.starts_on, each.get_direction_display(), each, each.results) for each in journeys]  # type: ignore[attr-defined]
    return sorted(found, key=lambda each: each.on, reverse=True)[:LAST_CONTACTS]


def when(subject: Subject, today: date) -> str:
    """The heading over those who hold positions."""
    if subject.day == today:
        return _("Who is there today")
    return _("Who is there on %(day)s") % {"day": date_format(subject.day, DAY)}


def points(briefing: Briefing) -> list[str]:
    """What to raise: what is late on either side, what has to be decided soon, and what the subject itself asks for."""
    told = [
        (_("We are late: %(what)s") if each.side == Commitment.Side.OURS else _("They are late: %(what)s")) % {"what": each.text}
        for each in briefing.late
    ]  # fmt: skip
    for each, stand in briefing.ending:
        words = {"name": each.title, "day": date_format(stand.ahead.notice_on, DAY)}
        told.append(_("%(name)s: what follows has to be decided by %(day)s") % words)
    told += briefing.points
    return told + [_("Ask who is in charge of %(name)s.") % {"name": each} for each in briefing.unknown]
