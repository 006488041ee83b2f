"""The story of one record in words: each version beside the one before it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.core.tables import shown
from intlstrategy.municipalities.models import ScopedModel

PER_PAGE = 25
SILENT = {"revision", "binned_by", "bin_group", "municipality", "sha256", "file"}


@dataclass(frozen=True)
class Change:
    label: Any
    before: Any
    after: Any


@dataclass(frozen=True)
class Step:
    at: Any
    by: Any
    kind: str
    changes: list[Change]


def changes_of(record: ScopedModel, page_number: int) -> dict[str, Any]:
    """Newest first, a page at a time; names of linked records are looked up once for the whole page."""
    versions = record.history.select_related("history_user").order_by("-history_date", "-history_id")
    page = Paginator(versions, PER_PAGE).get_page(page_number)
    rows = list(page.object_list)
    if rows and page.has_next():
        rows += list(versions[page.end_index() : page.end_index() + 1])
    fields = [field for field in record._meta.concrete_fields if told(field)]
    names = linked_names(rows, fields)
    steps = []
    for number, row in enumerate(rows[:PER_PAGE]):
        before = rows[number + 1] if number + 1 < len(rows) else None
        steps.append(
            Step(row.history_date, row.history_user, kind_of(row, before), differences(row, before, fields, names))
        )
    return {"steps": steps, "page_obj": page}


def told(field: models.Field) -> bool:
    return not (field.primary_key or field.name in SILENT or isinstance(field, FoldedField))


def kind_of(row: Any, before: Any) -> str:
    if before is None:
        return _("Created")
    is_binned, was_binned = (getattr(each, "binned_at", None) for each in (row, before))  # a municipality has no bin
    if is_binned and not was_binned:
        return _("Moved to the bin")
    if was_binned and not is_binned:
        return _("Restored from the bin")
    return _("Changed")


def linked_names(rows: list[Any], fields: list[models.Field]) -> dict[str, dict[int, str]]:
    names: dict[str, dict[int, str]] = {}
    for field in fields:
        if isinstance(field, models.ForeignKey):
            ids = {getattr(row, field.attname) for row in rows} - {None}
            found = field.remote_field.model._base_manager.filter(pk__in=ids) if ids else ()
            names[field.name] = {target.pk: str(target) for target in found}
    return names


def differences(row: Any, before: Any, fields: list[models.Field], names: dict[str, dict[int, str]]) -> list[Change]:
    changes = []
    for field in fields:
        if field.name == "binned_at":
            continue
        new, old = getattr(row, field.attname), getattr(before, field.attname) if before else None
        if new == old or (before is None and new in (None, "", [], {})):
            continue
        changes.append(Change(field.verbose_name, in_words(field, old, names), in_words(field, new, names)))
    return changes


def in_words(field: models.Field, value: Any, names: dict[str, dict[int, str]]) -> Any:
    if value in (None, "", [], {}):
        return ""
    if isinstance(field, models.ForeignKey):
        return names[field.name].get(value, _("(no longer there)"))
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    if isinstance(field, models.JSONField) and isinstance(value, list):
        return "\n".join(": ".join(map(str, each)) if isinstance(each, (list, tuple)) else str(each) for each in value)
    return shown(value)
