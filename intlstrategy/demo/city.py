"""What a demonstration municipality is built with: the same services as everybody uses."""

import secrets
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.utils import timezone

from intlstrategy.accounts.models import User
from intlstrategy.demo.governing import Bodies
from intlstrategy.demo.told import Axis, Known, Met, Objective, Place, Signed, Somebody, Told
from intlstrategy.documents.content import Content
from intlstrategy.documents.models import Document
from intlstrategy.documents.services import store_document
from intlstrategy.municipalities.editing import bulk_save
from intlstrategy.municipalities.models import (
    Department,
    Membership,
    MembershipRole,
    Municipality,
    Post,
    PostHolder,
)
from intlstrategy.planning.models import Action, Diagnosis, Element, Plan
from intlstrategy.planning.services.actions import save_action, state_progress
from intlstrategy.planning.services.alignment import add_alignments
from intlstrategy.planning.services.diagnosis import save_diagnosis
from intlstrategy.planning.services.plans import create_plan, move_to_status
from intlstrategy.planning.services.tree import add_element
from intlstrategy.planning.services.versions import approve_plan
from intlstrategy.relations.models import (
    Agreement,
    Amendment,
    Commitment,
    Contribution,
    Duty,
    Engagement,
    LegalNature,
    Review,
    StatusChange,
)
from intlstrategy.relations.natures import in_words
from intlstrategy.relations.services.agreements import (
    save_agreement,
    save_amendment,
    save_duty,
    save_review,
    save_status_change,
    take_over_natures,
)
from intlstrategy.relations.services.engagements import save_engagement
from intlstrategy.relations.services.taking_part import Counterpart, Ours, Served
from intlstrategy.stakeholders.models import Appraisal, Person, Position, Stakeholder
from intlstrategy.stakeholders.querysets import ASPECTS
from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, GovernanceLevel, UrbanAgendaObjective

PASSWORD = "demo"  # noqa: S105 - the demonstration's own, refused without DEBUG
DOMAIN = "demo.test"
APPROVED_BEFORE = timedelta(days=12)  # a body approves an agreement before it is signed
FAR = 100  # days: what is further away begins and ends with a month
AS_TOLD = ("name", "own_name", "kind", "sector", "side", "country", "place")  # of a stakeholder
AS_SIGNED = ("title", "kind", "renewal", "renewal_months", "subject", "matter", "decided_by", "public_note", "brief")
LAST_CALL = 120  # days before the end of a plan within which its actions no longer end with it


class Passwords:
    """ "demo" for everybody, or one random password each, shown once."""

    def __init__(self, *, random: bool) -> None:
        self.random = random
        self.given: dict[str, str] = {}

    def set(self, user: User) -> None:
        password = secrets.token_urlsafe(12) if self.random else PASSWORD
        user.set_password(password)
        self.given[user.email] = password


def account(email: str, name: str, passwords: Passwords, **fields: Any) -> User:
    user = User.objects.filter(email=email).first() or User(email=email)
    user.name = name
    for field, value in fields.items():
        setattr(user, field, value)
    passwords.set(user)
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


class City:
    """What both demonstration municipalities are built with.

    Actions are dated from the day of loading. Plans have their planned years, 2024 to 2027; loaded later than that, they
    end with the year of loading, so that they are always being carried out.
    """

    slug = ""
    facts: dict[str, Any] = {}
    mark: list[list[str]] = []  # on every element and action: published or illustrative

    def __init__(self, passwords: Passwords) -> None:
        self.passwords = passwords
        self.today = timezone.localdate()
        self.first_year = max(2024, self.today.year - 3)
        self.by: User | None = None
        self.departments: dict[str, Department] = {}
        self.members: dict[str, Membership] = {}
        self.posts: dict[str, Post] = {}
        self.actions: dict[str, Action] = {}
        self.told = 0
        self.bodies = Bodies(self)

    def start(self) -> None:
        self.city = Municipality(slug=self.slug, is_demonstration=True, **self.facts)
        self.city.save(by=None)
        self.dimensions = {row.code: row for row in Dimension.objects.shared()}
        self.terms: dict[str, dict[str, Any]] = {
            "goal": {row.code: row for row in Goal.objects.shared()},
            "goal_target": {row.code: row for row in GoalTarget.objects.shared()},
            "urban_objective": {row.code: row for row in UrbanAgendaObjective.objects.shared().filter(framework="aue")},
        }

    def member(self, email: str, name: str, role: str, department: str) -> Membership:
        user = account(email, name, self.passwords)
        member = Membership(municipality=self.city, user=user, name=name, department=self.departments.get(department))
        member.save(by=self.by)
        bulk_save([MembershipRole(municipality=self.city, membership=member, role=role)], by=self.by)
        return member

    def add_departments(self, rows: Iterable[tuple[str, str, str]]) -> None:
        for name, code, parent in rows:
            department = Department(
                municipality=self.city,
                name=name,
                code=code,
                parent=self.departments.get(parent),
                starts_on=date(2019, 6, 15),
            )
            department.save(by=self.by)
            self.departments[code] = department

    def add_posts(self, rows: Iterable[tuple[str, str, bool, list]]) -> None:
        for title, department, is_political, holders in rows:
            post = Post(
                municipality=self.city,
                title=title,
                department=self.departments.get(department),
                is_political=is_political,
            )
            post.save(by=self.by)
            self.posts[title] = post
            for name, starts, ends in holders:
                last = date(ends, 6, 16) if ends else None
                PostHolder(
                    municipality=self.city, post=post, name=name, starts_on=date(starts, 6, 17), ends_on=last
                ).save(by=self.by)

    def add_stakeholders(self, rows: Sequence[Known], source: str) -> None:
        """Whom the city deals with, as it saw them a year ago and a month ago; ``source`` is of those that name none."""
        levels = {row.code: row for row in GovernanceLevel.objects.shared()}
        made = []
        for told in rows:
            latitude, longitude = told.point or (None, None)
            made.append(
                Stakeholder(
                    municipality=self.city,
                    level=levels[told.level],
                    owner=self.members.get(told.owner),
                    languages=list(told.languages),
                    source=told.source or source,
                    latitude=None if latitude is None else Decimal(str(latitude)),
                    longitude=None if longitude is None else Decimal(str(longitude)),
                    **{name: getattr(told, name) for name in AS_TOLD},
                )
            )
        bulk_save(made, by=self.by)
        for months, when in ((-12, "before"), (-1, "now")):
            values = [dict(zip(ASPECTS, getattr(told, when), strict=True)) for told in rows]
            bulk_save(
                [
                    Appraisal(municipality=self.city, stakeholder=row, on=self.month(months), note=row.source, **value)
                    for row, value in zip(made, values, strict=True)
                ],
                by=self.by,
            )

    def add_people(self, people: Sequence[Somebody], source: str) -> None:
        """Who speaks for these organisations; the last of them is due for review, the others in later years."""
        known = {row.name: row for row in Stakeholder.objects.of(self.city)}
        made = [
            Person(
                municipality=self.city, name=told.name, email=told.email, phone=told.phone, languages=list(told.languages),
                basis=told.basis, consent_on=self.month(-12) if told.basis == "consent" else None,
                consent_source="Formulario firmado en una visita" if told.basis == "consent" else "",
                keep_until=self.today if number == len(people) - 1 else self.month(12 + 3 * number), source=source,
            )
            for number, told in enumerate(people)
        ]  # fmt: skip
        bulk_save(made, by=self.by)
        bulk_save(
            [
                Position(
                    municipality=self.city, person=person, stakeholder=known[held.organisation], title=held.title,
                    side=held.side, is_main=held.is_main, starts_on=self.month(held.starts),
                    ends_on=None if held.ends is None else self.month(held.ends) - timedelta(days=1),
                )
                for person, told in zip(made, people, strict=True)
                for held in told.positions
            ],
            by=self.by,
        )  # fmt: skip

    def add_engagements(self, rows: Sequence[Met], owner: str, source: str) -> None:
        """Whom the city met, kept by one member."""
        people = {row.name: row for row in Person.objects.of(self.city)}
        there = {row.name: row for row in Stakeholder.objects.of(self.city)}
        member = self.members[owner]
        for told in rows:
            engagement = Engagement(
                municipality=self.city, title=told.title, kind=told.kind, on=self.today + timedelta(days=told.days),
                place=told.place, atmosphere=told.atmosphere, purpose=told.purpose, outcome=told.outcome,
                brief=told.brief, owner=member, department=member.department, source=source,
            )  # fmt: skip
            promised = [
                Commitment(
                    municipality=self.city, text=each.text, side=each.side, owner=member,
                    due_on=self.today + timedelta(days=each.due), state="done" if each.kept else "open",
                )
                for each in told.promised
            ]  # fmt: skip
            save_engagement(
                engagement=engagement, counterparts=[Counterpart(people[name], there[at]) for name, at in told.with_],
                ours=Ours([member]), served=Served(), commitments=promised, by=self.by,
            )  # fmt: skip

    def add_agreements(self, rows: Sequence[Signed], source: str, objectives: dict[Place, Element]) -> None:
        """What the city signed. Duties by law of the past were met, apart from those that are said not to be."""
        take_over_natures(municipality=self.city, ready=in_words(self.city.main_language), by=self.by)
        natures = list(LegalNature.objects.of(self.city))
        there = {row.name: row for row in Stakeholder.objects.of(self.city)}
        for told in rows:
            agreement = Agreement(
                municipality=self.city, signed_on=self.when(told.signed), expires_on=self.when(told.ends),
                nature=next((each for each in natures if told.nature and told.nature in each.name), None),
                dimension=self.dimensions.get(told.dimension), department=self.departments.get(told.department),
                owner=self.members[told.owner], source=told.source or source, signed_by=self.posts.get(told.signed_by),
                **{name: getattr(told, name) for name in AS_SIGNED},
            )  # fmt: skip
            served = Served([objectives[told.served]] if told.served else [])
            self.follow_decision(agreement)
            save_agreement(agreement=agreement, parties=[there[name] for name in told.with_], served=served, by=self.by)
            self.add_parts(agreement, told)

    def follow_decision(self, agreement: Agreement) -> None:
        """The decision of a body of the register that approved it, some days before it was signed."""
        bodies, signed_on = self.bodies.made, agreement.signed_on
        if agreement.decided_by not in bodies or signed_on is None:
            return
        words = f"Aprobar «{agreement.title}»"
        decision = self.bodies.approval(agreement.decided_by, words, signed_on - APPROVED_BEFORE, agreement.source)
        agreement.decision, agreement.decided_on = decision, decision.on

    def add_parts(self, agreement: Agreement, told: Signed) -> None:
        def part(model: Any, **fields: Any) -> Any:
            return model(municipality=self.city, agreement=agreement, **fields)

        for status, on, reason in told.statuses:
            save_status_change(part(StatusChange, status=status, on=self.when(on), reason=reason), by=self.by)
        for title, signed, until in told.extended:
            days = {"signed_on": self.month(signed), "until": self.month(until)}
            save_amendment(part(Amendment, kind="extension", title=title, **days), by=self.by)
        first = agreement.parties.order_by("pk").first()
        brought = [(None, each) for each in told.ours] + [(first, each) for each in told.theirs]
        bulk_save(
            [part(Contribution, party=party, text=text, form=form, amount=amount, year=self.today.year) for party, (text, form, amount) in brought],
            by=self.by,
        )  # fmt: skip
        past = [
            duty
            for duty in agreement.duties.filter(due_on__lt=self.today)
            if not any(word in duty.title for word in told.unmet)
        ]
        for duty in past:
            duty.met_on = duty.due_on
        bulk_save(past, by=self.by, fields=["met_on"])
        for title, days, is_met in told.duties:
            due_on = self.today + timedelta(days=days)
            save_duty(part(Duty, title=title, due_on=due_on, met_on=due_on if is_met else None), by=self.by)
        if told.review is not None:
            due_on = self.today + timedelta(days=told.review)
            save_review(part(Review, due_on=due_on, owner=agreement.owner), by=self.by)

    def when(self, told: date | int | None) -> date | None:
        """A day of its own, or the first of the month so many months away."""
        return self.month(told) if isinstance(told, int) else told

    def plan(self, levels: list[tuple[str, str]], years: tuple[int, int], **fields: Any) -> Plan:
        first, last = date(years[0], 1, 1), date(years[1], 12, 31)
        plan = Plan(municipality=self.city, starts_on=first, ends_on=last, **fields)
        return create_plan(plan=plan, levels=levels, by=self.by)

    def element(self, plan: Plan, parent: Element | None, code: str, title: str, **fields: Any) -> Element:
        element = Element(
            municipality=self.city, plan=plan, parent=parent, code=code, title=title, source_columns=self.mark, **fields
        )
        return add_element(element=element, by=self.by)

    def add_tree(self, plan: Plan, axes: Sequence[Axis]) -> dict[Place, Element]:
        """The axes and objectives of a plan, with what the objectives serve."""
        objectives: dict[Place, Element] = {}
        for a, axis in enumerate(axes, start=1):
            lead, sponsor = self.departments[axis.lead], self.posts.get(axis.sponsor)
            above = self.element(plan, None, str(a), axis.title, text=axis.text, sponsor=sponsor, lead_department=lead)
            for o, each in enumerate(axis.objectives, start=1):
                lead = self.departments[each.actions[0].lead]
                made = self.element(plan, above, f"{a}.{o}", each.title, text=each.text, lead_department=lead)
                self.align(made, each)
                objectives[a, o] = made
        return objectives

    def add_actions(
        self, axes: Sequence[Axis], places: dict[Place, Element], further: dict[Place, Element], *, prefix: str = ""
    ) -> None:
        """The actions of a plan, each in its objective and helping further ones of the strategy."""
        for a, axis in enumerate(axes, start=1):
            for o, objective in enumerate(axis.objectives, start=1):
                for n, told in enumerate(objective.actions, start=1):
                    self.action(places[a, o], f"{prefix}{a}.{o}.{n}", told, further)

    def action(self, element: Element | None, code: str, told: Told, further: dict[Place, Element]) -> Action:
        starts_on, ends_on = self.dates_of(told, element.plan if element else None)
        action = Action(
            municipality=self.city, element=element, code=code, title=told.title, text=told.text, reason=told.reason,
            priority=told.priority, source_columns=self.mark, lead_department=self.departments[told.lead],
            responsible=self.responsible(told.lead), starts_on=starts_on, ends_on=ends_on, is_continuous=told.ends is None,
            weight=Decimal(2 if told.priority == "high" else 1),
        )  # fmt: skip
        helpers = [self.departments[each] for each in told.with_]
        save_action(action=action, by=self.by, departments=helpers, elements=[further[place] for place in told.also])
        self.align(action, told)
        if told.status:
            self.told += 1
            said_by, days_ago = self.responsible(told.lead).user, 5 + self.told * 7 % 50
            progress = None if told.progress is None else Decimal(told.progress)
            on = self.today - timedelta(days=days_ago)
            state_progress(action=action, progress=progress, status=told.status, by=said_by, on=on)
        self.actions[told.title] = action
        return action

    def dates_of(self, told: Told, plan: Plan | None) -> tuple[date, date | None]:
        """From so many months to so many days from today; a plan holds its actions unless its own end is near."""
        starts_on = self.month(told.starts)
        ends_on = None if told.ends is None else self.day(told.ends)
        if plan:
            starts_on = max(starts_on, plan.starts_on)
            if ends_on and plan.ends_on > self.day(LAST_CALL):
                ends_on = min(ends_on, plan.ends_on)
        return min(starts_on, ends_on or starts_on), ends_on

    def month(self, offset: int) -> date:
        years, month = divmod(self.today.month - 1 + offset, 12)
        return date(self.today.year + years, month + 1, 1)

    def day(self, offset: int) -> date:
        day = self.today + timedelta(days=offset)
        return day.replace(day=monthrange(day.year, day.month)[1]) if abs(offset) > FAR else day

    def responsible(self, department: str) -> Membership:
        return self.members.get(f"contact {department}") or self.members["officer"]

    def align(self, record_of: Element | Action, told: Objective | Told) -> None:
        codes = {"goal_target": told.targets, "urban_objective": told.agenda}
        if isinstance(told, Told):
            codes["goal"] = told.goals
        served = {name: [self.terms[name][code] for code in asked] for name, asked in codes.items()}
        add_alignments(record_of=record_of, targets=served, by=self.by)

    def diagnose(self, plan: Plan, rows: Iterable[tuple], objectives: dict[Place, Element]) -> None:
        for kind, title, evidence, dimension, answer in rows:
            point = Diagnosis(
                municipality=self.city, plan=plan, kind=kind, title=title, evidence=evidence,
                dimension=self.dimensions[dimension],
            )  # fmt: skip
            save_diagnosis(diagnosis=point, elements=[objectives[answer]] if answer else [], by=self.by)

    def document(self, title: str, text: str, name: str, **fields: Any) -> Document:
        data = text.encode()
        file = InMemoryUploadedFile(BytesIO(data), "file", f"{name}.txt", "text/plain", len(data), None)
        document = Document(
            municipality=self.city, title=title, visibility=Document.Visibility.PUBLIC, language=self.city.main_language,
            **fields,
        )  # fmt: skip
        return store_document(document=document, by=self.by, upload=file, content=Content("txt", "text/plain"))

    def approve(self, plan: Plan, *, body: str, by: Membership, note: str, document: Document | None = None) -> None:
        """By the decision of a body that is known, else by its name."""
        approved_on = min(date(plan.starts_on.year, 2, 14), self.today)
        told: dict[str, Any] = {"body": body, "approved_on": approved_on}
        if body in self.bodies.made:
            told = {"decision": self.bodies.approval(body, f"Aprobar «{plan.title}»", approved_on, note)}
        approve_plan(plan=plan, document=document, by=by.user, note=note, **told)
        plan.refresh_from_db()
        move_to_status(plan=plan, status=Plan.Status.IN_FORCE, by=by.user)
