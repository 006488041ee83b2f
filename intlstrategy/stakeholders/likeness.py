"""Which of the names that are there is nearly one that is typed."""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from intlstrategy.core.fields import words_in
from intlstrategy.core.text import fold

ALIKE = 0.85  # of 1, by the ratio of what two names share
MOST_ALIKE = 5
MOST_COMPARED = 500


def likest(
    rows: QuerySet, names: Iterable[str], *, but: int | None = None, prepare: Callable[[str], str] = fold
) -> list[Any]:
    """The rows whose name, in either language, is nearly one of these, the likest first."""
    wanted = [prepare(name) for name in names if name.strip()]
    words = {word for name in wanted for word in sorted(words_in(name), key=len)[-2:]}
    if not words:
        return []
    sharing = reduce(or_, (Q(folded__contains=word) for word in words))

    def likeness(row: Any) -> float:
        theirs = [prepare(name) for name in (row.name, row.own_name) if name]
        return max(SequenceMatcher(None, one, other).ratio() for one in wanted for other in theirs)

    compared = [row for row in rows.filter(sharing).order_by("folded", "pk")[:MOST_COMPARED] if row.pk != but]
    found = sorted(((likeness(row), row) for row in compared), key=lambda pair: -pair[0])
    return [row for ratio, row in found if ratio >= ALIKE][:MOST_ALIKE]


def in_any_order(name: str) -> str:
    """A person's name folded, so that "García, Ana" is "Ana García"."""
    return " ".join(sorted(fold(name.replace(",", " ")).split()))
