"""What others, and its own departments, proposed to a demonstration city, through the same services as everybody uses."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from intlstrategy.demo.city import City
from intlstrategy.demo.told import Asked, Place, Proposed
from intlstrategy.municipalities.editing import save_record
from intlstrategy.planning.models import Element
from intlstrategy.relations.criteria import in_words
from intlstrategy.relations.models import Agreement, Approach, ApproachCriterion, ApproachDesk, Mission, Proposal
from intlstrategy.relations.services.approaches import (
    Given,
    decide_approach,
    judge_approach,
    make_of_approach,
    save_approach,
    take_over_criteria,
)
from intlstrategy.relations.services.proposals import propose_relation, return_relation_proposal
from intlstrategy.relations.services.taking_part import Served
from intlstrategy.stakeholders.models import Stakeholder


def open_desk(city: City, *, is_open: bool, welcome: str, decider: str) -> None:
    desk = ApproachDesk(
        municipality=city.city, is_open=is_open, welcome=welcome, decider=city.members[decider], privacy_email=city.facts["contact_email"],
    )  # fmt: skip
    save_record(desk, by=city.by)


def add_approaches(city: City, rows: Sequence[Asked], source: str, objectives: dict[Place, Element]) -> None:
    """The criteria of the ready set, and every approach with what became of it."""
    take_over_criteria(municipality=city.city, ready=in_words(city.city.main_language), by=city.by)
    criteria = list(ApproachCriterion.objects.of(city.city))
    there = {row.name: row for row in Stakeholder.objects.of(city.city)}
    for told in sorted(rows, key=lambda each: -each.days):
        received = city.today - timedelta(days=told.days)
        approach = Approach(
            municipality=city.city, title=told.title, kind=told.kind, asked=told.asked, received_on=received, channel=told.channel,
            stakeholder=there[told.with_] if told.with_ else None, sender=told.sender, place=told.place, country=told.country,
            contact_name=told.contact[0], contact_email=told.contact[1], decider=city.members.get(told.decider),
            decide_by=None if told.due is None else city.today + timedelta(days=told.due), language=city.city.main_language, source=source,
        )  # fmt: skip
        save_approach(approach=approach, served=Served([objectives[told.served]] if told.served else []), by=city.by)
        judge(city, approach, told, criteria)
        approach.refresh_from_db()
        decide(city, approach, told)


def add_proposals(city: City, rows: Sequence[Proposed]) -> None:
    there = {row.name: row for row in Stakeholder.objects.of(city.city)}
    for told in rows:
        starts_on = city.today + timedelta(days=told.days)
        proposal = Proposal(
            municipality=city.city, title=told.title, kind=told.kind, starts_on=starts_on, place=told.place, country=told.country,
            ends_on=starts_on + timedelta(days=told.length - 1) if told.length > 1 else None, purpose=told.purpose, outcome=told.outcome,
            stakeholder=there[told.with_] if told.with_ else None, counterpart=told.counterpart,
        )  # fmt: skip
        propose_relation(proposal=proposal, by=city.members[f"contact {told.department}"])
        if told.note:
            return_relation_proposal(proposal=proposal, note=told.note, by=city.by)


def judge(city: City, approach: Approach, told: Asked, criteria: Sequence[ApproachCriterion]) -> None:
    on = min(approach.received_on + timedelta(days=3), city.today)
    for judge_number, (key, points) in enumerate(told.judged):
        given = {
            each: Given(value, told.note if number == judge_number == 0 else "")
            for number, (each, value) in enumerate(zip(criteria, points, strict=False))
        }
        member = city.members[key]
        judge_approach(approach=approach, member=member, given=given, by=member.user, on=on)


def decide(city: City, approach: Approach, told: Asked) -> None:
    if not told.decided:
        return
    member = city.members[told.decider]
    decide_approach(
        approach=approach, status=told.decided, reason=told.reason, answer=told.answer, member=member, by=member.user,
        on=approach.received_on + timedelta(days=told.decided_after),
    )  # fmt: skip
    kinds: tuple[tuple[Any, str], ...] = ((Mission, told.mission), (Agreement, told.agreement))
    for model, title in kinds:
        if title:
            made = model.objects.of(city.city).get(title=title)
            make_of_approach(approach=approach, make=lambda made=made: made, by=city.by)
