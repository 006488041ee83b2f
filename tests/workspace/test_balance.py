"""What a plan states beside what there is."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.places import Region, centres
from intlstrategy.workspace.balance import Priority, balance

COUNTS = st.dictionaries(st.sampled_from(["", *sorted(centres())]), st.integers(0, 500), max_size=30)
DISJOINT = [Priority(region.value) for region in Region if region != Region.EUROPEAN_UNION]


@given(counts=COUNTS)
def test_regions_that_do_not_overlap_hold_every_relation_once(counts):
    rows, rest = balance(DISJOINT, counts)

    known = sum(count for country, count in counts.items() if country)
    assert sum(row.count for row in rows) == known
    assert rest.count == 0
    assert all((row.actual is None) == (known == 0) for row in rows)


@given(counts=COUNTS, places=st.lists(st.sampled_from([*Region.values, *sorted(centres())]), unique=True, max_size=8))
def test_what_lies_outside_is_what_no_priority_holds(counts, places):
    rows, rest = balance([Priority(place) for place in places], counts)

    known = sum(count for country, count in counts.items() if country)
    assert max((row.count for row in rows), default=0) <= known - rest.count <= sum(row.count for row in rows)


def test_a_gap_is_told_in_points():
    [cuba, africa], rest = balance(
        [Priority("CU", Decimal(50)), Priority("sub_saharan_africa")], {"CU": 1, "SN": 1, "PT": 2, "": 7}
    )

    assert (cuba.count, cuba.actual, cuba.gap) == (1, Decimal(25), Decimal(-25))
    assert (africa.actual, africa.gap) == (Decimal(25), None)
    assert (rest.count, rest.actual) == (2, Decimal(50))


def test_at_home_is_left_out_unless_a_priority_names_it():
    counts = {"ES": 6, "PT": 1, "CU": 1}

    [europe], rest = balance([Priority("europe")], counts, home="ES")
    assert (europe.count, europe.actual, rest.count) == (1, Decimal(50), 1)
    [spain], rest = balance([Priority("ES")], counts, home="ES")
    assert (spain.count, spain.actual, rest.count) == (6, Decimal(75), 2)


def test_a_priority_without_any_relation_at_all_has_no_share():
    [cuba], rest = balance([Priority("CU", Decimal(50))], {})

    assert (cuba.count, cuba.actual, cuba.gap) == (0, None, None)
    assert rest.actual is None
