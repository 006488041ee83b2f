from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.planning.models import Element


class ElementForm(ScopedModelForm):
    class Meta:
        model = Element
        fields = ["code", "title", "text", "weight", "sponsor", "lead_department"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 6}),
            "code": forms.TextInput(attrs={"class": "w-s"}),
            "weight": forms.NumberInput(attrs={"class": "w-s"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.municipality.is_simple:
            del self.fields["weight"]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def layout(self) -> Layout:
        about = [name for name in ("code", "title", "text", "weight") if name in self.fields]
        return Layout(
            Section(_("What it says"), *about),
            Section(_("Who is in charge"), Pair("sponsor", "lead_department")),
        )


class ElementInlineForm(ElementForm):
    """The few facts of an element that are edited in its row of the tree."""

    class Meta(ElementForm.Meta):
        fields = ["code", "title", "weight", "sponsor", "lead_department"]
        widgets = {"title": forms.TextInput(), "code": forms.TextInput(attrs={"class": "w-s"})}

    def layout(self) -> Layout:
        return Layout(*self.fields)
