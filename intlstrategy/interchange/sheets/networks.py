"""Memberships of networks as a table, each with what its last year cost."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.interchange.sheets.base import Beside, Column, Day, Long, Number, Sheet, Text, Values, Word, key_of
from intlstrategy.interchange.sheets.lookups import DEPARTMENT, DIMENSION, MEMBER, ORGANISATION, POST
from intlstrategy.municipalities.editing import bulk_save
from intlstrategy.municipalities.models import Municipality
from intlstrategy.relations.models import NetworkMembership, NetworkYear
from intlstrategy.stakeholders.models import Stakeholder

Category = NetworkMembership.Category
YEAR = ("fee_planned", "fee_paid", "staff_days")


def prepare(values: Values, is_new: bool) -> None:
    """Without a name of its own the membership has that of the network."""
    if is_new and not values.get("title") and values.get("network"):
        values["title"] = values["network"].name


def check(record: Any, values: Values) -> dict[str, str]:
    wrong: dict[str, str] = {}
    network = values.get("network")
    if network and network.kind != Stakeholder.Kind.CITY_NETWORK:
        words = {"name": network, "kind": network.get_kind_display()}
        wrong["network"] = (
            _("“%(name)s” is entered as “%(kind)s”. If it is a network of cities, change its kind first.") % words
        )
    if values.get("year") is None and any(values.get(key) is not None for key in YEAR):
        wrong["year"] = _("Say of which year the fee and the days are.")
    if values.get("year") is not None and not 1900 <= values["year"] <= 2200:
        wrong["year"] = _("Write a year, as 2026.")
    for key in YEAR:
        if (values.get(key) or 0) < 0:
            wrong[key] = _("Neither a fee nor days are below zero.")
    return wrong


def beside(municipality: Municipality, memberships: Sequence[Any]) -> Beside:
    """The last year of each, and every year apart."""
    found: Beside = defaultdict(dict)
    for row in NetworkYear.objects.of(municipality).order_by("year", "pk"):
        told = {"year": row.year} | {key: getattr(row, key) for key in YEAR}
        years = found[row.membership_id].get("years", {})
        found[row.membership_id] = told | {"years": years | {row.year: told}}
    return found


def in_row(before: Values, values: Values) -> Values:
    """A row about a year is held against that year, whichever is the last."""
    year = values.get("year")
    if year is None:
        return before
    return before | before.get("years", {}).get(year, dict.fromkeys(("year", *YEAR)))


def write_beside(changes: Sequence[Any], by: User | None) -> None:
    told = [
        change for change in changes if change.values.get("year") is not None and {"year", *YEAR} & {*change.differing}
    ]
    if not told:
        return
    municipality = told[0].record.municipality
    rows = NetworkYear.objects.of(municipality).filter(membership__in=[change.record.pk for change in told])
    known = {(row.membership_id, row.year): row for row in rows}
    new, changed = [], []
    for change in told:
        row = known.get((change.record.pk, change.values["year"]))
        (new if row is None else changed).append(
            row := row or NetworkYear(municipality=municipality, membership=change.record, year=change.values["year"])
        )
        for key in YEAR:
            if key in change.values:
                setattr(row, key, change.values[key])
    bulk_save(new, by=by)
    bulk_save(changed, by=by, fields=list(YEAR))


def same(values: Values) -> tuple[Any, ...]:
    return (
        values["network"].pk if values.get("network") else 0,
        key_of(values.get("title") or str(values.get("network") or "")),
    )


def example(municipality: Municipality) -> Values:
    """A network of the register that the city has not joined, as far as there is one."""
    networks = Stakeholder.objects.of(municipality).filter(kind=Stakeholder.Kind.CITY_NETWORK).order_by("folded", "pk")
    network = networks.exclude(memberships__binned_at=None, memberships__isnull=False).first() or networks.first()
    told = {
        "category": Category.FULL,
        "joined_on": "2019-01-01",
        "year": "2026",
        "fee_planned": "3500.00",
        "staff_days": "12",
    }
    return told | {"network": network.name if network else _("Network of Cities")}


SHEET = Sheet(
    key="networks",
    title=gettext_lazy("Networks"),
    model=NetworkMembership,
    url_name="relations:network-list",
    columns=[
        Column("network", gettext_lazy("Network"), ORGANISATION, ["red", "name", "nombre"], is_required=True),
        Column("title", gettext_lazy("What the city calls it"), Text(), ["title", "título"]),
        Column("category", gettext_lazy("Category"), Word(Category), ["categoría"]),
        Column("joined_on", gettext_lazy("Joined on"), Day("start"), ["fecha de alta", "fecha de adhesión", "member since"]),
        Column("left_on", gettext_lazy("Left on"), Day("end"), ["fecha de baja"]),
        Column("political_lead", gettext_lazy("Political lead"), POST, ["responsable político"]),
        Column("owner", gettext_lazy("Who keeps it"), MEMBER, ["owner", "responsable técnico"]),
        Column("department", gettext_lazy("Lead department"), DEPARTMENT, ["área", "unidad"]),
        Column("dimension", pgettext_lazy("of external action", "Dimension"), DIMENSION),
        Column("purpose", gettext_lazy("Purpose"), Long(), ["finalidad", "objeto"]),
        Column("year", gettext_lazy("Year"), Number(0), ["año", "ejercicio"], is_beside=True, kept_in=(NetworkYear, "year")),
        Column("fee_planned", gettext_lazy("Fee, planned"), Number(), ["fee", "cuota", "cuota prevista"], is_beside=True, kept_in=(NetworkYear, "fee_planned")),
        Column("fee_paid", gettext_lazy("Fee, paid"), Number(), ["cuota pagada"], is_beside=True, kept_in=(NetworkYear, "fee_paid")),
        Column("staff_days", gettext_lazy("Staff days"), Number(1), ["días de personal"], is_beside=True, kept_in=(NetworkYear, "staff_days")),
        Column("public_note", gettext_lazy("Public note"), Long()),
        Column("source", pgettext_lazy("of data", "Source"), Text(), ["origen"]),
    ],
    name=lambda values: values.get("title") or str(values.get("network") or ""),
    same=same,
    prepare=prepare,
    check=check,
    beside=beside,
    write_beside=write_beside,
    watched=[NetworkYear],
    in_row=in_row,
    repeats=["year", *YEAR],
    example=example,
)  # fmt: skip
