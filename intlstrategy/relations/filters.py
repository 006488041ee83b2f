from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.countries import country_name
from intlstrategy.core.fields import words_in
from intlstrategy.core.periods import months_later
from intlstrategy.core.text import fold
from intlstrategy.municipalities.models import Department, Membership, Municipality
from intlstrategy.municipalities.registers import ScopedFilterSet
from intlstrategy.relations.models import (
    Agreement,
    Approach,
    Asset,
    Attendance,
    Commitment,
    Duty,
    Engagement,
    LegalNature,
    Mission,
    NetworkMembership,
    Party,
    Proposal,
    Review,
)
from intlstrategy.relations.reading import Stand, stands_of, vitality_of
from intlstrategy.relations.terms import IN_FORCE, OVER
from intlstrategy.relations.travel import ended_by
from intlstrategy.taxonomy.models import Dimension

MISSION_STATES = [
    ("planned", pgettext_lazy("mission", "Planned")), ("approved", pgettext_lazy("mission", "Approved")),
    ("under_way", pgettext_lazy("mission", "Under way")), ("to_report", pgettext_lazy("mission", "To be reported")),
    ("reported", pgettext_lazy("mission", "Reported")), ("cancelled", pgettext_lazy("mission", "Cancelled")),
]  # fmt: skip


def countries_in(links: QuerySet) -> list[tuple[str, str]]:
    """The countries of the organisations that rows of a link model name, by code and name."""
    codes = links.exclude(stakeholder=None).order_by().values_list("stakeholder__country", flat=True).distinct()
    return sorted(((code, country_name(code)) for code in codes if code), key=lambda pair: fold(pair[1]))


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
        self.form.fields["country"].choices = countries_in(Attendance.objects.of(municipality))

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


class AgreementFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    kind = django_filters.ChoiceFilter(choices=Agreement.Kind, label=_("Kind"), empty_label=_("All kinds"))
    status = django_filters.ChoiceFilter(
        label=pgettext_lazy("agreement", "Status"), empty_label=_("All statuses"), method="by_status",
        choices=[*Agreement.Status.choices, ("living", _("Not over yet"))],
    )  # fmt: skip
    ahead = django_filters.ChoiceFilter(
        label=_("To see to"), empty_label=_("Everything"), method="by_what_is_ahead",
        choices=[
            ("notice", _("Notice within six months, or missed")), ("ends", _("Ends within twelve months")),
            ("duties", _("With a duty that is late")), ("silent", _("In force, and nothing happened for two years")),
        ],
    )  # fmt: skip
    nature = django_filters.ModelChoiceFilter(
        queryset=LegalNature.objects.all(), label=_("Legal nature"), empty_label=_("All")
    )
    dimension = django_filters.ModelChoiceFilter(
        queryset=Dimension.objects.none(), label=pgettext_lazy("of external action", "Dimension"), empty_label=_("All dimensions")
    )  # fmt: skip
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=_("Lead department"), empty_label=_("All departments")
    )
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who keeps it"), empty_label=_("Anybody")
    )

    country = django_filters.ChoiceFilter(
        choices=[], label=_("Country of the organisation"), empty_label=_("All countries"), method="by_country"
    )

    more = ("nature", "dimension", "department", "owner", "country")

    class Meta:
        model = Agreement
        fields = ["q", "kind", "status", "ahead", "nature", "dimension", "department", "owner"]

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        self.municipality = municipality
        self.form.fields["dimension"].queryset = Dimension.objects.available_to(municipality.pk)
        self.form.fields["country"].choices = countries_in(Party.objects.of(municipality))

    def by_country(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        there = Party.objects.of(self.municipality).filter(stakeholder__country=value)
        return rows.filter(pk__in=there.values("agreement"))

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By title, file number, matter or the party that was noted first."""
        for word in words_in(value):
            rows = rows.filter(Q(folded__contains=word) | Q(party_folded__contains=word))
        return rows

    @cached_property
    def stands(self) -> dict[int, Stand]:
        everything = list(Agreement.objects.of(self.municipality).select_related("nature"))
        return stands_of(self.municipality, everything, timezone.localdate())

    def by_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By the status of today, which follows from dates as well as from what was stated."""
        wanted = set(Agreement.Status.values) - set(OVER) if value == "living" else {value}
        return rows.filter(pk__in=[pk for pk, stand in self.stands.items() if stand.standing.status in wanted])

    def by_what_is_ahead(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "duties":
            late = Duty.objects.of(self.municipality).late(today).order_by().values("agreement")
            return rows.filter(pk__in=late)
        stands = {pk: each for pk, each in self.stands.items() if each.standing.status == IN_FORCE}
        if value == "silent":
            alive = vitality_of(self.municipality, list(stands), today)
            return rows.filter(pk__in=[pk for pk in stands if not alive[pk].alive])
        days = {pk: each.notice_on if value == "notice" else each.ahead.ends_on for pk, each in stands.items()}
        last = months_later(today, 6 if value == "notice" else 12)
        return rows.filter(pk__in=[pk for pk, day in days.items() if day is not None and day <= last])


class DutyFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("duty", "State"), empty_label=_("All"), method="by_state",
        choices=[("open", pgettext_lazy("duty", "Due")), ("late", pgettext_lazy("duty", "Late")), ("met", pgettext_lazy("duty", "Met"))],
    )  # fmt: skip
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who sees to it"), empty_label=_("Anybody"), method="by_owner"
    )

    class Meta:
        model = Duty
        fields = ["q", "state", "owner"]

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By what has to be done, or by the agreement that asks for it."""
        for word in words_in(value):
            rows = rows.filter(Q(folded__contains=word) | Q(agreement__folded__contains=word))
        return rows

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "met":
            return rows.exclude(met_on=None)
        return rows.late(timezone.localdate()) if value == "late" else rows.unmet()

    def by_owner(self, rows: QuerySet, name: str, value: Membership) -> QuerySet:
        return rows.seen_to_by(value)


class ReviewFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("review", "State"), empty_label=_("All"), method="by_state",
        choices=[("open", pgettext_lazy("review", "To be held")), ("late", pgettext_lazy("review", "Late")), ("held", pgettext_lazy("review", "Held"))],
    )  # fmt: skip
    verdict = django_filters.ChoiceFilter(choices=Review.Verdict, label=_("Decision"), empty_label=_("All decisions"))
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who sees to it"), empty_label=_("Anybody")
    )

    class Meta:
        model = Review
        fields = ["q", "state", "verdict", "owner"]

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By the name of what is reviewed."""
        for word in words_in(value):
            rows = rows.filter(Q(agreement__folded__contains=word) | Q(membership__folded__contains=word))
        return rows

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "held":
            return rows.exclude(held_on=None)
        return rows.ahead().filter(due_on__lt=timezone.localdate()) if value == "late" else rows.ahead()


class NetworkFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    standing = django_filters.ChoiceFilter(
        label=pgettext_lazy("of a network", "Status"), empty_label=_("All"), method="by_standing",
        choices=[("now", pgettext_lazy("of a network", "Member")), ("left", _("Left"))],
    )  # fmt: skip
    category = django_filters.ChoiceFilter(
        choices=NetworkMembership.Category, label=_("Category"), empty_label=_("All categories")
    )
    dimension = django_filters.ModelChoiceFilter(
        queryset=Dimension.objects.none(), label=pgettext_lazy("of external action", "Dimension"), empty_label=_("All dimensions")
    )  # fmt: skip
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=_("Lead department"), empty_label=_("All departments")
    )
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who keeps it"), empty_label=_("Anybody")
    )

    country = django_filters.ChoiceFilter(
        choices=[], label=_("Country of the network"), empty_label=_("All countries"), field_name="network__country"
    )

    more = ("dimension", "department", "owner", "country")

    class Meta:
        model = NetworkMembership
        fields = ["q", "standing", "category", "dimension", "department", "owner", "country"]

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        networks = NetworkMembership.objects.of(municipality).order_by().values_list("network__country", flat=True)
        codes = networks.exclude(network__country="").distinct()
        named = ((code, country_name(code)) for code in codes)
        self.form.fields["country"].choices = sorted(named, key=lambda pair: fold(pair[1]))
        self.form.fields["dimension"].queryset = Dimension.objects.available_to(municipality.pk)

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By what the city calls it, or by a name of the network."""
        for word in words_in(value):
            rows = rows.filter(Q(folded__contains=word) | Q(network__folded__contains=word))
        return rows

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        return rows.current(today) if value == "now" else rows.filter(left_on__lt=today)


class MissionFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    direction = django_filters.ChoiceFilter(
        choices=Mission.Direction, label=_("Direction"), empty_label=_("All directions")
    )
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("mission", "State"), empty_label=_("All"), method="by_state", choices=[("taking_place", _("All but the cancelled ones")), *MISSION_STATES],
    )  # fmt: skip
    to_see_to = django_filters.ChoiceFilter(
        label=_("To see to"), empty_label=_("Everything"), method="by_what_is_due",
        choices=[
            ("report", _("With a report that is late")), ("notice", _("The State is to be told")),
            ("over", _("Over its cost ceiling")), ("undecided", _("Made without a decision")),
        ],
    )  # fmt: skip
    year = django_filters.ChoiceFilter(
        choices=[], label=_("Year"), empty_label=_("All years"), field_name="starts_on__year"
    )
    country = django_filters.ChoiceFilter(choices=[], label=_("Country"), empty_label=_("All countries"))
    dimension = django_filters.ModelChoiceFilter(
        queryset=Dimension.objects.none(), label=pgettext_lazy("of external action", "Dimension"), empty_label=_("All dimensions")
    )  # fmt: skip
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=_("Lead department"), empty_label=_("All departments")
    )
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who keeps it"), empty_label=_("Anybody")
    )

    more = ("year", "country", "dimension", "department", "owner")

    class Meta:
        model = Mission
        fields = ["q", "direction", "state", "to_see_to", "year", "country", "dimension", "department", "owner"]

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        self.form.fields["dimension"].queryset = Dimension.objects.available_to(municipality.pk)
        seen = Mission.objects.of(municipality).order_by().values_list("starts_on__year", "country").distinct()
        years, countries = {year for year, _country in seen}, {country for _year, country in seen if country}
        self.form.fields["year"].choices = [(year, str(year)) for year in sorted(years, reverse=True)]
        self.form.fields["country"].choices = sorted(
            ((code, country_name(code)) for code in countries), key=lambda pair: fold(pair[1])
        )

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By title, places, file number or the organisation that was noted first."""
        for word in words_in(value):
            rows = rows.filter(Q(folded__contains=word) | Q(counterpart_folded__contains=word))
        return rows

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.taking_place() if value == "taking_place" else rows.in_state(value, timezone.localdate())

    def by_what_is_due(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "report":
            return rows.unreported(today).filter(ends_on__lt=ended_by(today))
        if value == "notice":
            return rows.untold()
        if value == "over":
            return rows.filter(our_cost__gt=F("cost_ceiling"))
        return rows.taking_place().filter(direction="outgoing", decided_on=None, starts_on__lte=today)


class AssetFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    kind = django_filters.ChoiceFilter(choices=Asset.Kind, label=_("Kind"), empty_label=_("All kinds"))
    use = django_filters.ChoiceFilter(
        label=_("Use"), empty_label=_("All"), method="by_use",
        choices=[("used", pgettext_lazy("assets", "Used")), ("unused", pgettext_lazy("assets", "Not used"))],
    )  # fmt: skip
    dimension = django_filters.ModelChoiceFilter(
        queryset=Dimension.objects.none(), label=pgettext_lazy("of external action", "Dimension"), empty_label=_("All dimensions")
    )  # fmt: skip
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=_("Department"), empty_label=_("All departments")
    )
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who keeps it"), empty_label=_("Anybody")
    )

    more = ("dimension", "department", "owner")

    class Meta:
        model = Asset
        fields = ["q", "kind", "use", "dimension", "department", "owner"]

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        self.form.fields["dimension"].queryset = Dimension.objects.available_to(municipality.pk)

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By its name, or by whose it is."""
        for word in words_in(value):
            rows = rows.filter(Q(folded__contains=word) | Q(holder__folded__contains=word))
        return rows

    def by_use(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(use_count=0) if value == "unused" else rows.filter(use_count__gt=0)


class ProposalFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    standing = django_filters.ChoiceFilter(
        choices=Proposal.Standing, label=pgettext_lazy("proposal", "Standing"), empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(choices=Proposal.Kind, label=_("What it is"), empty_label=_("All kinds"))
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=_("Department"), empty_label=_("All departments")
    )
    proposed_by = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Proposed by"), empty_label=_("Anybody")
    )

    more = ("department", "proposed_by")

    class Meta:
        model = Proposal
        fields = ["q", "standing", "kind", "department", "proposed_by"]

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By subject, place or the organisation, as it was written or as the register calls it."""
        for word in words_in(value):
            rows = rows.filter(Q(folded__contains=word) | Q(stakeholder__folded__contains=word))
        return rows


class ApproachFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    status = django_filters.ChoiceFilter(
        label=pgettext_lazy("approach", "Status"), empty_label=_("All statuses"), method="by_status",
        choices=[
            ("open", _("To be decided")), ("overdue", _("Overdue")), *Approach.Status.choices,
            ("without_outcome", _("Accepted, nothing made of it yet")), ("review", _("Contact data to review")),
        ],
    )  # fmt: skip
    kind = django_filters.ChoiceFilter(choices=Approach.Kind, label=_("Kind"), empty_label=_("All kinds"))
    channel = django_filters.ChoiceFilter(choices=Approach.Channel, label=_("How it came"), empty_label=_("All ways"))
    year = django_filters.ChoiceFilter(choices=[], label=_("Year"), empty_label=_("All years"))
    country = django_filters.ChoiceFilter(choices=[], label=_("Country"), empty_label=_("All countries"))
    decider = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Who decides"), empty_label=_("Anybody")
    )

    more = ("channel", "year", "country", "decider")

    class Meta:
        model = Approach
        fields = ["q", "status", "kind", "channel", "year", "country", "decider"]

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        seen = Approach.objects.of(municipality).order_by().values_list("year", "country").distinct()
        years, countries = {year for year, _country in seen}, {country for _year, country in seen if country}
        self.form.fields["year"].choices = [(year, str(year)) for year in sorted(years, reverse=True)]
        self.form.fields["country"].choices = sorted(
            ((code, country_name(code)) for code in countries), key=lambda pair: fold(pair[1])
        )

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By reference, title or the organisation, as it was written or as the register calls it."""
        for word in words_in(value):
            rows = rows.filter(Q(folded__contains=word) | Q(stakeholder__folded__contains=word))
        return rows

    def by_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        found = {"open": rows.open, "without_outcome": rows.without_outcome}
        if value in found:
            return found[value]()
        if value == "overdue":
            return rows.overdue(today)
        return rows.to_review(today) if value == "review" else rows.filter(status=value)
