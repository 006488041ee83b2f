"""Excel workbooks: looked at before they are opened, read as a person sees them."""

import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter, range_boundaries

from intlstrategy.interchange.reading.heading import HEADING_ROWS, IsHeading, known_header, pass_over
from intlstrategy.interchange.reading.table import (
    MEGABYTE,
    MOST_COLUMNS,
    Record,
    Table,
    Unreadable,
    about_sheet,
    filled,
    gather,
    make_table,
)

LARGEST_UNZIPPED = 200 * MEGABYTE
LARGEST_RATIO = 200
HEAVY = 2 * MEGABYTE  # unpacked: all of it is gone through before the first row is there: half a second
SMALL = MEGABYTE  # a small workbook of blank cells packs very well, and does no harm
LAST_ROW = 1_048_576  # of any sheet
ROWS_WEIGHED = 5
LOOKED_AT = 1_000  # rows of a sheet, blank ones included, to see whether it holds a table
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
MOST_TOLD = 10
ZEROS = re.compile(r'(?:"(?P<before>[^"]*)")?(?P<whole>0+)(?:\.(?P<decimals>0+))?')  # 000, 0.00, "A-"000
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


def read_workbook(data: bytes, is_heading: IsHeading, sheet: str = "", most: int | None = None) -> Table:
    refuse_dangerous(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which no plan needs
            return read_sheet(data, is_heading, sheet, most)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged workbook provokes
        raise Unreadable(
            _("This workbook is damaged and could not be read. Open it in Excel, save it again as .xlsx, and retry.")
        ) from error


def is_heavy(data: bytes) -> bool:
    """Whether reading even its first rows takes more than a moment; raise Unreadable for what is not to be opened."""
    return refuse_dangerous(data) > HEAVY


def refuse_dangerous(data: bytes) -> int:
    """Look at the sizes and the names inside before anything is unpacked; return the bytes that it unpacks to."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(_("This file is damaged: it could not be opened.")) from error
    unzipped = sum(member.file_size for member in members)
    if unzipped > LARGEST_UNZIPPED or unzipped > max(SMALL, LARGEST_RATIO * len(data)):
        raise Unreadable(_("This file unpacks to far more than a plan needs. It was not opened."))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(_("This file has a password. Save it without one."))
    refuse_other_archives({member.filename for member in members})
    return unzipped


def refuse_other_archives(names: set[str]) -> None:
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        if any("vbaProject" in name for name in names):
            raise Unreadable(_("This workbook has macros. Save it as .xlsx without them."))
        return
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable(_("This is an OpenDocument file. Save it as an Excel workbook (.xlsx) or as CSV."))
    if "[Content_Types].xml" in names:
        raise Unreadable(
            _("This file is not a table: it is a document or a presentation. Save the plan as CSV or as Excel (.xlsx).")
        )
    raise Unreadable(
        _("This file is not a table: it is an archive. Unpack it, and choose the CSV or Excel file (.xlsx) inside.")
    )


def read_sheet(data: bytes, is_heading: IsHeading, wanted: str, most: int | None) -> Table:
    """One sheet; a note tells which others there are."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheets = [each.title for each in book.worksheets]
        sheet = sheet_called(wanted, book) if wanted else sheet_with_a_plan(book, is_heading)
        with about_sheet(sheet.title, sheets):
            errors: set[tuple[int, int]] = set()
            merged = Merged(data, sheet)
            records = gather(islice(sheet_records(sheet, errors, merged), most))
            notes = pass_over(records, is_heading) + merged.notes() + not_read(book, sheet)
            refuse_errors_in_header(records, errors)
            table = make_table(records, kind="xlsx", sheet=sheet.title, sheets=sheets, notes=notes, errors=errors)
            if most is None:
                refuse_formulas_without_result(data, sheet.title)
            return table
    finally:
        book.close()


def sheet_called(title: str, book: Any) -> Any:
    sheets = {each.title: each for each in book.worksheets}
    if title not in sheets:
        raise Unreadable(
            _("This workbook has no sheet called “%(sheet)s”. It has: %(sheets)s.")
            % {"sheet": title, "sheets": "; ".join(sheets)}
        )
    return sheets[title]


def sheet_with_a_plan(book: Any, is_heading: IsHeading) -> Any:
    """The largest under names that are known, else the one left open; hidden ones come last."""
    visible = [each for each in book.worksheets if each.sheet_state == "visible"]
    for sheets in (visible, [each for each in book.worksheets if each not in visible]):
        tops = {each: top for each in sheets if (top := top_of(each))}
        if tops:
            known = {each: size for each, top in tops.items() if (size := known_size(top, is_heading))}
            if known:
                return max(known, key=lambda each: known[each])
            return book.active if book.active in tops else next(iter(tops))
    raise Unreadable(_("This workbook has no sheet with content."))


def known_size(top: list[Record], is_heading: IsHeading) -> int:
    """Columns under names that are known, times the first rows: a wide summary of one row is smaller than a plan."""
    index = known_header(top, is_heading)
    return 0 if index is None else filled(top[index][1]) * min(len(top) - index - 1, ROWS_WEIGHED)


def top_of(sheet: Any) -> list[Record]:
    rows = ((number, [cell_text(cell) for cell in row]) for number, row in islice(rows_of(sheet), LOOKED_AT))
    return list(islice((record for record in rows if filled(record[1])), HEADING_ROWS))


def not_read(book: Any, sheet: Any) -> list[str]:
    others = [
        each.title if each.sheet_state == "visible" else _("%(sheet)s (hidden)") % {"sheet": each.title}
        for each in book.worksheets
        if each is not sheet
    ]
    if not others:
        return []
    note = _("Only the sheet “%(sheet)s” was read. Not read: %(others)s.")
    return [note % {"sheet": sheet.title, "others": "; ".join(others)}]


def refuse_formulas_without_result(data: bytes, title: str) -> None:
    """A program may write a formula and leave its result to Excel: read as a blank, its value would be lost."""
    if not has_formulas(data):
        return
    books = [openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (False, True)]
    try:
        for written, shown in zip(*(cells_of(book[title]) for book in books), strict=True):
            if written.data_type == "f" and shown.value is None:
                raise Unreadable(
                    _(
                        "Cell %(cell)s holds a formula without its result. "
                        "Open the workbook in Excel or LibreOffice, save it, and bring it in again."
                    )
                    % {"cell": written.coordinate}
                )
    finally:
        for book in books:
            book.close()


def has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(FORMULA.search(archive.read(name)) for name in sheets)


def cells_of(sheet: Any) -> Iterator[Any]:
    sheet.reset_dimensions()
    return (cell for row in sheet.iter_rows() for cell in row)


def rows_of(sheet: Any) -> Iterator[tuple[int, Any]]:
    # A sheet may claim a size that it does not have: its cells are counted, the claim is not believed.
    sheet.reset_dimensions()
    return enumerate(sheet.iter_rows(), start=1)


class Merged:
    """Cells merged over several rows: each of those rows says what the first one does, as a person sees it."""

    def __init__(self, data: bytes, sheet: Any) -> None:
        self.starting: dict[int, list[tuple[int, int]]] = defaultdict(list)  # first row -> columns from 0, last rows
        self.here: dict[int, tuple[int, int, str]] = {}  # column -> first and last row, and what they say
        self.read: dict[str, None] = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            ranges = MERGED.findall(archive.read(sheet._worksheet_path))  # the library reads them of small sheets only
        for area in ranges:
            column, first, _last_column, last = range_boundaries(area.decode())
            if last > first and column <= MOST_COLUMNS * 2:
                self.starting[first].append((column - 1, last))

    def fill(self, number: int, cells: list[str], errors: set[tuple[int, int]]) -> None:
        """What is merged into a row that has content of its own."""
        has_content = filled(cells) > 0
        for column, (first, last, text) in list(self.here.items()):
            if number > last:
                del self.here[column]
                continue
            cells += [""] * (column + 1 - len(cells))
            if has_content and not cells[column].strip():
                cells[column] = text
                if (first, column) in errors:
                    errors.add((number, column))
                letter = get_column_letter(column + 1)
                self.read[f"{letter}{first}:{letter}{last}"] = None
        for column, last in self.starting.pop(number, []):
            if column < len(cells) and cells[column].strip():
                self.here[column] = number, last, cells[column]

    def notes(self) -> list[str]:
        if not self.read:
            return []
        told = ", ".join(islice(self.read, MOST_TOLD)) + (", …" if len(self.read) > MOST_TOLD else "")
        return [_("Cells merged over several rows were read in each of these rows: %(cells)s.") % {"cells": told}]


def sheet_records(sheet: Any, errors: set[tuple[int, int]], merged: Merged) -> Iterator[Record]:
    """The rows with content; the places of the cells that hold an error are added to ``errors``."""
    for number, row in rows_of(sheet):
        if number > LAST_ROW:
            raise Unreadable(_("This workbook names a row that no sheet can have. Save it again in Excel."))
        errors.update((number, index) for index, cell in enumerate(row) if cell.data_type == "e")
        cells = [cell_text(cell) for cell in row]
        merged.fill(number, cells, errors)
        if filled(cells):
            yield number, cells


def refuse_errors_in_header(records: list[Record], errors: set[tuple[int, int]]) -> None:
    for number, cells in records[:1]:
        for index, cell in enumerate(cells):
            if (number, index) in errors:
                raise Unreadable(
                    _(
                        "Cell %(cell)s holds an error, %(error)s, instead of the name of a column. "
                        "Correct it in Excel or LibreOffice, save the workbook, and bring it in again."
                    )
                    % {"cell": f"{get_column_letter(index + 1)}{number}", "error": cell}
                )


def cell_text(cell: Any) -> str:
    """A cell as a person reads it: ISO dates, 75% for 0.75 shown as a percentage, 007 for 7 shown with three digits."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return number_text(value, str(cell.number_format))
    return str(value).replace("\x00", "\ufffd")


LIKE_THOUSANDS = re.compile(
    r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII
)  # 3.125, which a text may mean as 3,125; a number does not


def number_text(value: float, shown_as: str) -> str:
    """Whole numbers without ".0"; with the leading zeros, and the zeros after the point, that the sheet shows."""
    number = Decimal(repr(value))
    if not number.is_finite():
        return str(value)
    if "%" in shown_as:
        return f"{round(number * 100, 8).normalize():f}%"
    text = f"{number.normalize():f}"
    if zeros := ZEROS.fullmatch(shown_as):
        text = with_zeros(text, **zeros.groupdict(default=""))
    return f"{text}0" if LIKE_THOUSANDS.fullmatch(text) else text


def with_zeros(text: str, before: str, whole: str, decimals: str) -> str:
    """A number as a format of zeros shows it; decimals that the format would hide stay."""
    sign = "-" if text.startswith("-") else ""
    digits, _point, rest = text.removeprefix("-").partition(".")
    rest = rest.ljust(len(decimals), "0")
    return f"{sign}{before}{digits.zfill(len(whole))}{'.' if rest else ''}{rest}"
