"""Build the demonstration municipalities as a technician would, through the same services as everybody."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import transaction

from intlstrategy.demo import valdemar
from intlstrategy.demo.approached import add_approaches, add_proposals, open_desk
from intlstrategy.demo.city import DOMAIN, City, Passwords, account
from intlstrategy.demo.gijon import (
    agreements,
    approaches,
    assets,
    bodies,
    diagnosis,
    engagements,
    missions,
    networks,
    organisation,
    people,
    plans,
    proposed,
    stakeholders,
)
from intlstrategy.demo.outward import add_assets, add_missions, add_networks
from intlstrategy.demo.reporting import add_reporting
from intlstrategy.demo.told import Axis, Place
from intlstrategy.jobs.models import Job
from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.models import (
    Deputy,
    Mandate,
    Municipality,
)
from intlstrategy.planning.models import Action, Element
from intlstrategy.planning.services.alignment import add_alignments
from intlstrategy.planning.services.attachments import attach_document
from intlstrategy.planning.services.priorities import Stated, set_priorities
from intlstrategy.planning.services.proposals import propose_action, return_proposal
from intlstrategy.taxonomy.services import load_shared_terms

SUPERUSER = f"admin@{DOMAIN}"
SLUGS = ("gijon", "valdemar")
ACCOUNTS = [*(f"{key}@{DOMAIN}" for key, *_rest in organisation.PEOPLE), f"neighbour@{DOMAIN}", SUPERUSER]


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


class Gijon(City):
    slug = "gijon"
    facts = {
        "name": "Gijón / Xixón", "office": "Oficina Internacional", "main_language": "es", "other_languages": ["ast"],
        "contact_email": "internacional@demo.test", "country": "ES",
    }  # fmt: skip
    mark = [["Carácter", organisation.ILLUSTRATIVE]]

    def build(self) -> None:
        self.start()
        self.organise()
        self.by = self.members["officer"].user  # the officer writes, the lead approves
        self.bodies.found(bodies.BODIES)
        city_goals = self.city_plan()
        objectives = self.strategy(city_goals)
        self.master(
            objectives, plans.MASTER_COOPERATION, slug="cooperacion", title="Plan director de cooperación al desarrollo",
            sponsor=self.posts[organisation.COOPERATION], lead_department=self.departments["COO"],
        )  # fmt: skip
        self.master(
            objectives, plans.MASTER_EUROPE, slug="asuntos-europeos", title="Plan director de asuntos europeos",
            sponsor=self.posts[organisation.MAYOR], lead_department=self.departments["INT"],
        )  # fmt: skip
        for number, told in enumerate(plans.OUTSIDE, start=1):
            self.action(None, f"F{number}", told, objectives)
        self.propose()
        self.attach()
        self.add_stakeholders(stakeholders.STAKEHOLDERS, stakeholders.REAL)
        self.add_people(people.PEOPLE, people.SOURCE)
        self.bodies.fill(bodies.BODIES)
        self.add_engagements(engagements.ENGAGEMENTS, "officer", engagements.SOURCE)
        self.add_agreements(agreements.AGREEMENTS, agreements.SOURCE, objectives)
        self.city.staff_day_cost = organisation.DAY_COST
        self.city.save(by=self.by)
        add_networks(self, networks.NETWORKS, networks.SOURCE, networks.FIGURES, objectives)
        add_missions(self, missions.MISSIONS, missions.SOURCE, objectives)
        add_assets(self, assets.ASSETS, assets.SOURCE, objectives)
        open_desk(self, is_open=True, welcome=approaches.WELCOME, decider="lead")
        add_approaches(self, approaches.APPROACHES, approaches.SOURCE, objectives)
        add_proposals(self, proposed.PROPOSED)
        add_reporting(self)

    def organise(self) -> None:
        self.add_departments(organisation.DEPARTMENTS)
        for key, name, role, department in organisation.PEOPLE:
            self.members[key] = self.member(f"{key}@{DOMAIN}", name, role, department)
            if key == "contributor":
                self.members[f"contact {department}"] = self.members[key]
        self.by = self.members["administrator"].user
        for key, name, department in organisation.CONTACTS:
            self.members[f"contact {department}"] = self.member(f"{key}@{DOMAIN}", name, "contributor", department)
        deputy = {"membership": self.members["officer"], "deputy": self.members["lead"]}
        Deputy(municipality=self.city, starts_on=self.today, **deputy).save(by=self.by)
        self.add_posts(organisation.POSTS)
        for year in range(2019, self.today.year + 1, 4):
            starts_on, ends_on = date(year, 6, 17), date(year + 4, 6, 16)
            if starts_on <= self.today or year <= 2023:
                Mandate(
                    municipality=self.city, name=f"{year}-{year + 4}", starts_on=starts_on, ends_on=ends_on
                ).save(by=self.by)  # fmt: skip

    def city_plan(self) -> dict[Place, Element]:
        self.city_plan_made = plan = self.plan(
            [("Eje", "Ejes"), ("Meta", "Metas")], (self.first_year - 2, self.first_year + 7), kind="city",
            title="Plan estratégico de ciudad", slug="plan-de-ciudad", sponsor=self.posts[organisation.MAYOR],
            lead_department=self.departments["ALC"], origin=organisation.ILLUSTRATIVE,
            summary="El plan estratégico al que se alinea la acción exterior.",
        )  # fmt: skip
        goals: dict[Place, Element] = {}
        for a, (title, below) in enumerate(plans.CITY_PLAN, start=1):
            axis = self.element(plan, None, str(a), title)
            for n, each in enumerate(below, start=1):
                goals[a, n] = self.element(plan, axis, f"{a}.{n}", each)
        self.approve(plan, body=bodies.PLENARY, by=self.members["lead"], note=organisation.ILLUSTRATIVE)
        return goals

    def strategy(self, city_goals: dict[Place, Element]) -> dict[Place, Element]:
        first, last = self.first_year, self.first_year + 3
        self.main = plan = self.plan(
            [("Eje", "Ejes"), ("Objetivo", "Objetivos")], (first, last), title=f"Gijón en el mundo {first}-{last}",
            slug="gijon-en-el-mundo", sponsor=self.posts[organisation.MAYOR], city_plan=self.city_plan_made,
            lead_department=self.departments["INT"], origin=organisation.ILLUSTRATIVE,
            summary="La estrategia de acción exterior de la ciudad: una ciudad atlántica que aprende, coopera y se hace oír.",
        )  # fmt: skip
        stated = [
            Stated(place, None if share is None else Decimal(share), why) for place, share, why in plans.PRIORITIES
        ]
        set_priorities(plan=plan, stated=stated, by=self.by)
        objectives = self.add_tree(plan, plans.STRATEGY)
        for place, goal in plans.SERVED.items():
            add_alignments(record_of=objectives[place], targets={"plan_element": [city_goals[goal]]}, by=self.by)
        self.add_actions(plans.STRATEGY, objectives, objectives)
        self.diagnose(plan, diagnosis.DIAGNOSIS, objectives)
        approved = self.document(
            "Estrategia aprobada por el Pleno", f"{plan.title}\n\nTexto aprobado (ilustrativo).\n", "estrategia-aprobada",
            department=self.departments["INT"], description=organisation.ILLUSTRATIVE,
        )  # fmt: skip
        attach_document(document=approved, holder=plan, by=self.by)
        note, lead = organisation.ILLUSTRATIVE, self.members["lead"]
        self.approve(plan, body=bodies.PLENARY, by=lead, note=note, document=approved)
        return objectives

    def master(self, objectives: dict[Place, Element], axes: Sequence[Axis], **fields: Any) -> None:
        plan = self.plan(
            [("Línea", "Líneas"), ("Programa", "Programas")], (self.first_year, self.first_year + 3), kind="master",
            strategy=self.main, origin=organisation.ILLUSTRATIVE, summary=axes[0].text, **fields,
        )  # fmt: skip
        self.add_actions(axes, self.add_tree(plan, axes), objectives, prefix=f"{plan.lead_department.code}-")
        self.approve(plan, body=bodies.PLENARY, by=self.members["lead"], note=organisation.ILLUSTRATIVE)

    def propose(self) -> None:
        for title, department, text, reason, note in plans.PROPOSALS:
            action = Action(
                municipality=self.city, title=title, text=text, reason=reason, source_columns=self.mark,
                lead_department=self.departments[department],
            )  # fmt: skip
            propose_action(action=action, by=self.members[f"contact {department}"])
            if note:
                return_proposal(action=action, note=note, by=self.by)

    def attach(self) -> None:
        """What the department publishes about itself, and two papers of the work."""
        lines = "\n".join(f"- {line}." for line in organisation.MISSION)
        mission = self.document(
            "Misión del área de Iniciativas Internacionales y Asuntos Europeos", f"Misión\n\n{lines}\n", "mision",
            department=self.departments["INT"],
            description=f"{'; '.join(organisation.MISSION)}. Publicado en {organisation.MISSION_SOURCE}",
        )  # fmt: skip
        attach_document(document=mission, holder=self.main, by=self.by)
        for title, name, department, holder in (
            ("Ficha de viaje o visita", "ficha-de-viaje", "INT", "Crear un registro único de viajes y delegaciones"),
            ("Bases de la convocatoria", "bases", "COO", "Bases con criterios del CAD de la OCDE"),
        ):
            paper = self.document(
                title, f"{title}\n\n{organisation.ILLUSTRATIVE}.\n", name, department=self.departments[department],
                description=organisation.ILLUSTRATIVE,
            )  # fmt: skip
            attach_document(document=paper, holder=self.actions[holder], by=self.by)


class Valdemar(City):
    """The small-council mode: one part-time officer, two levels, eight actions."""

    slug = "valdemar"
    facts = {
        "name": "Valdemar", "office": "International desk", "main_language": "en", "other_languages": ["fr"], "is_simple": True,
        "contact_email": "valdemar@demo.test",
    }  # fmt: skip
    mark = [["Nature", valdemar.ILLUSTRATIVE]]

    def build(self) -> None:
        self.start()
        self.add_departments(valdemar.DEPARTMENTS)
        officer = self.member(f"neighbour@{DOMAIN}", "Nadia Vecino Prado", "officer", "OFF")
        self.members = {"officer": officer}
        self.by = officer.user
        plan = self.plan(
            [("Priority", "Priorities"), ("Goal", "Goals")], (self.first_year, self.first_year + 3),
            title="Valdemar abroad", slug="valdemar-abroad", lead_department=self.departments["OFF"],
            origin=valdemar.ILLUSTRATIVE, summary="An invented small council with one part-time officer.",
        )  # fmt: skip
        goals = self.add_tree(plan, valdemar.STRATEGY)
        self.add_actions(valdemar.STRATEGY, goals, goals)
        self.diagnose(plan, valdemar.DIAGNOSIS, goals)
        self.approve(plan, body="Council", by=officer, note=valdemar.ILLUSTRATIVE)
        self.add_stakeholders(valdemar.STAKEHOLDERS, valdemar.ILLUSTRATIVE)
        self.add_agreements(valdemar.AGREEMENTS, valdemar.ILLUSTRATIVE, goals)
        add_networks(self, valdemar.NETWORKS, valdemar.ILLUSTRATIVE, "Illustrative", goals)
        add_assets(self, valdemar.ASSETS, valdemar.ILLUSTRATIVE, goals)
        add_approaches(self, valdemar.APPROACHES, valdemar.ILLUSTRATIVE, goals)
