"""Agreements: with whom, on what, from when to when, what each side brings, what has to be done, and how they fare."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import FoldedField
from intlstrategy.documents.models import Document
from intlstrategy.governance.models import Decision
from intlstrategy.municipalities.models import Department, Membership, Post, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations import terms
from intlstrategy.relations.models.nature import LegalNature, NatureDuty
from intlstrategy.relations.querysets import AgreementQuerySet, DutyQuerySet
from intlstrategy.stakeholders.models import Person, Stakeholder
from intlstrategy.taxonomy.models import Dimension, TaxonomyForeignKey


class Agreement(ScopedModel):
    """What the city signed, or is about to sign, with others."""

    told_along = ("parties", "changes", "amendments", "contributions", "duties", "texts", "ties", "asset_uses")
    binned_along = (
        "parties",
        "changes",
        "amendments",
        "contributions",
        "duties",
        "texts",
        "ties",
        "asset_uses",
        "commitments",
        "reviews",
    )
    guarded = {"brief": Capability.CONFIDE}

    class Kind(models.TextChoices):
        TWINNING = "twinning", _("Twinning")
        FRIENDSHIP = "friendship", _("Friendship agreement")
        MEMORANDUM = "memorandum", _("Memorandum of understanding")
        COOPERATION = "cooperation", _("Cooperation agreement")
        THEMATIC = "thematic", _("Thematic agreement")
        PARTNERSHIP = "partnership", _("Public-private partnership")
        SPONSORSHIP = "sponsorship", _("Sponsorship")
        OTHER = "other", pgettext_lazy("kind of agreement", "Other")

    class Renewal(models.TextChoices):
        NONE = terms.NONE, _("Not renewed")
        TACIT = terms.TACIT, _("Renews itself unless notice is given")
        EXPRESS = terms.EXPRESS, _("Renewed by an agreement of both sides")

    class Status(models.TextChoices):
        PROPOSED = terms.PROPOSED, pgettext_lazy("agreement", "Proposed")
        NEGOTIATING = terms.NEGOTIATING, _("Negotiating")
        APPROVED = terms.APPROVED, pgettext_lazy("agreement", "Approved")
        IN_FORCE = terms.IN_FORCE, _("In force")
        DORMANT = terms.DORMANT, _("Dormant")
        SUSPENDED = terms.SUSPENDED, pgettext_lazy("agreement", "Suspended")
        EXPIRED = terms.EXPIRED, pgettext_lazy("agreement", "Expired")
        RELINQUISHED = terms.RELINQUISHED, _("Relinquished")
        COMMUNITY = terms.COMMUNITY, _("Community-led")

    title = models.CharField(_("title"), max_length=300)
    code = models.CharField(_("file number"), max_length=60, blank=True, help_text=_("As in the council’s own files."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    nature = ScopedForeignKey(LegalNature, null=True, blank=True, related_name="agreements", verbose_name=_("legal nature"), help_text=_("Says how long it may last, and what the law asks of it."))  # fmt: skip
    subject = models.TextField(_("object"), blank=True, help_text=_("What the parties agree to do."))
    matter = models.CharField(_("matter"), max_length=200, blank=True, help_text=_("Such as culture, port, water."))
    dimension = TaxonomyForeignKey(
        Dimension, null=True, blank=True, related_name="agreements", verbose_name=pgettext_lazy("of external action", "dimension")
    )  # fmt: skip
    department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="agreements", verbose_name=_("lead department")
    )
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="agreements_owned", verbose_name=_("who keeps it")
    )
    signed_by = ScopedForeignKey(
        Post, null=True, blank=True, related_name="agreements_signed", verbose_name=_("signed for the city by"),
        help_text=_("The post, such as the Mayor. Who held it that day is known."),
    )  # fmt: skip
    decision = ScopedForeignKey(
        Decision, null=True, blank=True, related_name="agreements", verbose_name=pgettext_lazy("of a body", "decision")
    )
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True, help_text=_("The body, such as the plenary."))  # fmt: skip
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_at = models.CharField(_("signed at"), max_length=200, blank=True, help_text=_("The place."))
    in_force_on = models.DateField(_("in force from"), null=True, blank=True, help_text=_("Empty: from its signing."))
    expires_on = models.DateField(
        _("expires on"), null=True, blank=True, help_text=_("The last day of its first term. Empty: it has no end.")
    )
    renewal = models.CharField(_("renewal"), max_length=10, choices=Renewal, default=Renewal.NONE)
    renewal_months = models.PositiveIntegerField(
        _("length of each renewal, in months"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1200)],
    )  # fmt: skip
    notice_days = models.PositiveIntegerField(
        _("notice, in days"), null=True, blank=True, validators=[MaxValueValidator(3650)],
        help_text=_("How long before its end notice is given. Empty: as its legal nature says."),
    )  # fmt: skip
    notice_given_on = models.DateField(
        _("notice given on"), null=True, blank=True,
        help_text=_("By either side. The term that runs on this day is then the last, and nothing is renewed."),
    )  # fmt: skip
    brief = models.TextField(
        _("confidential brief"), blank=True,
        help_text=_("Read by the office, the Mayor’s cabinet and the department that leads it; each reading is logged."),
    )  # fmt: skip
    public_note = models.TextField(
        _("public note"), blank=True, help_text=_("What the city may tell citizens about it. Name no private person.")
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The published source, or “illustrative”.")
    )
    folded = FoldedField("title", "code", "matter")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [models.Index(fields=["municipality", "folded"], name="agreement_by_title")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(signed_on__isnull=True) | Q(expires_on__gte=F("signed_on")),
                name="agreement_expires_after_signing",
                violation_error_message=_("An agreement cannot expire before it is signed."),
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(in_force_on__isnull=True) | Q(expires_on__gte=F("in_force_on")),
                name="agreement_expires_after_it_begins",
                violation_error_message=_("An agreement cannot expire before it is in force."),
            ),
            models.CheckConstraint(
                condition=~Q(renewal="tacit") | Q(renewal_months__isnull=False, expires_on__isnull=False),
                name="agreement_tacit_renewal_has_a_length",
                violation_error_message=_("What renews itself needs an end and the length of each renewal."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("relations:agreement-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        return {self.owner_id}

    def answering_departments(self) -> set[int | None]:
        return {self.department_id}


class PartOfAgreement(ScopedModel):
    """A row that belongs to one agreement and is shown on its page."""

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("relations:agreement-detail", args=[self.municipality.slug, self.agreement_id])  # type: ignore[attr-defined]

    @property
    def known_as(self) -> ScopedModel:
        return self.agreement  # type: ignore[attr-defined]


class Party(PartOfAgreement):
    """An organisation that is a party beside the city, and who signed for it."""

    class Role(models.TextChoices):
        PARTNER = "partner", pgettext_lazy("party of an agreement", "Partner")
        FUNDER = "funder", _("Funder")
        BENEFICIARY = "beneficiary", _("Beneficiary")
        SUPPORTER = "supporter", _("Supporter")
        OBSERVER = "observer", pgettext_lazy("party of an agreement", "Observer")

    agreement = ScopedForeignKey(Agreement, related_name="parties", verbose_name=_("agreement"))
    stakeholder = ScopedForeignKey(Stakeholder, related_name="agreements", verbose_name=_("organisation"))
    role = models.CharField(pgettext_lazy("of a party", "role"), max_length=12, choices=Role, default=Role.PARTNER)
    signatory = ScopedForeignKey(
        Person, null=True, blank=True, related_name="signatures", verbose_name=_("signed for it by"),
        help_text=_("What this person was there on the day of signing is shown beside the name."),
    )  # fmt: skip
    joined_on = models.DateField(_("joined on"), null=True, blank=True, help_text=_("Empty: from the beginning."))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "stakeholder"],
                condition=LIVING,
                name="party_once",
                violation_error_message=_("This organisation is a party already."),
            ),
            models.CheckConstraint(
                condition=Q(joined_on__isnull=True) | Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="party_leaves_after_joining",
                violation_error_message=_("A party cannot leave before it joined."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.stakeholder)


class StatusChange(PartOfAgreement):
    """What became of an agreement on a day, and why."""

    agreement = ScopedForeignKey(Agreement, related_name="changes", verbose_name=_("agreement"))
    status = models.CharField(pgettext_lazy("agreement", "status"), max_length=12, choices=Agreement.Status)
    on = models.DateField(_("since"))
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "negotiating", "approved", "in_force", "expired"]) | ~Q(reason=""),
                name="status_change_has_a_reason",
                violation_error_message=_("Say why: whoever reads it in ten years was not there."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_status_display())


class Amendment(PartOfAgreement):
    """An addendum: what it changes, and the new end where it moves that."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("Extension")
        CHANGE = "change", _("Change of its terms")
        ACCESSION = "accession", _("Accession of a party")
        CORRECTION = "correction", pgettext_lazy("amendment", "Correction")

    agreement = ScopedForeignKey(Agreement, related_name="amendments", verbose_name=_("agreement"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("what it says"), max_length=300)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True, help_text=_("The body, such as the plenary."))  # fmt: skip
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"))
    until = models.DateField(
        _("new end"), null=True, blank=True, help_text=_("Of an extension: the last day in force. Empty: without an end.")
    )  # fmt: skip

    class Meta:
        ordering = ["signed_on", "pk"]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="extension") | Q(until__isnull=True),
                name="amendment_only_extensions_move_the_end",
                violation_error_message=_("Only an extension moves the end."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("signed_on")),
                name="amendment_ends_after_signing",
                violation_error_message=_("The new end is before the day of signing."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Contribution(PartOfAgreement):
    """What one side brings: money, or something else with its value in money where that is known."""

    class Form(models.TextChoices):
        MONEY = "money", _("Money")
        KIND = "kind", _("In kind")

    lets_go = ("party",)

    agreement = ScopedForeignKey(Agreement, related_name="contributions", verbose_name=_("agreement"))
    party = ScopedForeignKey(
        Party, null=True, blank=True, related_name="contributions", verbose_name=_("who brings it"), help_text=_("Empty: the city.")
    )  # fmt: skip
    form = models.CharField(_("money or in kind"), max_length=6, choices=Form, default=Form.MONEY)
    text = models.CharField(_("what"), max_length=300, help_text=_("Such as: two exhibition rooms for a month."))
    year = models.PositiveIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal(0))],
        help_text=_("In the city’s currency. What is brought in kind may be valued, or left empty."),
    )  # fmt: skip

    class Meta:
        ordering = ["year", "pk"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(form="money") | Q(amount__isnull=False),
                name="contribution_of_money_has_an_amount",
                violation_error_message=_("Money needs an amount."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="contribution_is_not_negative",
                violation_error_message=_("An amount is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Duty(PartOfAgreement):
    """What has to be done because of an agreement by a day, by law or by its own words. One that is not met is due."""

    agreement = ScopedForeignKey(Agreement, related_name="duties", verbose_name=_("agreement"))
    rule = ScopedForeignKey(
        NatureDuty, null=True, blank=True, editable=False, related_name="applied", verbose_name=_("duty by law")
    )
    title = models.CharField(_("what has to be done"), max_length=200)
    due_on = models.DateField(_("due"))
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="duties", verbose_name=_("who sees to it"),
        help_text=_("Empty: whoever keeps the agreement."),
    )  # fmt: skip
    met_on = models.DateField(_("met on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Such as the number of the register."))

    folded = FoldedField("title")

    lets_go = ("rule",)
    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "rule"],
                condition=LIVING & Q(rule__isnull=False),
                name="duty_by_law_once",
                violation_error_message=_("This duty is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def answering_members(self) -> set[int | None]:
        return {self.owner_id or self.agreement.owner_id}

    def is_late(self, today: date) -> bool:
        return self.met_on is None and self.due_on < today


class AgreementText(PartOfAgreement):
    """The text of an agreement in one language."""

    lets_go = ("document",)

    agreement = ScopedForeignKey(Agreement, related_name="texts", verbose_name=_("agreement"))
    language = models.CharField(_("language"), max_length=5)
    document = ScopedForeignKey(Document, related_name="agreement_texts", verbose_name=_("document"))
    is_authentic = models.BooleanField(
        _("authentic text"), default=True, help_text=_("One that was signed; otherwise a translation.")
    )

    class Meta:
        ordering = ["-is_authentic", "language", "pk"]
        verbose_name = _("text of an agreement")
        verbose_name_plural = _("texts of agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "document"],
                condition=LIVING,
                name="agreement_text_once",
                violation_error_message=_("This document is there already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def is_confidential(self) -> bool:
        return self.document.is_confidential
