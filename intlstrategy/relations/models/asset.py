"""What the city can put on the table: its port, its university, its festival, its people abroad."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models import Department, Membership, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.planning.models.alignment import exactly_one
from intlstrategy.relations.models.agreement import Agreement
from intlstrategy.relations.models.mission import Mission
from intlstrategy.relations.models.network import NetworkMembership
from intlstrategy.relations.querysets import AssetQuerySet
from intlstrategy.stakeholders.models import Stakeholder
from intlstrategy.taxonomy.models import Dimension, TaxonomyForeignKey

USERS = ("agreement", "mission", "membership")


class Asset(ScopedModel):
    """Something of the city that interests others."""

    told_along = ("uses", "ties")
    binned_along = ("uses", "ties")

    class Kind(models.TextChoices):
        PORT = "port", _("Port or airport")
        UNIVERSITY = "university", _("University or research")
        CLUSTER = "cluster", _("Companies or cluster")
        FESTIVAL = "festival", _("Festival or event")
        DIASPORA = "diaspora", _("Diaspora or people abroad")
        KNOW_HOW = "know_how", _("Know-how")
        VENUE = "venue", _("Venue")
        HERITAGE = "heritage", _("Heritage or landscape")
        CULTURE = "culture", pgettext_lazy("kind of asset", "Culture")
        SPORT = "sport", pgettext_lazy("kind of asset", "Sport")
        BRAND = "brand", _("Product or brand")
        OTHER = "other", pgettext_lazy("kind of asset", "Other")

    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    description = models.TextField(
        _("description"), blank=True, help_text=_("What is special about it, and what others would want it for.")
    )
    holder = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="assets", verbose_name=_("whose it is"),
        help_text=_("The organisation that decides on it. Empty: the city."),
    )  # fmt: skip
    department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="assets", verbose_name=_("department")
    )
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="assets_owned", verbose_name=_("who keeps it")
    )
    dimension = TaxonomyForeignKey(
        Dimension, null=True, blank=True, related_name="assets", verbose_name=pgettext_lazy("of external action", "dimension")
    )  # fmt: skip
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The published source, or “illustrative”.")
    )
    folded = FoldedField("name")

    objects = AssetQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        verbose_name = _("city asset")
        verbose_name_plural = _("city assets")
        indexes = [models.Index(fields=["municipality", "folded"], name="asset_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=LIVING,
                name="asset_name_once",
                violation_error_message=_("There already is an asset with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("relations:asset-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        return {self.owner_id}

    def answering_departments(self) -> set[int | None]:
        return {self.department_id}


class AssetUse(ScopedModel):
    """An agreement, a mission or a network that an asset is put to use in. Actions and elements are tied to it."""

    asset = ScopedForeignKey(Asset, related_name="uses", verbose_name=_("city asset"))
    agreement = ScopedForeignKey(
        Agreement, null=True, blank=True, related_name="asset_uses", verbose_name=_("agreement")
    )
    mission = ScopedForeignKey(Mission, null=True, blank=True, related_name="asset_uses", verbose_name=_("mission"))
    membership = ScopedForeignKey(
        NetworkMembership, null=True, blank=True, related_name="asset_uses", verbose_name=_("membership of a network")
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("How it is used."))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("use of an asset")
        verbose_name_plural = _("uses of assets")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(*USERS),
                name="asset_use_is_by_one",
                violation_error_message=_("Choose an agreement, a mission or a network: one of the three."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["asset", name],
                    condition=LIVING & models.Q(**{f"{name}__isnull": False}),
                    name=f"asset_use_by_{name}_once",
                    violation_error_message=_("It is named already."),
                )
                for name in USERS
            ),
        ]

    def __str__(self) -> str:
        return str(self.agreement or self.mission or self.membership)

    def get_absolute_url(self) -> str:
        return reverse("relations:asset-detail", args=[self.municipality.slug, self.asset_id])

    @property
    def known_as(self) -> ScopedModel:
        return self.asset
