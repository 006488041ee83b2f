"""One cell becomes one value, or a sentence that says what is wrong with it. A blank cell is no value: None."""

import re
from collections import ChainMap
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar
from urllib.parse import unquote

from django.utils.formats import localize
from django.utils.translation import gettext as _

from intlstrategy.core.numbers import FIRST_YEAR, LAST_YEAR
from intlstrategy.core.text import fold
from intlstrategy.core.wording import own_names
from intlstrategy.planning.models import Action

T = TypeVar("T")
BLANK = r"[\s\u00a0\u202f]"
ZONE = rf"{BLANK}?(?:Z|UTC|GMT|CES?T|WES?T|[+-]\d{{2}}:?(?:\d{{2}})?)"
HOUR, MINUTE = r"(?:[01]?\d|2[0-4])", r"[:.][0-5]\d"
HALF = rf"{BLANK}?[AaPp]\.?{BLANK}?[Mm]\.?"  # 12:00:00 a. m., as Excel writes it in Spanish
CLOCK = rf"{HOUR}(?:{MINUTE}(?:{MINUTE}(?:[.,]\d+)?)?(?:{HALF}|{BLANK}?h\.?)?|{BLANK}?h\.?)"
TIME = rf"(?:(?:T|,?{BLANK}){BLANK}*{CLOCK}(?:{ZONE})?)?\.?"
ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){TIME}", re.ASCII)
DAY_FIRST = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){TIME}", re.ASCII)
DATE_AND_MORE = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([/.-])\d{1,2}\1\d{4})\D.*", re.ASCII | re.DOTALL)
SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
CENT = Decimal("0.01")
SEPARATORS = re.compile(r"[;|\n\r]|%(?=[0-9A-Fa-f]{2})")
WEIGHT_LIMIT = 1_000_000
MAYBE_THOUSANDS = re.compile(r"([1-9]\d{0,2})\.(\d{3})", re.ASCII)

# English, Spanish, Catalan, French; the words of Gobierto are Active, Pending and Finished. Compared folded.
STATUS_WORDS = {
    "not_started": (
        "not started", "not_started", "pending", "planned", "to do", "no iniciado", "no iniciada", "sin iniciar",
        "sin empezar", "no empezado", "no empezada", "no comenzado", "no comenzada", "pendiente", "previsto",
        "prevista", "planificado", "planificada", "no iniciat", "sense iniciar", "no començat", "no començada",
        "pendent", "previst", "planificat", "non commencé", "non commencée", "non démarré", "non démarrée",
        "à venir", "prévu", "prévue", "en attente",
    ),
    "on_track": (
        "on track", "on_track", "active", "in progress", "ongoing", "under way", "started", "running", "en marcha",
        "en curso", "en plazo", "en ejecución", "en desarrollo", "en proceso", "activo", "activa", "iniciado",
        "iniciada", "según lo previsto", "en marxa", "en curs", "en termini", "en execució", "en procés", "actiu",
        "iniciat", "en cours", "actif", "dans les temps", "commencé", "commencée", "démarré", "démarrée",
    ),
    "at_risk": (
        "at risk", "at_risk", "en riesgo", "con riesgo", "en risc", "à risque", "en risque", "menacé", "menacée",
    ),
    "delayed": (
        "delayed", "late", "behind", "behind schedule", "off track", "overdue", "retrasado", "retrasada",
        "con retraso", "demorado", "demorada", "atrasado", "atrasada", "endarrerit", "endarrerida", "amb retard",
        "en retard", "retardé", "retardée",
    ),
    "completed": (
        "completed", "complete", "done", "finished", "closed", "completado", "completada", "finalizado",
        "finalizada", "terminado", "terminada", "ejecutado", "ejecutada", "realizado", "realizada", "cumplido",
        "cumplida", "hecho", "hecha", "acabado", "acabada", "completat", "finalitzat", "finalitzada", "executat",
        "realitzat", "acabat", "fet", "feta", "terminé", "terminée", "achevé", "achevée", "réalisé", "réalisée",
        "fini", "finie", "fait",
    ),
    "suspended": (
        "suspended", "paused", "on hold", "stopped", "suspendido", "suspendida", "en suspenso", "en pausa",
        "pausado", "pausada", "paralizado", "paralizada", "detenido", "detenida", "suspès", "suspesa", "aturat",
        "aturada", "paralitzat", "suspendu", "suspendue", "en pause",
    ),
    "cancelled": (
        "cancelled", "canceled", "dropped", "abandoned", "withdrawn", "cancelado", "cancelada", "anulado",
        "anulada", "descartado", "descartada", "desestimado", "desestimada", "abandonado", "abandonada",
        "cancel·lat", "cancel·lada", "cancelat", "anul·lat", "anul·lada", "descartat", "annulé", "annulée",
        "abandonné", "abandonnée",
    ),
}  # fmt: skip
PRIORITY_WORDS = {
    "high": ("high", "alta", "alto", "alt", "haute", "élevée"),
    "medium": ("medium", "normal", "media", "medio", "mitjana", "mitjà", "moyenne"),
    "low": ("low", "baja", "bajo", "baixa", "baix", "basse", "faible"),
}  # fmt: skip
YES_WORDS = {
    True: ("yes", "y", "true", "x", "1", "sí", "s", "verdadero", "oui", "vrai"),
    False: ("no", "n", "false", "0", "falso", "non", "faux"),
}  # fmt: skip


class BadValue(ValueError):
    """The cell cannot be that; the message says what it may be."""


def by_folded_word(words: dict[T, tuple[str, ...]]) -> dict[str, T]:
    return {fold(word): meaning for meaning, each in words.items() for word in each}


STATUSES, PRIORITIES, YES = by_folded_word(STATUS_WORDS), by_folded_word(PRIORITY_WORDS), by_folded_word(YES_WORDS)
NO_DATA = {"no data", "sin datos"}  # as our own lists write it
EXPORTED = {code.replace("_", " "): code for code in Action.Status.values}  # these mean the same for every city


def shown(text: str) -> str:
    """The cell as a message quotes it."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def parse_date(text: str, role: Literal["start", "end"] | None = None) -> date | None:
    """ISO or day first. A year alone is a date only where it is known to start or to end something."""
    text = text.strip()
    if not text:
        return None
    if iso := ISO.fullmatch(text):
        return calendar_day(text, *iso.groups())
    if day_first := DAY_FIRST.fullmatch(text):
        day, _separator, month, year = day_first.groups()
        return calendar_day(text, year, month, day)
    if YEAR.fullmatch(text) and role:
        return calendar_day(text, text, *(("1", "1") if role == "start" else ("12", "31")))
    raise BadValue(why_no_date(text) % {"text": shown(text)})


def why_no_date(text: str) -> str:
    if SHORT_YEAR.fullmatch(text):
        return _("“%(text)s” has a year of two digits. Write it with four, as in 24/11/2026.")
    if YEAR.fullmatch(text):
        return _("“%(text)s” is a year only. Write the day too, as 2026-11-24 or 24/11/2026.")
    if NUMBER.fullmatch(text):
        return _("“%(text)s” is a number, not a date. In the spreadsheet, show the column as dates and save it again.")
    if DATE_AND_MORE.fullmatch(text):
        return _("“%(text)s” holds more than a date. Write the date alone, as 2026-11-24 or 24/11/2026.")
    return _("“%(text)s” is not a date. Write it as 2026-11-24 or 24/11/2026.")


def calendar_day(text: str, year: str, month: str, day: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise BadValue(
            _("“%(text)s” is not a day of the calendar. Write the day before the month, as in 24/11/2026.")
            % {"text": shown(text)}
        ) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadValue(_("“%(text)s” is too far away. Check the year.") % {"text": shown(text)})
    return found


def parse_number(text: str) -> Decimal:
    """A number with a decimal point or a decimal comma, as written."""
    plain = "".join(text.split())
    if not NUMBER.fullmatch(plain):
        raise BadValue(_("“%(text)s” is not a number.") % {"text": shown(text)})
    return Decimal(plain.replace(",", "."))


def parse_percent(text: str) -> Decimal | None:
    """75, 75% and 75,5 %, from 0 to 100. 0.75 is taken as written: less than one percent."""
    if not text.strip():
        return None
    value, written = parse_number(without_sign(text)), without_sign(text)
    if value < 0:
        raise BadValue(_("%(text)s is less than 0 %%.") % {"text": shown(written)})
    if value > 100:
        raise BadValue(_("%(text)s is more than 100 %%.") % {"text": shown(written)})
    return in_cents(value, written, (0, 100))


def without_sign(text: str) -> str:
    return text.strip().removesuffix("%").strip()


def parse_weight(text: str) -> Decimal | None:
    if not text.strip():
        return None
    value = parse_number(text)
    if value < 0:
        raise BadValue(_("A weight cannot be less than 0."))
    if value > WEIGHT_LIMIT - CENT:
        raise BadValue(_("A weight must be less than one million."))
    if thousands := MAYBE_THOUSANDS.fullmatch(text.strip()):
        raise BadValue(
            _("“%(text)s” can be read in two ways. Write %(one)s or %(other)s.")
            % {
                "text": text.strip(),
                "one": localize(value.quantize(CENT).normalize()),
                "other": "".join(thousands.groups()),
            }
        )
    return in_cents(value, text, (0,))


def in_cents(value: Decimal, text: str, edges: tuple[int, ...]) -> Decimal:
    """With two decimals; what would become nothing, or the whole, by rounding is refused."""
    rounded = value.quantize(CENT)
    if rounded != value and rounded in edges:
        raise BadValue(
            _("%(text)s would be rounded to %(rounded)s. Write it with two decimals at most.")
            % {"text": shown(text), "rounded": localize(rounded)}
        )
    return rounded


def is_rounded(text: str, value: object) -> bool:
    """Whether the cell says more decimals than the value that was read from it."""
    return isinstance(value, Decimal) and parse_number(without_sign(text)) != value


def parse_status(text: str) -> str | None:
    """One of the seven statuses, by the city's own name too; blank is no data."""
    if not text.strip() or fold(text) in NO_DATA:
        return None
    known = ChainMap(EXPORTED, {fold(name): code for code, name in own_names.get().items()}, STATUSES)
    if (word := fold(text)) in known:
        return known[word]
    names = ", ".join(str(label) for label in Action.Status.labels)
    raise BadValue(
        _("“%(text)s” is not a status we know. Use one of: %(names)s.") % {"text": shown(text), "names": names}
    )


def parse_priority(text: str) -> str | None:
    return known_word(text, PRIORITIES, _("“%(text)s” is not a priority. Use high, medium or low."))


def parse_bool(text: str) -> bool | None:
    return known_word(text, YES, _("“%(text)s” is neither yes nor no."))


def known_word(text: str, words: dict[str, T], refusal: str) -> T | None:
    if not text.strip():
        return None
    try:
        return words[fold(text)]
    except KeyError as error:
        raise BadValue(refusal % {"text": shown(text)}) from error


def parse_names(text: str) -> list[str]:
    """Several names in one cell, with a semicolon, a bar or a line end between them; each once."""
    names = (unquote(" ".join(part.split())) for part in re.split(r"[;|\n\r]", text))
    return list(dict.fromkeys(name for name in names if name))


def escaped(name: str) -> str:
    """A name as one of several in a cell: what separates names is written as %3B, %7C and so on."""
    return SEPARATORS.sub(lambda mark: f"%{ord(mark[0]):02X}", name)
