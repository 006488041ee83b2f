"""The accountability export of Decidim: results that name their parent, in several languages."""

from django.utils.translation import gettext as _

from intlstrategy.core.text import markdown_from_html, plain_from_html, tidy
from intlstrategy.interchange.formats.base import Format, Mapping, level_columns
from intlstrategy.interchange.formats.parents import ancestors, find_loops
from intlstrategy.interchange.rows import SourceRow

COLUMNS = {
    "id": "external_id",
    "parent/id": "parent_external_id",
    "start_date": "starts_on",
    "end_date": "ends_on",
    "progress": "progress",
}
IN_LANGUAGES = {"title": "title", "description": "text", "category/name": "level_1", "status/name": "status"}


def default_mapping(header: list[str], language: str = "") -> Mapping:
    """The municipality's language where the file has it, else the first that it has."""
    mapping = {column: COLUMNS.get(column, "") for column in header}
    for stem, target in IN_LANGUAGES.items():
        columns = in_every_language(header, stem)
        wanted = f"{stem}/{language}"
        if columns:
            mapping[wanted if wanted in columns else columns[0]] = target
    return mapping


def in_every_language(header: list[str], stem: str) -> list[str]:
    return [column for column in header if column.startswith(f"{stem}/")]


def arrange(rows: list[SourceRow], header: list[str], mapping: Mapping) -> None:
    """A result that others name as their parent is an element; the rest are actions below it."""
    for row in rows:
        fall_back(row)
    by_id = {row.external_id: row for row in reversed(rows) if row.external_id}
    parents = {row.parent_external_id for row in rows if row.parent_external_id in by_id}
    looping = find_loops(by_id)
    category = {row.number: row.path[:1] for row in rows}
    level = next(iter(level_columns(header, mapping)), "")
    column = next((column for column in header if mapping.get(column) == "parent_external_id"), "")
    for row in rows:
        chain = [] if refuse_parent(row, column, by_id, looping) else list(ancestors(row, by_id))
        top = chain[-1] if chain else row
        if chain and category[row.number] and category[row.number] != category[top.number]:
            row.extras.append((level, category[row.number][0]))
        row.path = (*category[top.number], *(each.title for each in reversed(chain)))
        if row.external_id in parents:
            row.kind = "element"
            row.path = (*row.path, row.title)


def fall_back(row: SourceRow) -> None:
    """What is blank in the chosen language is read in the first language that has it."""
    row.title = row.title or plain_from_html(tidy(first_extra(row, "title/")))
    row.text = row.text or markdown_from_html(first_extra(row, "description/"))
    if not row.path and (category := plain_from_html(tidy(first_extra(row, "category/name/")))):
        row.path = (category,)


def first_extra(row: SourceRow, stem: str) -> str:
    return next((value for column, value in row.extras if column.startswith(stem) and value.strip()), "")


def refuse_parent(row: SourceRow, column: str, by_id: dict[str, SourceRow], looping: set[str]) -> bool:
    """Whether the way up from the row is broken; the row then says how."""
    parent = row.parent_external_id
    if not parent:
        return False
    if parent not in by_id:
        row.refuse(column, _("The parent %(id)s is not in the file.") % {"id": parent})
    elif parent in looping:
        row.refuse(
            column, _("%(id)s is a parent that makes a loop: a result cannot stand below itself.") % {"id": parent}
        )
    else:
        return False
    return True


FORMAT = Format(
    key="decidim",
    label="Decidim",
    is_recognised=lambda header: (
        {"id", "parent/id", "progress"} <= set(header) and bool(in_every_language(header, "title"))
    ),
    default_mapping=default_mapping,
    level_names=lambda header, mapping: None,
    has_html=True,
    has_own_statuses=True,
    arrange=arrange,
)
