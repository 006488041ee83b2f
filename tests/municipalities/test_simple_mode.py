"""Simple mode: in a small council one person may approve their own work."""

import pytest
from django.urls import reverse

from intlstrategy.municipalities.roles import GRANTS, Capability, Grant, Role
from intlstrategy.planning.models import Version
from tests.factories import make_element, make_member, make_municipality, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    return make_municipality(is_simple=True)


def approve(client, plan):
    address = reverse("planning:plan-approve", args=[plan.municipality.slug, plan.slug])
    return client.post(address, {"approved_by_body": "Council", "approved_on": "2026-02-03"}).status_code


def test_the_only_officer_of_a_small_council_has_a_plan_approved(client, small):
    officer = make_member(small, Role.OFFICER)
    client.force_login(officer.user)
    plan = make_plan(small)
    make_element(plan)

    assert approve(client, plan) == 302
    assert Version.objects.get().recorded_by == officer.user


def test_elsewhere_an_officer_leaves_it_to_the_lead(client, municipality):
    client.force_login(make_member(municipality, Role.OFFICER).user)

    assert approve(client, make_plan(municipality)) == 403


def test_simple_mode_adds_the_approval_to_the_officer_and_nothing_else(small):
    added = {
        (role, capability): str(grant)
        for role in Role
        for capability in Capability
        if (grant := make_member(small, role).grant(capability)) != GRANTS[role].get(capability)
    }

    assert added == {(Role.OFFICER, Capability.APPROVE): str(Grant.ALL)}


@pytest.mark.parametrize(("is_simple", "officer"), [(True, Grant.ALL), (False, None)])
def test_the_settings_say_who_approves(client, is_simple, officer):
    city = make_municipality(is_simple=is_simple)
    client.force_login(make_member(city).user)
    page = client.get(reverse("municipalities:settings", args=[city.slug]))
    (approval,) = [row for row in page.context["capabilities"] if row["name"] == Capability.APPROVE.label]

    assert dict(zip(Role, approval["grants"], strict=True))[Role.OFFICER] == officer
    assert ("one person may approve their own work" in page.content.decode()) is is_simple
