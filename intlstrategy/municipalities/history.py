"""The story of one record in words: each version beside the one before it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from intlstrategy.accounts.models import User
from intlstrategy.core.fields import FoldedField, PercentField
from intlstrategy.core.tables import shown
from intlstrategy.core.templatetags.components import percent
from intlstrategy.journal.services import open_name
from intlstrategy.municipalities.access import may
from intlstrategy.municipalities.models import Membership, ScopedModel
from intlstrategy.municipalities.roles import Capability

Names = dict[type[models.Model], dict[int, str]]
PER_PAGE = 25
AT_ONCE = timedelta(seconds=2)  # what one save writes: the record, then what links it to others
SILENT = {  # what no person sets
    "revision", "binned_at", "binned_by", "bin_group", "municipality", "user", "sha256", "file", "external_id", "structure_revision",
    "token", "header", "job_id", "fingerprint",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    label: Any
    before: Any
    after: Any


@dataclass(frozen=True)
class LinkVersion:
    """One version of a row that links the record to another, with the version before it."""

    row: Any
    before: Any
    fields: list[models.Field]  # what the row says apart from the record itself
    label: Any


@dataclass
class Step:
    """What one person did at one moment: a version of the record, of its links, or of both."""

    at: datetime
    user_id: int | None
    version_id: int | None = None
    links: list[LinkVersion] = field(default_factory=list)
    by: Any = None
    kind: str = ""
    changes: list[Change] = field(default_factory=list)

    def takes(self, link: LinkVersion) -> bool:
        return self.user_id == link.row.history_user_id and abs(self.at - link.row.history_date) < AT_ONCE


def changes_of(record: ScopedModel, page_number: int, reader: Membership | None) -> dict[str, Any]:
    """Newest first, a page at a time; names of linked records are looked up once for the whole page.

    Without a reader it is told to the superuser, who reads everything.
    """
    versions = record.history.order_by("-history_date", "-history_id")
    steps = [Step(at, who, pk) for at, who, pk in versions.values_list("history_date", "history_user_id", "history_id")]
    order = [step.version_id for step in steps]
    for link in link_versions(record):
        step = next((step for step in steps if step.takes(link)), None)
        if step is None:
            step = Step(link.row.history_date, link.row.history_user_id)
            steps.append(step)
        step.links.append(link)
    page = Paginator(sorted(steps, key=lambda step: step.at, reverse=True), PER_PAGE).get_page(page_number)
    shown_steps = list(page.object_list)
    tell(shown_steps, record, order, reader)
    return {"steps": shown_steps, "page_obj": page}


def changed_since(record: ScopedModel, revision: int, reader: Membership | None) -> list[Change]:
    """What the record says otherwise now than at that revision."""
    now, then = record.history.first(), record.history.filter(revision=revision).first()
    if then is None:
        return []
    hidden = withheld(record, reader)
    fields = [each for each in record._meta.concrete_fields if told(each) and each.name not in hidden]
    return differences(now, then, fields, linked_names([(now, fields), (then, fields)], reader))


def link_versions(record: ScopedModel) -> Iterator[LinkVersion]:
    """Every version of every row in ``told_along``; its going to the bin and back is the record's own story."""
    for name in record.told_along:
        manager = getattr(record, name)
        owner = manager.field
        fields = [each for each in manager.model._meta.concrete_fields if told(each) and each != owner]
        last: dict[int, Any] = {}
        for row in manager.model.history.filter(**{owner.attname: record.pk}).order_by("history_date", "history_id"):
            before = last.get(row.id)
            last[row.id] = row
            is_new = before is None or row.history_type == "-"
            if is_new or any(getattr(row, each.attname) != getattr(before, each.attname) for each in fields):
                yield LinkVersion(row, before, fields, manager.model._meta.verbose_name)


def tell(steps: Sequence[Step], record: ScopedModel, order: list[int | None], reader: Membership | None) -> None:
    """Put into words what each of these steps changed."""
    earlier = dict(pairwise(order))
    wanted = {step.version_id for step in steps} | {earlier.get(step.version_id) for step in steps if step.version_id}
    found = {row.history_id: row for row in record.history.filter(history_id__in=wanted - {None})}
    links = [link for step in steps for link in step.links]
    hidden = withheld(record, reader)
    fields = [each for each in record._meta.concrete_fields if told(each) and each.name not in hidden]
    versions = [(row, fields) for row in found.values()]
    versions += [(row, link.fields) for link in links for row in (link.row, link.before) if row is not None]
    names = linked_names(versions, reader)
    people = User.objects.in_bulk({step.user_id for step in steps} - {None})
    for step in steps:
        step.by = people.get(step.user_id) if step.user_id else None
        row, before = found.get(step.version_id or 0), found.get(earlier.get(step.version_id) or 0)
        step.kind = kind_of(row, before) if row else pgettext("in the history of a record", "Changed")
        step.changes = differences(row, before, fields, names) if row else []
        step.changes += [change_of_link(link, names) for link in step.links]


def withheld(record: ScopedModel, reader: Membership | None) -> set[str]:
    """The fields of a record that this reader may not see, then as little as now."""
    if reader is None:
        return set()
    allowed = {capability: may(reader, capability, record) for capability in record.guarded.values()}
    return {name for name, capability in record.guarded.items() if not allowed[capability]}


def change_of_link(link: LinkVersion, names: Names) -> Change:
    after = "" if link.row.history_type == "-" else link_in_words(link.row, link.fields, names)
    before = "" if link.before is None else link_in_words(link.before, link.fields, names)
    return Change(link.label, before, after)


def link_in_words(row: Any, fields: list[models.Field], names: Names) -> str:
    said = (in_words(each, getattr(row, each.attname), names) for each in fields)
    return " · ".join(str(words) for words in said if words != "")


def told(field: models.Field) -> bool:
    return not (field.primary_key or field.name in SILENT or isinstance(field, FoldedField))


def kind_of(row: Any, before: Any) -> str:
    if before is None:
        return pgettext("in the history of a record", "Created")
    is_binned, was_binned = (getattr(each, "binned_at", None) for each in (row, before))  # a municipality has no bin
    if is_binned and not was_binned:
        return pgettext("in the history of a record", "Moved to the bin")
    if was_binned and not is_binned:
        return pgettext("in the history of a record", "Restored from the bin")
    return pgettext("in the history of a record", "Changed")


def linked_names(versions: Iterable[tuple[Any, list[models.Field]]], reader: Membership | None) -> Names:
    """The names of all records that these versions point at, one query for each model."""
    ids: dict[type[models.Model], set[int]] = defaultdict(set)
    for row, fields in versions:
        for each in fields:
            if isinstance(each, models.ForeignKey) and getattr(row, each.attname) is not None:
                ids[each.remote_field.model].add(getattr(row, each.attname))
    return {
        model: {target.pk: name_for(target, reader) for target in model._base_manager.filter(pk__in=wanted)}
        for model, wanted in ids.items()
    }


def name_for(target: models.Model, reader: Membership | None) -> str:
    """What is confidential has no name for those who may not read it."""
    hides = reader is not None and getattr(target, "is_confidential", False)
    return open_name(target) if hides and not may(reader, Capability.CONFIDE, target) else str(target)  # type: ignore[arg-type]


def differences(row: Any, before: Any, fields: list[models.Field], names: Names) -> list[Change]:
    changes = []
    for each in fields:
        new, old = getattr(row, each.attname), getattr(before, each.attname) if before else None
        if new == old or (before is None and new in (None, "", [], {})):
            continue
        changes.append(Change(each.verbose_name, in_words(each, old, names), in_words(each, new, names)))
    return changes


def in_words(field: models.Field, value: Any, names: Names) -> Any:
    if value in (None, "", [], {}):
        return ""
    if isinstance(field, models.ForeignKey):
        return names[field.remote_field.model].get(value, _("(no longer there)"))
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    if isinstance(field, models.JSONField) and isinstance(value, list):
        return "\n".join(": ".join(map(str, each)) if isinstance(each, (list, tuple)) else str(each) for each in value)
    if isinstance(value, dict):
        return "\n".join(f"{key.replace('_', ' ')}: {each}" for key, each in value.items())
    if isinstance(field, PercentField):
        return percent(value)
    if isinstance(value, Decimal):
        return number_format(value.normalize() + 0)
    return shown(value)
