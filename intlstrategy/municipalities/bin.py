"""What lies in the bin: every kind of record, by the group it went there with."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from intlstrategy.municipalities.models import Municipality, ScopedModel


@dataclass
class BinnedGroup:
    """Records that went to the bin as one. ``root`` is the one that somebody chose to move there."""

    group: uuid.UUID
    at: Any
    by_id: int | None
    root: ScopedModel
    count: int


def scoped_models() -> list[type[ScopedModel]]:
    return [model for model in apps.get_models() if issubclass(model, ScopedModel)]


def binned_rows(municipality: Municipality, group: uuid.UUID | None = None) -> list[ScopedModel]:
    """Everything in the bin, or of one group: one query for each kind of record, whatever their number."""
    rows: list[ScopedModel] = []
    for model in scoped_models():
        found = model._base_manager.filter(municipality=municipality, binned_at__isnull=False).select_related(
            "municipality"
        )
        rows += list(found.filter(bin_group=group) if group else found)
    return rows


def rank(row: ScopedModel) -> tuple[int, int, int]:
    """The root of a group is the record that the others hang on: it takes others along, it is highest, it is oldest."""
    links = ["plan", "element", "action", "membership", "post", "document", "diagnosis", "parent", "run"]
    hangs_on = sum(bool(getattr(row, f"{name}_id", None)) for name in links)
    return hangs_on, getattr(row, "depth", 0), row.pk


def groups_in(municipality: Municipality) -> list[BinnedGroup]:
    """The groups in the bin, the newest first."""
    by_group: dict[uuid.UUID, list[ScopedModel]] = defaultdict(list)
    for row in binned_rows(municipality):
        if row.bin_group:
            by_group[row.bin_group].append(row)
    found = [
        BinnedGroup(group, rows[0].binned_at, rows[0].binned_by_id, min(rows, key=rank), len(rows))
        for group, rows in by_group.items()
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)
