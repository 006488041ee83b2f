"""Awareness over time: what was known by a day, kind by kind, and nothing made up."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.municipalities.roles import Role
from intlstrategy.stakeholders.awareness import Cell, Noted, awareness_by_kind, quarter_ends
from tests.factories import make_appraisal, make_member, make_stakeholder

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
NOTED = st.builds(Noted, st.integers(1, 4), st.just("ngo"), DAYS, st.integers(1, 5))


@pytest.mark.parametrize(
    ("today", "ends"),
    [
        (date(2026, 11, 27), [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]),
        (date(2026, 1, 1), [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]),
        (date(2024, 4, 30), [date(2023, 9, 30), date(2023, 12, 31), date(2024, 3, 31)]),
    ],
)
def test_quarters_that_are_over_and_today(today, ends):
    assert quarter_ends(today, 3) == [*ends, today]


@given(DAYS, st.integers(0, 12))
def test_quarters_end_in_order_with_the_first_day_of_the_next_behind_them(today, count):
    *ends, last = quarter_ends(today, count)
    assert (len(ends), last) == (count, today)
    assert [(end + timedelta(days=1)).day for end in ends] == [1] * count
    assert {(end + timedelta(days=1)).month for end in ends} <= {1, 4, 7, 10}
    assert ends == sorted(ends)


@given(st.lists(NOTED, max_size=12), st.lists(DAYS, min_size=1, max_size=4))
def test_a_cell_is_the_mean_of_the_latest_values_by_its_day(noted, days):
    noted = list({(each.stakeholder, each.on): each for each in noted}.values())
    found = awareness_by_kind(noted, sorted(days))

    for number, day in enumerate(sorted(days)):
        latest = {each.stakeholder: each.value for each in sorted(noted, key=lambda n: n.on) if each.on <= day}
        mean = (Decimal(sum(latest.values())) / len(latest)).quantize(Decimal("0.1")) if latest else None
        assert not noted or found["ngo"][number] == Cell(mean, len(latest))


@pytest.mark.django_db
def test_the_page_shows_each_kind_and_only_those_that_are_asked_for(client, municipality):
    client.force_login(make_member(municipality).user)
    page = reverse("stakeholders:stakeholder-awareness", args=[municipality.slug])
    assert "No awareness noted yet" in client.get(page).content.decode()

    make_appraisal(make_stakeholder(municipality, kind="ngo", country="ES"), on=date(2024, 1, 1), awareness=2)
    make_appraisal(make_stakeholder(municipality, kind="media", country="FR"), on=date(2024, 1, 1), awareness=5)
    make_appraisal(make_stakeholder(municipality, kind="school"), on=date(2024, 1, 1), influence=5)

    def shown(**query):
        return [(str(label), cells[-1].mean) for label, cells in client.get(page, query).context["rows"]]

    assert shown() == [("NGO", 2), ("Media", 5)]
    assert shown(country="FR") == [("Media", 5)]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_however_many_there_are(client, municipality, count_of_queries, count):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    for _number in range(count):
        make_appraisal(make_stakeholder(municipality), awareness=3)

    assert count_of_queries(reverse("stakeholders:stakeholder-awareness", args=[municipality.slug])) == 8
