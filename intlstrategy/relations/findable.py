"""How relations are found by the search page and by boxes in which names are written, and who met whom in them."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import having_words
from intlstrategy.core.registry import PersonTie, SearchKind, person_ties, search_kinds
from intlstrategy.municipalities.roles import Capability, Grant
from intlstrategy.relations.models import (
    Agreement,
    Approach,
    Asset,
    Attendance,
    Engagement,
    Mission,
    MissionParticipant,
    NetworkMembership,
    Proposal,
)


def finder(model: Any) -> Callable[[Any, str, Any], Any]:
    def find(municipality: Any, folded: str, reader: Any) -> Any:
        return having_words(model.objects.of(municipality), folded).order_by(*model._meta.ordering)

    return find


def find_proposals(municipality: Any, folded: str, reader: Any) -> Any:
    """A department finds its own; whoever proposes nothing finds none."""
    rows = Proposal.objects.of(municipality).order_by(*Proposal._meta.ordering)
    grant = reader.grant(Capability.PROPOSE)
    if grant is not Grant.ALL:
        rows = rows.of_member(reader) if grant else rows.none()
    return having_words(rows, folded)


def members_with(link_model: Any, link: str) -> Callable[[Any], set[int]]:
    """The members who took part in the same as a person: a meeting, a mission."""

    def members_of(person: Any) -> set[int]:
        with_them = link_model._base_manager.filter(person=person, binned_at=None).values(link)
        ours = link_model._base_manager.filter(**{f"{link}__in": with_them}, binned_at=None).exclude(membership=None)
        return set(ours.values_list("membership", flat=True))

    return members_of


def register_findable() -> None:
    for key, weight, title, model in (
        ("agreement", 48, _("Agreements"), Agreement),
        ("engagement", 50, _("Engagements"), Engagement),
        ("network", 52, _("Networks"), NetworkMembership),
        ("mission", 54, _("Missions and visits"), Mission),
        ("approach", 55, _("Approaches"), Approach),
        ("asset", 56, _("City assets"), Asset),
    ):
        search_kinds.register(SearchKind(key=key, weight=weight, title=title, find=finder(model)))
    search_kinds.register(
        SearchKind(key="relation-proposal", weight=57, title=_("Meetings and missions proposed"), find=find_proposals)
    )
    person_ties.register(PersonTie(key="engagements", members_of=members_with(Attendance, "engagement")))
    person_ties.register(PersonTie(key="missions", members_of=members_with(MissionParticipant, "mission")))
