"""Days, weeks and months of the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.calendar import CalendarEntry, by_day, in_order, month_of, weeks_of

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def entry(starts, ends=None, **told) -> CalendarEntry:
    return CalendarEntry(**{"kind": "engagements", "uid": "x", "title": "Visit", "starts": starts, "ends": ends} | told)


@given(day=DAYS, first=st.integers(0, 6))
def test_the_weeks_of_a_month_are_whole_hold_each_of_its_days_once_and_begin_on_the_day_asked_for(day, first):
    weeks = weeks_of(day, first)
    days = [each for week in weeks for each in week]
    begin, end = month_of(day)

    assert {len(week) for week in weeks} == {7}
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert [each for each in days if each.month == day.month] == [
        begin + timedelta(days=n) for n in range((end - begin).days + 1)
    ]
    assert {week[0].isoweekday() % 7 for week in weeks} == {first % 7}
    assert any(each.month == day.month for each in weeks[0])
    assert any(each.month == day.month for each in weeks[-1])


@given(day=DAYS)
def test_a_month_ends_on_the_day_before_the_next_one_begins(day):
    first, last = month_of(day)

    assert first.day == 1
    assert first <= day <= last
    assert (last + timedelta(days=1)).day == 1


@given(starts=DAYS, length=st.integers(0, 60), first=DAYS, window=st.integers(0, 40))
def test_something_of_several_days_stands_on_each_of_them_that_is_asked_for(starts, length, first, window):
    last = first + timedelta(days=window)
    days = by_day([entry(starts, starts + timedelta(days=length))], first, last)

    wanted = [starts + timedelta(days=n) for n in range(length + 1)]
    assert list(days) == [day for day in wanted if first <= day <= last]


def test_an_hour_belongs_to_the_day_it_has_where_the_city_is():
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight in Madrid

    assert entry(late).first_day == date(2026, 7, 1)
    assert entry(late, late + timedelta(hours=1)).last_day == date(2026, 7, 1)
    assert not entry(late).is_all_day


def test_an_end_before_the_start_is_no_end():
    assert entry(date(2026, 5, 2), date(2026, 5, 1)).last_day == date(2026, 5, 2)


def test_whole_days_come_before_hours_and_hours_in_their_order():
    noon, nine = (datetime(2026, 5, 2, hour, tzinfo=UTC) for hour in (12, 9))
    entries = [entry(noon, uid="noon"), entry(nine, uid="nine"), entry(date(2026, 5, 2), uid="day")]

    assert [each.uid for each in in_order(entries)] == ["day", "nine", "noon"]


@pytest.mark.parametrize(("detail", "words"), [("", "Visit"), ("Action ends", "Action ends: Visit")])
def test_an_entry_that_stands_alone_says_what_happens(detail, words):
    assert entry(date(2026, 5, 2), detail=detail).in_words == words
