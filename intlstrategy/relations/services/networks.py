"""Decisions on networks: the city's place in them, its roles, what they gave and who used it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.text import fold
from intlstrategy.municipalities.editing import save_record
from intlstrategy.municipalities.models import Department, Membership
from intlstrategy.relations.models import (
    Deliverable,
    DeliverableUse,
    GroupParticipant,
    NetworkMembership,
    NetworkRole,
    RoleHolder,
    WorkingGroup,
)
from intlstrategy.relations.services.rows import set_rows
from intlstrategy.stakeholders.models import Stakeholder


@transaction.atomic
def save_membership(membership: NetworkMembership, *, by: User | None, seen: int | None = None) -> NetworkMembership:
    """Write the city's place in a network. Without a name of its own it has that of the network."""
    if membership.network.kind != Stakeholder.Kind.CITY_NETWORK:
        words = {"name": membership.network, "kind": membership.network.get_kind_display()}
        raise ValidationError(
            {"network": _("“%(name)s” is entered as “%(kind)s”. If it is a network of cities, change its kind first.") % words}
        )  # fmt: skip
    membership.title = membership.title or membership.network.name
    refuse_second(membership)
    return save_record(membership, by=by, seen=seen)


def refuse_second(membership: NetworkMembership) -> None:
    """The city is a member of a network once at a time; a second place in it has a name of its own."""
    list(
        Stakeholder._base_manager.select_for_update(no_key=True).filter(pk=membership.network_id)
    )  # who adds another waits
    rows = NetworkMembership.objects.of(membership.municipality).filter(network=membership.network_id)
    for each in rows.exclude(pk=membership.pk):
        apart = (each.left_on and membership.joined_on and each.left_on < membership.joined_on) or (
            membership.left_on and each.joined_on and membership.left_on < each.joined_on
        )
        if not apart and fold(each.title) == fold(membership.title):
            raise ValidationError(
                {"network": _("The city is a member of “%(name)s” already in these days. Give a second place in it a name of its own.") % {"name": each}}
            )  # fmt: skip


@transaction.atomic
def save_role_holder(holder: RoleHolder, *, by: User | None, seen: int | None = None) -> RoleHolder:
    """Write who holds a role: one at a time."""
    list(NetworkRole._base_manager.select_for_update().filter(pk=holder.role_id))  # who adds another one waits
    holder.refuse_second()
    return save_record(holder, by=by, seen=seen)


@transaction.atomic
def save_working_group(
    group: WorkingGroup,
    *,
    participants: Iterable[Membership] | None = None,
    by: User | None,
    seen: int | None = None,
) -> WorkingGroup:
    """Write a working group; where participants are given, these are all of them afterwards."""
    save_record(group, by=by, seen=seen)
    if participants is not None:
        rows = [GroupParticipant(membership=each) for each in participants]
        set_rows(GroupParticipant, {"group": group}, rows, ("membership_id",), by)
    return group


@transaction.atomic
def save_deliverable(
    deliverable: Deliverable,
    *,
    departments: Iterable[Department] | None = None,
    by: User | None,
    seen: int | None = None,
) -> Deliverable:
    """Write what a network gave, today or before; where departments are given, these are all that used it."""
    if deliverable.on > timezone.localdate():
        raise ValidationError({"on": _("That was today or earlier.")})
    save_record(deliverable, by=by, seen=seen)
    if departments is not None:
        rows = [DeliverableUse(department=each) for each in departments]
        set_rows(DeliverableUse, {"deliverable": deliverable}, rows, ("department_id",), by)
    return deliverable
