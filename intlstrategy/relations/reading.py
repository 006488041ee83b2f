"""What is read of many agreements at once: their terms, their standing and how alive they are, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from intlstrategy.relations.models import (
    Agreement,
    Amendment,
    Attendance,
    Commitment,
    Engagement,
    Mission,
    MissionParticipant,
    Party,
    StatusChange,
)
from intlstrategy.relations.terms import IN_FORCE, Ahead, Change, Extension, Standing, Terms, ahead, status_on
from intlstrategy.relations.vitality import Vitality, vitality, window_of


@dataclass(frozen=True)
class Activity:
    """Something that happened in a relation: when, what it was, and the record of it."""

    on: date
    kind: str
    record: Any


@dataclass(frozen=True)
class Stand:
    """How an agreement stands on a day, all of it computed."""

    terms: Terms
    standing: Standing
    ahead: Ahead

    @property
    def notice_on(self) -> date | None:
        """The last day for notice, missed or to come, of one in force; None where none was agreed on."""
        is_agreed = self.standing.status == IN_FORCE and self.ahead.notice_on != self.ahead.ends_on
        return self.ahead.notice_on if is_agreed else None

    @property
    def words(self) -> Any:
        """The status in the reader's words."""
        return Agreement.Status(self.standing.status).label


def terms_of(agreement: Agreement, extensions: Iterable[Extension] = ()) -> Terms:
    """The terms of an agreement whose legal nature was read along with it."""
    nature = agreement.nature
    notice = agreement.notice_days
    if notice is None:
        notice = nature.notice_days if nature else 0
    return Terms(
        signed_on=agreement.signed_on,
        in_force_on=agreement.in_force_on,
        expires_on=agreement.expires_on,
        renewal=agreement.renewal,
        renewal_months=agreement.renewal_months,
        notice_days=notice,
        longest_months=nature.longest_months if nature else None,
        longest_renewal_months=nature.longest_renewal_months if nature else None,
        extensions=tuple(extensions),
        given_on=agreement.notice_given_on,
    )


def stands_of(municipality: Any, agreements: Sequence[Agreement], today: date) -> dict[int, Stand]:
    """How each of these stands today, by id, in two queries; their legal natures were read along with them."""
    ids = [each.pk for each in agreements]
    extensions: dict[int, list[Extension]] = defaultdict(list)
    moved = Amendment.objects.of(municipality).filter(agreement__in=ids, kind=Amendment.Kind.EXTENSION)
    for pk, on, until in moved.order_by("signed_on", "pk").values_list("agreement", "signed_on", "until"):
        extensions[pk].append(Extension(on, until))
    changes: dict[int, list[Change]] = defaultdict(list)
    stated = StatusChange.objects.of(municipality).filter(agreement__in=ids).order_by("on", "pk")
    for pk, on, status, reason in stated.values_list("agreement", "on", "status", "reason"):
        changes[pk].append(Change(on, status, reason))
    found = {}
    for each in agreements:
        terms = terms_of(each, extensions[each.pk])
        found[each.pk] = Stand(terms, status_on(terms, changes[each.pk], today), ahead(terms, today))
    return found


# How alive they are ---------------------------------------------------------------------------------------


def activities_of(municipality: Any, ids: Sequence[int], today: date) -> dict[int, list[Activity]]:
    """What was recorded in the last 24 months under each agreement or with one of its parties, the last first.

    Engagements, missions that took place, commitments that were kept, and amendments; the queries are the same for any
    number of agreements.
    """
    days = window_of(today)
    with_whom: dict[int, set[int]] = defaultdict(set)
    parties = Party.objects.of(municipality).filter(agreement__in=ids).values_list("agreement", "stakeholder")
    for pk, stakeholder in parties:
        with_whom[stakeholder].add(pk)
    found: dict[int, list[Activity]] = defaultdict(list)
    engagements = Engagement.objects.of(municipality).filter(on__range=days)
    for pk, engagement in held_under(engagements, Attendance, "engagement", ids, with_whom):
        found[pk].append(Activity(engagement.on, "engagement", engagement))
    missions = Mission.objects.of(municipality).taking_place().filter(ends_on__range=days)
    for pk, mission in held_under(missions, MissionParticipant, "mission", ids, with_whom):
        found[pk].append(Activity(mission.ends_on, "mission", mission))
    kept = Commitment.objects.of(municipality).filter(agreement__in=ids, state="done", closed_on__range=days)
    for row in kept:
        found[row.agreement_id].append(Activity(row.closed_on, "commitment", row))
    for row in Amendment.objects.of(municipality).filter(agreement__in=ids, signed_on__range=days):
        found[row.agreement_id].append(Activity(row.signed_on, "amendment", row))
    return {pk: sorted(each, key=lambda activity: activity.on, reverse=True) for pk, each in found.items()}


def held_under(
    rows: Any, link_model: Any, link: str, ids: Sequence[int], with_whom: dict[int, set[int]]
) -> Iterator[tuple[int, Any]]:
    """Each of these agreements with the records that name it or in which one of its parties took part, in two queries.

    ``rows`` are the records, ``link_model`` says who took part in them, and ``link`` is its link to the record.
    """
    under: dict[int, set[int]] = defaultdict(set)
    there = link_model._base_manager.filter(
        binned_at=None, stakeholder__in=with_whom, **{f"{link}__in": rows.order_by().values("pk")}
    )
    for pk, stakeholder in there.values_list(link, "stakeholder"):
        under[pk] |= with_whom[stakeholder]
    for row in rows.filter(Q(agreement__in=ids) | Q(pk__in=under)):
        for pk in under[row.pk] | ({row.agreement_id} & {*ids}):
            yield pk, row


def vitality_of(municipality: Any, ids: Sequence[int], today: date) -> dict[int, Vitality]:
    """How alive each of these agreements is, by id."""
    activities = activities_of(municipality, ids, today)
    return {pk: vitality([each.on for each in activities.get(pk, [])], today) for pk in ids}
