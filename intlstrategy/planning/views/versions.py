"""The life of a plan, its approval, and what was approved."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.tables import Column, as_csv, as_excel
from intlstrategy.municipalities.access import demand, requires
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.forms.strategy import ApprovalForm
from intlstrategy.planning.models import Plan, Version, VersionAction, VersionElement
from intlstrategy.planning.services.plans import NEXT, move_to_status
from intlstrategy.planning.services.versions import APPROVABLE, approve_plan, compare_rows, working_text
from intlstrategy.planning.views.plans import plan_frame, plan_of

MEANINGS = {
    Plan.Status.DRAFT: gettext_lazy("The office writes it."),
    Plan.Status.CONSULTATION: gettext_lazy("Departments, council and citizens are asked about it."),
    Plan.Status.APPROVED: gettext_lazy("A body has approved its text, which is kept as it was."),
    Plan.Status.IN_FORCE: gettext_lazy("It is being carried out."),
    Plan.Status.CLOSED: gettext_lazy("Its time is over. Nothing of it changes any more."),
}
DRAFTING = {Plan.Status.DRAFT, Plan.Status.CONSULTATION}


@requires(Capability.READ)
def plan_status(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    """Where the plan is in its life, and the steps from here."""
    plan = plan_of(municipality, slug)
    if request.method == "POST":
        target = request.POST.get("status", "")
        demand(
            request.membership,
            Capability.EDIT if target in DRAFTING and plan.status in DRAFTING else Capability.APPROVE,
        )
        seen = request.POST.get("_seen", "")
        try:
            move_to_status(plan=plan, status=target, by=request.user, seen=int(seen) if seen.isdigit() else None)
        except Stale:
            messages.error(request, _("Somebody changed this plan meanwhile. Here it is as it stands now."))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The plan is now: %(status)s.") % {"status": plan.get_status_display()})
        return redirect("planning:plan-status", municipality.slug, slug)
    may = request.membership.can
    steps = [
        {
            "code": code,
            "label": label,
            "meaning": MEANINGS[Plan.Status(code)],
            "is_now": code == plan.status,
            "is_next": code in NEXT[plan.status]
            and may(Capability.EDIT if code in DRAFTING and plan.status in DRAFTING else Capability.APPROVE),
        }
        for code, label in Plan.Status.choices
    ]
    context = plan_frame(plan) | {
        "steps": steps,
        "may_approve": plan.status in APPROVABLE and may(Capability.APPROVE),
        "seen": plan.revision,
    }
    return render(request, "planning/plan_status.html", context)


@requires(Capability.APPROVE)
def plan_approve(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    """Record that a body approved the plan: its text is frozen as a version."""
    plan = plan_of(municipality, slug)
    form = ApprovalForm(request.POST or None, municipality=municipality)
    if request.method == "POST" and form.is_valid():
        data, seen = form.cleaned_data, request.POST.get("_seen", "")
        try:
            version = approve_plan(
                plan=plan, body=data["approved_by_body"], approved_on=data["approved_on"], document=data["document"],
                note=data["note"], by=request.user, seen=int(seen) if seen.isdigit() else None,
            )  # fmt: skip
        except Stale:
            form.add_error(
                None, _("Somebody changed this plan after you opened this page. Look at it again, then approve it.")
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("Version %(number)s is kept as approved. You can go on working on the next.")
                % {"number": version.number},
            )
            return redirect(version)
    title = _("Record the approval")
    context = {
        "form": form, "title": title, "plan": plan, "submit_label": _("Keep this version"), "seen": request.POST.get("_seen") or plan.revision,
        "cancel_url": plan.get_absolute_url(), "crumbs": [(_("Plans"), ""), (plan.title, plan.get_absolute_url()), (title, "")],
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "planning/plan_approve.html", context, status=status)


@requires(Capability.READ)
def version_list(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    plan = plan_of(municipality, slug)
    versions = Version.objects.of(municipality).filter(plan=plan).select_related("plan", "recorded_by", "document")
    return render(
        request, "planning/version_list.html", plan_frame(plan) | {"versions": list(versions.order_by("-number"))}
    )


def version_of(municipality: Municipality, slug: str, number: int) -> Version:
    versions = Version.objects.of(municipality).select_related(
        "plan__municipality", "plan__sponsor", "plan__lead_department", "document"
    )
    return get_object_or_404(versions, plan__slug=slug, plan__binned_at=None, number=number)


def frozen_rows(version: Version) -> tuple[list[VersionElement], list[VersionAction]]:
    elements = VersionElement.objects.of(version.municipality).filter(version=version).order_by("order")
    actions = VersionAction.objects.of(version.municipality).filter(version=version).order_by("order")
    return list(elements), list(actions)


@requires(Capability.READ)
def version_detail(
    request: HttpRequest, municipality: Municipality, slug: str, number: int, suffix: str = ""
) -> HttpResponse:
    """The text as approved: a branch opens to show its actions; ``?all=1`` shows everything, for printing."""
    version = version_of(municipality, slug, number)
    elements, actions = frozen_rows(version)
    if suffix:
        return export_version(version, elements, actions, suffix)
    everything = "all" in request.GET or len(actions) <= 150
    asked = request.GET.get("open", "")
    by_element: dict[int, list[VersionAction]] = {}
    for action in actions:
        by_element.setdefault(action.element_source_id, []).append(action)
    people = dict(
        Membership.objects.filter(
            municipality=municipality, pk__in={a.responsible_id for a in actions} - {None}
        ).values_list("pk", "name")
    )
    rows = []
    for element in elements:
        below = by_element.get(element.source_id, [])
        is_open = everything or asked == str(element.source_id)
        shown = [
            {"action": a, "responsible": people.get(a.responsible_id, _("person erased") if a.responsible_id else "")}
            for a in below
        ]
        rows.append({"element": element, "count": len(below), "actions": shown if is_open else [], "is_open": is_open})
    context = {
        "version": version,
        "plan": version.plan,
        "rows": rows,
        "everything": everything,
        "action_count": len(actions),
    }
    return render(request, "planning/version_detail.html", context)


def export_version(
    version: Version, elements: list[VersionElement], actions: list[VersionAction], suffix: str
) -> HttpResponse:
    codes = {element.source_id: element for element in elements}
    columns = [
        Column(
            key="kind",
            label=_("Row type"),
            value=lambda row: _("Element") if isinstance(row, VersionElement) else _("Action"),
        ),
        Column(
            key="under",
            label=_("Under"),
            value=lambda row: codes.get(
                row.parent_source_id if isinstance(row, VersionElement) else row.element_source_id
            ),
        ),
        Column(key="code", label=_("Code"), value=lambda row: row.code),
        Column(key="title", label=_("Title"), value=lambda row: row.title),
        Column(key="text", label=_("Text"), value=lambda row: row.text),
        Column(key="lead", label=_("Lead department"), value=lambda row: row.lead_department_name),
        Column(key="sponsor", label=_("Political sponsor"), value=lambda row: getattr(row, "sponsor_name", "")),
        Column(key="starts", label=_("Starts"), value=lambda row: getattr(row, "starts_on", None)),
        Column(key="ends", label=_("Ends"), value=lambda row: getattr(row, "ends_on", None)),
        Column(key="aligned", label=_("Alignments"), value=lambda row: row.alignments),
    ]
    export = as_csv if suffix == "csv" else as_excel
    return export(columns, [*elements, *actions], f"{version.plan.slug}-version-{version.number}")


@requires(Capability.READ)
def version_compare(request: HttpRequest, municipality: Municipality, slug: str, number: int) -> HttpResponse:
    """What has changed since this version, or between it and another one."""
    version = version_of(municipality, slug, number)
    with_number = request.GET.get("with", "")
    other = version_of(municipality, slug, int(with_number)) if with_number.isdigit() else None
    old = frozen_rows(version)
    new = frozen_rows(other) if other else working_text(version.plan)
    parts: list[dict[str, Any]] = [
        {"title": _("Elements"), **compare_rows(old[0], new[0])},
        {"title": _("Actions"), **compare_rows(old[1], new[1])},
    ]
    versions = Version.objects.of(municipality).filter(plan=version.plan).exclude(pk=version.pk).order_by("-number")
    context = {"version": version, "plan": version.plan, "other": other, "parts": parts, "versions": list(versions)}
    return render(request, "planning/version_compare.html", context)
