"""How alive a relation is, and what the others bring for each euro of the city."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.periods import months_later
from intlstrategy.relations.leverage import Brought, balance
from intlstrategy.relations.vitality import SILENT, STEADY, STRONG, WEAK, vitality, window_of

TODAY = date(2026, 11, 28)
todays = st.dates(date(1990, 1, 1), date(2060, 12, 31))
some_days = st.lists(st.dates(date(1988, 1, 1), date(2061, 12, 31)), max_size=30)


def test_a_relation_in_which_nothing_happened_is_silent():
    found = vitality([], TODAY)

    assert (found.alive, found.level, found.activities, len(found.quarters)) == (0, SILENT, 0, 8)


def test_quarters_are_counted_back_from_today():
    found = vitality(
        [date(2026, 11, 28), date(2026, 8, 29), date(2026, 8, 28), date(2024, 11, 29), date(2024, 11, 28)], TODAY
    )

    assert [each.count for each in found.quarters] == [1, 0, 0, 0, 0, 0, 1, 2]
    assert (found.quarters[0].first, found.quarters[-1].last) == (date(2024, 11, 29), TODAY) == window_of(TODAY)


def test_words_follow_from_the_number_of_quarters():
    days = [months_later(TODAY, -3 * number) for number in range(8)]

    assert [vitality(days[:number], TODAY).level for number in range(9)] == [
        SILENT, WEAK, WEAK, STEADY, STEADY, STEADY, STRONG, STRONG, STRONG,
    ]  # fmt: skip


@given(some_days, todays)
def test_the_quarters_follow_one_another_and_cover_the_24_months(days, today):
    found = vitality(days, today).quarters

    assert [after.first - before.last for before, after in pairwise(found)] == [timedelta(days=1)] * 7
    assert (found[0].first, found[-1].last) == window_of(today)


@given(some_days, todays)
def test_only_what_happened_in_the_24_months_counts_and_each_once(days, today):
    first, last = window_of(today)
    found = vitality(days, today)

    assert found.activities == len([day for day in days if first <= day <= last])
    assert found.alive <= min(8, found.activities)


@given(some_days, some_days, todays)
def test_more_activity_never_makes_a_relation_less_alive(days, more, today):
    assert vitality([*days, *more], today).alive >= vitality(days, today).alive


@given(some_days, todays)
def test_much_in_one_quarter_is_worth_as_much_as_one(days, today):
    assert vitality([*days, *days], today).alive == vitality(days, today).alive


# Leverage -------------------------------------------------------------------------------------------------

amounts = st.decimals(0, 10**9, places=2)
contributions = st.lists(st.builds(Brought, st.booleans(), st.booleans(), st.none() | amounts), max_size=20)


def test_the_ratio_says_how_much_each_euro_of_the_city_sets_in_motion():
    found = balance(
        [
            Brought(is_ours=True, is_money=True, amount=Decimal(10_000)),
            Brought(is_ours=True, is_money=False, amount=None),
            Brought(is_ours=False, is_money=True, amount=Decimal(25_000)),
            Brought(is_ours=False, is_money=False, amount=Decimal(5_000)),
        ]
    )

    assert (found.ours, found.theirs, found.ratio, found.unvalued) == (10_000, 30_000, Decimal("3.00"), 1)


def test_where_the_city_brings_nothing_there_is_no_ratio():
    assert balance([Brought(is_ours=False, is_money=True, amount=Decimal(5))]).ratio is None


@given(contributions)
def test_nothing_is_lost_between_the_sides(brought):
    found = balance(brought)

    assert found.ours + found.theirs == sum((each.amount for each in brought if each.amount is not None), Decimal(0))
    assert found.unvalued == len([each for each in brought if each.amount is None])
