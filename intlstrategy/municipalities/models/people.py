"""Who works in a municipality, with which roles, and who stands in for them."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models.organisation import LIVING, DatedModel, Department
from intlstrategy.municipalities.models.scoped import ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.querysets import InvitationQuerySet, MembershipQuerySet
from intlstrategy.municipalities.roles import Capability, Grant, Role, grants_of, widest


class Membership(DatedModel):
    """One person at work in one municipality, in a department, with one or more roles."""

    restored_with = Capability.ADMINISTER
    told_along = ("roles", "deputies")
    binned_along = ("roles", "deputies", "deputises_for")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    name = models.CharField(_("name"), max_length=200)
    department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="members", verbose_name=_("department")
    )
    folded = FoldedField("name")

    objects = MembershipQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        ordering = ["folded", "pk"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "user"],
                condition=LIVING,
                name="membership_once_per_municipality",
                violation_error_message=_("This person already is a member."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("municipalities:member-edit", args=[self.municipality.slug, self.pk])

    def role_names(self) -> list[Role]:
        return sorted((Role(row.role) for row in self.roles.all() if row.binned_at is None), key=list(Role).index)

    def grant(self, capability: Capability) -> Grant | None:
        tables = [grants_of(role, is_simple=self.municipality.is_simple) for role in self.role_names()]
        return widest([table[capability] for table in tables if capability in table])

    def can(self, capability: Capability) -> bool:
        return self.grant(capability) is not None

    @property
    def administers(self) -> bool:
        return self.can(Capability.ADMINISTER)


class MembershipRole(ScopedModel):
    restored_with = Capability.ADMINISTER

    membership = ScopedForeignKey(Membership, related_name="roles", verbose_name=_("member"))
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("role of a member")
        verbose_name_plural = _("roles of members")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "role"],
                condition=LIVING,
                name="membership_role_once",
                violation_error_message=_("This member already has this role."),
            ),
        ]

    def __str__(self) -> str:
        return str(Role(self.role).label)


class Deputy(DatedModel):
    """Who stands in for a member, from when to when."""

    restored_with = Capability.ADMINISTER

    membership = ScopedForeignKey(Membership, related_name="deputies", verbose_name=_("member"))
    deputy = ScopedForeignKey(Membership, related_name="deputises_for", verbose_name=_("deputy"))

    class Meta(DatedModel.Meta):
        ordering = ["-starts_on", "pk"]
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(membership=F("deputy")),
                name="deputy_is_somebody_else",
                violation_error_message=_("Nobody can be their own deputy."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.deputy)

    @classmethod
    def check_return(cls, rows: Sequence[Self]) -> None:
        cls.refuse_clash(rows, "membership_id", "deputy_id")

    def get_absolute_url(self) -> str:
        return reverse("municipalities:deputy-edit", args=[self.municipality.slug, self.pk])


def invitation_token() -> str:
    return secrets.token_urlsafe(32)


def invitation_expiry() -> datetime:
    return timezone.now() + timedelta(days=14)


class Invitation(ScopedModel):
    """The only door to an account: sent to one address, with the roles it will give, good for two weeks."""

    restored_with = Capability.ADMINISTER

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        EXPIRED = "expired", _("Expired")

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=200)
    department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="invitations", verbose_name=_("department")
    )
    roles = models.JSONField(_("roles"), default=list)
    token = models.CharField(max_length=64, unique=True, default=invitation_token, editable=False)
    expires_at = models.DateTimeField(_("good until"), default=invitation_expiry, editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "email"],
                condition=LIVING & Q(accepted_at__isnull=True),
                name="invitation_open_once_per_address",
                violation_error_message=_(
                    "This address already has an invitation. Send it again from the list of invitations."
                ),
            ),
        ]

    def __str__(self) -> str:
        """As everybody may read it, in the journal too: the address is contact data."""
        return self.name

    @classmethod
    def in_use(cls) -> Q:
        """Once accepted, it only tells what was offered."""
        return super().in_use() & Q(accepted_at=None)

    @property
    def state(self) -> State:
        if self.accepted_at:
            return self.State.ACCEPTED
        return self.State.OPEN if self.expires_at > timezone.now() else self.State.EXPIRED

    @property
    def is_open(self) -> bool:
        return self.binned_at is None and self.state == self.State.OPEN

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]
