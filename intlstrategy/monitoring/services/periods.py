"""Decisions on reporting periods: what time is reported on, by when, and when it is settled for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intlstrategy.accounts.models import User
from intlstrategy.core.periods import Span, spans_of_year
from intlstrategy.journal.services import record
from intlstrategy.monitoring.models import ProgressUpdate, ReportingPeriod
from intlstrategy.municipalities.editing import claim, held, save_record
from intlstrategy.municipalities.models import Municipality

Standing = ProgressUpdate.Standing


@dataclass(frozen=True)
class Rhythm:
    """How many days after its last day a period opens, is due for departments and for the office, and closes."""

    opens: int = 1
    due: int = 15
    office: int = 25
    closes: int = 31


def save_period(*, period: ReportingPeriod, by: User | None, seen: int | None = None) -> ReportingPeriod:
    """Write a period that is not locked."""
    with transaction.atomic():
        if not period._state.adding:
            refuse_locked(held(period))
        return save_record(period, by=by, seen=seen)


def refuse_locked(period: ReportingPeriod) -> None:
    if period.is_locked:
        raise ValidationError(_("“%(name)s” is locked: nothing of it changes any more.") % {"name": period})


@transaction.atomic
def plan_periods(
    *, municipality: Municipality, year: int, parts: int, rhythm: Rhythm, by: User
) -> Sequence[ReportingPeriod]:
    """Write the quarters, half-years or the whole of a year that are not there yet."""
    known = set(ReportingPeriod.objects.of(municipality).values_list("starts_on", "ends_on"))
    wanted = [span for span in spans_of_year(year, parts) if (span.starts_on, span.ends_on) not in known]
    made = [save_record(period_of(municipality, span, rhythm), by=by) for span in wanted]
    if not made:
        raise ValidationError(_("All of these periods are there already."))
    return made


def period_of(municipality: Municipality, span: Span, rhythm: Rhythm) -> ReportingPeriod:
    def after(days: int) -> date:
        return span.ends_on + timedelta(days=days)

    return ReportingPeriod(
        municipality=municipality, title=str(span.title), starts_on=span.starts_on, ends_on=span.ends_on,
        opens_on=after(rhythm.opens), due_on=after(rhythm.due), office_due_on=after(rhythm.office),
        closes_on=after(rhythm.closes),
    )  # fmt: skip


@transaction.atomic
def lock_period(*, period: ReportingPeriod, by: User, seen: int | None = None) -> ReportingPeriod:
    """Settle a period: what was approved in it stays as it is, and what puts it right is an entry of its own."""
    claim(period, period.revision if seen is None else seen)
    refuse_locked(period)
    waiting = ProgressUpdate.objects.of(period.municipality).filter(period=period, standing=Standing.SUBMITTED).count()
    if waiting:
        words = ngettext(
            "%(n)d update waits for approval. Approve or return it first.",
            "%(n)d updates wait for approval. Approve or return them first.",
            waiting,
        )
        raise ValidationError(words % {"n": waiting})
    period.locked_at, period.locked_by = timezone.now(), by
    period.save(by=by, update_fields=["locked_at", "locked_by"])
    record("locked", period, by=by)
    return period
