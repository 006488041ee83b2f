"""Rows that hang on one of several kinds of record, such as a commitment made in a meeting or in an agreement."""

from collections.abc import Iterable
from typing import Any


def link_to(model: Any, record: Any, names: Iterable[str]) -> str:
    """By which of these links a row of a model hangs on a record."""
    return next(name for name in names if isinstance(record, model._meta.get_field(name).related_model))


def holder_of(row: Any, names: Iterable[str]) -> Any:
    """The record that a row hangs on: read it along with the row, or this reads it."""
    return next(getattr(row, name) for name in names if getattr(row, f"{name}_id") is not None)
