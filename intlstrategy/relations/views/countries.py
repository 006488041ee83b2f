"""The page of a country: everything that the city has to do with it, which the map of the world leads to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from intlstrategy.core.countries import country_name, names
from intlstrategy.core.places import place_name, region_of
from intlstrategy.municipalities.access import ScopedView
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.countries import (
    agreements_in,
    assets_in,
    engagements_in,
    missions_in,
    networks_in,
    organisations_in,
)
from intlstrategy.relations.reading import stands_of

SHOWN = 10


def known_country(code: str) -> str:
    """The code, where it is one of a country."""
    if code not in names("en"):
        raise Http404
    return code


@dataclass(frozen=True)
class Row:
    record: Any
    words: str  # what it is, in the reader's language
    day: date | None = None


@dataclass(frozen=True)
class Section:
    """One kind of relation with the country. ``register`` lists all of them, where the register can be asked for a country."""

    key: str
    title: str
    icon: str
    rows: list[Row]
    is_longer: bool
    register: str
    nothing: str  # what stands there where there is none


def told(*words: Any) -> str:
    return " · ".join(str(each) for each in words if each)


def section(
    key: str, title: str, icon: str, nothing: str, rows: Any, row: Callable[[Any], Row], register: str = ""
) -> Section:
    found = list(rows[: SHOWN + 1])
    return Section(key, title, icon, [row(each) for each in found[:SHOWN]], len(found) > SHOWN, register, nothing)


def sections_of(municipality: Municipality, code: str, today: date) -> Iterable[Section]:
    def register(name: str) -> str:
        return f"{reverse(name, args=[municipality.slug])}?country={code}"

    agreements = list(agreements_in(municipality, code)[: SHOWN + 1])
    stands = stands_of(municipality, agreements, today)
    yield section(
        "organisations", _("Organisations"), "building", _("No organisation is noted yet."), organisations_in(municipality, code),
        lambda each: Row(each, told(each.get_kind_display(), each.place)), register("stakeholders:stakeholder-list"),
    )  # fmt: skip
    yield section(
        "networks", _("Networks based there"), "diagram-3", _("No network is noted yet."), networks_in(municipality, code),
        lambda each: Row(each, told(each.get_category_display()), each.joined_on), register("relations:network-list"),
    )  # fmt: skip
    yield section(
        "agreements", _("Agreements"), "file-earmark-text", _("No agreement is noted yet."), agreements,
        lambda each: Row(each, told(stands[each.pk].words), each.signed_on), register("relations:agreement-list"),
    )  # fmt: skip
    yield section(
        "missions", _("Missions and visits"), "airplane", _("No mission is noted yet."), missions_in(municipality, code),
        lambda each: Row(each, told(each.get_direction_display(), each.place), each.starts_on),
    )  # fmt: skip
    yield section(
        "engagements", _("Engagements"), "chat-left-text", _("No engagement is noted yet."), engagements_in(municipality, code),
        lambda each: Row(each, told(each.get_kind_display(), each.place), each.on), register("relations:engagement-list"),
    )  # fmt: skip
    yield section(
        "assets", _("City assets in use there"), "layers", _("No city asset is in use there yet."), assets_in(municipality, code),
        lambda each: Row(each, told(each.get_kind_display())),
    )  # fmt: skip


class CountryDetail(ScopedView, TemplateView):
    capability = Capability.READ
    template_name = "relations/country_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = known_country(self.kwargs["country"])
        name, here = country_name(code), self.municipality
        sections = list(sections_of(here, code, timezone.localdate()))
        return super().get_context_data() | {  # not the words of the address, which would hide the city
            "name": name,
            "region": place_name(region_of(code)) if region_of(code) else "",
            "crumbs": [(_("World map"), reverse("workspace:world-map", args=[here.slug])), (name, "")],
            "with_it": sections,
            "is_empty": not any(each.rows for each in sections),
            "briefing_url": reverse("relations:country-briefing", args=[here.slug, code]),
            "may_edit": self.membership.can(Capability.EDIT),
        }
