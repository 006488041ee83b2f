"""Forms around a whole plan: its diagnosis, what it is aligned with, its approval."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import PageForm, Pair, Section
from intlstrategy.documents.models import Document
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Diagnosis, Element, Plan
from intlstrategy.planning.models.alignment import TARGETS
from intlstrategy.planning.tree import in_reading_order
from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, UrbanAgendaObjective


def indented(element: Element) -> str:
    return ("\u2003" * (element.depth - 1) + str(element))[:160]


class DiagnosisForm(ScopedModelForm):
    elements = forms.ModelMultipleChoiceField(
        label=_("Answered by"), queryset=Element.objects.all(), required=False,
        help_text=_("The elements of the plan that do something about it."),
    )  # fmt: skip

    class Meta:
        model = Diagnosis
        fields = ["kind", "title", "evidence", "dimension"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2}), "evidence": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.plan = plan
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
    """Everything an element or an action serves, chosen at once."""

    goal = forms.ModelMultipleChoiceField(label=_("Goals"), queryset=Goal.objects.none(), required=False)
    goal_target = forms.ModelMultipleChoiceField(
        label=_("Targets of the goals"), queryset=GoalTarget.objects.none(), required=False
    )
    urban_objective = forms.ModelMultipleChoiceField(
        label=_("Urban agendas"), queryset=UrbanAgendaObjective.objects.none(), required=False
    )
    plan_element = forms.ModelMultipleChoiceField(
        label=_("Elements of the city plan"), queryset=Element.objects.none(), required=False
    )

    def __init__(self, *args: Any, municipality: Municipality, own_plan_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        pk = municipality.pk
        fields: dict[str, Any] = self.fields
        fields["goal"].queryset = Goal.objects.available_to(pk)
        targets = GoalTarget.objects.available_to(pk).select_related("goal")
        fields["goal_target"].queryset = targets
        fields["goal_target"].choices = grouped(targets, lambda target: str(target.goal))
        objectives = UrbanAgendaObjective.objects.available_to(pk)
        fields["urban_objective"].queryset = objectives
        fields["urban_objective"].choices = grouped(objectives, lambda each: each.get_framework_display())
        elements = Element.objects.of(municipality).filter(plan__kind=Plan.Kind.CITY).exclude(plan_id=own_plan_id)
        fields["plan_element"].queryset = elements
        fields["plan_element"].choices = grouped(elements.in_tree_order(), lambda each: each.plan.title)
        if municipality.is_simple:
            for name in TARGETS[1:]:
                del fields[name]

    def layout(self) -> Layout:
        sections = [
            Section(
                _("Sustainable Development Goals"), *[name for name in ("goal", "goal_target") if name in self.fields]
            ),
            *([Section(_("Urban agendas"), "urban_objective")] if "urban_objective" in self.fields else []),
            *([Section(_("City plan"), "plan_element")] if "plan_element" in self.fields else []),
        ]
        return Layout(*sections)

    def targets(self) -> dict[str, list[Any]]:
        return {name: list(self.cleaned_data[name]) for name in TARGETS if name in self.cleaned_data}


def grouped(rows: Any, name_of: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        groups.setdefault(name_of(row), []).append((row.pk, str(row)))
    return list(groups.items())


class ApprovalForm(PageForm):
    approved_by_body = forms.CharField(
        label=_("Approved by"), max_length=200, help_text=_("The body’s name, such as City Council plenary.")
    )
    approved_on = forms.DateField(label=_("Approved on"))
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

    def layout(self) -> Layout:
        return Layout(Section(_("The decision"), Pair("approved_by_body", "approved_on"), "document", "note"))
