"""Where things stand in the plans, from one query of few columns: paths, branches and choices in reading order."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from django.urls import reverse

from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Element, Plan


@dataclass(frozen=True)
class Place:
    """An element as far as a path or a list of choices needs it."""

    pk: int
    parent_id: int | None
    depth: int
    code: str
    title: str
    plan_id: int
    plan_title: str
    plan_slug: str
    plan_status: str
    sponsor: str
    plan_sponsor: str

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def url(self, municipality: Municipality) -> str:
        return reverse("planning:element-detail", args=[municipality.slug, self.plan_slug, self.pk])


COLUMNS = (
    "pk", "parent_id", "depth", "code", "title", "plan_id", "plan__title", "plan__slug", "plan__status",
    "sponsor__title", "plan__sponsor__title",
)  # fmt: skip


@dataclass
class Outline:
    places: dict[int, Place]
    below: dict[int | None, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, municipality: Municipality, *plans: int | None) -> Self:
        """The outline of the plans with these ids, or of every plan when none is given."""
        rows = Element.objects.of(municipality).order_by("plan__folded", "plan_id", "depth", "position", "pk")
        if plans:
            rows = rows.filter(plan_id__in=set(plans) - {None})
        outline = cls({row[0]: Place(*row) for row in rows.values_list(*COLUMNS)})
        for place in outline.places.values():
            outline.below[place.parent_id if place.parent_id in outline.places else None].append(place.pk)
        return outline

    def in_order(self) -> Iterator[Place]:
        """Every place in the order of reading, plan by plan."""
        waiting = list(reversed(self.below[None]))
        while waiting:
            place = self.places[waiting.pop()]
            yield place
            waiting.extend(reversed(self.below[place.pk]))

    def path(self, pk: int | None) -> list[Place]:
        """From the top of the plan down to this place, itself included."""
        found: list[Place] = []
        place = self.places.get(pk) if pk else None
        while place is not None and place not in found:
            found.insert(0, place)
            place = self.places.get(place.parent_id) if place.parent_id else None
        return found

    def branch(self, pk: int) -> set[int]:
        """This place and all below it."""
        inside, waiting = set(), [pk]
        while waiting:
            current = waiting.pop()
            if current in self.places and current not in inside:
                inside.add(current)
                waiting.extend(self.below[current])
        return inside

    def sponsor_of(self, pk: int | None) -> str:
        """The political sponsor of an element: its own, or the nearest one above it, or the plan's."""
        path = self.path(pk)
        if not path:
            return ""
        return next((place.sponsor for place in reversed(path) if place.sponsor), path[-1].plan_sponsor) or ""

    def choices(self, *, keep: set[int] | None = None) -> list[tuple[str, list[tuple[int, str]]]]:
        """Options grouped by plan, in reading order, indented by depth. Closed plans only offer what is kept."""
        keep = keep or set()
        groups: dict[int, tuple[str, list[tuple[int, str]]]] = {}
        for place in self.in_order():
            if place.plan_status != Plan.Status.CLOSED or place.pk in keep:
                group = groups.setdefault(place.plan_id, (place.plan_title, []))
                group[1].append((place.pk, "\u2003" * (place.depth - 1) + str(place)))
        return list(groups.values())

    def __len__(self) -> int:
        return len(self.places)


def stand(rows: list[Any], outline: Outline) -> list[Any]:
    """Put its path and its political sponsor on each action, for lists and exports."""
    for row in rows:
        row.path = outline.path(row.element_id)
        row.sponsor_title = outline.sponsor_of(row.element_id)
    return rows
