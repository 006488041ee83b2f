"""What relations put onto the map of the world: organisations, engagements and agreements."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.charts.world import MapAsked, Relation, Status
from intlstrategy.core.registry import MapKind, map_kinds
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import DiagnosisAnswer
from intlstrategy.relations import terms, travel
from intlstrategy.relations.models import Agreement, Attendance, Mission, NetworkMembership, Party, Tie
from intlstrategy.relations.reading import stands_of
from intlstrategy.stakeholders.models import Stakeholder

QUIET = timedelta(days=730)  # without a contact for so long, a relation with an organisation is dormant


def serving(municipality: Municipality, dimension: int, source: str) -> QuerySet:
    """The relations of one kind that serve an element, or an action in its place, which answers a point of this dimension."""
    answers = DiagnosisAnswer.objects.of(municipality).filter(
        diagnosis__dimension=dimension, diagnosis__binned_at=None, element__binned_at=None
    )
    elements = answers.values("element")
    ties = Tie.objects.of(municipality).filter(Q(element__in=elements) | Q(action__element__in=elements))
    ties = ties.filter(Q(action=None) | Q(action__binned_at=None)).exclude(**{source: None})
    return ties.values(source)


def attended(municipality: Municipality, asked: MapAsked) -> QuerySet:
    """Who of the other side took part in what fits the question."""
    rows = Attendance.objects.of(municipality).filter(engagement__binned_at=None).exclude(stakeholder=None)
    if asked.first:
        rows = rows.filter(engagement__on__gte=asked.first)
    if asked.last:
        rows = rows.filter(engagement__on__lte=asked.last)
    if asked.dimension:
        rows = rows.filter(engagement__in=serving(municipality, asked.dimension, "engagement"))
    return rows


def organisations(municipality: Municipality, reader: Membership, asked: MapAsked) -> list[Relation]:
    """All of them, or those with a contact in the period, or with one that serves the dimension."""
    rows = Stakeholder.objects.of(municipality)
    if asked.has_period or asked.dimension:
        rows = rows.filter(pk__in=attended(municipality, asked).values("stakeholder"))
    is_there = Q(attendances__binned_at=None, attendances__engagement__binned_at=None)
    days = {"first": Min("attendances__engagement__on", filter=is_there), "last": Max("attendances__engagement__on", filter=is_there)}  # fmt: skip
    told = rows.order_by().annotate(**days).values_list("country", "first", "last")
    return [
        Relation(kind="organisations", country=country, status=standing(first, last, asked.today))
        for country, first, last in told
    ]


def standing(first: date | None, last: date | None, today: date) -> str:
    """Current with a contact in the last two years or one to come after an earlier one, planned when all are to come."""
    if first is None or last is None or last < today - QUIET:
        return Status.DORMANT
    return Status.PLANNED if first > today else Status.CURRENT


def engagements(municipality: Municipality, reader: Membership, asked: MapAsked) -> list[Relation]:
    """Each once for every country from which somebody took part."""
    rows = attended(municipality, asked).order_by().values_list("engagement", "engagement__on", "stakeholder__country")
    return [
        Relation(kind="engagements", country=country, status=Status.PLANNED if on > asked.today else Status.PAST)
        for _pk, on, country in rows.distinct()
    ]


STATUS_OF = {
    terms.PROPOSED: Status.PLANNED, terms.NEGOTIATING: Status.PLANNED, terms.APPROVED: Status.PLANNED,
    terms.IN_FORCE: Status.CURRENT, terms.COMMUNITY: Status.CURRENT, terms.DORMANT: Status.DORMANT,
    terms.SUSPENDED: Status.DORMANT, terms.EXPIRED: Status.PAST, terms.RELINQUISHED: Status.PAST,
}  # fmt: skip


def agreements(municipality: Municipality, reader: Membership, asked: MapAsked) -> list[Relation]:
    """Each once for every country of a party. It holds from its beginning to its end, as far as these are known."""
    found = Agreement.objects.of(municipality)
    if asked.dimension:
        served = Q(pk__in=serving(municipality, asked.dimension, "agreement"))
        found = found.filter(served | Q(dimension=asked.dimension))
    rows = {row.pk: row for row in found.select_related("nature")}
    stands = stands_of(municipality, list(rows.values()), asked.today)
    parties = Party.objects.of(municipality).order_by().values_list("agreement", "stakeholder__country").distinct()
    relations = []
    for pk, country in parties:
        stand = stands.get(pk)
        if stand and asked.touches(stand.terms.starts_on, None if stand.ahead.is_renewed else stand.ahead.ends_on):
            relations.append(Relation(kind="agreements", country=country, status=STATUS_OF[stand.standing.status]))
    return relations


MISSION_STATUS = {travel.PLANNED: Status.PLANNED, travel.APPROVED: Status.PLANNED, travel.UNDER_WAY: Status.CURRENT}


def missions(municipality: Municipality, reader: Membership, asked: MapAsked) -> list[Relation]:
    """The journeys that were not cancelled, each in the country where it leads: visits received are at home."""
    rows = Mission.objects.of(municipality).taking_place().filter(direction=Mission.Direction.OUTGOING)
    if asked.dimension:
        served = Q(pk__in=serving(municipality, asked.dimension, "mission"))
        rows = rows.filter(served | Q(dimension=asked.dimension))
    return [
        Relation(kind="missions", country=row.country, status=MISSION_STATUS.get(row.state(asked.today), Status.PAST))
        for row in rows
        if asked.touches(row.starts_on, row.ends_on)
    ]


def networks(municipality: Municipality, reader: Membership, asked: MapAsked) -> list[Relation]:
    """The city's memberships, each in the country where the network has its seat."""
    rows = NetworkMembership.objects.of(municipality)
    if asked.dimension:
        served = Q(pk__in=serving(municipality, asked.dimension, "membership"))
        rows = rows.filter(served | Q(dimension=asked.dimension))
    told = rows.order_by().values_list("network__country", "joined_on", "left_on")
    return [
        Relation(kind="networks", country=country, status=membership_status(joined, left, asked.today))
        for country, joined, left in told
        if asked.touches(joined, left)
    ]


def membership_status(joined: date | None, left: date | None, today: date) -> str:
    if left is not None and left < today:
        return Status.PAST
    return Status.PLANNED if joined is not None and joined > today else Status.CURRENT


def by_country(url_name: str, also: str = "") -> Callable[[Municipality], str]:
    """The address of a register up to the code of a country; ``also`` is what else it is asked for."""
    return lambda municipality: f"{reverse(url_name, args=[municipality.slug])}?{also}country="


def register_map() -> None:
    for key, weight, title, load, url_name, also in (
        ("organisations", 10, _("Organisations"), organisations, "stakeholders:stakeholder-list", ""),
        ("engagements", 20, _("Engagements"), engagements, "relations:engagement-list", ""),
        ("agreements", 30, _("Agreements"), agreements, "relations:agreement-list", ""),
        ("networks", 50, _("Networks"), networks, "relations:network-list", ""),
        (
            "missions",
            40,
            _("Outgoing missions"),
            missions,
            "relations:mission-list",
            "state=taking_place&direction=outgoing&",
        ),
    ):
        told = {"key": key, "weight": weight, "title": title, "capability": Capability.READ}
        map_kinds.register(MapKind(load=load, register=by_country(url_name, also), **told))
