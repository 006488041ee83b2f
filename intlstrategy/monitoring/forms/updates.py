"""The form of a progress update, to be filled in within two minutes, and what the office does with it."""

from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section, SeveralField
from intlstrategy.core.selects import QuickSelectMultiple
from intlstrategy.documents.models import Document
from intlstrategy.monitoring.models import ProgressUpdate, StatusOverride
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.planning.forms.progress import PercentField
from intlstrategy.planning.models import Action


class UpdateForm(ScopedModelForm):
    percent = PercentField(label=_("Progress"), required=False, max_length=20, help_text=_("From 0 to 100."))
    status = forms.ChoiceField(
        label=_("How is it going?"), choices=[("", _("Not said")), *Action.Status.choices], required=False
    )  # fmt: skip
    evidence = SeveralField(
        label=_("Evidence"), queryset=Document.objects.none(), required=False, widget=QuickSelectMultiple(attrs={"data-search": ""}),
        help_text=_("Documents that show it. New ones are added on the page of the action."),
    )  # fmt: skip

    class Meta:
        model = ProgressUpdate
        fields = ["percent", "why_lower", "status", "achievements", "difficulties", "next_steps", "spent"]
        widgets: ClassVar[dict[str, Any]] = {
            name: forms.Textarea(attrs={"rows": 3}) for name in ("achievements", "difficulties", "next_steps")
        } | {"why_lower": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, documents: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if documents is not None:
            self.fields["evidence"].queryset = documents  # type: ignore[attr-defined]
        if self.instance.percent is not None:
            self.initial["percent"] = f"{self.instance.percent.normalize():f}"
        if self.instance.pk:
            self.initial["evidence"] = list(
                self.instance.evidence.filter(binned_at=None).values_list("document", flat=True)
            )

    def layout(self) -> Layout:
        return Layout(
            Section(_("How it goes"), Pair("percent", "status"), "why_lower", "spent"),
            Section(_("What happened"), "achievements", "difficulties", "next_steps"),
            Section(_("What shows it"), "evidence"),
        )


class CorrectionForm(UpdateForm):
    class Meta(UpdateForm.Meta):
        fields = ["reason", *UpdateForm.Meta.fields]
        widgets: ClassVar[dict[str, Any]] = UpdateForm.Meta.widgets | {"reason": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True

    def layout(self) -> Layout:
        return Layout(Section(_("Why it is corrected"), "reason"), *super().layout())


class ReturnForm(ScopedModelForm):
    """What is missing, in the words that whoever sent it reads."""

    note = forms.CharField(label=_("What is missing"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)

    class Meta:
        model = ProgressUpdate
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["note"] = self.instance.return_note

    def layout(self) -> Layout:
        return Layout(Section(_("Back to whoever sent it"), "note"))


class OverrideForm(ScopedModelForm):
    class Meta:
        model = StatusOverride
        fields = ["status", "reason"]
        widgets: ClassVar[dict[str, Any]] = {"reason": forms.Textarea(attrs={"rows": 3})}

    def layout(self) -> Layout:
        lead = _(
            "It stands in place of the computed one until you take it back. Your name, the day and the reason show with it."
        )
        return Layout(Section(_("Status set by a person"), "status", "reason", lead=lead))
