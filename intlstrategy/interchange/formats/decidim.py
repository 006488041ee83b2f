"""The accountability export of Decidim: results that name their parent, in several languages."""

from django.utils.translation import gettext as _

from intlstrategy.interchange.formats.base import Format, Mapping
from intlstrategy.interchange.formats.targets import OF_ACTIONS_ONLY
from intlstrategy.interchange.rows import Problem, SourceRow

FALLBACKS = ("en", "es", "ca")
COLUMNS = {
    "id": "external_id",
    "parent/id": "parent_external_id",
    "start_date": "starts_on",
    "end_date": "ends_on",
    "progress": "progress",
}


def in_language(header: list[str], stem: str, language: str) -> str:
    """The column of a text in the city's language, or in the first language there is."""
    wanted = [f"{stem}/{code}" for code in (language, *FALLBACKS)]
    others = [column for column in header if column.startswith(f"{stem}/")]
    return next((column for column in [*wanted, *others] if column in header), "")


def default_mapping(header: list[str], language: str) -> Mapping:
    mapping = {column: COLUMNS.get(column, "") for column in header}
    for stem, target in (("title", "title"), ("description", "text"), ("category/name", "level_1")):
        column = in_language(header, stem, language)
        if column:
            mapping[column] = target
    return mapping


def level_names(header: list[str], mapping: Mapping) -> list[str]:
    return [_("Category"), _("Result")]


def arrange(rows: list[SourceRow]) -> None:
    """A result that others name as their parent is an element; the rest are actions below it."""
    by_id = {row.external_id: row for row in rows if row.external_id}
    parents = {row.parent_external_id for row in rows if row.parent_external_id}
    categories = {id(row): row.path[:1] for row in rows}  # before the paths grow below
    for row in rows:
        chain, broken = ancestors(row, by_id)
        if broken:
            row.problems.append(Problem(row.number, "parent/id", broken))
            continue
        top = chain[0] if chain else row
        row.path = (*categories[id(top)], *(each.title for each in chain))
        if row.external_id in parents:
            row.kind = "element"
            row.path = (*row.path, row.title)
            keep_with_source(row)


def ancestors(row: SourceRow, by_id: dict[str, SourceRow]) -> tuple[list[SourceRow], str]:
    """From the top down to the parent; or why there is no such line."""
    chain: list[SourceRow] = []
    parent_id = row.parent_external_id
    while parent_id:
        parent = by_id.get(parent_id)
        if parent is None:
            return [], _("The parent %(id)s is not in the file.") % {"id": parent_id}
        if parent is row or parent in chain:
            return [], _("The parent %(id)s makes a loop: a result cannot stand below itself.") % {"id": parent_id}
        chain.insert(0, parent)
        parent_id = parent.parent_external_id
    return chain, ""


def keep_with_source(row: SourceRow) -> None:
    """An element has no dates, status or progress of its own; what the file says of it is kept."""
    for key in sorted(OF_ACTIONS_ONLY & row.fields.keys()):
        value = row.fields.pop(key)
        if value not in (None, "", []):
            row.extras.append((key, str(value)))


FORMAT = Format(
    key="decidim",
    label="Decidim",
    is_recognised=lambda header: {"id", "parent/id", "progress"} <= set(header),
    default_mapping=default_mapping,
    level_names=level_names,
    has_html=True,
    arrange=arrange,
)
