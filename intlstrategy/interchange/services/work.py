"""Comparing and applying take more than a second, so they run as jobs. Each is safe to run again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.wording import named_by
from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.reading import Unreadable, takes_long
from intlstrategy.interchange.services.applying import NOT_IN_THE_DATABASE, NOT_TAKEN, apply_run, ready, why_not_written
from intlstrategy.interchange.services.registers import apply_register, compared
from intlstrategy.interchange.services.runs import (
    ask_about_names,
    demand_as_shown,
    forget_columns,
    forget_old_files,
    hold,
    keep_file,
    keep_preview,
    new_run,
    plan_of,
    preview,
    read_kept,
    read_run,
    unread_run,
)
from intlstrategy.jobs.kinds import RunningJob, register
from intlstrategy.jobs.models import Job
from intlstrategy.jobs.services import enqueue

Status = ImportRun.Status
READ, COMPARE, APPLY = "import-read", "import-compare", "import-apply"
STEPS = 3  # of applying; the last one, the writing, is one transaction in which nothing can be told


def bring_in(*, by: User | None, **told: Any) -> ImportRun:
    """Keep a file and recognise what it is, a large workbook as a job; raise Unreadable when it is no table.

    Nothing is read inside a transaction: on SQLite all others would wait for it.
    """
    is_large = takes_long(told["content"])
    run = unread_run(by=by, **told) if is_large else new_run(by=by, **told)
    if is_large:
        keep_file(run, told["name"], told["content"])
    with transaction.atomic():
        run.save(by=by)
        if is_large:
            start_work(run=run, kind=READ, by=by)
    return run


def choose_sheet(*, run: ImportRun, sheet: str, by: User | None, seen: int | None = None) -> ImportRun:
    """Read another sheet of the workbook: its columns are recognised anew."""
    with run.file.open("rb") as file:
        is_large = takes_long(file.read())
    if not is_large:
        before, run.sheet = run.sheet, sheet
        try:
            read_kept(run)
        except Unreadable as unreadable:
            run.sheet = before
            raise ValidationError(str(unreadable)) from unreadable
    with transaction.atomic():
        hold(run, seen)
        if is_large:
            forget_columns(run, sheet)
            start_work(run=run, kind=READ, by=by)
        else:
            run.save(by=by)
    return run


@transaction.atomic
def start_work(*, run: ImportRun, kind: str, by: User | None, seen: int | None = None) -> ImportRun:
    """Queue the reading, the comparison or the application of a run, once; raise Stale when another took it further."""
    hold(run, seen)
    run.status = {READ: Status.READING, COMPARE: Status.PREVIEWING, APPLY: Status.APPLYING}[kind]
    run.message = ""
    titles = {
        READ: _("Read “%(file)s”"),
        COMPARE: _("Compare “%(file)s” with the register") if run.register else _("Compare “%(file)s” with the plan"),
        APPLY: _("Apply “%(file)s” to the register") if run.register else _("Apply “%(file)s” to the plan"),
    }
    job = enqueue(
        kind,
        municipality_id=run.municipality_id,
        by=by,
        title=titles[kind] % {"file": run.original_name},
        run_id=run.pk,
    )
    run.job_id = job.pk
    run.save(by=by)
    return run


def run_of(job: RunningJob) -> ImportRun:
    return ImportRun.objects.select_related("municipality", "plan", "plan__municipality").get(
        pk=job.arguments["run_id"]
    )


def give_up(job: Job) -> None:
    """Free a run whose job was cancelled or failed: its page must not wait for a job that has ended."""
    run = ImportRun.objects.filter(pk=job.arguments["run_id"], job_id=job.pk).first()
    if run is None or not run.is_working:
        return
    if run.status == Status.READING and run.sheets:
        fail(run, _("The sheet was not read. Choose one again."), job.requested_by)
    elif job.state == Job.State.CANCELLED:
        fail(run, "", job.requested_by, status=Status.CANCELLED)
    elif run.status == Status.READING:
        fail(run, _("The file could not be read. Upload it again."), job.requested_by)
    else:
        fail(run, _("The work failed and nothing was changed. Compare the file again."), job.requested_by)


@register(READ, abandoned=give_up)
def read_file(job: RunningJob) -> None:
    run = run_of(job)
    if run.status != Status.READING:
        return
    try:
        read_kept(run)
    except Unreadable as unreadable:
        fail(run, str(unreadable), job.by)
        return
    job.checkpoint()
    run.status = Status.UPLOADED
    with transaction.atomic():
        hold(run, None)
        run.save(by=job.by)


@register(COMPARE, abandoned=give_up)
def compare_run(job: RunningJob) -> None:
    run = run_of(job)
    if run.status != Status.PREVIEWING:
        return
    if run.register:
        compare_with_register(run, job)
        return
    with named_by(run.municipality.status_names):
        compare_with_plan(run, job)


def compare_with_register(run: ImportRun, job: RunningJob) -> None:
    try:
        comparison = compared(run)
    except (Unreadable, ValidationError) as refusal:
        fail(run, in_words(refusal), job.by)
        return
    job.checkpoint()
    keep_preview(run=run, comparison=comparison, by=job.by, progress=job.progress)


def compare_with_plan(run: ImportRun, job: RunningJob) -> None:
    try:
        parsed = read_run(run)
        if ask_about_names(run=run, parsed=parsed, by=job.by):
            return
        job.checkpoint()
        readied = ready(parsed, plan_of(run))
    except (Unreadable, ValidationError) as refusal:
        fail(run, in_words(refusal), job.by)
        return
    job.checkpoint()
    keep_preview(
        run=run, comparison=readied.comparison, notes=parsed.notes, by=job.by, progress=job.progress
    )  # fmt: skip


@register(APPLY, abandoned=give_up)
def carry_out(job: RunningJob) -> None:
    run = run_of(job)
    if run.status != Status.APPLYING:
        return
    if run.register:
        apply_to_register(run, job)
        return
    with named_by(run.municipality.status_names):
        apply_to_plan(run, job)


def apply_to_register(run: ImportRun, job: RunningJob) -> None:
    try:
        job.progress(0, STEPS, _("The file is read."))
        comparison = compared(run)
        job.progress(1, STEPS, _("The file is compared with the register once more."))
        demand_as_shown(run, comparison)
        job.progress(2, STEPS, _("The changes are written, all of them at once."))
        apply_register(run=run, comparison=comparison, by=job.by)
    except Unreadable as unreadable:
        fail(run, str(unreadable), job.by)
    except ValidationError as refusal:
        show_again(run_of(job), refusal, job)
    except NOT_IN_THE_DATABASE:
        show_again(run_of(job), ValidationError(NOT_TAKEN), job)
    job.tell(STEPS, STEPS)


def apply_to_plan(run: ImportRun, job: RunningJob) -> None:
    try:
        job.progress(0, STEPS, _("The file is read."))
        parsed = read_run(run)
        job.progress(1, STEPS, _("The file is compared with the plan once more."))
        readied = ready(parsed, plan_of(run))
        demand_as_shown(run, readied.comparison)
        job.progress(2, STEPS, _("The changes are written, all of them at once."))
        apply_run(run=run, parsed=parsed, readied=readied, by=job.by, as_seen=True)
    except Unreadable as unreadable:
        fail(run, str(unreadable), job.by)
    except ValidationError as refusal:
        show_again(run_of(job), refusal, job)
    except NOT_IN_THE_DATABASE:
        show_again(run_of(job), why_not_written(readied), job)
    job.tell(STEPS, STEPS)  # no place to stop any more: what was written stays


def show_again(run: ImportRun, refusal: ValidationError, job: RunningJob) -> None:
    """Compare anew for whoever wanted to apply, with what stood in the way; the reason alone when that fails too."""
    if not run.is_working:  # somebody ended it meanwhile
        return
    try:
        comparison, notes = compared_anew(run)
    except (Unreadable, ValidationError) as another:
        fail(run, in_words(another), job.by)
    else:
        keep_preview(run=run, comparison=comparison, notes=notes, by=job.by)
        if not run.is_working:  # else somebody ended it meanwhile
            fail(run, in_words(refusal), job.by, status=run.status)


def compared_anew(run: ImportRun) -> tuple[Any, list[str]]:
    if run.register:
        return compared(run), []
    parsed, readied = preview(run)
    return readied.comparison, parsed.notes


def in_words(refusal: Unreadable | ValidationError) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def fail(run: ImportRun, message: str, by: User | None, status: str = Status.FAILED) -> None:
    run.status, run.message = status, message
    run.save(by=by)


@register("forget-import-files", every_seconds=24 * 3600)
def forget_files(job: RunningJob) -> None:
    forget_old_files(timezone.now())
