"""Rows that hang on a record and are said as a whole by its form."""

from collections.abc import Iterable, Sequence
from typing import Any

from intlstrategy.accounts.models import User
from intlstrategy.municipalities.editing import bulk_delete, bulk_save, hold_named
from intlstrategy.municipalities.models import ScopedModel


def set_rows(
    model: Any, holder: dict[str, ScopedModel], wanted: Iterable[Any], names: Sequence[str], by: User | None
) -> None:
    """Make the living rows of one record exactly these, told apart by what they point at.

    ``holder`` names the link and the record, such as ``{"agreement": agreement}``.
    """
    [(link, record)] = holder.items()
    new = {tuple(getattr(row, name) for name in names): row for row in wanted}
    living = {
        tuple(getattr(row, name) for name in names): row
        for row in model._base_manager.filter(**{link: record}, binned_at=None)
    }
    bulk_delete([row for key, row in living.items() if key not in new], by=by)
    adding = [row for key, row in new.items() if key not in living]
    for row in adding:
        setattr(row, link, record)
        row.municipality = record.municipality
    hold_named(adding)
    bulk_save(adding, by=by)
