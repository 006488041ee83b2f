"""Decisions on stakeholders: what is known of them, and how they were appraised."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.text import fold
from intlstrategy.journal.services import record
from intlstrategy.municipalities.bin import links_of
from intlstrategy.municipalities.editing import bin_record, bulk_save, claim, save_record
from intlstrategy.municipalities.models import Municipality, ScopedModel
from intlstrategy.stakeholders.likeness import likest
from intlstrategy.stakeholders.models import Appraisal, Position, Stakeholder

FILLED_IN = ("own_name", "level", "side", "country", "place", "owner", "website", "source")


@transaction.atomic
def save_appraisal(*, appraisal: Appraisal, by: User | None, seen: int | None = None) -> Appraisal:
    """Write how a stakeholder was seen on a day, which is today or before."""
    if appraisal.on > timezone.localdate():
        raise ValidationError({"on": _("An appraisal is of today or an earlier day.")})
    return save_record(appraisal, by=by, seen=seen)


def alike_to(municipality: Municipality, names: Iterable[str], *, but: int | None = None) -> list[Stakeholder]:
    """The stakeholders whose name, in either language, is nearly one of these, the likest first."""
    return likest(Stakeholder.objects.of(municipality), names, but=but)


# Two records of one organisation -------------------------------------------------------------------------


@transaction.atomic
def merge_stakeholders(
    *, merged: Stakeholder, into: Stakeholder, by: User, seen: int | None = None, into_seen: int | None = None
) -> Stakeholder:
    """Make one of two records of an organisation: whatever hangs on the first moves to the second, which is filled in.

    What both have, such as an appraisal of the same day, stays with the first, which goes to the bin with it. Its
    history stays there, and its address leads to the second.
    """
    if merged.pk == into.pk or merged.municipality_id != into.municipality_id:
        raise ValidationError(_("Choose another stakeholder to merge it into."))
    for row, revision in sorted([(merged, seen), (into, into_seen)], key=lambda pair: pair[0].pk):
        claim(row, row.revision if revision is None else revision)
    for field, rows in hanging_on(merged):
        move(rows, field.name, into, by)
    fill_in(into, merged)
    into.merged_into = None
    into.save(by=by)
    merged.merged_into = into
    merged.save(by=by, update_fields=["merged_into"])
    record("merged", into, by=by, detail=str(merged))
    record("merged into another", merged, by=by, detail=str(into))
    bin_record(merged, by=by)
    return into


def hanging_on(record: ScopedModel) -> Iterator[tuple[Any, list[ScopedModel]]]:
    """Every link of the product that points at a record, with the rows that do, those in the bin too."""
    for model in apps.get_models():
        if not issubclass(model, ScopedModel):
            continue
        for link in links_of(model):
            if link.related_model is type(record):
                rows = model._base_manager.select_related("municipality").filter(**{link.name: record})
                yield link, list(rows.order_by("pk"))


def move(rows: list[ScopedModel], link: str, into: Stakeholder, by: User) -> None:
    """Point rows at another stakeholder, apart from those that it has already: these go to the bin, once what they say
    fills the gaps of the one that stays, and what hangs on them hangs on that."""
    moving, doubled = [], []
    for row in rows:
        if row.pk == into.pk and isinstance(row, Stakeholder):
            continue
        former = getattr(row, link)
        setattr(row, link, into)
        stays = twin_of(row, link) if row.binned_at is None else None
        if stays is None and fits(row):
            moving.append(row)
        else:
            setattr(row, link, former)
            doubled.append((row, stays))
    bulk_save(moving, by=by, fields=[link])
    for row, stays in doubled:
        if stays is not None:
            take_over(stays, row, by)
        if row.binned_at is None:
            bin_record(row, by=by)


def twin_of(row: Any, link: str) -> Any:
    """The living row that says of the other stakeholder what this one says of the first, if there is one."""
    rows = type(row).objects.of(row.municipality).exclude(pk=row.pk)
    if isinstance(row, Position):
        same = [
            each
            for each in rows.filter(person=row.person_id, stakeholder=row.stakeholder_id)
            if fold(each.title) == fold(row.title)
        ]
        return next((each for each in same if (each.starts_on, each.ends_on) == (row.starts_on, row.ends_on)), None)
    for constraint in row._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and link in constraint.fields:
            found = rows.filter(**{name: getattr(row, name) for name in constraint.fields}).first()
            if found is not None:
                return found
    return None


def take_over(stays: Any, doubled: Any, by: User) -> None:
    """Fill the gaps of one row from its double, and hang on it whatever hangs on that."""
    for field in stays._meta.concrete_fields:
        if field.editable and field.blank and getattr(stays, field.attname) in (None, ""):
            setattr(stays, field.attname, getattr(doubled, field.attname))
    stays.save(by=by)
    for field, rows in hanging_on(doubled):
        moving = []
        for row in rows:
            setattr(row, field.name, stays)
            moving += [row] if row.binned_at is not None or fits(row) else []
        bulk_save(moving, by=by, fields=[field.name])


def fits(row: ScopedModel) -> bool:
    try:
        row.validate_constraints()
    except ValidationError:
        return False
    return True


def fill_in(into: Stakeholder, merged: Stakeholder) -> None:
    """What the one lacks is taken from the other; what both say stays as it is."""
    for name in FILLED_IN:
        if not getattr(into, name):
            setattr(into, name, getattr(merged, name))
    if into.latitude is None:
        into.latitude, into.longitude = merged.latitude, merged.longitude
    into.languages = list(dict.fromkeys([*into.languages, *merged.languages]))
    if merged.description.strip() and merged.description.strip() not in into.description:
        into.description = f"{into.description}\n\n{merged.description}".strip()
