"""The way back from a record: its register, under the name that its list has."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

REGISTERS = {
    "engagement": (gettext_noop("Engagements"), "relations:engagement-list"),
    "agreement": (gettext_noop("Agreements"), "relations:agreement-list"),
}


def register_of(record: Any) -> list[tuple[Any, str]]:
    """The crumb of the register that a record is listed in."""
    title, url_name = REGISTERS[record._meta.model_name]
    return [(_(title), reverse(url_name, args=[record.municipality.slug]))]
