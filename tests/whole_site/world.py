"""Two cities with one record of every kind.

Three lands: `mine` is what the visitors' own department answers for, `others` belongs to another department of the
same city, `abroad` is the neighbour's. A land makes a record when it is first asked for.

A new record is a `cached_property` of Land, named like its model.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model

from intlstrategy.documents.models import Document
from intlstrategy.governance import models as governance
from intlstrategy.interchange.models import ColumnMapping, ImportRun
from intlstrategy.jobs.models import Job
from intlstrategy.monitoring import models as monitoring
from intlstrategy.municipalities import models as organisation
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.models import Department, Membership, Municipality
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning import models as planning
from intlstrategy.relations import models as relations
from intlstrategy.relations.models import Attendance, Commitment, Engagement, Tie
from intlstrategy.stakeholders.models import Appraisal, Person, Position, Stakeholder
from intlstrategy.taxonomy.models import Goal, GoalTarget, Term, UrbanAgendaObjective
from intlstrategy.workspace.models import CalendarFeed
from tests.factories import make_department, make_member, make_municipality

_number = count(1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass
class Land:
    """The records of one department in one city."""

    municipality: Municipality
    department: Department

    def make(self, model: type[Model], **fields: Any) -> Any:
        return model._default_manager.create(municipality=self.municipality, by=None, **fields)

    @cached_property
    def mandate(self):
        return self.make(organisation.Mandate, name=f"Mandate {next(_number)}")

    @cached_property
    def post(self):
        return self.make(organisation.Post, title=f"Mayor {next(_number)}", department=self.department)

    @cached_property
    def post_holder(self):
        return self.make(organisation.PostHolder, post=self.post, name="Ana")

    @cached_property
    def member(self) -> Membership:
        return make_member(self.municipality, Role.OBSERVER, department=self.department)

    @cached_property
    def deputy(self):
        return self.make(organisation.Deputy, membership=self.member, deputy=make_member(self.municipality))

    @cached_property
    def invitation(self):
        email = f"invited-{next(_number)}@city.test"
        return self.make(organisation.Invitation, email=email, name="Invited", department=self.department)

    @cached_property
    def plan(self):
        n = next(_number)
        plan = self.make(
            planning.Plan,
            title=f"Plan {n}",
            slug=f"plan-{n}",
            starts_on=date(2024, 1, 1),
            ends_on=date(2027, 12, 31),
            lead_department=self.department,
        )
        for depth, (singular, plural) in enumerate([("Axis", "Axes"), ("Objective", "Objectives")], start=1):
            self.make(planning.Level, plan=plan, depth=depth, singular=singular, plural=plural)
        return plan

    @cached_property
    def level(self):
        return self.plan.levels.first()

    @cached_property
    def element(self):
        n = next(_number)
        return self.make(
            planning.Element, plan=self.plan, depth=1, position=n, title=f"Axis {n}", lead_department=self.department
        )

    @cached_property
    def action(self):
        return self.make(
            planning.Action,
            plan=self.plan,
            element=self.element,
            title=f"Action {next(_number)}",
            lead_department=self.department,
        )

    @cached_property
    def action_proposal(self):
        return self.make(
            planning.Action,
            title=f"Proposal {next(_number)}",
            lead_department=self.department,
            standing=planning.Action.Standing.PROPOSED,
            proposed_by=self.member,
        )

    @cached_property
    def diagnosis(self):
        return self.make(planning.Diagnosis, plan=self.plan, kind="need", title=f"Need {next(_number)}")

    @cached_property
    def goal_target(self):
        n = next(_number)
        goal = Goal.objects.create(code=f"g{n}", name_en="Goal", name_es="Objetivo")
        return GoalTarget.objects.create(goal=goal, code=f"g{n}.1", name_en="Target", name_es="Meta")

    @cached_property
    def alignment(self):
        return self.make(planning.Alignment, element=self.element, goal_target=self.goal_target)

    @cached_property
    def document(self):
        return self.make(
            Document,
            title=f"Document {next(_number)}",
            file=ContentFile(b"note", name="note.txt"),
            original_name="note.txt",
            content_type="text/plain",
            size=4,
            sha256="0" * 64,
            department=self.department,
        )

    @cached_property
    def stakeholder(self):
        return self.make(
            Stakeholder,
            name=f"Port authority {next(_number)}",
            kind="local_government",
            sector="public",
            owner=self.member,
        )

    @cached_property
    def appraisal(self):
        return self.make(Appraisal, stakeholder=self.stakeholder, on=date(2026, 1, 1), influence=4, interest=2)

    @cached_property
    def person(self):
        name = f"Person {next(_number)}"
        return self.make(Person, name=name, email="somebody@elsewhere.test", keep_until=date(2031, 1, 1))

    @cached_property
    def position(self):
        return self.make(Position, person=self.person, stakeholder=self.stakeholder, title="Mayor")

    @cached_property
    def body(self):
        told = {"name": f"Council {next(_number)}", "kind": "council", "secretary": self.member}
        return self.make(governance.Body, department=self.department, **told)

    @cached_property
    def seat(self):
        return self.make(governance.Seat, body=self.body, title=f"Chair {next(_number)}", role="chair")

    @cached_property
    def seat_holder(self):
        return self.make(governance.SeatHolder, seat=self.seat, person=self.person, starts_on=date(2025, 1, 1))

    @cached_property
    def meeting(self):
        return self.make(
            governance.Meeting, body=self.body, title=f"{next(_number)}/2026", on=date(2026, 1, 15), state="held"
        )

    @cached_property
    def agenda_item(self):
        return self.make(governance.AgendaItem, meeting=self.meeting, title=f"Point {next(_number)}")

    @cached_property
    def paper(self):
        return self.make(governance.Paper, meeting=self.meeting, document=self.document, item=self.agenda_item)

    @cached_property
    def presence(self):
        return self.make(governance.Presence, meeting=self.meeting, seat=self.seat, state="attended")

    @cached_property
    def decision(self):
        told = {"title": f"Decision {next(_number)}", "number": f"D-{next(_number)}", "owner": self.member}
        return self.make(governance.Decision, meeting=self.meeting, item=self.agenda_item, **told)

    @cached_property
    def engagement(self):
        told = {"title": f"Meeting {next(_number)}", "on": date(2026, 1, 1), "owner": self.member}
        return self.make(Engagement, department=self.department, **told)

    @cached_property
    def commitment(self):
        return self.make(Commitment, engagement=self.engagement, text="Send the draft", owner=self.member)

    @cached_property
    def legal_nature(self):
        return self.make(
            relations.LegalNature, name=f"Convenio {next(_number)}", longest_months=48, longest_renewal_months=48
        )

    @cached_property
    def nature_duty(self):
        return self.make(relations.NatureDuty, nature=self.legal_nature, title="Publish it", days=30)

    @cached_property
    def agreement(self):
        told = {
            "title": f"Twinning {next(_number)}",
            "kind": "twinning",
            "signed_on": date(2020, 1, 1),
            "owner": self.member,
        }
        return self.make(relations.Agreement, department=self.department, nature=self.legal_nature, **told)

    @cached_property
    def party(self):
        return self.make(relations.Party, agreement=self.agreement, stakeholder=self.stakeholder, signatory=self.person)

    @cached_property
    def status_change(self):
        return self.make(
            relations.StatusChange, agreement=self.agreement, status="dormant", on=date(2024, 1, 1), reason="No answer"
        )

    @cached_property
    def amendment(self):
        told = {"kind": "change", "title": "Schools too", "signed_on": date(2021, 1, 1)}
        return self.make(relations.Amendment, agreement=self.agreement, **told)

    @cached_property
    def contribution(self):
        return self.make(
            relations.Contribution, agreement=self.agreement, party=self.party, text="Two rooms", form="kind"
        )

    @cached_property
    def duty(self):
        return self.make(
            relations.Duty, agreement=self.agreement, title="Report", due_on=date(2030, 1, 1), owner=self.member
        )

    @cached_property
    def agreement_text(self):
        return self.make(relations.AgreementText, agreement=self.agreement, document=self.document, language="es")

    @cached_property
    def review(self):
        return self.make(relations.Review, agreement=self.agreement, due_on=date(2030, 1, 1), owner=self.member)

    @cached_property
    def network(self):
        return self.make(Stakeholder, name=f"Network {next(_number)}", kind="city_network", sector="public")

    @cached_property
    def network_membership(self):
        told = {"title": f"Membership {next(_number)}", "network": self.network, "owner": self.member}
        return self.make(relations.NetworkMembership, department=self.department, political_lead=self.post, **told)

    @cached_property
    def network_year(self):
        return self.make(relations.NetworkYear, membership=self.network_membership, year=2026, fee_paid=4500)

    @cached_property
    def network_role(self):
        return self.make(relations.NetworkRole, membership=self.network_membership, kind="board", title="Board")

    @cached_property
    def role_holder(self):
        return self.make(relations.RoleHolder, role=self.network_role, name="A former councillor")

    @cached_property
    def working_group(self):
        return self.make(relations.WorkingGroup, membership=self.network_membership, name="Ports")

    @cached_property
    def group_participant(self):
        return self.make(relations.GroupParticipant, group=self.working_group, membership=self.member)

    @cached_property
    def deliverable(self):
        told = {"kind": "guide", "title": "Guide to quays", "on": date(2026, 2, 1)}
        return self.make(relations.Deliverable, membership=self.network_membership, action=self.action, **told)

    @cached_property
    def deliverable_use(self):
        return self.make(relations.DeliverableUse, deliverable=self.deliverable, department=self.department)

    @cached_property
    def reporting_period(self):
        told = {
            "title": f"Period {next(_number)}", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 31), "opens_on": date(2026, 4, 1),
            "due_on": date(2190, 4, 15), "office_due_on": date(2190, 4, 25), "closes_on": date(2190, 4, 30),  # open for ever
        }  # fmt: skip
        return self.make(monitoring.ReportingPeriod, **told)

    @cached_property
    def progress_update(self):
        """One that the office returned, which whoever answers for the action may go on with."""
        told = {"percent": 40, "standing": "returned", "return_note": "More", "submitted_at": NOON, "decided_at": NOON}
        return self.make(
            monitoring.ProgressUpdate, period=self.reporting_period, action=self.action, reported_by=self.member, **told
        )

    @cached_property
    def update_sent(self):
        told = {"percent": 40, "standing": "submitted", "submitted_at": NOON}
        period = self.make(
            monitoring.ReportingPeriod, title=f"Period {next(_number)}", starts_on=date(2025, 10, 1), ends_on=date(2025, 12, 31),
            opens_on=date(2026, 1, 1), due_on=date(2026, 1, 15), office_due_on=date(2026, 1, 25), closes_on=date(2026, 1, 31),
        )  # fmt: skip
        return self.make(monitoring.ProgressUpdate, period=period, action=self.action, reported_by=self.member, **told)

    @cached_property
    def update_approved(self):
        told = {"percent": 30, "standing": "approved", "submitted_at": NOON, "decided_at": NOON}
        period = self.make(
            monitoring.ReportingPeriod, title=f"Period {next(_number)}", starts_on=date(2025, 7, 1), ends_on=date(2025, 9, 30),
            opens_on=date(2025, 10, 1), due_on=date(2025, 10, 15), office_due_on=date(2025, 10, 25), closes_on=date(2025, 10, 31),
        )  # fmt: skip
        return self.make(monitoring.ProgressUpdate, period=period, action=self.action, reported_by=self.member, **told)

    @cached_property
    def evidence(self):
        return self.make(monitoring.Evidence, update=self.progress_update, document=self.document)

    @cached_property
    def milestone(self):
        return self.make(
            monitoring.Milestone, action=self.action, title=f"Milestone {next(_number)}", due_on=date(2026, 6, 30)
        )

    @cached_property
    def status_override(self):
        told = {"status": "on_track", "reason": "A holiday", "starts_on": date(2026, 3, 2)}
        return self.make(monitoring.StatusOverride, action=self.action, **told)

    @cached_property
    def mission(self):
        told = {"title": f"Mission {next(_number)}", "starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 4)}
        return self.make(relations.Mission, department=self.department, owner=self.member, **told)

    @cached_property
    def mission_participant(self):
        return self.make(relations.MissionParticipant, mission=self.mission, post=self.post)

    @cached_property
    def programme_item(self):
        told = {"on": date(2026, 3, 2), "title": "Visit to the port"}
        return self.make(relations.ProgrammeItem, mission=self.mission, stakeholder=self.stakeholder, **told)

    @cached_property
    def mission_cost(self):
        told = {"kind": "travel", "text": "Two flights", "planned": 800}
        return self.make(relations.MissionCost, mission=self.mission, payer=self.stakeholder, **told)

    @cached_property
    def gift(self):
        told = {"side": "received", "title": "A model ship"}
        return self.make(relations.Gift, mission=self.mission, stakeholder=self.stakeholder, **told)

    @cached_property
    def asset(self):
        told = {"name": f"Asset {next(_number)}", "kind": "port", "holder": self.stakeholder, "owner": self.member}
        return self.make(relations.Asset, department=self.department, **told)

    @cached_property
    def asset_use(self):
        return self.make(relations.AssetUse, asset=self.asset, mission=self.mission)

    @cached_property
    def approach(self):
        n = next(_number)
        told = {
            "year": 2026,
            "number": n,
            "reference": f"2026-{n:03d}",
            "received_on": date(2026, 3, 2),
            "kind": "visit",
            "title": f"Approach {n}",
        }
        return self.make(relations.Approach, sender=f"City {n}", decider=self.member, **told)

    @cached_property
    def proposal(self):
        told = {
            "title": f"Proposal {next(_number)}",
            "starts_on": date(2026, 3, 2),
            "purpose": "To agree on a date",
            "counterpart": "A port",
        }
        return self.make(relations.Proposal, proposed_by=self.member, department=self.department, **told)

    @cached_property
    def approach_change(self):
        return self.make(relations.ApproachChange, approach=self.approach, status="received", on=date(2026, 3, 2))

    @cached_property
    def approach_criterion(self):
        return self.make(relations.ApproachCriterion, name=f"Criterion {next(_number)}", weight=2)

    @cached_property
    def approach_judgement(self):
        told = {"criterion": self.approach_criterion, "member": self.member, "value": 3}
        return self.make(relations.ApproachJudgement, approach=self.approach, **told)

    @cached_property
    def approach_desk(self):
        return self.make(relations.ApproachDesk, welcome=f"Welcome {next(_number)}", decider=self.member)

    @cached_property
    def attendance(self):
        return self.make(Attendance, engagement=self.engagement, person=self.person, stakeholder=self.stakeholder)

    @cached_property
    def tie(self):
        return self.make(Tie, engagement=self.engagement, element=self.element)

    @cached_property
    def diagnosis_answer(self):
        return self.make(planning.DiagnosisAnswer, diagnosis=self.diagnosis, element=self.element)

    @cached_property
    def binned(self):
        action = self.make(planning.Action, title=f"Action {next(_number)}")
        return bin_record(action, by=self.member.user)

    @cached_property
    def import_run(self):
        run = ImportRun(
            municipality=self.municipality,
            plan=self.plan,
            original_name=f"plan-{next(_number)}.csv",
            format="native",
            encoding="utf-8",
            delimiter=",",
            header=["Code", "Title"],
        )
        run.file.save("plan.csv", ContentFile(b"Code,Title\r\n1,Harbour\r\n"), save=False)
        run.save(by=None)
        return run

    @cached_property
    def column_mapping(self):
        return self.make(ColumnMapping, fingerprint=f"f{next(_number)}", format="native")

    @cached_property
    def job(self):
        return Job.objects.create(
            municipality_id=self.municipality.pk,
            kind="nothing",
            title=f"Job {next(_number)}",
            requested_by=self.member.user,
        )

    @cached_property
    def plan_priority(self):
        return self.make(planning.PlanPriority, plan=self.plan, place="CU", share=20)

    @cached_property
    def calendar_feed(self):
        n = next(_number)
        return self.make(CalendarFeed, membership=self.member, name=f"Feed {n}", token_hash=f"{n:064}")

    @cached_property
    def attachment(self):
        return self.make(planning.Attachment, document=self.document, plan=self.plan)

    @cached_property
    def version(self):
        # Numbers differ everywhere, so that a neighbour's number is never this city's too.
        return planning.Version.objects.create(
            municipality=self.municipality,
            plan=self.plan,
            number=next(_number),
            approved_by_body="Plenary",
            approved_on=date(2024, 5, 2),
            title=self.plan.title,
            starts_on=self.plan.starts_on,
            ends_on=self.plan.ends_on,
        )

    def of_model(self, model: type[Model]) -> Any:
        """A record of this model in this land; of the taxonomy, a term of the city's own."""
        if issubclass(model, Term):
            return self.own_term(model)
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
        return getattr(self, {"membership": "member"}.get(name, name), None)

    def own_term(self, model: type[Term]) -> Term:
        code = f"own{next(_number)}"
        fields: dict[str, Any] = {"goal": self.own_term(Goal)} if model is GoalTarget else {}
        if model is UrbanAgendaObjective:
            fields = {"framework": UrbanAgendaObjective.Framework.OWN}
        return model.objects.create(municipality=self.municipality, code=code, name_en=code, name_es=code, **fields)


@dataclass
class World:
    mine: Land
    others: Land
    abroad: Land

    @property
    def municipality(self) -> Municipality:
        return self.mine.municipality


def make_world() -> World:
    city, neighbour = make_municipality(), make_municipality()
    for place in (city, neighbour):
        place.crest.save("crest.svg", ContentFile(b"<svg/>"), save=False)
        place.save(by=None)
    return World(*(Land(place, make_department(place)) for place in (city, city, neighbour)))
