"""Forms around a whole plan: its diagnosis, what it is aligned with, its approval."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.forms import PageForm, Pair, Section, SeveralField
from intlstrategy.core.selects import QuickSelectMultiple
from intlstrategy.documents.models import Document
from intlstrategy.governance.models import Decision
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Action, Alignment, Diagnosis, Element, Plan
from intlstrategy.planning.models.alignment import TARGETS
from intlstrategy.planning.tree import in_reading_order
from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, UrbanAgendaObjective


def indented(element: Element) -> str:
    return ("\u2003" * (element.depth - 1) + str(element))[:160]


class DiagnosisForm(ScopedModelForm):
    elements = SeveralField(
        label=_("Answered by"), queryset=Element.objects.all(), required=False, widget=QuickSelectMultiple,
        help_text=_("The elements of the plan that do something about it."),
    )  # fmt: skip

    class Meta:
        model = Diagnosis
        fields = ["kind", "title", "evidence", "dimension"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2}), "evidence": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.instance.plan = plan or self.instance.plan
        self.fields["dimension"].queryset = Dimension.objects.available_to(self.municipality.pk)
        rows = self.fields["elements"].queryset.filter(plan=plan)
        self.fields["elements"].queryset = rows
        self.fields["elements"].choices = [(row.pk, indented(row)) for row in in_reading_order(rows.in_tree_order())]
        if self.instance.pk:
            answers = self.instance.answers.filter(binned_at=None)
            self.fields["elements"].initial = list(answers.values_list("element_id", flat=True))

    def layout(self) -> Layout:
        return Layout(
            Section(_("What we see"), "kind", "title", "dimension"),
            Section(_("What shows it"), "evidence"),
            Section(_("What the plan does about it"), "elements"),
        )


class AlignmentForm(PageForm):
    """What else an element or an action serves, several at once; what it serves already is not offered again."""

    goal = SeveralField(label=_("Goals"), queryset=Goal.objects.none(), required=False, widget=QuickSelectMultiple)
    goal_target = SeveralField(
        label=_("Targets of the goals"), queryset=GoalTarget.objects.none(), required=False, widget=QuickSelectMultiple
    )
    urban_objective = SeveralField(
        label=_("Urban agendas"),
        queryset=UrbanAgendaObjective.objects.none(),
        required=False,
        widget=QuickSelectMultiple,
    )
    plan_element = SeveralField(
        label=_("Elements of the city plan"), queryset=Element.objects.none(), required=False, widget=QuickSelectMultiple
    )  # fmt: skip

    def __init__(self, *args: Any, aligned: Element | Action, known: list[Alignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipality, pk = aligned.municipality, aligned.municipality_id
        elements = Element.objects.of(municipality).filter(plan__kind=Plan.Kind.CITY).exclude(plan_id=aligned.plan_id)
        self.offer("goal", Goal.objects.available_to(pk), known)
        if municipality.is_simple:
            for name in TARGETS[1:]:
                del self.fields[name]
            return
        self.offer("goal_target", GoalTarget.objects.available_to(pk).select_related("goal"), known, group=goal_of)
        objectives = UrbanAgendaObjective.objects.available_to(pk)
        self.offer("urban_objective", objectives, known, group=UrbanAgendaObjective.get_framework_display)
        self.offer("plan_element", elements.in_tree_order(), known, group=plan_title_of)

    def offer(self, name: str, rows: Any, known: list[Alignment], group: Any = None) -> None:
        chosen = {getattr(row, f"{name}_id") for row in known} - {None}
        field: Any = self.fields[name]
        field.queryset = rows
        offered = [row for row in rows if row.pk not in chosen]
        field.choices = grouped(offered, group) if group else [(row.pk, str(row)) for row in offered]

    def layout(self) -> Layout:
        sections = [(_("Sustainable Development Goals"), ("goal", "goal_target")), (_("Urban agendas"), ("urban_objective",)),
                    (_("City plan"), ("plan_element",))]  # fmt: skip
        shown = [(title, [name for name in names if name in self.fields]) for title, names in sections]
        return Layout(*[Section(title, *names) for title, names in shown if names])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(name) for name in TARGETS):
            raise forms.ValidationError(_("Choose at least one goal, objective or element to add."))
        return data

    def targets(self) -> dict[str, list[Any]]:
        return {name: list(self.cleaned_data[name]) for name in TARGETS if name in self.cleaned_data}


def goal_of(target: GoalTarget) -> str:
    return str(target.goal)


def plan_title_of(element: Element) -> str:
    return element.plan.title


def grouped(rows: Any, name_of: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        groups.setdefault(name_of(row), []).append((row.pk, str(row)))
    return list(groups.items())


class ApprovalForm(PageForm):
    decision = RecordField(
        Decision, kind="decision", label=pgettext_lazy("of a body", "Decision"), required=False,
        help_text=_("From the register of decisions: write a part of it and choose. The body and the day are the decision’s."),
    )  # fmt: skip
    approved_by_body = forms.CharField(
        label=_("Approved by"), max_length=200, required=False, help_text=_("The body’s name, such as City Council plenary.")
    )  # fmt: skip
    approved_on = forms.DateField(label=_("Approved on"), required=False)
    document = forms.ModelChoiceField(
        label=_("Approved document"),
        queryset=Document.objects.none(),
        required=False,
        help_text=_("From the register of documents."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = Document.objects.of(municipality).exclude(visibility=Document.Visibility.CONFIDENTIAL)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        self.fields["decision"].queryset = Decision.objects.of(municipality)  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        return Layout(
            Section(
                _("The decision"), "decision", Pair("approved_by_body", "approved_on"), "document", "note",
                lead=_("Choose the decision; where it is not in the register, write the body and the day instead."),
            )
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Without a decision of the register, body and day are asked for."""
        data = super().clean() or self.cleaned_data
        if data.get("decision") is None and "decision" not in self.errors:
            for name in ("approved_by_body", "approved_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill in “%(label)s”.") % {"label": self.fields[name].label})
        return data
