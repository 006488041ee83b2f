"""Relations of a city on the map of the world: what is asked, where each stands, how large its mark is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import sqrt
from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

from intlstrategy.core.places import centres

# The outline in static/img/world.svg: plate carrée from 78° north to 56° south.
WIDTH, HEIGHT = 960, 440
NORTH, SOUTH = 78.0, -56.0
SMALLEST, LARGEST = 5.0, 17.0  # radii of marks
APART = 1.5  # between marks of one place
SHAPES = ("circle", "square", "triangle", "diamond", "cross")  # one for each kind, in their order, and round again


class Status(models.TextChoices):
    """How it stands with a relation, whatever its kind."""

    PLANNED = "planned", pgettext_lazy("relation", "Planned")
    CURRENT = "current", pgettext_lazy("relation", "Current")
    DORMANT = "dormant", pgettext_lazy("relation", "Dormant")
    PAST = "past", pgettext_lazy("relation", "Past")


@dataclass(frozen=True, kw_only=True)
class Relation:
    """One relation with one country: ``kind`` is the key of its MapKind, ``country`` is empty where it is not known."""

    kind: str
    country: str
    status: str


@dataclass(frozen=True, kw_only=True)
class MapAsked:
    """What the map is to show: a period, either end of which may be open, and a dimension that the relations serve."""

    today: date
    first: date | None = None
    last: date | None = None
    dimension: int | None = None

    @property
    def has_period(self) -> bool:
        return self.first is not None or self.last is not None

    def touches(self, starts: date | None, ends: date | None) -> bool:
        """Whether something that holds from a day to a day, either of which may be open, falls into the period."""
        has_begun = self.last is None or starts is None or starts <= self.last
        return has_begun and (self.first is None or ends is None or ends >= self.first)


def on_map(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point of the globe lies on the drawing; what is beyond its edge stands at the edge."""
    x = (longitude + 180) / 360 * WIDTH
    y = (NORTH - latitude) / (NORTH - SOUTH) * HEIGHT
    return round(min(max(x, 0), WIDTH), 1), round(min(max(y, 0), HEIGHT), 1)


def radius(count: int, most: int) -> float:
    """By area: four times as many relations have twice the radius, down to what can still be seen."""
    return round(max(SMALLEST, LARGEST * sqrt(count / most)), 1)


@dataclass(frozen=True)
class KindOfMark:
    key: str
    title: Any
    shape: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A number of relations of one kind with one country."""

    kind: KindOfMark
    place: str
    count: int
    x: float
    y: float
    r: float
    url: str = ""

    @cached_property
    def path(self) -> str:
        """The outline of its shape about its middle: lines of a path; a circle is drawn as one."""
        x, y, r = self.x, self.y, self.r
        if self.kind.shape == "square":
            return f"M{x - r:.1f} {y - r:.1f}H{x + r:.1f}V{y + r:.1f}H{x - r:.1f}z"
        if self.kind.shape == "triangle":
            return f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y + r:.1f}H{x - r:.1f}z"
        if self.kind.shape == "diamond":
            return f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f} {x:.1f} {y + r:.1f} {x - r:.1f} {y:.1f}z"
        if self.kind.shape == "cross":
            arm = r * 0.4  # half as wide as it is thick
            reach = r - arm
            return (
                f"M{x - arm:.1f} {y - r:.1f}h{2 * arm:.1f}v{reach:.1f}h{reach:.1f}v{2 * arm:.1f}h{-reach:.1f}v{reach:.1f}"
                f"h{-2 * arm:.1f}v{-reach:.1f}h{-reach:.1f}v{-2 * arm:.1f}h{reach:.1f}z"
            )
        return ""


@dataclass
class WorldMap:
    """The declaration: how many relations of which kind there are with which country. The drawing follows from it.

    ``names`` are the countries in the reader's language, ``urls`` where their marks lead.
    """

    kinds: Sequence[KindOfMark]
    counts: dict[tuple[str, str], int]  # by country and key of the kind
    names: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)

    width, height = WIDTH, HEIGHT

    @property
    def marks(self) -> list[Mark]:
        """The large ones first, so that the small ones lie above them; kinds of one country stand side by side."""
        most = max(self.counts.values(), default=0)
        countries = sorted({country for country, _kind in self.counts} & centres().keys())
        return sorted((mark for each in countries for mark in self.marks_of(each, most)), key=lambda mark: -mark.r)

    def marks_of(self, country: str, most: int) -> list[Mark]:
        here = [(kind, count) for kind in self.kinds if (count := self.counts.get((country, kind.key), 0))]
        radii = [radius(count, most) for _kind, count in here]
        x, y = on_map(*centres()[country])
        left = x - sum(radii) - APART * (len(radii) - 1) / 2
        marks = []
        for (kind, count), r in zip(here, radii, strict=True):
            name = self.names.get(country, country)
            url = self.urls.get(country, "")
            marks.append(Mark(kind=kind, place=name, count=count, x=round(left + r, 1), y=y, r=r, url=url))
            left += 2 * r + APART
        return marks


def counted(relations: Iterable[Relation]) -> dict[tuple[str, str], int]:
    """How many relations of each kind there are with each country; those with none known under the empty code."""
    return dict(Counter((each.country, each.kind) for each in relations))
