from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import DateInput
from intlstrategy.municipalities.models import Department, Membership
from intlstrategy.municipalities.registers import ScopedFilterSet
from intlstrategy.planning.judged import judged_actions, weighed
from intlstrategy.planning.models import Action, Element, Plan
from intlstrategy.planning.outline import Outline

Standing = Action.Standing
SOON = timedelta(days=90)
FINISHED = {Action.Status.COMPLETED, Action.Status.CANCELLED}


def here_today(rows: Iterable[Department | Membership]) -> list[tuple[int, str]]:
    """The choices of whoever sets one anew; looking for what an ended one did is another matter."""
    today = timezone.localdate()
    return [(row.pk, str(row)) for row in rows if row.holds_on(today)]


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
        label=_("Status"), empty_label=_("Any status"), choices=[*Action.Status.choices, ("none", _("No data")), ("open", _("Not finished"))],
        method="by_status",
    )  # fmt: skip
    lead = django_filters.ModelChoiceFilter(
        field_name="lead_department", queryset=Department.objects.all(), label=_("Lead department"),
        empty_label=_("All departments"),
    )  # fmt: skip
    element = django_filters.ModelChoiceFilter(
        queryset=Element.objects.all(), label=_("Part of the plan"), empty_label=_("All parts"), method="by_element",
    )  # fmt: skip
    responsible = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Responsible person"), empty_label=_("Anybody")
    )
    whose = django_filters.ChoiceFilter(
        label=_("Whose"), empty_label=_("Everybody’s"), method="by_owner",
        choices=[
            ("me", _("Mine")), ("department", _("Led by my department")), ("ours", _("Mine or led by my department")),
            ("proposed", _("Proposed by me")),
        ],
    )  # fmt: skip
    priority = django_filters.ChoiceFilter(
        label=_("Priority"), empty_label=_("Any priority"), choices=Action.Priority.choices
    )
    place = django_filters.ChoiceFilter(
        label=_("Place in a plan"), empty_label=_("Anywhere"), method="by_place",
        choices=[("none", _("Not in the plan")), ("some", _("In a plan"))],
    )  # fmt: skip
    standing = django_filters.ChoiceFilter(
        label=_("Standing"), empty_label=_("Accepted"), method="by_standing",
        choices=[("proposed", _("Proposed")), ("returned", _("Returned")), ("any", _("Accepted and proposed"))],
    )  # fmt: skip
    ends = django_filters.ChoiceFilter(
        label=_("Ends"), empty_label=_("Any time"), method="by_end",
        choices=[
            ("past", _("Already over")), ("90", _("In the next 90 days")), ("later", _("Later, or without an end")),
            ("never", _("Continuous")),
        ],
    )  # fmt: skip
    ends_after = django_filters.DateFilter(
        field_name="ends_on", lookup_expr="gte", label=_("Ends on or after"), widget=DateInput
    )
    ends_before = django_filters.DateFilter(
        field_name="ends_on", lookup_expr="lte", label=_("Ends on or before"), widget=DateInput
    )
    is_about_proposals = False
    more = ("element", "responsible", "whose", "priority", "place", "standing", "ends", "ends_after", "ends_before")

    class Meta:
        model = Action
        fields = ["q", "plan", "status", "lead", "element", "responsible", "whose", "priority", "place", "standing"]

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        self.membership = membership
        super().__init__(*args, municipality=membership.municipality, **kwargs)
        fields = self.form.fields
        departments, people = list(fields["lead"].queryset), list(fields["responsible"].queryset)
        self.departments, self.people = here_today(departments), here_today(people)
        fields["lead"].widget.choices = [("", _("All departments")), *((row.pk, str(row)) for row in departments)]
        fields["responsible"].widget.choices = [("", _("Anybody")), *((row.pk, str(row)) for row in people)]
        fields["element"].widget.choices = [("", _("All parts")), *self.parts()]

    @cached_property
    def outline(self) -> Outline:
        return Outline.of(self.membership.municipality)

    def parts(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """The first level of each plan, and whichever deeper part was asked for."""
        asked = self.data.get("element", "")
        groups: dict[str, list[tuple[int, str]]] = {}
        for place in self.outline.in_order():
            if place.depth == 1 or str(place.pk) == asked:
                groups.setdefault(place.plan_title, []).append((place.pk, str(place)))
        return list(groups.items())

    @property
    def qs(self) -> QuerySet:
        rows = super().qs
        return rows if self.asked("standing") or self.is_about_proposals else rows.filter(standing=Standing.ACCEPTED)

    def ask_about_proposals(self) -> None:
        """Leave only the filters that make sense among proposals, and show both kinds of them at first."""
        self.is_about_proposals, self.more = True, ()
        fields = self.form.fields
        for name in ("plan", "status", "element", "priority", "place", "ends", "ends_after", "ends_before"):
            del fields[name]
        fields["standing"].empty_label = _("Proposed and returned")
        fields["standing"].choices = [("proposed", _("Proposed")), ("returned", _("Returned"))]

    def asked(self, name: str) -> Any:
        return self.form.cleaned_data.get(name) if self.is_bound and not self.errors.get(name) else None

    def by_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """The status is computed: those that have it are looked for among all, and then named."""
        here = self.membership.municipality
        candidates = weighed(Action.objects.of(here), Plan.objects.of(here))
        judged = judged_actions(here, candidates)
        wanted = {
            "open": lambda status: status not in FINISHED,
            "none": lambda status: status == "",
        }.get(value, lambda status: status == value)
        return rows.filter(pk__in=[pk for pk, each in judged.items() if wanted(each.status)])

    def by_owner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        department = self.membership.department_id
        owners: dict[str, Callable[[], QuerySet]] = {
            "me": lambda: rows.filter(responsible=self.membership),
            "department": lambda: rows.filter(lead_department_id=department) if department else rows.none(),
            "ours": lambda: rows.answered_by(self.membership),
            "proposed": lambda: rows.filter(proposed_by=self.membership),
        }
        return owners[value]()

    def by_place(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(element__isnull=value == "none")

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows if value == "any" else rows.filter(standing=value)

    def by_element(self, rows: QuerySet, name: str, value: Element) -> QuerySet:
        """What stands in this part of the plan, and what contributes to it from elsewhere."""
        branch = self.outline.branch(value.pk)
        return rows.filter(Q(element_id__in=branch) | Q(pk__in=self.further_in(branch)))

    def further_in(self, branch: set[int]) -> QuerySet:
        return (
            Action.objects.of(self.membership.municipality)
            .filter(further_elements__element_id__in=branch, further_elements__binned_at=None)
            .order_by()
            .values("pk")
        )

    def by_end(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        soon = today + SOON
        ends: dict[str, Callable[[], QuerySet]] = {
            "past": lambda: rows.ended_before(today),
            "90": lambda: rows.ending_between(today, soon),
            "later": lambda: rows.ending_after(soon),
            "never": lambda: rows.filter(is_continuous=True),
        }
        return ends[value]()
