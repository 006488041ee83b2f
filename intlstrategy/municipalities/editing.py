"""Writing without losing anybody's work: stale edits, bulk writes, the bin."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.batches import BATCH, batches
from intlstrategy.core.fields import FoldedField
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security, log_security_all, open_name, record, record_all
from intlstrategy.municipalities.bin import AT_ONCE, Asked, Key, ids_by_model, links_of, pointing, read_whole
from intlstrategy.municipalities.models.scoped import ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.uses import belongs, by_model, closed_holder_of, lock_holders, refuse_in_use, users_of

Row = TypeVar("Row", bound=ScopedModel)


class Stale(Exception):
    """Somebody else saved this record after it was read."""

    def __init__(self, current: Any) -> None:
        super().__init__("stale")
        self.current = current


def claim(row: ScopedModel, seen: int) -> None:
    """Lock a row for writing, provided nobody wrote it since revision ``seen``. Call inside a transaction."""
    rows = type(row)._base_manager.select_for_update(no_key=True).filter(pk=row.pk, municipality_id=row.municipality_id)
    current = rows.first()
    if current is None or current.revision != seen or current.binned_at is not None:
        raise Stale(current)
    row.revision = seen


def held(row: Row) -> Row:
    """A record as it is now, locked until the transaction ends: what others changed in it meanwhile is no obstacle here."""
    rows = type(row)._base_manager.select_for_update(of=("self",), no_key=True).select_related("municipality")
    now = rows.filter(pk=row.pk, binned_at=None).first()
    if now is None:
        raise Stale(None)
    return now


def held_as_seen(row: Row, seen: int | None) -> Row:
    """The same of what was read at revision ``seen``: it still says that."""
    now = held(row)
    if seen not in {None, now.revision}:
        raise Stale(now)
    return now


def hold_named(rows: Sequence[ScopedModel], *more: ScopedModel) -> None:
    """Keep the records that these name, and ``more``, until the transaction ends; refuse those that went to the bin.

    A form is checked before its transaction begins: what it names may be gone by then. Whoever is going to name others
    in further rows says so at once, so that all of them are locked in one order.
    """
    for gone in (each for each in lock_named(rows, *more) if each.binned_at is not None):
        raise ValidationError(_("“%(name)s” went to the bin meanwhile. Choose another.") % {"name": gone})


def lock_named(rows: Sequence[ScopedModel], *more: ScopedModel) -> list[Any]:
    """The records that these name and that have to stay with them, as they are now, locked, always in one order."""
    named: dict[Key, None] = {(type(each), each.pk): None for each in more}
    for model, group in by_model(rows).items():
        for link in links_of(model):
            if link.name not in model.lets_go:
                target: Any = link.related_model
                named |= {(target, pk): None for row in group if (pk := getattr(row, link.attname))}
    found: list[Any] = []
    for model, ids in sorted(ids_by_model(named).items(), key=lambda pair: pair[0]._meta.label):
        for batch in batches(sorted(ids)):
            found += (
                model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk__in=batch).order_by("pk")
            )
    return found


@transaction.atomic
def save_record(row: Row, *, by: User | None, seen: int | None = None, verb: str = "") -> Row:
    """Write one record from a form: refuse a stale one, write history and journal."""
    is_new = row._state.adding
    if not is_new and seen is not None:
        claim(row, seen)
    hold_named([row])
    row.save(by=by)
    record(verb or ("created" if is_new else "changed"), row, by=by)
    return row


def refuse_strangers(rows: Sequence[ScopedModel]) -> None:
    """Check with one query for each link that all targets belong to the rows' own municipality."""
    model = type(rows[0])
    municipality_ids = {row.municipality_id for row in rows}
    if len(municipality_ids) != 1:
        raise ValidationError(_("These records belong to different municipalities."))
    for link in model._meta.concrete_fields:
        if not isinstance(link, ScopedForeignKey):
            continue
        ids = {getattr(row, link.attname) for row in rows} - {None}
        for batch in batches(sorted(ids)):
            known = link.remote_field.model._base_manager.filter(pk__in=batch, municipality_id__in=municipality_ids)
            if known.count() != len(batch):
                raise ValidationError(_("A record linked by “%(field)s” was not found.") % {"field": link.verbose_name})


@transaction.atomic
def bulk_save(rows: Sequence[Row], *, by: User | None, fields: Sequence[str] = ()) -> None:
    """Create or update many rows of one model, with history, in as few statements as they fit.

    New rows are created whole. For rows that exist, ``fields`` names what changed.
    """
    if not rows:
        return
    refuse_strangers(rows)
    for row in rows:
        row.prepare_to_write(by)
    new = [row for row in rows if row._state.adding]
    known = [row for row in rows if not row._state.adding]
    model = type(rows[0])
    if new:
        model._base_manager.bulk_create(new, batch_size=BATCH)
    if known:
        write_again(model, known, set(fields))
    history = model.history.model
    moment = timezone.now()
    history._base_manager.bulk_create(
        [
            history_row(history, row, by, "+" if number < len(new) else "~", moment)
            for number, row in enumerate([*new, *known])
        ],
        batch_size=BATCH,
    )


def write_again(model: Any, rows: Sequence[ScopedModel], fields: set[str]) -> None:
    """Write these fields of rows that are there: at once when all of them now say the same, else by upsert.

    An upsert takes a tenth of the time of `bulk_update`, whose cases grow with rows times fields.
    """
    folded = [each for each in model._meta.concrete_fields if isinstance(each, FoldedField)]
    first = rows[0]
    is_alike = all(getattr(row, name) == getattr(first, name) for name in fields for row in rows)
    if len(rows) > 1 and is_alike and not any(fields & {*each.sources} for each in folded):
        same = {name: getattr(first, name) for name in fields}
        for batch in batches([row.pk for row in rows], AT_ONCE):
            model._base_manager.filter(pk__in=batch).update(**same, revision=models.F("revision") + 1)
        return
    model._base_manager.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted({*fields, *model.always_written()}),
    )


@transaction.atomic
def bulk_delete(rows: Sequence[Row], *, by: User | None) -> None:
    """Delete many rows that nothing hangs on, such as links, with history, in as few statements as they fit."""
    if not rows:
        return
    model, moment = type(rows[0]), timezone.now()
    history = model.history.model
    gone = [history_row(history, row, by, "-", moment) for row in rows]
    history._base_manager.bulk_create(gone, batch_size=BATCH)
    for batch in batches([row.pk for row in rows]):
        found = model._base_manager.filter(pk__in=batch)
        found._raw_delete(found.db)  # without the signals that would write each history row by itself


def history_row(history: type[models.Model], row: ScopedModel, by: User | None, kind: str, moment: Any) -> models.Model:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return history(history_date=moment, history_user=by, history_type=kind, **values)


def with_all_along(*roots: ScopedModel, is_locked: bool = False) -> list[ScopedModel]:
    """Records and everything that goes to the bin with them, each once: a few queries for each layer, however wide."""
    found: dict[Key, ScopedModel] = {(type(each), each.pk): each for each in roots}
    layer = list(found)
    while layer:
        below = [key for key in dict.fromkeys(along_with(layer)) if key not in found]
        records = read_whole(below, is_locked=is_locked)
        found |= {key: records[key] for key in below}
        layer = below
    return list(found.values())


def along_with(keys: Iterable[Key]) -> Iterator[Key]:
    """What goes along with these records, and hangs on nothing else that has to go first."""
    asked: list[Asked] = []
    for model, ids in ids_by_model(keys).items():
        links: list[Any] = [model._meta.get_field(name).field for name in model.binned_along]  # type: ignore[union-attr]
        asked += [(link, link.model._base_manager.filter(binned_at=None), ids) for link in links]
    return ((link.model, pk) for link, pk in pointing(asked))  # type: ignore[misc]


def groups_of(roots: Sequence[ScopedModel], going: Sequence[ScopedModel]) -> dict[Key, uuid.UUID]:
    """The group in which each record goes to the bin: one for each root, with all that hangs on it."""
    groups: dict[Key, uuid.UUID] = {(type(root), root.pk): uuid.uuid4() for root in roots}
    only = next(iter(groups.values())) if len(groups) == 1 else None
    for row in going:
        held_by = [(link.related_model, getattr(row, link.attname)) for link in links_of(type(row))]
        group = only or groups.get((type(row), row.pk)) or next(groups[key] for key in held_by if key in groups)
        groups.setdefault((type(row), row.pk), group)
    return groups


@transaction.atomic
def bin_record(row: Row, *, by: User, seen: int | None = None) -> Row:
    """Move a record to the bin, with what belongs to it, as one group; refuse what others still use."""
    lock_holders([row])  # before the record itself, as whoever saves it does
    if seen is not None:
        claim(row, seen)
    bin_records([row], by=by)
    return row


@transaction.atomic
def bin_records(roots: Sequence[ScopedModel], *, by: User) -> None:
    """Move records that do not hang on one another to the bin, each restorable by itself, in as few statements as they fit.

    One that is in the bin already stays there as it went.
    """
    lock_holders(roots)
    told = {(type(root), root.pk): root for root in roots}
    stored = read_whole(told, is_locked=True)  # as they are now: whoever writes one of them is waited for
    roots = [row for row in stored.values() if row.binned_at is None]
    if not roots:
        return
    going = with_all_along(*roots, is_locked=True)
    groups, moment = groups_of(roots, going), timezone.now()
    refuse_any_in_use(roots, going, groups)
    for rows in by_model(going).values():
        for each in rows:
            each.binned_at, each.binned_by, each.bin_group = moment, by, groups[type(each), each.pk]
        bulk_save(rows, by=by, fields=["binned_at", "binned_by", "bin_group"])
    for root in roots:
        for name in ("binned_at", "binned_by", "bin_group", "revision"):
            setattr(told[type(root), root.pk], name, getattr(root, name))
    record_all("binned", roots, by=by)
    log_security_all(SecurityEvent.Kind.BINNED, roots, by=by)


def refuse_any_in_use(roots: Sequence[ScopedModel], going: Sequence[ScopedModel], groups: dict[Key, uuid.UUID]) -> None:
    """Ask for all of them first, and one by one only to say which of them somebody still uses."""
    if not users_of(going).count and closed_holder_of(going) is None:
        return
    for root in roots:
        group = groups[type(root), root.pk]
        refuse_in_use(root, [each for each in going if groups[type(each), each.pk] == group])


@transaction.atomic
def restore_group(rows: Sequence[ScopedModel], *, root: ScopedModel, by: User) -> None:
    """Bring back everything that went to the bin together; refuse when something stands in the way, and say what."""
    lock_holders(rows)  # before the records themselves, as whoever saves them does
    still_there = type(root)._base_manager.select_for_update(no_key=True).filter(pk=root.pk, bin_group=root.bin_group)
    if not list(still_there):
        raise ValidationError(_("“%(name)s” is not in the bin any more.") % {"name": open_name(root)})
    lock_named(rows)  # who of them goes to the bin meanwhile waits, and finds that it is in use
    refuse_orphans(rows)
    for row in rows:
        row.binned_at = row.binned_by = row.bin_group = None
    try:
        with transaction.atomic():
            for group in by_model(rows).values():
                bulk_save(group, by=by, fields=["binned_at", "binned_by", "bin_group"])
            for model, group in by_model(rows).items():
                model.check_return(group)
    except IntegrityError as error:
        refuse_taken(rows)
        raise ValidationError(
            _("“%(name)s” cannot come back: its place is taken.") % {"name": open_name(root)}
        ) from error
    record("restored", root, by=by)
    log_security(SecurityEvent.Kind.RESTORED, by=by, municipality_id=root.municipality_id, target=root)


def refuse_taken(rows: Sequence[ScopedModel]) -> None:
    """Say in words which record cannot come back beside the living ones, and why."""
    for row in rows:
        try:
            row.validate_constraints()
        except ValidationError as refusal:
            words = {"name": open_name(row), "reason": " ".join(refusal.messages)}
            raise ValidationError(_("“%(name)s” cannot come back: %(reason)s") % words) from refusal


def refuse_orphans(rows: Sequence[ScopedModel]) -> None:
    """A record comes back only when what it belongs to is there, or comes back with it: one query for each link."""
    coming = {(type(row), row.pk) for row in rows}
    for model, group in by_model(rows).items():
        for link in links_of(model):
            target: Any = link.related_model
            away = {getattr(row, link.attname): row for row in group}
            wanted = sorted(pk for pk in away if pk is not None and (target, pk) not in coming)
            for batch in batches(wanted):
                for holder in target._base_manager.filter(pk__in=batch):
                    refuse_holder(away[holder.pk], holder, is_part=belongs(link))


def refuse_holder(row: ScopedModel, holder: Any, *, is_part: bool) -> None:
    """Say why a record cannot come back to what it names: that is away, or closed where the record is a part of it."""
    words = {"name": open_name(row), "kind": holder._meta.verbose_name, "holder": open_name(holder)}
    if holder.binned_at is not None:
        raise ValidationError(
            _("“%(name)s” needs the %(kind)s “%(holder)s”, which is in the bin too. Restore that first.") % words
        )
    if is_part and not holder.is_open:
        raise ValidationError(_("“%(name)s” cannot come back: the %(kind)s “%(holder)s” is closed.") % words)
