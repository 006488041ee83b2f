"""The rows of a file beside the records of a register: what each will do, or why it is refused. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Count, Max, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.interchange.comparison import CHANGED, NEW, REFUSED, UNCHANGED
from intlstrategy.interchange.reading import Table
from intlstrategy.interchange.rows import Problem
from intlstrategy.interchange.sheets.base import (
    IDENTIFIED,
    IDENTIFIER,
    Beside,
    Column,
    Known,
    Sheet,
    Values,
    is_same,
    key_of,
    values_of,
)
from intlstrategy.interchange.values import BadValue, shown
from intlstrategy.municipalities.models import Municipality

State = tuple[Any, ...]
LONGEST_SHOWN = 300
REGISTER_CHANGED = gettext_lazy(
    "The register changed since this comparison. Look at what the import does now, and apply it again."
)


@dataclass
class RowChange:
    """One row beside the record it stands for, unsaved where the row is new. ``values`` are those of the file."""

    number: int
    record: Any
    values: Values
    title: str = ""
    outcome: str = UNCHANGED
    differing: list[str] = field(default_factory=list)
    told: list[list[str | None]] = field(default_factory=list)  # label, before, after
    problems: list[Problem] = field(default_factory=list)
    before: Any = None  # the record as it is stored while the import is written
    same_as: int | None = None  # the row of the file that says all of it already
    is_further: bool = False  # it says more of a record that a row before it brings

    def refuse(self, column: str, message: str) -> None:
        self.problems.append(Problem(self.number, column, message))
        self.outcome = REFUSED


@dataclass
class RegisterComparison:
    sheet: Sheet
    changes: list[RowChange]
    absent: int
    state: State
    notes: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[RowChange]:
        return iter(self.changes)

    def count(self, outcome: str) -> int:
        return sum(change.outcome == outcome for change in self)

    @property
    def problems(self) -> list[Problem]:
        return sorted((p for change in self for p in change.problems), key=lambda p: (p.row, p.column))


def state_of(sheet: Sheet, municipality: Municipality) -> State:
    """What changes whenever somebody writes in the register, or in what belongs to its records."""
    return tuple(
        tuple(sorted(model.objects.of(municipality).order_by().aggregate(n=Count("pk"), last=Max("pk"), sum=Sum("revision")).items()))
        for model in (sheet.model, *sheet.watched)
    )  # fmt: skip


class Comparer:
    """Reads the register once, then takes the rows of a file one by one."""

    def __init__(self, sheet: Sheet, mapping: dict[str, str], municipality: Municipality) -> None:
        self.sheet, self.municipality = sheet, municipality
        self.state = state_of(sheet, municipality)
        self.columns = {name: column for name, key in mapping.items() if (column := sheet.column(key))}
        self.identifier = next((name for name, key in mapping.items() if key == IDENTIFIER), "")
        self.file_names = {column.key: name for name, column in self.columns.items()}
        self.known = Known(municipality)
        rows = list(sheet.model.objects.of(municipality).order_by("pk"))
        self.beside: Beside = sheet.beside(municipality, rows)
        self.records = {row.pk: row for row in rows}
        self.by_name: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in rows:
            for mark in self.marks(values_of(sheet, row, self.beside)):
                self.by_name[mark].append(row)
        self.taken: dict[Any, RowChange] = {}
        self.checks = [each for each in sheet.model._meta.constraints if isinstance(each, CheckConstraint)]

    def marks(self, values: Values) -> list[tuple[Any, ...]]:
        """What tells a record apart: its own mark first, then what a file without numbers or addresses says."""
        without = {key: value for key, value in values.items() if key not in {"code", "email"}}
        return list(dict.fromkeys([self.sheet.same(values), self.sheet.same(without)]))

    def compare(self, table: Table) -> RegisterComparison:
        changes = [self.row(table, number, cells) for number, cells in table.numbered() if any(map(str.strip, cells))]
        touched = {change.record.pk for change in changes if change.record.pk}
        return RegisterComparison(self.sheet, changes, len(self.records) - len(touched), self.state)

    def row(self, table: Table, number: int, cells: Sequence[str]) -> RowChange:
        told = dict(zip(table.header, cells, strict=True))
        change = RowChange(number, self.sheet.model(municipality=self.municipality), {})
        errors = {place for row, place in table.errors if row == number}
        for place, name in enumerate(table.header):
            if name in self.columns:
                self.read(change, name, told[name], is_error=place in errors)
        said, identifier = dict(change.values), told.get(self.identifier, "").strip()
        self.sheet.prepare(change.values, not identifier)
        change.title = shown(self.sheet.name(change.values) or _("Row %(row)d") % {"row": number})
        self.find(change, identifier)
        if change.record.pk is not None:
            change.values = said  # what is usual for a new record is not written into one that is there
        if not change.problems and change.same_as is None:
            self.judge(change)
        return change

    def read(self, change: RowChange, name: str, text: str, *, is_error: bool) -> None:
        column = self.columns[name]
        if is_error:
            change.refuse(name, _("“%(text)s” is an error of the spreadsheet, not a value.") % {"text": shown(text)})
            return
        try:
            change.values[column.key] = column.cell.read(text, self.known)
        except BadValue as bad:
            change.refuse(name, str(bad))

    # Which record ------------------------------------------------------------------------------------------

    def find(self, change: RowChange, identifier: str) -> None:
        """The record by its identifier, else the one that says the same; a second row about it only if it agrees."""
        if identifier:
            record = self.records.get(int(identifier)) if identifier.isascii() and identifier.isdigit() else None
            if record is None:
                words = {"text": shown(identifier)}
                change.refuse(self.identifier, _("No record here has the identifier “%(text)s”. Leave the cell empty for a new one.") % words)  # fmt: skip
                return
            change.record = record
        else:
            found = self.alike(change)
            if len(found) > 1:
                words = {"title": change.title, "ids": ", ".join(str(row.pk) for row in found[:5])}
                change.refuse("", _("Several records are called “%(title)s”. Write the identifier of the one you mean: %(ids)s.") % words)  # fmt: skip
                return
            change.record = found[0] if found else change.record
        mark = change.record.pk or self.sheet.same(change.values)
        if (first := self.taken.setdefault(mark, change)) is not change:
            self.second(change, first)

    def alike(self, change: RowChange) -> list[Any]:
        for mark in self.marks(change.values)[:1] if change.values.get("code") else self.marks(change.values):
            if found := [row for row in self.by_name.get(mark, ()) if not is_another(row, change.values)]:
                return found
        return []

    def second(self, change: RowChange, first: RowChange) -> None:
        """A row about what another row of the file is about already."""
        read = {column.key for column in self.columns.values()}  # and not what is usual for a new record
        said = {
            key: value for key, value in change.values.items() if key in read and not is_same(value, self.blank(key))
        }
        others = {key for key, value in said.items() if not is_alike(value, first.values.get(key))}
        if self.is_further(change, first, others):
            change.record, change.is_further = first.record, True
            return
        if not others:
            change.same_as, change.record = first.number, first.record
            change.told.append([_("Repeated"), None, _("Row %(row)d says the same.") % {"row": first.number}])
            return
        change.refuse("", _("Row %(row)d is about “%(title)s” too, and says otherwise. Leave one of the two.") % {"row": first.number, "title": change.title})  # fmt: skip

    def is_further(self, change: RowChange, first: RowChange, others: set[str]) -> bool:
        """Whether it tells of the same record in another year, of which no row told yet."""
        repeats = self.sheet.repeats
        if not repeats or repeats[0] not in others or not others <= {*repeats}:
            return False
        mark = (self.sheet.same(first.values), change.values[repeats[0]])
        return self.taken.setdefault(mark, change) is change

    def blank(self, key: str) -> Any:
        column = self.sheet.column(key)
        return column.cell.blank if column else None

    # What it does ------------------------------------------------------------------------------------------

    def judge(self, change: RowChange) -> None:
        """Write the values into the record, unsaved; say what differs, and refuse what may not be."""
        record = change.record
        is_new = record.pk is None and not change.is_further
        before = {} if is_new else self.before(change)
        for column in self.sheet.columns:
            if column.key not in change.values:
                if is_new and column.is_required:
                    self.refuse(change, column, _("A new record needs this, and the file has no such column."))
                continue
            self.put(change, column, before, is_new=is_new)
        if not change.problems and (change.differing or is_new):
            self.validate(change)
        if change.problems:
            return
        change.outcome = NEW if is_new else CHANGED if change.differing else UNCHANGED

    def before(self, change: RowChange) -> Values:
        """What the record says, of what the row is about."""
        known = self.beside.get(change.record.pk, {})
        return self.sheet.in_row(known | values_of(self.sheet, change.record, self.beside), change.values)

    def put(self, change: RowChange, column: Column, before: Values, *, is_new: bool) -> None:
        value, blank = change.values[column.key], column.cell.blank
        if is_same(value, blank) and self.has_to_say(column):
            if is_new and column.is_required:
                self.refuse(change, column, _("This may not be empty."))
            change.values.pop(column.key)  # else what stands there stays, or what is usual for a new one
            return
        if is_same(value, blank if is_new else column.cell.tidied(before[column.key])):
            return
        change.differing.append(column.key)
        after = column.cell.write(value, self.known)
        if not column.is_beside:
            setattr(change.record, column.key, value)
        if column.key != "title" or not is_new:
            shown_before = None if is_new else column.cell.write(before[column.key], self.known)[:LONGEST_SHOWN]
            change.told.append([str(column.label), shown_before, after[:LONGEST_SHOWN]])

    def has_to_say(self, column: Column) -> bool:
        """Whether a record always says something here."""
        if column.is_required or column.is_beside:
            return column.is_required
        model_field: Any = self.sheet.model._meta.get_field(column.key)
        return (not model_field.null and not model_field.blank) or (
            model_field.has_default() and bool(model_field.choices)
        )

    def refuse(self, change: RowChange, column: Column, message: str) -> None:
        change.refuse(self.file_names.get(column.key, str(column.label)), message)

    def validate(self, change: RowChange) -> None:
        said = {column.key for column in self.sheet.columns if not column.is_beside}
        fields = [each for each in self.sheet.model._meta.concrete_fields if each.name in said and not each.is_relation]
        for model_field in fields:
            self.clean(change, model_field)
        self.keep_to_limits(change)
        wrong = dict(self.sheet.check(change.record, change.values))
        for key, message in wrong.items():
            column = self.sheet.column(key)
            change.refuse(self.file_names.get(key, str(column.label) if column else ""), message)
        if change.problems:
            return
        for constraint in self.checks:
            if not constraint.condition.referenced_base_fields & {*change.differing}:  # type: ignore[union-attr]
                continue  # each takes a query
            try:
                constraint.validate(self.sheet.model, change.record)
            except ValidationError as refusal:
                change.refuse("", " ".join(refusal.messages))

    def keep_to_limits(self, change: RowChange) -> None:
        """What belongs to a record has the limits of the field that will hold it."""
        for column in self.sheet.columns:
            value = change.values.get(column.key)
            if column.kept_in is None or value in (None, ""):
                continue
            model, name = column.kept_in
            try:
                model._meta.get_field(name).clean(value, None)
            except ValidationError as refusal:
                self.refuse(change, column, " ".join(refusal.messages))

    def clean(self, change: RowChange, model_field: Any) -> None:
        value = getattr(change.record, model_field.attname)
        if model_field.choices or (model_field.blank and value in model_field.empty_values):
            return  # a word of a list was read as one of its codes
        try:
            setattr(change.record, model_field.attname, model_field.clean(value, change.record))
        except ValidationError as refusal:
            column = self.sheet.column(model_field.name)
            change.refuse(
                self.file_names.get(model_field.name, str(column.label) if column else ""), " ".join(refusal.messages)
            )


def is_another(record: Any, values: Values) -> bool:
    """Whether a record of the same name has another address, and so is somebody else."""
    known, said = getattr(record, "email", ""), values.get("email")
    return bool(known and said and known.casefold() != said.casefold())


def is_alike(one: Any, other: Any) -> bool:
    """Whether two rows say the same, in capitals or not."""
    if isinstance(one, str) and isinstance(other, str):
        return key_of(one) == key_of(other)
    return is_same(one, other)


def why_no_register(sheet: Sheet, keys: Iterable[str]) -> str:
    """Why these meanings make no register, or nothing."""
    said = [key for key in keys if key]
    doubled = sorted({key for key in said if said.count(key) > 1})
    if doubled:
        names = ", ".join(str(IDENTIFIED if key == IDENTIFIER else column_label(sheet, key)) for key in doubled)
        return _("Two columns mean the same: %(names)s. Choose one of them.") % {"names": names}
    needed = [column for column in sheet.columns if column.is_required]
    if (
        IDENTIFIER in said
        or any(column.key in said for column in needed[:1])
        or ("subject" in said and sheet.column("subject"))
    ):
        return ""
    return _("No column says the %(name)s. Choose the one that does.") % {"name": str(needed[0].label).lower()}


def column_label(sheet: Sheet, key: str) -> Any:
    column = sheet.column(key)
    return column.label if column else key
