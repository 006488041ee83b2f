"""The steps before the preview: upload, columns, names that may be one."""

from http import HTTPStatus
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from intlstrategy.interchange.exporting import export_table, template_table, write_csv, write_excel
from intlstrategy.interchange.formats import FORMATS
from intlstrategy.interchange.forms import ColumnsForm, PlaceForm, UploadForm
from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.reading import HEAD, Unreadable
from intlstrategy.interchange.services.runs import (
    choose_sheet,
    head_of,
    plan_at_its_address,
    set_mapping,
    set_merges,
    set_place,
    start_run,
)
from intlstrategy.interchange.services.work import COMPARE, start_work
from intlstrategy.interchange.views.runs import run_of
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import Once
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Plan

SAMPLES = 3
WRITERS = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def crumbs(municipality: Municipality, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
    return [(_("Imports"), reverse("interchange:import-list", args=[municipality.slug])), *more]


@requires(Capability.EDIT)
def import_create(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    wanted = Plan.objects.of(municipality).filter(slug=request.GET.get("plan", "")).first()
    form = UploadForm(request.POST or None, request.FILES or None, municipality=municipality, initial={"plan": wanted})
    if request.method == "POST" and form.is_valid():
        once = Once(request)
        if not once.is_first():
            return redirect(once.outcome() or reverse("interchange:import-list", args=[municipality.slug]))
        file = form.cleaned_data["file"]
        try:
            run = start_run(
                municipality=municipality, name=file.name, content=file.read(), plan=form.cleaned_data["plan"],
                new_plan=form.new_plan(), by=request.user,
            )  # fmt: skip
        except Unreadable as unreadable:
            once.forget()
            form.add_error("file", str(unreadable))
        else:
            url = reverse("interchange:import-columns", args=[municipality.slug, run.pk])
            once.done(url)
            return redirect(url)
    title = _("Bring in a file")
    context = {
        "form": form, "title": title, "crumbs": crumbs(municipality, (title, "")), "submit_label": _("Upload file"),
        "cancel_url": crumbs(municipality)[0][1], "once": request.POST.get("_once") or Once.new_token(),
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "interchange/import_form.html", context, status=status)


@requires(Capability.EDIT)
def import_place(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Into which plan a file goes that is here already: another import may have made the plan meanwhile."""
    run = run_of(municipality, pk)
    if not run.is_undecided:
        messages.warning(request, _("Where this import goes can no longer be changed."))
        return redirect(run)
    stored = run.new_plan | {"plan": run.plan or plan_at_its_address(run)}
    form = PlaceForm(request.POST or None, municipality=municipality, name=run.original_name, initial=stored)
    if request.method == "POST" and form.is_valid():
        set_place(run=run, plan=form.cleaned_data["plan"], new_plan=form.new_plan(), by=request.user)
        return compare(request, run)
    title = _("Where it goes")
    context = {
        "run": run, "form": form, "title": title, "submit_label": _("Compare with the plan"),
        "crumbs": crumbs(municipality, (run.original_name, run.get_absolute_url()), (title, "")),
        "cancel_url": run.get_absolute_url(),
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "interchange/import_form.html", context, status=status)


@requires(Capability.EDIT)
def import_columns(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    run = run_of(municipality, pk)
    if not run.is_undecided:
        messages.warning(request, _("The columns of this import can no longer be changed."))
        return redirect(run)
    table = head_of(run)
    form = ColumnsForm(request.POST or None, run=run, sheets=table.sheets)
    if request.method == "POST" and form.is_valid():
        file_format, other_sheet = form.cleaned_data["format"], form.other_sheet()
        if "_format" in request.POST and not other_sheet:
            return with_other_format(request, run, file_format)
        try:
            if other_sheet:
                choose_sheet(run=run, sheet=other_sheet, by=request.user)
            else:
                set_mapping(run=run, file_format=file_format, mapping=form.mapping(), by=request.user)
        except ValidationError as refusal:
            form.add_error("sheet" if other_sheet else None, refusal)
        else:
            return redirect(request.path) if other_sheet else compare(request, run)
    samples = [[cells[number] for cells in table.rows if cells[number]][:SAMPLES] for number in range(len(run.header))]
    context = {
        "run": run,
        "form": form,
        "columns": list(zip(form.column_fields(), samples, strict=True)),
        "row_count": len(table.rows) if len(table.rows) < HEAD - 1 else None,
        "crumbs": crumbs(municipality, (run.original_name, run.get_absolute_url()), (_("Columns"), "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "interchange/import_columns.html", context, status=status)


def with_other_format(request: HttpRequest, run: ImportRun, file_format: str) -> HttpResponse:
    """Start again from what another format takes the columns to mean."""
    run.format = file_format
    run.mapping = FORMATS[file_format].default_mapping(run.header, run.municipality.main_language)
    run.save(by=request.user)
    return redirect("interchange:import-columns", run.municipality.slug, run.pk)


def compare(request: HttpRequest, run: ImportRun) -> HttpResponse:
    with transaction.atomic():
        start_work(run=run, kind=COMPARE, by=request.user)
    return redirect(run)


@requires(Capability.EDIT)
def import_names(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Level names spelled in several ways: keep them apart, or use one spelling. Never merged silently."""
    run = run_of(municipality, pk)
    if not run.is_undecided or not run.near_duplicates:
        return redirect(run)
    if request.method == "POST":
        set_merges(run=run, merges=chosen_merges(request, run.near_duplicates), by=request.user)
        return compare(request, run)
    context = {
        "run": run,
        "groups": run.near_duplicates,
        "crumbs": crumbs(municipality, (run.original_name, run.get_absolute_url()), (_("Names"), "")),
    }
    return render(request, "interchange/import_names.html", context)


def chosen_merges(request: HttpRequest, groups: list[list[list[str]]]) -> list[tuple[list[str], str, str]]:
    merges: list[tuple[list[str], str, str]] = []
    for number, (parent, names, to_use) in enumerate(groups):
        chosen = request.POST.get(f"group_{number}", "")
        if chosen in to_use:
            merges += [(parent, name, chosen) for name in names]
    return merges


@requires(Capability.READ)
def import_template(request: HttpRequest, municipality: Municipality, suffix: str) -> HttpResponse:
    """A table with our columns and an example, to fill in."""
    return table_response(template_table(), suffix, "plan-template")


@requires(Capability.READ)
def plan_export(request: HttpRequest, municipality: Municipality, slug: str, suffix: str) -> HttpResponse:
    """The whole plan as a table that comes back unchanged."""
    plan = get_object_or_404(Plan.objects.of(municipality), slug=slug)
    try:
        response = table_response(export_table(plan), suffix, plan.slug)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(plan)
    log_security(
        SecurityEvent.Kind.EXPORTED,
        by=request.user,
        request=request,
        municipality_id=municipality.pk,
        target=plan,
        detail=suffix,
    )
    return response


def table_response(table: Any, suffix: str, name: str) -> HttpResponse:
    writer, content_type = WRITERS[suffix]
    file = BytesIO()
    writer(table, file)
    response = HttpResponse(file.getvalue(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return response
