"""A table and the meaning of its columns become the rows of a plan, each with what is wrong with it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intlstrategy.core.text import fold, markdown_from_html, tidy
from intlstrategy.interchange.formats.base import Format, Mapping
from intlstrategy.interchange.formats.targets import BY_KEY, LEVELS, OF_ACTIONS_ONLY, PLACES
from intlstrategy.interchange.reading import Table, Unreadable
from intlstrategy.interchange.rows import NearDuplicate, ParsedPlan, Problem, SourceRow
from intlstrategy.interchange.values import BadValue

LONGEST_TITLE = 500
LONGEST = {"code": 30, "external_id": 100, "file_number": 60}
ELEMENT_WORDS = {"element", "elemento"}
ACTION_WORDS = {"action", "actuacion", "accion", ""}
Merges = dict[tuple[tuple[str, ...], str], str]  # (parent path, name in the file) -> name to use


def parse(table: Table, file_format: Format, mapping: Mapping, merges: Merges | None = None) -> ParsedPlan:
    """Read every row; raise Unreadable when the columns make no plan at all."""
    columns = {column: mapping.get(column, "") for column in table.header}
    refuse_mapping(columns)
    reader = RowReader(table.header, columns, file_format)
    rows = [reader.read(number, cells) for number, cells in table.rows]
    if file_format.arrange:
        file_format.arrange(rows)
    near = near_duplicates(rows)
    merge_names(rows, merges or {})
    for check in (check_titles, check_dates, check_identifiers, check_pairs):
        check(rows)
    spoken_of = {target for target in columns.values() if target and target not in LEVELS}
    if file_format.arrange:
        spoken_of.discard("parent_external_id")
    return ParsedPlan(
        rows=rows,
        columns=spoken_of,
        level_names=file_format.level_names(table.header, columns),
        notes=[*table.notes, *reader.notes()],
        near_duplicates=[each for each in near if not is_settled(each, merges or {})],
    )


def refuse_mapping(columns: Mapping) -> None:
    used: dict[str, str] = {}
    for column, target in columns.items():
        if target and target in used:
            words = {"one": used[target], "other": column, "target": BY_KEY[target].label}
            raise Unreadable(_("The columns “%(one)s” and “%(other)s” cannot both be “%(target)s”.") % words)
        if target and target not in BY_KEY and target not in LEVELS:
            raise Unreadable(_("“%(target)s” is not something a column can mean.") % {"target": target})
        used[target] = column
    if "title" not in used:
        raise Unreadable(_("No column holds the title of the actions. Say which one does."))
    if "level_1" not in used and "parent_external_id" not in used:
        raise Unreadable(_("No column holds the first level of the plan. Say which one does."))


class RowReader:
    """Reads one row after another and counts what it normalised on the way."""

    def __init__(self, header: list[str], columns: Mapping, file_format: Format) -> None:
        self.header, self.columns, self.format = header, columns, file_format
        self.at = {target: index for index, column in enumerate(header) if (target := columns[column])}
        self.extra_columns = [(index, column) for index, column in enumerate(header) if not columns[column]]
        self.value_targets = [key for key in self.at if key not in PLACES]
        self.blanks = 0

    def notes(self) -> list[str]:
        if not self.blanks:
            return []
        note = ngettext(
            "%(n)d cell had extra blanks, which were taken away.",
            "%(n)d cells had extra blanks, which were taken away.",
            self.blanks,
        )
        return [note % {"n": self.blanks}]

    def cell(self, cells: list[str], target: str) -> str:
        """One line of text, its blanks normalised and the change counted."""
        if target not in self.at:
            return ""
        raw = cells[self.at[target]]
        clean = tidy(raw).replace("\n", " ")
        if clean != raw.replace("\r\n", "\n").replace("\n", " "):
            self.blanks += 1
        return clean

    def read(self, number: int, cells: list[str]) -> SourceRow:
        problems: list[Problem] = []
        row = SourceRow(
            number=number,
            kind=self.kind(number, cells, problems),
            path=self.path(number, cells, problems),
            title=self.cell(cells, "title"),
            external_id=self.cell(cells, "external_id"),
            parent_external_id=self.cell(cells, "parent_external_id"),
            code=self.cell(cells, "code"),
            text=self.text(cells),
            extras=[(column, cells[index]) for index, column in self.extra_columns if cells[index] != ""],
            problems=problems,
        )
        self.read_values(row, cells)
        if row.path and not row.title and self.names_levels_only(cells):
            row.kind = "element"  # a line that has no action yet
        if row.kind == "element":
            self.complete_element(row)
        return row

    def names_levels_only(self, cells: list[str]) -> bool:
        levels = {self.at[key] for key in LEVELS if key in self.at}
        return not any(cell.strip() for index, cell in enumerate(cells) if index not in levels)

    def kind(self, number: int, cells: list[str], problems: list[Problem]) -> str:
        word = fold(self.cell(cells, "kind"))
        if word in ELEMENT_WORDS:
            return "element"
        if word not in ACTION_WORDS:
            message = _("“%(word)s” is neither element nor action.") % {"word": self.cell(cells, "kind")}
            problems.append(Problem(number, self.header[self.at["kind"]], message))
        return "action"

    def path(self, number: int, cells: list[str], problems: list[Problem]) -> tuple[str, ...]:
        names = [self.cell(cells, key) for key in LEVELS if key in self.at]
        while names and not names[-1]:
            names.pop()
        if "" in names:
            missing = names.index("") + 1
            message = _("Level %(depth)d is blank although a lower level is filled in.") % {"depth": missing}
            problems.append(Problem(number, self.header[self.at[f"level_{missing}"]], message))
            names = names[: missing - 1]
        return tuple(names)

    def text(self, cells: list[str]) -> str:
        raw = cells[self.at["text"]] if "text" in self.at else ""
        return markdown_from_html(raw) if self.format.has_html else raw.replace("\r\n", "\n").strip()

    def read_values(self, row: SourceRow, cells: list[str]) -> None:
        for key in self.value_targets:
            parse_cell = BY_KEY[key].parse
            raw = cells[self.at[key]]
            try:
                row.fields[key] = parse_cell(raw) if parse_cell else self.cell(cells, key)
            except BadValue as bad:
                row.problems.append(Problem(row.number, self.header[self.at[key]], str(bad)))
                row.fields[key] = None
        for key, most in LONGEST.items():
            value = getattr(row, key, None) or row.fields.get(key) or ""
            if len(value) > most:
                message = _("This is longer than %(most)d characters.") % {"most": most}
                row.problems.append(Problem(row.number, self.header[self.at[key]], message))

    def complete_element(self, row: SourceRow) -> None:
        """An element's path ends with its own title, whichever of the two columns the file fills in."""
        if row.title and (not row.path or row.path[-1] != row.title):
            row.path = (*row.path, row.title)
        elif not row.title and row.path:
            row.title = row.path[-1]
        for key in OF_ACTIONS_ONLY & row.fields.keys():
            row.fields.pop(key)


# Checks over all rows ----------------------------------------------------------------------------------


def check_titles(rows: Iterable[SourceRow]) -> None:
    for row in rows:
        if not row.title:
            row.problems.append(Problem(row.number, "title", _("The title is missing.")))
        for title in (row.title, *row.path):
            if len(title) > LONGEST_TITLE:
                message = _("A title has at most %(most)d characters; this one has %(has)d.") % {
                    "most": LONGEST_TITLE,
                    "has": len(title),
                }
                row.problems.append(Problem(row.number, "title", message))
                break


def check_dates(rows: Iterable[SourceRow]) -> None:
    for row in rows:
        starts, ends = row.fields.get("starts_on"), row.fields.get("ends_on")
        if starts and ends and ends < starts:
            row.problems.append(Problem(row.number, "ends_on", _("The end date is before the start date.")))
        if row.fields.get("is_continuous") and ends:
            row.problems.append(Problem(row.number, "ends_on", _("A continuous action has no end date.")))


def check_identifiers(rows: Iterable[SourceRow]) -> None:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        if not row.external_id:
            continue
        key = (row.kind, row.external_id)
        if key in first:
            message = _("The identifier %(id)s already stands in row %(row)d.") % {
                "id": row.external_id,
                "row": first[key],
            }
            row.problems.append(Problem(row.number, "external_id", message))
        else:
            first[key] = row.number


def check_pairs(rows: Iterable[SourceRow]) -> None:
    """Without identifiers, two rows with the same place and title cannot be told apart."""
    first: dict[tuple[Any, ...], SourceRow] = {}
    for row in rows:
        if row.external_id:
            continue
        key = (row.kind, row.path, row.title, row.parent_external_id)
        if key in first:
            message = _(
                "Row %(row)d has the same place and title, and neither has an identifier, so they cannot be told apart."
            )
            row.problems.append(Problem(row.number, "title", message % {"row": first[key].number}))
        else:
            first[key] = row


def near_duplicates(rows: Iterable[SourceRow]) -> list[NearDuplicate]:
    """Names of elements under one parent that are spelled in several ways."""
    spelled: dict[tuple[tuple[str, ...], str], dict[str, None]] = defaultdict(dict)
    for row in rows:
        folded_parent: tuple[str, ...] = ()
        for depth, name in enumerate(row.path):
            spelled[folded_parent, squash(name)][name] = None
            folded_parent = (*folded_parent, squash(name))
            if depth > 5:
                break
    return [NearDuplicate(parent, tuple(names)) for (parent, _key), names in spelled.items() if len(names) > 1]


def squash(name: str) -> str:
    return "".join(mark for mark in fold(name) if mark.isalnum())


def is_settled(near: NearDuplicate, merges: Merges) -> bool:
    return any((near.parent, name) in merges for name in near.names)


def merge_names(rows: Iterable[SourceRow], merges: Merges) -> None:
    """Use the spelling that the user chose; a choice is by the folded path of the parent and the name."""
    if not merges:
        return
    for row in rows:
        names, folded_parent = [], ()
        for name in row.path:
            names.append(merges.get((folded_parent, name), name))
            folded_parent = (*folded_parent, squash(name))  # type: ignore[assignment]
        row.path = tuple(names)
        if row.kind == "element" and names:
            row.title = names[-1]
