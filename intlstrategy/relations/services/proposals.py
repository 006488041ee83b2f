"""What a department proposes to write into the registers of meetings and missions, and what the office makes of it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import claim, held_as_seen, save_record
from intlstrategy.municipalities.models import Membership
from intlstrategy.planning.services.proposals import joined
from intlstrategy.relations.models import Attendance, Engagement, Mission, MissionParticipant, Proposal, Tie
from intlstrategy.relations.models.holders import link_to
from intlstrategy.relations.models.proposal import BECOMES

Standing = Proposal.Standing
OUTCOME_OF = {"engagement": "outcome", "mission": "results"}  # where each keeps what came of it


def demand_waiting(proposal: Proposal) -> None:
    if not proposal.is_waiting:
        raise ValidationError(_("This proposal does not wait for the office any more."))


@transaction.atomic
def propose_relation(*, proposal: Proposal, by: Membership) -> Proposal:
    """Send it to the office, in the name of whoever writes it and of their department."""
    proposal.proposed_by, proposal.department = by, by.department
    return save_record(proposal, by=by.user, verb="proposed")


@transaction.atomic
def edit_relation_proposal(*, proposal: Proposal, by: User, seen: int | None = None) -> Proposal:
    """Write a proposal again; one that was returned goes back to the office."""
    if seen is not None:
        claim(proposal, seen)
    if not proposal.is_draft:
        raise ValidationError(_("The office has taken this proposal over: write on what it became."))
    was_returned = proposal.standing == Standing.RETURNED
    proposal.standing, proposal.return_note = Standing.PROPOSED, ""
    return save_record(proposal, by=by, verb="proposed again" if was_returned else "changed")


@transaction.atomic
def return_relation_proposal(*, proposal: Proposal, note: str, by: User, seen: int | None = None) -> Proposal:
    """Give a proposal back to whoever made it, and say what is missing."""
    if seen is not None:
        claim(proposal, seen)
    demand_waiting(proposal)
    if not note.strip():
        raise ValidationError(_("Say what is missing, so that it can be sent again."))
    proposal.standing, proposal.return_note = Standing.RETURNED, note.strip()
    proposal.save(by=by, update_fields=["standing", "return_note"])
    record("returned", proposal, by=by, detail=note)
    return proposal


@transaction.atomic
def make_of_proposal(*, proposal: Proposal, make: Callable[[], Any], by: User, seen: int | None = None) -> Any:
    """Carry out what saves a new engagement or mission, and say in the same transaction what it was made of."""
    stored = held_as_seen(proposal, seen)
    demand_waiting(stored)
    made = make()
    settle(stored, made, Standing.ACCEPTED)
    stored.save(by=by)
    record("accepted", stored, by=by, detail=str(made))
    return made


@transaction.atomic
def merge_relation_proposal(
    *,
    proposal: Proposal,
    into: Engagement | Mission,
    by: User,
    seen: int | None = None,
    into_seen: int | None = None,
) -> Engagement | Mission:
    """Add a proposal's texts to an engagement or a mission that the registers hold already."""
    claim(proposal, proposal.revision if seen is None else seen)
    demand_waiting(proposal)
    claim(into, into.revision if into_seen is None else into_seen)
    if into.municipality_id != proposal.municipality_id:
        raise ValidationError(_("Choose what it is to be added to."))
    outcome = OUTCOME_OF[link_to(Proposal, into, BECOMES)]
    into.purpose = joined(into.purpose, proposal.purpose or proposal.title)
    setattr(into, outcome, joined(getattr(into, outcome), proposal.outcome))
    into.save(by=by, update_fields=["purpose", outcome])
    add_links(proposal, into, by)
    record("merged", into, by=by, detail=str(proposal))
    settle(proposal, into, Standing.MERGED)
    proposal.save(by=by)
    record("merged into another", proposal, by=by, detail=str(into))
    return into


def add_links(proposal: Proposal, into: Engagement | Mission, by: User) -> None:
    """The organisation it was with and the action it serves, where they are not named there yet."""
    link = link_to(Proposal, into, BECOMES)
    of_city = proposal.municipality
    guests: Any = Attendance if link == "engagement" else MissionParticipant
    rows: list[Any] = []
    if (
        proposal.stakeholder_id
        and not guests.objects.of(of_city).filter(**{link: into}, stakeholder=proposal.stakeholder_id).exists()
    ):
        rows.append(guests(municipality=of_city, stakeholder=proposal.stakeholder, **{link: into}))
    if proposal.action_id and not Tie.objects.of(of_city).filter(**{link: into}, action=proposal.action_id).exists():
        rows.append(Tie(municipality=of_city, action=proposal.action, **{link: into}))
    for row in rows:
        save_record(row, by=by)


def settle(proposal: Proposal, became: Engagement | Mission, standing: Proposal.Standing) -> None:
    proposal.engagement = proposal.mission = None
    setattr(proposal, link_to(Proposal, became, BECOMES), became)
    proposal.standing = standing
