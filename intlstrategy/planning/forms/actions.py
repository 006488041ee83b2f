from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import PageForm, Pair, Section
from intlstrategy.core.numbers import read_percent
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.models import Department, Municipality
from intlstrategy.planning.models import Action, Element
from intlstrategy.planning.tree import in_reading_order


def element_choices(municipality: Municipality) -> list[tuple[Any, list[tuple[int, str]]]]:
    """Every element that an action may stand under, by plan and in reading order, from one query."""
    rows = (
        Element.objects.of(municipality).exclude(plan__status="closed").defer("text", "source_columns").in_tree_order()
    )
    by_plan: dict[Any, list[Element]] = {}
    for row in rows:
        by_plan.setdefault(row.plan, []).append(row)
    return [
        (plan.title, [(row.pk, indented(row)) for row in in_reading_order(elements)])
        for plan, elements in by_plan.items()
    ]


def indented(element: Element) -> str:
    return ("\u2003" * (element.depth - 1) + str(element))[:160]


class PercentField(forms.CharField):
    """75, 75%, 75,5 %: from 0 to 100, with point or comma."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-s"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_percent(text)
        except ValueError as bad:
            raise ValidationError(str(bad)) from bad


class ActionForm(ScopedModelForm):
    departments = forms.ModelMultipleChoiceField(
        label=_("Contributing departments"), queryset=Department.objects.all(), required=False
    )
    elements = forms.ModelMultipleChoiceField(
        label=_("Also contributes to"), queryset=Element.objects.all(), required=False,
        help_text=_("Further parts of the plan, beside its own place."),
    )  # fmt: skip

    class Meta:
        model = Action
        fields = [
            "code", "title", "text", "reason", "element", "lead_department", "responsible", "starts_on", "ends_on",
            "is_continuous", "priority", "weight", "file_number",
        ]  # fmt: skip
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 5}),
            "reason": forms.Textarea(attrs={"rows": 3}),
            "code": forms.TextInput(attrs={"class": "w-s"}),
            "file_number": forms.TextInput(attrs={"class": "w-m"}),
            "weight": forms.NumberInput(attrs={"class": "w-s"}),
            "element": forms.Select(attrs={"data-search": "yes"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = element_choices(self.municipality)
        self.fields["element"].choices = [("", _("Outside any plan")), *choices]
        self.fields["elements"].choices = choices
        if self.municipality.is_simple:
            del self.fields["weight"]
        if self.instance.pk:
            self.fields["departments"].initial = list(
                self.instance.contributions.filter(binned_at=None).values_list("department_id", flat=True)
            )
            self.fields["elements"].initial = list(
                self.instance.further_elements.filter(binned_at=None).values_list("element_id", flat=True)
            )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it is"), "title", "code", "text", "reason"),
            Section(_("Place in the plan"), "element", "elements"),
            Section(_("Who is in charge"), Pair("lead_department", "responsible"), "departments"),
            Section(_("When"), Pair("starts_on", "ends_on"), "is_continuous"),
            Section(_("For follow-up"), "priority", *(["weight"] if "weight" in self.fields else []), "file_number"),
        )


class ProposalForm(ScopedModelForm):
    """What a department proposes; the office finds it its place."""

    class Meta:
        model = Action
        fields = ["title", "text", "reason", "responsible", "starts_on", "ends_on", "is_continuous"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 5}),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }

    def layout(self) -> Layout:
        return Layout(
            Section(_("What we propose"), "title", "text", "reason"),
            Section(_("Who and when"), "responsible", Pair("starts_on", "ends_on"), "is_continuous"),
        )


class ProgressForm(PageForm):
    """Two minutes: how it is going, and how far."""

    status = forms.ChoiceField(
        label=_("How is it going?"), choices=Action.Status.choices, required=False, widget=forms.RadioSelect
    )
    progress = PercentField(label=_("Progress"), required=False, help_text=_("A percentage from 0 to 100."))

    def layout(self) -> Layout:
        return Layout("status", "progress")


class AcceptForm(forms.Form):
    """Where an accepted proposal goes, or the action it is merged into."""

    element = forms.ModelChoiceField(label=_("Place in the plan"), queryset=Element.objects.none(), required=False)
    into = forms.ModelChoiceField(label=_("Or merge it into"), queryset=Action.objects.none(), required=False)
    note = forms.CharField(
        label=_("What is missing"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["element"].queryset = Element.objects.of(municipality)  # type: ignore[attr-defined]
        self.fields["element"].choices = [("", _("Outside any plan")), *element_choices(municipality)]  # type: ignore[attr-defined]
        self.fields["into"].queryset = Action.objects.of(municipality).accepted()  # type: ignore[attr-defined]
        self.fields["into"].widget = forms.NumberInput()
        for name in ("element",):
            self.fields[name].widget.attrs |= {"class": "form-select", "data-search": "yes"}
