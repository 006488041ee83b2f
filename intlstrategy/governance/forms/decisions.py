from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.forms import Pair, Section
from intlstrategy.core.selects import QuickSelect
from intlstrategy.governance.forms.bodies import here_or_named
from intlstrategy.governance.models import Decision
from intlstrategy.governance.models.decision import COUNTS
from intlstrategy.governance.services.decisions import refuse_undecided
from intlstrategy.municipalities.forms.parts import PartForm

CLOSED = {Decision.State.DONE, Decision.State.DROPPED}


class DecisionForm(PartForm):
    holder_name = "meeting"

    class Meta:
        model = Decision
        fields = [
            "number", "title", "text", "item", "vote", *COUNTS, "state", "owner", "due_on", "closed_on", "note", "source",
        ]  # fmt: skip
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 5}),
            "note": forms.Textarea(attrs={"rows": 3}),
            "owner": QuickSelect(attrs={"data-search": ""}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = self.fields["item"].queryset.filter(meeting=self.holder)
        self.fields["item"].empty_label = _("Not on the agenda")
        self.fields["owner"].empty_label = _("The secretary of the body")
        here_or_named(self.fields["owner"], self.instance.owner_id)

    def layout(self) -> Layout:
        return Layout(
            Section(pgettext_lazy("of a body", "What was decided"), "number", "title", "text", "item"),
            Section(
                _("How it was decided"), "vote", Pair("in_favour", "against"), "abstained",
                lead=_("Counts only where there was a vote."),
            ),
            Section(_("What follows from it"), "state", Pair("owner", "due_on"), "closed_on", "note"),
            Section(_("Where it is published"), "source"),
        )  # fmt: skip

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        """Of a vote, a count that is left empty is none; what is closed without a day was closed today."""
        data = super().clean() or self.cleaned_data
        if data.get("vote") == Decision.Vote.VOTED and data.get("in_favour") is not None:
            data |= {name: data.get(name) or 0 for name in COUNTS}
        if data.get("state") in {Decision.State.NONE, Decision.State.OPEN}:
            data["closed_on"] = None
        elif data.get("state") in CLOSED and not data.get("closed_on") and "closed_on" not in self.errors:
            data["closed_on"] = timezone.localdate()
        return data

    def _post_clean(self) -> None:
        super()._post_clean()
        try:
            refuse_undecided(self.holder)
        except ValidationError as refusal:
            self.add_error(None, refusal)
