"""The formats a plan comes in. Each says how it is recognised and what its columns mean."""

from intlstrategy.interchange.formats import barcelona, decidim, gobierto, native
from intlstrategy.interchange.formats.base import Format, Mapping
from intlstrategy.interchange.formats.levels import Merges
from intlstrategy.interchange.formats.parsing import parse
from intlstrategy.interchange.formats.targets import TARGETS, Target

FORMATS: dict[str, Format] = {
    each.key: each for each in (gobierto.FORMAT, decidim.FORMAT, barcelona.FORMAT, native.FORMAT)
}


def recognise(header: list[str]) -> Format:
    """The first format whose marks the header bears; the native one reads any table."""
    return next(each for each in FORMATS.values() if each.is_recognised(header))


__all__ = ["FORMATS", "TARGETS", "Format", "Mapping", "Merges", "Target", "parse", "recognise"]
