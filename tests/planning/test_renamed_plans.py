"""A plan gets another address while people work on it: their links still lead, and what they typed is taken."""

import pytest
from django.urls import reverse

from intlstrategy.municipalities.editing import bin_record
from intlstrategy.planning.models import Diagnosis, Element, Plan
from tests.factories import make_element, make_member, make_municipality, make_plan
from tests.whole_site.asking import members_addresses, url_of

pytestmark = pytest.mark.django_db


def page(plan, name, *rest):
    return reverse(f"planning:{name}", args=[plan.municipality.slug, plan.slug, *rest])


def rename(plan, slug):
    stored = Plan.objects.get(pk=plan.pk)
    stored.slug = slug
    stored.save(by=None)


def pages_of_a_plan():
    return [each for each in members_addresses() if "/plans/<slug:slug>/" in each.route]


def test_every_page_of_a_plan_leads_from_the_old_address_to_the_new_one(everything, world):
    addresses = {address.name: (url_of(address, world.mine), address.url) for address in pages_of_a_plan()}
    old = world.mine.plan.slug
    answers_before = {name: everything.get(url).status_code for name, (url, _new) in addresses.items()}
    rename(world.mine.plan, "new-address")

    led = {name: everything.get(f"{url}?open=3") for name, (url, _new) in addresses.items()}

    found = [name for name, status in answers_before.items() if status != 405]
    assert {name: led[name].get("Location") for name in found} == {
        name: addresses[name][0].replace(f"/plans/{old}/", "/plans/new-address/") + "?open=3" for name in found
    }
    assert len(found) > 20


def test_an_element_typed_under_the_old_address_is_saved(client, officer, plan):
    element = make_element(plan)
    rename(plan, "new-address")

    sent = client.post(
        page(plan, "element-edit", element.pk), {"title": "My title", "weight": "1", "_seen": element.revision}
    )

    assert (sent.status_code, Element.objects.get().title) == (302, "My title")
    assert "/plans/new-address/" in sent.url


def test_a_new_element_and_a_new_point_typed_under_the_old_address_are_added(client, officer, plan):
    rename(plan, "new-address")

    element = client.post(page(plan, "element-create"), {"title": "New axis", "weight": "1"})
    point = client.post(page(plan, "diagnosis-create"), {"title": "No staff", "kind": "need"})

    assert (element.status_code, point.status_code) == (302, 302)
    assert (Element.objects.get().title, Diagnosis.objects.get().title) == ("New axis", "No staff")


def test_the_form_of_the_plan_itself_shows_both_addresses(client, officer, plan):
    opened = client.get(page(plan, "plan-edit"))
    form = opened.context["form"]
    sent = {each.name: each.value() or "" for each in form} | {"title": "My title", "_seen": opened.context["seen"]}
    rename(plan, "new-address")

    answer = client.post(page(plan, "plan-edit"), sent)

    assert answer.status_code == 409
    assert [(each["bound"].name, each["theirs"]) for each in answer.context["differing"]] == [
        ("title", plan.title),
        ("slug", "new-address"),
    ]


def test_a_plan_that_has_the_address_now_comes_before_one_that_had_it(client, officer, plan):
    rename(plan, "new-address")
    make_plan(plan.municipality, slug=plan.slug)

    assert client.get(page(plan, "plan-detail")).status_code == 200


def test_of_two_plans_that_had_an_address_the_last_one_is_found(client, officer, plan):
    rename(plan, "first")
    other = make_plan(plan.municipality, slug=plan.slug)
    rename(other, "second")

    assert client.get(page(plan, "plan-detail")).url.endswith("/plans/second/")


def test_the_address_of_a_plan_in_the_bin_is_found_no_more(client, officer, plan):
    rename(plan, "new-address")
    bin_record(Plan.objects.get(pk=plan.pk), by=officer.user)

    assert client.get(page(plan, "plan-detail")).status_code == 404


def test_nobody_is_led_to_a_neighbours_plan_or_told_its_address(client, officer, plan):
    other = make_municipality()
    rename(plan, "new-address")
    here = page(plan, "plan-detail")

    assert client.get(here.replace(plan.municipality.slug, other.slug)).status_code == 404
    client.force_login(make_member(other).user)
    assert client.get(here).status_code == 404
