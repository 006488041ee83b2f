"""What a network costs, what is made of it, and how all of them stand side by side."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.relations.value import Spent, Use, compare, share, value, years_of

amounts = st.decimals(0, 10**6, places=2)
spent = st.builds(Spent, st.integers(2015, 2030), st.none() | amounts, st.none() | st.decimals(0, 300, places=1))
uses = st.builds(Use, st.integers(0, 20), st.integers(0, 12), st.integers(0, 40), st.integers(0, 5))
day_costs = st.none() | st.decimals(0, 1000, places=2)
values = st.builds(value, st.lists(spent, max_size=8), uses, day_costs, st.just(2026))


def test_the_cost_of_a_year_is_its_fee_and_the_days_of_staff():
    assert Spent(2026, Decimal(5000), Decimal("12.5")).cost(Decimal(200)) == 7500
    assert Spent(2026, None, Decimal(10)).cost(None) == 0


def test_this_year_and_the_two_before_are_looked_at():
    told = [Spent(year, Decimal(100), Decimal(1)) for year in range(2020, 2030)]
    found = value(told, Use(deliverables=2, departments=5, contacts=1, roles=1), Decimal(50), 2026)

    assert (found.first_year, found.last_year) == (2024, 2026) == years_of(2026)
    assert (found.fees, found.staff_days, found.cost) == (300, 3, 450)
    assert (found.use.count, found.per_use, found.is_unused) == (4, Decimal("112.50"), False)


def test_what_costs_and_is_not_used_comes_first_and_then_the_dearest_use():
    def of(fee, **use):
        return value([Spent(2026, Decimal(fee), None)], Use(**use), None, 2026)

    found = compare({1: of(100, contacts=10), 2: of(50), 3: of(900, roles=1), 4: of(0), 5: of(70)})

    assert found.order == (5, 2, 3, 1, 4)
    assert (found.unused, found.unused_cost, found.cost, found.highest) == ((5, 2), 120, 1120, 900)


def test_nothing_compared_is_nothing():
    found = compare({})

    assert (found.order, found.cost, found.unused, found.highest) == ((), 0, (), 0)
    assert share(Decimal(1), Decimal(0)) == 0


@given(st.lists(spent, max_size=10), uses, day_costs)
def test_only_the_years_that_are_looked_at_cost(told, use, day_cost):
    inside = [each for each in told if 2024 <= each.year <= 2026]

    assert value(told, use, day_cost, 2026) == value(inside, use, day_cost, 2026)


@given(st.lists(spent, max_size=10), uses, day_costs, spent)
def test_one_year_more_never_costs_less(told, use, day_cost, more):
    assert value([*told, more], use, day_cost, 2026).cost >= value(told, use, day_cost, 2026).cost


@given(values)
def test_it_is_unused_when_it_costs_and_nothing_is_made_of_it(found):
    assert found.is_unused == (found.cost > 0 and found.per_use is None)
    assert found.per_use is None or abs(found.per_use * found.use.count - found.cost) <= found.use.count


@given(st.dictionaries(st.integers(1, 50), values, max_size=12))
def test_all_stand_in_the_comparison_once_and_the_unused_ones_first(told):
    found = compare(told)

    assert sorted(found.order) == sorted(told)
    assert found.order[: len(found.unused)] == found.unused
    assert found.cost == sum((each.cost for each in told.values()), Decimal(0))
    assert all(0 <= share(each.cost, found.highest) <= 100 for each in told.values())
