"""What a briefing sheet says of an organisation, read in a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from intlstrategy.relations.models import Commitment, Engagement
from intlstrategy.stakeholders.holders import held_on
from intlstrategy.stakeholders.models import Appraisal, Position, Stakeholder

LAST_CONTACTS = 3


@dataclass(frozen=True)
class Briefing:
    """Who is there today, the last contacts, what is open on both sides, and what to raise."""

    holders: list[Position]
    contacts: list[Any]  # the last engagements, each with what it may show of its brief set by the page
    ours: list[Commitment]
    theirs: list[Commitment]
    late: list[Commitment]
    appraisal: Appraisal | None


def briefing_of(stakeholder: Stakeholder, today: date) -> Briefing:
    city = stakeholder.municipality
    positions = Position.objects.of(city).filter(stakeholder=stakeholder).select_related("person")
    contacts = Engagement.objects.of(city).attended_by(stakeholder=stakeholder.pk).filter(on__lte=today)
    open_ones = Commitment.objects.of(city).open().with_any_of([stakeholder.pk]).by_due_day()
    commitments = list(open_ones.select_related("owner"))
    return Briefing(
        holders=held_on(positions.first_ones_first(), today),
        contacts=list(contacts.order_by("-on", "-pk")[:LAST_CONTACTS]),
        ours=[each for each in commitments if each.side == Commitment.Side.OURS],
        theirs=[each for each in commitments if each.side == Commitment.Side.THEIRS],
        late=[each for each in commitments if each.is_late(today)],
        appraisal=Appraisal.objects.of(city)
        .filter(stakeholder=stakeholder, on__lte=today)
        .order_by("-on", "-pk")
        .first(),
    )
