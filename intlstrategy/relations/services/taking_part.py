"""What engagements, missions and agreements say alike: who took part, what it serves, what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intlstrategy.accounts.models import User
from intlstrategy.core.text import fold
from intlstrategy.municipalities.editing import save_record
from intlstrategy.municipalities.models import Membership, Post, ScopedModel
from intlstrategy.planning.models import Action, Element
from intlstrategy.relations.models import Attendance, Commitment, MissionParticipant, Tie
from intlstrategy.relations.services.commitments import save_commitment
from intlstrategy.relations.services.rows import set_rows
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from intlstrategy.stakeholders.services.people import save_person, save_position

SIDES = ("person_id", "stakeholder_id", "membership_id", "post_id")


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
    """What a relation serves."""

    elements: Sequence[Element] = ()
    actions: Sequence[Action] = ()


def set_participants(
    model: type[Attendance] | type[MissionParticipant],
    holder: dict[str, ScopedModel],
    counterparts: Sequence[Counterpart],
    ours: Ours,
    day: date,
    by: User | None,
) -> None:
    """Make these all who took part on a day, new people and organisations among them; ``holder`` as for `set_rows`."""
    for each in counterparts:
        enter(each, day, by)
    rows = [model(person=each.person, stakeholder=each.stakeholder) for each in counterparts]
    rows += [model(membership=member) for member in ours.members]
    rows += [model(post=post) for post in ours.posts]
    set_rows(model, holder, rows, SIDES, by)


def enter(counterpart: Counterpart, day: date, by: User | None) -> None:
    """Write the organisation, the person and the position that nobody had entered before."""
    person, stakeholder = counterpart.person, counterpart.stakeholder
    if stakeholder is not None and stakeholder._state.adding:
        save_record(stakeholder, by=by)
    if person is not None and person._state.adding:
        save_person(person=person, by=by)
    if person is None or stakeholder is None or not counterpart.title:
        return
    rows = Position.objects.of(person.municipality).filter(person=person, stakeholder=stakeholder).order_by("starts_on")
    same = [each for each in rows if fold(each.title) == fold(counterpart.title)]
    if any(each.holds_on(day) for each in same):
        return
    later = next((each for each in same if each.starts_on and each.starts_on > day), None)
    position = later or Position(
        municipality=person.municipality, person=person, stakeholder=stakeholder, title=counterpart.title
    )
    position.starts_on = day  # known from then on: what was held before is not said by it
    save_position(position=position, by=by)


def only_one(counterparts: Sequence[Counterpart]) -> Stakeholder | None:
    """The organisation, when there was no more than one."""
    found = {each.stakeholder.pk: each.stakeholder for each in counterparts if each.stakeholder}
    return next(iter(found.values())) if len(found) == 1 else None


def set_served(holder: dict[str, ScopedModel], served: Served, by: User | None) -> None:
    """Make these all that a relation serves."""
    ties = [Tie(element=each) for each in served.elements] + [Tie(action=each) for each in served.actions]
    set_rows(Tie, holder, ties, ("element_id", "action_id"), by)


def promise(
    holder: dict[str, Any], commitments: Sequence[Commitment], counterparts: Sequence[Counterpart], by: User | None
) -> None:
    """Write what was promised, to the organisation that took part when there was no more than one."""
    [(link, record)] = holder.items()
    for commitment in commitments:
        setattr(commitment, link, record)
        commitment.municipality = record.municipality
        commitment.stakeholder = commitment.stakeholder or only_one(counterparts)
        save_commitment(commitment=commitment, by=by)
