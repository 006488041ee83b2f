import django_filters
from django.utils.translation import gettext_lazy as _

from intlstrategy.municipalities.registers import ScopedFilterSet
from intlstrategy.planning.models import Plan


class PlanFilters(ScopedFilterSet):
    kind = django_filters.ChoiceFilter(choices=Plan.Kind, label=_("Kind"), empty_label=_("All kinds"))
    status = django_filters.ChoiceFilter(choices=Plan.Status, label=_("Status"), empty_label=_("Any status"))

    class Meta:
        model = Plan
        fields = ["q", "kind", "status"]
