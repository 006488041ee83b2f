"""What a body decided on: an agreement, a mission."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.governance.models import Decision
from intlstrategy.municipalities.forms.naming import RecordField


def decision_field() -> RecordField:
    return RecordField(
        Decision, kind="decision", label=pgettext_lazy("of a body", "Decision"), required=False,
        help_text=_("From the register of decisions: write a part of it and choose. The body and the day are the decision’s."),
    )  # fmt: skip


def take_from_decision(form: forms.ModelForm, data: dict[str, Any]) -> None:
    """Body and day are those of the decision, where one is chosen; what was typed beside it gives way."""
    decision = data.get("decision")
    if decision is not None:
        data["decided_by"], data["decided_on"] = str(decision.meeting.body)[:200], decision.on
