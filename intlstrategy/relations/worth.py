"""What is read of many networks at once to say what they are worth, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from intlstrategy.relations.models import (
    Attendance,
    Deliverable,
    DeliverableUse,
    Mission,
    MissionParticipant,
    NetworkMembership,
    NetworkYear,
    RoleHolder,
)
from intlstrategy.relations.value import Spent, Use, Value, value, years_of


def values_of(municipality: Any, memberships: Sequence[NetworkMembership], today: date) -> dict[int, Value]:
    """What each of these is worth over the years that are looked at, by id, in seven queries."""
    ids = [each.pk for each in memberships]
    first, _last = years_of(today.year)
    window = (date(first, 1, 1), today)
    spent: dict[int, list[Spent]] = defaultdict(list)
    for row in NetworkYear.objects.of(municipality).filter(membership__in=ids):
        spent[row.membership_id].append(Spent(row.year, row.fee, row.staff_days))
    used = Deliverable.objects.of(municipality).filter(membership__in=ids, on__range=window).used()
    deliverables = dict(used.order_by().values_list("pk", "membership"))
    departments: dict[int, set[int]] = defaultdict(set)
    uses = DeliverableUse.objects.of(municipality).filter(deliverable__in=list(deliverables))
    for deliverable, department in uses.values_list("deliverable", "department"):
        departments[deliverables[deliverable]].add(department)
    contacts = contacts_of(municipality, memberships, window)
    roles = roles_of(municipality, ids, window)
    given = list(deliverables.values())
    return {
        pk: value(
            spent[pk], Use(given.count(pk), len(departments[pk]), contacts[pk], roles[pk]), municipality.staff_day_cost, today.year
        )
        for pk in ids
    }  # fmt: skip


def contacts_of(
    municipality: Any, memberships: Sequence[NetworkMembership], window: tuple[date, date]
) -> dict[int, int]:
    """How many engagements and missions there were with each network, each once."""
    first, last = window
    by_network: dict[int, list[NetworkMembership]] = defaultdict(list)
    for each in memberships:
        by_network[each.network_id].append(each)
    found: dict[int, set[tuple[str, int]]] = defaultdict(set)

    def note(network: int, kind: str, pk: int, day: date) -> None:
        for each in by_network[network]:
            if (each.joined_on is None or each.joined_on <= day) and (each.left_on is None or day <= each.left_on):
                found[each.pk].add((kind, pk))

    met = Attendance.objects.of(municipality).filter(stakeholder__in=list(by_network), engagement__binned_at=None)
    for network, pk, day in met.filter(engagement__on__range=window).values_list(
        "stakeholder", "engagement", "engagement__on"
    ):
        note(network, "engagement", pk, day)
    there = MissionParticipant.objects.of(municipality).filter(
        stakeholder__in=list(by_network), mission__binned_at=None, mission__cancelled_on=None
    )
    for network, pk, day in there.filter(mission__starts_on__range=window).values_list(
        "stakeholder", "mission", "mission__starts_on"
    ):
        note(network, "mission", pk, day)
    named = Mission.objects.of(municipality).taking_place().filter(membership__in=[each.pk for each in memberships])
    for pk, membership in named.filter(starts_on__range=(first, last)).values_list("pk", "membership"):
        found[membership].add(("mission", pk))
    return {each.pk: len(found[each.pk]) for each in memberships}


def roles_of(municipality: Any, ids: Sequence[int], window: tuple[date, date]) -> dict[int, int]:
    """How many roles somebody of the city held in each network on some day of these years."""
    first, last = window
    held = RoleHolder.objects.of(municipality).filter(
        Q(starts_on=None) | Q(starts_on__lte=last), Q(ends_on=None) | Q(ends_on__gte=first), role__membership__in=ids, role__binned_at=None
    )  # fmt: skip
    found: dict[int, set[int]] = defaultdict(set)
    for role, membership in held.values_list("role", "role__membership"):
        found[membership].add(role)
    return {pk: len(found[pk]) for pk in ids}
