"""Rows that hang on one of several kinds of record, such as a commitment made in a meeting or in an agreement."""

from collections.abc import Iterable
from typing import Any


def holder_of(row: Any, names: Iterable[str]) -> Any:
    """The record that a row hangs on: read it along with the row, or this reads it."""
    return next(getattr(row, name) for name in names if getattr(row, f"{name}_id") is not None)
