"""How far an action has come, how it goes, and how far that carries what it belongs to. Pure arithmetic.

Percentages are exact while they are computed (`Fraction`, 0 to 100) and rounded once, where they are shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

WHOLE = Fraction(100)
CENTS, UNITS = Decimal("0.01"), Decimal(1)
TYPED = 100  # the largest denominator of a percentage with two decimals


class Status(StrEnum):
    """The seven states; a city may have names of its own for each."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    DELAYED = "delayed"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class Source(StrEnum):
    """Where a percentage comes from."""

    UPDATE = "update"
    MILESTONES = "milestones"
    STATED = "stated"
    NOWHERE = "nowhere"


class Rule(StrEnum):
    """Why an action has the status it has."""

    OVERRIDDEN = "overridden"  # a person said so, with a reason
    SAID = "said"  # suspended or cancelled, as it was last said; or whatever was said where there is no percentage
    DONE = "done"  # 100 %, or said to be completed where there is no percentage
    PAST_END = "past_end"  # its end is past
    BEFORE_START = "before_start"  # its start is still to come
    MILESTONE_LATE = "milestone_late"
    UPDATE_LATE = "update_late"
    BEHIND = "behind"  # progress trails the time that has passed by more than the threshold
    UNDER_WAY = "under_way"
    NOTHING_YET = "nothing_yet"  # 0 %, and no day says that it should be more
    NO_DATA = "no_data"


@dataclass(frozen=True)
class MilestoneSeen:
    """One milestone: what it weighs, when it is due, and since when it is reached."""

    weight: Decimal = Decimal(1)
    due_on: date | None = None
    reached_on: date | None = None

    def is_late(self, today: date) -> bool:
        return self.due_on is not None and self.reached_on is None and self.due_on < today


@dataclass(frozen=True)
class Said:
    """A percentage and a status as somebody said them, on a day; either may be missing."""

    percent: Decimal | None = None
    status: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of one action.

    ``update`` is its latest approved update, ``stated`` what was stated before there was any. ``override`` is the status
    that a person set in place of the computed one.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    by_milestones: bool = False
    update: Said | None = None
    stated: Said | None = None
    milestones: Sequence[MilestoneSeen] = ()
    has_late_update: bool = False
    override: str = ""


@dataclass(frozen=True)
class Progress:
    """A percentage from 0 to 100, exact, and where it comes from; None is no data, never 0."""

    percent: Fraction | None
    source: Source


@dataclass(frozen=True)
class Standing:
    """A status, the rule that gave it, and the figures it was decided on; an empty status is no data."""

    status: str
    rule: Rule
    computed: str = ""  # what it would be, were it not overridden
    time: tuple[int, int] | None = None  # days that are past, of so many

    @property
    def elapsed(self) -> Fraction | None:
        """How much of its time is past, from 0 to 100."""
        return None if self.time is None else WHOLE * self.time[0] / self.time[1]


def progress_of(facts: Facts) -> Progress:
    """By its milestones where the action says so, else by its latest approved update, else as it was stated before any."""
    if facts.by_milestones:
        percent = of_milestones(facts.milestones)
        return Progress(percent, Source.MILESTONES if percent is not None else Source.NOWHERE)
    for said, source in ((facts.update, Source.UPDATE), (facts.stated, Source.STATED)):
        if said is not None and said.percent is not None:
            return Progress(Fraction(said.percent), source)
    return Progress(None, Source.NOWHERE)


def of_milestones(milestones: Iterable[MilestoneSeen]) -> Fraction | None:
    """The weight of those that are reached beside that of all; None where nothing has weight."""
    rows = list(milestones)
    total = sum((Fraction(each.weight) for each in rows), Fraction(0))
    if not total:
        return None
    return sum((Fraction(each.weight) for each in rows if each.reached_on), Fraction(0)) * WHOLE / total


def time_of(starts_on: date | None, ends_on: date | None, today: date) -> tuple[int, int] | None:
    """How many of its days are past, of how many: both its first and its last day count. None without both days."""
    if starts_on is None or ends_on is None:
        return None
    days, past = (ends_on - starts_on).days + 1, (today - starts_on).days
    return min(max(past, 0), days), days


def standing_of(facts: Facts, today: date, threshold: int, progress: Progress | None = None) -> Standing:
    """The status by the rules, or what a person set in its place; ``threshold`` is in percentage points.

    ``progress`` is that of the same facts, where it is known already.
    """
    computed = by_rules(facts, (progress or progress_of(facts)).percent, today, threshold)
    if facts.override:
        return Standing(facts.override, Rule.OVERRIDDEN, computed.status, computed.time)
    return computed


def by_rules(facts: Facts, percent: Fraction | None, today: date, threshold: int) -> Standing:
    """The first rule that holds decides."""
    past = time_of(facts.starts_on, facts.ends_on, today)
    said = last_said(facts)
    is_before = facts.starts_on is not None and facts.starts_on > today and not percent
    rules = (
        (said in {Status.SUSPENDED, Status.CANCELLED}, said, Rule.SAID),
        (is_done(percent, said), Status.COMPLETED, Rule.DONE),
        (facts.ends_on is not None and facts.ends_on < today, Status.DELAYED, Rule.PAST_END),
        (any(each.is_late(today) for each in facts.milestones), Status.AT_RISK, Rule.MILESTONE_LATE),
        (facts.has_late_update, Status.AT_RISK, Rule.UPDATE_LATE),
        (is_before, Status.NOT_STARTED, Rule.BEFORE_START),
        (is_behind(percent, past, threshold), Status.AT_RISK, Rule.BEHIND),
        (bool(percent), Status.ON_TRACK, Rule.UNDER_WAY),
        (percent is not None, Status.NOT_STARTED, Rule.NOTHING_YET),
        (bool(said), said, Rule.SAID),
    )
    status, rule = next(((status, rule) for holds, status, rule in rules if holds), ("", Rule.NO_DATA))
    return Standing(str(status), rule, str(status), past)


def last_said(facts: Facts) -> str:
    """The status in the latest approved update; what was stated before counts as long as no update says one."""
    return next((said.status for said in (facts.update, facts.stated) if said is not None and said.status), "")


def is_done(percent: Fraction | None, said: str) -> bool:
    return said == Status.COMPLETED if percent is None else percent >= WHOLE


def is_behind(percent: Fraction | None, time: tuple[int, int] | None, threshold: int) -> bool:
    """Whether the share of time that is past is more than so many points above the percentage: in whole numbers, since a
    page asks it of thousands."""
    if percent is None or time is None:
        return False
    past, days = time
    return 100 * past * percent.denominator - percent.numerator * days > threshold * days * percent.denominator


# What actions belong to -----------------------------------------------------------------------------------


@dataclass
class Branch:
    """Part of a plan: an action where it has a percentage of its own, else what its children make of theirs.

    What does not count (cancelled) and what weighs nothing is left out of the mean.
    """

    weight: Decimal = Decimal(1)
    percent: Fraction | None = None
    counts: bool = True
    children: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Mean:
    """The weighted mean of what has data, with how many of those that count have any."""

    percent: Fraction | None
    counted: int
    of: int


def rolled_up(branch: Branch) -> Fraction | None:
    """The percentage of a branch; an element with nothing to count says None, never 0."""
    return branch.percent if not branch.children else mean_of(branch.children).percent


def mean_of(branches: Iterable[Branch]) -> Mean:
    """Each weighted mean is taken of the means below it, one level after another."""
    those = [each for each in branches if each.counts and each.weight]
    known = [(each.weight, percent) for each in those if (percent := rolled_up(each)) is not None]
    total = sum((weight for weight, _percent in known), Decimal(0))
    by_denominator: dict[
        int, Decimal
    ] = {}  # what was typed has two decimals: it adds up exactly, and soon, as decimals
    above = Fraction(0)
    for weight, percent in known:
        below = percent.denominator
        if below <= TYPED:
            by_denominator[below] = by_denominator.get(below, Decimal(0)) + weight * percent.numerator
        else:
            above += Fraction(weight) * percent
    above += sum((Fraction(part) / below for below, part in by_denominator.items()), Fraction(0))
    return Mean(above / Fraction(total) if total else None, len(known), len(those))


def rounded(percent: Fraction | None, step: Decimal = CENTS) -> Decimal | None:
    """As it is shown, half of a step up; what is not quite all is never shown as all, nor what is something as nothing."""
    if percent is None:
        return None
    shown = (Decimal(percent.numerator) / Decimal(percent.denominator)).quantize(step, ROUND_HALF_UP)
    if percent < WHOLE and shown >= WHOLE:
        return Decimal(100) - step
    return step if percent > 0 and not shown else shown
