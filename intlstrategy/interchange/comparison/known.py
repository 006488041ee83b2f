"""What the municipality and the plan hold, read once, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model

from intlstrategy.core.text import fold, tidy
from intlstrategy.interchange.links import Links, Target, agendas_of, links_in
from intlstrategy.municipalities.models import Department, Membership, Municipality, Post
from intlstrategy.planning.models import Action, Element, Level, Plan

Path = tuple[str, ...]


@dataclass
class Known:
    municipality: Municipality
    plan: Plan
    levels: int
    elements: dict[int, Element]
    actions: list[Action]
    links: Links
    departments: dict[str, list[Department]]
    posts: dict[str, list[Post]]
    members: dict[str, Membership]

    @cached_property
    def in_the_bin(self) -> set[str]:
        """The identifiers of what the plan had and somebody threw away."""
        if self.plan.pk is None:
            return set()
        binned = (
            model._base_manager.filter(plan=self.plan, binned_at__isnull=False).values_list("external_id", flat=True)
            for model in (Element, Action)
        )
        return {external_id for identifiers in binned for external_id in identifiers}

    @cached_property
    def agendas(self) -> dict[tuple[str, str], list[Model]]:
        return agendas_of(self.municipality)

    @cached_property
    def elsewhere(self) -> dict[tuple[str, str], Element]:
        """The elements of the other plans, by the address of their plan and their identifier."""
        others = Element.objects.of(self.municipality).exclude(plan_id=self.plan.pk)
        return {(element.plan.slug, element.external_id): element for element in others}

    @cached_property
    def people_and_places(self) -> dict[str, dict[int, Any]]:
        """Departments, posts and members by their id: what a field named before."""
        return {
            "lead_department": {each.pk: each for shelf in self.departments.values() for each in shelf},
            "sponsor": {each.pk: each for shelf in self.posts.values() for each in shelf},
            "responsible": {each.pk: each for each in self.members.values()},
        }

    def linked(self, key: str, record: Model) -> dict[Target, Model]:
        """What a record is linked to already by this kind of link."""
        return self.links.get(key, {}).get((type(record), record.pk), {})

    def path_of(self, element: Element | None) -> Path:
        titles: list[str] = []
        while element is not None and len(titles) <= len(self.elements):
            titles.insert(0, tidy(element.title))
            element = self.elements.get(element.parent_id) if element.parent_id else None
        return tuple(titles)


def by_folded_name(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[fold(str(row))].append(row)
    return found


def read_known(plan: Plan, levels: int) -> Known:
    municipality = plan.municipality
    saved = plan.pk is not None
    elements = Element.objects.of(municipality).filter(plan=plan).in_tree_order() if saved else ()
    actions = (
        Action.objects.of(municipality).filter(plan=plan).select_related("stated_by").order_by("pk") if saved else ()
    )
    members = Membership.objects.of(municipality).select_related("user")
    return Known(
        municipality=municipality,
        plan=plan,
        levels=levels,
        elements={element.pk: element for element in elements},
        actions=list(actions),
        links=links_in(plan) if saved else {},
        departments=by_folded_name(Department.objects.of(municipality)),
        posts=by_folded_name(Post.objects.of(municipality)),
        members={member.user.email.lower(): member for member in members},
    )


def levels_of(plan: Plan) -> int:
    return Level.objects.of(plan.municipality).filter(plan=plan).count()


def places_in(plan: Plan) -> dict[str, Path]:
    """Where each element of a plan stands, by its identifier."""
    places: dict[int | None, Path] = {None: ()}
    found = {}
    for element in Element.objects.of(plan.municipality).filter(plan=plan).order_by("depth"):
        found[element.external_id] = places[element.pk] = (*places.get(element.parent_id, ()), tidy(element.title))
    return found
