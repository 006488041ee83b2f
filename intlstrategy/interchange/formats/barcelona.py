"""The action plan of Barcelona, as its participation platform publishes it."""

from django.utils.translation import gettext_lazy as _

from intlstrategy.interchange.formats.base import Format, Mapping, level_columns

COLUMNS = {
    "ID": "external_id",
    "Categoria": "level_1",
    "Subcategoria": "level_2",
    "Títol": "title",
    "Descripció": "text",
}


def default_mapping(header: list[str], language: str = "") -> Mapping:
    return {column: COLUMNS.get(column, "") for column in header}


FORMAT = Format(
    key="barcelona",
    label=_("Barcelona’s action plan"),
    is_recognised=lambda header: COLUMNS.keys() <= set(header),
    default_mapping=default_mapping,
    level_names=level_columns,
    has_html=True,
)
