"""Who held a position on a day: whoever came later, a record of that day shows the one who was there."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.stakeholders.holders import first_on, held_on

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@dataclass(frozen=True)
class Held:
    key: int
    is_main: bool
    starts_on: date | None
    ends_on: date | None


@st.composite
def positions(draw):
    found = []
    for key in range(draw(st.integers(0, 6))):
        starts = draw(st.none() | DAYS)
        ends = draw(st.none() | DAYS)
        if starts and ends and ends < starts:
            starts, ends = ends, starts
        found.append(Held(key, draw(st.booleans()), starts, ends))
    return found


@given(positions(), DAYS)
def test_exactly_those_whose_days_include_the_day_hold_it(held, day):
    assert {each.key for each in held_on(held, day)} == {
        each.key for each in held if (each.starts_on or date.min) <= day <= (each.ends_on or date.max)
    }


@given(positions(), DAYS)
def test_the_main_contact_comes_first_and_then_whoever_began_last(held, day):
    found = held_on(held, day)

    assert [each.is_main for each in found] == sorted((each.is_main for each in found), reverse=True)
    for main in (True, False):
        begun = [each.starts_on or date.min for each in found if each.is_main is main]
        assert begun == sorted(begun, reverse=True)


@given(st.lists(DAYS, min_size=1, max_size=6, unique=True), DAYS)
def test_of_holders_one_after_the_other_there_is_one_each_day(starts, day):
    """Each begins on a day and leaves the day before the next one begins."""
    begun = sorted(starts)
    ends = [following - timedelta(days=1) for following in begun[1:]]
    held = [Held(n, False, first, last) for n, (first, last) in enumerate(zip(begun, [*ends, None], strict=True))]

    expected = max((n for n, first in enumerate(begun) if first <= day), default=None)
    found = first_on(held, day)
    assert (found.key if found else None) == expected
