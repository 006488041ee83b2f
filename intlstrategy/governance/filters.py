from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import words_in
from intlstrategy.governance.models import Body, Decision, Meeting
from intlstrategy.municipalities.models import Department, Membership
from intlstrategy.municipalities.registers import ScopedFilterSet


def having_all(rows: QuerySet, value: str, *names: str) -> QuerySet:
    """The rows of which each word occurs in one of these folded texts."""
    for word in words_in(value):
        rows = rows.filter(Q(*[(f"{name}__contains", word) for name in names], _connector=Q.OR))
    return rows


class BodyFilters(ScopedFilterSet):
    kind = django_filters.ChoiceFilter(choices=Body.Kind, label=_("Kind"), empty_label=_("All kinds"))
    standing = django_filters.ChoiceFilter(
        label=_("Standing"), empty_label=_("All"), method="by_standing",
        choices=[("active", pgettext_lazy("bodies", "Existing today")), ("over", pgettext_lazy("bodies", "Not existing today"))],
    )  # fmt: skip
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=_("Lead department"), empty_label=_("All departments")
    )

    class Meta:
        model = Body
        fields = ["q", "kind", "standing", "department"]

    def by_standing(self, rows: Any, name: str, value: str) -> QuerySet:
        there = rows.on(timezone.localdate())
        return there if value == "active" else rows.exclude(pk__in=there.order_by().values("pk"))


class OfBodiesFilters(ScopedFilterSet):
    """What meetings and decisions have in common: their body, and the year of the day."""

    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    day = "on"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.queryset.order_by().values_list(f"{self.day}__year", flat=True).distinct()
        self.form.fields["year"].choices = [(year, str(year)) for year in sorted(days, reverse=True)]


class MeetingFilters(OfBodiesFilters):
    body = django_filters.ModelChoiceFilter(queryset=Body.objects.all(), label=_("Body"), empty_label=_("All bodies"))
    state = django_filters.ChoiceFilter(
        choices=Meeting.State, label=pgettext_lazy("meeting", "State"), empty_label=_("All")
    )
    year = django_filters.ChoiceFilter(choices=[], label=_("Year"), empty_label=_("All years"), field_name="on__year")

    class Meta:
        model = Meeting
        fields = ["q", "body", "state", "year"]

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return having_all(rows, value, "folded", "body__folded")


class DecisionFilters(OfBodiesFilters):
    day = "meeting__on"
    body = django_filters.ModelChoiceFilter(
        queryset=Body.objects.all(), label=_("Body"), empty_label=_("All bodies"), field_name="meeting__body"
    )
    state = django_filters.ChoiceFilter(
        label=_("Follow-up"), empty_label=_("All"), method="by_state",
        choices=[*Decision.State.choices, ("late", pgettext_lazy("decision", "Late"))],
    )  # fmt: skip
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who sees to it"), empty_label=_("Anybody"), method="by_owner"
    )
    year = django_filters.ChoiceFilter(
        choices=[], label=_("Year"), empty_label=_("All years"), field_name="meeting__on__year"
    )

    class Meta:
        model = Decision
        fields = ["q", "body", "state", "owner", "year"]

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return having_all(rows, value, "folded", "meeting__body__folded")

    def by_state(self, rows: Any, name: str, value: str) -> QuerySet:
        return rows.late(timezone.localdate()) if value == "late" else rows.filter(state=value)

    def by_owner(self, rows: Any, name: str, value: Membership) -> QuerySet:
        return rows.seen_to_by(value)
