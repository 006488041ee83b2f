from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import PageForm, Pair, Section
from intlstrategy.core.selects import QuickSelectMultiple
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.stakeholders.forms.stakeholders import language_choices
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from intlstrategy.stakeholders.services.people import kept_until, known_people


class PersonForm(ScopedModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=language_choices, required=False,
        widget=QuickSelectMultiple(attrs={"data-search": ""}), help_text=_("In which one can write and speak with this person."),
    )  # fmt: skip
    is_another = forms.BooleanField(label=_("It is another person"), required=False, widget=forms.HiddenInput)

    class Meta:
        model = Person
        fields = [
            "name", "own_name", "languages", "email", "phone", "address", "note", "purpose", "basis", "consent_on",
            "consent_source", "keep_until", "source",
        ]  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.keep_until is None:
            self.initial.setdefault("keep_until", kept_until(timezone.localdate()))

    def layout(self) -> Layout:
        return Layout(
            Section(_("Who it is"), "name", "is_another", "own_name", "languages"),
            Section(
                _("How to reach them"), Pair("email", "phone"), "address", "note",
                lead=_("Seen by the office and the Mayor’s cabinet only, and by departments for those they deal with."),
            ),
            Section(
                _("Why the data are kept"), Pair("purpose", "basis"), Pair("consent_on", "consent_source"), "keep_until", "source",
                lead=_("What the General Data Protection Regulation asks of every contact."),
            ),
        )  # fmt: skip

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"name", "own_name", "email"} & set(self.changed_data) and "name" in data:
            self.refuse_known(data)
        return data

    def refuse_known(self, data: dict[str, Any]) -> None:
        """Ask before a second record of one person is made."""
        names = [data["name"], data.get("own_name", "")]
        known = known_people(self.municipality, names, data.get("email", ""), but=self.instance.pk)
        if not known:
            return
        self.fields["is_another"].widget = forms.CheckboxInput()
        told = [(each, f"{each} ({each.organisation})" if each.organisation else str(each)) for each in known]
        links = ((each.get_absolute_url(), words) for each, words in told)
        self["is_another"].help_text = format_html_join(" · ", '<a href="{}">{}</a>', links)
        if not data.get("is_another"):
            refusal = _("This seems to be known already: %(names)s. Open it, or tick below that yours is another.")
            self.add_error("name", refusal % {"names": "; ".join(words for _each, words in told)})


class PositionForm(ScopedModelForm):
    stakeholder = RecordField(
        Stakeholder, kind="stakeholder", label=_("Organisation"),
        help_text=_("Write a part of its name and choose. One that is missing is added among the stakeholders first."),
    )  # fmt: skip

    class Meta:
        model = Position
        fields = ["title", "stakeholder", "unit", "side", "is_main", "starts_on", "ends_on"]

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.person = person or self.instance.person
        self.fields["side"].choices = [("", _("Not said")), *[each for each in self.fields["side"].choices if each[0]]]

    def layout(self) -> Layout:
        return Layout(
            Section(_("What and where"), "title", "stakeholder", "unit", Pair("side", "is_main")),
            Section(
                _("From when to when"), Pair("starts_on", "ends_on"), lead=_("Leave the end empty while it lasts.")
            ),
        )


class ErasureForm(PageForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as: asked for by the person on 3 March; purpose ended with the project. Without the name, since it stays."),
    )  # fmt: skip
    is_sure = forms.BooleanField(label=_("I know that this cannot be undone"))
