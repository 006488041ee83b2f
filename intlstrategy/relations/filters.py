from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.countries import country_name
from intlstrategy.core.fields import words_in
from intlstrategy.core.text import fold
from intlstrategy.municipalities.models import Department, Membership, Municipality
from intlstrategy.municipalities.registers import ScopedFilterSet
from intlstrategy.relations.models import Attendance, Commitment, Engagement


class EngagementFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    kind = django_filters.ChoiceFilter(choices=Engagement.Kind, label=_("Kind"), empty_label=_("All kinds"))
    year = django_filters.ChoiceFilter(choices=[], label=_("Year"), empty_label=_("All years"), field_name="on__year")
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=_("Lead department"), empty_label=_("All departments")
    )
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who keeps it"), empty_label=_("Anybody")
    )

    country = django_filters.ChoiceFilter(
        choices=[], label=_("Country of the organisation"), empty_label=_("All countries"), method="by_country"
    )

    more = ("department", "owner", "country")

    class Meta:
        model = Engagement
        fields = ["q", "kind", "year", "department", "owner"]

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        years = sorted({day.year for day in self.queryset.dates("on", "year", order="DESC")}, reverse=True)
        self.form.fields["year"].choices = [(year, str(year)) for year in years]
        codes = Attendance.objects.of(municipality).exclude(stakeholder__country="").order_by()
        countries = [
            (code, country_name(code))
            for code in codes.values_list("stakeholder__country", flat=True).distinct()
            if code
        ]
        self.form.fields["country"].choices = sorted(countries, key=lambda pair: fold(pair[1]))

    def by_country(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.attended_by(stakeholder__country=value)

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By subject, place or the organisation that was noted first."""
        for word in words_in(value):
            rows = rows.filter(Q(folded__contains=word) | Q(counterpart_folded__contains=word))
        return rows


class CommitmentFilters(ScopedFilterSet):
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("commitment", "State"), empty_label=_("All"), method="by_state",
        choices=[*Commitment.State.choices, ("late", pgettext_lazy("commitment", "Late"))],
    )  # fmt: skip
    side = django_filters.ChoiceFilter(choices=Commitment.Side, label=_("Whose"), empty_label=_("Both sides"))
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who sees to it"), empty_label=_("Anybody")
    )

    class Meta:
        model = Commitment
        fields = ["q", "state", "side", "owner"]

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.late(timezone.localdate()) if value == "late" else rows.filter(state=value)
