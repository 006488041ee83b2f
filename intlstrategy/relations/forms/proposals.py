"""The form in which a department proposes or tells of a meeting or a mission, and the office's note when it goes back."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.core.selects import QuickSelect
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.planning.forms.actions import ReturnForm
from intlstrategy.planning.models import Action
from intlstrategy.relations.models import Proposal
from intlstrategy.stakeholders.models import Stakeholder


class RelationProposalForm(ScopedModelForm):
    stakeholder = RecordField(
        Stakeholder, kind="stakeholder", label=_("Organisation of the register"), required=False,
        help_text=_("Write a part of its name and choose. If it is not there, write it below as you know it."),
    )  # fmt: skip
    action = RecordField(Action, kind="action", label=_("Action it serves"), required=False, help_text=_("Write a part of its title and choose."))  # fmt: skip

    class Meta:
        model = Proposal
        fields = [
            "kind", "title", "starts_on", "ends_on", "stakeholder", "counterpart", "place", "country", "purpose", "outcome", "action",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("purpose", "outcome")} | {
            "country": QuickSelect(attrs={"data-search": ""})
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].required = True

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it is"), "kind", "title", Pair("starts_on", "ends_on")),
            Section(
                _("With whom, and where"), "stakeholder", "counterpart", Pair("place", "country"),
                lead=_("The office enters the people who took part: name only organisations here."),
            ),
            Section(_("What for, and what came of it"), "purpose", "outcome", "action"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("stakeholder") and not data.get("counterpart"):
            self.add_error("counterpart", _("Say with which organisation."))
        return data


class ReturnRelationProposalForm(ReturnForm):
    class Meta(ReturnForm.Meta):
        model = Proposal
