from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.countries import country_name
from intlstrategy.core.fields import words_in
from intlstrategy.core.text import fold
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.registers import ScopedFilterSet
from intlstrategy.stakeholders.models import Appraisal, Person, Stakeholder
from intlstrategy.taxonomy.models import GovernanceLevel

NOT_KNOWN = ("none", _("Not known"))


def by_aspect(aspect: str, label: Any, choices: Any) -> django_filters.ChoiceFilter:
    """By the current value of an aspect, or by its being unknown."""
    return django_filters.ChoiceFilter(
        label=label, empty_label=_("Any"), choices=[*choices, NOT_KNOWN], field_name=aspect, method="by_current"
    )


class StakeholderFilters(ScopedFilterSet):
    kind = django_filters.ChoiceFilter(choices=Stakeholder.Kind, label=_("Kind"), empty_label=_("All kinds"))
    level = django_filters.ModelChoiceFilter(
        queryset=GovernanceLevel.objects.none(), label=_("Governance level"), empty_label=_("All levels")
    )
    country = django_filters.ChoiceFilter(choices=[], label=_("Country"), empty_label=_("All countries"))
    sector = django_filters.ChoiceFilter(choices=Stakeholder.Sector, label=_("Sector"), empty_label=_("All sectors"))
    side = django_filters.ChoiceFilter(
        choices=Stakeholder.Side, label=_("Political or technical"), empty_label=_("Either")
    )
    owner = django_filters.ModelChoiceFilter(
        queryset=Membership.objects.all(), label=_("Relation owner"), empty_label=_("Anybody")
    )
    influence = by_aspect("influence", _("Influence"), Appraisal.Influence.choices)
    interest = by_aspect("interest", _("Interest"), Appraisal.Interest.choices)
    awareness = by_aspect("awareness", _("Awareness"), Appraisal.Awareness.choices)

    more = ("sector", "side", "owner", "influence", "interest", "awareness")

    class Meta:
        model = Stakeholder
        fields = ["q", "kind", "level", "country", "sector", "side", "owner"]

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        self.form.fields["level"].queryset = GovernanceLevel.objects.available_to(municipality.pk)
        codes = self.queryset.order_by().exclude(country="").values_list("country", flat=True).distinct()
        countries = [(code, country_name(code)) for code in codes]
        self.form.fields["country"].choices = sorted(countries, key=lambda pair: fold(pair[1]))

    def by_current(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"current_{name}": None if value == "none" else value})


class MapFilters(StakeholderFilters):
    """The same, without what the map itself shows."""

    influence = interest = None
    more = ("sector", "side", "owner", "awareness")


class AwarenessFilters(StakeholderFilters):
    """Who is meant, whatever their influence, interest and awareness."""

    influence = interest = awareness = None
    more = ("sector", "side", "owner")


class PersonFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")
    standing = django_filters.ChoiceFilter(
        label=_("Standing"), empty_label=_("All"), method="by_standing",
        choices=[("held", _("With a position today")), ("none", _("Without a position today")), ("review", _("To review")), ("erased", _("Erased"))],
    )  # fmt: skip
    country = django_filters.ChoiceFilter(
        choices=[],
        label=_("Country of the organisation"),
        empty_label=_("All countries"),
        field_name="organisation_country",
    )
    purpose = django_filters.ChoiceFilter(choices=Person.Purpose, label=_("Purpose"), empty_label=_("Any"))
    basis = django_filters.ChoiceFilter(choices=Person.Basis, label=_("Legal basis"), empty_label=_("Any"))

    sees_contacts = False  # whether the search box finds addresses too
    more = ("purpose", "basis")

    class Meta:
        model = Person
        fields = ["q", "standing", "country", "purpose", "basis"]

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        rows = Stakeholder.objects.of(municipality).filter(positions__binned_at=None, positions__isnull=False)
        codes = rows.order_by().exclude(country="").values_list("country", flat=True).distinct()
        countries = [(code, country_name(code)) for code in codes]
        self.form.fields["country"].choices = sorted(countries, key=lambda pair: fold(pair[1]))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("standing") else found.known()

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By name, position or organisation, and for those who may take them away by address too."""
        for word in words_in(value):
            found = Q(folded__contains=word) | Q(organisation_folded__contains=word)
            if self.sees_contacts:
                found |= Q(folded_contact__contains=word)
            rows = rows.filter(found)
        return rows

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "erased":
            return rows.exclude(erased_at=None)
        rows = rows.known()
        if value == "review":
            return rows.to_review(timezone.localdate())
        return rows.filter(position__isnull=value == "none")
