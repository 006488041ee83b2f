"""How far an action has come, as somebody states it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import PageForm
from intlstrategy.core.numbers import read_percent
from intlstrategy.planning.models import Action


class PercentField(forms.CharField):
    """75, 75%, 75,5 %: from 0 to 100, with point or comma."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]
        try:
            return read_percent(super().clean(value))
        except ValueError as bad:
            raise ValidationError(str(bad)) from bad


class StatedProgressForm(PageForm):
    status = forms.ChoiceField(
        label=_("How is it going?"),
        choices=[*Action.Status.choices, ("", _("No data"))],
        required=False,
        widget=forms.RadioSelect,
    )
    progress = PercentField(label=_("Progress"), required=False, max_length=20)
    on = forms.DateField(label=_("As of"), required=False)
    source = forms.CharField(label=_("Where it is written"), required=False, max_length=255)

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        figure = action.stated_progress
        initial = {
            "status": action.stated_status,
            "progress": "" if figure is None else f"{figure.normalize():f}",
            "on": timezone.localdate(),
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on and on > timezone.localdate():
            raise ValidationError(_("Progress is stated as of today or an earlier day."))
        return on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data.get("progress") is None and not data.get("status"):
            raise ValidationError(_("State how it is going, or how far it has come."))
        return data
