"""Who held a seat on a day, and how the seats of a body are spread: pure functions, whatever the dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.governance.balance import balance_of
from intlstrategy.governance.holders import holder_on, in_the_way

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
SECTORS = ["public", "private", "civil"]
SIDES = ["political", "technical"]


@dataclass(frozen=True)
class Held:
    key: int
    starts_on: date | None
    ends_on: date | None

    def on(self, day):
        return (self.starts_on or date.min) <= day <= (self.ends_on or date.max)


@dataclass(frozen=True)
class Seated:
    sector: str
    side: str


@st.composite
def spans(draw, key=0):
    starts, ends = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if starts and ends and ends < starts:
        starts, ends = ends, starts
    return Held(key, starts, ends)


@given(st.lists(spans(), max_size=6), DAYS)
def test_somebody_holds_it_exactly_when_one_of_the_spans_has_the_day_and_then_whoever_began_last(held, day):
    found = holder_on(held, day)

    there = [each for each in held if each.on(day)]
    assert (found is None) == (not there)
    assert (
        found is None
        or (found in there and found.starts_on == max(e.starts_on or date.min for e in there))
        or (found.starts_on is None)
    )


@given(spans(key=1), st.lists(spans(), max_size=6), DAYS)
def test_where_nobody_is_in_the_way_no_day_has_two_holders(new, others, day):
    if in_the_way(new, others) is None:
        assert not (new.on(day) and any(each.on(day) for each in others))


@given(spans(key=1), spans(key=2))
def test_two_are_in_each_others_way_exactly_when_they_share_a_day(one, two):
    first = max(one.starts_on or date.min, two.starts_on or date.min)
    shares = one.on(first) and two.on(first)

    assert (in_the_way(one, [two]) is two) == shares
    assert (in_the_way(two, [one]) is one) == shares


@given(st.lists(DAYS, min_size=1, max_size=6, unique=True), DAYS)
def test_of_holders_one_after_the_other_there_is_one_each_day(starts, day):
    begun = sorted(starts)
    ends = [*(following - timedelta(days=1) for following in begun[1:]), None]
    held = [Held(n, first, last) for n, (first, last) in enumerate(zip(begun, ends, strict=True))]

    found = holder_on(held, day)

    assert (found.key if found else None) == max((n for n, first in enumerate(begun) if first <= day), default=None)
    assert all(in_the_way(each, [other for other in held if other is not each]) is None for each in held)


@given(st.lists(st.builds(Seated, st.sampled_from([*SECTORS, ""]), st.sampled_from([*SIDES, ""]))))
def test_every_seat_is_counted_once_in_its_row_and_its_column(seats):
    told = balance_of(seats, SECTORS, SIDES)

    assert told.total == len(seats) == sum(row.total for row in told.rows) == sum(told.totals)
    assert [row.sector for row in told.rows] == [s for s in [*SECTORS, ""] if any(each.sector == s for each in seats)]
    for row in told.rows:
        assert row.counts == tuple(seats.count(Seated(row.sector, side)) for side in [*SIDES, ""])
