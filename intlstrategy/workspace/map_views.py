"""The map of the world: where the city's relations are, and where its plan says they should be."""

from collections import Counter, defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from intlstrategy.core.charts.world import SHAPES, KindOfMark, WorldMap, counted
from intlstrategy.core.countries import country_name
from intlstrategy.core.places import place_name, region_of
from intlstrategy.core.registry import map_kinds
from intlstrategy.core.text import fold
from intlstrategy.municipalities.access import ScopedView
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Plan, PlanPriority
from intlstrategy.workspace.balance import Priority, balance, counts_home
from intlstrategy.workspace.filters import MapFilters

Counts = dict[tuple[str, str], int]


class RelationsMap(ScopedView, View):
    """The map, the balance with a plan, and the table that says the same."""

    capability = Capability.READ
    filterset_class = MapFilters

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        filters = self.filterset_class(request.GET, reader=self.membership)
        counts = counted(filters.found(self.membership, timezone.localdate()))
        by_country: Counter[str] = Counter()
        for (country, _kind), count in counts.items():
            by_country[country] += count
        names = {code: country_name(code) for code in by_country if code}
        urls = {code: country_url(self.municipality, code) for code in names}
        kinds = [KindOfMark(kind.key, kind.title, shape_of(kind.key)) for kind in filters.chosen]
        plan = filters.cleaned_data.get("plan") or plan_in_force(filters)
        context = {
            "title": _("World map"),
            "filterset": filters,
            "is_filtered": any(request.GET.get(name) for name in filters.fields),
            "map": WorldMap(kinds, counts, names, urls),
            "finding": finding(by_country),
            "kinds": kinds,
            "rows": rows_of(self.municipality, filters, counts, by_country, names),
            "totals": [(each.title, sum(counts.get((code, each.key), 0) for code in names)) for each in kinds],
            "total": sum(by_country[code] for code in names),
            "nowhere": by_country.get("", 0),
            "plan": plan,
            **held_against(plan, by_country),
        }
        return render(request, "workspace/world_map.html", context)


def shape_of(key: str) -> str:
    """Of a kind, whichever others are shown."""
    return SHAPES[[kind.key for kind in map_kinds].index(key) % len(SHAPES)]


def country_url(municipality: Municipality, code: str) -> str:
    return reverse("relations:country-detail", args=[municipality.slug, code])


def plan_in_force(filters: MapFilters) -> Plan | None:
    """The plan with priorities that one would open first."""
    plans = filters.fields["plan"].queryset  # type: ignore[attr-defined]
    return plans.to_open_first(timezone.localdate()).first()


def rows_of(
    municipality: Municipality, filters: MapFilters, counts: Counts, by_country: Counter[str], names: dict[str, str]
) -> list[dict[str, Any]]:
    """Countries by how many relations there are with each; with the address of each register, which knows the country
    only: where the map is narrowed otherwise, its numbers are others than the register's."""
    registers = [
        (kind.key, kind.title, "" if filters.narrows else kind.register(municipality)) for kind in filters.chosen
    ]
    return [
        {
            "url": country_url(municipality, code),
            "name": names[code],
            "region": place_name(region_of(code)),
            "cells": [
                (title, counts.get((code, key), 0), f"{register}{code}" if register else "")
                for key, title, register in registers
            ],
            "total": by_country[code],
        }
        for code in sorted(names, key=lambda code: (-by_country[code], fold(names[code])))
    ]


def held_against(plan: Plan | None, by_country: dict[str, int]) -> dict[str, Any]:
    if plan is None:
        return {"balances": []}
    stated = PlanPriority.objects.of(plan.municipality).filter(plan=plan)
    priorities = [Priority(each.place, each.share, each.reason) for each in stated]
    home = plan.municipality.country
    rows, rest = balance(priorities, by_country, home)
    told = [{"name": place_name(row.priority.place), "row": row, "says": gap_in_words(row.gap)} for row in rows]
    left_out = "" if counts_home(priorities, home) else country_name(home)
    return {"balances": told, "rest": rest, "left_out": left_out}


def gap_in_words(gap: Any) -> str:
    if gap is None:
        return ""
    if abs(gap) < 1:
        return _("as stated")
    points = abs(round(gap))
    if gap < 0:
        return ngettext("%(n)d point less than stated", "%(n)d points less than stated", points) % {"n": points}
    return ngettext("%(n)d point more than stated", "%(n)d points more than stated", points) % {"n": points}


def finding(by_country: Counter[str]) -> str:
    """The map in one sentence, for whoever does not see it."""
    regions: dict[str, int] = defaultdict(int)
    for code, count in by_country.items():
        if code:
            regions[region_of(code) or code] += count
    if not regions:
        return _("No relation with a known country.")
    first = sorted(regions.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    told = ", ".join(f"{place_name(region)} {count}" for region, count in first)
    countries = sum(1 for code in by_country if code)
    words = ngettext("Relations with %(n)d country. Most are in: %(told)s.", "Relations with %(n)d countries. Most are in: %(told)s.", countries)  # fmt: skip
    return words % {"n": countries, "told": told}
