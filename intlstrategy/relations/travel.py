"""How a mission stands on a day, by when it has to be told and reported, and what it costs: computed, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

OUTGOING, INCOMING, ONLINE = "outgoing", "incoming", "online"
PLANNED, APPROVED, UNDER_WAY, TO_REPORT, REPORTED, CANCELLED = (
    "planned", "approved", "under_way", "to_report", "reported", "cancelled",
)  # fmt: skip
STATES = (PLANNED, APPROVED, UNDER_WAY, TO_REPORT, REPORTED, CANCELLED)
REPORT_WITHIN = timedelta(days=15)  # after the last day
NOTICE_BEFORE = timedelta(days=1)  # the State is told before the first day


@dataclass(frozen=True, kw_only=True)
class Journey:
    """What a mission says of itself, as far as its state depends on it."""

    direction: str
    starts_on: date
    ends_on: date
    decided_on: date | None = None
    needs_notice: bool = False
    notified_on: date | None = None
    reported_on: date | None = None
    cancelled_on: date | None = None


def state_on(journey: Journey, day: date) -> str:
    """What prevails on a day: cancelled, reported, over and to be reported, under way, approved, or only planned."""
    if journey.cancelled_on is not None and journey.cancelled_on <= day:
        return CANCELLED
    if journey.reported_on is not None and journey.reported_on <= day:
        return REPORTED
    if journey.ends_on < day:
        return TO_REPORT
    if journey.starts_on <= day:
        return UNDER_WAY
    return APPROVED if journey.decided_on is not None and journey.decided_on <= day else PLANNED


def report_due_on(ends_on: date) -> date:
    return ends_on + REPORT_WITHIN


def ended_by(day: date) -> date:
    """The last day of the missions whose report is due by a day."""
    return day - REPORT_WITHIN


def notice_due_on(journey: Journey) -> date | None:
    """The day by which the State has to be told; None where it has not, or the mission is off."""
    if journey.direction != OUTGOING or not journey.needs_notice or journey.cancelled_on is not None:
        return None
    return journey.starts_on - NOTICE_BEFORE


def notice_was_late(journey: Journey) -> bool:
    due = notice_due_on(journey)
    return due is not None and journey.notified_on is not None and journey.notified_on > due


# What it costs -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    """One line: planned and real, by the city or by somebody else."""

    planned: Decimal | None
    real: Decimal | None
    is_ours: bool

    @property
    def counts(self) -> Decimal:
        """What was really spent once that is known, else what is planned."""
        return self.planned or Decimal(0) if self.real is None else self.real


@dataclass(frozen=True)
class Costs:
    """Sums of a mission. ``ours`` and ``theirs`` take each line as it really was, else as planned."""

    planned: Decimal
    real: Decimal
    ours: Decimal
    theirs: Decimal
    is_final: bool  # whether every line is known as it really was
    is_known: bool  # whether anything was noted at all
    ceiling: Decimal | None

    @property
    def over(self) -> Decimal:
        """By how much the city's own cost exceeds what was decided; zero where it does not, or nothing was."""
        return Decimal(0) if self.ceiling is None else max(self.ours - self.ceiling, Decimal(0))

    @property
    def left(self) -> Decimal | None:
        return None if self.ceiling is None else max(self.ceiling - self.ours, Decimal(0))


def costs(lines: Iterable[Cost], ceiling: Decimal | None) -> Costs:
    known = list(lines)
    zero = Decimal(0)
    return Costs(
        planned=sum((each.planned or zero for each in known), zero),
        real=sum((each.real or zero for each in known), zero),
        ours=sum((each.counts for each in known if each.is_ours), zero),
        theirs=sum((each.counts for each in known if not each.is_ours), zero),
        is_final=all(each.real is not None for each in known),
        is_known=bool(known),
        ceiling=ceiling,
    )
