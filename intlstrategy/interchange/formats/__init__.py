"""The formats a plan comes in. Each says how it is recognised and what its columns mean."""

from intlstrategy.interchange.formats import barcelona, decidim, gobierto, native
from intlstrategy.interchange.formats.base import Format

FORMATS: dict[str, Format] = {
    each.key: each for each in (gobierto.FORMAT, decidim.FORMAT, barcelona.FORMAT, native.FORMAT)
}


def recognise(header: list[str]) -> Format:
    """The first format whose marks the header bears; the native one reads any table."""
    return next(each for each in FORMATS.values() if each.is_recognised(header))


__all__ = ["FORMATS", "Format", "recognise"]
