"""How far something has come and how it goes, as an upper floor judges it and a lower floor shows it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Judged:
    """A percentage (None is no data), a status by its code with its words, where the one comes from and why the other is so.

    ``by`` says who set the status in place of the computed one, why and when. ``counted`` of ``of`` parts have data, where
    it is made of parts.
    """

    percent: Decimal | None = None
    status: str = ""
    words: Any = ""
    how: Any = ""
    why: Any = ""
    by: Any = ""
    is_reported: bool = False  # an update of it was approved: what is stated beside does not count any more
    counted: int = 0
    of: int = 0
    exact: Fraction | None = None  # the percentage before it is rounded, to compute on with
