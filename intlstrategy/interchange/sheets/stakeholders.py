"""Stakeholders as a table."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.interchange.sheets.base import (
    Column,
    Country,
    Languages,
    Long,
    Number,
    Sheet,
    Text,
    Values,
    Word,
    key_of,
)
from intlstrategy.interchange.sheets.lookups import LEVEL, MEMBER
from intlstrategy.stakeholders.models import Stakeholder

Kind, Sector = Stakeholder.Kind, Stakeholder.Sector
KIND_WORDS = {
    Kind.LOCAL_GOVERNMENT: ("municipality", "city", "city council", "ayuntamiento", "ciudad", "entidad local"),
    Kind.REGIONAL_GOVERNMENT: ("region", "comunidad autónoma", "gobierno regional", "diputación"),
    Kind.NATIONAL_GOVERNMENT: ("ministry", "ministerio", "administración general del Estado"),
    Kind.CITY_NETWORK: ("network", "red", "red de ciudades"),
    Kind.UNIVERSITY: ("university", "universidad", "centro de investigación"),
    Kind.COMPANY: ("empresa",),
    Kind.SME: ("SME", "pyme"),
    Kind.NGO: ("ONG", "ONGD"),
    Kind.ASSOCIATION: ("association", "asociación"),
    Kind.EMBASSY: ("embassy", "consulate", "embajada", "consulado"),
    Kind.INTERNATIONAL: ("organismo internacional",),
}
SECTOR_OF = {
    Kind.UNIVERSITY: Sector.ACADEMIC, Kind.SCHOOL: Sector.ACADEMIC, Kind.COMPANY: Sector.PRIVATE, Kind.SME: Sector.PRIVATE,
    Kind.CHAMBER: Sector.PRIVATE, Kind.TRADE_UNION: Sector.CIVIL, Kind.NGO: Sector.CIVIL, Kind.ASSOCIATION: Sector.CIVIL,
    Kind.DIASPORA: Sector.CIVIL, Kind.CULTURE: Sector.CIVIL, Kind.SPORT: Sector.CIVIL, Kind.MEDIA: Sector.MEDIA,
}  # fmt: skip


def prepare(values: Values, is_new: bool) -> None:
    """The sector of a new organisation follows from its kind where the file does not say it."""
    if is_new and values.get("kind") and not values.get("sector"):
        values["sector"] = SECTOR_OF.get(values["kind"], Sector.PUBLIC)


def same(values: Values) -> tuple[Any, ...]:
    return (key_of(values.get("name", "")),)


SHEET = Sheet(
    key="stakeholders",
    title=_("Stakeholders"),
    model=Stakeholder,
    url_name="stakeholders:stakeholder-list",
    columns=[
        Column("name", _("Name"), Text(), ["organisation", "nombre", "entidad", "organización", "razón social", "denominación"], is_required=True),
        Column("own_name", _("Name in its own language"), Text()),
        Column("kind", _("Kind"), Word(Kind, KIND_WORDS), ["type", "tipo"], is_required=True),
        Column("sector", _("Sector"), Word(Sector), is_required=True),
        Column("level", _("Governance level"), LEVEL, ["ámbito"]),
        Column("side", _("Political or technical"), Word(Stakeholder.Side)),
        Column("country", _("Country"), Country(), ["país"]),
        Column("place", _("Place"), Text(), ["city", "municipality", "localidad", "ciudad", "municipio"]),
        Column("latitude", _("Latitude"), Number(5), ["lat"]),
        Column("longitude", _("Longitude"), Number(5), ["lon", "lng", "long"]),
        Column("languages", _("Languages"), Languages(), ["idioma", "idiomas", "lenguas"]),
        Column("website", _("Website"), Text(), ["web", "url", "página web"]),
        Column("description", _("Description"), Long(), ["notes", "observaciones"]),
        Column("owner", _("Relation owner"), MEMBER, ["owner", "responsable"]),
        Column("source", pgettext_lazy("of data", "Source"), Text(), ["origen"]),
    ],
    name=lambda values: values.get("name", ""),
    same=same,
    prepare=prepare,
    example=lambda municipality: {
        "name": "Ville d’Exemple", "kind": Kind.LOCAL_GOVERNMENT, "sector": Sector.PUBLIC, "country": "FR", "place": "Exemple",
        "latitude": "48.11198", "longitude": "-1.67429", "languages": "fr; en", "website": "https://example.org",
    },
)  # fmt: skip
