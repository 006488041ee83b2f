"""Excel workbooks: looked at before they are opened, read as a person sees them."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from intlstrategy.interchange.reading.heading import HEADING_ROWS, IsHeading, known_header, pass_over
from intlstrategy.interchange.reading.table import (
    MEGABYTE,
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
HEAVY = 8 * MEGABYTE  # unpacked: all of it is gone through before the first row is there, about a second for so much
SMALL = MEGABYTE  # a small workbook of blank cells packs very well, and does no harm
LAST_ROW = 1_048_576  # of any sheet
LOOKED_AT = 1_000  # rows of a sheet, blank ones included, to see whether it holds a table
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
            records = gather(islice(sheet_records(sheet, errors), most))
            notes = pass_over(records, is_heading) + not_read(book, sheet)
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
    """The one with the most columns under names that are known, else the one left open; hidden ones come last."""
    visible = [each for each in book.worksheets if each.sheet_state == "visible"]
    for sheets in (visible, [each for each in book.worksheets if each not in visible]):
        tops = {each: top for each in sheets if (top := top_of(each))}
        if tops:
            widths = {each: width for each, top in tops.items() if (width := known_columns(top, is_heading))}
            if widths:
                return max(widths, key=lambda each: widths[each])
            return book.active if book.active in tops else next(iter(tops))
    raise Unreadable(_("This workbook has no sheet with content."))


def known_columns(top: list[Record], is_heading: IsHeading) -> int:
    """How many columns a sheet has under names that are known; none where nothing follows the names."""
    index = known_header(top, is_heading)
    return 0 if index is None or index + 1 == len(top) else filled(top[index][1])


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


def sheet_records(sheet: Any, errors: set[tuple[int, int]]) -> Iterator[Record]:
    """The rows with content; the places of the cells that hold an error are added to ``errors``."""
    for number, row in rows_of(sheet):
        if number > LAST_ROW:
            raise Unreadable(_("This workbook names a row that no sheet can have. Save it again in Excel."))
        errors.update((number, index) for index, cell in enumerate(row) if cell.data_type == "e")
        cells = [cell_text(cell) for cell in row]
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
    """A cell as a person reads it: ISO dates, 75% for 0.75 shown as a percentage, whole numbers without ".0"."""
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
        return number_text(value, percent="%" in str(cell.number_format))
    return str(value).replace("\x00", "\ufffd")


LIKE_THOUSANDS = re.compile(
    r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII
)  # 3.125, which a text may mean as 3,125; a number does not


def number_text(value: float, *, percent: bool) -> str:
    number = Decimal(repr(value))
    if not number.is_finite():
        return str(value)
    if percent:
        number = round(number * 100, 8)
    text = f"{number.normalize():f}{'%' if percent else ''}"
    return f"{text}0" if LIKE_THOUSANDS.fullmatch(text) else text
