"""The diagnosis of a plan as a board, and what the plan is aligned with."""

from collections import defaultdict
from http import HTTPStatus
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from intlstrategy.core.tables import Column, linked
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register, ScopedFilterSet
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.forms.strategy import AlignmentForm, DiagnosisForm
from intlstrategy.planning.models import Action, Alignment, Diagnosis, DiagnosisAnswer, Element, Plan
from intlstrategy.planning.models.alignment import TARGETS
from intlstrategy.planning.services.diagnosis import save_diagnosis, set_alignments, step_diagnosis
from intlstrategy.planning.views.plans import plan_frame, plan_of
from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, UrbanAgendaObjective

LOOKS = {"strength": "ok", "weakness": "off", "opportunity": "done", "threat": "risk", "need": "none"}


class DiagnosisFilters(ScopedFilterSet):
    plan = django_filters.ModelChoiceFilter(
        queryset=Plan.objects.all(), label=gettext_lazy("Plan"), empty_label=gettext_lazy("All plans")
    )
    kind = django_filters.ChoiceFilter(
        choices=Diagnosis.Kind, label=gettext_lazy("Kind"), empty_label=gettext_lazy("All kinds")
    )
    dimension = django_filters.ModelChoiceFilter(
        queryset=Dimension.objects.shared(), label=gettext_lazy("Dimension"), empty_label=gettext_lazy("All dimensions")
    )

    class Meta:
        model = Diagnosis
        fields = ["q", "plan", "kind", "dimension"]


class DiagnosisList(Register):
    queryset = Diagnosis.objects.select_related("plan__municipality", "dimension").with_answer_count()
    filterset_class = DiagnosisFilters
    name = "diagnosis"
    title = gettext_lazy("Diagnosis")
    lead = gettext_lazy(
        "Where the city stands: strengths, weaknesses, opportunities, threats and needs, and what answers them."
    )
    empty_template = "planning/_diagnosis_empty.html"
    columns = [
        Column(
            key="title", label=gettext_lazy("Statement"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_board_url(), row.plan),
        ),
        Column(key="plan", label=gettext_lazy("Plan"), value=lambda row: row.plan, is_hidden=True),
        Column(key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display()),
        Column(key="dimension", label=gettext_lazy("Dimension"), sort=("dimension__position",), value=lambda row: row.dimension),
        Column(key="answers", label=gettext_lazy("Answered by"), value=lambda row: row.answer_count, is_number=True),
        Column(key="evidence", label=gettext_lazy("Evidence"), value=lambda row: row.evidence, is_hidden=True),
    ]  # fmt: skip


@requires(Capability.READ)
def diagnosis_board(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    plan = plan_of(municipality, slug)
    points = Diagnosis.objects.of(municipality).filter(plan=plan).select_related("dimension").order_by("position", "pk")
    dimension = request.GET.get("dimension", "")
    if dimension.isdigit():
        points = points.filter(dimension_id=int(dimension))
    answers: dict[int, list[Element]] = defaultdict(list)
    links = (
        DiagnosisAnswer.objects.of(municipality)
        .filter(diagnosis__plan=plan)
        .select_related("element__municipality", "element__plan")
    )
    for link in links:
        answers[link.diagnosis_id].append(link.element)
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for point in points:
        by_kind[point.kind].append({"point": point, "answers": answers[point.pk]})
    board = [
        {"kind": kind, "label": label, "look": LOOKS[kind], "points": by_kind[kind]}
        for kind, label in Diagnosis.Kind.choices
    ]
    dimensions = list(Dimension.objects.available_to(municipality.pk))
    context = plan_frame(plan) | {
        "board": board, "dimensions": dimensions, "dimension": dimension, "total": sum(len(each["points"]) for each in board),
    }  # fmt: skip
    return render(request, "planning/diagnosis_board.html", context)


class DiagnosisPage:
    model = Diagnosis
    form_class = DiagnosisForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save point")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_plan(self) -> Plan:
        return (
            self.object.plan
            if getattr(self, "object", None)
            else get_object_or_404(Plan.objects.of(self.municipality), slug=self.kwargs["slug"])
        )

    def get_queryset(self):
        return super().get_queryset().select_related("plan")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.get_plan()}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        plan = self.get_plan()
        board = reverse("planning:diagnosis-board", args=[self.municipality.slug, plan.slug])
        return [
            (plan.title, reverse("planning:plan-detail", args=[self.municipality.slug, plan.slug])),
            (_("Diagnosis"), board),
        ]

    def get_success_url(self) -> str:
        return reverse("planning:diagnosis-board", args=[self.municipality.slug, self.object.plan.slug])

    def save(self, form: DiagnosisForm) -> Diagnosis:
        return save_diagnosis(
            diagnosis=form.save(commit=False),
            elements=list(form.cleaned_data["elements"]),
            by=self.request.user,
            seen=self.get_seen(),
        )


class DiagnosisCreate(DiagnosisPage, ScopedCreate):
    title = gettext_lazy("Add a point to the diagnosis")
    add_another = True

    def get_initial(self) -> dict[str, Any]:
        kind = self.request.GET.get("kind", "")
        return {"kind": kind} if kind in Diagnosis.Kind.values else {}


class DiagnosisEdit(DiagnosisPage, ScopedEdit):
    title = gettext_lazy("Edit a point of the diagnosis")


class DiagnosisBin(ScopedBin):
    model = Diagnosis

    def get_success_url(self) -> str:
        return reverse("planning:diagnosis-board", args=[self.municipality.slug, self.object.plan.slug])


class DiagnosisHistory(ScopedHistory):
    model = Diagnosis


@require_POST
@requires(Capability.EDIT)
def diagnosis_move(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    point = get_object_or_404(Diagnosis.objects.of(municipality).select_related("plan"), pk=pk)
    step_diagnosis(diagnosis=point, step=request.POST.get("step", ""), by=request.user)
    return redirect(f"{reverse('planning:diagnosis-board', args=[municipality.slug, point.plan.slug])}#d{pk}")


# Alignment -----------------------------------------------------------------------------------------------


def align(request: HttpRequest, record: Element | Action) -> HttpResponse:
    """Choose everything that an element or an action serves."""
    source = "element" if isinstance(record, Element) else "action"
    municipality = record.municipality
    rows = list(Alignment.objects.of(municipality).filter(**{source: record}))
    initial = {name: [getattr(row, f"{name}_id") for row in rows if getattr(row, f"{name}_id")] for name in TARGETS}
    form = AlignmentForm(request.POST or None, municipality=municipality, own_plan_id=record.plan_id, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_alignments(record_of=record, targets=form.targets(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(record)
    title = _("What it serves")
    context = {
        "form": form, "title": title, "submit_label": _("Save alignments"), "cancel_url": record.get_absolute_url(),
        "crumbs": [(str(record), record.get_absolute_url()), (title, "")],
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "planning/alignment_form.html", context, status=status)


@requires(Capability.EDIT)
def element_align(request: HttpRequest, municipality: Municipality, slug: str, pk: int) -> HttpResponse:
    return align(request, get_object_or_404(Element.objects.of(municipality), plan__slug=slug, pk=pk))


@requires(Capability.EDIT)
def action_align(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    return align(request, get_object_or_404(Action.objects.of(municipality), pk=pk))


@requires(Capability.READ)
def plan_alignment(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    """Which goals and agendas the plan serves, and which it does not."""
    plan = plan_of(municipality, slug)
    rows = list(Alignment.objects.of(municipality).filter(element__plan=plan).select_related("goal_target"))
    rows += list(
        Alignment.objects.of(municipality)
        .filter(action__plan=plan, action__standing="accepted")
        .select_related("goal_target")
    )
    goals, objectives, targets = defaultdict(set), defaultdict(set), defaultdict(set)
    for row in rows:
        who = ("e", row.element_id) if row.element_id else ("a", row.action_id)
        if row.goal_id or row.goal_target_id:
            goals[row.goal_id or row.goal_target.goal_id].add(who)
        if row.goal_target_id:
            targets[row.goal_target_id].add(who)
        if row.urban_objective_id:
            objectives[row.urban_objective_id].add(who)
    goal_rows = coverage(Goal.objects.available_to(municipality.pk), goals)
    agendas: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in coverage(UrbanAgendaObjective.objects.available_to(municipality.pk), objectives):
        agendas[each["term"].get_framework_display()].append(each)
    served = [
        (target, len(targets[target.pk]))
        for target in GoalTarget.objects.available_to(municipality.pk)
        if targets[target.pk]
    ]
    context = plan_frame(plan) | {
        "goals": goal_rows, "agendas": dict(agendas), "targets": served,
        "unserved": [each for each in goal_rows if not each["total"]], "total": len(rows),
    }  # fmt: skip
    return render(request, "planning/plan_alignment.html", context)


def coverage(terms: Any, who: dict[int, set[tuple[str, int]]]) -> list[dict[str, Any]]:
    """For each goal or objective how many elements and actions serve it, and the length of its bar."""
    found = []
    for term in terms:
        kinds = [kind for kind, _pk in who.get(term.pk, ())]
        found.append({"term": term, "elements": kinds.count("e"), "actions": kinds.count("a"), "total": len(kinds)})
    most = max((each["total"] for each in found), default=0)
    for each in found:
        each["width"] = f"{each['total'] * 100 / most:.1f}" if most else "0"
    return found
