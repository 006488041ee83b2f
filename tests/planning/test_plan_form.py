"""The form of a plan: its lines and its levels are written together, and what they may be."""

import pytest
from django.urls import reverse

from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Level, Plan
from tests.factories import make_element, make_member, make_municipality, make_plan

pytestmark = pytest.mark.django_db


def address(plan, name="plan-edit"):
    return reverse(f"planning:{name}", args=[plan.municipality.slug, plan.slug])


def filled_in(plan, **fields):
    levels = "\n".join(f"{level.singular} / {level.plural}" for level in plan.levels.order_by("depth"))
    return {
        "title": plan.title, "slug": plan.slug, "kind": plan.kind, "starts_on": plan.starts_on, "ends_on": plan.ends_on,
        "levels": levels, "_seen": plan.revision,
    } | fields  # fmt: skip


def lines(n):
    return "\n".join(f"Level {number} / Levels {number}" for number in range(1, n + 1))


def test_a_plan_is_written_whole_or_not_at_all(client, officer, plan):
    make_element(plan, make_element(plan))
    plan.refresh_from_db()
    sent = filled_in(plan, title="New title")

    refused = client.post(address(plan), sent | {"levels": "Axis / Axes"})

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["levels"]
    stored = Plan.objects.get()
    assert (stored.title, stored.revision) == (plan.title, plan.revision)
    assert client.post(address(plan), sent | {"_seen": refused.context["seen"]}).status_code == 302
    assert Plan.objects.get().title == "New title"


def test_the_history_tells_who_took_a_level_away(client, officer, plan):
    client.post(address(plan), filled_in(plan, levels="Axis / Axes"))

    steps = client.get(address(plan, "plan-history")).context["steps"]
    taken_away = [
        (step.by, change.before, change.after) for step in steps for change in step.changes if change.label == "level"
    ]
    assert taken_away[0] == (officer.user, "2 · Objective · Objectives", "")
    assert Level.history.filter(history_type="-").get().history_user == officer.user


# Simple mode ---------------------------------------------------------------------------------------------

TWO_LEVELS = "In simple mode a plan has two levels. Leave simple mode to work with more."


@pytest.fixture
def small(client):
    """A small council in simple mode, with its officer signed in."""
    municipality = make_municipality(is_simple=True)
    client.force_login(make_member(municipality, Role.OFFICER).user)
    return municipality


@pytest.mark.parametrize("levels", [1, 2, 3, 5])
def test_in_simple_mode_a_new_plan_has_two_levels(client, small, levels):
    body = {"title": "World", "slug": "world", "kind": "strategy", "starts_on": "2024-01-01", "ends_on": "2027-12-31"}

    response = client.post(reverse("planning:plan-create", args=[small.slug]), body | {"levels": lines(levels)})

    if levels <= 2:
        assert Plan.objects.get().levels.count() == levels
    else:
        assert response.context["form"].errors == {"levels": [TWO_LEVELS]}
        assert not Plan.objects.exists()


def test_a_plan_that_is_deeper_stays_as_deep_in_simple_mode_and_gets_no_deeper(client, small):
    plan = make_plan(make_municipality(), levels=[("One", "Ones"), ("Two", "Twos"), ("Three", "Threes")])
    plan.municipality.is_simple = True
    plan.municipality.save()
    client.force_login(make_member(plan.municipality, Role.OFFICER).user)

    deeper = client.post(address(plan), filled_in(plan, levels=lines(4)))
    kept = client.post(address(plan), filled_in(plan, levels=lines(3)))

    assert deeper.context["form"].errors == {"levels": [TWO_LEVELS]}
    assert kept.status_code == 302
    assert list(plan.levels.values_list("singular", flat=True)) == ["Level 1", "Level 2", "Level 3"]


# Its kind ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "other", "link"), [("strategy", "master", "strategy"), ("city", "strategy", "city_plan")]
)
def test_a_plan_that_others_belong_to_keeps_its_kind(client, officer, municipality, kind, other, link):
    plan = make_plan(municipality, kind=kind)
    make_plan(municipality, kind=other, title="Cooperation", **{link: plan})
    bin_record(make_plan(municipality, kind=other, title="Europe", **{link: plan}), by=officer.user)

    response = client.post(address(plan), filled_in(plan, kind="city" if kind == "strategy" else "strategy"))

    assert response.context["form"].errors == {
        "kind": [
            "Its kind stays as it is, because these plans belong to it: “Cooperation”, “Europe” (in the bin)."
            " Change them first."
        ]
    }
    assert Plan.objects.get(pk=plan.pk).kind == kind


def test_a_plan_that_nothing_belongs_to_changes_its_kind(client, officer, plan):
    assert client.post(address(plan), filled_in(plan, kind="city")).status_code == 302
    assert Plan.objects.get().kind == "city"
