"""The map of the world: places, regions, marks."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.charts.world import (
    HEIGHT,
    LARGEST,
    SHAPES,
    SMALLEST,
    WIDTH,
    KindOfMark,
    MapAsked,
    Relation,
    WorldMap,
    counted,
    on_map,
    radius,
)
from intlstrategy.core.countries import names
from intlstrategy.core.places import Region, centres, countries_of, place_choices, place_name, place_named, region_of

ROOT = Path(__file__).resolve().parents[2]


def test_every_country_has_its_place_on_the_globe_and_its_region():
    assert set(centres()) == set(names("en"))
    assert [code for code in centres() if not region_of(code)] == []
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in centres().values())


def test_each_country_lies_in_one_region_and_those_of_the_union_in_it_too():
    own = [code for region in Region if region != Region.EUROPEAN_UNION for code in countries_of(region)]

    assert len(own) == len(set(own)) == len(centres())
    assert len(countries_of("european_union")) == 27
    assert "PT" in countries_of("european_union") & countries_of("europe")
    assert countries_of("PT") == {"PT"}
    assert region_of("") == ""


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_place_is_found_by_the_name_it_has(language):
    with translation.override(language):
        assert [code for code, name in place_choices() if place_named(name) != code] == []
        assert place_named("atlantis") == ""
        assert place_named("") == ""


def test_a_place_is_found_without_accents_and_by_its_code():
    with translation.override("es"):
        assert place_named(" mexico ") == "MX"
        assert place_named("mx") == "MX"
        assert place_name("MX") == "México"


@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_every_point_of_the_globe_lies_on_the_drawing(latitude, longitude):
    x, y = on_map(latitude, longitude)

    assert 0 <= x <= WIDTH
    assert 0 <= y <= HEIGHT


@pytest.mark.parametrize(
    ("place", "point"),
    [((43.54, -5.66), (465, 113)), ((-34.9, -56.16), (330, 371)), ((35.18, 129.04), (824, 141))],
)
def test_cities_stand_where_the_outline_has_them(place, point):
    """Gijón, Montevideo and Busan as the screens of the design draw them."""
    assert on_map(*place) == pytest.approx(point, abs=1)


def test_the_outline_is_drawn_in_the_same_measure():
    outline = (ROOT / "static/img/world.svg").read_text()

    assert re.search(r'id="land" viewBox="([^"]*)"', outline)[1] == f"0 0 {WIDTH} {HEIGHT}"


@given(count=st.integers(1, 10_000), more=st.integers(0, 10_000))
def test_a_mark_grows_with_what_it_stands_for_between_its_limits(count, more):
    most = count + more

    assert SMALLEST <= radius(count, most) <= LARGEST
    assert radius(count, most) <= radius(most, most) == LARGEST


def test_the_kinds_of_one_country_stand_side_by_side_and_the_large_marks_below_the_small_ones():
    kinds = [KindOfMark(f"kind-{n}", f"Kind {n}", shape) for n, shape in enumerate(SHAPES)]
    counts = {("CU", kind.key): (n + 1) * 5 for n, kind in enumerate(kinds)} | {("PT", "kind-0"): 40, ("", "kind-0"): 9}
    marks = WorldMap(kinds, counts, {"CU": "Cuba"}).marks

    cuban = sorted((mark for mark in marks if mark.place == "Cuba"), key=lambda mark: mark.x)
    assert [mark.count for mark in cuban] == [5, 10, 15, 20, 25]
    assert all(one.x + one.r < other.x - other.r for one, other in pairwise(cuban))
    assert [mark.r for mark in marks] == sorted((mark.r for mark in marks), reverse=True)
    assert {bool(mark.path) for mark in cuban if mark.kind.shape == "circle"} == {False}
    assert len({mark.path[:8] for mark in cuban}) == 5
    assert sum(mark.count for mark in marks) == 115, "what has no country has no mark"


def test_an_empty_map_has_no_marks():
    assert WorldMap([], {}).marks == []


def test_relations_are_counted_by_country_and_kind():
    relations = [Relation(kind="a", country=country, status="current") for country in ("CU", "CU", "")]

    assert counted(relations) == {("CU", "a"): 2, ("", "a"): 1}


@given(
    first=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    last=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    starts=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    length=st.integers(0, 800),
)
def test_a_period_is_touched_by_what_shares_a_day_with_it(first, last, starts, length):
    ends = starts + timedelta(days=length)
    asked = MapAsked(today=date(2026, 1, 1), first=first, last=last)

    shares = (last is None or starts <= last) and (first is None or ends >= first)
    assert asked.touches(starts, ends) == shares
    assert asked.has_period == (first is not None or last is not None)
    assert asked.touches(None, None)
