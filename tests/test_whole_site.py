"""Every address of the site, asked by everybody, with GET and POST: the table of roles is what the site does.

The addresses come from the URL patterns, so a new page is tested the day it has one. What you add for it stands in
`tests/whole_site/arguments.py`: in ARGUMENTS, which record is in its address (a missing one fails here by name); and if the
view reads ids by itself instead of through a form, a row in IDS_READ_BY_HAND. A view without a capability, a public
view that is not in PUBLIC, and a template with inline script or style fail as well.

Each question is asked inside a savepoint and rolled back, so nothing that a POST does reaches the next one. A method
that a view does not know (405) tells nobody anything; an address that answers 405 to both is a fault.
"""

from http import HTTPStatus

import pytest
from django.urls import reverse

from intlstrategy.municipalities.access import owns
from intlstrategy.municipalities.roles import Capability, Grant, Role
from tests.factories import make_member, make_user
from tests.whole_site.addresses import MUNICIPALITY, Address, all_addresses, is_of_the_admin, workspace
from tests.whole_site.arguments import ARGUMENTS, DECIDED_WITHIN, IDS_READ_BY_HAND, OUTSIDE, SAME_EVERYWHERE
from tests.whole_site.asking import (
    FORBIDDEN,
    NOT_FOUND,
    ask,
    ask_both,
    body_for,
    let_in,
    members_addresses,
    refused,
    url_of,
)
from tests.whole_site.world import Land, World

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]  # a walk through all, slow under a tracer

PUBLIC = {
    "core:healthz",
    "core:gallery",
    "core:accessibility",
    "core:privacy",
    "core:help",
    "accounts:language",
    "municipalities:invitation",
    "relations:public-approach",
    "relations:public-approach-received",
    "workspace:calendar-feed",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_reset_password",
    "account_confirm_login_code",
    "account_confirm_email",
    "account_reset_password_from_key_done",
    "account_reset_password_from_key",
    "account_reset_password_done",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "admin:login",
    "admin:jsi18n",
}
# What is open, what is closed -----------------------------------------------------------------------


def test_what_is_public_is_listed_here():
    assert {address.name for address in all_addresses() if address.is_public} <= PUBLIC


def test_every_page_of_a_municipality_names_one_capability():
    assert [each.name for each in workspace() if not isinstance(each.capability, Capability)] == []


def test_every_page_about_a_record_has_a_record_to_be_tested_with():
    known = set(ARGUMENTS) | set(OUTSIDE)
    pages = [each for each in all_addresses() if each.records and not is_of_the_admin(each)]

    assert [each.name for each in pages if each.name not in known] == []


def test_the_records_of_the_world_name_exactly_what_the_addresses_ask_for():
    pages = {each.name: set(each.records) for each in workspace() if each.name in ARGUMENTS}

    assert {name: set(ARGUMENTS[name].arguments) for name in pages} == pages


def test_anonymous_visitors_are_sent_to_sign_in_and_their_forms_are_kept(visitor, world):
    login = reverse("account_login")
    faults = []
    for address in [*members_addresses(), *outside()]:
        if address.name in PUBLIC:
            continue
        inside = address.is_of_a_municipality
        url = url_of(address, world.mine) if inside else address.url(**OUTSIDE.get(address.name, {}))
        shown, sent = ask(visitor, "GET", url, {}), ask(visitor, "POST", url, {})
        if not (shown.status_code == HTTPStatus.FOUND and shown.url.startswith(login)):
            faults.append(f"GET {address.name}: {shown.status_code}")
        if sent.status_code != HTTPStatus.UNAUTHORIZED:
            faults.append(f"POST {address.name}: {sent.status_code}")

    assert faults == []


def outside() -> list[Address]:
    """Pages that belong to no municipality, the administration site apart."""
    return [each for each in all_addresses() if not each.is_of_a_municipality and not is_of_the_admin(each)]


@pytest.mark.parametrize("is_member", [False, True])
def test_pages_outside_the_municipalities_answer_to_everybody_who_signed_in(visitor, world, is_member):
    user = make_member(world.municipality).user if is_member else make_user()
    faults = []
    for address in outside():
        visitor.force_login(user)
        statuses = ask_both(visitor, address.url(**OUTSIDE.get(address.name, {})), {})
        if max(statuses) >= HTTPStatus.INTERNAL_SERVER_ERROR:
            faults.append(f"{address.name}: {statuses}")

    assert faults == []


# Who may what ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_each_role_gets_exactly_what_the_table_says(visitor, world, role):
    member = make_member(world.municipality, role, department=world.mine.department)
    visitor.force_login(member.user)
    faults = []
    for address in members_addresses():
        of_the_record = member.grant(address.capability) is Grant.OWN and address.records
        for land in (world.mine, world.others) if of_the_record else (world.mine,):
            statuses = ask_both(visitor, url_of(address, land), body_for(address, land))
            allowed = is_allowed(member, address, land)
            statuses = [each for each in statuses if each.method not in DECIDED_WITHIN.get(address.name, ())]
            if statuses and not (let_in(statuses) if allowed else refused(statuses, FORBIDDEN)):
                whose = "own" if land is world.mine else "others’"
                faults.append(f"{address.name} ({address.capability}, {whose}): {statuses}, allowed: {allowed}")

    assert faults == []


def is_allowed(member, address: Address, land: Land) -> bool:
    grant = member.grant(address.capability)
    stand = ARGUMENTS.get(address.name)
    if grant is Grant.OWN and stand and stand.is_of_the_record:
        record = stand.record(land)
        return owns(member, record) and (address.capability is not Capability.BIN or record.is_draft)
    return grant is not None


def strangers(world: World) -> list:
    neighbour = make_member(world.abroad.municipality, *Role)
    return [
        ("a neighbour with every role", neighbour.user),
        ("the superuser", make_user(is_staff=True, is_superuser=True)),
        ("somebody without a city", make_user()),
    ]


def test_strangers_find_nothing_in_a_municipality(visitor, world):
    faults = []
    for who, user in strangers(world):
        visitor.force_login(user)
        for address in members_addresses():
            statuses = ask_both(visitor, url_of(address, world.mine), body_for(address, world.mine))
            if not refused(statuses, NOT_FOUND):
                faults.append(f"{address.name} to {who}: {statuses}")

    assert faults == []


def test_a_neighbours_id_in_any_part_of_an_address_is_not_found(visitor, world):
    visitor.force_login(make_member(world.municipality, *Role, department=world.mine.department).user)
    faults = []
    for address in members_addresses():
        if not address.records:
            continue
        own, foreign = (ARGUMENTS[address.name].in_land(land) for land in (world.mine, world.abroad))
        for name in set(address.records) - SAME_EVERYWHERE:
            arguments = own | {name: foreign[name]}
            url = address.url(**{MUNICIPALITY: world.municipality.slug}, **arguments)
            statuses = ask_both(visitor, url, body_for(address, world.mine))
            if not refused(statuses, NOT_FOUND):
                faults.append(f"{address.name} with a neighbour’s {name}: {statuses}")

    assert faults == []


@pytest.mark.parametrize(("name", "method", "body"), IDS_READ_BY_HAND)
def test_a_neighbours_id_that_a_view_reads_by_itself_is_not_found(visitor, world, name, method, body):
    visitor.force_login(make_member(world.municipality, *Role, department=world.mine.department).user)
    address = next(each for each in members_addresses() if each.name == name)

    response = ask(visitor, method, url_of(address, world.mine), body(world.mine, world.abroad))

    assert response.status_code == NOT_FOUND
