"""Decisions on people: invite, accept, roles, the end of a membership."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security, record
from intlstrategy.municipalities.editing import bin_record, bulk_save, claim, hold_named
from intlstrategy.municipalities.models import Invitation, Membership, MembershipRole, Municipality
from intlstrategy.municipalities.models.people import invitation_expiry, invitation_token
from intlstrategy.municipalities.roles import GRANTS, OWN, Role
from intlstrategy.municipalities.services.mails import send


@transaction.atomic
def invite_member(*, invitation: Invitation, roles: Sequence[str], by: User, site: str) -> Invitation:
    """Keep an invitation and send its link, good for two weeks."""
    if invitation.email.lower() == by.email.lower():
        raise ValidationError({"email": _("Nobody gives themselves a role. Ask another administrator.")})
    invitation.roles = list(roles)
    hold_named([invitation])
    invitation.save(by=by)
    record("invited", invitation, by=by)
    send_invitation(invitation, site)
    return invitation


def send_invitation(invitation: Invitation, site: str) -> None:
    link = site + reverse("municipalities:invitation", args=[invitation.token])
    context = {"invitation": invitation, "municipality": invitation.municipality, "link": link}
    send("invitation", invitation.email, invitation.municipality.main_language, context)


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User, site: str) -> Invitation:
    """A new link, good for two more weeks; the former one no longer works."""
    if invitation.accepted_at:
        raise ValidationError(_("This invitation is already accepted."))
    invitation.token, invitation.expires_at = invitation_token(), invitation_expiry()
    invitation.save(by=by)
    record("invited again", invitation, by=by)
    send_invitation(invitation, site)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    if invitation.accepted_at:
        raise ValidationError(_("This invitation is already accepted."))
    invitation.expires_at = timezone.now()  # its link stays dead, also when it comes back from the bin
    invitation.save(by=by)
    return bin_record(invitation, by=by)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Membership:
    """Make the invited person a member with the roles of the invitation; the link works once."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("municipality", "department")
        .get(pk=invitation.pk)
    )
    if not invitation.is_open:
        raise ValidationError(_("This invitation is no longer good. Ask for a new one."))
    if invitation.email.lower() != user.email.lower():
        raise ValidationError(_("This invitation was sent to another address. Sign in with that one."))
    member = Membership(
        municipality=invitation.municipality, user=user, name=invitation.name, department=invitation.department
    )
    member.full_clean(exclude=["municipality"])
    member.save(by=user)
    change_roles(member, {}, set(invitation.roles), who_invited(invitation) or user)
    if not user.name:
        user.name = invitation.name
        user.save(update_fields=["name"])
    invitation.accepted_at = timezone.now()
    invitation.save(by=user, update_fields=["accepted_at"])
    record("joined", member, by=user)
    return member


def who_invited(invitation: Invitation) -> User | None:
    """Who decided on the roles: whoever accepts them did not."""
    first = invitation.history.select_related("history_user").order_by("history_date", "history_id").first()
    return first.history_user if first else None


def administrators(municipality: Municipality):
    """The living administrators of a municipality, today."""
    members = Membership.objects.of(municipality).administering(timezone.localdate())
    return members.select_related("user").distinct()


@transaction.atomic
def add_member(*, member: Membership, roles: Sequence[str], by: User) -> Membership:
    """Make somebody who has an account a member at once, as the first administrator of a new city is."""
    if member.user_id == by.pk:
        raise ValidationError({"user": _("Nobody gives themselves a role. Ask another administrator.")})
    hold_named([member])
    member.save(by=by)
    record("created", member, by=by)
    change_roles(member, {}, set(roles), by)
    return member


@transaction.atomic
def save_member(*, member: Membership, roles: Sequence[str], by: User, seen: int | None = None) -> Membership:
    """Write a member and their roles; nobody changes their own, and one administrator always stays."""
    Municipality.objects.select_for_update(no_key=True).get(
        pk=member.municipality_id
    )  # two who take each other's role leave one
    if seen is not None:
        claim(member, seen)
    living = {row.role: row for row in MembershipRole.objects.of(member.municipality).filter(membership=member)}
    wanted = set(roles)
    if wanted != set(living):
        if member.user_id == by.pk:
            raise ValidationError({"roles": _("Nobody changes their own roles. Ask another administrator.")})
        change_roles(member, living, wanted, by)
    if member.user_id == by.pk:
        refuse_own_advantage(member, wanted)
    refuse_absence(member, by, is_administrator=Role.ADMINISTRATOR in wanted)
    hold_named([member])
    member.save(by=by)
    record("changed", member, by=by)
    return member


def role_names(roles: Sequence[str]) -> str:
    return ", ".join(str(Role(role).label) for role in sorted(roles))


role_names_lazy = lazy(role_names, str)


def change_roles(member: Membership, living: dict[str, MembershipRole], wanted: set[str], by: User) -> None:
    if Role.ADMINISTRATOR in living and Role.ADMINISTRATOR not in wanted:
        refuse_last_administrator(member)
    new = [
        MembershipRole(municipality=member.municipality, membership=member, role=role)
        for role in sorted(wanted - set(living))
    ]
    bulk_save(new, by=by)
    for role in set(living) - wanted:
        living[role]._history_user = by
        living[role].delete()
    before, after = role_names_lazy(list(living)), role_names_lazy(list(wanted))  # each reader has their own language
    told = record("changed roles", member, by=by, detail=lambda: f"{member}: {before} > {after}").detail
    log_security(
        SecurityEvent.Kind.ROLE_CHANGED, by=by, municipality_id=member.municipality_id, target=member, detail=told
    )
    for other in administrators(member.municipality).exclude(user=by):
        context = {"member": member, "by": by, "before": before, "after": after, "municipality": member.municipality}
        language = other.user.language or member.municipality.main_language
        send("roles_changed", other.user.email, language, context, is_needed=False)


def refuse_last_administrator(member: Membership) -> None:
    if not administrators(member.municipality).exclude(pk=member.pk).exists():
        raise ValidationError({"roles": _("This is the last administrator. Name another one first.")})


def refuse_own_advantage(member: Membership, roles: set[str]) -> None:
    """Nobody lengthens their own membership, or takes another department for their own where that widens their rights."""
    before = Membership.objects.of(member.municipality).get(pk=member.pk)
    if member.ends_on != before.ends_on:
        raise ValidationError(
            {"ends_on": _("Nobody changes the days of their own membership. Ask another administrator.")}
        )
    has_own = any(OWN in GRANTS[Role(role)].values() for role in roles)
    if has_own and member.department_id != before.department_id:
        raise ValidationError({"department": _("Nobody changes their own department. Ask another administrator.")})


def refuse_absence(member: Membership, by: User, *, is_administrator: bool) -> None:
    """Nobody puts off or ends their own membership, and an administrator who is away leaves another one in place."""
    before = Membership.objects.of(member.municipality).get(pk=member.pk)
    today = timezone.localdate()
    starts_later = member.starts_on is not None and member.starts_on > max(today, before.starts_on or today)
    ends = member.ends_on is not None and member.ends_on != before.ends_on
    staying = administrators(member.municipality).exclude(pk=member.pk)
    for name, day, is_away in (("starts_on", member.starts_on, starts_later), ("ends_on", member.ends_on, ends)):
        if is_away and member.user_id == by.pk:
            raise ValidationError({name: _("Nobody ends their own membership. Ask another administrator.")})
        if is_away and is_administrator and not staying.filter(Q(ends_on=None) | Q(ends_on__gt=day)).exists():
            raise ValidationError({name: _("This is the last administrator. Name another one first.")})
