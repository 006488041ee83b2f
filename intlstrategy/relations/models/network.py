"""Networks of cities: what the city pays for being in them, who speaks for it there, and what it gets out of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models import Department, Membership, Post, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING, DatedModel
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Action
from intlstrategy.relations.querysets import DeliverableQuerySet, NetworkQuerySet
from intlstrategy.stakeholders.models import Stakeholder
from intlstrategy.taxonomy.models import Dimension, TaxonomyForeignKey


class NetworkMembership(ScopedModel):
    """The city's place in one network, from when to when."""

    told_along = ("years", "roles", "groups", "deliverables", "ties", "asset_uses")
    binned_along = ("years", "roles", "groups", "deliverables", "ties", "asset_uses", "commitments", "reviews")
    guarded = {"brief": Capability.CONFIDE}

    class Category(models.TextChoices):
        FOUNDING = "founding", _("Founding member")
        FULL = "full", _("Full member")
        ASSOCIATE = "associate", _("Associate member")
        OBSERVER = "observer", pgettext_lazy("member of a network", "Observer")
        PARTNER = "partner", pgettext_lazy("member of a network", "Partner")
        OTHER = "other", pgettext_lazy("member of a network", "Other")

    network = ScopedForeignKey(
        Stakeholder, related_name="memberships", verbose_name=_("network"),
        help_text=_("Write a part of its name and choose. One that is not listed is added under Stakeholders first."),
    )  # fmt: skip
    title = models.CharField(
        _("what the city calls it"), max_length=300, blank=True, help_text=_("Empty: the name of the network.")
    )
    category = models.CharField(_("category"), max_length=10, choices=Category, default=Category.FULL)
    joined_on = models.DateField(_("joined on"), null=True, blank=True, help_text=_("Empty: not known, or not yet."))
    left_on = models.DateField(_("left on"), null=True, blank=True, help_text=_("The last day as a member."))
    political_lead = ScopedForeignKey(
        Post, null=True, blank=True, related_name="networks_led", verbose_name=_("political lead"),
        help_text=_("The post that speaks for the city there. Who holds it is known."),
    )  # fmt: skip
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="networks_owned", verbose_name=_("who keeps it")
    )
    department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="networks", verbose_name=_("lead department")
    )
    dimension = TaxonomyForeignKey(
        Dimension, null=True, blank=True, related_name="networks", verbose_name=pgettext_lazy("of external action", "dimension")
    )  # fmt: skip
    purpose = models.TextField(
        _("purpose"), blank=True, help_text=_("What the city wants from it. A review asks whether it got it.")
    )
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
    folded = FoldedField("title")

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        verbose_name = _("membership of a network")
        verbose_name_plural = _("memberships of networks")
        indexes = [models.Index(fields=["municipality", "folded"], name="network_by_title")]
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_on__isnull=True) | Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="network_left_after_joining",
                violation_error_message=_("The city cannot leave before it joined."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("relations:network-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        return {self.owner_id}

    def answering_departments(self) -> set[int | None]:
        return {self.department_id}


class PartOfMembership(ScopedModel):
    """A row that belongs to one membership of a network and is shown on its page."""

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("relations:network-detail", args=[self.municipality.slug, self.membership_id])  # type: ignore[attr-defined]

    @property
    def known_as(self) -> ScopedModel:
        return self.membership  # type: ignore[attr-defined]


class NetworkYear(PartOfMembership):
    """What being in a network costs in one year: the fee, and the days that staff spend on it."""

    membership = ScopedForeignKey(NetworkMembership, related_name="years", verbose_name=_("membership of a network"))
    year = models.PositiveIntegerField(_("year"), validators=[MinValueValidator(1900), MaxValueValidator(2200)])
    fee_planned = models.DecimalField(
        _("fee, planned"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal(0))],
        help_text=_("In the city’s currency."),
    )  # fmt: skip
    fee_paid = models.DecimalField(
        _("fee, paid"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal(0))],
        help_text=_("Counts in the place of the planned fee once it is known."),
    )  # fmt: skip
    staff_days = models.DecimalField(
        _("staff days"), max_digits=6, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(Decimal(0))],
        help_text=_("Working days of the city’s own people, travel included."),
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name = _("year in a network")
        verbose_name_plural = _("years in networks")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "year"],
                condition=LIVING,
                name="network_year_once",
                violation_error_message=_("This year is there already. Change it instead."),
            ),
            models.CheckConstraint(
                condition=(Q(fee_planned__isnull=True) | Q(fee_planned__gte=0))
                & (Q(fee_paid__isnull=True) | Q(fee_paid__gte=0))
                & (Q(staff_days__isnull=True) | Q(staff_days__gte=0)),
                name="network_year_is_not_negative",
                violation_error_message=_("Neither a fee nor days are below zero."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def fee(self) -> Decimal | None:
        """What was paid, else what is planned."""
        return self.fee_planned if self.fee_paid is None else self.fee_paid


class WorkingGroup(DatedModel):
    """A group inside a network in which the city takes part."""

    told_along = ("participants",)
    binned_along = ("participants",)

    membership = ScopedForeignKey(NetworkMembership, related_name="groups", verbose_name=_("membership of a network"))
    name = models.CharField(_("name"), max_length=200)
    purpose = models.TextField(_("purpose"), blank=True, help_text=_("What the city takes part for."))

    class Meta(DatedModel.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        constraints = [*DatedModel.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("relations:network-detail", args=[self.municipality.slug, self.membership_id])

    @property
    def known_as(self) -> ScopedModel:
        return self.membership


class GroupParticipant(ScopedModel):
    """A member of the city who takes part in a working group."""

    group = ScopedForeignKey(WorkingGroup, related_name="participants", verbose_name=_("working group"))
    membership = ScopedForeignKey(Membership, related_name="working_groups", verbose_name=_("member"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("participant of a working group")
        verbose_name_plural = _("participants of working groups")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "membership"],
                condition=LIVING,
                name="group_participant_once",
                violation_error_message=_("This participant is there already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership)

    @property
    def known_as(self) -> ScopedModel:
        return self.group


class NetworkRole(PartOfMembership):
    """A seat or a role that the city has in a network, whoever holds it."""

    told_along = ("holders",)
    binned_along = ("holders",)

    class Kind(models.TextChoices):
        PRESIDENCY = "presidency", _("Presidency")
        VICE_PRESIDENCY = "vice_presidency", _("Vice-presidency")
        BOARD = "board", _("Seat on the board")
        CHAIR = "chair", _("Chair of a working group")
        SECRETARIAT = "secretariat", _("Secretariat or treasury")
        DELEGATE = "delegate", _("Delegate or contact")
        OTHER = "other", pgettext_lazy("role in a network", "Other")

    membership = ScopedForeignKey(NetworkMembership, related_name="roles", verbose_name=_("membership of a network"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    title = models.CharField(
        _("what it is called"), max_length=200, help_text=_("Such as Vice-presidency for climate.")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("role in a network")
        verbose_name_plural = _("roles in networks")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "title"],
                condition=LIVING,
                name="network_role_once",
                violation_error_message=_("This role is there already. Add whoever holds it now to it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RoleHolder(DatedModel):
    """Who held a role in a network, from when to when: a post, a member, or whoever a name says."""

    role = ScopedForeignKey(NetworkRole, related_name="holders", verbose_name=_("role in a network"))
    post = ScopedForeignKey(
        Post, null=True, blank=True, related_name="network_roles", verbose_name=_("post"),
        help_text=_("Such as the Mayor: whoever holds the post holds the role."),
    )  # fmt: skip
    membership = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="network_roles", verbose_name=_("member")
    )
    name = models.CharField(
        _("or by what title"), max_length=200, blank=True, help_text=_("For somebody who is neither, such as a former councillor.")
    )  # fmt: skip

    class Meta(DatedModel.Meta):
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("holder of a role")
        verbose_name_plural = _("holders of roles")
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(post__isnull=False, membership__isnull=True, name="")
                | Q(post__isnull=True, membership__isnull=False, name="")
                | Q(post__isnull=True, membership__isnull=True) & ~Q(name=""),
                name="role_holder_is_one",
                violation_error_message=_("Choose a post or a member, or write a title: one of the three."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.post or self.membership or self.name)

    def get_absolute_url(self) -> str:
        return self.role.get_absolute_url()

    @property
    def known_as(self) -> ScopedModel:
        return self.role

    @classmethod
    def check_return(cls, rows: Sequence[Self]) -> None:
        cls.refuse_clash(rows, "role_id")

    def refuse_second(self) -> None:
        """One role has one holder on one day."""
        others = RoleHolder._base_manager.filter(role_id=self.role_id, binned_at=None).exclude(pk=self.pk)
        for other in others.select_related("post", "membership").order_by("pk"):
            if self.shares_a_day_with(other):
                words = {"name": other}
                raise ValidationError(gettext("“%(name)s” holds it on some of the same days. End that first.") % words)


class Deliverable(PartOfMembership):
    """Something that came out of a network: a guide, a contact, a project, and who made use of it."""

    told_along = ("uses",)
    binned_along = ("uses",)

    class Kind(models.TextChoices):
        GUIDE = "guide", _("Guide or study")
        CONTACT = "contact", pgettext_lazy("of a network", "Contact")
        PROJECT = "project", _("Project or partnership")
        FUNDING = "funding", _("Funding")
        TRAINING = "training", _("Training or exchange")
        VISIBILITY = "visibility", _("Visibility")
        INFLUENCE = "influence", _("Say in policy")
        OTHER = "other", pgettext_lazy("of a network", "Other")

    class Usefulness(models.IntegerChoices):
        NONE = 1, _("Of no use")
        LITTLE = 2, _("Of little use")
        SOME = 3, _("Of some use")
        MUCH = 4, _("Very useful")
        DECISIVE = 5, _("Decisive")

    membership = ScopedForeignKey(
        NetworkMembership, related_name="deliverables", verbose_name=_("membership of a network")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("what it gave"), max_length=300)
    on = models.DateField(_("day"))
    action = ScopedForeignKey(
        Action, null=True, blank=True, related_name="deliverables", verbose_name=_("action it was used for")
    )
    usefulness = models.PositiveSmallIntegerField(_("how useful"), choices=Usefulness, null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("How it was used, or why it was not."))
    folded = FoldedField("title")

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("what a network gave")
        verbose_name_plural = _("what networks gave")

    def __str__(self) -> str:
        return self.title


class DeliverableUse(ScopedModel):
    """A department that made use of something that came out of a network."""

    deliverable = ScopedForeignKey(Deliverable, related_name="uses", verbose_name=_("what a network gave"))
    department = ScopedForeignKey(Department, related_name="network_uses", verbose_name=_("department"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("use by a department")
        verbose_name_plural = _("uses by departments")
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "department"],
                condition=LIVING,
                name="deliverable_use_once",
                violation_error_message=_("This department is there already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.department)

    @property
    def known_as(self) -> ScopedModel:
        return self.deliverable
