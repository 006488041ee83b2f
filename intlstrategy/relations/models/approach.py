"""Approaches: what others ask of the city or offer it, how it was judged, what was answered and what it became."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.countries import country_choices, country_name
from intlstrategy.core.fields import FoldedField, WebAddressField
from intlstrategy.core.languages import interface_language
from intlstrategy.municipalities.models import Membership, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.judging import HIGHEST, LOWEST
from intlstrategy.relations.models.agreement import Agreement
from intlstrategy.relations.models.engagement import Engagement
from intlstrategy.relations.models.mission import Mission
from intlstrategy.relations.querysets import ApproachQuerySet
from intlstrategy.stakeholders.models import Stakeholder

LONGEST_ASKED = 5000
HEAVIEST = 10
OUTCOMES = ("agreement", "mission", "engagement")  # what an approach may become
CONTACT = ("contact_name", "contact_email", "contact_phone")


class Approach(ScopedModel):
    """Something that came to the city from outside: a twinning, a visit, an invitation, to be judged and answered.

    Never called a request: it starts no legal procedure.
    """

    told_along = ("changes", "judgements", "ties")
    binned_along = ("changes", "judgements", "ties")
    lets_go = OUTCOMES
    guarded = dict.fromkeys(CONTACT, Capability.CONTACTS)

    class Kind(models.TextChoices):
        TWINNING = "twinning", pgettext_lazy("approach", "Twinning")
        VISIT = "visit", pgettext_lazy("approach", "Visit to the city")
        PARTNERSHIP = "partnership", pgettext_lazy("approach", "Partnership in a project")
        INVITATION = "invitation", pgettext_lazy("approach", "Invitation to the city")
        RECEPTION = "reception", pgettext_lazy("approach", "Reception")
        SPEAKER = "speaker", pgettext_lazy("approach", "Speaker")
        CANDIDACY = "candidacy", pgettext_lazy("approach", "Candidacy")
        LETTER = "letter", pgettext_lazy("approach", "Letter of support")
        OTHER = "other", pgettext_lazy("approach", "Something else")

    class Channel(models.TextChoices):
        FORM = "form", pgettext_lazy("channel", "Public form")
        MAIL = "mail", pgettext_lazy("channel", "E-mail")
        LETTER = "letter", pgettext_lazy("channel", "Letter")
        PHONE = "phone", pgettext_lazy("channel", "Phone")
        MEETING = "meeting", pgettext_lazy("channel", "Meeting")
        OTHER = "other", pgettext_lazy("channel", "Other")

    class Status(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("approach", "Received")
        JUDGING = "judging", pgettext_lazy("approach", "Being judged")
        ACCEPTED = "accepted", pgettext_lazy("approach", "Accepted")
        DECLINED = "declined", pgettext_lazy("approach", "Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("approach", "Withdrawn")

    OPEN = (Status.RECEIVED, Status.JUDGING)

    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    number = models.PositiveIntegerField(_("number"), editable=False)
    reference = models.CharField(_("reference"), max_length=20, editable=False, help_text=_("Such as 2026-014."))
    received_on = models.DateField(_("received on"))
    channel = models.CharField(_("how it came"), max_length=10, choices=Channel, default=Channel.MAIL)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    asked = models.TextField(_("what is asked or offered"), max_length=LONGEST_ASKED, blank=True)
    language = models.CharField(_("language of the answer"), max_length=5, blank=True)
    stakeholder = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="approaches", verbose_name=_("organisation of the register")
    )
    sender = models.CharField(
        _("organisation as it was written"), max_length=200, blank=True, help_text=_("As long as it is not in the register.")
    )  # fmt: skip
    place = models.CharField(pgettext_lazy("of a sender", "place"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=country_choices, blank=True)
    website = WebAddressField(_("website"), max_length=300, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=60, blank=True)
    consent_at = models.DateTimeField(_("privacy notice accepted at"), null=True, editable=False)
    consent_version = models.CharField(_("version of the privacy notice"), max_length=20, blank=True, editable=False)
    keep_until = models.DateField(
        _("keep contact data until"), null=True, blank=True, help_text=_("From then on they are on the list of data to review.")
    )  # fmt: skip
    erased_at = models.DateTimeField(_("contact data erased at"), null=True, editable=False)
    decider = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="approaches_to_decide", verbose_name=_("who decides")
    )
    decide_by = models.DateField(_("to be decided by"), null=True, blank=True)
    status = models.CharField(
        pgettext_lazy("approach", "status"), max_length=10, choices=Status, default=Status.RECEIVED, editable=False
    )
    reason = models.TextField(_("reason of the decision"), blank=True, editable=False)
    answer = models.TextField(_("answer"), blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    agreement = ScopedForeignKey(
        Agreement,
        null=True,
        blank=True,
        editable=False,
        related_name="approaches",
        verbose_name=_("agreement it became"),
    )
    mission = ScopedForeignKey(
        Mission, null=True, blank=True, editable=False, related_name="approaches", verbose_name=_("mission it became")
    )
    engagement = ScopedForeignKey(
        Engagement,
        null=True,
        blank=True,
        editable=False,
        related_name="approaches",
        verbose_name=_("engagement it became"),
    )
    sent_key = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001 - none for what the office enters
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The published source, or “illustrative”.")
    )
    folded = FoldedField("reference", "title", "sender")

    objects = ApproachQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = _("approach")
        verbose_name_plural = _("approaches")
        indexes = [
            models.Index(fields=["municipality", "-received_on"], name="approach_by_day"),
            models.Index(fields=["municipality", "status", "decide_by"], name="approach_by_due_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference"],
                name="approach_number_once_in_its_year",
                violation_error_message=_("This number is taken."),
            ),  # also by what is in the bin: a reference that was told to somebody is never another one's
            models.UniqueConstraint(fields=["municipality", "sent_key"], name="approach_is_sent_once"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")),
                name="approach_answered_after_it_came",
                violation_error_message=_("It cannot be answered before it came."),
            ),
            models.CheckConstraint(
                condition=Q(decide_by__isnull=True) | Q(decide_by__gte=F("received_on")),
                name="approach_decided_after_it_came",
                violation_error_message=_("That is before it came."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "declined"]) | ~Q(reason=""),
                name="approach_decision_has_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self) -> str:
        """Without anybody's name: the journal keeps this for good."""
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("relations:approach-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        return {self.decider_id}

    @property
    def is_decided(self) -> bool:
        return self.status not in self.OPEN

    def is_late(self, today: date) -> bool:
        return not self.is_decided and self.decide_by is not None and self.decide_by < today

    @property
    def from_whom(self) -> str:
        """The organisation, as it is called in the register or as it was written."""
        return str(self.stakeholder) if self.stakeholder_id else self.sender

    @property
    def where(self) -> str:
        return ", ".join(part for part in (self.place, country_name(self.country)) if part)

    @property
    def answers_in(self) -> str:
        return interface_language(self.language or self.municipality.main_language)


class PartOfApproach(ScopedModel):
    """A row that belongs to one approach and is shown on its page."""

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("relations:approach-detail", args=[self.municipality.slug, self.approach_id])  # type: ignore[attr-defined]

    @property
    def known_as(self) -> ScopedModel:
        return self.approach  # type: ignore[attr-defined]


class ApproachChange(PartOfApproach):
    """What became of an approach on a day, by whom and why: the memory of its statuses."""

    approach = ScopedForeignKey(Approach, related_name="changes", verbose_name=_("approach"))
    status = models.CharField(pgettext_lazy("approach", "status"), max_length=10, choices=Approach.Status)
    on = models.DateField(_("day"))
    reason = models.TextField(_("reason"), blank=True)
    member = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="approach_changes", verbose_name=_("by whom")
    )

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("status of an approach")
        verbose_name_plural = _("statuses of approaches")

    def __str__(self) -> str:
        return str(self.get_status_display())


class ApproachCriterion(ScopedModel):
    """One of the city's own criteria by which approaches are judged, and what it weighs."""

    name = models.CharField(_("name"), max_length=200)
    help = models.CharField(
        _("what is asked"), max_length=500, blank=True, help_text=_("Such as: does it serve a line of the strategy?")
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)], help_text=_("From 1 to 10. One of weight 2 counts twice as much as one of weight 1.")
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("position"), default=0, editable=False)
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("One that is no longer in use stays in what was judged by it.")
    )
    folded = FoldedField("name")

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("criterion for approaches")
        verbose_name_plural = _("criteria for approaches")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=LIVING,
                name="approach_criterion_name_once",
                violation_error_message=_("There already is a criterion with this name."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=HEAVIEST),
                name="approach_criterion_weight_from_one_to_ten",
                violation_error_message=_("A weight is a number from 1 to 10."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("relations:criterion-list", args=[self.municipality.slug])


class ApproachJudgement(PartOfApproach):
    """What one member gave an approach for one criterion, and why."""

    approach = ScopedForeignKey(Approach, related_name="judgements", verbose_name=_("approach"))
    criterion = ScopedForeignKey(ApproachCriterion, related_name="judgements", verbose_name=_("criterion"))
    member = ScopedForeignKey(Membership, related_name="approach_judgements", verbose_name=_("member"))
    value = models.PositiveSmallIntegerField(
        _("points"), validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)], help_text=_("From 0 to 4.")
    )
    note = models.TextField(_("note"), blank=True)
    weight_then = models.PositiveSmallIntegerField(
        _("weight at the decision"), null=True, editable=False, help_text=_("Empty as long as nothing is decided.")
    )

    class Meta:
        ordering = ["criterion__position", "criterion_id", "pk"]
        verbose_name = _("judgement of an approach")
        verbose_name_plural = _("judgements of approaches")
        constraints = [
            models.UniqueConstraint(
                fields=["approach", "criterion", "member"],
                condition=LIVING,
                name="approach_judged_once_by_each",
                violation_error_message=_("This member judged it by this criterion already."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=LOWEST, value__lte=HIGHEST),
                name="approach_judgement_from_nought_to_four",
                violation_error_message=_("Points are from 0 to 4."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


class ApproachDesk(ScopedModel):
    """How a city takes in approaches: whether the public form is open, who decides, and within how many days."""

    is_open = models.BooleanField(
        _("public form for approaches"), default=False, help_text=_("Open to everybody, without signing in. Closed, its address does not exist.")
    )  # fmt: skip
    welcome = models.TextField(
        _("words above the form"), max_length=2000, blank=True, help_text=_("What the city is glad to hear of, and what it cannot do.")
    )  # fmt: skip
    decider = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="+", verbose_name=_("who decides on what comes in"),
        help_text=_("Empty: whoever of the office takes it up."),
    )  # fmt: skip
    answer_days = models.PositiveSmallIntegerField(
        _("answered within so many days"), default=30, validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Told to whoever writes."),
    )  # fmt: skip
    years_kept = models.PositiveSmallIntegerField(
        _("contact data are kept for so many years"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    registry_url = WebAddressField(
        _("address of the electronic registry"), max_length=300, blank=True, help_text=_("Where a formal application is filed. The public form leads there.")
    )  # fmt: skip
    privacy_email = models.EmailField(
        _("e-mail for questions on personal data"), blank=True, help_text=_("Of the data protection officer. Empty: the contact e-mail of the municipality.")
    )  # fmt: skip

    class Meta:
        verbose_name = _("settings of approaches")
        verbose_name_plural = _("settings of approaches")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=LIVING,
                name="approach_desk_once_in_a_city",
                violation_error_message=_("Somebody else saved these settings at this moment."),
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def get_absolute_url(self) -> str:
        return reverse("relations:approach-desk", args=[self.municipality.slug])
