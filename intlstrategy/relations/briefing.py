"""What a briefing sheet says of an organisation, read in a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from intlstrategy.core.periods import months_later
from intlstrategy.relations.models import Agreement, Commitment, Engagement
from intlstrategy.relations.reading import Stand, stands_of
from intlstrategy.relations.terms import IN_FORCE
from intlstrategy.stakeholders.holders import held_on
from intlstrategy.stakeholders.models import Appraisal, Position, Stakeholder

LAST_CONTACTS = 3
SOON = 6  # months


@dataclass(frozen=True)
class Briefing:
    """Who is there today, the last contacts, what is open on both sides, and what to raise."""

    today: date
    holders: list[Position]
    contacts: list[Any]  # the last engagements, each with what it may show of its brief set by the page
    ours: list[Commitment]
    theirs: list[Commitment]
    late: list[Commitment]
    appraisal: Appraisal | None
    agreements: list[tuple[Agreement, Stand]]  # with this organisation, each with how it stands

    @property
    def ending(self) -> list[tuple[Agreement, Stand]]:
        """The agreements in force about whose future something has to be decided within half a year, or had to be."""
        last = months_later(self.today, SOON)
        return [
            (each, stand)
            for each, stand in self.agreements
            if stand.standing.status == IN_FORCE and stand.ahead.notice_on and stand.ahead.notice_on <= last
        ]


def briefing_of(stakeholder: Stakeholder, today: date) -> Briefing:
    city = stakeholder.municipality
    positions = Position.objects.of(city).filter(stakeholder=stakeholder).select_related("person")
    contacts = Engagement.objects.of(city).attended_by(stakeholder=stakeholder.pk).filter(on__lte=today)
    open_ones = Commitment.objects.of(city).open().with_any_of([stakeholder.pk]).by_due_day()
    commitments = list(open_ones.select_related("owner"))
    agreements = list(
        Agreement.objects.of(city).with_any_of([stakeholder.pk]).select_related("nature").order_by("folded", "pk")
    )
    stands = stands_of(city, agreements, today)
    return Briefing(
        today=today,
        holders=held_on(positions.first_ones_first(), today),
        contacts=list(contacts.order_by("-on", "-pk")[:LAST_CONTACTS]),
        ours=[each for each in commitments if each.side == Commitment.Side.OURS],
        theirs=[each for each in commitments if each.side == Commitment.Side.THEIRS],
        late=[each for each in commitments if each.is_late(today)],
        appraisal=Appraisal.objects.of(city)
        .filter(stakeholder=stakeholder, on__lte=today)
        .order_by("-on", "-pk")
        .first(),
        agreements=[(each, stands[each.pk]) for each in agreements],
    )
