"""The forms of reporting periods: one of them, and those of a whole year at once."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import PageForm, Pair, Section
from intlstrategy.core.numbers import FIRST_YEAR, LAST_YEAR
from intlstrategy.monitoring.models import ReportingPeriod
from intlstrategy.monitoring.services.periods import Rhythm
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.models import Municipality

LONGEST_WAIT = 366
PARTS = [("4", _("Four quarters")), ("2", _("Two half-years")), ("1", _("The whole year"))]


class PeriodForm(ScopedModelForm):
    class Meta:
        model = ReportingPeriod
        fields = ["title", "starts_on", "ends_on", "opens_on", "due_on", "office_due_on", "closes_on"]

    def layout(self) -> Layout:
        return Layout(
            Section(_("What is reported on"), "title", Pair("starts_on", "ends_on")),
            Section(
                _("By when"), Pair("opens_on", "due_on"), Pair("office_due_on", "closes_on"),
                lead=_("Departments report first; then the office reads what they sent, and approves or returns it."),
            ),
        )  # fmt: skip


def days_after(label: Any, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, initial=initial, min_value=-LONGEST_WAIT, max_value=LONGEST_WAIT)


class YearForm(PageForm):
    """The periods of one year, with the same rhythm for each."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    parts = forms.ChoiceField(label=_("In"), choices=PARTS, initial="4")
    opens = days_after(_("Opens"), Rhythm.opens)
    due = days_after(_("Due for departments"), Rhythm.due)
    office = days_after(_("Due for the office"), Rhythm.office)
    closes = days_after(_("Closes"), Rhythm.closes)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        self.initial.setdefault("year", timezone.localdate().year)

    def layout(self) -> Layout:
        return Layout(
            Section(_("Which year"), "year", "parts", lead=_("Those that are there already stay as they are.")),
            Section(
                _("Days after the last day of each"), Pair("opens", "due"), Pair("office", "closes"),
                lead=_("Such as: it opens one day after the quarter is over, and departments have a fortnight."),
            ),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        rhythm = [data.get(name) for name in ("opens", "due", "office", "closes")]
        if None not in rhythm and rhythm != sorted(rhythm):  # type: ignore[type-var]
            raise ValidationError(
                _("It opens, is due for departments, is due for the office, and closes: in this order.")
            )
        return data

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(*(self.cleaned_data[name] for name in ("opens", "due", "office", "closes")))
