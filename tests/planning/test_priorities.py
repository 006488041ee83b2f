"""Which parts of the world a plan turns to, as its form reads and writes them."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.places import place_choices
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.planning.forms.plans import PrioritiesField
from intlstrategy.planning.models import PlanPriority
from intlstrategy.planning.services.plans import save_plan
from intlstrategy.planning.services.priorities import Stated
from tests.factories import make_plan
from tests.planning.test_plan_form import address, filled_in

pytestmark = pytest.mark.django_db


def stored(plan) -> list[tuple]:
    rows = PlanPriority.objects.of(plan.municipality).filter(plan=plan)
    return [(row.place, row.share, row.reason) for row in rows]


def test_the_form_of_a_plan_writes_its_priorities(client, officer, plan):
    lines = "Latin America and the Caribbean / 40 % / Many of our emigrants / and their children live there\n\ncuba\nES / 2,5"

    assert client.post(address(plan), filled_in(plan, priorities=lines)).status_code == 302

    assert stored(plan) == [
        ("latin_america", Decimal(40), "Many of our emigrants / and their children live there"),
        ("CU", None, ""),
        ("ES", Decimal("2.5"), ""),
    ]


def test_the_form_shows_what_it_reads(client, officer, municipality):
    plan = make_plan(
        municipality,
        priorities=[Stated("latin_america", Decimal(40), "Emigrants"), Stated("CU"), Stated("PT", None, "Near")],
    )
    shown = client.get(address(plan)).context["form"]["priorities"].value()

    assert shown == "Latin America and the Caribbean / 40 / Emigrants\nCuba\nPortugal /  / Near"
    before = list(PlanPriority.objects.values_list("pk", "revision"))
    assert client.post(address(plan), filled_in(plan, priorities=shown)).status_code == 302
    assert list(PlanPriority.objects.values_list("pk", "revision")) == before, "what stays is not written"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Atlantis", "“Atlantis” is no country or region known here."),
        ("Cuba / many", "“many” is not a number."),
        ("Cuba / 101", "101 is more than 100 %."),
        ("Cuba / -1", "-1 is less than 0 %."),
        ("Cuba\nCU / 3", "“Cuba” stands there twice."),
        ("Cuba / 1 / " + "x" * 301, "is too long"),
        ("\n".join(name for _code, name in place_choices()[:41]), "A plan has at most 40 priorities."),
        (" / 20", "is no country or region known here."),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_lost(client, officer, plan, lines, message):
    refused = client.post(address(plan), filled_in(plan, title="New title", priorities=lines))

    assert refused.status_code == 422
    assert message in " ".join(refused.context["form"].errors["priorities"])
    assert refused.context["form"]["priorities"].value() == lines
    plan.refresh_from_db()
    assert plan.title != "New title"
    assert stored(plan) == []


def test_priorities_change_and_go_and_the_history_tells(client, officer, municipality):
    plan = make_plan(municipality, priorities=[Stated("CU", Decimal(40)), Stated("PT")])

    client.post(address(plan), filled_in(plan, priorities="France\nCuba / 30"))

    assert stored(plan) == [("FR", None, ""), ("CU", Decimal(30), "")]
    history = client.get(address(plan, "plan-history")).text
    assert "30" in history
    assert "Portugal" in history


def test_who_saves_a_plan_without_telling_its_priorities_leaves_them(municipality):
    plan = make_plan(municipality, priorities=[Stated("CU")])

    save_plan(plan=plan, levels=[("Axis", "Axes"), ("Objective", "Objectives")], by=None)

    assert stored(plan) == [("CU", None, "")]


def test_priorities_go_to_the_bin_with_their_plan(municipality, officer):
    plan = make_plan(municipality, priorities=[Stated("CU")])

    bin_record(plan, by=officer.user)

    assert stored(plan) == []
    assert PlanPriority._base_manager.get().bin_group == type(plan)._base_manager.get(pk=plan.pk).bin_group


def test_an_emptied_field_takes_them_all_away(client, officer, municipality):
    plan = make_plan(municipality, priorities=[Stated("CU", Decimal(40))])
    client.post(address(plan), filled_in(plan, priorities=""))

    assert stored(plan) == []


@given(
    places=st.lists(st.sampled_from([code for code, _name in place_choices()]), unique=True, max_size=40),
    share=st.none() | st.decimals(0, 100, places=2),
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_any_place_is_read_by_the_name_under_which_it_is_written(language, places, share):
    with translation.override(language):
        names = dict(place_choices())
        told = "" if share is None else str(share)
        found = PrioritiesField(required=False).clean("\n".join(f"{names[place]} / {told} / why" for place in places))

    assert found == [Stated(place, share, "why") for place in places]
