"""What people look for among periods and updates."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import words_in
from intlstrategy.monitoring.models import ProgressUpdate, ReportingPeriod
from intlstrategy.municipalities.models import Department, Membership
from intlstrategy.municipalities.registers import FoldedSearch, ScopedFilterSet


class PeriodFilters(ScopedFilterSet):
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("reporting period", "State"), empty_label=_("Any state"), choices=ReportingPeriod.State,
        method="by_state",
    )  # fmt: skip

    class Meta:
        model = ReportingPeriod
        fields = ["q", "state"]

    def by_state(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        today, states = timezone.localdate(), ReportingPeriod.State
        unlocked = Q(locked_at=None)
        return rows.filter(
            {
                states.LOCKED: ~unlocked,
                states.PLANNED: unlocked & Q(opens_on__gt=today),
                states.OPEN: unlocked & Q(opens_on__lte=today, closes_on__gte=today),
                states.CLOSED: unlocked & Q(closes_on__lt=today),
            }[states(value)]
        )


class ActionSearch(FoldedSearch):
    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        for word in words_in(value or ""):
            qs = qs.filter(action__folded__contains=word)
        return qs


class UpdateFilters(ScopedFilterSet):
    q = ActionSearch(label=_("Search"))
    period = django_filters.ModelChoiceFilter(
        queryset=ReportingPeriod.objects.all(), label=_("Period"), empty_label=_("All periods")
    )
    standing = django_filters.ChoiceFilter(
        choices=ProgressUpdate.Standing, label=_("Standing"), empty_label=_("Any standing")
    )
    lead = django_filters.ModelChoiceFilter(
        field_name="action__lead_department", queryset=Department.objects.all(), label=_("Lead department"),
        empty_label=_("All departments"),
    )  # fmt: skip
    reporter = django_filters.ModelChoiceFilter(
        field_name="reported_by", queryset=Membership.objects.select_related("user"), label=_("Reported by"),
        empty_label=_("Anybody"),
    )  # fmt: skip
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), empty_label=_("All kinds"), choices=[("first", _("First entry")), ("correction", _("Correction"))],
        method="by_kind",
    )  # fmt: skip
    more = ("lead", "reporter", "kind")

    class Meta:
        model = ProgressUpdate
        fields = ["q", "period", "standing", "lead", "reporter", "kind"]

    def by_kind(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.filter(corrects__isnull=value == "first")
