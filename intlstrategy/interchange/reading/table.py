"""What every file becomes, and the limits that hold for all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from intlstrategy.interchange.reading.guarding import unguard

MEGABYTE = 1024 * 1024
LARGEST_FILE = 25 * MEGABYTE
MOST_COLUMNS = 200
MOST_ROWS = 50_000
LONGEST_CELL = 1_000_000
FIRST_OF_OURS = "Row type"  # the first column of our own export

Record = tuple[int, list[str]]  # row number as a person sees it, cells


class Unreadable(ValueError):
    """The file is not something a plan can be read from; the message says so in the user's words."""


@dataclass(frozen=True)
class Table:
    """Rows of text, each as long as the header. ``numbers`` are the rows' numbers as a spreadsheet shows them.

    ``errors`` are the places, by row number and column from 0, of what a spreadsheet shows where it has no value: #N/A.
    """

    header: list[str]
    rows: Sequence[list[str]]
    numbers: Sequence[int]
    kind: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: Sequence[str] = ()  # of the whole workbook
    notes: Sequence[str] = ()
    errors: Set[tuple[int, int]] = frozenset()

    def numbered(self) -> Iterable[Record]:
        return zip(self.numbers, self.rows, strict=True)


@contextmanager
def about_sheet(sheet: str, sheets: Sequence[str]) -> Iterator[None]:
    """What is wrong with one of several sheets is told with its name."""
    try:
        yield
    except Unreadable as unreadable:
        if len(sheets) < 2:
            raise
        words = {"sheet": sheet, "problem": unreadable}
        raise Unreadable(_("Sheet “%(sheet)s”: %(problem)s") % words) from unreadable


def grouped(number: int) -> str:
    """50000 as 50 000, which no language misreads."""
    return f"{number:,}".replace(",", "\u202f")


def refuse_sizes(columns: int, rows: int, *, is_ours: bool) -> None:
    """Stop while reading, before a file of a million cells is in memory.

    Our own export adds columns and rows of elements to what came in, and is to be taken back.
    """
    times = 2 if is_ours else 1
    if columns > MOST_COLUMNS * times:
        raise Unreadable(
            _("This file has more than %(most)d columns. Keep those that describe the plan.")
            % {"most": MOST_COLUMNS * times}
        )
    if rows > MOST_ROWS * times:
        raise Unreadable(_("This file has more than %(most)s rows. Split it.") % {"most": grouped(MOST_ROWS * times)})


def filled(cells: list[str]) -> int:
    """How many cells there are, without the blank ones at the end."""
    count = len(cells)
    while count and not cells[count - 1].strip():
        count -= 1
    return count


def gather(records: Iterable[Record]) -> list[Record]:
    """The records with content, while the limits hold."""
    gathered: list[Record] = []
    for number, cells in records:
        if columns := filled(cells):
            gathered.append((number, cells))
            refuse_sizes(columns, len(gathered) - 1, is_ours=column_name(gathered[0][1][0]) == FIRST_OF_OURS)
    return gathered


def make_table(records: list[Record], *, kind: str, **known: Any) -> Table:
    """The first record is the header; blank rows are passed over, long and doubtful ones refused."""
    if not records:
        raise Unreadable(_("This file is empty."))
    head = [unguard(cell) for cell in records[0][1]]
    widest = max((filled(cells) for _number, cells in records[1:]), default=0)
    if kind == "csv":  # a longer row of a text file is broken; in a sheet the column only has no name
        widest = min(widest, len(head))
    header = name_columns(head, max(filled(head), widest))
    if len(header) < 2:
        raise Unreadable(
            _("This file is not a table: it has one column only. Put a comma, a semicolon or a tab between columns.")
        )
    if len(records) == 1:
        raise Unreadable(_("This file has a header and no rows."))
    rows = [fit(number, cells, len(header)) for number, cells in records[1:]]
    numbers = [number for number, _cells in records[1:]]
    return Table(header=header, rows=rows, numbers=numbers, kind=kind, **known)


def fit(number: int, cells: list[str], width: int) -> list[str]:
    if filled(cells) > width:
        raise Unreadable(
            _(
                "Row %(row)d has %(cells)d cells and the header has %(columns)d columns. "
                "A quotation mark may be missing, or a text may hold the character that separates columns."
            )
            % {"row": number, "cells": filled(cells), "columns": width}
        )
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise Unreadable(
            _("Row %(row)d has a cell of more than %(most)s characters. Is a quotation mark missing above it?")
            % {"row": number, "most": grouped(LONGEST_CELL)}
        )
    return [unguard(cell) for cell in cells[:width]] + [""] * (width - len(cells))


def column_name(cell: str) -> str:
    """The name of a column, blanks normalised and without the mark that some programs write before a text."""
    return " ".join(cell.replace("\ufeff", "").split())


def name_columns(cells: list[str], width: int) -> list[str]:
    """The names of the columns, blanks normalised; one without a name is called by its number, in every language."""
    cells = (cells + [""] * width)[:width]
    header = [column_name(cell) for cell in cells]
    named = [name or f"Column {number}" for number, name in enumerate(header, start=1)]
    doubled = [name for name, times in Counter(named).items() if times > 1]
    if doubled:
        raise Unreadable(
            _("Two columns are called “%(name)s”. Give each a name of its own.") % {"name": doubled[0][:100]}
        )
    return named
