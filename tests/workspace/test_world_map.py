"""The map of the world as members see it."""

import re
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from intlstrategy.core.charts.world import MapAsked
from intlstrategy.core.registry import map_kinds
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.planning.services.priorities import Stated
from intlstrategy.relations.models import StatusChange
from intlstrategy.relations.services.taking_part import Counterpart
from tests.factories import (
    make_action,
    make_agreement,
    make_diagnosis,
    make_dimension,
    make_element,
    make_engagement,
    make_member,
    make_mission,
    make_municipality,
    make_network,
    make_part,
    make_plan,
    make_stakeholder,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


@pytest.fixture
def _today():
    with time_machine.travel("2026-03-10 10:00:00Z", tick=False):
        yield


@pytest.fixture
def member(client, municipality):
    member = make_member(municipality)
    client.force_login(member.user)
    return member


@pytest.fixture
def page(client, member):
    def show(**asked):
        response = client.get(reverse("workspace:world-map", args=[member.municipality.slug]), asked)
        assert response.status_code == 200
        return response

    return show


@pytest.fixture
def counts(page):
    """What the table says: for each country how many organisations and engagements there are, and how many agreements."""

    def count(**asked) -> dict:
        rows = page(**asked).context["rows"]
        return {row["name"]: tuple(count for _kind, count, _url in row["cells"][:2]) for row in rows}

    return count


def meet(municipality, *organisations, **told):
    return make_engagement(
        municipality, *(Counterpart(person=None, stakeholder=each) for each in organisations), **told
    )


def test_each_country_is_counted_by_kind(counts, municipality, member):
    havana, holguin = (make_stakeholder(municipality, country="CU") for _n in range(2))
    lisbon = make_stakeholder(municipality, country="PT")
    meet(municipality, havana, holguin, lisbon)
    meet(municipality, havana)
    make_stakeholder(municipality)  # whose country is not known
    bin_record(make_stakeholder(municipality, country="MX"), by=member.user)
    make_stakeholder(make_municipality(), country="FR")

    assert counts() == {"Cuba": (2, 2), "Portugal": (1, 1)}


def test_the_numbers_lead_to_the_registers_which_say_the_same(client, page, municipality):
    havana = make_stakeholder(municipality, country="CU")
    meet(municipality, havana, make_stakeholder(municipality, country="CU"))
    meet(municipality, make_stakeholder(municipality, country="PT"))
    make_agreement(municipality, havana, make_stakeholder(municipality, country="PT"))
    make_mission(municipality, country="CU")
    make_mission(municipality, country="CU", direction="incoming")
    make_mission(municipality, country="CU", cancelled_on=date(2026, 1, 1), cancelled_why="Storm")
    make_network(municipality, network=make_stakeholder(municipality, country="CU", kind="city_network"))
    [cuba] = (row for row in page().context["rows"] if row["name"] == "Cuba")

    assert [client.get(url).context["total"] for _kind, _count, url in cuba["cells"]] == [3, 1, 1, 1, 1]
    assert [count for _kind, count, _url in cuba["cells"]] == [3, 1, 1, 1, 1]


def test_the_map_draws_a_mark_for_each_kind_and_country_and_says_it_in_words(page, municipality):
    meet(municipality, make_stakeholder(municipality, country="CU"))
    make_stakeholder(municipality)
    text = page().text

    marks = re.findall(r'class="m m-(\w+)".*?<title>([^<]*)</title>', text)
    assert marks == [("circle", "Cuba: 1 · Organisations"), ("square", "Cuba: 1 · Engagements")]
    label = "Relations with 1 country. Most are in: Latin America and the Caribbean 2."
    assert f'role="group" aria-label="{label}"' in text, "its marks are links"
    assert "1 relation has no known country." in text
    assert 'style="' not in text


def test_one_chooses_the_kind_and_each_keeps_its_shape(page, municipality):
    meet(municipality, make_stakeholder(municipality, country="CU"))
    text = page(kind="engagements").text

    assert re.findall(r'class="m m-(\w+)"', text) == ["square"]


def test_one_chooses_a_period(counts, municipality):
    havana, lisbon = make_stakeholder(municipality, country="CU"), make_stakeholder(municipality, country="PT")
    meet(municipality, havana, on=date(2025, 5, 1))
    meet(municipality, lisbon, on=date(2026, 2, 1))
    make_stakeholder(municipality, country="FR")

    assert counts(first="2026-01-01") == {"Portugal": (1, 1)}
    assert counts(last="2025-12-31") == {"Cuba": (1, 1)}
    assert counts(first="2025-05-01", last="2026-02-01") == {"Cuba": (1, 1), "Portugal": (1, 1)}


def test_one_chooses_a_status(counts, municipality):
    old, new, later = (make_stakeholder(municipality, country=country) for country in ("CU", "PT", "FR"))
    meet(municipality, old, on=date(2024, 3, 1))
    meet(municipality, new, on=date(2026, 2, 1))
    meet(municipality, later, on=date(2026, 5, 1))
    make_stakeholder(municipality, country="MX")

    assert counts(status="current") == {"Portugal": (1, 0)}
    assert counts(status="dormant") == {"Cuba": (1, 0), "Mexico": (1, 0)}
    assert counts(status="planned") == {"France": (1, 1)}
    assert counts(status="past") == {"Cuba": (0, 1), "Portugal": (0, 1)}


def test_one_chooses_a_dimension_that_elements_and_actions_answer(counts, municipality):
    dimension, other = make_dimension(), make_dimension()
    plan = make_plan(municipality)
    answering, silent = make_element(plan), make_element(plan)
    make_diagnosis(plan, answering, dimension=dimension)
    organisations = [make_stakeholder(municipality, country=country) for country in ("CU", "PT", "FR", "MX")]
    for organisation, served in zip(
        organisations,
        ({"elements": [answering]}, {"actions": [make_action(answering)]}, {"elements": [silent]}, {}),
        strict=True,
    ):
        meet(municipality, organisation, **served)

    assert counts(dimension=dimension.pk) == {"Cuba": (1, 1), "Portugal": (1, 1)}
    assert counts(dimension=other.pk) == {}


@pytest.fixture
def signed(page, municipality):
    """The countries of the agreements on the map."""

    def find(**asked) -> list[str]:
        return [row["name"] for row in page(kind="agreements", **asked).context["rows"]]

    def agree(country, **told):
        return make_agreement(municipality, make_stakeholder(municipality, country=country), **told)

    agree("CU")
    agree("PT", signed_on=date(2020, 5, 1), expires_on=date(2021, 5, 1))
    agree("FR", signed_on=None)
    make_part(StatusChange, agree("MX"), status="dormant", on=date(2026, 1, 1), reason="No answer")
    agree("IT", expires_on=date(2021, 5, 1), renewal="tacit", renewal_months=12)
    return find


@pytest.mark.parametrize(
    ("status", "countries"),
    [("current", ["Cuba", "Italy"]), ("past", ["Portugal"]), ("planned", ["France"]), ("dormant", ["Mexico"])],
)
def test_agreements_stand_on_the_map_by_their_status_of_today(signed, status, countries):
    assert signed(status=status) == countries


def test_agreements_stand_in_the_periods_in_which_they_hold(signed):
    assert signed(first="2022-01-01") == ["Cuba", "France", "Italy", "Mexico"]
    assert signed(last="2020-04-30") == ["France"]


def test_agreements_have_a_dimension_of_their_own_or_serve_one(page, municipality):
    dimension, plan = make_dimension(), make_plan(municipality)
    answering = make_element(plan)
    make_diagnosis(plan, answering, dimension=dimension)
    for country, told in (("CU", {"dimension": dimension}), ("PT", {"elements": [answering]}), ("FR", {})):
        make_agreement(municipality, make_stakeholder(municipality, country=country), **told)

    found = page(kind="agreements", dimension=dimension.pk).context["rows"]
    assert [row["name"] for row in found] == ["Cuba", "Portugal"]


@pytest.mark.parametrize(
    "asked",
    [{"first": "soon"}, {"last": "0001-01-01"}, {"kind": "x"}, {"dimension": "9" * 30}, {"status": "x"}, {"plan": "x"}],
)
def test_a_filter_that_cannot_be_read_is_as_if_it_were_not_there(counts, municipality, asked):
    make_stakeholder(municipality, country="CU")

    assert counts(**asked) == {"Cuba": (1, 0)}


def test_the_priorities_of_the_plan_in_force_are_held_against_what_there_is(page, municipality):
    old = make_plan(
        municipality, title="Old", starts_on=date(2020, 1, 1), ends_on=date(2023, 1, 1), priorities=[Stated("FR")]
    )
    plan = make_plan(
        municipality, title="Now", priorities=[Stated("latin_america", Decimal(50), "Emigrants"), Stated("asia")]
    )
    for country in ("CU", "PT", "PT", "FR"):
        make_stakeholder(municipality, country=country)
    context = page().context

    assert context["plan"] == plan
    told = [(each["name"], each["row"].count, each["row"].actual, each["says"]) for each in context["balances"]]
    assert told == [
        ("Latin America and the Caribbean", 1, Decimal(25), "25 points less than stated"),
        ("Asia", 0, Decimal(0), ""),
    ]
    assert context["rest"].count == 3
    assert [each["name"] for each in page(plan=old.pk).context["balances"]] == ["France"]


@pytest.mark.parametrize(("stated", "words"), [(100, "as stated"), (99, "1 point more than stated"), (97, "3 points more than stated")])  # fmt: skip
def test_a_difference_is_told_in_points(page, municipality, stated, words):
    make_plan(municipality, priorities=[Stated("CU", Decimal(stated))])
    make_stakeholder(municipality, country="CU")

    assert [each["says"] for each in page().context["balances"]] == [words]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (["europe"], [("Europe", 1, Decimal(50))]),
        (["europe", "ES"], [("Europe", 3, Decimal(75)), ("Spain", 2, Decimal(50))]),
    ],
    ids=["left out", "named by a priority"],
)
def test_the_city_s_own_country_is_weighed_only_where_the_plan_names_it(page, municipality, places, told):
    municipality.country = "ES"
    municipality.save()
    make_plan(municipality, priorities=[Stated(place, Decimal(50)) for place in places])
    for country in ("ES", "ES", "PT", "CU"):
        make_stakeholder(municipality, country=country)
    found = page()

    assert [(row["name"], row["row"].count, row["row"].actual) for row in found.context["balances"]] == told
    assert found.context["left_out"] == ("" if "ES" in places else "Spain")
    assert ("Relations within Spain" in found.text) == ("ES" not in places)


def test_a_city_without_relations_is_told_what_the_map_is_for(page):
    assert "No relations yet" in page().text
    assert "No relations yet" not in page(kind="engagements").text


def test_the_map_costs_the_same_however_many_there_are(page, member, municipality, count_of_queries):
    url = reverse("workspace:world-map", args=[municipality.slug])
    make_plan(municipality, priorities=[Stated("CU"), Stated("PT")])
    meet(municipality, make_stakeholder(municipality, country="CU"))
    make_agreement(municipality, make_stakeholder(municipality, country="CU"))
    few = count_of_queries(url)
    for country in ("CU", "PT", "FR") * 10:
        meet(municipality, make_stakeholder(municipality, country=country))
        make_agreement(municipality, make_stakeholder(municipality, country=country))

    assert count_of_queries(url) == few <= 20


@pytest.mark.parametrize("kind", list(map_kinds), ids=lambda kind: kind.key)
def test_each_kind_is_loaded_in_four_queries_at_most(kind, member, municipality, django_assert_max_num_queries):
    havana = make_stakeholder(municipality, country="CU", kind="city_network")
    meet(municipality, havana)
    make_agreement(municipality, havana)
    make_mission(municipality, country="CU")
    make_network(municipality, network=havana)
    asked = MapAsked(today=date(2026, 3, 10), first=date(2026, 1, 1), last=date(2026, 12, 31))

    with django_assert_max_num_queries(4):
        assert [(each.kind, each.country) for each in kind.load(municipality, member, asked)] == [(kind.key, "CU")]


def test_what_ends_before_it_starts_is_said_at_its_field(client, municipality):
    client.force_login(make_member(municipality).user)

    answer = client.get(
        reverse("workspace:world-map", args=[municipality.slug]), {"first": "2026-02-01", "last": "2026-01-01"}
    )

    said = "The end date must not be before the start date."
    assert answer.context["filterset"].errors == {"last": [said]}
    assert said in answer.text
