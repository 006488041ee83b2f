"""Decisions on approaches: how they come in, how they are judged, what is answered and what they become."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.text import fold
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import (
    bulk_delete,
    bulk_save,
    claim,
    held,
    held_as_seen,
    hold_named,
    save_record,
)
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.relations.models import (
    Approach,
    ApproachChange,
    ApproachCriterion,
    ApproachDesk,
    ApproachJudgement,
)
from intlstrategy.relations.models.approach import OUTCOMES
from intlstrategy.relations.models.holders import link_to
from intlstrategy.relations.services.taking_part import Served, set_served
from intlstrategy.stakeholders.models import Person, Stakeholder
from intlstrategy.stakeholders.services.people import save_person, years_from

Status = Approach.Status
TAKE_PART = {"engagement": "attendances__engagement", "mission": "missions__mission"}  # of a person


@dataclass(frozen=True)
class Given:
    """What a member gives for one criterion: points from 0 to 4, and why."""

    value: int
    note: str = ""


@transaction.atomic
def save_approach(
    *, approach: Approach, served: Served | None = None, by: User | None, seen: int | None = None
) -> Approach:
    """Write an approach; a new one gets the next number of the year in which it came, and its first status."""
    if approach.received_on > timezone.localdate():
        raise ValidationError({"received_on": _("That was today or earlier.")})
    is_new = approach._state.adding
    if is_new:
        give_number(approach)
        approach.keep_until = approach.keep_until or contact_data_until(approach)
    save_record(approach, by=by, seen=seen)
    if is_new:
        note_change(approach, on=approach.received_on, by=by)
    if served is not None:
        set_served({"approach": approach}, served, by)
    return approach


def give_number(approach: Approach) -> None:
    """The next one of the year in this city. Whoever adds another at the same moment waits; a number is never used again."""
    Municipality.objects.select_for_update(no_key=True).get(pk=approach.municipality_id)
    approach.year = approach.received_on.year
    there = Approach._base_manager.filter(municipality=approach.municipality_id, year=approach.year)
    approach.number = (there.aggregate(last=Max("number"))["last"] or 0) + 1
    approach.reference = f"{approach.year}-{approach.number:03d}"


def desk_of(municipality: Municipality) -> ApproachDesk:
    """How a city takes approaches in: as it said, or as it is before anybody said anything."""
    return ApproachDesk.objects.of(municipality).first() or ApproachDesk(municipality=municipality)


def contact_data_until(approach: Approach) -> date:
    return years_from(approach.received_on, desk_of(approach.municipality).years_kept)


def note_change(
    approach: Approach, *, on: date, by: User | None, reason: str = "", member: Membership | None = None
) -> None:
    row = ApproachChange(
        municipality=approach.municipality, approach=approach, status=approach.status, on=on, reason=reason, member=member
    )  # fmt: skip
    bulk_save([row], by=by)


# The public form ------------------------------------------------------------------------------------------


def receive_approach(*, approach: Approach, desk: ApproachDesk, sent_key: str, consent_version: str) -> Approach:
    """Take in what somebody sent by the public form; what is sent a second time is the first."""
    try:
        with transaction.atomic():
            there = sent_before(approach, sent_key)
            if there is not None:
                return there
            today = timezone.localdate()
            approach.channel, approach.received_on = Approach.Channel.FORM, today
            approach.sent_key, approach.consent_version = sent_key, consent_version
            approach.consent_at = timezone.now()
            approach.decider, approach.decide_by = desk.decider, today + timedelta(days=desk.answer_days)
            here = Membership.objects.of(approach.municipality).on(today)
            if desk.decider_id is not None and not here.filter(pk=desk.decider_id).exists():
                approach.decider = None  # whoever left decides no more
            return save_approach(approach=approach, by=None)
    except IntegrityError:
        there = sent_before(approach, sent_key)
        if there is None:
            raise
        return there


def sent_before(approach: Approach, sent_key: str) -> Approach | None:
    return Approach._base_manager.filter(municipality=approach.municipality_id, sent_key=sent_key).first()


# Judging and deciding -------------------------------------------------------------------------------------


@transaction.atomic
def judge_approach(
    *,
    approach: Approach,
    member: Membership,
    given: Mapping[ApproachCriterion, Given],
    by: User | None,
    on: date | None = None,
) -> None:
    """Write what a member gives for each criterion: these are all of theirs afterwards. It is being judged from then on."""
    approach = held(approach)
    if approach.is_decided:
        raise ValidationError(_("It is decided already. Reopen it before it is judged again."))
    stored = {
        row.criterion_id: row
        for row in ApproachJudgement.objects.of(approach.municipality).filter(approach=approach, member=member)
    }
    wanted = {each.pk: (each, told) for each, told in given.items()}
    bulk_delete([row for pk, row in stored.items() if pk not in wanted], by=by)
    changed, new = [], []
    for pk, (criterion, told) in wanted.items():
        row = stored.get(pk)
        if row is None:
            new.append(
                ApproachJudgement(
                    municipality=approach.municipality, approach=approach, criterion=criterion, member=member,
                    value=told.value, note=told.note,
                )
            )  # fmt: skip
        elif (row.value, row.note) != (told.value, told.note):
            row.value, row.note = told.value, told.note
            changed.append(row)
    hold_named(new)
    bulk_save(new, by=by)
    bulk_save(changed, by=by, fields=["value", "note"])
    if approach.status == Status.RECEIVED and wanted:
        turn(approach, Status.JUDGING, by=by, member=member, on=on)
    record("judged", approach, by=by)


def turn(
    approach: Approach, status: str, *, by: User | None, member: Membership | None, on: date | None = None, reason: str = ""
) -> None:  # fmt: skip
    approach.status = status
    approach.save(by=by)
    note_change(approach, on=on or timezone.localdate(), by=by, member=member, reason=reason)


@transaction.atomic
def decide_approach(
    *, approach: Approach, status: str, reason: str, answer: str = "", on: date | None = None, member: Membership | None,
    by: User | None, seen: int | None = None,
) -> Approach:  # fmt: skip
    """Accept, decline, or note that it was withdrawn, for good unless it is reopened.

    What each criterion weighed stays with the judgements: other weights change no decision afterwards. A score decides
    nothing: whoever decides says why.
    """
    claim(approach, approach.revision if seen is None else seen)
    on = on or timezone.localdate()
    if approach.is_decided:
        raise ValidationError(_("It is decided already."))
    if status not in {Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN}:
        raise ValidationError({"status": _("Choose what is decided.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if not approach.received_on <= on <= timezone.localdate():
        raise ValidationError({"on": _("That was today or earlier, and not before it came.")})
    keep_weights(approach, by=by)
    approach.reason, approach.answer = reason, answer
    approach.answered_on = None if status == Status.WITHDRAWN else on
    turn(approach, status, by=by, member=member, on=on, reason=reason)
    is_declined = status == Status.DECLINED
    record(
        "accepted" if status == Status.ACCEPTED else "declined" if is_declined else "noted as withdrawn",
        approach,
        by=by,
    )
    return approach


def keep_weights(approach: Approach, *, by: User | None) -> None:
    rows = list(
        ApproachJudgement.objects.of(approach.municipality).filter(approach=approach).select_related("criterion")
    )
    for row in rows:
        row.weight_then = row.criterion.weight
    bulk_save(rows, by=by, fields=["weight_then"])


@transaction.atomic
def reopen_approach(
    *, approach: Approach, reason: str, member: Membership | None, by: User | None, seen: int | None = None
) -> Approach:
    """Take a decision back, with a reason: it is judged again, by what the criteria weigh today."""
    claim(approach, approach.revision if seen is None else seen)
    if not approach.is_decided:
        raise ValidationError(_("It is not decided yet."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    became = next((found for name in OUTCOMES if (found := living_outcome(approach, name))), None)
    if became is not None:
        raise ValidationError(_("It became “%(name)s” already. Move that to the bin first.") % {"name": became})
    rows = list(ApproachJudgement.objects.of(approach.municipality).filter(approach=approach))
    for row in rows:
        row.weight_then = None
    bulk_save(rows, by=by, fields=["weight_then"])
    approach.answered_on = None
    turn(approach, Status.JUDGING, by=by, member=member, reason=reason)
    record("reopened", approach, by=by)
    return approach


# What it becomes ------------------------------------------------------------------------------------------


def living_outcome(approach: Approach, name: str) -> Any:
    """What an approach became, unless that is in the bin."""
    found = getattr(approach, name)
    return found if found is not None and found.binned_at is None else None


@transaction.atomic
def make_of_approach(*, approach: Approach, make: Callable[[], Any], by: User | None, seen: int | None = None) -> Any:
    """Carry out what saves a new agreement, mission or engagement, and say in the same transaction what it came from."""
    stored = held_as_seen(approach, seen)
    if stored.status != Status.ACCEPTED:
        raise ValidationError(_("Only an approach that was accepted becomes something."))
    made = make()
    link = link_to(Approach, made, OUTCOMES)
    if living_outcome(stored, link) is not None:
        raise ValidationError(_("It became “%(name)s” already.") % {"name": getattr(stored, link)})
    setattr(stored, link, made)
    stored.save(by=by)
    pass_on_contact(stored, made, by)
    record("made something of", stored, by=by, detail=str(made))
    return made


def pass_on_contact(approach: Approach, made: Any, by: User | None) -> None:
    """How the sender is reached goes along to the person of that name who takes part and of whom nothing is known yet."""
    guests = TAKE_PART.get(link_to(Approach, made, OUTCOMES))
    if guests is None or not approach.contact_name:
        return
    unknown = Person.objects.of(approach.municipality).filter(email="", phone="", **{guests: made})
    person = next((each for each in unknown if fold(each.name) == fold(approach.contact_name)), None)
    if person is None:
        return
    person.email, person.phone = approach.contact_email, approach.contact_phone
    day = date_format(approach.received_on, "SHORT_DATE_FORMAT")
    person.source = "; ".join(filter(None, [person.source, _("Approach received on %(day)s") % {"day": day}]))[:300]
    save_person(person=person, by=by)


@transaction.atomic
def settle_sender(
    *, approach: Approach, stakeholder: Stakeholder, by: User | None, seen: int | None = None
) -> Approach:
    """Say which organisation of the register it comes from; a new one is added."""
    claim(approach, approach.revision if seen is None else seen)
    if stakeholder._state.adding:
        save_record(stakeholder, by=by)
    approach.stakeholder = stakeholder
    return save_record(approach, by=by)


# Criteria and settings ------------------------------------------------------------------------------------


@transaction.atomic
def save_criterion(criterion: ApproachCriterion, *, by: User | None, seen: int | None = None) -> ApproachCriterion:
    """Write a criterion; a new one comes last."""
    if criterion._state.adding:
        Municipality.objects.select_for_update(no_key=True).get(pk=criterion.municipality_id)
        last = ApproachCriterion.objects.of(criterion.municipality).aggregate(last=Max("position"))["last"]
        criterion.position = (last or 0) + 1
    return save_record(criterion, by=by, seen=seen)


@transaction.atomic
def move_criterion(*, criterion: ApproachCriterion, step: int, by: User | None) -> None:
    """One place up (-1) or down (1); the first does not go up, nor the last down."""
    Municipality.objects.select_for_update(no_key=True).get(pk=criterion.municipality_id)
    rows = list(ApproachCriterion.objects.of(criterion.municipality))
    here = next(number for number, row in enumerate(rows) if row.pk == criterion.pk)
    there = min(max(here + step, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    moved = [(row, number) for number, row in enumerate(rows, start=1) if row.position != number]
    for row, number in moved:
        row.position = number
    bulk_save([row for row, _number in moved], by=by, fields=["position"])
    if here != there:
        record("moved", criterion, by=by)


@transaction.atomic
def take_over_criteria(*, municipality: Municipality, ready: Iterable[dict[str, Any]], by: User | None) -> int:
    """Add the ready criteria that the city does not have yet, by their names; says how many."""
    known = set(ApproachCriterion.objects.of(municipality).values_list("folded", flat=True))
    wanted = [fields for fields in ready if fold(fields["name"]) not in known]
    for fields in wanted:
        save_criterion(ApproachCriterion(municipality=municipality, **fields), by=by)
    return len(wanted)


def deciders_here(members: Any) -> Any:
    """Who may be named as deciding: whoever edits, or reads what is confidential."""
    return members.on(timezone.localdate()).filter(roles__role__in=["officer", "lead", "cabinet", "contributor"]).distinct()  # fmt: skip


def marks_of(municipality: Municipality, approaches: Sequence[Approach]) -> list[ApproachJudgement]:
    """What was given for these approaches, in one query."""
    rows = ApproachJudgement.objects.of(municipality).filter(approach__in=[each.pk for each in approaches])
    return list(rows.select_related("criterion", "member"))
