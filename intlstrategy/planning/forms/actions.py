from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section, SeveralField
from intlstrategy.core.numbers import whole
from intlstrategy.core.selects import MOST_OPTIONS, QuickSelect, QuickSelectMultiple
from intlstrategy.governance.models import Decision
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.municipalities.models import Department, Membership
from intlstrategy.planning.models import Action, Element
from intlstrategy.planning.outline import Outline

TEXTS = {
    "title": forms.Textarea(attrs={"rows": 2}),
    "text": forms.Textarea(attrs={"rows": 5}),
    "reason": forms.Textarea(attrs={"rows": 3}),
    "code": forms.TextInput(attrs={"class": "w-s"}),
    "file_number": forms.TextInput(attrs={"class": "w-m"}),
    "weight": forms.NumberInput(attrs={"class": "w-s"}),
}


class ActionTexts(ScopedModelForm):
    """What the form of an action and of a proposal share."""

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def offer_priorities(self) -> None:
        self.fields["priority"].choices = [("", _("No priority")), *Action.Priority.choices]

    def today_or_chosen(self, rows: Any, *chosen: int | None) -> Any:
        """Those who are there today, and whoever the action already names."""
        today = timezone.localdate()
        there = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
        there &= Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        return rows.of(self.municipality).filter(there | Q(pk__in=[each for each in chosen if each]))

    def offer_people(self) -> None:
        field = self.fields["responsible"]
        rows = self.today_or_chosen(Membership.objects, self.instance.responsible_id).select_related("department")
        field.queryset = rows
        field.widget = QuickSelect(attrs={"data-search": ""})
        field.widget.choices = [("", _("Nobody yet")), *((row.pk, person(row)) for row in rows)]

    def offer_departments(self, *also: int) -> None:
        rows = self.today_or_chosen(Department.objects, self.instance.lead_department_id, *also)
        choices = [(row.pk, str(row)) for row in rows]
        for name, widget in (("lead_department", QuickSelect()), ("departments", QuickSelectMultiple())):
            if name in self.fields:
                self.fields[name].queryset = rows
                self.fields[name].widget = widget
                widget.choices = choices if widget.allow_multiple_selected else [("", _("Nobody yet")), *choices]


def person(row: Membership) -> str:
    return f"{row.name} · {row.department}" if row.department else row.name


class PlacedForm(ActionTexts):
    """A form that gives an action its place in a plan."""

    def __init__(self, *args: Any, whole: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole

    @cached_property
    def outline(self) -> Outline:
        return Outline.of(self.municipality)

    def offer_places(self, *names: str) -> None:
        """One tree of elements for these fields; a very long one is searched on the server as one types."""
        is_long = len(self.outline) > MOST_OPTIONS and not self.whole
        for name in names:
            widget = QuickSelectMultiple() if name == "elements" else QuickSelect()
            keep = self.chosen_places(name)
            groups = self.outline.choices(keep=keep)
            if is_long:
                widget.attrs["data-remote"] = reverse("planning:action-elements", args=[self.municipality.slug])
                groups = [(plan, [each for each in rows if each[0] in keep]) for plan, rows in groups]
                groups = [(plan, rows) for plan, rows in groups if rows]
            widget.attrs["data-search"] = ""
            widget.choices = groups if widget.allow_multiple_selected else [("", _("Not in the plan")), *groups]
            self.fields[name].widget = widget
        self.fields["element"].help_text = self.place_help(is_long=is_long)

    def place_help(self, *, is_long: bool) -> Any:
        plain = _("Leave it empty for what is done outside any plan.")
        if not is_long:
            return plain
        return format_html(
            '{} {} <a href="?whole=1">{}</a>',
            plain,
            _("Type a part of its name to find it."),
            _("Show the whole list instead"),
        )

    def chosen_places(self, name: str) -> set[int]:
        """What is stored, asked for in the address, or just sent: always among the options."""
        sent = self.data.getlist(self.add_prefix(name)) if self.is_bound else []
        first = self.initial.get(name)
        stored = first if isinstance(first, (list, tuple)) else [first]
        return {number for each in [*sent, *stored] if (number := whole(str(each))) is not None}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        element = data.get("element")
        self.instance.plan = element.plan if element else None
        return data

    def _get_validation_exclusions(self) -> set[str]:
        # An identifier that is taken in the plan it moves to is replaced by the service.
        return super()._get_validation_exclusions() | {"external_id"}


class ActionForm(PlacedForm):
    elements = SeveralField(
        label=_("Further elements it contributes to"), queryset=Element.objects.all(), required=False
    )
    asked_by = RecordField(
        Decision, kind="decision", label=_("Decision that asked for it"), required=False,
        help_text=_("Of a body, from the register of decisions: write a part of it and choose."),
    )  # fmt: skip
    departments = SeveralField(label=_("Contributing departments"), queryset=Department.objects.all(), required=False)

    class Meta:
        model = Action
        fields = [
            "code", "title", "text", "reason", "element", "lead_department", "responsible", "starts_on", "ends_on",
            "is_continuous", "progress_from", "priority", "weight", "file_number", "asked_by",
        ]  # fmt: skip
        widgets = TEXTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.municipality.is_simple:
            del self.fields["weight"]
        self.fields["progress_from"].required = False
        self.fields["progress_from"].widget.choices = Action.ProgressFrom.choices
        self.load_links()
        self.offer_priorities()
        self.offer_people()
        self.offer_departments(*self.initial["departments"])
        self.offer_places("element", "elements")
        self.fields["title"].help_text = _("What will be done, in one line that a citizen understands.")
        self.fields["is_continuous"].help_text = _("Such as a service that runs all year round. It has no end date.")
        self.fields["departments"].help_text = _("Those that work on it beside the lead department.")

    def clean_progress_from(self) -> str:
        return self.cleaned_data["progress_from"] or self.instance.progress_from

    def load_links(self) -> None:
        known = self.instance.pk is not None
        for name, links in (("departments", "contributions"), ("elements", "further_elements")):
            field = "department_id" if name == "departments" else "element_id"
            rows = getattr(self.instance, links).filter(binned_at=None).values_list(field, flat=True) if known else ()
            self.initial.setdefault(name, list(rows))

    def layout(self) -> Layout:
        plain = [name for name in ("weight", "file_number") if name in self.fields]
        return Layout(
            Section(_("What it is"), "title", "code", "text", "reason"),
            Section(_("Its place in the plan"), "element", "elements"),
            Section(
                _("Who does it"),
                "lead_department",
                "responsible",
                "departments",
                lead=_("One responsible person keeps it alive; departments can be many."),
            ),
            Section(_("When"), Pair("starts_on", "ends_on"), "is_continuous", "progress_from"),
            Section(_("For the office"), "priority", *plain, "asked_by"),
        )


class DepartmentTextsForm(ScopedModelForm):
    """What the department of an action writes of it; its place, its people and its dates are the office's."""

    class Meta:
        model = Action
        fields = ["text", "reason"]
        widgets = TEXTS

    def layout(self) -> Layout:
        return Layout(Section(_("What your department says of it"), "text", "reason"))


class ProposalForm(ActionTexts):
    """What a department fills in to propose an action; the office decides on its place."""

    class Meta:
        model = Action
        fields = ["title", "text", "reason", "responsible", "starts_on", "ends_on", "is_continuous", "file_number"]
        widgets = TEXTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people()
        self.fields["text"].required = True
        self.fields["title"].help_text = _("What will be done, in one line that a citizen understands.")

    def layout(self) -> Layout:
        return Layout(
            Section(_("What you propose"), "title", "text", "reason"),
            Section(_("Who and when"), "responsible", Pair("starts_on", "ends_on"), "is_continuous", "file_number"),
        )


class AcceptForm(PlacedForm):
    """The office's answer to a proposal: where it stands in the plan, who leads it and who answers for it."""

    class Meta:
        model = Action
        fields = ["element", "lead_department", "responsible", "priority"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_priorities()
        self.offer_people()
        self.offer_departments()
        self.offer_places("element")

    def layout(self) -> Layout:
        return Layout(
            Section(_("Its place in the plan"), "element"),
            Section(_("Who does it"), "lead_department", "responsible", "priority"),
        )


class ReturnForm(ScopedModelForm):
    note = forms.CharField(
        label=_("What is missing"),
        help_text=_("Whoever proposed it reads this, changes the proposal and sends it again."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    class Meta:
        model = Action
        fields: list[str] = []

    def layout(self) -> Layout:
        return Layout(Section(_("Why it goes back"), "note"))
