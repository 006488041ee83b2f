"""What the plan serves: choosing it for an element or an action, and how the whole plan covers each agenda."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from intlstrategy.core.tables import Column
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.exports import export_response
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.coverage import (
    Chapter,
    agenda_chapters,
    city_plan_chapters,
    dimension_lines,
    goals_chapter,
    served_by,
)
from intlstrategy.planning.forms.strategy import AlignmentForm
from intlstrategy.planning.models import Action, Alignment, Diagnosis, DiagnosisAnswer, Element, Plan
from intlstrategy.planning.services.alignment import Aligned, add_alignments, alignments_of, remove_alignment
from intlstrategy.planning.views.plans import plan_frame, plan_of
from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, UrbanAgendaObjective

TERMS = ("goal", "goal_target", "urban_objective", "plan_element__plan")


@requires(Capability.EDIT)
def element_align(request: HttpRequest, municipality: Municipality, slug: str, pk: int) -> HttpResponse:
    return align(request, get_object_or_404(Element.objects.of(municipality), plan__slug=slug, pk=pk))


@requires(Capability.EDIT)
def action_align(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    return align(request, get_object_or_404(Action.objects.of(municipality).select_related("plan"), pk=pk))


def align(request: HttpRequest, aligned: Aligned) -> HttpResponse:
    """What an element or an action serves: taken away one by one, added several at once."""
    rows = alignments_of(aligned).select_related(*TERMS)
    if "remove" in request.POST:
        return unalign(request, aligned, rows)
    form = AlignmentForm(request.POST if request.method == "POST" else None, aligned=aligned, known=list(rows))
    if request.method == "POST" and form.is_valid():
        try:
            added = add_alignments(record_of=aligned, targets=form.targets(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, ngettext("%(n)d added.", "%(n)d added.", added) % {"n": added})
            return redirect(aligned if added else request.path)
    title = _("What it serves")
    context = {
        "form": form, "title": title, "submit_label": _("Add what you chose"), "cancel_url": aligned.get_absolute_url(),
        "crumbs": [(str(aligned), aligned.get_absolute_url()), (title, "")], "alignments": rows, "aligned": aligned,
        "is_open": aligned.plan is None or aligned.plan.is_open,
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "planning/alignment_form.html", context, status=status)


def unalign(request: HttpRequest, aligned: Aligned, rows: Any) -> HttpResponse:
    asked = request.POST["remove"]
    row = next((row for row in rows.select_related("element__plan", "action__plan") if str(row.pk) == asked), None)
    if row is None:
        messages.warning(request, _("Somebody took it away already."))
        return redirect(request.path)
    try:
        remove_alignment(alignment=row, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("It no longer serves “%(name)s”.") % {"name": row.target})
    return redirect(request.path)


# Coverage ------------------------------------------------------------------------------------------------


def alignments_in(plan: Plan) -> list[Alignment]:
    """What the elements and the accepted actions of a plan serve."""
    rows = Alignment.objects.of(plan.municipality)
    of_elements = rows.filter(element__plan=plan, element__binned_at=None)
    of_actions = rows.filter(action__plan=plan, action__standing=Action.Standing.ACCEPTED, action__binned_at=None)
    return [
        *of_elements.select_related("element__plan", "element__municipality"),
        *of_actions.select_related("action__municipality"),
    ]


def chapters_of(plan: Plan) -> list[Chapter]:
    served, pk, is_simple = served_by(alignments_in(plan)), plan.municipality_id, plan.municipality.is_simple
    targets = GoalTarget.objects.available_to(pk)
    chapters = [goals_chapter(served, Goal.objects.available_to(pk), () if is_simple else targets)]
    if is_simple:
        return chapters
    city = Element.objects.of(plan.municipality).filter(plan__kind=Plan.Kind.CITY, plan__binned_at=None)
    return [
        *chapters,
        *agenda_chapters(served, UrbanAgendaObjective.objects.available_to(pk)),
        *city_plan_chapters(served, city.exclude(plan=plan).order_by("plan__folded", "plan_id", "depth", "position", "pk")),
    ]  # fmt: skip


@require_safe
@requires(Capability.READ)
def plan_alignment(request: HttpRequest, municipality: Municipality, slug: str, suffix: str = "") -> HttpResponse:
    """Which goals and agendas the plan serves, and which it does not."""
    plan = plan_of(municipality, slug)
    chapters = chapters_of(plan)
    if suffix:
        return export_coverage(request, plan, chapters, suffix)
    points = Diagnosis.objects.of(municipality).filter(plan=plan)
    answers = DiagnosisAnswer.objects.of(municipality).filter(diagnosis__plan=plan)
    context = plan_frame(plan) | {
        "chapters": chapters,
        "goals": chapters[0],
        "is_aligned": any(line.total for chapter in chapters for line in chapter.lines),
        "dimensions": dimension_lines(Dimension.objects.available_to(municipality.pk), points, answers),
        "has_diagnosis": points.exists(),
    }
    return render(request, "planning/plan_alignment.html", context)


COVERAGE_COLUMNS = [
    Column(key="agenda", label=gettext_lazy("Agenda"), value=lambda row: row[0].title),
    Column(key="code", label=gettext_lazy("Code"), value=lambda row: row[1].term.code),
    Column(key="name", label=gettext_lazy("Goal or objective"), value=lambda row: row[1].name),
    Column(key="elements", label=gettext_lazy("Elements"), value=lambda row: row[1].elements, is_number=True),
    Column(key="actions", label=gettext_lazy("Actions"), value=lambda row: row[1].actions, is_number=True),
    Column(key="served_by", label=gettext_lazy("Served by"), value=lambda row: "; ".join(map(str, row[1].servers.values()))),
]  # fmt: skip


def export_coverage(request: HttpRequest, plan: Plan, chapters: list[Chapter], suffix: str) -> HttpResponse:
    name = f"{plan.slug}-alignment"
    return export_response(
        request,
        suffix,
        COVERAGE_COLUMNS,
        [row for chapter in chapters for row in chapter.walk()],
        name,
        municipality_id=plan.municipality_id,
        target=plan,
        detail=name,
    )
