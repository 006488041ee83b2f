"""The steps before the preview: upload, columns, names that may be one."""

from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO
from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.interchange.exporting import export_table, template_table, write_csv, write_excel
from intlstrategy.interchange.forms import ColumnsForm, FileForm, PlaceForm, UploadForm
from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.reading import Unreadable
from intlstrategy.interchange.services.registers import register_table, template_of
from intlstrategy.interchange.services.runs import (
    plan_at_its_address,
    samples_now,
    set_mapping,
    set_merges,
    set_place,
    use_format,
)
from intlstrategy.interchange.services.work import COMPARE, bring_in, choose_sheet, start_work
from intlstrategy.interchange.sheets import SHEETS, Sheet
from intlstrategy.interchange.views.runs import TAKEN_FURTHER, demand_contacts, run_of
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.access import may, requires
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.once import Once
from intlstrategy.municipalities.pages import seen_in
from intlstrategy.municipalities.roles import Capability, Grant
from intlstrategy.planning.models import Plan

SOMEBODY_ELSE = gettext_lazy(
    "Somebody else changed this import meanwhile. What you chose is still here: send it again to put it in place of theirs."
)
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

    def place() -> dict[str, Any]:
        return {"plan": form.cleaned_data["plan"], "new_plan": form.new_plan()}

    return upload_page(request, municipality, form, place, {"title": _("Bring in a file")})


@requires(Capability.EDIT)
def register_import_create(request: HttpRequest, municipality: Municipality, register: str) -> HttpResponse:
    """Which file goes into a register."""
    sheet = sheet_of(request, register)
    form = FileForm(request.POST or None, request.FILES or None)
    title = _("Bring in %(register)s") % {"register": str(sheet.title).lower()}
    context = {"title": title, "sheet": sheet, "register_url": reverse(sheet.url_name, args=[municipality.slug])}
    return upload_page(request, municipality, form, lambda: {"register": sheet.key}, context)


def sheet_of(request: HttpRequest, register: str) -> Sheet:
    demand_contacts(request, register)
    return sheet_called(register)


def sheet_called(register: str) -> Sheet:
    if register not in SHEETS:
        raise Http404
    return SHEETS[register]


def upload_page(
    request: HttpRequest, municipality: Municipality, form: FileForm, place: Callable[[], dict[str, Any]], more: dict[str, Any]
) -> HttpResponse:  # fmt: skip
    """The page that takes a file, and what becomes of it: ``place`` says where it goes."""
    if request.method == "POST" and form.is_valid():
        once = Once(request)
        if earlier := once.led_to():
            return redirect(earlier)
        file = form.cleaned_data["file"]
        try:
            with once.carried_out():
                run = bring_in(
                    municipality=municipality, name=file.name, content=file.read(), by=request.user, **place()
                )
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            name = "interchange:import-detail" if run.is_working else "interchange:import-columns"
            url = reverse(name, args=[municipality.slug, run.pk])
            once.done(url)
            return redirect(url)
    context = {
        "form": form, "crumbs": crumbs(municipality, (more["title"], "")), "submit_label": _("Upload file"),
        "cancel_url": crumbs(municipality)[0][1], "once": request.POST.get("_once") or Once.new_token(),
        "sheets": [each for each in SHEETS.values() if may_bring_in(request, each)],
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "interchange/import_form.html", context | more, status=status)


def may_bring_in(request: HttpRequest, sheet: Sheet) -> bool:
    return not sheet.is_personal or request.membership.grant(Capability.CONTACTS) is Grant.ALL  # type: ignore[attr-defined]


@requires(Capability.EDIT)
def import_place(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Into which plan a file goes that is here already: another import may have made the plan meanwhile."""
    run = run_of(request, municipality, pk)
    if not run.is_undecided:
        messages.warning(request, _("Where this import goes can no longer be changed."))
        return redirect(run)
    stored = run.new_plan | {"plan": run.plan or plan_at_its_address(run)}
    form = PlaceForm(request.POST or None, municipality=municipality, name=run.original_name, initial=stored)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                set_place(
                    run=run, plan=form.cleaned_data["plan"], new_plan=form.new_plan(), by=request.user,
                    seen=seen_in(request.POST),
                )  # fmt: skip
                start_work(run=run, kind=COMPARE, by=request.user)
            return redirect(run)
        except Stale:
            run = run_of(request, municipality, pk)
            if not run.is_undecided:
                return taken_further(request, run)
            form.add_error(None, SOMEBODY_ELSE)
    title = _("Where it goes")
    context = {
        "run": run, "form": form, "title": title, "submit_label": _("Compare with the plan"), "seen": run.revision,
        "crumbs": crumbs(municipality, (run.original_name, run.get_absolute_url()), (title, "")),
        "cancel_url": run.get_absolute_url(),
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "interchange/import_form.html", context, status=status)


def taken_further(request: HttpRequest, run: ImportRun) -> HttpResponse:
    messages.warning(request, TAKEN_FURTHER)
    return redirect(run)


@requires(Capability.EDIT)
def import_columns(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    run = run_of(request, municipality, pk)
    if run.is_working:
        return redirect(run)
    if not run.is_undecided:
        messages.warning(request, _("The columns of this import can no longer be changed."))
        return redirect(run)
    form = ColumnsForm(request.POST or None, run=run)
    if request.method == "POST" and form.is_valid():
        try:
            return say_columns(request, run, form)
        except ValidationError as refusal:
            form.add_error("sheet" if form.other_sheet() else None, refusal)
        except Stale:
            run = run_of(request, municipality, pk)
            if not run.is_undecided:
                return taken_further(request, run)
            form = ColumnsForm(request.POST, run=run)
            form.add_error(None, SOMEBODY_ELSE)
    context = {
        "run": run,
        "form": form,
        "is_conflict": SOMEBODY_ELSE in form.non_field_errors(),
        "seen": run.revision,
        "columns": list(zip_longest(form.column_fields(), run.samples or samples_now(run), fillvalue=())),
        "crumbs": crumbs(municipality, (run.original_name, run.get_absolute_url()), (_("Columns"), "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "interchange/import_columns.html", context, status=status)


def say_columns(request: HttpRequest, run: ImportRun, form: ColumnsForm) -> HttpResponse:
    """Carry out what was asked for: another sheet, another format, or what the columns mean."""
    file_format, seen = form.cleaned_data["format"], seen_in(request.POST)
    if form.other_sheet():
        choose_sheet(run=run, sheet=form.other_sheet(), by=request.user, seen=seen)
        return redirect(run if run.is_working else request.path)
    if "_format" in request.POST:
        use_format(run=run, file_format=file_format, by=request.user, seen=seen)
        return redirect(request.path)
    with transaction.atomic():
        set_mapping(run=run, file_format=file_format, mapping=form.mapping(), by=request.user, seen=seen)
        start_work(run=run, kind=COMPARE, by=request.user)
    return redirect(run)


@requires(Capability.EDIT)
def import_names(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Level names spelled in several ways: keep them apart, or use one spelling. Never merged silently."""
    run = run_of(request, municipality, pk)
    if not run.is_undecided or not run.near_duplicates:
        return redirect(run)
    if request.method == "POST":
        merges = chosen_merges(request, run.near_duplicates)
        try:
            with transaction.atomic():
                set_merges(run=run, merges=merges, by=request.user, seen=seen_in(request.POST))
                start_work(run=run, kind=COMPARE, by=request.user)
        except Stale:
            return taken_further(request, run)
        return redirect(run)
    context = {
        "run": run,
        "seen": run.revision,
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
def register_template(request: HttpRequest, municipality: Municipality, register: str, suffix: str) -> HttpResponse:
    return table_response(template_of(sheet_called(register), municipality), suffix, f"{register}-template")


@requires(Capability.READ)
def register_export(request: HttpRequest, municipality: Municipality, register: str, suffix: str) -> HttpResponse:
    """The whole register as a table that comes back unchanged; contact data only for whoever may take them out."""
    sheet = sheet_called(register)
    columns = [column for column in sheet.columns if not column.needs or may(request.membership, column.needs)]  # type: ignore[attr-defined]
    response = table_response(register_table(sheet, municipality, columns), suffix, register)
    log_security(
        SecurityEvent.Kind.EXPORTED, by=request.user, request=request, municipality_id=municipality.pk,
        detail=f"{register}, {suffix}: {', '.join(column.key for column in columns if column.needs)}".removesuffix(": "),
    )  # fmt: skip
    return response


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
