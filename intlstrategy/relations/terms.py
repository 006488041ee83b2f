"""How long an agreement lasts, when it is renewed and by when notice has to be given: computed from its dates, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from intlstrategy.core.periods import months_later

NONE, TACIT, EXPRESS = "none", "tacit", "express"
PROPOSED, NEGOTIATING, APPROVED, IN_FORCE = "proposed", "negotiating", "approved", "in_force"
DORMANT, SUSPENDED, EXPIRED, RELINQUISHED, COMMUNITY = "dormant", "suspended", "expired", "relinquished", "community"
OVER = (EXPIRED, RELINQUISHED)
NEVER_ENDS = (*OVER, COMMUNITY)  # what does not expire by its dates: it is over, or lives without a paper


@dataclass(frozen=True)
class Extension:
    """An amendment that moved the end: signed on a day, in force until another, None for no end at all."""

    on: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What an agreement says of its own length, and what its legal nature allows. Lengths are in months, notice in days."""

    signed_on: date | None = None
    in_force_on: date | None = None
    expires_on: date | None = None
    renewal: str = NONE
    renewal_months: int | None = None  # of each tacit renewal
    notice_days: int = 0
    longest_months: int | None = None
    longest_renewal_months: int | None = None
    extensions: tuple[Extension, ...] = ()
    given_on: date | None = None  # when one side gave notice, so that the term of that day is the last

    @property
    def starts_on(self) -> date | None:
        """From when it holds: when it says so, else from its signing."""
        return self.in_force_on or self.signed_on

    @property
    def longest_until(self) -> date | None:
        """The last day that its legal nature allows with every renewal; None where that sets no limit."""
        if self.starts_on is None or self.longest_months is None or self.longest_renewal_months is None:
            return None
        return months_later(self.starts_on, self.longest_months + self.longest_renewal_months)

    @property
    def first_term_until(self) -> date | None:
        """The last day that its legal nature allows before any renewal; None where that sets no limit."""
        if self.starts_on is None or self.longest_months is None:
            return None
        return months_later(self.starts_on, self.longest_months)


def end_known_on(terms: Terms, day: date) -> date | None:
    """The end as it was known on a day: the first one, or that of the last extension signed by then."""
    signed = [each for each in terms.extensions if each.on <= day]
    return max(signed, key=lambda each: each.on).until if signed else terms.expires_on


def renews_itself(terms: Terms) -> bool:
    return terms.renewal == TACIT and bool(terms.renewal_months)


def end_on(terms: Terms, day: date) -> date | None:
    """When the term that runs on a day ends: tacit renewals follow one another up to what its legal nature allows.

    The first term ends when it says; after the longest possible end nothing is renewed, nor once notice was given. What
    was signed afterwards holds all the same. None: it has no end.
    """
    if terms.given_on is not None and terms.given_on < day:
        signed_since = [each for each in terms.extensions if terms.given_on < each.on <= day]
        return end_known_on(terms, day) if signed_since else end_on(terms, terms.given_on)
    end = end_known_on(terms, day)
    if end is None or end >= day or not renews_itself(terms):
        return end
    months, limit = terms.renewal_months or 1, terms.longest_until
    missing = (day.year - end.year) * 12 + day.month - end.month
    count = max(missing // months, 1)
    rolled = months_later(end, count * months)
    while rolled < day:
        count += 1
        rolled = months_later(end, count * months)
    if limit is None or rolled <= limit:
        return rolled
    return max(end, limit)


@dataclass(frozen=True)
class Ahead:
    """What comes next: the end of the running term, the last day for notice, and whether it then renews itself."""

    ends_on: date | None
    notice_on: date | None
    is_renewed: bool


def ahead(terms: Terms, day: date) -> Ahead:
    """The dates to watch, seen from a day. Notice is due before the end by as many days as agreed, or as the law says,
    and no more once it was given."""
    end = end_on(terms, day)
    if end is None:
        return Ahead(None, None, is_renewed=False)
    if terms.given_on is not None and terms.given_on <= day:
        return Ahead(end, None, is_renewed=False)
    follows = renews_itself(terms) and (terms.longest_until is None or end < terms.longest_until)
    return Ahead(end, end - timedelta(days=terms.notice_days), is_renewed=follows)


@dataclass(frozen=True)
class Change:
    """A status that somebody stated, valid from a day."""

    on: date
    status: str
    reason: str = ""


@dataclass(frozen=True)
class Standing:
    """The status on a day, since when, why, and whether its dates say so rather than a person."""

    status: str
    since: date | None
    reason: str = ""
    is_by_dates: bool = False


def status_on(terms: Terms, changes: Iterable[Change], day: date) -> Standing:
    """The last that was stated by a day, or that the dates brought about since: what came later prevails.

    On one day what a person stated prevails over the dates, and of two statements the one given later; only what comes
    before an agreement (proposed, negotiating, approved) gives way on its first day. Dates bring two things about: it is
    in force from its first day once it is signed, and it expires the day after its end.
    """
    stated = [each for each in changes if each.on <= day]
    standing = Standing(PROPOSED, None, is_by_dates=True)
    if stated:
        last = max(enumerate(stated), key=lambda pair: (pair[1].on, pair[0]))[1]
        standing = Standing(last.status, last.on, last.reason)
    start = terms.starts_on
    begun = start is not None and terms.signed_on is not None and max(start, terms.signed_on) <= day
    if begun and start is not None and terms.signed_on is not None:
        from_day = max(start, terms.signed_on)
        if standing.since is None or (
            standing.since <= from_day and standing.status in (PROPOSED, NEGOTIATING, APPROVED)
        ):
            standing = Standing(IN_FORCE, from_day, is_by_dates=True)
    end = end_on(terms, day)
    if begun and end is not None and end < day and standing.status not in NEVER_ENDS:
        after = end + timedelta(days=1)
        if standing.since is None or standing.since <= end:
            standing = Standing(EXPIRED, after, is_by_dates=True)
    return standing
