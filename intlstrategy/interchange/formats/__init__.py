"""The formats a plan comes in. Each says how it is recognised and what its columns mean."""

from intlstrategy.interchange.formats import barcelona, decidim, gobierto, native
from intlstrategy.interchange.formats.base import Format, Mapping
from intlstrategy.interchange.formats.levels import Merges
from intlstrategy.interchange.formats.parsing import parse, refuse_mapping
from intlstrategy.interchange.formats.targets import TARGETS, Target

FORMATS: dict[str, Format] = {
    each.key: each for each in (gobierto.FORMAT, decidim.FORMAT, barcelona.FORMAT, native.FORMAT)
}
LONGEST_NAME = 200  # of a column; longer cells are texts


def recognise(header: list[str]) -> Format:
    """The first format whose marks the header bears; the native one reads any table."""
    return next(each for each in FORMATS.values() if each.is_recognised(header))


def is_heading(cells: list[str]) -> bool:
    """Whether a row holds names of columns that a format knows: the title, and at least one more."""
    header = [" ".join(cell.split()) if len(cell) <= LONGEST_NAME else "" for cell in cells]
    known = {*recognise(header).default_mapping(header).values()} - {""}
    return "title" in known and len(known) > 1


__all__ = [
    "FORMATS",
    "TARGETS",
    "Format",
    "Mapping",
    "Merges",
    "Target",
    "is_heading",
    "parse",
    "recognise",
    "refuse_mapping",
]
