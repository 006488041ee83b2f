"""What lies in the bin: every kind of record, by the group it went there with."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from django.apps import apps
from django.db.models import F, IntegerField, Value
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from intlstrategy.core.batches import batches
from intlstrategy.core.text import fold
from intlstrategy.municipalities.access import may
from intlstrategy.municipalities.models import Membership, Municipality, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.roles import Capability

Key = tuple[type[ScopedModel], int]
AT_ONCE = 30_000  # values in one statement: SQLite binds 32,766


def scoped_models() -> list[type[ScopedModel]]:
    return [model for model in apps.get_models() if issubclass(model, ScopedModel)]


def links_of(model: type[ScopedModel]) -> list[ScopedForeignKey]:
    return [field for field in model._meta.concrete_fields if isinstance(field, ScopedForeignKey)]


@dataclass(frozen=True)
class Binned:
    """One record in the bin, as light as it can be read: which it is, and what it hangs on."""

    key: Key
    group: uuid.UUID
    at: Any
    by_id: int | None
    hangs_on: frozenset[Key]


@dataclass(frozen=True)
class BinnedGroup:
    """Records that went to the bin as one. ``root`` is the one that somebody chose to move there."""

    group: uuid.UUID
    at: Any
    by_id: int | None
    root: Any
    count: int
    is_hidden: bool = False  # its reader may not know its name
    by: str = ""

    @cached_property
    def kind(self) -> str:
        return str(self.root._meta.verbose_name)

    @property
    def name(self) -> str:
        return _("A confidential record") if self.is_hidden else str(self.root)

    def has(self, words: Sequence[str]) -> bool:
        folded = fold(self.name)
        return all(word in folded for word in words)


def light_rows(municipality: Municipality) -> list[Binned]:
    """Everything in the bin in one query, whatever the number of records and of their kinds."""
    models = scoped_models()
    widest = max(len(links_of(model)) for model in models)
    selects = [
        light_select(number, model, widest).filter(municipality=municipality) for number, model in enumerate(models)
    ]
    return [
        Binned(
            key=(models[number], pk),
            group=group,
            at=at,
            by_id=by_id,
            hangs_on=frozenset(
                (link.related_model, target)
                for link, target in zip(links_of(models[number]), targets, strict=False)
                if target is not None
            ),
        )
        for number, pk, group, at, by_id, *targets in selects[0].union(*selects[1:], all=True)
    ]


def light_select(number: int, model: type[ScopedModel], widest: int) -> Any:
    links: list[Any] = [F(link.attname) for link in links_of(model)]
    links += [Value(0, output_field=IntegerField())] * (widest - len(links))
    columns = {f"link_{position}": link for position, link in enumerate(links)}
    rows = model._base_manager.filter(binned_at__isnull=False, bin_group__isnull=False).order_by()
    return rows.annotate(kind_number=Value(number, output_field=IntegerField()), **columns).values_list(
        "kind_number", "pk", "bin_group", "binned_at", "binned_by_id", *columns
    )


def root_of(rows: Iterable[Binned]) -> Binned:
    """The record that the others of its group hang on, and that hangs on none of them."""
    rows = list(rows)
    keys = {row.key for row in rows}
    tops = [row for row in rows if not row.hangs_on & (keys - {row.key})]
    hung_on = {key for row in rows for key in row.hangs_on}
    return min(tops or rows, key=lambda row: (row.key not in hung_on, row.key[1]))


def groups_in(municipality: Municipality, reader: Membership) -> list[BinnedGroup]:
    """The groups in the bin that this reader may bring back, the newest first.

    One query for all rows, and one for each kind of their roots.
    """
    by_group: dict[uuid.UUID, list[Binned]] = defaultdict(list)
    for row in light_rows(municipality):
        by_group[row.group].append(row)
    found = [
        BinnedGroup(group=group, at=rows[0].at, by_id=rows[0].by_id, root=root_of(rows).key, count=len(rows))
        for group, rows in by_group.items()
    ]
    records = read_whole(each.root for each in found)
    named = [
        replace(each, root=records[each.root], is_hidden=is_hidden(records[each.root], reader))
        for each in found
        if each.root in records and reader.can(each.root[0].restored_with)
    ]
    return sorted(named, key=lambda each: (each.at, str(each.group)), reverse=True)


def read_whole(keys: Iterable[Key], *, is_locked: bool = False) -> dict[Key, ScopedModel]:
    """Records with all that their names and addresses are made of, one query for each kind; locked to be written."""
    found: dict[Key, ScopedModel] = {}
    for model, pks in ids_by_model(keys).items():
        for batch in batches(pks, AT_ONCE):
            rows = whole(model).filter(pk__in=batch)
            rows = rows.select_for_update(of=("self",), no_key=True).order_by("pk") if is_locked else rows
            found |= {(model, row.pk): row for row in rows}
    return found


def ids_by_model(keys: Iterable[Key]) -> dict[type[ScopedModel], list[int]]:
    ids: dict[type[ScopedModel], list[int]] = defaultdict(list)
    for model, pk in keys:
        ids[model].append(pk)
    return ids


Asked = tuple[ScopedForeignKey, Any, Sequence[int]]  # a link, the rows that may have it, and the ids it may point at


def pointing(asked: Iterable[Asked]) -> Iterator[tuple[ScopedForeignKey, int]]:
    """Which rows point at these ids, link after link: one query for as many ids as the database takes."""
    parts = [(link, rows, part) for link, rows, ids in asked for part in batches(sorted(ids), AT_ONCE)]
    while parts:
        sizes = accumulate(len(part) for _link, _rows, part in parts)
        many = max(1, sum(size <= AT_ONCE for size in sizes))
        now, parts = parts[:many], parts[many:]
        selects = [
            rows.filter(**{f"{link.name}__in": part}).order_by()
            .annotate(part=Value(number, output_field=IntegerField())).values_list("part", "pk")
            for number, (link, rows, part) in enumerate(now)
        ]  # fmt: skip
        for number, pk in sorted(selects[0].union(*selects[1:], all=True)):
            yield now[number][0], pk


def whole(model: type[ScopedModel]) -> Any:
    return model._base_manager.select_related("municipality", *(link.name for link in links_of(model)))


def rows_of_group(municipality: Municipality, group: uuid.UUID) -> tuple[ScopedModel | None, list[ScopedModel]]:
    """The root of a group, and all its records, the root among them."""
    light = [row for row in light_rows(municipality) if row.group == group]
    if not light:
        return None, []
    records = read_whole(row.key for row in light)
    return records[root_of(light).key], list(records.values())


def is_hidden(row: ScopedModel, reader: Membership) -> bool:
    """Whether even the name of a record is kept from this reader."""
    return row.is_confidential and not may(reader, Capability.CONFIDE, row)


def name_for(row: ScopedModel, reader: Membership) -> str:
    return _("A confidential record") if is_hidden(row, reader) else str(row)
