from datetime import timedelta

import django_filters
from django.db.models import Q
from django.forms import HiddenInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.municipalities.models import Department, Membership
from intlstrategy.municipalities.registers import ScopedFilterSet
from intlstrategy.planning.models import Action, Element, Plan


class PlanFilters(ScopedFilterSet):
    kind = django_filters.ChoiceFilter(choices=Plan.Kind, label=_("Kind"), empty_label=_("All kinds"))
    status = django_filters.ChoiceFilter(choices=Plan.Status, label=_("Status"), empty_label=_("Any status"))

    class Meta:
        model = Plan
        fields = ["q", "kind", "status"]


class ActionFilters(ScopedFilterSet):
    """What people look for among actions. Proposals show only when asked for."""

    plan = django_filters.ModelChoiceFilter(queryset=Plan.objects.all(), label=_("Plan"), empty_label=_("All plans"))
    status = django_filters.ChoiceFilter(
        field_name="stated_status", label=_("Status"), empty_label=_("Any status"), choices=[*Action.Status.choices, ("none", _("No data"))],
        method="by_status",
    )  # fmt: skip
    lead = django_filters.ModelChoiceFilter(
        field_name="lead_department",
        queryset=Department.objects.all(),
        label=_("Lead department"),
        empty_label=_("All departments"),
    )
    responsible = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Responsible person"), empty_label=_("Anybody")
    )
    priority = django_filters.ChoiceFilter(choices=Action.Priority, label=_("Priority"), empty_label=_("Any priority"))
    place = django_filters.ChoiceFilter(
        label=_("Place in a plan"),
        empty_label=_("Anywhere"),
        choices=[("none", _("Not in the plan")), ("some", _("In a plan"))],
        method="by_place",
    )
    standing = django_filters.ChoiceFilter(
        label=_("Standing"),
        empty_label=_("Accepted"),
        choices=[("proposed", _("Proposed")), ("returned", _("Returned"))],
    )
    element = django_filters.ModelChoiceFilter(
        queryset=Element.objects.all(),
        label=_("Element"),
        empty_label=_("All elements"),
        method="by_element",
        widget=HiddenInput,
    )
    ends = django_filters.ChoiceFilter(
        label=_("Ends"),
        empty_label=_("Any time"),
        choices=[("past", _("Already over")), ("90", _("In the next 90 days"))],
        method="by_end",
    )

    class Meta:
        model = Action
        fields = ["q", "plan", "status", "lead", "responsible", "priority", "place", "ends", "standing", "element"]

    @property
    def qs(self):
        asked = self.form.cleaned_data.get("standing") if self.form.is_valid() else ""
        return super().qs if asked else super().qs.filter(standing=Action.Standing.ACCEPTED)

    def by_status(self, rows, name, value):
        return rows.filter(stated_status="" if value == "none" else value)

    def by_place(self, rows, name, value):
        return rows.filter(element__isnull=value == "none")

    def by_element(self, rows, name, value):
        return rows.filter(
            Q(element=value) | Q(further_elements__element=value, further_elements__binned_at=None)
        ).distinct()

    def by_end(self, rows, name, value):
        today = timezone.localdate()
        if value == "past":
            return rows.filter(ends_on__lt=today)
        return rows.filter(ends_on__gte=today, ends_on__lte=today + timedelta(days=90))
