"""The form of a milestone."""

from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.monitoring.models import Milestone
from intlstrategy.municipalities.forms.parts import PartForm


class MilestoneForm(PartForm):
    holder_name = "action"

    class Meta:
        model = Milestone
        fields = ["title", "due_on", "reached_on", "weight", "note"]
        widgets: ClassVar[dict[str, Any]] = {"note": forms.Textarea(attrs={"rows": 2})}

    def layout(self) -> Layout:
        return Layout(Section(_("Milestone"), "title", Pair("due_on", "reached_on"), "weight", "note"))
