"""The life of an import: a file comes in, is read, compared, and applied or left."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.batches import batches
from intlstrategy.core.text import fold, speaks_of
from intlstrategy.interchange.comparison import CHANGED, NEW, REFUSED, Change, Comparison, places_in
from intlstrategy.interchange.comparison.facts import STATEMENT
from intlstrategy.interchange.formats import (
    FORMATS,
    Mapping,
    Merges,
    is_heading,
    native,
    parse,
    recognise,
    refuse_mapping,
)
from intlstrategy.interchange.formats.levels import squash_path
from intlstrategy.interchange.formats.parsing import KIND_WORDS
from intlstrategy.interchange.formats.targets import BY_KEY
from intlstrategy.interchange.models import KEPT_DAYS, ImportRow, ImportRun
from intlstrategy.interchange.reading import HEAD, IsHeading, Table, Unreadable, about_sheet, read_head, read_table
from intlstrategy.interchange.rows import ParsedPlan
from intlstrategy.interchange.services.applying import CHANGED_MEANWHILE, Readied, plan_to_create, ready, set_counts
from intlstrategy.interchange.services.mappings import remembered_mapping
from intlstrategy.interchange.sheets import PERSONAL, SHEETS
from intlstrategy.interchange.sheets.comparing import REGISTER_CHANGED, RegisterComparison, why_no_register
from intlstrategy.municipalities.editing import claim
from intlstrategy.municipalities.history import in_words
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Action, Plan

Status = ImportRun.Status
PERSONAL_DAYS = 7  # for which a file with personal data waits for being applied
LONGEST_SHOWN = 300  # of what a new record says
SAMPLES, LONGEST_SAMPLE = 3, 60  # of each column


def title_from(name: str) -> str:
    """A title for a plan from the name of its file."""
    return " ".join(PurePath(name).stem.replace("_", " ").replace("-", " ").split()).capitalize()[:300] or _("Plan")


def slug_from(title: str) -> str:
    return slugify(title)[:80] or "plan"


def new_run(
    *,
    municipality: Municipality,
    name: str,
    content: bytes,
    plan: Plan | None = None,
    new_plan: dict[str, Any] | None = None,
    by: User | None,
    register: str = "",
    sheet: str = "",
    file_format: str = "",
    is_unattended: bool = False,
) -> ImportRun:
    """Keep the file and recognise what it is, without a row yet; raise Unreadable when it is no table.

    ``is_unattended``: nobody looks at the columns before they are read, so what is remembered of an earlier file does
    not change how a format that is named or recognised is read.
    """
    run = unread_run(
        municipality=municipality, name=name, content=content, plan=plan, new_plan=new_plan, register=register, by=by
    )
    table = read_head(BytesIO(content), name, sheet=sheet, is_heading=heading_of(run))
    take_up(run, table, file_format=file_format, is_unattended=is_unattended)
    keep_file(run, name, content)
    return run


def unread_run(
    *,
    municipality: Municipality,
    name: str,
    content: bytes,
    plan: Plan | None = None,
    new_plan: dict[str, Any] | None = None,
    register: str = "",
    by: User | None,
) -> ImportRun:
    """An import of a file of which only its name is known yet."""
    return ImportRun(
        municipality=municipality,
        register=register,
        plan=plan,
        new_plan=new_plan or {},
        original_name=PurePath(name).name[:255],
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        started_by=by,
    )


def keep_file(run: ImportRun, name: str, content: bytes) -> None:
    run.file.save(name, ContentFile(content), save=False)


def heading_of(run: ImportRun) -> IsHeading:
    """Which row of a file holds the names of the columns."""
    return SHEETS[run.register].is_heading if run.register else is_heading


def take_up(run: ImportRun, table: Table, *, file_format: str = "", is_unattended: bool = False) -> None:
    """What a table is, and what its columns mean until somebody says otherwise."""
    run.encoding, run.delimiter, run.sheet = table.encoding, table.delimiter, table.sheet
    run.sheets, run.header, run.notes = list(table.sheets), table.header, list(table.notes)
    run.row_count = len(table.rows) if len(table.rows) < HEAD - 1 else None
    run.merges, run.near_duplicates = [], []
    if run.register:
        take_up_register(run, table)
        return
    found = FORMATS.get(file_format) or recognise(table.header)
    run.format, run.samples = found.key, samples_in(table)
    is_known = bool(file_format) or found is not native.FORMAT or native.is_our_own(table.header)
    forgets = is_unattended and is_known
    remembered = None if forgets else remembered_mapping(run.municipality, found.key, table.header)
    run.mapping = remembered or without_false_kind(
        found.default_mapping(table.header, run.municipality.main_language), table
    )


def take_up_register(run: ImportRun, table: Table) -> None:
    """The same for a register; examples of personal data are not kept with the import."""
    sheet = SHEETS[run.register]
    run.format, run.samples = run.register, [] if sheet.is_personal else samples_in(table)
    remembered = remembered_mapping(run.municipality, run.format, table.header)
    run.mapping = remembered or sheet.default_mapping(table.header)


def samples_in(table: Table) -> list[list[str]]:
    """For each column the first things it says."""
    return [samples_of(cells[number] for cells in table.rows) for number in range(len(table.header))]


def without_false_kind(mapping: Mapping, table: Table) -> Mapping:
    """A column called “Tipo” says what kind of row it is only where it ever says so."""
    column = next((name for name, target in mapping.items() if target == "kind"), "")
    if not column or native.is_our_own(table.header):
        return mapping
    said = {fold(cells[table.header.index(column)]) for cells in table.rows} - {""}
    return mapping if not said or said & KIND_WORDS else mapping | {column: ""}


def samples_now(run: ImportRun) -> list[list[str]]:
    """Examples of a file whose import keeps none, since they are personal data."""
    if not run.file or not run.header:
        return []
    with run.file.open("rb") as file:
        return samples_in(read_head(file, run.original_name, sheet=run.sheet, is_heading=heading_of(run)))


def samples_of(cells: Iterable[str]) -> list[str]:
    return [shortened(cell, LONGEST_SAMPLE) for cell in islice(filter(None, cells), SAMPLES)]


def read_kept(run: ImportRun) -> None:
    """Recognise the file that is kept, nothing being saved; raise Unreadable when it is no table."""
    with run.file.open("rb") as file:
        take_up(run, read_head(file, run.original_name, sheet=run.sheet, is_heading=heading_of(run)))


def forget_columns(run: ImportRun, sheet: str) -> None:
    """What was recognised of one sheet does not hold for another."""
    run.sheet, run.header, run.samples, run.row_count, run.mapping = sheet, [], [], None, {}


@transaction.atomic
def set_place(
    *, run: ImportRun, plan: Plan | None, new_plan: dict[str, Any] | None, by: User | None, seen: int | None = None
) -> ImportRun:
    """Say anew into which plan the file goes."""
    hold(run, seen)
    run.plan, run.new_plan = plan, new_plan or {}
    run.save(by=by)
    return run


def hold(run: ImportRun, seen: int | None) -> None:
    """Lock a run for what is said about it; raise Stale when somebody took it further since that was read."""
    claim(run, run.revision if seen is None else seen)


def plan_at_its_address(run: ImportRun) -> Plan | None:
    """The plan that has meanwhile taken the address at which the import would make a new one."""
    if run.plan_id:
        return None
    return Plan.objects.of(run.municipality).filter(slug=run.new_plan.get("slug", "")).first()


@transaction.atomic
def set_mapping(
    *, run: ImportRun, file_format: str, mapping: Mapping, by: User | None, seen: int | None = None
) -> ImportRun:
    """Say what each column means; refuse what makes no plan."""
    if file_format not in FORMATS and file_format != run.register:
        raise ValidationError(_("Choose one of the formats of the list."))
    hold(run, seen)
    told = {column: mapping.get(column, "") for column in run.header}
    if run.register and (why := why_no_register(SHEETS[run.register], told.values())):
        raise ValidationError(why)
    try:
        with about_sheet(run.sheet, run.sheets):
            if not run.register:
                refuse_mapping(told)
    except Unreadable as unreadable:
        raise ValidationError(str(unreadable)) from unreadable
    run.format, run.mapping = file_format, told
    run.save(by=by)
    return run


@transaction.atomic
def use_format(*, run: ImportRun, file_format: str, by: User | None, seen: int | None = None) -> ImportRun:
    """Start again from what another format takes the columns to mean."""
    hold(run, seen)
    if run.register:
        run.mapping = SHEETS[run.register].default_mapping(run.header)
        run.save(by=by)
        return run
    run.format = file_format
    run.mapping = FORMATS[file_format].default_mapping(run.header, run.municipality.main_language)
    run.save(by=by)
    return run


@transaction.atomic
def ask_about_names(*, run: ImportRun, parsed: ParsedPlan, by: User | None) -> bool:
    """Whether names that may be one are still to be decided; they are kept with the run for its page to ask."""
    groups = [[list(group.parent), list(group.names), list(group.to_use)] for group in parsed.near_duplicates]
    if all(group in run.near_duplicates for group in groups):
        return False
    run.near_duplicates, run.status = groups, Status.ASKED
    run.save(by=by)
    return True


@transaction.atomic
def set_merges(
    *, run: ImportRun, merges: list[tuple[list[str], str, str]], by: User | None, seen: int | None = None
) -> ImportRun:
    """Say which spelling of a level's name to use; each is (parent path, name in the file, name to use)."""
    hold(run, seen)
    run.merges = merges
    run.save(by=by)
    return run


def merges_of(run: ImportRun) -> Merges:
    return {(squash_path(tuple(parent)), name): to_use for parent, name, to_use in run.merges}


def read_run(run: ImportRun) -> ParsedPlan:
    """The rows of the run's file as its mapping reads them."""
    if not run.file:
        raise Unreadable(_("The file of this import is no longer kept. Upload it again."))
    with run.file.open("rb") as file:
        table = read_table(file, run.original_name, sheet=run.sheet, is_heading=is_heading)
    known = places_in(run.plan) if run.plan else {}
    return parse(table, FORMATS[run.format], run.mapping, merges_of(run), known)


def plan_of(run: ImportRun) -> Plan:
    return run.plan or plan_to_create(run)


def preview(run: ImportRun) -> tuple[ParsedPlan, Readied]:
    """Read and compare, without writing anything."""
    parsed = read_run(run)
    return parsed, ready(parsed, plan_of(run))


def keep_preview(
    *, run: ImportRun, comparison: Any, notes: Iterable[str] = (), by: User | None, progress: Any = None
) -> ImportRun:
    """Store what each row will do, in committed batches, so that no lock is held for long."""
    working = run.status
    ImportRow.objects.of(run.municipality).filter(run=run).delete()
    rows = list(preview_rows(run, comparison))
    kept = 0
    for batch in batches(rows):
        ImportRow.objects.bulk_create(batch)
        kept += len(batch)
        if progress:
            progress(kept, len(rows))
    with transaction.atomic():
        current = ImportRun.objects.of(run.municipality).select_for_update(of=("self",), no_key=True).get(pk=run.pk)
        if current.status == working:  # else somebody left it meanwhile
            run.revision = current.revision
            set_counts(run, comparison)
            run.notes = [*notes, *comparison.notes]
            run.status = Status.REFUSED if run.refused_count else Status.PREVIEWED
            run.save(by=by)
    return run


def demand_as_shown(run: ImportRun, comparison: Any) -> None:
    """Refuse to apply anything else than what the preview shows, in whichever language it was made."""

    def told(rows: Iterable[ImportRow]) -> list[Any]:
        return sorted([row.number, row.kind, row.outcome, [change[1:] for change in row.changes]] for row in rows)

    shown_then = told(ImportRow.objects.of(run.municipality).filter(run=run))
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            if told(preview_rows(run, comparison)) == shown_then:
                return
    raise ValidationError(REGISTER_CHANGED if run.register else CHANGED_MEANWHILE)


def preview_rows(run: ImportRun, comparison: Any) -> Iterator[ImportRow]:
    return register_rows(run, comparison) if run.register else plan_rows(run, comparison)


def register_rows(run: ImportRun, comparison: RegisterComparison) -> Iterator[ImportRow]:
    for change in comparison:
        yield ImportRow(
            municipality=run.municipality, run=run, number=change.number, kind="record", outcome=change.outcome,
            title=change.title[:500], changes=change.told, problems=[[each.column, each.message] for each in change.problems],
        )  # fmt: skip


def plan_rows(run: ImportRun, comparison: Comparison) -> Iterator[ImportRow]:
    for change in comparison:
        if change.is_implied and change.outcome not in {NEW, REFUSED}:
            continue
        yield ImportRow(
            municipality=run.municipality,
            run=run,
            number=change.row.number,
            kind=change.row.kind,
            outcome=change.outcome,
            title=change.row.title[:500],
            path=" › ".join(change.row.path),
            changes=list(told_changes(change)),
            problems=[[problem.column, problem.message] for problem in change.problems],
        )


def told_changes(change: Change) -> Iterator[list[str | None]]:
    """Old and new side by side, in words, for a row that changes a record; what a new one says, beside nothing old."""
    is_restated = change.outcome == CHANGED and bool(STATEMENT & change.before.keys())
    for name, before in change.before.items():
        if is_restated and name == "stated_on":
            continue  # told below, with whose statement it was
        if change.outcome == CHANGED:
            label, after = words_after(change, name)
            yield [label, words(change, name, before), after]
        elif change.outcome == NEW and name != "title":  # that stands beside them already
            label, after = words_after(change, name)
            yield [label, None, shortened(after)]
    if is_restated and (change.before.get("stated_on", change.record.stated_on) or change.row.fields.get("stated_on")):
        yield restated(change)


def restated(change: Change) -> list[str | None]:
    """Of which day the statement is, and whose statement it replaces; without a day it is of the day it is applied."""
    action, told = change.record, change.row.fields.get("stated_on")
    field: Any = Action._meta.get_field("stated_on")
    day = change.before.get("stated_on", action.stated_on)
    before = [day and date_format(day, "SHORT_DATE_FORMAT"), action.stated_by, action.stated_in]
    return [
        str(field.verbose_name).capitalize(),
        ", ".join(str(each) for each in before if each),
        date_format(told, "SHORT_DATE_FORMAT") if told else _("The day it is applied"),
    ]


def shortened(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Enough to know a new text by: the file has it whole, and ten thousand of them fit in memory."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def words_after(change: Change, name: str) -> tuple[str, str]:
    if name in change.links:
        return str(BY_KEY[name].label), words(change, name, change.links[name])
    field: Any = change.record._meta.get_field(name)
    value = getattr(change.record, name)
    return str(field.verbose_name).capitalize(), words(change, name, value)


def words(change: Change, name: str, value: Any) -> str:
    if name in change.links:
        return "; ".join(str(each) for each in value)
    if isinstance(value, tuple):
        return " › ".join(value)
    if isinstance(value, Model):
        return str(value)
    return str(in_words(change.record._meta.get_field(name), value, {}))


@transaction.atomic
def cancel_run(*, run: ImportRun, by: User) -> ImportRun:
    """Leave an import that was not applied; its rows go, the run is kept."""
    hold(run, None)
    if run.status == Status.APPLIED:
        raise ValidationError(_("This import is already applied."))
    if run.is_working:
        raise ValidationError(_("This import is being worked on. Cancel its job, or wait until it has ended."))
    run.status = Status.CANCELLED
    if run.register in PERSONAL:
        forget_file(run)
    run.save(by=by)
    return run


@transaction.atomic
def forget_old_files(now: datetime) -> int:
    """Files and previews go 90 days after their import, those with personal data after a week; the run, with its
    counts, is kept."""
    old = list(ImportRun.objects.with_file_older_than(now - timedelta(days=KEPT_DAYS)))
    week = ImportRun.objects.with_file_older_than(now - timedelta(days=PERSONAL_DAYS)).filter(register__in=PERSONAL)
    old += [run for run in week if run not in old]
    for run in old:
        forget_file(run)
        run.save(by=None)
    return len(old)


def forget_file(run: ImportRun) -> None:
    """Take away the file and what was read from it; the run is still to be saved."""
    ImportRow.objects.filter(run=run).delete()
    if run.file:
        file = run.file
        transaction.on_commit(partial(file.storage.delete, str(file.name)))
    run.file, run.samples = "", []


def forget_mentions(municipality_id: int, texts: list[str]) -> int:
    """Imports of people in whose file or preview one of these texts occurs: they are left, and keep nothing of it."""
    runs = ImportRun.objects.filter(municipality=municipality_id, register__in=PERSONAL).exclude(file="")
    gone = [run for run in runs.select_related("municipality") if mentions(run, texts)]
    for run in gone:
        forget_file(run)
        if run.status != Status.APPLIED:
            run.status, run.message = Status.CANCELLED, _("A person of this file was erased, so it is no longer kept.")
        run.save(by=None)
    return len(gone)


def mentions(run: ImportRun, texts: list[str]) -> bool:
    """Whether one of the texts stands in the file; one that cannot be read any more is taken to mention anybody."""
    try:
        with run.file.open("rb") as file:
            table = read_table(file, run.original_name, sheet=run.sheet, is_heading=heading_of(run))
    except (Unreadable, OSError):
        return True
    return any(speaks_of(cell, texts) for cells in (table.header, *table.rows) for cell in cells if cell)
