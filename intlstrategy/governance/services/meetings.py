"""Decisions on the meetings of a body: when it meets, what about, and who was there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.registry import meeting_followers
from intlstrategy.documents.content import Content
from intlstrategy.documents.models import Document
from intlstrategy.documents.services import store_document
from intlstrategy.governance.models import AgendaItem, Decision, Meeting, Paper, Presence
from intlstrategy.municipalities.editing import bin_record, bulk_delete, bulk_save, claim, save_record


@dataclass(frozen=True)
class AgendaLine:
    """One point of an agenda as it is to stand there; ``pk`` is of the item that it was, None of a new one."""

    title: str
    note: str = ""
    pk: int | None = None


@transaction.atomic
def save_meeting(
    *,
    meeting: Meeting,
    agenda: Sequence[AgendaLine] | None = None,
    presences: Mapping[int, str] | None = None,
    by: User | None,
    seen: int | None = None,
) -> Meeting:
    """Write a meeting; where an agenda or the attendance by seat are given, these are all of it afterwards.

    What its decisions approved was decided on the day on which it met, also when that is put right later.
    """
    if not meeting._state.adding:
        hold_meeting(meeting, seen)
    refuse_odd_day(meeting)
    day = Meeting._base_manager.filter(pk=meeting.pk).values_list("on", flat=True).first()
    save_record(meeting, by=by, seen=seen)
    if day not in {None, meeting.on}:
        for each in meeting_followers:
            each.follow(meeting, by)
    if agenda is not None:
        set_agenda(meeting, agenda, by)
    if presences is not None:
        set_presences(meeting, presences, by)
    return meeting


def hold_meeting(meeting: Meeting, seen: int | None) -> None:
    """Whoever notes a decision of the same meeting waits."""
    if seen is not None:
        claim(meeting, seen)
    else:
        list(Meeting._base_manager.select_for_update().filter(pk=meeting.pk))


def refuse_odd_day(meeting: Meeting) -> None:
    """What is still to come was not held and decided nothing; a body meets while it exists."""
    today, states = timezone.localdate(), Meeting.State
    if meeting.on > today and meeting.state == states.HELD:
        raise ValidationError({"state": _("This meeting is still to come: it is convened, not held.")})
    if meeting.minutes_approved_on is not None and meeting.minutes_approved_on > today:
        raise ValidationError({"minutes_approved_on": _("That was today or earlier.")})
    if meeting.state != states.CANCELLED and not meeting.body.holds_on(meeting.on):
        raise ValidationError({"on": _("The body does not exist on that day.")})
    has_decisions = meeting.pk and Decision._base_manager.filter(meeting=meeting, binned_at=None).exists()
    if has_decisions and meeting.on > today:
        raise ValidationError({"on": _("It has decisions already, so it is not still to come.")})
    if has_decisions and meeting.state == states.CANCELLED:
        raise ValidationError({"state": _("It has decisions already, so it was not cancelled.")})


def set_agenda(meeting: Meeting, agenda: Sequence[AgendaLine], by: User | None) -> None:
    """Make the agenda exactly these points, in this order; a point that stays keeps its decisions and papers."""
    known = {row.pk: row for row in AgendaItem._base_manager.filter(meeting=meeting, binned_at=None)}
    kept = {line.pk for line in agenda if line.pk in known}
    for pk in sorted(known.keys() - kept):
        take_off(known[pk], by)
    changed: list[AgendaItem] = []
    added: list[AgendaItem] = []
    for position, line in enumerate(agenda, start=1):
        row = known.get(line.pk or 0) or AgendaItem(municipality=meeting.municipality, meeting=meeting)
        told = {"position": position, "title": line.title, "note": line.note}
        if row.pk is None:
            added.append(row)
        elif any(getattr(row, name) != value for name, value in told.items()):
            changed.append(row)
        for name, value in told.items():
            setattr(row, name, value)
    bulk_save(changed, by=by, fields=["position", "title", "note"])
    bulk_save(added, by=by)


def take_off(item: AgendaItem, by: User | None) -> None:
    """A point that something was decided on, or that has a paper, stays on the agenda."""
    linked = (model._base_manager.filter(item=item, binned_at=None) for model in (Decision, Paper))
    if any(rows.exists() for rows in linked):
        raise ValidationError(
            _("“%(name)s” stays on the agenda: a decision or a paper belongs to it.") % {"name": item.title}
        )
    bin_record(item, by=by)  # type: ignore[arg-type]  # nobody: a command


def set_presences(meeting: Meeting, wanted: Mapping[int, str], by: User | None) -> None:
    """Make the attendance exactly this: a state for each seat; an empty one is not noted."""
    known = {row.seat_id: row for row in Presence._base_manager.filter(meeting=meeting, binned_at=None)}
    bulk_delete([row for seat, row in known.items() if not wanted.get(seat)], by=by)
    changed: list[Presence] = []
    added: list[Presence] = []
    for seat, state in wanted.items():
        row = known.get(seat)
        if not state or (row is not None and row.state == state):
            continue
        if row is None:
            added.append(Presence(municipality=meeting.municipality, meeting=meeting, seat_id=seat, state=state))
        else:
            row.state = state
            changed.append(row)
    bulk_save(changed, by=by, fields=["state"])
    bulk_save(added, by=by)


@transaction.atomic
def save_paper(paper: Paper, *, by: User | None, seen: int | None = None) -> Paper:
    """Write which document goes with a meeting, and with which point of its agenda."""
    if paper.item is not None and paper.item.meeting_id != paper.meeting_id:
        raise ValidationError({"item": _("This point is on the agenda of another meeting.")})
    return save_record(paper, by=by, seen=seen)


@transaction.atomic
def upload_paper(*, paper: Paper, document: Document, upload: Any, content: Content, by: User) -> Paper:
    """Store a file and let it go with a meeting."""
    paper.document = store_document(document=document, upload=upload, content=content, by=by)
    return save_paper(paper, by=by)


@transaction.atomic
def save_presence(presence: Presence, *, by: User | None, seen: int | None = None) -> Presence:
    """Write whether a seat of the body was taken at its meeting."""
    if presence.seat.body_id != presence.meeting.body_id:
        raise ValidationError({"seat": _("This seat is one of another body.")})
    return save_record(presence, by=by, seen=seen)
