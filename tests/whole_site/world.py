"""Two cities with one record of every kind, and the records that stand in each address.

Three lands: `mine` is what the visitors' own department answers for, `others` belongs to another department of the
same city, `abroad` is the neighbour's. A land makes a record when it is first asked for.

A new address: say in ARGUMENTS which record stands in it and what its address names of it.
A new record: a `cached_property` of Land, named like its model.
An id that a view reads by itself, not through a form field: a row in IDS_READ_BY_HAND.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model

from intlstrategy.documents.models import Document
from intlstrategy.municipalities import models as organisation
from intlstrategy.municipalities.models import Department, Membership, Municipality
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning import models as planning
from intlstrategy.taxonomy.models import Goal, GoalTarget, Term, UrbanAgendaObjective
from tests.factories import make_department, make_member, make_municipality

_number = count(1)


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
    def proposal(self):
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
            file="documents/none.txt",
            original_name="none.txt",
            content_type="text/plain",
            size=4,
            sha256="0" * 64,
            department=self.department,
        )

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


Argument = Callable[[Land], Any]


@dataclass(frozen=True)
class Stand:
    """The record that an address is about, and what each of its arguments names of it."""

    record: Callable[[Land], Model]
    arguments: dict[str, Argument]
    is_of_the_record: bool = True  # else the record is only where something new is added, whoever answers for it

    def in_land(self, land: Land) -> dict[str, Any]:
        return {name: argument(land) for name, argument in self.arguments.items()}


def about(name: str, **arguments: str) -> Stand:
    """An address about `land.<name>`: each argument is an attribute of it, `pk` when none is given."""

    def argument(path: str) -> Argument:
        return lambda land: reduce(getattr, [name, *path.split("__")], land)

    paths = arguments or {"pk": "pk"}
    return Stand(lambda land: getattr(land, name), {key: argument(path) for key, path in paths.items()})


def below(name: str, **arguments: str) -> Stand:
    """An address that adds something to `land.<name>`, or lists what belongs to it."""
    return replace(about(name, **arguments), is_of_the_record=False)


PLAN = about("plan", slug="slug")
IN_PLAN = below("plan", slug="slug")
ELEMENT = about("element", slug="plan__slug", pk="pk")

ARGUMENTS: dict[str, Stand] = {
    "planning:plan-detail": PLAN,
    "planning:plan-edit": PLAN,
    "planning:plan-bin": PLAN,
    "planning:plan-history": PLAN,
    "planning:plan-tree": PLAN,
    "planning:tree-move": PLAN,
    "planning:element-create": IN_PLAN,
    "planning:element-detail": ELEMENT,
    "planning:element-edit": ELEMENT,
    "planning:element-inline": ELEMENT,
    "planning:element-bin": ELEMENT,
    "planning:element-history": ELEMENT,
}

# Arguments of addresses that stand outside the municipalities.
OUTSIDE: dict[str, dict[str, str]] = {
    "account_confirm_email": {"key": "no-such-key"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
}

# What a view needs in the body before it decides anything: without it, it answers 400 or 403 to everybody alike.
BODIES: dict[str, Callable[[Land], dict[str, Any]]] = {
    "planning:tree-move": lambda land: {"step": f"e{land.element.pk}:up"},
}

# Ids that a view reads from the query or the body by itself: what is sent with one's own and a neighbour's land.
IDS_READ_BY_HAND: list[tuple[str, str, Callable[[Land, Land], dict[str, Any]]]] = [
    ("planning:element-create", "GET", lambda mine, abroad: {"parent": abroad.element.pk}),
    ("planning:tree-move", "POST", lambda mine, abroad: {"step": f"e{abroad.element.pk}:up"}),
    ("planning:tree-move", "POST", lambda mine, abroad: {"moved": f"e{abroad.element.pk}"}),
    ("planning:tree-move", "POST", lambda mine, abroad: {"moved": f"e{mine.element.pk}", "onto": f"e{abroad.element.pk}"}),
    ("planning:tree-move", "POST", lambda mine, abroad: {"moved": f"a{mine.action.pk}", "before": f"a{abroad.action.pk}"}),
]  # fmt: skip

# Addresses whose capability is only the door: the view decides more by itself, as its own tests prove. Say why.
DECIDE_BY_THEMSELVES: dict[str, str] = {}
