"""The diagnosis: a board for each plan, the register of all points, and the pages of one point."""

from collections import defaultdict
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from intlstrategy.core.tables import Column, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.municipalities.access import may, requires
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register, ScopedFilterSet
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.forms.strategy import DiagnosisForm
from intlstrategy.planning.models import Diagnosis, DiagnosisAnswer, Element, Plan
from intlstrategy.planning.services.diagnosis import bin_diagnosis, save_diagnosis, step_diagnosis
from intlstrategy.planning.views.plans import plan_frame, plan_of
from intlstrategy.taxonomy.models import Dimension

LOOKS = {"strength": "ok", "weakness": "off", "opportunity": "done", "threat": "risk", "need": "none"}
PLURALS = {
    "strength": gettext_lazy("Strengths"),
    "weakness": gettext_lazy("Weaknesses"),
    "opportunity": gettext_lazy("Opportunities"),
    "threat": gettext_lazy("Threats"),
    "need": gettext_lazy("Needs"),
}


# The register --------------------------------------------------------------------------------------------


class DiagnosisFilters(ScopedFilterSet):
    plan = django_filters.ModelChoiceFilter(
        queryset=Plan.objects.all(), label=gettext_lazy("Plan"), empty_label=gettext_lazy("All plans")
    )
    kind = django_filters.ChoiceFilter(
        choices=Diagnosis.Kind.choices, label=gettext_lazy("Kind"), empty_label=gettext_lazy("All kinds")
    )
    dimension = django_filters.ModelChoiceFilter(
        queryset=Dimension.objects.none(), label=gettext_lazy("Dimension"), empty_label=gettext_lazy("All dimensions")
    )
    answered = django_filters.ChoiceFilter(
        choices=[("yes", gettext_lazy("Answered")), ("no", gettext_lazy("Answered by nothing"))],
        label=gettext_lazy("Answers"), empty_label=gettext_lazy("With and without"), method="by_answer",
    )  # fmt: skip

    class Meta:
        model = Diagnosis
        fields = ["q", "plan", "kind", "dimension"]

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        self.form.fields["dimension"].queryset = Dimension.objects.available_to(municipality.pk)

    def by_answer(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(answer_count__gt=0) if value == "yes" else rows.filter(answer_count=0)


def answers_cell(row: Any) -> Any:
    return row.answer_count or status("at_risk", _("Nothing"))


class DiagnosisList(Register):
    queryset = Diagnosis.objects.select_related("dimension").with_answer_count()
    filterset_class = DiagnosisFilters
    name = "diagnosis"
    title = gettext_lazy("Points of the diagnosis")
    lead = gettext_lazy(
        "Where the city stands: strengths, weaknesses, opportunities, threats and needs, and what answers them."
    )
    acts_template = "planning/_diagnosis_list_acts.html"
    empty_template = "planning/_diagnosis_empty.html"
    columns = [
        Column(
            key="title", label=gettext_lazy("Statement"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url(), row.plan),
        ),
        Column(key="plan", label=gettext_lazy("Plan"), value=lambda row: row.plan, is_hidden=True),
        Column(key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display()),
        Column(key="dimension", label=gettext_lazy("Dimension"), sort=("dimension__position",), value=lambda row: row.dimension),
        Column(key="answers", label=gettext_lazy("Answered by"), value=lambda row: row.answer_count, cell=answers_cell, is_number=True),
        Column(key="evidence", label=gettext_lazy("Evidence"), value=lambda row: row.evidence, is_hidden=True),
    ]  # fmt: skip

    def get_crumbs(self) -> list[tuple[Any, str]]:
        board = reverse("planning:diagnosis-home", args=[self.municipality.slug])
        return [(_("Diagnosis"), board), (self.title, "")]


# The board -----------------------------------------------------------------------------------------------


@require_safe
@requires(Capability.READ)
def diagnosis_home(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """The board of the plan asked for; else of the one in force, or the newest."""
    plans = list(Plan.objects.of(municipality).to_open_first(timezone.localdate()))
    if "plan" in request.GET:
        plan = plan_of(municipality, request.GET["plan"])
    else:
        plan = plans[0] if plans else None
    context = {"plans": plans, "plan": plan} | (board_of(request, plan) if plan else {})
    return render(request, "planning/diagnosis_home.html", context)


@require_safe
@requires(Capability.READ)
def diagnosis_board(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    plan = plan_of(municipality, slug)
    return render(request, "planning/diagnosis_board.html", plan_frame(plan) | board_of(request, plan))


def board_of(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """Every point of a plan in its quadrant, with what answers it, in a constant number of queries."""
    municipality, membership = plan.municipality, request.membership
    points = list(Diagnosis.objects.of(municipality).filter(plan=plan).select_related("dimension").in_order())
    dimensions = list(Dimension.objects.available_to(municipality.pk))
    dimension = next((each for each in dimensions if str(each.pk) == request.GET.get("dimension")), None)
    answers = answers_in(plan)
    shown = [point for point in points if dimension is None or point.dimension_id == dimension.pk]
    may_edit = plan.is_open and may(membership, Capability.EDIT)
    board = [
        {"kind": kind, "label": label, "look": LOOKS[kind], "points": quadrant(kind, shown, answers, membership)}
        for kind, label in PLURALS.items()
    ]
    return {
        "board": board,
        "dimensions": dimensions,
        "dimension": dimension,
        "point_count": len(points),
        "unanswered": sum(not answers[point.pk] for point in shown),
        "may_edit": may_edit,
        "may_reorder": may_edit and dimension is None,  # among points that are not shown a step would be a riddle
    }


def answers_in(plan: Plan) -> dict[int, list[Element]]:
    found: dict[int, list[Element]] = defaultdict(list)
    links = DiagnosisAnswer.objects.of(plan.municipality).filter(diagnosis__plan=plan)
    for link in links.select_related("element__plan", "element__municipality"):
        found[link.diagnosis_id].append(link.element)
    return found


def quadrant(
    kind: str, points: list[Diagnosis], answers: dict[int, list[Element]], membership: Membership
) -> list[dict[str, Any]]:
    rows = [point for point in points if point.kind == kind]
    return [
        {
            "point": point,
            "answers": answers[point.pk],
            "is_first": number == 0,
            "is_last": number == len(rows) - 1,
            "may_bin": may(membership, Capability.BIN, point),
        }
        for number, point in enumerate(rows)
    ]


# One point -----------------------------------------------------------------------------------------------


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

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.get_plan()}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        plan = self.get_plan()
        board = reverse("planning:diagnosis-board", args=[self.municipality.slug, plan.slug])
        return [
            (plan.title, reverse("planning:plan-detail", args=[self.municipality.slug, plan.slug])),
            (_("Diagnosis"), board),
        ]

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

    def carry_out(self, seen: int | None) -> None:
        bin_diagnosis(diagnosis=self.object, by=self.request.user, seen=seen)

    def get_success_url(self) -> str:
        return reverse("planning:diagnosis-board", args=[self.municipality.slug, self.object.plan.slug])


class DiagnosisHistory(ScopedHistory):
    model = Diagnosis


@require_POST
@requires(Capability.EDIT)
def diagnosis_move(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    point = get_object_or_404(Diagnosis.objects.of(municipality), pk=pk)
    try:
        step_diagnosis(diagnosis=point, step=request.POST.get("step", ""), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    if "home" in request.POST:
        home = reverse("planning:diagnosis-home", args=[municipality.slug])
        return redirect(f"{home}?plan={point.plan.slug}#d{pk}")
    return redirect(point)
