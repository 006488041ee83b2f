"""Where the table begins: what people write above the names of its columns is passed over."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from intlstrategy.interchange.reading.table import Record

HEADING_ROWS = 20  # the names of the columns stand among the first rows that are not blank

IsHeading = Callable[[list[str]], bool]  # whether the cells of a row are names of columns that somebody knows


def nothing_known(cells: list[str]) -> bool:
    return False


def pass_over(records: list[Record], is_heading: IsHeading, *, is_regular: bool = False) -> list[str]:
    """Take away the rows above the names of the columns, and tell which they were.

    ``is_regular``: where no names are known, a single cell is a title only above rows of one length.
    """
    index = known_header(records, is_heading)
    if index is None:
        index = below_single_cells(records)
        if is_regular and len({len(cells) for _number, cells in records[index:HEADING_ROWS]}) > 1:
            index = 0
    notes = [told(number, cells) for number, cells in records[:index]]
    del records[:index]
    return notes


def known_header(records: list[Record], is_heading: IsHeading) -> int | None:
    """The first row of known names, if all rows above say less: a row of values may hold the same words.

    Names may stand in two rows: those merged over both, and below the others what they are made of.
    """
    most = 0
    for index, (_number, cells) in enumerate(records[:HEADING_ROWS]):
        said = names_in(cells)
        if said > most and is_heading(cells):
            below = records[index + 1][1] if index + 1 < len(records) else []
            goes_on = names_in(below) > said and has_same_cell(cells, below) and is_heading(below)
            return index + 1 if goes_on else index
        most = max(most, said)
    return None


def names_in(cells: list[str]) -> int:
    return len({cell.strip() for cell in cells} - {""})


def has_same_cell(cells: list[str], below: list[str]) -> bool:
    """Whether a cell says what the one above it does, as merged ones do, and values below a name do not."""
    return any(one.strip() and one == other for one, other in zip(cells, below, strict=False))


def below_single_cells(records: list[Record]) -> int:
    rows = enumerate(records[:HEADING_ROWS])
    return next((index for index, (_number, cells) in rows if count(cells) > 1), 0)


def count(cells: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def told(number: int, cells: list[str]) -> str:
    if count(cells) == 1:
        return _("Row %(row)d was passed over: it has one cell and seems to be a heading.") % {"row": number}
    return _("Row %(row)d was passed over: it stands above the names of the columns.") % {"row": number}
