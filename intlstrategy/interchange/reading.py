"""A file becomes a table of text, or a sentence that says why it cannot."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from intlstrategy.core.sheets import unguard

MEGABYTE = 1024 * 1024
LARGEST_FILE = 25 * MEGABYTE
LARGEST_UNZIPPED = 200 * MEGABYTE
LARGEST_RATIO = 200
MOST_COLUMNS = 200
MOST_ROWS = 50_000
LONGEST_CELL = 32_767
DELIMITERS = ",;\t"
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


class Unreadable(ValueError):
    """The file is not something a plan can be read from; the message says so in the user's words."""


@dataclass
class Table:
    """``rows`` holds (row number as a person sees it, cells), one cell for each column of the header."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    kind: str
    encoding: str = ""
    delimiter: str = ""
    notes: list[str] = field(default_factory=list)


def read_table(file: IO[bytes], name: str) -> Table:
    """Read a CSV or an Excel file, told apart by its content; ``name`` serves the messages only."""
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            _("This file is larger than %(most)d MB. Split it, or leave out the columns you do not need.")
            % {"most": LARGEST_FILE // MEGABYTE}
        )
    if not data.strip():
        raise Unreadable(_("This file is empty."))
    if data.startswith(ZIP):
        return read_excel(data)
    if data.startswith((OLE, PDF)) or b"\x00" in data[:4096].replace(b"\xff\xfe", b""):
        raise Unreadable(
            _("“%(name)s” is not a table. Save it as CSV or as an Excel workbook (.xlsx) without a password.")
            % {"name": name}
        )
    return read_csv(data)


def read_path(path: Path) -> Table:
    with path.open("rb") as file:
        return read_table(file, path.name)


# CSV -------------------------------------------------------------------------------------------------


def decode(data: bytes) -> tuple[str, str, list[str]]:
    """The text, its encoding, and a note when one file mixes several."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    lines = data.split(b"\n")
    good = [line for line in lines if is_utf8(line) and not line.isascii()]
    if not good:
        return decode_western(data), "windows-1252", []
    bad = sum(not is_utf8(line) for line in lines)
    text = "\n".join(line.decode("utf-8") if is_utf8(line) else decode_western(line) for line in lines)
    note = _("%(n)d lines of the file use another encoding than the rest; they were read as Windows-1252.") % {"n": bad}
    return text, "utf-8", [note]


def is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode_western(data: bytes) -> str:
    """Windows-1252, and Latin-1 for the few bytes that it leaves undefined."""
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def recognise_delimiter(text: str) -> str:
    """The delimiter that splits the first records into most columns, and into the same number each time."""
    sample = text[:50_000]
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        rows = []
        try:
            for row in csv.reader(io.StringIO(sample), delimiter=delimiter):
                rows.append(len(row))
                if len(rows) == 20:
                    break
        except csv.Error:
            continue
        common, times = Counter(rows).most_common(1)[0] if rows else (1, 0)
        score = (times if common > 1 else 0, common)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_csv(data: bytes) -> Table:
    text, encoding, notes = decode(data)
    if is_markup(text):
        raise Unreadable(_("This file is a web page, not a table. Save it as CSV or as an Excel workbook (.xlsx)."))
    delimiter = recognise_delimiter(text)
    csv.field_size_limit(10 * MEGABYTE)
    records: list[tuple[int, list[str]]] = []
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if len(record) > MOST_COLUMNS:
                raise Unreadable(too_many_columns())
            records.append((number, record))
            if len(records) > MOST_ROWS + 1:
                raise Unreadable(too_many_rows())
    except csv.Error as error:
        raise Unreadable(
            _("This file is not a table: row %(row)d cannot be split into columns.") % {"row": len(records) + 1}
        ) from error
    table = shape(records, kind="csv")
    table.encoding, table.delimiter = encoding, delimiter
    table.notes = notes + table.notes
    return table


def is_markup(text: str) -> bool:
    start = text[:500].lstrip().lower()
    return start.startswith(("<!doctype", "<html", "<?xml", "{", "[")) and "\n" not in start[:1]


def too_many_columns() -> str:
    return _("This file has more than %(most)d columns. Keep those that describe the plan.") % {"most": MOST_COLUMNS}


def too_many_rows() -> str:
    return _("This file has more than %(most)s rows. Split it.") % {"most": f"{MOST_ROWS:,}"}


# Excel -----------------------------------------------------------------------------------------------


def read_excel(data: bytes) -> Table:
    refuse_bomb(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise Unreadable(
            _("This file could not be read as an Excel workbook. Save it again as .xlsx, or as CSV.")
        ) from error
    try:
        for sheet in book.worksheets:
            records = excel_records(sheet)
            if records:
                return shape(records, kind="xlsx")
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged sheet provokes
        raise Unreadable(
            _("A sheet of this workbook is damaged. Open it in Excel, save it again and retry.")
        ) from error
    finally:
        book.close()
    raise Unreadable(_("This workbook has no sheet with content."))


def refuse_bomb(data: bytes) -> None:
    """Look at the sizes inside before opening anything."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable(_("This file is damaged: it could not be opened.")) from error
    unzipped = sum(member.file_size for member in members)
    if unzipped > LARGEST_UNZIPPED or unzipped > LARGEST_RATIO * max(len(data), 10_000):
        raise Unreadable(_("This file unpacks to far more than it should. It was not opened."))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(_("This workbook is protected by a password. Save it without one."))
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Unreadable(_("This is an archive, not a table. Save the plan as CSV or as an Excel workbook (.xlsx)."))
    if any("vbaProject" in name for name in names):
        raise Unreadable(_("This workbook has macros. Save it as .xlsx without them."))


def excel_records(sheet: Any) -> list[tuple[int, list[str]]]:
    # A sheet may claim a size it does not have, so the cells are counted, not the claim believed.
    if sheet.max_column and sheet.max_column > MOST_COLUMNS and sheet.max_row and sheet.max_row > 1:
        sheet.reset_dimensions()
    records: list[tuple[int, list[str]]] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [cell_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(too_many_columns())
        if cells:
            records.append((number, cells))
        if len(records) > MOST_ROWS + 1:
            raise Unreadable(too_many_rows())
    return records


def cell_text(cell: Any) -> str:
    """A cell as a person reads it: ISO dates, 75% for 0.75 shown as a percentage, whole numbers without ".0"."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        if "%" in str(cell.number_format):
            return f"{plain_number(round(value * 100, 8))}%"
        return plain_number(value)
    return str(value)


def plain_number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


# Both ------------------------------------------------------------------------------------------------


def shape(records: Iterable[tuple[int, list[str]]], *, kind: str) -> Table:
    """The first row with content is the header; blank rows are passed over, long and doubtful ones refused."""
    filled = [(number, record) for number, record in records if any(cell.strip() for cell in record)]
    if not filled:
        raise Unreadable(_("This file is empty."))
    header = name_columns(filled[0][1])
    if len(header) < 2:
        raise Unreadable(
            _(
                "This file is not a table: its first row has one column only. Use a comma, a semicolon or a tab between columns."
            )
        )
    rows = []
    for number, record in filled[1:]:
        cells = [unguard(cell) for cell in record]
        if any(cell.strip() for cell in cells[len(header) :]):
            raise Unreadable(
                _("Row %(row)d has more cells than the header has columns. Is a quotation mark missing?")
                % {"row": number}
            )
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise Unreadable(
                _("Row %(row)d has a cell of more than %(most)s characters.")
                % {"row": number, "most": f"{LONGEST_CELL:,}"}
            )
        rows.append((number, (cells + [""] * len(header))[: len(header)]))
    if not rows:
        raise Unreadable(_("This file has a header and no rows."))
    return Table(header=header, rows=rows, kind=kind)


def name_columns(cells: list[str]) -> list[str]:
    header = [" ".join(cell.replace("\ufeff", "").split()) for cell in cells]
    while header and not header[-1]:
        header.pop()
    named = [name or _("Column %(number)d") % {"number": number} for number, name in enumerate(header, start=1)]
    doubled = [name for name, times in Counter(named).items() if times > 1]
    if doubled:
        raise Unreadable(_("Two columns are called “%(name)s”. Give each its own name.") % {"name": doubled[0]})
    return named
