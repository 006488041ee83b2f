"""How far an action has come, as somebody states it."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import PageForm
from intlstrategy.planning.models import Action

PERCENT = re.compile(r"([+-]?)(\d{1,9})(?:[.,](\d{1,9}))?")


class PercentField(forms.CharField):
    """A percentage from 0 to 100, with a decimal comma or point, with or without the sign."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = super().clean(value).strip()
        if not text:
            return None
        plain = text.removesuffix("%").replace("\u00a0", "").strip()
        found = PERCENT.fullmatch(plain)
        if found is None:
            raise ValidationError(_("“%(text)s” is not a number. Write it as 75 or 75.5."), params={"text": text})
        sign, whole, part = found.groups()
        figure = Decimal(f"{sign}{whole}.{part or 0}")
        if figure > 100:
            raise ValidationError(_("%(text)s is more than 100 %%."), params={"text": plain})
        if figure < 0:
            raise ValidationError(_("%(text)s is less than 0 %%."), params={"text": plain})
        return figure.quantize(Decimal("0.01"))


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
