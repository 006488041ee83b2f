"""The form of a plan: its lines and its levels are written together, and what they may be."""

import pytest
from django.urls import reverse

from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Alignment, Element, Level, Plan
from intlstrategy.planning.services.alignment import add_alignments
from intlstrategy.planning.services.attachments import attach_document
from intlstrategy.planning.services.plans import create_plan
from tests.factories import (
    make_action,
    make_diagnosis,
    make_document,
    make_element,
    make_goal,
    make_member,
    make_municipality,
    make_plan,
)

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


def test_asking_about_the_bin_costs_the_same_however_much_is_in_the_plan(client, municipality, count_of_queries):
    client.force_login(make_member(municipality, Role.LEAD).user)
    small, large = make_plan(municipality), make_plan(municipality)
    for plan, amount in ((small, 1), (large, 30)):
        for _number in range(amount):
            element = make_element(plan, make_element(plan))
            action = make_action(element)
            make_diagnosis(plan, element)
            attach_document(document=make_document(municipality), holder=action, by=None)
            add_alignments(record_of=action, targets={"goal": [make_goal()]}, by=None)
    assert count_of_queries(address(small, "plan-bin")) == count_of_queries(address(large, "plan-bin")) <= 30


def test_an_address_that_somebody_else_took_at_the_same_moment_is_said_at_its_field(
    client, municipality, officer, monkeypatch
):
    typed = {
        "title": "Mine", "slug": "mine", "kind": "strategy", "starts_on": "2024-01-01", "ends_on": "2027-12-31", "levels": "Axis / Axes",
    }  # fmt: skip

    def create(**given):
        """Between the form's looking and the writing somebody else writes theirs."""
        make_plan(municipality, slug="mine", title="Theirs")
        return create_plan(**given)

    monkeypatch.setattr("intlstrategy.planning.views.plans.create_plan", create)
    answer = client.post(reverse("planning:plan-create", args=[municipality.slug]), typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["slug"])
    assert answer.context["form"]["title"].value() == "Mine"
    assert [plan.title for plan in Plan.objects.of(municipality)] == ["Theirs"]


def test_a_plan_goes_to_the_bin_with_all_of_it_and_nothing_else(client, municipality):
    client.force_login(make_member(municipality, Role.LEAD).user)
    plan, other = make_plan(municipality), make_plan(municipality)
    for each in (plan, other):
        element = make_element(each, make_element(each))
        add_alignments(record_of=make_action(element), targets={"goal": [make_goal()]}, by=None)
    client.post(address(plan, "plan-bin"), {"_seen": plan.revision})
    for rows in (Level, Element, Action, Alignment):
        kept = {row.municipality_id for row in rows.objects.of(municipality)}
        binned = rows._base_manager.exclude(binned_at=None)
        assert (kept, len({row.bin_group for row in binned})) == ({municipality.pk}, 1)
        assert rows.objects.of(municipality).count() == binned.count()
