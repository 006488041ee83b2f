from typing import Any

from babel import Locale
from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.countries import country_choices
from intlstrategy.core.forms import Pair, Section
from intlstrategy.core.selects import QuickSelect, QuickSelectMultiple
from intlstrategy.core.text import fold
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.models import Membership
from intlstrategy.stakeholders.models import Appraisal, Stakeholder
from intlstrategy.stakeholders.services.stakeholders import alike_to
from intlstrategy.taxonomy.models import GovernanceLevel


def language_choices() -> list[tuple[str, str]]:
    """Every language with a code of two letters, and the city's kind of smaller ones, by name."""
    languages = Locale((get_language() or "en")[:2]).languages
    known = {code: name for code, name in languages.items() if len(code) == 2 or code in {"ast", "arz", "fil", "yue"}}
    return sorted(known.items(), key=lambda pair: fold(pair[1]))


class StakeholderForm(ScopedModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=language_choices, required=False,
        widget=QuickSelectMultiple(attrs={"data-search": ""}), help_text=_("In which one can write and speak with it."),
    )  # fmt: skip
    is_another = forms.BooleanField(label=_("It is another organisation"), required=False, widget=forms.HiddenInput)

    class Meta:
        model = Stakeholder
        fields = [
            "name", "own_name", "kind", "sector", "level", "side", "country", "place", "latitude", "longitude",
            "languages", "owner", "website", "description", "source",
        ]  # fmt: skip
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "country": QuickSelect(attrs={"data-search": ""}),
            "owner": QuickSelect(attrs={"data-search": ""}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].queryset = GovernanceLevel.objects.available_to(self.municipality.pk)
        self.fields["country"].choices = [("", _("Not said")), *country_choices()]
        self.fields["side"].choices = [("", _("Not said")), *Stakeholder.Side.choices]
        self.fields["owner"].empty_label = _("Nobody yet")
        self.fields["owner"].queryset = self.people()

    def people(self) -> Any:
        """Who is a member today, and whoever keeps this relation already."""
        rows = Membership.objects.of(self.municipality)
        here = rows.on(timezone.localdate()).values("pk")
        return rows.filter(Q(pk__in=here) | Q(pk=self.instance.owner_id))

    def layout(self) -> Layout:
        return Layout(
            Section(_("Who it is"), "name", "is_another", "own_name", Pair("kind", "sector"), Pair("level", "side")),
            Section(_("Where it is"), Pair("country", "place"), Pair("latitude", "longitude"), "languages"),
            Section(_("The relation"), "owner", "website", "description", "source"),
        )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"name", "own_name"} & set(self.changed_data) and "name" in data:
            self.refuse_known(data)
        return data

    def refuse_known(self, data: dict[str, Any]) -> None:
        """Ask before a second record of one organisation is made: its history would be split."""
        names = [data["name"], data.get("own_name", "")]
        known = alike_to(self.municipality, names, but=self.instance.pk)
        if not known:
            return
        self.fields["is_another"].widget = forms.CheckboxInput()
        links = ((each.get_absolute_url(), each.name) for each in known)
        self["is_another"].help_text = format_html_join(" · ", '<a href="{}">{}</a>', links)
        if not data.get("is_another"):
            told = _("This seems to be known already: %(names)s. Open it, or tick below that yours is another.")
            self.add_error("name", told % {"names": "; ".join(each.name for each in known)})


class AppraisalForm(ScopedModelForm):
    class Meta:
        model = Appraisal
        fields = ["on", "influence", "interest", "awareness", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, stakeholder: Stakeholder | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.stakeholder = stakeholder or self.instance.stakeholder
        for name in ("influence", "interest", "awareness"):
            field = self.fields[name]
            field.choices = [("", _("Not known")), *[each for each in field.choices if each[0]]]

    def layout(self) -> Layout:
        return Layout(
            Section(_("When"), "on"),
            Section(_("How it stands"), "influence", "interest", "awareness"),
            Section(_("Why"), "note"),
        )
