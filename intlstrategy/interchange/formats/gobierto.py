"""The plan format of Gobierto: numbered levels, from 0 or from 1, and columns of a node."""

import re

from intlstrategy.interchange.formats.base import Format, Mapping, levels_by_header

LEVEL = re.compile(r"Level (\d)")
COLUMNS = {
    "Node.external_id": "external_id",
    "Node.Title": "title",
    "Node.Status": "status",
    "Node.Start": "starts_on",
    "Node.End": "ends_on",
    "Node.Progress": "progress",
    "Node.description": "text",
}


def default_mapping(header: list[str], language: str) -> Mapping:
    numbers = {column: int(match[1]) for column in header if (match := LEVEL.fullmatch(column))}
    first = min(numbers.values(), default=0)
    levels = {column: f"level_{number - first + 1}" for column, number in numbers.items()}
    return {column: levels.get(column) or COLUMNS.get(column, "") for column in header}


FORMAT = Format(
    key="gobierto",
    label="Gobierto",
    is_recognised=lambda header: "Node.Title" in header and any(LEVEL.fullmatch(column) for column in header),
    default_mapping=default_mapping,
    level_names=levels_by_header,
    has_html=True,
)
