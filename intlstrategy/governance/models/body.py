"""The bodies in which it is decided what the city does abroad, their seats, and who held them when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import FoldedField
from intlstrategy.governance.querysets import BodyQuerySet, SeatHolderQuerySet
from intlstrategy.municipalities.models import Department, Membership, Post, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING, DatedModel
from intlstrategy.stakeholders.models import Person, Stakeholder


class Body(DatedModel):
    """A body that decides or advises: the plenary, a local council, a steering group."""

    told_along = ("seats",)
    binned_along = ("seats", "meetings")

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("Plenary")
        BOARD = "board", _("Executive board")
        COUNCIL = "council", _("Local council")
        STEERING = "steering", _("Steering group")
        COMMISSION = "commission", _("Interdepartmental commission")
        FORUM = "forum", _("Forum")
        WORKING_GROUP = "working_group", _("Working group")

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")
        BIMONTHLY = "bimonthly", _("Every two months")
        QUARTERLY = "quarterly", _("Every quarter")
        HALF_YEARLY = "half_yearly", _("Twice a year")
        YEARLY = "yearly", _("Once a year")
        ON_CALL = "on_call", _("When it is called")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    purpose = models.TextField(_("purpose"), blank=True, help_text=_("What it decides or advises on."))
    basis = models.CharField(
        _("legal basis and rules"), max_length=300, blank=True,
        help_text=_("The law, the regulation or the resolution by which it exists."),
    )  # fmt: skip
    rhythm = models.CharField(_("how often it meets"), max_length=12, choices=Rhythm, blank=True)
    secretary = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="bodies", verbose_name=_("secretary"),
        help_text=_("Who keeps its papers, and sees to what it decides unless somebody else is named."),
    )  # fmt: skip
    department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="bodies", verbose_name=_("lead department")
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Citizens may know that it exists, who sits in it and what it decided.")
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The published source, or “illustrative”.")
    )
    folded = FoldedField("name")

    objects = BodyQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        ordering = ["folded", "pk"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=LIVING,
                name="body_name_once",
                violation_error_message=_("There already is a body with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("governance:body-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        return {self.secretary_id}

    def answering_departments(self) -> set[int | None]:
        return {self.department_id}


class Seat(DatedModel):
    """A seat of a body, which people and organisations hold one after the other."""

    told_along = ("holders",)
    binned_along = ("holders",)

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice-chair")
        MEMBER = "member", pgettext_lazy("of a body", "Member")
        SECRETARY = "secretary", pgettext_lazy("of a body", "Secretary")
        GUEST = "guest", _("Permanent guest")

    class Side(models.TextChoices):
        POLITICAL = "political", _("Political")
        TECHNICAL = "technical", _("Technical")

    body = ScopedForeignKey(Body, related_name="seats", verbose_name=_("body"))
    title = models.CharField(
        pgettext_lazy("seat", "title"), max_length=200, help_text=_("Such as Chair, or Representative of the NGOs.")
    )
    role = models.CharField(pgettext_lazy("seat", "role"), max_length=10, choices=Role, default=Role.MEMBER)
    sector = models.CharField(_("sector"), max_length=10, choices=Stakeholder.Sector, blank=True)
    side = models.CharField(_("political or technical"), max_length=10, choices=Side, blank=True)
    folded = FoldedField("title")

    class Meta(DatedModel.Meta):
        ordering = ["pk"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('governance:body-detail', args=[self.municipality.slug, self.body_id])}#seats"

    @property
    def known_as(self) -> ScopedModel:
        return self.body


HOLDERS = ("post", "membership", "person", "stakeholder")


class SeatHolder(DatedModel):
    """Who holds a seat, from when to when: a post of the city, a member, or somebody from outside."""

    seat = ScopedForeignKey(Seat, related_name="holders", verbose_name=_("seat"))
    post = ScopedForeignKey(Post, null=True, blank=True, related_name="seats", verbose_name=_("post"))
    membership = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="seats", verbose_name=_("member of the city’s staff")
    )
    person = ScopedForeignKey(Person, null=True, blank=True, related_name="seats", verbose_name=_("person"))
    stakeholder = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="seats", verbose_name=_("organisation")
    )
    has_voice = models.BooleanField(_("may speak"), default=True)
    has_vote = models.BooleanField(_("may vote"), default=True)

    objects = SeatHolderQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("holder of a seat")
        verbose_name_plural = _("holders of seats")
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(membership__isnull=False, post__isnull=True, person__isnull=True, stakeholder__isnull=True)
                | Q(post__isnull=False, membership__isnull=True, person__isnull=True, stakeholder__isnull=True)
                | Q(post__isnull=True, membership__isnull=True)
                & (Q(person__isnull=False) | Q(stakeholder__isnull=False)),
                name="seat_holder_is_of_one_side",
                violation_error_message=_("Choose a post, a member of the city’s staff, or somebody from outside."),
            ),
            models.CheckConstraint(
                condition=Q(has_voice=True) | Q(has_vote=False),
                name="seat_holder_who_votes_may_speak",
                violation_error_message=_("Whoever may vote may also speak."),
            ),
        ]

    def __str__(self) -> str:
        """Without the name of a person from outside: the journal keeps this for good."""
        return str(self.membership or self.post or self.stakeholder or self._meta.verbose_name)

    def get_absolute_url(self) -> str:
        return self.seat.get_absolute_url()

    @property
    def known_as(self) -> ScopedModel:
        return self.seat.body

    @classmethod
    def check_return(cls, rows: Sequence[Self]) -> None:
        cls.refuse_clash(rows, "seat_id")
