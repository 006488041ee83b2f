"""The register of imports and the page of one: how it goes, what it will do, what it did."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from intlstrategy.core.tables import Column, as_csv, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.interchange.filters import ImportFilters
from intlstrategy.interchange.formats import FORMATS
from intlstrategy.interchange.formats.targets import BY_KEY
from intlstrategy.interchange.models import ImportRow, ImportRun
from intlstrategy.interchange.services.runs import cancel_run, plan_at_its_address
from intlstrategy.interchange.services.work import APPLY, start_work
from intlstrategy.interchange.sheets import IDENTIFIED, IDENTIFIER, PERSONAL, SHEETS
from intlstrategy.interchange.sheets.comparing import column_label
from intlstrategy.jobs.models import Job
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import seen_in
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability, Grant

ROWS_PER_PAGE = 100
TAKEN_FURTHER = gettext_lazy("This import was already taken further.")
LOOK = {
    "reading": "running",
    "uploaded": "waiting",
    "previewing": "running",
    "asked": "changed",
    "previewed": "changed",
    "refused": "refused",
    "applying": "running",
    "applied": "done",
}


def done(count: str) -> Callable[[ImportRun], int | None]:
    """A figure of what an import did; one that wrote nothing has none."""
    return lambda run: getattr(run, count) if run.status == ImportRun.Status.APPLIED else None


class ImportList(Register):
    queryset = ImportRun.objects.select_related("plan__municipality", "started_by")
    filterset_class = ImportFilters
    name = "imports"
    title = gettext_lazy("Imports")
    lead = gettext_lazy("Every file brought in: who, when, which file, and what it changed.")
    default_sort = ("-started_at", "-pk")
    acts_template = "interchange/_import_list_acts.html"
    empty_template = "interchange/_import_list_empty.html"
    columns = [
        Column(
            key="file", label=gettext_lazy("File"), sort=("folded",), value=lambda run: run.original_name,
            cell=lambda run: linked(run.original_name, run.get_absolute_url(), run.get_register_display() or run.plan or run.new_plan.get("title", "")),
        ),
        Column(key="register", label=gettext_lazy("Register"), value=lambda run: run.get_register_display(), is_hidden=True),
        Column(key="plan", label=gettext_lazy("Plan"), value=lambda run: run.plan, is_hidden=True),
        Column(
            key="status", label=gettext_lazy("Status"), sort=("status",), value=lambda run: run.get_status_display(),
            cell=lambda run: status(LOOK.get(run.status, "failed"), run.get_status_display()),
        ),
        Column(key="created", label=gettext_lazy("Created"), value=done("created_count"), is_number=True),
        Column(key="updated", label=gettext_lazy("Updated"), value=done("updated_count"), is_number=True),
        Column(key="unchanged", label=gettext_lazy("Unchanged"), value=done("unchanged_count"), is_number=True),
        Column(key="started", label=gettext_lazy("Started"), sort=("started_at",), value=lambda run: run.started_at),
        Column(key="by", label=gettext_lazy("By"), value=lambda run: run.started_by),
    ]  # fmt: skip


def run_of(request: HttpRequest, municipality: Municipality, pk: int) -> ImportRun:
    """An import of the city; one with personal data is shown to whoever may read all of them."""
    runs = ImportRun.objects.of(municipality).select_related("plan__municipality", "started_by")
    run = get_object_or_404(runs, pk=pk)
    demand_contacts(request, run.register)
    return run


def demand_contacts(request: HttpRequest, register: str) -> None:
    if register in PERSONAL and request.membership.grant(Capability.CONTACTS) is not Grant.ALL:  # type: ignore[attr-defined]
        raise PermissionDenied


@requires(Capability.READ)
def import_detail(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    run = run_of(request, municipality, pk)
    job = Job.objects.filter(pk=run.job_id, municipality_id=municipality.pk).first() if run.job_id else None
    if request.htmx and run.is_working:
        return render(request, "interchange/_import_progress.html", {"run": run, "job": job})
    context = {
        "run": run,
        "job": job,
        "look": LOOK.get(run.status, "failed"),
        "taken": plan_at_its_address(run) if run.is_undecided else None,
        "changes": run.created_count + run.updated_count,
        "sheet": SHEETS.get(run.register),
        "register_url": run.register and reverse(SHEETS[run.register].url_name, args=[municipality.slug]),
        "format": run.get_register_display() if run.register else format_name(run),
        "mapped": [(column, meaning_of(run, run.mapping.get(column, ""))) for column in run.header],
        "crumbs": [
            (_("Imports"), reverse("interchange:import-list", args=[municipality.slug])),
            (run.original_name, ""),
        ],
    } | preview_context(request, run)
    if run.register in PERSONAL and run.is_compared and run.updated_count and request.method == "GET":
        log_security(
            SecurityEvent.Kind.CONTACTED, by=request.user, request=request, municipality_id=municipality.pk, target=run
        )
    response = render(request, "interchange/import_detail.html", context)
    if request.htmx and run.status == ImportRun.Status.UPLOADED:
        response["HX-Redirect"] = reverse("interchange:import-columns", args=[municipality.slug, run.pk])
    elif request.htmx:
        response["HX-Refresh"] = "true"  # the work is done: the whole page has changed
    return response


def format_name(run: ImportRun) -> Any:
    return FORMATS[run.format].label if run.format in FORMATS else run.format


def meaning_of(run: ImportRun, target: str) -> Any:
    """What a column was taken for, in words."""
    if not target:
        return _("Not read") if run.register else _("From the source")
    if run.register:
        return IDENTIFIED if target == IDENTIFIER else column_label(SHEETS[run.register], target)
    return BY_KEY[target].label if target in BY_KEY else target


def preview_context(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    rows = ImportRow.objects.of(run.municipality).filter(run=run)
    if not (run.is_compared or run.status == ImportRun.Status.APPLIED):
        rows = rows.none()  # those of a comparison that no longer holds
    counted = dict(rows.order_by().values_list("outcome").annotate(n=Count("pk")))
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in ImportRow.Outcome.values else ""
    shown = rows.filter(outcome=outcome) if outcome else rows
    page = Paginator(shown.order_by("number", "pk"), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "rows": page.object_list,
        "page_obj": page,
        "paginator": page.paginator,
        "pages": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "outcome": outcome,
        "outcomes": [(code, label, counted.get(code, 0)) for code, label in ImportRow.Outcome.choices],
        "all_rows": sum(counted.values()),
    }


@requires(Capability.READ)
def import_refused(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """The refused rows as a table to mend the file by."""
    run = run_of(request, municipality, pk)
    rows = ImportRow.objects.of(municipality).filter(run=run, outcome=ImportRow.Outcome.REFUSED)
    columns = [
        Column(key="row", label=_("Row"), value=lambda row: row.number),
        Column(key="title", label=_("Title"), value=lambda row: row.title),
        Column(
            key="column", label=_("Column"), value=lambda row: "\n".join(column for column, _message in row.problems)
        ),
        Column(
            key="reason", label=_("Reason"), value=lambda row: "\n".join(message for _column, message in row.problems)
        ),
    ]
    return as_csv(columns, list(rows), f"refused-{run.pk}")


@require_POST
@requires(Capability.EDIT)
def import_apply(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    run = run_of(request, municipality, pk)
    if run.status != ImportRun.Status.PREVIEWED:
        if run.status == ImportRun.Status.REFUSED:
            messages.error(
                request, _("Some rows are refused, so nothing can be applied. Mend the file and bring it in again.")
            )
        return redirect(run)
    seen = seen_in(request.POST)
    try:
        with transaction.atomic():
            start_work(run=run, kind=APPLY, by=request.user, seen=run.revision if seen is None else seen)
    except Stale:
        messages.warning(request, TAKEN_FURTHER)
    return redirect(run)


@require_POST
@requires(Capability.EDIT)
def import_cancel(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    run = run_of(request, municipality, pk)
    try:
        cancel_run(run=run, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except Stale:
        messages.warning(request, TAKEN_FURTHER)
    else:
        messages.success(request, _("The import is left. Nothing of it was written."))
    return redirect(run)
