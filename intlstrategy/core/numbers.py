"""Numbers as people type them, with a point or a comma."""

import re
from decimal import Decimal

from babel.numbers import get_currency_symbol
from django.template.defaultfilters import floatformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2199  # of any date that a city writes down
LONGEST_WHOLE = 18  # digits; longer than any number of a record


def whole(text: str, longest: int = LONGEST_WHOLE) -> int | None:
    """The whole number that an address or a hidden field holds; None for whatever else stands there."""
    return int(text) if text.isdecimal() and len(text) <= longest else None


def read_number(text: str) -> Decimal:
    """A number with a decimal point or comma; ValueError says what is wrong in words."""
    plain = text.strip().replace("\u00a0", "").replace(" ", "")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if not NUMBER.fullmatch(plain):
        raise ValueError(_("“%(text)s” is not a number.") % {"text": text.strip()})
    return Decimal(plain)


def read_percent(text: str) -> Decimal | None:
    """75, 75%, 75,5 %: as written, from 0 to 100. Blank says nothing."""
    text = text.strip()
    if not text:
        return None
    value = read_number(text.removesuffix("%"))
    if value < 0:
        raise ValueError(_("%(text)s is less than 0 %%.") % {"text": text})
    if value > 100:
        raise ValueError(_("%(text)s is more than 100 %%.") % {"text": text})
    rounded = value.quantize(Decimal("0.01"))
    if rounded != value:
        raise ValueError(_("%(text)s has more than two decimals. Write two at most.") % {"text": text})
    return rounded


def amount_in(value: Decimal | float, currency: str) -> str:
    """€3,050 in English, 3.050 € in Spanish, with cents only where there are any; ``currency`` is its code of three letters."""
    language = (get_language() or "en")[:2]
    symbol, plain = get_currency_symbol(currency, locale=language), floatformat(abs(value), "-2g")
    sign = "-" if value < 0 else ""
    if language != "en":
        return f"{sign}{plain}\u00a0{symbol}"
    return f"{sign}{symbol}\u00a0{plain}" if symbol.isalpha() else f"{sign}{symbol}{plain}"


def with_point(text: str, decimal_mark: str) -> str:
    """A number as Python reads it: 1.234,56 and 1,234.56 alike. One mark alone parts thousands where it is not the
    reader's own for decimals and three digits follow."""
    plain = "".join(text.split())
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return plain
    last = marks[-1]
    _before, _mark, after = plain.rpartition(last)
    if len(set(marks)) == 1 and (len(marks) > 1 or (last != decimal_mark and len(after) == len("000"))):
        return plain.replace(last, "")
    return plain.replace("," if last == "." else ".", "").replace(last, ".")
