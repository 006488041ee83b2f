from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.periods import months_later

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 28), 48, date(2030, 11, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_a_day_so_many_months_later_is_the_same_day_or_the_last_of_its_month(day, months, later):
    assert months_later(day, months) == later


@given(days, st.integers(-600, 600))
def test_months_are_counted_by_the_calendar(day, months):
    later = months_later(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(days, st.integers(0, 600), st.integers(0, 600))
def test_more_months_are_never_earlier(day, fewer, more):
    assert months_later(day, min(fewer, more)) <= months_later(day, max(fewer, more))


def test_a_year_that_no_calendar_has_is_refused():
    with pytest.raises(OverflowError, match="There is no year 10000"):
        months_later(date(9999, 12, 1), 1)
