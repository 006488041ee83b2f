"""The networks, missions and assets of a demonstration city, through the same services as everybody uses."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from intlstrategy.demo.city import City
from intlstrategy.demo.told import Joined, Place, Resource, Travelled
from intlstrategy.governance.models import Decision
from intlstrategy.municipalities.editing import bulk_save, save_record
from intlstrategy.planning.models import Action, Element
from intlstrategy.relations.models import (
    Agreement,
    Asset,
    AssetUse,
    Commitment,
    Deliverable,
    Gift,
    Mission,
    MissionCost,
    NetworkMembership,
    NetworkRole,
    NetworkYear,
    ProgrammeItem,
    Review,
    RoleHolder,
    Tie,
    WorkingGroup,
)
from intlstrategy.relations.services.agreements import save_review
from intlstrategy.relations.services.missions import publish_mission, save_mission
from intlstrategy.relations.services.networks import (
    save_deliverable,
    save_membership,
    save_role_holder,
    save_working_group,
)
from intlstrategy.relations.services.taking_part import Counterpart, Ours, Served
from intlstrategy.stakeholders.models import Person, Stakeholder

AS_TRAVELLED = (
    "title", "direction", "place", "country", "purpose", "results", "report", "brief", "public_note",
)  # fmt: skip
REPORTED_AFTER, DECIDED_BEFORE, TOLD_BEFORE = timedelta(days=9), timedelta(days=14), timedelta(days=10)


def organisations(city: City) -> dict[str, Stakeholder]:
    return {row.name: row for row in Stakeholder.objects.of(city.city)}


def add_networks(
    city: City, rows: Sequence[Joined], source: str, figures: str, objectives: dict[Place, Element]
) -> None:
    """The networks that a city is in; what they cost is invented wherever they exist, and says so."""
    there = organisations(city)
    for told in rows:
        membership = NetworkMembership(
            municipality=city.city, network=there[told.network], category=told.category, joined_on=city.when(told.joined),
            purpose=told.purpose, dimension=city.dimensions.get(told.dimension), political_lead=city.posts.get(told.lead),
            owner=city.members[told.owner], department=city.departments.get(told.department), source=told.source or source,
            public_note=told.public_note, brief=told.brief,
        )  # fmt: skip
        save_membership(membership, by=city.by)
        add_parts_of(city, membership, told, figures)
        if told.served:
            tie = Tie(municipality=city.city, membership=membership, element=objectives[told.served])
            bulk_save([tie], by=city.by)


def add_parts_of(city: City, membership: NetworkMembership, told: Joined, figures: str) -> None:
    def part(model: Any, **fields: Any) -> Any:
        return model(municipality=city.city, membership=membership, **fields)

    year = city.today.year
    bulk_save(
        [
            part(
                NetworkYear, year=year - back, fee_planned=Decimal(fee), fee_paid=Decimal(fee) if back else None,
                staff_days=Decimal(days), note=figures,
            )
            for back, (fee, days) in enumerate(zip(told.fees, told.days, strict=True))
        ],
        by=city.by,
    )  # fmt: skip
    for kind, title, post, since in told.roles:
        role = save_record(part(NetworkRole, kind=kind, title=title), by=city.by)
        holder = RoleHolder(municipality=city.city, role=role, post=city.posts[post])
        holder.starts_on = None if since is None else city.month(since)
        save_role_holder(holder, by=city.by)
    for name, who in told.groups:
        group = part(WorkingGroup, name=name, starts_on=city.month(-20))
        save_working_group(group, participants=[city.members[each] for each in who], by=city.by)
    for each in told.gave:
        given = part(Deliverable, kind=each.kind, title=each.title, on=city.month(each.months), usefulness=each.useful)
        save_deliverable(given, departments=[city.departments[code] for code in each.used_by], by=city.by)
    if told.review is not None:
        due_on = city.today + timedelta(days=told.review)
        save_review(part(Review, due_on=due_on, owner=membership.owner), by=city.by)


def add_missions(city: City, rows: Sequence[Travelled], source: str, objectives: dict[Place, Element]) -> None:
    there = organisations(city)
    people = {row.name: row for row in Person.objects.of(city.city)}
    networks = {row.title: row for row in NetworkMembership.objects.of(city.city)}
    agreements = {row.title: row for row in Agreement.objects.of(city.city)}
    for told in rows:
        starts_on = told.starts if isinstance(told.starts, date) else city.today + timedelta(days=told.starts)
        mission = Mission(
            municipality=city.city, starts_on=starts_on, ends_on=starts_on + timedelta(days=told.length - 1),
            dimension=city.dimensions.get(told.dimension), department=city.departments.get(told.department),
            owner=city.members[told.owner], membership=networks.get(told.network), agreement=agreements.get(told.agreement),
            source=told.source or source, **{name: getattr(told, name) for name in AS_TRAVELLED},
        )  # fmt: skip
        decide(city, mission, told)
        save_mission(
            mission=mission,
            counterparts=[
                *(Counterpart(people[name], there[at]) for name, at in told.people),
                *(Counterpart(None, there[name]) for name in told.with_),
            ],
            ours=Ours([city.members[each] for each in told.members], [city.posts[each] for each in told.posts]),
            served=Served([objectives[told.served]] if told.served else []),
            commitments=[
                Commitment(
                    text=each.text, side=each.side, owner=mission.owner, due_on=city.today + timedelta(days=each.due),
                    state="done" if each.kept else "open",
                )
                for each in told.promised
            ],
            by=city.by,
        )  # fmt: skip
        add_parts_of_mission(city, mission, told, there)
        if told.is_public:
            publish_mission(mission=mission, is_public=True, by=city.members.get("lead", city.members["officer"]).user)


def decide(city: City, mission: Mission, told: Travelled) -> None:
    """Days that are noted once they are past: the decision, the notice, the report, that it was cancelled."""
    if told.decided:
        mission.decided_by, mission.cost_ceiling = told.decided, told.ceiling and Decimal(told.ceiling)
        mission.decided_on = min(mission.starts_on - DECIDED_BEFORE, city.today)
        follow_decision(mission)
    if told.notice is not None:
        mission.needs_notice = True
        mission.notified_on = min(mission.starts_on - TOLD_BEFORE, city.today) if told.notice else None
    if told.report:
        mission.reported_on = min(mission.ends_on + REPORTED_AFTER, city.today)
    if told.cancelled:
        mission.cancelled_on, mission.cancelled_why = (
            min(mission.starts_on - DECIDED_BEFORE, city.today),
            told.cancelled,
        )


def follow_decision(mission: Mission) -> None:
    """The decision of the register that authorised it, where there is one: the body and the day are its own."""
    decisions = Decision.objects.of(mission.municipality).filter(title__startswith="Autorizar el viaje", missions=None)
    decision = decisions.select_related("meeting__body").filter(title__endswith=mission.title).first()
    if decision is not None:
        mission.decision, mission.decided_by, mission.decided_on = decision, str(decision.meeting.body), decision.on


def add_parts_of_mission(city: City, mission: Mission, told: Travelled, there: dict[str, Stakeholder]) -> None:
    def part(model: Any, **fields: Any) -> Any:
        return model(municipality=city.city, mission=mission, **fields)

    bulk_save(
        [
            part(
                ProgrammeItem, on=mission.starts_on + timedelta(days=day), at=time.fromisoformat(at), title=title, place=place,
                stakeholder=there.get(whom),
            )
            for day, at, title, place, whom in told.programme
        ],
        by=city.by,
    )  # fmt: skip
    bulk_save(
        [
            part(
                MissionCost, kind=kind, text=text, planned=Decimal(planned), real=None if real is None else Decimal(real),
                payer=there.get(payer),
            )
            for kind, text, planned, real, payer in told.costs
        ],
        by=city.by,
    )  # fmt: skip
    bulk_save(
        [
            part(Gift, side=side, title=title, value=value and Decimal(value), stakeholder=there.get(whom), kept_at=kept)
            for side, title, value, whom, kept in told.gifts
        ],
        by=city.by,
    )  # fmt: skip


def add_assets(city: City, rows: Sequence[Resource], source: str, objectives: dict[Place, Element]) -> None:
    there = organisations(city)
    users: dict[str, dict[str, Any]] = {
        "agreement": {row.title: row for row in Agreement.objects.of(city.city)},
        "mission": {row.title: row for row in Mission.objects.of(city.city)},
        "membership": {row.title: row for row in NetworkMembership.objects.of(city.city)},
    }
    actions = {row.title: row for row in Action.objects.of(city.city)}
    for told in rows:
        asset = Asset(
            municipality=city.city, name=told.name, kind=told.kind, description=told.description, holder=there.get(told.holder),
            department=city.departments.get(told.department), owner=city.members[told.owner],
            dimension=city.dimensions.get(told.dimension), source=source,
        )  # fmt: skip
        save_record(asset, by=city.by)
        named = {"agreement": told.agreements, "mission": told.missions, "membership": told.networks}
        bulk_save(
            [
                AssetUse(municipality=city.city, asset=asset, **{link: users[link][title]})
                for link, titles in named.items()
                for title in titles
            ],
            by=city.by,
        )
        ties = [{"action": actions[title]} for title in told.actions]
        ties += [{"element": objectives[place]} for place in told.served]
        bulk_save([Tie(municipality=city.city, asset=asset, **tie) for tie in ties], by=city.by)
