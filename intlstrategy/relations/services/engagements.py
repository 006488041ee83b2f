"""Decisions on engagements and on the commitments that were made in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.text import fold
from intlstrategy.municipalities.editing import save_record
from intlstrategy.municipalities.models import Membership, Post
from intlstrategy.planning.models import Action, Element
from intlstrategy.relations.models import Attendance, Commitment, Engagement, Tie
from intlstrategy.relations.services.rows import set_rows
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from intlstrategy.stakeholders.services.people import save_person, save_position


@dataclass(frozen=True)
class Counterpart:
    """Somebody from outside who took part: known, or new and unsaved; ``title`` is a position that is not known yet."""

    person: Person | None
    stakeholder: Stakeholder | None
    title: str = ""


@dataclass(frozen=True)
class Ours:
    """Who took part for the city."""

    members: Sequence[Membership] = ()
    posts: Sequence[Post] = ()


@dataclass(frozen=True)
class Served:
    """What an engagement serves."""

    elements: Sequence[Element] = ()
    actions: Sequence[Action] = ()


@transaction.atomic
def save_engagement(
    *,
    engagement: Engagement,
    counterparts: Sequence[Counterpart],
    ours: Ours,
    served: Served,
    commitments: Sequence[Commitment] = (),
    by: User | None,
    seen: int | None = None,
) -> Engagement:
    """Write an engagement with all that was said on its page: who took part, new people and organisations among them,
    what it serves, and what was promised."""
    save_record(engagement, by=by, seen=seen)
    for each in counterparts:
        enter(each, engagement.on, by)
    rows = [Attendance(person=each.person, stakeholder=each.stakeholder) for each in counterparts]
    rows += [Attendance(membership=member) for member in ours.members]
    rows += [Attendance(post=post) for post in ours.posts]
    set_rows(
        Attendance, {"engagement": engagement}, rows, ("person_id", "stakeholder_id", "membership_id", "post_id"), by
    )
    ties = [Tie(element=each) for each in served.elements] + [Tie(action=each) for each in served.actions]
    set_rows(Tie, {"engagement": engagement}, ties, ("element_id", "action_id"), by)
    for commitment in commitments:
        commitment.engagement, commitment.municipality = engagement, engagement.municipality
        commitment.stakeholder = commitment.stakeholder or only_one(counterparts)
        save_commitment(commitment=commitment, by=by)
    return engagement


def enter(counterpart: Counterpart, day: date, by: User | None) -> None:
    """Write the organisation, the person and the position that nobody had entered before."""
    person, stakeholder = counterpart.person, counterpart.stakeholder
    if stakeholder is not None and stakeholder._state.adding:
        save_record(stakeholder, by=by)
    if person is not None and person._state.adding:
        save_person(person=person, by=by)
    if person is None or stakeholder is None or not counterpart.title:
        return
    known = Position.objects.of(person.municipality).filter(person=person, stakeholder=stakeholder).on(day)
    if fold(counterpart.title) not in {fold(each.title) for each in known}:
        position = Position(person=person, stakeholder=stakeholder, title=counterpart.title, starts_on=None)
        position.municipality = person.municipality
        save_position(position=position, by=by)


def only_one(counterparts: Sequence[Counterpart]) -> Stakeholder | None:
    """The organisation, when there was no more than one."""
    found = {each.stakeholder.pk: each.stakeholder for each in counterparts if each.stakeholder}
    return next(iter(found.values())) if len(found) == 1 else None


# Commitments ---------------------------------------------------------------------------------------------


@transaction.atomic
def save_commitment(*, commitment: Commitment, by: User | None, seen: int | None = None) -> Commitment:
    """Write a promise; one that is no longer open was closed today unless another day is said, and not one to come."""
    today = timezone.localdate()
    if commitment.state == Commitment.State.OPEN:
        commitment.closed_on = None
    else:
        commitment.closed_on = commitment.closed_on or today
        if commitment.closed_on > today:
            raise ValidationError({"closed_on": _("That was today or earlier.")})
    return save_record(commitment, by=by, seen=seen)
