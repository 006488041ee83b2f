"""What networks, missions and assets say on other pages: organisations, people, elements, actions, agreements."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import Panel, panels
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.models import (
    Approach,
    Asset,
    AssetUse,
    Mission,
    MissionParticipant,
    NetworkMembership,
    Tie,
)
from intlstrategy.relations.panels import SHOWN, Load, living

Told = Callable[[Any], dict[str, Any]]


def network_told(row: NetworkMembership) -> dict[str, Any]:
    return {"title": row.title, "sub": row.get_category_display(), "day": row.joined_on}


def mission_told(row: Mission) -> dict[str, Any]:
    where = f" · {row.where}" if row.where else ""
    return {"title": row.title, "sub": f"{row.get_direction_display()}{where}", "day": row.starts_on}


def approach_told(row: Approach) -> dict[str, Any]:
    return {"title": str(row), "sub": f"{row.get_kind_display()} · {row.get_status_display()}", "day": row.received_on}


def asset_told(row: Asset) -> dict[str, Any]:
    return {"title": row.name, "sub": row.get_kind_display(), "day": None}


PAGES: dict[Any, tuple[str, str, Told]] = {
    NetworkMembership: ("network-detail", "globe2", network_told),
    Mission: ("mission-detail", "airplane", mission_told),
    Approach: ("approach-detail", "envelope", approach_told),
    Asset: ("asset-detail", "patch-check", asset_told),
}


def shown(municipality: Municipality, model: Any, found: dict[int, dict[int, Any]]) -> dict[int, dict[str, Any]]:
    """The first records of each page, and how many more there are."""
    page, icon, told = PAGES[model]
    return {
        pk: {
            "icon": icon,
            "language": municipality.main_language,
            "rows": [
                told(row) | {"url": reverse(f"relations:{page}", args=[municipality.slug, row.pk])}
                for row in list(rows.values())[:SHOWN]
            ],
            "more": max(0, len(rows) - SHOWN),
        }
        for pk, rows in found.items()
    }


def linked_by(model: Any, rows: Any, name: str, link: str) -> Load:
    """The records of a kind that rows of a link model connect with each of these, in one query.

    ``name`` is the link to the record that is shown, ``link`` the one to the record on whose page it is.
    """

    def load(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
        there = rows.objects.of(municipality).filter(**{f"{link}__in": ids, f"{name}__in": living(model, municipality)})
        found: dict[int, dict[int, Any]] = defaultdict(dict)
        ordered = (f"{'-' if each[0] == '-' else ''}{name}__{each.lstrip('-')}" for each in model._meta.ordering)
        for row in there.select_related(name).order_by(*ordered):
            found[getattr(row, f"{link}_id")][getattr(row, f"{name}_id")] = getattr(row, name)
        return shown(municipality, model, found)

    return load


def pointing_at(model: Any, link: str) -> Load:
    """The records of a kind that point at each of these by a link of their own."""

    def load(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
        found: dict[int, dict[int, Any]] = defaultdict(dict)
        for row in model.objects.of(municipality).filter(**{f"{link}__in": ids}):
            found[getattr(row, f"{link}_id")][row.pk] = row
        return shown(municipality, model, found)

    return load


def register_panels_of_records() -> None:
    approaches, origin = _("Approaches"), _("Approach that it came from")
    networks, missions, assets = _("Networks"), _("Missions and visits"), _("City assets")
    for key, weight, title, model, load in (
        ("networks-of-stakeholder", 26, networks, "stakeholders.Stakeholder", pointing_at(NetworkMembership, "network")),
        ("networks-of-action", 26, networks, "planning.Action", linked_by(NetworkMembership, Tie, "membership", "action")),
        ("networks-of-element", 26, networks, "planning.Element", linked_by(NetworkMembership, Tie, "membership", "element")),
        ("missions-of-stakeholder", 27, missions, "stakeholders.Stakeholder", linked_by(Mission, MissionParticipant, "mission", "stakeholder")),
        ("missions-of-person", 27, missions, "stakeholders.Person", linked_by(Mission, MissionParticipant, "mission", "person")),
        ("missions-of-action", 27, missions, "planning.Action", linked_by(Mission, Tie, "mission", "action")),
        ("missions-of-element", 27, missions, "planning.Element", linked_by(Mission, Tie, "mission", "element")),
        ("missions-of-agreement", 27, missions, "relations.Agreement", pointing_at(Mission, "agreement")),
        ("approaches-of-stakeholder", 29, approaches, "stakeholders.Stakeholder", pointing_at(Approach, "stakeholder")),
        ("approaches-of-action", 29, approaches, "planning.Action", linked_by(Approach, Tie, "approach", "action")),
        ("approaches-of-element", 29, approaches, "planning.Element", linked_by(Approach, Tie, "approach", "element")),
        ("origin-of-agreement", 5, origin, "relations.Agreement", pointing_at(Approach, "agreement")),
        ("origin-of-mission", 5, origin, "relations.Mission", pointing_at(Approach, "mission")),
        ("origin-of-engagement", 5, origin, "relations.Engagement", pointing_at(Approach, "engagement")),
        ("assets-of-stakeholder", 28, assets, "stakeholders.Stakeholder", pointing_at(Asset, "holder")),
        ("assets-of-action", 28, assets, "planning.Action", linked_by(Asset, Tie, "asset", "action")),
        ("assets-of-element", 28, assets, "planning.Element", linked_by(Asset, Tie, "asset", "element")),
        ("assets-of-agreement", 28, assets, "relations.Agreement", linked_by(Asset, AssetUse, "asset", "agreement")),
    ):  # fmt: skip
        panels.register(
            Panel(
                key=key, weight=weight, for_model=model, title=title, capability=Capability.READ,
                template="relations/_records_panel.html", load=load,
            )
        )  # fmt: skip
