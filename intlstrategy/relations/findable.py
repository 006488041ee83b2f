"""How networks, missions and assets are found by the search page and by boxes in which names are written."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import having_words
from intlstrategy.core.registry import PersonTie, SearchKind, person_ties, search_kinds
from intlstrategy.relations.models import Asset, Mission, MissionParticipant, NetworkMembership


def find_networks(municipality: Any, folded: str, reader: Any) -> Any:
    return having_words(NetworkMembership.objects.of(municipality), folded).order_by("folded", "pk")


def find_missions(municipality: Any, folded: str, reader: Any) -> Any:
    return having_words(Mission.objects.of(municipality), folded).order_by("-starts_on", "-pk")


def find_assets(municipality: Any, folded: str, reader: Any) -> Any:
    return having_words(Asset.objects.of(municipality), folded).order_by("folded", "pk")


def members_who_travelled(person: Any) -> set[int]:
    """The members who took part in a mission with this person."""
    with_them = MissionParticipant._base_manager.filter(person=person, binned_at=None).values("mission")
    ours = MissionParticipant._base_manager.filter(mission__in=with_them, binned_at=None).exclude(membership=None)
    return set(ours.values_list("membership", flat=True))


def register_findable() -> None:
    search_kinds.register(SearchKind(key="network", weight=52, title=_("Networks"), find=find_networks))
    search_kinds.register(SearchKind(key="mission", weight=54, title=_("Missions and visits"), find=find_missions))
    search_kinds.register(SearchKind(key="asset", weight=56, title=_("City assets"), find=find_assets))
    person_ties.register(PersonTie(key="missions", members_of=members_who_travelled))
