"""What the city has to do with a country: the page of the country and its briefing sheet read it here."""

from typing import Any

from django.db.models import Q, QuerySet

from intlstrategy.municipalities.models import Municipality
from intlstrategy.relations.models import Agreement, Asset, AssetUse, Engagement, Mission, NetworkMembership, Party
from intlstrategy.stakeholders.models import Stakeholder


def ids(rows: QuerySet) -> Any:
    return rows.order_by().values("pk")


def organisations_in(municipality: Municipality, code: str) -> Any:
    return Stakeholder.objects.of(municipality).filter(country=code).order_by("folded", "pk")


def networks_in(municipality: Municipality, code: str) -> Any:
    """The city's memberships of networks that have their seat there."""
    rows = NetworkMembership.objects.of(municipality).filter(network__country=code).select_related("network")
    return rows.order_by("network__folded", "pk")


def agreements_in(municipality: Municipality, code: str) -> Any:
    """Those with a party from there."""
    parties = Party.objects.of(municipality).filter(stakeholder__country=code).order_by()
    rows = Agreement.objects.of(municipality).filter(pk__in=parties.values("agreement"))
    return rows.select_related("nature").order_by("folded", "pk")


def missions_in(municipality: Municipality, code: str) -> Any:
    """The journeys that lead there, and the visits of somebody from there."""
    rows = Mission.objects.of(municipality).taking_place()
    leading = Q(direction=Mission.Direction.OUTGOING, country=code)
    return rows.filter(leading | Q(pk__in=ids(rows.attended_by(stakeholder__country=code)))).order_by(
        "-starts_on", "-pk"
    )


def engagements_in(municipality: Municipality, code: str) -> Any:
    rows = Engagement.objects.of(municipality).attended_by(stakeholder__country=code)
    return rows.order_by("-on", "-pk")


def assets_in(municipality: Municipality, code: str) -> Any:
    """What of the city is put to use in these agreements, missions and networks."""
    uses = AssetUse.objects.of(municipality).filter(
        Q(agreement__in=ids(agreements_in(municipality, code)))
        | Q(mission__in=ids(missions_in(municipality, code)))
        | Q(membership__in=ids(networks_in(municipality, code)))
    )
    return Asset.objects.of(municipality).filter(pk__in=uses.order_by().values("asset")).order_by("folded", "pk")
