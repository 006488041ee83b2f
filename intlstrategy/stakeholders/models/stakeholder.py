"""Whom the city deals with, and how much weight, interest and awareness they have had over time."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.countries import country_choices, country_name
from intlstrategy.core.fields import FoldedField, WebAddressField
from intlstrategy.municipalities.models import Membership, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.stakeholders.querysets import ASPECTS, StakeholderQuerySet
from intlstrategy.taxonomy.models import GovernanceLevel, TaxonomyForeignKey


class Stakeholder(ScopedModel):
    """An organisation that the city deals with, or might: a partner city, a network, a university, an NGO."""

    told_along = ("appraisals",)
    binned_along = ("appraisals", "positions")
    lets_go = ("merged_into",)

    class Kind(models.TextChoices):
        LOCAL_GOVERNMENT = "local_government", _("Local government")
        REGIONAL_GOVERNMENT = "regional_government", _("Regional government")
        NATIONAL_GOVERNMENT = "national_government", _("National government")
        EU_INSTITUTION = "eu_institution", _("EU institution or body")
        INTERNATIONAL = "international", _("International organisation")
        EMBASSY = "embassy", _("Embassy or consulate")
        CITY_NETWORK = "city_network", _("City network")
        UNIVERSITY = "university", _("University or research centre")
        SCHOOL = "school", _("School")
        COMPANY = "company", pgettext_lazy("kind of stakeholder", "Company")
        SME = "sme", _("Small or medium-sized enterprise")
        CHAMBER = "chamber", _("Chamber or business association")
        TRADE_UNION = "trade_union", _("Trade union")
        NGO = "ngo", _("NGO")
        ASSOCIATION = "association", _("Citizens’ association")
        DIASPORA = "diaspora", _("Diaspora group")
        CULTURE = "culture", _("Cultural body")
        SPORT = "sport", _("Sports body")
        MEDIA = "media", _("Media")
        OTHER = "other", pgettext_lazy("kind of stakeholder", "Other")

    class Sector(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("sector", "Public")
        PRIVATE = "private", pgettext_lazy("sector", "Private")
        CIVIL = "civil", _("Civil society")
        ACADEMIC = "academic", _("Academic")
        MEDIA = "media", _("Media")

    class Side(models.TextChoices):
        POLITICAL = "political", _("Political")
        TECHNICAL = "technical", _("Technical")
        BOTH = "both", _("Political and technical")

    name = models.CharField(_("name"), max_length=300)
    own_name = models.CharField(
        _("name in its own language or script"), max_length=300, blank=True, help_text=_("Such as Київ for Kyiv.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector)
    level = TaxonomyForeignKey(
        GovernanceLevel, null=True, blank=True, related_name="stakeholders", verbose_name=_("governance level")
    )
    side = models.CharField(
        _("political or technical"), max_length=10, choices=Side, blank=True,
        help_text=_("With whom in it the city deals: those who are elected, or those who carry out."),
    )  # fmt: skip
    country = models.CharField(_("country"), max_length=2, choices=country_choices, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)], help_text=_("From -90 to 90, such as 43.53573."),
    )  # fmt: skip
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)], help_text=_("From -180 to 180, such as -5.66152."),
    )  # fmt: skip
    languages = models.JSONField(_("languages"), default=list, blank=True)
    website = WebAddressField(_("website"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="stakeholders", verbose_name=_("relation owner"),
        help_text=_("Who in the city keeps this relation, and is asked about it."),
    )  # fmt: skip
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The published source, or “illustrative”.")
    )
    merged_into = ScopedForeignKey(
        "self", null=True, blank=True, editable=False, related_name="merged", verbose_name=_("merged into")
    )
    folded = FoldedField("name", "own_name", "place")

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        indexes = [
            models.Index(fields=["municipality", "folded"], name="stakeholder_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="stakeholder_is_on_the_globe",
                violation_error_message=_("Write both the latitude and the longitude of a point on the globe, or neither."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("stakeholders:stakeholder-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        return {self.owner_id}

    @property
    def where(self) -> str:
        """Place and country, as far as they are known."""
        return ", ".join(part for part in (self.place, country_name(self.country)) if part)


class Appraisal(ScopedModel):
    """How much influence, interest and awareness a stakeholder had on a day, as the city saw it."""

    class Influence(models.IntegerChoices):
        VERY_LOW = 1, pgettext_lazy("influence", "Very low")
        LOW = 2, pgettext_lazy("influence", "Low")
        MEDIUM = 3, pgettext_lazy("influence", "Medium")
        HIGH = 4, pgettext_lazy("influence", "High")
        VERY_HIGH = 5, pgettext_lazy("influence", "Very high")

    class Interest(models.IntegerChoices):
        VERY_LOW = 1, pgettext_lazy("interest", "Very low")
        LOW = 2, pgettext_lazy("interest", "Low")
        MEDIUM = 3, pgettext_lazy("interest", "Medium")
        HIGH = 4, pgettext_lazy("interest", "High")
        VERY_HIGH = 5, pgettext_lazy("interest", "Very high")

    class Awareness(models.IntegerChoices):
        UNAWARE = 1, _("Knows nothing of it")
        HEARD = 2, _("Has heard of it")
        INFORMED = 3, _("Is well informed")
        ENGAGED = 4, _("Takes part")
        AMBASSADOR = 5, _("Speaks for it")

    stakeholder = ScopedForeignKey(Stakeholder, related_name="appraisals", verbose_name=_("stakeholder"))
    on = models.DateField(_("as of"))
    influence = models.PositiveSmallIntegerField(
        _("influence"), choices=Influence, null=True, blank=True,
        help_text=_("How far it can help or hinder the city’s external action."),
    )  # fmt: skip
    interest = models.PositiveSmallIntegerField(
        _("interest"), choices=Interest, null=True, blank=True, help_text=_("How much it wants from it.")
    )
    awareness = models.PositiveSmallIntegerField(
        _("awareness"), choices=Awareness, null=True, blank=True,
        help_text=_("What it knows of the city’s external action, and does with it."),
    )  # fmt: skip
    note = models.TextField(_("what shows it"), blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("appraisal")
        verbose_name_plural = _("appraisals")
        constraints = [
            models.CheckConstraint(
                condition=Q(influence__isnull=False) | Q(interest__isnull=False) | Q(awareness__isnull=False),
                name="appraisal_says_something",
                violation_error_message=_("Choose at least one of influence, interest and awareness."),
            ),
            models.UniqueConstraint(
                fields=["stakeholder", "on"],
                condition=LIVING,
                name="appraisal_once_a_day",
                violation_error_message=_("There is an appraisal of that day already. Change that one."),
            ),
        ]

    def __str__(self) -> str:
        told = (getattr(self, f"get_{aspect}_display")() for aspect in ASPECTS if getattr(self, aspect) is not None)
        return " · ".join(str(each) for each in told)

    def get_absolute_url(self) -> str:
        return f"{self.stakeholder.get_absolute_url()}#appraisals"

    def answering_members(self) -> set[int | None]:
        return self.stakeholder.answering_members()

    @property
    def known_as(self) -> ScopedModel:
        return self.stakeholder
