"""A table and the meaning of its columns become the rows of a plan, each with what is wrong with it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intlstrategy.core.text import fold, has_tags, markdown_from_html, plain_from_html, tidy, tidy_markdown
from intlstrategy.interchange.formats.base import LEVEL_CODE_KEY, LEVEL_KEY, Format, Mapping, level_columns
from intlstrategy.interchange.formats.checks import check
from intlstrategy.interchange.formats.levels import Known, Merges, merge_names, near_duplicates, with_codes
from intlstrategy.interchange.formats.native import SOURCE_MARK, is_our_own
from intlstrategy.interchange.formats.parents import paths_by_parents
from intlstrategy.interchange.formats.targets import BY_KEY, FIELD_OF, OF_ACTIONS_ONLY, PARSERS, VALUE_KEYS
from intlstrategy.interchange.reading import Table, Unreadable, about_sheet
from intlstrategy.interchange.rows import ParsedPlan, SourceRow
from intlstrategy.interchange.values import BadValue, is_rounded, shown

MOST_NOTES = 5
ELEMENT_WORDS = {"element", "elemento", "e"}
ACTION_WORDS = {"action", "actuacion", "accion", "actuacio", "a", ""}
KIND_WORDS = (ELEMENT_WORDS | ACTION_WORDS) - {""}


def parse(
    table: Table,
    file_format: Format,
    mapping: Mapping,
    merges: Merges | None = None,
    known: Known | None = None,
) -> ParsedPlan:
    """Read every row; raise Unreadable when the columns make no plan at all."""
    meaning = {column: mapping.get(column, "") for column in table.header}
    with about_sheet(table.sheet, table.sheets):
        refuse_mapping(meaning)
    reader = RowReader(table, meaning, file_format)
    cells = dict(table.numbered())
    rows = [reader.place(number, each) for number, each in cells.items()]
    if file_format.arrange:
        file_format.arrange(rows, table.header, meaning)
    elif not reader.levels and "parent_external_id" in reader.columns:
        paths_by_parents(rows)
    else:
        add_own_titles(rows)
    for row in rows:
        reader.refuse_errors(row, cells[row.number])
        reader.values(row, cells[row.number])
    near = near_duplicates(rows, merges or {}, known or {})
    merge_names(rows, merges or {})
    rows = with_codes(rows, reader.level_codes, reader.level_code_columns)
    check(rows, reader.columns)
    return ParsedPlan(
        rows=rows,
        level_names=file_format.level_names(table.header, meaning),
        columns={target: column for column, target in meaning.items() if target and not LEVEL_KEY.fullmatch(target)},
        column_names=set(reader.order),
        notes=[
            *table.notes,
            *reader.notes(),
            *about_blank_levels(rows, table.header, meaning),
            *told_once([note for row in rows for note in row.notes]),
        ],
        near_duplicates=near,
        is_our_own=is_our_own(table.header),
    )


def refuse_mapping(meaning: Mapping) -> None:
    used: dict[str, str] = {}
    for column, target in meaning.items():
        if not target:
            continue
        if target in used:
            raise Unreadable(
                _("The columns “%(one)s” and “%(other)s” cannot both be “%(target)s”.")
                % {"one": used[target], "other": column, "target": BY_KEY[target].label if target in BY_KEY else target}
            )
        if target not in BY_KEY and not LEVEL_KEY.fullmatch(target) and not LEVEL_CODE_KEY.fullmatch(target):
            raise Unreadable(_("“%(target)s” is not something a column can mean.") % {"target": target})
        used[target] = column
    if "title" not in used:
        raise Unreadable(_("No column holds the title of the actions. Say which one does."))
    if "level_1" not in used and "parent_external_id" not in used and "kind" not in used:
        raise Unreadable(_("No column holds the first level of the plan. Say which one does."))


def add_own_titles(rows: Iterable[SourceRow]) -> None:
    """An element's path ends with its own title, whether the file's levels say so or stop above it.

    Where they say so, a row whose title differs from its last level was given a new title there.
    """
    elements = [row for row in rows if row.kind == "element" and row.title]
    repeated = sum(row.path[-1:] == (row.title,) for row in elements)
    if all(row.path for row in elements) and repeated * 2 >= len(elements):
        for row in elements:
            row.path = (*row.path[:-1], row.title)
    else:
        for row in elements:
            row.path = (*row.path, row.title)


def about_blank_levels(rows: Iterable[SourceRow], header: list[str], meaning: Mapping) -> Iterator[str]:
    """Whoever writes a name once and leaves the cells below it blank would find the actions a level higher."""
    columns = level_columns(header, meaning)
    if is_our_own(header) or not columns:
        return
    above: tuple[str, ...] = ()
    higher = []
    for row in rows:
        if row.kind != "action" or row.parent_external_id:
            continue
        if row.path and len(row.path) < len(above) and above[: len(row.path)] == row.path:
            higher.append(row)
        else:
            above = row.path
    if higher:
        yield ngettext(
            "Row %(row)d leaves “%(column)s” blank although rows above fill it in, and was placed under “%(place)s”. "
            "Where the blank means the same as above, fill it in.",
            "%(n)d rows leave a level blank although rows above fill it in, from row %(row)d, “%(column)s”, placed under "
            "“%(place)s”. Where the blank means the same as above, fill it in.",
            len(higher),
        ) % {
            "n": len(higher),
            "row": higher[0].number,
            "column": columns[min(len(higher[0].path), len(columns) - 1)],
            "place": higher[0].path[-1],
        }


def told_once(notes: list[str]) -> list[str]:
    """What was passed over in rows: the first few, and how many more."""
    more = len(notes) - MOST_NOTES
    if more <= 0:
        return notes
    rest = ngettext("And %(n)d more value like these.", "And %(n)d more values like these.", more)
    return [*notes[:MOST_NOTES], rest % {"n": more}]


def name_of_extra(column: str, meaning: Mapping) -> str:
    """A column of the source as the source calls it: our own export marks one that is called as one of ours."""
    name = column.removesuffix(SOURCE_MARK)
    return name if meaning.get(name) or name.endswith(SOURCE_MARK) else column


class RowReader:
    """Reads one row after another, and counts what it normalised on the way."""

    def __init__(self, table: Table, meaning: Mapping, file_format: Format) -> None:
        self.header = header = table.header
        self.errors, self.format = table.errors, file_format
        self.columns = {target: column for column, target in meaning.items() if target}
        self.at = {target: header.index(column) for target, column in self.columns.items()}
        self.levels = numbered_keys(self.at, "level")
        self.level_code_columns = [self.columns.get(key.replace("level_", "level_code_"), "") for key in self.levels]
        self.extra_columns = [
            (index, name_of_extra(column, meaning)) for index, column in enumerate(header) if not meaning[column]
        ]
        self.order = {column: index for index, column in enumerate(header)}
        self.order |= {column: index for index, column in self.extra_columns}
        self.level_codes: dict[int, list[str]] = {}
        self.blanks = self.unknown_statuses = 0

    def notes(self) -> list[str]:
        notes = []
        if self.blanks:
            note = ngettext("%(n)d cell had extra blanks.", "%(n)d cells had extra blanks.", self.blanks)
            notes.append(note % {"n": self.blanks})
        if self.unknown_statuses:
            note = ngettext(
                "%(n)d row has a status of the source’s own. It is kept with the row, “From the source”.",
                "%(n)d rows have statuses of the source’s own. They are kept with the rows, “From the source”.",
                self.unknown_statuses,
            )
            notes.append(note % {"n": self.unknown_statuses})
        return notes

    # Where a row stands -------------------------------------------------------------------------------

    def place(self, number: int, cells: list[str]) -> SourceRow:
        row = SourceRow(
            number=number,
            kind="action",
            path=(),
            external_id=self.line(cells, "external_id"),
            parent_external_id=self.line(cells, "parent_external_id"),
            code=self.line(cells, "code"),
            title=self.line(cells, "title"),
            text=self.text(cells, "text"),
            is_told=True,
            extras=[(column, cells[index]) for index, column in self.extra_columns if cells[index].strip()],
        )
        self.read_path(row, cells)
        self.read_kind(row, cells)
        return row

    def line(self, cells: list[str], target: str) -> str:
        """One line of text, its blanks normalised and the change counted."""
        if target not in self.at:
            return ""
        raw = cells[self.at[target]]
        clean = tidy(raw).replace("\n", " ").replace("  ", " ")
        self.blanks += clean != raw
        return plain_from_html(clean) if self.format.has_html else clean

    def text(self, cells: list[str], target: str) -> str:
        raw = cells[self.at[target]].replace("\r\n", "\n") if target in self.at else ""
        if self.format.has_html and has_tags(raw):
            return markdown_from_html(raw)
        clean = tidy_markdown(raw) if "\n" in raw.strip() else tidy(raw)
        self.blanks += clean != raw
        return clean

    def read_path(self, row: SourceRow, cells: list[str]) -> None:
        names = [self.line(cells, key) for key in self.levels]
        while names and not names[-1]:
            names.pop()
        if "" in names:
            gap = names.index("")
            row.refuse(
                self.header[self.at[self.levels[gap]]],
                _("Level %(depth)d is blank although a level below it is filled in. In a sheet, merged cells do this.")
                % {"depth": gap + 1},
            )
            names = names[:gap]
        row.path = tuple(names)
        row.is_placed = bool(names or row.parent_external_id or ("parent_external_id" in self.at and not self.levels))
        if any(self.level_code_columns):
            self.level_codes[row.number] = [
                self.line(cells, key.replace("level_", "level_code_")) for key in self.levels[: len(names)]
            ]

    def read_kind(self, row: SourceRow, cells: list[str]) -> None:
        word = fold(self.line(cells, "kind"))
        if word in ELEMENT_WORDS or (not word and row.path and self.names_levels_only(row, cells)):
            row.kind = "element"
            row.is_told = bool(word)
            row.title = row.title or (row.path[-1:] and row.path[-1]) or ""
        elif word not in ACTION_WORDS:
            row.refuse(
                self.columns["kind"],
                _("“%(word)s” is neither “element” nor “action”.") % {"word": self.line(cells, "kind")[:60]},
            )

    def names_levels_only(self, row: SourceRow, cells: list[str]) -> bool:
        """A line of the plan that has no action yet; #DIV/0! for the average of none is no action either."""
        places = {index for key, index in self.at.items() if key.startswith("level_")}
        return not any(
            cell.strip() and index not in places and (row.number, index) not in self.errors
            for index, cell in enumerate(cells)
        )

    # What a row says ----------------------------------------------------------------------------------

    def refuse_errors(self, row: SourceRow, cells: list[str]) -> None:
        """#N/A and #REF! stand where a value should be: as texts they would become titles."""
        for key, index in self.at.items():
            is_read = row.kind == "action" or key not in OF_ACTIONS_ONLY
            if is_read and (row.number, index) in self.errors:
                row.refuse(
                    self.columns[key],
                    _("The cell holds an error, %(error)s, instead of a value. Correct it in the spreadsheet.")
                    % {"error": cells[index]},
                )

    def values(self, row: SourceRow, cells: list[str]) -> None:
        for key in VALUE_KEYS:
            if key not in self.at:
                continue
            if row.kind == "element" and key in OF_ACTIONS_ONLY:
                self.keep(row, key, cells)
            else:
                row.fields[FIELD_OF.get(key, key)] = self.value(row, key, cells)
        row.extras.sort(key=lambda pair: self.order[pair[0]])

    def value(self, row: SourceRow, key: str, cells: list[str]) -> Any:
        if key == "reason":
            return self.text(cells, key)
        if key not in PARSERS:
            return self.line(cells, key)
        cell = cells[self.at[key]]
        if (row.number, self.at[key]) in self.errors:
            return None
        try:
            value = PARSERS[key](cell)
        except BadValue as bad:
            if key == "status" and self.format.has_own_statuses:
                self.unknown_statuses += 1
                self.keep(row, key, cells)
            else:
                row.refuse(self.columns[key], str(bad))
            return None
        if is_rounded(cell, value):
            row.notes.append(
                _("“%(column)s” in row %(row)d: %(text)s was rounded to %(value)s.")
                % {"column": self.columns[key], "row": row.number, "text": shown(cell), "value": localize(value)}
            )
        return value

    def keep(self, row: SourceRow, key: str, cells: list[str]) -> None:
        """What an element cannot have stays with it; under one of our own headings it would be taken for a value."""
        raw, column = cells[self.at[key]], self.columns[key]
        if not raw.strip():
            return
        if column in self.format.own_columns:
            row.notes.append(
                _("“%(column)s” belongs to actions. It was not read for the element in row %(row)d.")
                % {"column": column, "row": row.number}
            )
        else:
            row.extras.append((column, raw))


def numbered_keys(at: dict[str, int], stem: str) -> list[str]:
    """level_1, level_2 and so on, up to the deepest that a column has; one step further is read to be refused."""
    deepest = max((int(match[1]) for key in at if (match := LEVEL_KEY.fullmatch(key))), default=0)
    return [f"{stem}_{depth}" for depth in range(1, deepest + 1)]
