"""One cell becomes one value, or a sentence that says what is wrong with it."""

import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from intlstrategy.core.numbers import read_number, read_percent
from intlstrategy.core.text import fold

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T].*)?")

# The words for the seven statuses, folded: English, Spanish, Catalan, French, and the codes of other products.
STATUS_WORDS = {
    "not_started": (
        "not started", "not_started", "pending", "planned", "no iniciado", "no iniciada", "sin iniciar", "no empezado",
        "pendiente", "prevista", "previsto", "planificada", "no iniciat", "no iniciada", "pendent", "non commence", "a lancer",
    ),
    "on_track": (
        "on track", "on_track", "active", "in progress", "ongoing", "started", "en marcha", "en curso", "en plazo",
        "en ejecucion", "activo", "activa", "en proceso", "en execucio", "en curs", "en cours", "iniciado", "iniciada",
    ),
    "at_risk": ("at risk", "at_risk", "en riesgo", "en risc", "a risque"),
    "delayed": ("delayed", "late", "off track", "retrasado", "retrasada", "con retraso", "endarrerit", "endarrerida", "en retard"),
    "completed": (
        "completed", "complete", "done", "finished", "completado", "completada", "finalizado", "finalizada", "terminado",
        "terminada", "ejecutado", "ejecutada", "hecho", "hecha", "acabat", "acabada", "finalitzat", "finalitzada", "termine", "realise",
    ),
    "suspended": ("suspended", "paused", "on hold", "suspendido", "suspendida", "en pausa", "paralizado", "paralizada", "aturat", "suspendu"),
    "cancelled": (
        "cancelled", "canceled", "dropped", "cancelado", "cancelada", "anulado", "anulada", "descartado", "descartada",
        "cancel·lat", "cancel·lada", "annule",
    ),
}  # fmt: skip
PRIORITY_WORDS = {
    "high": ("high", "alta", "alto", "haute", "1"),
    "medium": ("medium", "media", "medio", "normal", "mitjana", "moyenne", "2"),
    "low": ("low", "baja", "bajo", "baixa", "basse", "3"),
}
YES = ("yes", "true", "si", "x", "1", "oui", "verdadero")
NO = ("no", "false", "0", "non", "falso", "")


def word_table(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): code for code, each in words.items() for word in each}


STATUSES, PRIORITIES = word_table(STATUS_WORDS), word_table(PRIORITY_WORDS)


class BadValue(ValueError):
    """The cell cannot be that; the message says what it may be."""


def parse_date(text: str) -> date | None:
    """ISO or day first; a blank cell is no date."""
    text = text.strip()
    if not text:
        return None
    iso, day_first = ISO.fullmatch(text), DAY_FIRST.fullmatch(text)
    if iso:
        year, month, day = iso.groups()
    elif day_first:
        day, month, year = day_first.groups()
    else:
        raise BadValue(_("“%(text)s” is not a date. Write it as 2026-11-24 or 24/11/2026.") % {"text": text})
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise BadValue(_("“%(text)s” is not a day of the calendar.") % {"text": text}) from error


def parse_percent(text: str) -> Decimal | None:
    """75, 75%, 75,5 %: as written, from 0 to 100. A blank cell says nothing."""
    try:
        return read_percent(text)
    except ValueError as bad:
        raise BadValue(str(bad)) from bad


def parse_weight(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        value = read_number(text)
    except ValueError as bad:
        raise BadValue(str(bad)) from bad
    if value < 0:
        raise BadValue(_("A weight cannot be less than 0."))
    if value >= 1_000_000:
        raise BadValue(_("A weight must be less than 1,000,000."))
    return value.quantize(Decimal("0.01"))


def parse_status(text: str) -> str:
    """One of the seven statuses; blank is no data."""
    if not text.strip():
        return ""
    found = STATUSES.get(fold(text))
    if found is None:
        raise BadValue(
            _(
                "“%(text)s” is not a status we know. Use one of: not started, on track, at risk, delayed, completed, suspended, cancelled."
            )
            % {"text": text.strip()}
        )
    return found


def parse_priority(text: str) -> str:
    if not text.strip():
        return ""
    found = PRIORITIES.get(fold(text))
    if found is None:
        raise BadValue(_("“%(text)s” is not a priority. Use high, medium or low.") % {"text": text.strip()})
    return found


def parse_yes(text: str) -> bool:
    word = fold(text)
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadValue(_("“%(text)s” is neither yes nor no.") % {"text": text.strip()})


def parse_list(text: str) -> list[str]:
    """Several names in one cell, with a semicolon or a line end between them."""
    return [" ".join(part.split()) for part in re.split(r"[;\n|]", text) if part.strip()]
