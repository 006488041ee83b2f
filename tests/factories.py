"""Make the smallest valid object; a test states only what it is about."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile

from intlstrategy.accounts.models import User
from intlstrategy.documents.content import Content
from intlstrategy.documents.models import Document
from intlstrategy.documents.services import store_document
from intlstrategy.governance.models import Body, Decision, Meeting, Seat, SeatHolder
from intlstrategy.governance.services.bodies import save_body, save_seat_holder
from intlstrategy.governance.services.decisions import save_decision
from intlstrategy.governance.services.meetings import save_meeting
from intlstrategy.monitoring.models import Milestone, ProgressUpdate, ReportingPeriod
from intlstrategy.monitoring.services.milestones import save_milestone
from intlstrategy.monitoring.services.updates import approve_update, write_update
from intlstrategy.municipalities.editing import save_record
from intlstrategy.municipalities.models import Department, Membership, MembershipRole, Municipality, Post
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Diagnosis, Element, Plan, Version
from intlstrategy.planning.services.actions import save_action
from intlstrategy.planning.services.diagnosis import save_diagnosis
from intlstrategy.planning.services.plans import create_plan
from intlstrategy.planning.services.tree import add_element
from intlstrategy.planning.services.versions import approve_plan
from intlstrategy.relations.models import (
    Agreement,
    Approach,
    ApproachCriterion,
    ApproachDesk,
    Asset,
    Commitment,
    Engagement,
    LegalNature,
    Mission,
    NetworkMembership,
    Proposal,
)
from intlstrategy.relations.services.agreements import save_agreement
from intlstrategy.relations.services.approaches import save_approach, save_criterion
from intlstrategy.relations.services.commitments import save_commitment
from intlstrategy.relations.services.engagements import save_engagement
from intlstrategy.relations.services.missions import save_mission
from intlstrategy.relations.services.networks import save_membership
from intlstrategy.relations.services.proposals import propose_relation
from intlstrategy.relations.services.taking_part import Counterpart, Ours, Served
from intlstrategy.stakeholders.models import Appraisal, Person, Position, Stakeholder
from intlstrategy.stakeholders.services.people import save_person, save_position
from intlstrategy.stakeholders.services.stakeholders import save_appraisal
from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, UrbanAgendaObjective
from intlstrategy.workspace.models import CalendarFeed
from intlstrategy.workspace.services import make_feed as service_of_feeds

_number = count(1)


def make_user(**fields: Any) -> User:
    n = next(_number)
    user = User.objects.create_user(**{"email": f"person-{n}@city.test", "name": f"Person {n}"} | fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_municipality(**fields: Any) -> Municipality:
    n = next(_number)
    return Municipality.objects.create(**{"name": f"City {n}", "slug": f"city-{n}"} | fields)


def make_department(municipality: Municipality, **fields: Any) -> Department:
    return Department.objects.create(
        **{"municipality": municipality, "name": f"Department {next(_number)}", "by": None} | fields
    )


def make_member(municipality: Municipality, *roles: Role, **fields: Any) -> Membership:
    """A member with the given roles (observer when none is given); sign in with ``member.user``."""
    user = fields.pop("user", None) or make_user()
    member = Membership.objects.create(
        **{"municipality": municipality, "user": user, "name": user.name, "by": None} | fields
    )
    for role in roles or (Role.OBSERVER,):
        MembershipRole.objects.create(municipality=municipality, membership=member, role=role, by=None)
    return member


def make_post(municipality: Municipality, **fields: Any) -> Post:
    return Post.objects.create(**{"municipality": municipality, "title": "Mayor", "by": None} | fields)


def make_plan(municipality: Municipality, **fields: Any) -> Plan:
    """A plan with two levels, Axis and Objective, unless ``levels`` names others; ``priorities`` are parts of the world."""
    n = next(_number)
    levels = fields.pop("levels", [("Axis", "Axes"), ("Objective", "Objectives")])
    priorities = fields.pop("priorities", [])
    plan = Plan(
        **{
            "municipality": municipality,
            "title": f"Plan {n}",
            "slug": f"plan-{n}",
            "starts_on": date(2024, 1, 1),
            "ends_on": date(2027, 12, 31),
        }
        | fields
    )
    return create_plan(plan=plan, levels=levels, by=None, priorities=priorities)


def make_element(plan: Plan, parent: Element | None = None, **fields: Any) -> Element:
    element = Element(
        **{"municipality": plan.municipality, "plan": plan, "parent": parent, "title": f"Element {next(_number)}"}
        | fields
    )
    return add_element(element=element, by=None)


def make_action(place: Element | Municipality, **fields: Any) -> Action:
    """An accepted action with its place in a plan, or of a municipality and outside every plan."""
    element = place if isinstance(place, Element) else None
    municipality = element.municipality if element else place
    action = Action(**{"municipality": municipality, "element": element, "title": f"Action {next(_number)}"} | fields)
    return save_action(action=action, by=None)


def make_document(municipality: Municipality, **fields: Any) -> Document:
    """A stored text file of the municipality; ``data`` is what it holds."""
    n = next(_number)
    data = fields.pop("data", f"Text {n}".encode())
    document = Document(**{"municipality": municipality, "title": f"Document {n}"} | fields)
    upload = SimpleUploadedFile(f"document-{n}.txt", data)
    return store_document(document=document, upload=upload, content=Content("txt", "text/plain"), by=None)


def make_diagnosis(plan: Plan, *elements: Element, **fields: Any) -> Diagnosis:
    """A point of the diagnosis, answered by the elements given."""
    point = Diagnosis(
        **{"municipality": plan.municipality, "plan": plan, "kind": "strength", "title": f"Point {next(_number)}"}
        | fields
    )
    return save_diagnosis(diagnosis=point, elements=elements, by=None)


def make_version(plan: Plan, **fields: Any) -> Version:
    """The plan as it reads now, approved."""
    return approve_plan(**{"plan": plan, "body": "Plenary", "approved_on": date(2024, 5, 2), "by": None} | fields)


def make_stakeholder(municipality: Municipality, **fields: Any) -> Stakeholder:
    stakeholder = Stakeholder(
        **{"municipality": municipality, "name": f"Organisation {next(_number)}", "kind": "ngo", "sector": "civil"}
        | fields
    )
    return save_record(stakeholder, by=None)


def make_appraisal(stakeholder: Stakeholder, **fields: Any) -> Appraisal:
    """How a stakeholder was seen on 1 January 2026, unless told otherwise."""
    told = {"municipality": stakeholder.municipality, "stakeholder": stakeholder, "on": date(2026, 1, 1)} | fields
    return save_appraisal(appraisal=Appraisal(**told), by=None)


def make_person(municipality: Municipality, **fields: Any) -> Person:
    """Somebody outside the city, kept until the end of 2030."""
    told = {"name": f"Person {next(_number)}", "keep_until": date(2030, 12, 31)} | fields
    return save_person(person=Person(municipality=municipality, **told), by=None)


def make_position(person: Person, stakeholder: Stakeholder, **fields: Any) -> Position:
    told = {
        "municipality": person.municipality,
        "person": person,
        "stakeholder": stakeholder,
        "title": "Mayor",
    } | fields
    return save_position(position=Position(**told), by=None)


def make_body(municipality: Municipality, **fields: Any) -> Body:
    told = {"municipality": municipality, "name": f"Body {next(_number)}", "kind": "council"} | fields
    return save_body(Body(**told), by=None)


def make_seat(body: Body, **fields: Any) -> Seat:
    told = {"municipality": body.municipality, "body": body, "title": f"Seat {next(_number)}"} | fields
    return save_record(Seat(**told), by=None)


def make_seat_holder(seat: Seat, **fields: Any) -> SeatHolder:
    """Who holds a seat: say ``post``, ``membership``, ``person`` or ``stakeholder``."""
    return save_seat_holder(SeatHolder(**{"municipality": seat.municipality, "seat": seat} | fields), by=None)


def make_meeting(body: Body, **fields: Any) -> Meeting:
    """A meeting that was held on 10 March 2026, unless told otherwise; ``agenda`` as lines."""
    agenda = fields.pop("agenda", None)
    told = {"municipality": body.municipality, "body": body, "on": date(2026, 3, 10), "state": "held"} | fields
    return save_meeting(meeting=Meeting(**told), agenda=agenda, by=None)


def make_decision(meeting: Meeting, **fields: Any) -> Decision:
    told = {"municipality": meeting.municipality, "meeting": meeting, "title": f"Decision {next(_number)}"} | fields
    return save_decision(Decision(**told), by=None)


def make_engagement(municipality: Municipality, *counterparts: Counterpart, **fields: Any) -> Engagement:
    """A meeting on 1 March 2026 with the counterparts given; ``members``, ``elements`` and ``actions`` as lists."""
    ours = Ours(fields.pop("members", ()))
    served = Served(fields.pop("elements", ()), fields.pop("actions", ()))
    told = {"title": f"Meeting {next(_number)}", "on": date(2026, 3, 1)} | fields
    engagement = Engagement(municipality=municipality, **told)
    return save_engagement(engagement=engagement, counterparts=counterparts, ours=ours, served=served, by=None)


def make_commitment(engagement: Engagement, **fields: Any) -> Commitment:
    told = {
        "municipality": engagement.municipality,
        "engagement": engagement,
        "text": f"Promise {next(_number)}",
    } | fields
    return save_commitment(commitment=Commitment(**told), by=None)


def make_feed(member: Membership, **fields: Any) -> tuple[CalendarFeed, str]:
    """A calendar feed of a member, and its token."""
    told = {"municipality": member.municipality, "membership": member, "name": f"Feed {next(_number)}"} | fields
    feed = CalendarFeed(**told)
    return feed, service_of_feeds(feed=feed, by=member.user)


def make_nature(municipality: Municipality, **fields: Any) -> LegalNature:
    """A legal nature without limits, unless told otherwise."""
    return save_record(LegalNature(municipality=municipality, **{"name": f"Nature {next(_number)}"} | fields), by=None)


def make_agreement(municipality: Municipality, *parties: Stakeholder, **fields: Any) -> Agreement:
    """A twinning signed on 1 May 2020 that has no end, with the parties given; ``elements`` and ``actions`` as lists."""
    served = Served(fields.pop("elements", ()), fields.pop("actions", ()))
    told = {"title": f"Twinning {next(_number)}", "kind": "twinning", "signed_on": date(2020, 5, 1)} | fields
    agreement = Agreement(municipality=municipality, **told)
    return save_agreement(agreement=agreement, parties=parties, served=served, by=None)


def make_part(model: Any, holder: Any, **fields: Any) -> Any:
    """A row that belongs to an agreement, such as a duty: ``make_part(Duty, agreement, title=…, due_on=…)``."""
    told = {"municipality": holder.municipality, holder._meta.model_name: holder} | fields
    return save_record(model(**told), by=None)


def make_goal(**fields: Any) -> Goal:
    n = next(_number)
    return Goal.objects.create(**{"code": f"g{n}", "name_en": f"Goal {n}", "name_es": f"Objetivo {n}"} | fields)


def make_target(goal: Goal, **fields: Any) -> GoalTarget:
    n = next(_number)
    return GoalTarget.objects.create(
        **{"goal": goal, "code": f"{goal.code}.{n}", "name_en": f"Target {n}", "name_es": f"Meta {n}"} | fields
    )


def make_dimension(**fields: Any) -> Dimension:
    n = next(_number)
    return Dimension.objects.create(
        **{"code": f"d{n}", "name_en": f"Dimension {n}", "name_es": f"Dimensión {n}"} | fields
    )


def make_objective(**fields: Any) -> UrbanAgendaObjective:
    n = next(_number)
    return UrbanAgendaObjective.objects.create(
        **{"framework": "aue", "code": f"o{n}", "name_en": f"Objective {n}", "name_es": f"Objetivo {n}"} | fields
    )


def make_network(municipality: Municipality, **fields: Any) -> NetworkMembership:
    """The city's place in a network of its own; ``network`` names another one."""
    n = next(_number)
    network = fields.pop("network", None) or make_stakeholder(municipality, name=f"Network {n}", kind="city_network")
    return save_membership(NetworkMembership(municipality=municipality, network=network, **fields), by=None)


def make_mission(municipality: Municipality, *counterparts: Counterpart, **fields: Any) -> Mission:
    """A journey from 2 to 4 March 2026 with the counterparts given; ``members``, ``posts``, ``elements``, ``actions`` as lists."""
    ours = Ours(fields.pop("members", ()), fields.pop("posts", ()))
    served = Served(fields.pop("elements", ()), fields.pop("actions", ()))
    told = {
        "title": f"Mission {next(_number)}",
        "starts_on": date(2026, 3, 2),
        "ends_on": date(2026, 3, 4),
    } | fields
    mission = Mission(municipality=municipality, **told)
    return save_mission(mission=mission, counterparts=counterparts, ours=ours, served=served, by=None)


def make_asset(municipality: Municipality, **fields: Any) -> Asset:
    told = {"name": f"Asset {next(_number)}", "kind": "port"} | fields
    return save_record(Asset(municipality=municipality, **told), by=None)


def make_row(model: Any, **fields: Any) -> Any:
    """A row of a relation, in the city of the first record that it names: ``make_row(Gift, mission=mission, …)``."""
    first = next(each for each in fields.values() if hasattr(each, "municipality"))
    return save_record(model(municipality=first.municipality, **fields), by=None)


def make_approach(municipality: Municipality, **fields: Any) -> Approach:
    """A visit that somebody announced by mail on 2 March 2026; ``elements`` and ``actions`` as lists."""
    served = Served(fields.pop("elements", ()), fields.pop("actions", ()))
    told = {"title": f"Approach {next(_number)}", "kind": "visit", "received_on": date(2026, 3, 2)} | fields
    return save_approach(approach=Approach(municipality=municipality, **told), served=served, by=None)


def make_relation_proposal(by: Membership, **fields: Any) -> Proposal:
    """A meeting on 2 March 2026 that a member tells the office of."""
    told = {
        "title": f"Proposal {next(_number)}",
        "starts_on": date(2026, 3, 2),
        "purpose": "To agree on a date",
    } | fields
    return propose_relation(proposal=Proposal(municipality=by.municipality, **told), by=by)


def make_criterion(municipality: Municipality, **fields: Any) -> ApproachCriterion:
    told = {"name": f"Criterion {next(_number)}"} | fields
    return save_criterion(ApproachCriterion(municipality=municipality, **told), by=None)


def open_form(municipality: Municipality, **fields: Any) -> ApproachDesk:
    """The public form for approaches, open."""
    return save_record(ApproachDesk(municipality=municipality, **{"is_open": True} | fields), by=None)


def make_period(municipality: Municipality, **fields: Any) -> ReportingPeriod:
    """The first quarter of 2026: it opens on 1 April, is due on 15 and 25 April, and closes on 30 April."""
    told = {
        "title": f"Period {next(_number)}", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 31), "opens_on": date(2026, 4, 1),
        "due_on": date(2026, 4, 15), "office_due_on": date(2026, 4, 25), "closes_on": date(2026, 4, 30),
    } | fields  # fmt: skip
    return save_record(ReportingPeriod(municipality=municipality, **told), by=None)


def make_update(action: Action, period: ReportingPeriod, by: Membership, **fields: Any) -> ProgressUpdate:
    """Half of it done, and sent; ``standing`` may say draft or approved."""
    standing = fields.pop("standing", "submitted")
    told = {"percent": Decimal(50), "status": "on_track"} | fields
    update = ProgressUpdate(municipality=action.municipality, action=action, period=period, **told)
    update = write_update(update=update, by=by, sends=standing != "draft")
    if standing == "approved":
        approve_update(update=update, by=make_member(action.municipality, Role.LEAD).user)
    return update


def make_milestone(action: Action, **fields: Any) -> Milestone:
    told = {"title": f"Milestone {next(_number)}", "due_on": date(2026, 6, 30)} | fields
    return save_milestone(Milestone(municipality=action.municipality, action=action, **told), by=None)
