import django_filters
from django.utils.translation import gettext_lazy as _

from intlstrategy.interchange.models import ImportRun
from intlstrategy.municipalities.registers import ScopedFilterSet
from intlstrategy.planning.models import Plan


class ImportFilters(ScopedFilterSet):
    status = django_filters.ChoiceFilter(choices=ImportRun.Status, label=_("Status"), empty_label=_("Any status"))
    register = django_filters.ChoiceFilter(
        choices=ImportRun.Register, label=_("Register"), empty_label=_("Plans and registers")
    )
    plan = django_filters.ModelChoiceFilter(queryset=Plan.objects.all(), label=_("Plan"), empty_label=_("All plans"))

    class Meta:
        model = ImportRun
        fields = ["q", "status", "register", "plan"]
