"""A register leaves as a table, and a table that was compared goes into the register: whole, or not at all."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Choices
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.batches import batches
from intlstrategy.interchange.comparison import CHANGED, NEW
from intlstrategy.interchange.exporting import Exported
from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.reading import Unreadable, read_table
from intlstrategy.interchange.services.applying import set_counts
from intlstrategy.interchange.services.mappings import remember_mapping
from intlstrategy.interchange.services.runs import forget_file
from intlstrategy.interchange.sheets import SHEETS
from intlstrategy.interchange.sheets.base import IDENTIFIED, Column, Known, Sheet, values_of
from intlstrategy.interchange.sheets.comparing import (
    REGISTER_CHANGED,
    Comparer,
    RegisterComparison,
    RowChange,
    state_of,
)
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security, record
from intlstrategy.municipalities.editing import bulk_save, hold_named
from intlstrategy.municipalities.models import Municipality


def compared(run: ImportRun) -> RegisterComparison:
    """The whole file beside the register, nothing being written; raise Unreadable when it is no longer kept."""
    if not run.file:
        raise Unreadable(_("The file of this import is no longer kept. Upload it again."))
    sheet = SHEETS[run.register]
    with run.file.open("rb") as file:
        table = read_table(file, run.original_name, sheet=run.sheet, is_heading=sheet.is_heading)
    return Comparer(sheet, run.mapping, run.municipality).compare(table)


def register_table(sheet: Sheet, municipality: Municipality, columns: Sequence[Column]) -> Exported:
    """Every living record, with the columns that may leave, in the order of the register."""
    rows = list(sheet.model.objects.of(municipality).filter(**living(sheet)))
    beside, known = sheet.beside(municipality, rows), Known(municipality)

    def cells(row: Any) -> list[str]:
        values = values_of(sheet, row, beside)
        return [str(row.pk), *(column.cell.write(values[column.key], known) for column in columns)]

    header = [str(IDENTIFIED), *(str(column.label) for column in columns)]
    return Exported(header, [cells(row) for row in rows])


def living(sheet: Sheet) -> dict[str, Any]:
    """Whoever was erased has nothing left to tell."""
    return {"erased_at": None} if sheet.is_personal else {}


def template_of(sheet: Sheet, municipality: Municipality) -> Exported:
    """The columns with one example, to be filled in: both in the reader's language, and one that would be taken."""
    header = [str(IDENTIFIED), *(str(column.label) for column in sheet.columns)]
    example = sheet.example(municipality)
    told = [example.get(column.key, "") for column in sheet.columns]
    return Exported(header, [["", *(str(value.label if isinstance(value, Choices) else value) for value in told)]])


@transaction.atomic
def apply_register(*, run: ImportRun, comparison: RegisterComparison, by: User | None) -> ImportRun:
    """Write what was compared. Whoever wrote in the register since then is not written over."""
    locked = ImportRun.objects.of(run.municipality).select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if locked.status == ImportRun.Status.APPLIED:
        return locked
    if locked.status != ImportRun.Status.APPLYING:
        raise ValidationError(_("This import was left. Nothing of it was written."))
    if comparison.problems:
        raise ValidationError(_("Some rows are refused, so nothing was written."))
    write(comparison, run.municipality, by)
    locked.status, locked.applied_at = ImportRun.Status.APPLIED, timezone.now()
    set_counts(locked, comparison)
    if comparison.sheet.is_personal:
        forget_file(locked)
    locked.save(by=by)
    remember_mapping(run=locked, by=by)
    record("imported", locked, by=by, detail=str(comparison.sheet.title))
    log_security(
        SecurityEvent.Kind.IMPORTED, by=by, municipality_id=run.municipality_id, target=locked,
        detail=f"{comparison.sheet.key}: {locked.original_name}",
    )  # fmt: skip
    return locked


def write(comparison: RegisterComparison, municipality: Municipality, by: User | None) -> None:
    new = [change for change in comparison if change.outcome == NEW]
    changed = [change for change in comparison if change.outcome == CHANGED]
    stored = hold(comparison.sheet, changed)
    for change in changed:
        change.before = stored.get(change.record.pk)
    if state_of(comparison.sheet, municipality) != comparison.state:
        raise ValidationError(REGISTER_CHANGED)
    hold_named([change.record for change in [*new, *changed]])
    bulk_save([change.record for change in new], by=by)
    fields = {key for change in changed for key in change.differing}
    own = sorted(key for key in fields if (column := comparison.sheet.column(key)) and not column.is_beside)
    rewritten = [change.record for change in changed if {*change.differing} & {*own}]
    if own:
        bulk_save(rewritten, by=by, fields=own)
    comparison.sheet.write_beside([*new, *changed], by)


def hold(sheet: Sheet, changes: Sequence[RowChange]) -> dict[int, Any]:
    """Keep the records that change, as they are stored: whoever saves one of them waits."""
    rows = sheet.model._base_manager.select_for_update(of=("self",), no_key=True).order_by("pk")
    held: dict[int, Any] = {}
    for batch in batches(sorted({change.record.pk for change in changes if change.record.pk})):
        held |= {row.pk: row for row in rows.filter(pk__in=batch)}
    return held
