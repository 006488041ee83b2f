"""Missions and visits: who travelled where and why, who decided it, what it cost, and what came of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.countries import country_choices, country_name
from intlstrategy.core.fields import FoldedField
from intlstrategy.documents.models import Document
from intlstrategy.governance.models import Decision
from intlstrategy.municipalities.models import Department, Membership, Post, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations import travel
from intlstrategy.relations.models.agreement import Agreement
from intlstrategy.relations.models.network import NetworkMembership
from intlstrategy.relations.querysets import MissionQuerySet
from intlstrategy.stakeholders.models import Person, Stakeholder
from intlstrategy.taxonomy.models import Dimension, TaxonomyForeignKey

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class Mission(ScopedModel):
    """A journey of the city, a delegation that it received, or the same held online."""

    told_along = ("programme", "participants", "costs", "gifts", "ties", "asset_uses")
    binned_along = ("programme", "participants", "costs", "gifts", "ties", "asset_uses", "commitments")
    guarded = {"brief": Capability.CONFIDE}
    lets_go = ("report_document",)

    class Direction(models.TextChoices):
        OUTGOING = travel.OUTGOING, _("Outgoing mission")
        INCOMING = travel.INCOMING, _("Visit received")
        ONLINE = travel.ONLINE, pgettext_lazy("mission", "Online")

    title = models.CharField(_("title"), max_length=300)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction, default=Direction.OUTGOING)
    code = models.CharField(_("file number"), max_length=60, blank=True, help_text=_("As in the council’s own files."))
    purpose = models.TextField(
        _("purpose"), blank=True, help_text=_("Why it is made. Citizens read it once the mission is published.")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), help_text=_("The report is due fifteen days later."))
    place = models.CharField(_("places"), max_length=300, blank=True, help_text=_("Such as Rennes and Nantes."))
    country = models.CharField(_("country"), max_length=2, choices=country_choices, blank=True)
    agreement = ScopedForeignKey(
        Agreement, null=True, blank=True, related_name="missions", verbose_name=_("agreement it belongs to")
    )
    membership = ScopedForeignKey(
        NetworkMembership, null=True, blank=True, related_name="missions", verbose_name=_("network it belongs to")
    )
    dimension = TaxonomyForeignKey(
        Dimension, null=True, blank=True, related_name="missions", verbose_name=pgettext_lazy("of external action", "dimension")
    )  # fmt: skip
    department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="missions", verbose_name=_("lead department")
    )
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="missions_owned", verbose_name=_("who keeps it"),
        help_text=_("Is asked for the report."),
    )  # fmt: skip
    decision = ScopedForeignKey(
        Decision, null=True, blank=True, related_name="missions", verbose_name=pgettext_lazy("of a body", "decision")
    )
    decided_by = models.CharField(
        _("decided by"), max_length=200, blank=True, help_text=_("The body or the post, such as the executive board.")
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    cost_ceiling = models.DecimalField(
        _("cost ceiling"), max_digits=14, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE,
        help_text=_("The most that the city may spend by that decision, in its currency."),
    )  # fmt: skip
    needs_notice = models.BooleanField(
        _("the State has to be told"), default=False,
        help_text=_("A journey abroad of those who govern: Ley 2/2014 on the State’s external action and service."),
    )  # fmt: skip
    notified_on = models.DateField(
        _("ministry told on"), null=True, blank=True, help_text=_("When the Ministry of Foreign Affairs was told: before the first day.")
    )  # fmt: skip
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    cancelled_why = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    results = models.TextField(_("results"), blank=True, help_text=_("What came of it. Every member reads it."))
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    report = models.TextField(
        _("report"), blank=True, help_text=_("What was reported, in a few lines; or attach the document.")
    )
    report_document = ScopedForeignKey(
        Document, null=True, blank=True, related_name="mission_reports", verbose_name=_("document of the report")
    )
    brief = models.TextField(
        _("confidential brief"), blank=True,
        help_text=_("Read by the office, the Mayor’s cabinet and the department that leads it; each reading is logged."),
    )  # fmt: skip
    public_note = models.TextField(
        _("public note"), blank=True, help_text=_("What the city may tell citizens about it. Name no private person.")
    )
    is_public = models.BooleanField(_("published"), default=False, editable=False)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The published source, or “illustrative”.")
    )
    folded = FoldedField("title", "place", "code")

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        indexes = [models.Index(fields=["municipality", "-starts_on"], name="mission_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="mission_ends_after_it_starts",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(cost_ceiling__isnull=True) | Q(cost_ceiling__gte=0),
                name="mission_ceiling_is_not_negative",
                violation_error_message=_("An amount is not below zero."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancelled_why=""),
                name="mission_cancelled_has_a_reason",
                violation_error_message=_("Say why it was cancelled."),
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | ~Q(report="") | Q(report_document__isnull=False),
                name="mission_reported_has_a_report",
                violation_error_message=_("A report has a text or a document."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("relations:mission-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        return {self.owner_id}

    def answering_departments(self) -> set[int | None]:
        return {self.department_id}

    @property
    def where(self) -> str:
        """Places and country, as far as they are known."""
        return ", ".join(part for part in (self.place, country_name(self.country)) if part)

    @property
    def journey(self) -> travel.Journey:
        """What its state and its due days are computed from."""
        return travel.Journey(
            direction=self.direction,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            decided_on=self.decided_on,
            needs_notice=self.needs_notice,
            notified_on=self.notified_on,
            reported_on=self.reported_on,
            cancelled_on=self.cancelled_on,
        )

    def state(self, today: date) -> str:
        return travel.state_on(self.journey, today)


class PartOfMission(ScopedModel):
    """A row that belongs to one mission and is shown on its page."""

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("relations:mission-detail", args=[self.municipality.slug, self.mission_id])  # type: ignore[attr-defined]

    @property
    def known_as(self) -> ScopedModel:
        return self.mission  # type: ignore[attr-defined]


class MissionParticipant(PartOfMission):
    """Who takes part: a person of an organisation, an organisation without a name, a member of the city, or a post."""

    mission = ScopedForeignKey(Mission, related_name="participants", verbose_name=_("mission"))
    person = ScopedForeignKey(Person, null=True, blank=True, related_name="missions", verbose_name=_("person"))
    stakeholder = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="missions", verbose_name=_("organisation")
    )
    membership = ScopedForeignKey(Membership, null=True, blank=True, related_name="missions", verbose_name=_("member"))
    post = ScopedForeignKey(Post, null=True, blank=True, related_name="missions", verbose_name=_("post"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("participant of a mission")
        verbose_name_plural = _("participants of missions")
        constraints = [
            models.CheckConstraint(
                condition=Q(membership__isnull=False, post__isnull=True, person__isnull=True, stakeholder__isnull=True)
                | Q(post__isnull=False, membership__isnull=True, person__isnull=True, stakeholder__isnull=True)
                | Q(post__isnull=True, membership__isnull=True)
                & (Q(person__isnull=False) | Q(stakeholder__isnull=False)),
                name="mission_participant_is_of_one_side",
                violation_error_message=_("Choose a member, a post, or somebody from outside."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["mission", name],
                    condition=LIVING & Q(**{f"{name}__isnull": False}),
                    name=f"mission_participant_{name}_once",
                    violation_error_message=_("This participant is there already."),
                )
                for name in ("person", "membership", "post")
            ),
            models.UniqueConstraint(
                fields=["mission", "stakeholder"],
                condition=LIVING & Q(person__isnull=True, stakeholder__isnull=False),
                name="mission_participant_stakeholder_once",
                violation_error_message=_("This participant is there already."),
            ),
        ]

    def __str__(self) -> str:
        """Without the name of a person from outside: the journal keeps this for good."""
        return str(self.membership or self.post or self.stakeholder or self._meta.verbose_name)


class ProgrammeItem(PartOfMission):
    """What is done on one day of a mission, where and with whom."""

    mission = ScopedForeignKey(Mission, related_name="programme", verbose_name=_("mission"))
    on = models.DateField(_("day"))
    at = models.TimeField(_("time"), null=True, blank=True)
    title = models.CharField(_("what"), max_length=300)
    place = models.CharField(_("where"), max_length=200, blank=True)
    stakeholder = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="programme_items", verbose_name=_("with")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["on", F("at").asc(nulls_first=True), "pk"]
        verbose_name = _("item of a programme")
        verbose_name_plural = _("items of programmes")

    def __str__(self) -> str:
        return self.title


class MissionCost(PartOfMission):
    """One line of what a mission costs, planned and real."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", _("Travel")
        LODGING = "lodging", _("Lodging")
        ALLOWANCE = "allowance", _("Meals and allowances")
        HOSPITALITY = "hospitality", _("Hospitality")
        INTERPRETING = "interpreting", _("Interpreting and translation")
        FEES = "fees", _("Registration and fees")
        GIFTS = "gifts", _("Gifts")
        OTHER = "other", pgettext_lazy("cost of a mission", "Other")

    mission = ScopedForeignKey(Mission, related_name="costs", verbose_name=_("mission"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.CharField(_("what"), max_length=300, blank=True, help_text=_("Such as: two flights."))
    planned = models.DecimalField(
        _("planned"), max_digits=14, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    real = models.DecimalField(
        _("real"), max_digits=14, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE,
        help_text=_("Counts in the place of the planned amount once it is known."),
    )  # fmt: skip
    payer = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="mission_costs", verbose_name=_("paid by"), help_text=_("Empty: the city.")
    )  # fmt: skip

    class Meta:
        ordering = ["pk"]
        verbose_name = _("cost of a mission")
        verbose_name_plural = _("costs of missions")
        constraints = [
            models.CheckConstraint(
                condition=Q(planned__isnull=False) | Q(real__isnull=False),
                name="mission_cost_has_an_amount",
                violation_error_message=_("Write what is planned, or what it really was."),
            ),
            models.CheckConstraint(
                condition=(Q(planned__isnull=True) | Q(planned__gte=0)) & (Q(real__isnull=True) | Q(real__gte=0)),
                name="mission_cost_is_not_negative",
                violation_error_message=_("An amount is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.get_kind_display())


class Gift(PartOfMission):
    """What was given or received as a present, and where it is kept."""

    class Side(models.TextChoices):
        GIVEN = "given", pgettext_lazy("gift", "Given")
        RECEIVED = "received", pgettext_lazy("gift", "Received")

    mission = ScopedForeignKey(Mission, related_name="gifts", verbose_name=_("mission"))
    side = models.CharField(_("given or received"), max_length=8, choices=Side)
    title = models.CharField(_("what"), max_length=300)
    value = models.DecimalField(
        _("value"), max_digits=14, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE,
        help_text=_("Estimated, in the city’s currency."),
    )  # fmt: skip
    stakeholder = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="gifts", verbose_name=_("to or from whom")
    )
    kept_at = models.CharField(_("where it is kept"), max_length=200, blank=True, help_text=_("Of what was received."))

    class Meta:
        ordering = ["side", "pk"]
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="gift_value_is_not_negative",
                violation_error_message=_("An amount is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
