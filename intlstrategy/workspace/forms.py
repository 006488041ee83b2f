from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Section
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.models import Membership
from intlstrategy.workspace.filters import kinds_for
from intlstrategy.workspace.models import CalendarFeed


class FeedForm(ScopedModelForm):
    kinds = forms.MultipleChoiceField(
        label=_("What it shows"), required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        help_text=_("Tick none for everything, with what is added to the calendar later."),
    )  # fmt: skip

    class Meta:
        model = CalendarFeed
        fields = ["name", "kinds", "is_mine_only"]

    def __init__(self, *args: Any, reader: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.membership = reader
        self.fields["kinds"].choices = [(kind.key, kind.title) for kind in kinds_for(reader)]

    def layout(self) -> Layout:
        return Layout(
            Section(_("The feed"), "name"), Section(_("What stands in it"), "kinds", "is_mine_only"),
        )  # fmt: skip
