"""Build the demonstration municipalities as a technician would, through the same services as everybody."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.utils import timezone

from intlstrategy.accounts.models import User
from intlstrategy.demo import gijon, valdemar
from intlstrategy.documents.content import Content
from intlstrategy.documents.models import Document
from intlstrategy.documents.services import store_document
from intlstrategy.jobs.models import Job
from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.editing import bulk_save
from intlstrategy.municipalities.models import (
    Department,
    Deputy,
    Mandate,
    Membership,
    MembershipRole,
    Municipality,
    Post,
    PostHolder,
)
from intlstrategy.planning.models import Action, Diagnosis, Element, Plan
from intlstrategy.planning.services.actions import save_action, state_progress
from intlstrategy.planning.services.alignment import add_alignments
from intlstrategy.planning.services.attachments import attach_document
from intlstrategy.planning.services.diagnosis import save_diagnosis
from intlstrategy.planning.services.plans import create_plan, move_to_status
from intlstrategy.planning.services.proposals import propose_action
from intlstrategy.planning.services.tree import add_element
from intlstrategy.planning.services.versions import approve_plan
from intlstrategy.taxonomy.models import Dimension, GoalTarget, UrbanAgendaObjective
from intlstrategy.taxonomy.services import load_shared_terms

PASSWORD = "demo"  # noqa: S105 - the demonstration's own, refused without DEBUG
DOMAIN = "demo.test"
SUPERUSER = f"admin@{DOMAIN}"
SLUGS = ("gijon", "valdemar")
ACCOUNTS = [*(f"{key}@{DOMAIN}" for key, *_rest in gijon.PEOPLE), f"neighbour@{DOMAIN}", SUPERUSER]
MARK = [["Carácter", gijon.ILLUSTRATIVE]]


class Passwords:
    """ "demo" for everybody, or one random password each, shown once."""

    def __init__(self, *, random: bool) -> None:
        self.random = random
        self.given: dict[str, str] = {}

    def set(self, user: User) -> None:
        password = secrets.token_urlsafe(12) if self.random else PASSWORD
        user.set_password(password)
        self.given[user.email] = password


def is_loaded() -> bool:
    return Municipality.objects.filter(is_demonstration=True).exists()


@transaction.atomic
def load(*, random_passwords: bool = False) -> Passwords:
    """Load both municipalities and every account."""
    load_shared_terms()
    passwords = Passwords(random=random_passwords)
    account(SUPERUSER, "Administración de la instalación", passwords, is_superuser=True, is_staff=True)
    Gijon(passwords).build()
    Valdemar(passwords).build()
    return passwords


@transaction.atomic
def forget() -> None:
    """Take the demonstration municipalities out of the database, whole; the security log stays, as it must."""
    ids = list(Municipality.objects.filter(is_demonstration=True).values_list("pk", flat=True))
    for model in apps.get_models(include_auto_created=True):
        fields = {field.attname for field in model._meta.concrete_fields}
        if model is Municipality or "municipality_id" not in fields or model._meta.label == "journal.SecurityEvent":
            continue
        rows = model._base_manager.filter(municipality_id__in=ids)
        rows._raw_delete(rows.db)  # foreign keys are checked when the transaction ends, so the order does not matter
    for model in (JournalEntry, Job):
        model._base_manager.filter(municipality_id__in=ids).delete()
    rows = Municipality.objects.filter(pk__in=ids)
    rows._raw_delete(rows.db)


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
    """What both demonstration municipalities are built with."""

    slug = ""
    facts: dict[str, Any] = {}

    def __init__(self, passwords: Passwords) -> None:
        self.passwords = passwords
        self.today = timezone.localdate()
        self.by: User | None = None
        self.departments: dict[str, Department] = {}
        self.members: dict[str, Membership] = {}
        self.posts: dict[str, Post] = {}

    def start(self) -> None:
        self.city = Municipality(slug=self.slug, is_demonstration=True, **self.facts)
        self.city.save(by=None)

    def year(self, offset: int) -> int:
        return self.today.year + offset

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
                starts_on=date(self.year(-7), 6, 15),
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
                last = date(self.year(ends), 6, 16) if ends is not None else None
                PostHolder(
                    municipality=self.city, post=post, name=name, starts_on=date(self.year(starts), 6, 17), ends_on=last
                ).save(by=self.by)

    def plan(self, levels: list[tuple[str, str]], **fields: Any) -> Plan:
        return create_plan(plan=Plan(municipality=self.city, **fields), levels=levels, by=self.by)

    def element(self, plan: Plan, parent: Element | None, code: str, title: str, **fields: Any) -> Element:
        element = Element(
            municipality=self.city, plan=plan, parent=parent, code=code, title=title, source_columns=MARK, **fields
        )
        return add_element(element=element, by=self.by)

    def action(self, element: Element | None, code: str, told: tuple) -> Action:
        title, department, starts, ends, status, progress, priority = told
        action = Action(
            municipality=self.city, element=element, code=code, title=title, priority=priority, source_columns=MARK,
            lead_department=self.departments[department], responsible=self.responsible(department),
            starts_on=date(self.year(starts[0]), starts[1], 1), ends_on=self.month_end(*ends) if ends else None, is_continuous=not ends,
            weight=Decimal(2 if priority == "high" else 1),
        )  # fmt: skip
        save_action(action=action, by=self.by, departments=[], elements=[])
        said_by = self.members.get(f"contact {department}", self.members["lead"]).user
        state_progress(
            action=action, progress=Decimal(progress), status=status, by=said_by, on=self.today - timedelta(days=25)
        )
        return action

    def responsible(self, department: str) -> Membership:
        return self.members.get(f"contact {department}") or self.members["officer"]

    def month_end(self, offset: int, month: int) -> date:
        first = date(self.year(offset), month, 28) + timedelta(days=4)
        return first - timedelta(days=first.day)


class Gijon(City):
    slug = "gijon"
    facts = {
        "name": "Gijón / Xixón", "office": "Oficina Internacional", "main_language": "es", "other_languages": ["ast"],
        "contact_email": "internacional@demo.test",
    }  # fmt: skip

    def build(self) -> None:
        self.start()
        self.add_departments(gijon.DEPARTMENTS)
        for key, name, role, department in gijon.PEOPLE:
            self.members[key] = self.member(f"{key}@{DOMAIN}", name, role, department)
            if key == "contributor":
                self.members[f"contact {department}"] = self.members[key]
        self.by = self.members["lead"].user
        for key, name, department in gijon.CONTACTS:
            self.members[f"contact {department}"] = self.member(f"{key}@{DOMAIN}", name, "contributor", department)
        Deputy(
            municipality=self.city,
            membership=self.members["officer"],
            deputy=self.members["lead"],
            starts_on=self.today,
        ).save(by=self.by)
        self.add_posts(gijon.POSTS)
        for years in (-3, 1), (-7, -3):
            name = f"{self.year(years[0])}-{self.year(years[1])}"
            Mandate(
                municipality=self.city,
                name=name,
                starts_on=date(self.year(years[0]), 6, 17),
                ends_on=date(self.year(years[1]), 6, 16),
            ).save(by=self.by)
        self.by = self.members["officer"].user  # who writes the plans is not who records their approval
        city_plan = self.city_plan()
        self.strategy(city_plan)
        self.master(
            "cooperacion",
            "Plan director de cooperación al desarrollo",
            "Concejalía de Cooperación al Desarrollo",
            "COO",
            gijon.MASTER_COOPERATION,
        )
        self.master(
            "asuntos-europeos", "Plan director de asuntos europeos", "Alcaldía-Presidencia", "INT", gijon.MASTER_EUROPE
        )
        for number, told in enumerate(gijon.OUTSIDE, start=1):
            self.action(None, f"F{number}", told)
        for title, department, text in gijon.PROPOSALS:
            contact = self.members[f"contact {department}"]
            action = Action(
                municipality=self.city,
                title=title,
                text=text,
                lead_department=self.departments[department],
                source_columns=MARK,
            )
            propose_action(action=action, by=contact)

    def city_plan(self) -> Plan:
        plan = self.plan(
            [("Eje", "Ejes"), ("Meta", "Metas")], kind="city", title="Plan estratégico de ciudad", slug="plan-de-ciudad",
            starts_on=date(self.year(-4), 1, 1), ends_on=date(self.year(4), 12, 31), sponsor=self.posts["Alcaldía-Presidencia"],
            lead_department=self.departments["ALC"], origin=gijon.ILLUSTRATIVE,
            summary="El plan estratégico al que se alinea la acción exterior.",
        )  # fmt: skip
        self.city_elements = []
        for number, (title, below) in enumerate(gijon.CITY_PLAN, start=1):
            axis = self.element(plan, None, str(number), title)
            self.city_elements += [
                self.element(plan, axis, f"{number}.{n}", each) for n, each in enumerate(below, start=1)
            ]
        return plan

    def strategy(self, city_plan: Plan) -> None:
        first, last = self.year(-2), self.year(1)
        self.main = plan = self.plan(
            [("Eje", "Ejes"), ("Objetivo", "Objetivos")], title=f"Gijón en el mundo {first}-{last}", slug="gijon-en-el-mundo",
            starts_on=date(first, 1, 1), ends_on=date(last, 12, 31), sponsor=self.posts["Alcaldía-Presidencia"], city_plan=city_plan,
            lead_department=self.departments["INT"], origin=f"{gijon.ILLUSTRATIVE}. Misión del área: {gijon.SOURCES['mission']}",
            summary="La estrategia de acción exterior de la ciudad: una ciudad atlántica que aprende, coopera y se hace oír.",
        )  # fmt: skip
        objectives: dict[tuple[int, int], Element] = {}
        for a, (title, text, sponsor, below) in enumerate(gijon.STRATEGY, start=1):
            lead = self.departments["COO" if a == 4 else "COM" if a == 5 else "ECO" if a == 3 else "INT"]
            axis = self.element(plan, None, str(a), title, text=text, sponsor=self.posts[sponsor], lead_department=lead)
            for o, (name, actions) in enumerate(below, start=1):
                objective = self.element(plan, axis, f"{a}.{o}", name, lead_department=self.departments[actions[0][1]])
                objectives[a, o] = objective
                for n, told in enumerate(actions, start=1):
                    self.action(objective, f"{a}.{o}.{n}", told)
        self.diagnose(plan, objectives)
        self.align(objectives)
        self.approve(plan)

    def diagnose(self, plan: Plan, objectives: dict[tuple[int, int], Element]) -> None:
        dimensions = {row.code: row for row in Dimension.objects.shared()}
        for kind, title, evidence, dimension, answer in gijon.DIAGNOSIS:
            point = Diagnosis(
                municipality=self.city,
                plan=plan,
                kind=kind,
                title=title,
                evidence=evidence,
                dimension=dimensions[dimension],
            )
            save_diagnosis(diagnosis=point, elements=[objectives[answer]] if answer else [], by=self.by)

    def align(self, objectives: dict[tuple[int, int], Element]) -> None:
        targets = {row.code: row for row in GoalTarget.objects.shared()}
        agenda = {row.code: row for row in UrbanAgendaObjective.objects.shared().filter(framework="aue")}
        for place, (sdg, urban) in gijon.ALIGNMENTS.items():
            served = {
                "goal_target": [targets[code] for code in sdg],
                "urban_objective": [agenda[code] for code in urban],
            }
            if place in {(2, 1), (3, 1)}:
                served["plan_element"] = [self.city_elements[0]]
            add_alignments(record_of=objectives[place], targets=served, by=self.by)

    def approve(self, plan: Plan) -> None:
        text = f"{plan.title}\n\nTexto aprobado (ilustrativo).\n".encode()
        file = InMemoryUploadedFile(BytesIO(text), "file", "estrategia-aprobada.txt", "text/plain", len(text), None)
        document = store_document(
            document=Document(
                municipality=self.city, title="Estrategia aprobada por el Pleno", visibility=Document.Visibility.PUBLIC,
                department=self.departments["INT"], language="es", description=gijon.ILLUSTRATIVE,
            ),
            by=self.by, upload=file, content=Content("txt", "text/plain"),
        )  # fmt: skip
        attach_document(document=document, holder=plan, by=self.by)
        approved_on = date(self.year(-2), 2, 14)
        approve_plan(
            plan=plan,
            body="Pleno municipal",
            approved_on=approved_on,
            document=document,
            by=self.members["lead"].user,
            note=gijon.ILLUSTRATIVE,
        )
        plan.refresh_from_db()
        move_to_status(plan=plan, status=Plan.Status.IN_FORCE, by=self.members["lead"].user)

    def master(self, slug: str, title: str, sponsor: str, department: str, rows: list) -> None:
        self.main.refresh_from_db()
        plan = self.plan(
            [("Línea", "Líneas"), ("Programa", "Programas")], kind="master", title=title, slug=slug, strategy=self.main,
            starts_on=date(self.year(-1), 1, 1), ends_on=date(self.year(2), 12, 31), sponsor=self.posts[sponsor],
            lead_department=self.departments[department], origin=gijon.ILLUSTRATIVE,
        )  # fmt: skip
        for number, (name, programmes) in enumerate(rows, start=1):
            line = self.element(plan, None, str(number), name, lead_department=self.departments[department])
            for n, (programme, lead) in enumerate(programmes, start=1):
                self.element(plan, line, f"{number}.{n}", programme, lead_department=self.departments[lead])


class Valdemar(City):
    """The small-council mode: one part-time officer, two levels, eight actions."""

    slug = "valdemar"
    facts = {
        "name": "Valdemar", "office": "International desk", "main_language": "en", "other_languages": ["fr"], "is_simple": True,
        "contact_email": "valdemar@demo.test",
    }  # fmt: skip

    def build(self) -> None:
        self.start()
        self.add_departments(valdemar.DEPARTMENTS)
        officer = self.member(f"neighbour@{DOMAIN}", "Nadia Vecino Prado", "officer", "OFF")
        self.members = {"officer": officer, "lead": officer}
        self.by = officer.user
        plan = self.plan(
            [("Priority", "Priorities"), ("Goal", "Goals")], title="Valdemar abroad", slug="valdemar-abroad",
            starts_on=date(self.year(-1), 1, 1), ends_on=date(self.year(2), 12, 31), lead_department=self.departments["OFF"],
            origin="Invented municipality", summary="An invented small council with one part-time officer.",
        )  # fmt: skip
        number = 0
        for a, (title, goals) in enumerate(valdemar.STRATEGY, start=1):
            priority = self.element(plan, None, str(a), title)
            for o, (goal, actions) in enumerate(goals, start=1):
                element = self.element(plan, priority, f"{a}.{o}", goal)
                for told in actions:
                    number += 1
                    self.action(element, str(number), told)
