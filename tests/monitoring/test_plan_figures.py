"""What was approved of actions carries through to the pages of the plan, and to the lists."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from intlstrategy.monitoring.services.overrides import override_status
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action
from tests.factories import make_action, make_element, make_member, make_milestone, make_period, make_plan, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_april")]


@pytest.fixture
def _in_april():
    with time_machine.travel("2026-04-10 10:00:00Z", tick=False):
        yield


@pytest.fixture
def lead(client, municipality):
    member = make_member(municipality, Role.LEAD)
    client.force_login(member.user)
    return member


@pytest.fixture
def contact(municipality):
    return make_member(municipality, Role.CONTRIBUTOR)


def figures(client, plan):
    """What the plan page says of each element by title, and of the plan."""
    context = client.get(f"{plan.get_absolute_url()}?all=1").context
    told = {str(row.get("element") or row["action"]): row["judged"].percent for row in context["rows"]}
    return told, context["whole"].percent


def test_what_is_approved_moves_the_plan(client, municipality, lead, contact):
    plan = make_plan(municipality, status="in_force")
    axis = make_element(plan, title="Axis")
    heavy, light = make_element(plan, axis, title="Heavy", weight=3), make_element(plan, axis, title="Light", weight=1)
    period = make_period(municipality)
    docks, quays, given_up = (
        make_action(place, title=title) for place, title in ((heavy, "Docks"), (light, "Quays"), (light, "Given up"))
    )
    make_action(light, title="Unknown")
    make_update(docks, period, contact, percent=Decimal(80), standing="approved")
    make_update(quays, period, contact, percent=Decimal(20), standing="approved")
    make_update(given_up, period, contact, percent=Decimal(90), status="cancelled", standing="approved")
    empty = make_element(plan, title="Empty")

    told, whole = figures(client, plan)

    assert {name: told[name] for name in ("Heavy", "Light", "Axis", "Empty")} == {
        "Heavy": 80,
        "Light": 20,
        "Axis": 65,
        "Empty": None,
    }
    assert whole == 65
    assert client.get(empty.get_absolute_url()).context["judged"].percent is None
    shown = client.get(axis.get_absolute_url()).context["judged"]
    assert (shown.percent, shown.counted, shown.of) == (65, 2, 2)


def test_what_was_only_sent_moves_nothing(client, municipality, lead, contact):
    plan = make_plan(municipality, status="in_force")
    action = make_action(make_element(plan, title="Axis"))
    make_update(action, make_period(municipality), contact, percent=Decimal(80))

    assert figures(client, plan)[1] is None


def test_an_action_by_its_milestones(client, municipality, lead):
    action = make_action(municipality, progress_from=Action.ProgressFrom.MILESTONES)
    make_milestone(action, weight=Decimal(3), reached_on=date(2026, 4, 1))
    make_milestone(action, weight=Decimal(1))

    text = client.get(action.get_absolute_url()).text

    assert "Milestones that are reached weigh 3 of 4: 75%." in text


def test_the_list_filters_by_what_the_rules_say(client, municipality, lead, contact):
    period = make_period(municipality, due_on=date(2026, 4, 5))
    titles = ("Behind", "Done", "Set")
    behind, done, set_by_hand = (make_action(municipality, title=title) for title in titles)
    make_update(done, period, contact, percent=Decimal(100), standing="approved")
    override_status(action=set_by_hand, status="suspended", reason="No money", by=lead.user)

    def listed(status):
        answer = client.get(reverse("planning:action-list", args=[municipality.slug]), {"status": status})
        return [row["row"].title for row in answer.context["rows"]]

    assert [listed(status) for status in ("at_risk", "completed", "suspended")] == [["Behind"], ["Done"], ["Set"]]
    assert listed("open") == ["Behind", "Set"]
    assert behind.pk


@pytest.mark.parametrize("actions", [1, 30])
def test_the_plan_page_costs_the_same_however_much_was_reported(
    client, municipality, lead, contact, actions, count_of_queries
):
    plan = make_plan(municipality, status="in_force")
    axis, period = make_element(plan), make_period(municipality)
    make_update(make_action(axis), period, contact, standing="approved")
    little = count_of_queries(plan.get_absolute_url())
    for _n in range(actions):
        make_milestone(action := make_action(axis))
        make_update(action, period, contact, standing="approved")

    assert count_of_queries(plan.get_absolute_url()) == little <= 15
