"""What bodies decided: noted once it is decided, and followed up until it is done."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.governance.models import Decision, Meeting
from intlstrategy.municipalities.editing import save_record


@transaction.atomic
def save_decision(decision: Decision, *, by: User | None, seen: int | None = None) -> Decision:
    """Write a decision of a meeting that took place; one that is done or dropped was so today unless another day is said."""
    meeting = Meeting._base_manager.select_for_update().get(pk=decision.meeting_id)  # its day stays as it is
    refuse_undecided(meeting)
    if decision.due_on is not None and decision.due_on < meeting.on:
        raise ValidationError({"due_on": _("That is before it was decided.")})
    if decision.item is not None and decision.item.meeting_id != meeting.pk:
        raise ValidationError({"item": _("This point is on the agenda of another meeting.")})
    today = timezone.localdate()
    if decision.state in {Decision.State.NONE, Decision.State.OPEN}:
        decision.closed_on = None
    else:
        decision.closed_on = decision.closed_on or today
        if decision.closed_on > today:
            raise ValidationError({"closed_on": _("That was today or earlier.")})
        if decision.closed_on < meeting.on:
            raise ValidationError({"closed_on": _("That is before it was decided.")})
    save_record(decision, by=by, seen=seen)
    if meeting.state == Meeting.State.CONVENED:  # it decided something, so it was held
        meeting.state = Meeting.State.HELD
        save_record(meeting, by=by)
    return decision


def refuse_undecided(meeting: Meeting) -> None:
    """Nothing is decided in a meeting that is still to come, that was cancelled, or that is in the bin."""
    if meeting.binned_at is not None:
        raise ValidationError(_("This meeting went to the bin meanwhile."))
    if meeting.on > timezone.localdate():
        words = {"day": date_format(meeting.on, "SHORT_DATE_FORMAT")}
        raise ValidationError(
            _("This meeting is still to come, on %(day)s: its decisions are noted from that day on.") % words
        )
    if meeting.on == timezone.localdate() and meeting.time and meeting.time > timezone.localtime().time():
        words = {"time": time_format(meeting.time, "TIME_FORMAT")}
        raise ValidationError(_("This meeting begins at %(time)s: its decisions are noted from then on.") % words)
    if meeting.state == Meeting.State.CANCELLED:
        raise ValidationError(_("This meeting was cancelled, so it decided nothing."))
