"""Countries and territories by their ISO 3166 code, named in the reader's language from Unicode's CLDR."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language

from intlstrategy.core.text import fold

# Codes of CLDR that stand for no country: unions, outlying parts, tests and what is unknown.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


@cache
def names(language: str) -> dict[str, str]:
    territories = Locale(language).territories
    found = {code: name for code, name in territories.items() if len(code) == 2 and code not in NO_COUNTRIES}
    return dict(sorted(found.items(), key=lambda pair: fold(pair[1])))


def country_name(code: str) -> str:
    """ "Cuba" for CU; a code that nobody knows stays as it is."""
    return names((get_language() or "en")[:2]).get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """Every country by code and name, in the order of the names."""
    return list(names((get_language() or "en")[:2]).items())
