"""Writing cells that no spreadsheet will run as a formula."""

import csv
import re
from io import StringIO

# What Excel and LibreOffice would run, also behind apostrophes of its own: else the way back would eat one of those.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
MARKS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?%?", re.ASCII)


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; numbers pass."""
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def unguard(cell: str) -> str:
    """Take back what ``guard`` added."""
    return cell[1:] if GUARDED.match(cell) else cell


def without_marks(text: str) -> str:
    """The text without what no spreadsheet can hold: control characters but tab and line end, and non-characters."""
    return MARKS.sub("", text)


def csv_line(cells: list[str]) -> str:
    file = StringIO()
    csv.writer(file, lineterminator="\r\n").writerow([guard(cell) for cell in cells])
    return file.getvalue()
