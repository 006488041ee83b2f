from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.core.selects import QuickSelect
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.relations.forms.agreements import members_here
from intlstrategy.relations.models import Commitment
from intlstrategy.relations.models.commitment import SOURCES
from intlstrategy.relations.models.holders import link_to
from intlstrategy.stakeholders.models import Stakeholder


class CommitmentForm(ScopedModelForm):
    stakeholder = RecordField(
        Stakeholder, kind="stakeholder", label=_("Organisation"), required=False,
        help_text=_("To whom we promised it, or who promised it to us."),
    )  # fmt: skip

    class Meta:
        model = Commitment
        fields = ["text", "side", "stakeholder", "owner", "due_on", "state", "closed_on", "note"]
        widgets = {"owner": QuickSelect(attrs={"data-search": ""}), "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, source: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if source is not None:
            setattr(self.instance, link_to(Commitment, source, SOURCES), source)
        members_here(self, "owner")

    def layout(self) -> Layout:
        return Layout(
            Section(_("What was promised"), "text", Pair("side", "due_on"), "owner", "stakeholder"),
            Section(_("Whether it was kept"), Pair("state", "closed_on"), "note"),
        )

    def clean(self) -> dict[str, Any]:
        """What is closed without a day was closed today; what is open again has none."""
        data = super().clean() or self.cleaned_data
        if data.get("state") == Commitment.State.OPEN:
            data["closed_on"] = None
        elif data.get("state") and not data.get("closed_on") and "closed_on" not in self.errors:
            data["closed_on"] = timezone.localdate()
        return data
