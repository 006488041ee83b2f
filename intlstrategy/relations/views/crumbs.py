"""The way back from a record: its register, under the name that its list has."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

REGISTERS = {
    "approach": (gettext_noop("Approaches"), "relations:approach-list"),
    "engagement": (gettext_noop("Engagements"), "relations:engagement-list"),
    "agreement": (gettext_noop("Agreements"), "relations:agreement-list"),
    "networkmembership": (gettext_noop("Networks"), "relations:network-list"),
    "mission": (gettext_noop("Missions and visits"), "relations:mission-list"),
    "proposal": (gettext_noop("Meetings and missions proposed"), "relations:proposal-list"),
    "asset": (gettext_noop("City assets"), "relations:asset-list"),
}


def register_of(record: Any) -> list[tuple[Any, str]]:
    """The crumb of the register that a record is listed in."""
    return register_named(record._meta.model_name, record.municipality)


def register_named(name: str, municipality: Any) -> list[tuple[Any, str]]:
    """The same for a kind of record, by the name of its model."""
    title, url_name = REGISTERS[name]
    return [(_(title), reverse(url_name, args=[municipality.slug]))]
