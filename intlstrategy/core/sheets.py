"""Writing cells that no spreadsheet will run as a formula."""

import csv
from io import StringIO

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; numbers pass."""
    if cell.startswith("'") or (cell.startswith(DANGEROUS) and not is_number(cell)):
        return f"'{cell}"
    return cell


def unguard(cell: str) -> str:
    """Take back what ``guard`` added."""
    if cell.startswith("'") and (cell[1:].startswith("'") or cell[1:].startswith(DANGEROUS)):
        return cell[1:]
    return cell


def is_number(cell: str) -> bool:
    return (
        cell[1:].replace(".", "", 1).replace(",", "", 1).isascii()
        and cell[1:].replace(".", "", 1).replace(",", "", 1).isdigit()
    )


def csv_line(cells: list[str]) -> str:
    file = StringIO()
    csv.writer(file, lineterminator="\r\n").writerow([guard(cell) for cell in cells])
    return file.getvalue()
