"""A file becomes a table of text, or a sentence that says why it cannot."""

from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from intlstrategy.interchange.reading.delimited import read_delimited
from intlstrategy.interchange.reading.guarding import guard, unguard
from intlstrategy.interchange.reading.heading import IsHeading, nothing_known
from intlstrategy.interchange.reading.table import (
    FIRST_OF_OURS,
    LARGEST_FILE,
    LONGEST_CELL,
    MEGABYTE,
    MOST_COLUMNS,
    MOST_ROWS,
    Table,
    Unreadable,
    about_sheet,
    column_name,
)
from intlstrategy.interchange.reading.workbook import HEAVY, LARGEST_RATIO, LARGEST_UNZIPPED, is_heavy, read_workbook

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"

HEAD = 200  # rows: enough to recognise a file and to show examples, in a moment


def read_head(file: IO[bytes], name: str, *, sheet: str = "", is_heading: IsHeading = nothing_known) -> Table:
    """The header and the first rows, for the pages that ask what a file means: the whole may take many seconds."""
    return read_table(file, name, most=HEAD, sheet=sheet, is_heading=is_heading)


def takes_long(data: bytes) -> bool:
    """Whether even its head takes more than a moment, so that no page should wait for it."""
    return data.startswith(ZIP) and is_heavy(data)


def read_table(
    file: IO[bytes] | Path,
    name: str,
    *,
    most: int | None = None,
    sheet: str = "",
    is_heading: IsHeading = nothing_known,
) -> Table:
    """Read a CSV file or an Excel workbook, told apart by content; ``name`` serves the messages only.

    ``most`` rows, header included, are read when given. ``sheet`` is the one to read of a workbook with several;
    ``is_heading`` knows the names of columns when it sees them.
    """
    if isinstance(file, Path):
        with file.open("rb") as opened:
            return read_table(opened, name, most=most, sheet=sheet, is_heading=is_heading)
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            _("This file is larger than %(most)d MB. Split it, or leave out the columns you do not need.")
            % {"most": LARGEST_FILE // MEGABYTE}
        )
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(_("This file is empty."))
    if data.startswith((ZIP, EMPTY_ZIP)):
        return read_workbook(data, is_heading, sheet, most)
    if data.startswith(OLD_OFFICE):
        raise Unreadable(
            _(
                "“%(name)s” is an old Excel file (.xls) or has a password. "
                "Save it as .xlsx without a password, or as CSV."
            )
            % {"name": name}
        )
    if sheet:
        raise Unreadable(_("Only an Excel workbook has sheets. Leave out the name of the sheet."))
    return read_delimited(data, name, is_heading, most)


__all__ = [
    "FIRST_OF_OURS",
    "HEAVY",
    "LARGEST_FILE",
    "LARGEST_RATIO",
    "LARGEST_UNZIPPED",
    "LONGEST_CELL",
    "MEGABYTE",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "IsHeading",
    "Table",
    "Unreadable",
    "about_sheet",
    "column_name",
    "guard",
    "read_head",
    "read_table",
    "takes_long",
    "unguard",
]
