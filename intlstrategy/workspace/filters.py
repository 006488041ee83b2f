"""What the calendar and the map ask for in their addresses."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.calendar import CalendarEntry
from intlstrategy.core.charts.world import MapAsked, Relation, Status
from intlstrategy.core.forms import DateInput, refuse_odd_year
from intlstrategy.core.numbers import FIRST_YEAR, LAST_YEAR
from intlstrategy.core.registry import CalendarKind, MapKind, calendar_kinds, map_kinds
from intlstrategy.core.selects import QuickSelect
from intlstrategy.municipalities.models import Membership
from intlstrategy.planning.models import Plan
from intlstrategy.taxonomy.models import Dimension

MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
DECEMBER = 12


def month_in(text: str, today: date) -> date:
    """The first day of a month as an address writes it, 2026-11; of this month for whatever else stands there."""
    found = MONTH.fullmatch(text)
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= DECEMBER):
        return today.replace(day=1)
    return date(year, month, 1)


def kinds_for(reader: Membership) -> list[CalendarKind]:
    return [kind for kind in calendar_kinds if reader.can(kind.capability)]


class CalendarFilters(forms.Form):
    """Which kinds, and whose. What cannot be read is as if it were not there."""

    kind = forms.MultipleChoiceField(label=_("Show"), required=False, widget=forms.CheckboxSelectMultiple)
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Everybody’s")), ("mine", _("Mine only"))]
    )

    def __init__(self, *args: Any, reader: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds_for(reader)
        self.fields["kind"].choices = [(kind.key, kind.title) for kind in self.kinds]
        self.is_valid()

    @property
    def chosen(self) -> list[CalendarKind]:
        keys = self.cleaned_data.get("kind") or [kind.key for kind in self.kinds]
        return [kind for kind in self.kinds if kind.key in keys]

    @property
    def is_mine_only(self) -> bool:
        return self.cleaned_data.get("whose") == "mine"


def entries_for(
    reader: Membership, kinds: list[CalendarKind], first: date, last: date, *, is_mine_only: bool
) -> list[CalendarEntry]:
    """What a member may see of these days, in at most two queries for each kind."""
    found = [entry for kind in kinds for entry in kind.load(reader.municipality, reader, first, last)]
    return [entry for entry in found if entry.is_mine or not is_mine_only]


class MapFilters(forms.Form):
    """Which relations stand on the map, and which plan's priorities they are held against.

    Each holds by itself: one that cannot be read says so, and the others hold all the same.
    """

    kind = forms.ChoiceField(label=_("Kind of relation"), required=False, widget=QuickSelect())
    dimension = forms.ModelChoiceField(
        label=_("Dimension"), queryset=Dimension.objects.none(), required=False, empty_label=_("All dimensions"),
        widget=QuickSelect(),
    )  # fmt: skip
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Any status")), *Status.choices], widget=QuickSelect()
    )
    first = forms.DateField(label=_("From"), required=False, widget=DateInput(), validators=[refuse_odd_year])
    last = forms.DateField(label=_("To"), required=False, widget=DateInput(), validators=[refuse_odd_year])
    plan = forms.ModelChoiceField(
        label=_("Against the priorities of"), queryset=Plan.objects.none(), required=False,
        empty_label=_("The plan in force"), widget=QuickSelect(),
    )  # fmt: skip

    more = ("first", "last", "plan")

    def __init__(self, *args: Any, reader: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds: list[MapKind] = [kind for kind in map_kinds if reader.can(kind.capability)]
        self.fields["kind"].choices = [("", _("All kinds")), *((kind.key, kind.title) for kind in self.kinds)]
        self.fields["dimension"].queryset = Dimension.objects.available_to(reader.municipality_id)
        self.fields["plan"].queryset = Plan.objects.of(reader.municipality).exclude(priorities=None)
        self.is_valid()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("first") and told.get("last") and told["last"] < told["first"]:
            self.add_error("last", _("The end date must not be before the start date."))
        return told

    @property
    def narrows(self) -> bool:
        """Whether it leaves out relations otherwise than by their kind."""
        return any(self.cleaned_data.get(name) for name in ("dimension", "status", "first", "last"))

    @property
    def first_fields(self) -> list[Any]:
        return [field for field in self if field.name not in self.more]

    @property
    def more_fields(self) -> list[Any]:
        return [field for field in self if field.name in self.more]

    @property
    def uses_more(self) -> bool:
        return any(self.data.get(name) for name in self.more)

    @property
    def chosen(self) -> list[MapKind]:
        return [kind for kind in self.kinds if self.cleaned_data.get("kind") in {None, "", kind.key}]

    def asked(self, today: date) -> MapAsked:
        told = self.cleaned_data
        dimension = told.get("dimension")
        return MapAsked(
            today=today, first=told.get("first"), last=told.get("last"), dimension=dimension.pk if dimension else None
        )

    def found(self, reader: Membership, today: date) -> list[Relation]:
        asked, status = self.asked(today), self.cleaned_data.get("status")
        relations = [each for kind in self.chosen for each in kind.load(reader.municipality, reader, asked)]
        return [each for each in relations if not status or each.status == status]
