"""The plan format of Gobierto: numbered levels, from 0 or from 1, and the columns of a node."""

import re

from intlstrategy.interchange.formats.base import Format, Mapping, number_levels

LEVEL = re.compile(r"level (\d{1,2})", re.IGNORECASE)
COLUMNS = {
    "node.external_id": "external_id",
    "node.title": "title",
    "node.status": "status",
    "node.start": "starts_on",
    "node.end": "ends_on",
    "node.progress": "progress",
    "node.description": "text",
}


def levels(header: list[str]) -> dict[str, int]:
    return {column: int(match[1]) for column in header if (match := LEVEL.fullmatch(column))}


def is_recognised(header: list[str]) -> bool:
    return "node.title" in {column.lower() for column in header} and bool(levels(header))


def default_mapping(header: list[str], language: str = "") -> Mapping:
    known = number_levels(levels(header))
    return {column: known.get(column) or COLUMNS.get(column.lower(), "") for column in header}


FORMAT = Format(
    key="gobierto",
    label="Gobierto",
    is_recognised=is_recognised,
    default_mapping=default_mapping,
    level_names=lambda header, mapping: None,  # its levels have numbers, no names
    has_html=True,
)
