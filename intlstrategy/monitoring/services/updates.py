"""Decisions on progress updates: written, sent, returned, approved, corrected."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.documents.models import Document
from intlstrategy.journal.services import record
from intlstrategy.monitoring.models import ProgressUpdate, ReportingPeriod
from intlstrategy.municipalities.editing import claim, held, save_record
from intlstrategy.municipalities.models import Membership
from intlstrategy.planning.models import Action
from intlstrategy.planning.services.links import set_links

Standing = ProgressUpdate.Standing


@transaction.atomic
def write_update(
    *, update: ProgressUpdate, by: Membership, evidence: Sequence[Document] | None = None, sends: bool, seen: int | None = None
) -> ProgressUpdate:  # fmt: skip
    """Write an update down, and send it to the office where ``sends``: only then does it have to say something.

    Nothing is written into a period that is not open; a correction is, for it says what was wrong once the period is over.
    """
    period = hold_period(update.period)
    if not update._state.adding:
        claim(update, update.revision if seen is None else seen)
    if update.corrects_id is None:
        refuse_closed(period)
    if not update._state.adding and not update.is_draft:
        raise ValidationError(_("It was sent already. The office may return it, so that you can change it."))
    refuse_unfit(update.action)
    update.reported_by = by
    if sends:
        refuse_empty(update)
        refuse_unexplained_fall(update)
        update.standing, update.submitted_at, update.return_note = Standing.SUBMITTED, timezone.now(), ""
        update.decided_by = update.decided_at = None
    update = save_record(update, by=by.user, verb="sent") if sends else save_record(update, by=by.user)
    if evidence is not None:
        set_links(update.evidence, "document", list(evidence), by.user)
    return update


def hold_period(period: ReportingPeriod) -> ReportingPeriod:
    """The period as it is now: whoever locks it waits."""
    return held(period)


def refuse_closed(period: ReportingPeriod) -> None:
    today, states = timezone.localdate(), ReportingPeriod.State
    state = period.state_on(today)
    words: dict[str, Any] = {"name": period}
    if state == states.LOCKED:
        raise ValidationError(_("“%(name)s” is locked. What was wrong in it is put right by a correction.") % words)
    if state == states.PLANNED:
        words["day"] = date_format(period.opens_on, "SHORT_DATE_FORMAT")
        raise ValidationError(_("“%(name)s” is not open yet: it opens on %(day)s.") % words)
    if state == states.CLOSED:
        words["day"] = date_format(period.closes_on, "SHORT_DATE_FORMAT")
        raise ValidationError(_("“%(name)s” closed on %(day)s. The office can open it for longer.") % words)


def refuse_unfit(action: Action) -> None:
    if action.standing != Action.Standing.ACCEPTED:
        raise ValidationError(_("Progress is reported once the office has accepted the proposal."))
    if not action.is_open:
        raise ValidationError(_("Its plan is closed, so nothing more is reported of it."))


def refuse_empty(update: ProgressUpdate) -> None:
    if update.percent is None and not update.status and not update.achievements.strip():
        raise ValidationError(_("State how far it has come, how it goes, or what was achieved."))


def refuse_unexplained_fall(update: ProgressUpdate) -> None:
    """Less than before is possible, and says why."""
    before = percent_before(update)
    if before is None or update.percent is None or update.percent >= before or update.why_lower.strip():
        return
    words = {"before": f"{before.normalize():f}"}
    raise ValidationError({"why_lower": _("It was %(before)s %% before. Say why it is less now.") % words})


def percent_before(update: ProgressUpdate) -> Decimal | None:
    """The percentage that was approved last, of the periods up to this one; what was stated before any, where none was."""
    earlier = (
        ProgressUpdate.objects.of(update.municipality)
        .approved()
        .filter(action=update.action_id, period__ends_on__lte=update.period.ends_on, percent__isnull=False)
        .exclude(pk=update.pk)
        .latest_first()
        .first()
    )
    return update.action.stated_progress if earlier is None else earlier.percent


@transaction.atomic
def return_update(*, update: ProgressUpdate, note: str, by: User, seen: int | None = None) -> ProgressUpdate:
    """Give an update back to whoever sent it, and say what is missing."""
    demand_waiting(update, seen)
    if not note.strip():
        raise ValidationError({"note": _("Say what is missing, so that it can be sent again.")})
    update.standing, update.return_note = Standing.RETURNED, note.strip()
    update.decided_by, update.decided_at = by, timezone.now()
    update.save(by=by, update_fields=["standing", "return_note", "decided_by", "decided_at"])
    record("returned", update, by=by, detail=note)
    return update


@transaction.atomic
def approve_update(*, update: ProgressUpdate, by: User, seen: int | None = None) -> ProgressUpdate:
    """Let an update count. In simple mode, and only there, whoever sent it may be the one."""
    demand_waiting(update, seen)
    is_own = update.reported_by is not None and update.reported_by.user_id == by.pk
    if is_own and not update.municipality.is_simple:
        raise ValidationError(_("You sent this one yourself: somebody else approves it."))
    update.standing, update.decided_by, update.decided_at = Standing.APPROVED, by, timezone.now()
    update.save(by=by, update_fields=["standing", "decided_by", "decided_at"])
    own_words = _("Approved by whoever sent it") if is_own else ""
    record("approved", update, by=by, detail=own_words)
    return update


def demand_waiting(update: ProgressUpdate, seen: int | None) -> None:
    """It waits for the office, in a period that nothing has settled."""
    period = hold_period(update.period)
    claim(update, update.revision if seen is None else seen)
    if update.corrects_id is None and period.is_locked:
        raise ValidationError(_("“%(name)s” is locked: nothing of it changes any more.") % {"name": period})
    if update.standing != Standing.SUBMITTED:
        raise ValidationError(_("This update does not wait for approval any more."))
