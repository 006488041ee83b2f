"""The register of invitations: all of them, found, sorted, exported and acted on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.models import Department, Invitation
from intlstrategy.municipalities.roles import Role
from tests.factories import make_department, make_member, make_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(municipality, client):
    member = make_member(municipality, Role.ADMINISTRATOR)
    client.force_login(member.user)
    return member


def invite(municipality, name, **fields):
    email = f"{name.split()[0].lower()}@city.test"
    return Invitation.objects.create(
        municipality=municipality, name=name, roles=["officer"], by=None, **{"email": email} | fields
    )


def address(municipality, name="list", *args):
    return reverse(f"municipalities:invitation-{name}", args=[municipality.slug, *args])


def found(client, municipality, **query):
    return [row.name for row in client.get(address(municipality), query).context["page_obj"]]


@pytest.fixture
def three(municipality):
    now = timezone.now()
    invite(municipality, "María Rey", department=make_department(municipality, name="Ports"))
    invite(municipality, "Hugo Pardo", expires_at=now - timedelta(days=1))
    invite(municipality, "Ana Sol", accepted_at=now, expires_at=now - timedelta(days=9))
    invite(make_municipality(), "Neighbour")


def test_invitations_are_searched_filtered_and_sorted(client, municipality, administrator, three):
    ports = Department.objects.get()
    states = {state: found(client, municipality, state=state) for state in Invitation.State}

    assert states == {"open": ["María Rey"], "accepted": ["Ana Sol"], "expired": ["Hugo Pardo"]}
    assert found(client, municipality) == ["Ana Sol", "Hugo Pardo", "María Rey"]
    assert found(client, municipality, q="maria") == ["María Rey"]
    assert found(client, municipality, q="hugo@city") == ["Hugo Pardo"]
    assert found(client, municipality, department=ports.pk) == ["María Rey"]
    assert found(client, municipality, sort="name") == ["Ana Sol", "Hugo Pardo", "María Rey"]
    assert found(client, municipality, sort="until") == ["Ana Sol", "Hugo Pardo", "María Rey"]
    assert found(client, municipality, sort="-until") == ["María Rey", "Hugo Pardo", "Ana Sol"]


def test_none_is_cut_off(client, municipality, administrator):
    for number in range(201):
        invite(municipality, f"N{number}")
    page = client.get(address(municipality), {"size": "100", "page": "3"})

    assert (page.context["total"], len(page.context["page_obj"])) == (201, 1)


def test_the_export_has_everything_but_the_link(client, municipality, administrator, three):
    answer = client.get(address(municipality, "list-export", "csv"), {"q": "maria"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, row = text.splitlines()

    assert head == "Name,E-mail,Roles,Department,State,Good until,Accepted at"
    assert row.split(",")[:5] == ["María Rey", "maría@city.test", "Officer", "Ports", "Open"]
    assert Invitation.objects.get(name="María Rey").token not in text
    assert SecurityEvent.objects.filter(kind="exported", municipality_id=municipality.pk).count() == 1


def test_each_open_invitation_has_its_buttons_in_the_list(client, municipality, administrator, three):
    page = client.get(address(municipality)).content.decode()
    acts = {
        row.name: f'formaction="{address(municipality, "act", row.pk)}"' in page
        for row in Invitation.objects.of(municipality)
    }

    assert acts == {"María Rey": True, "Hugo Pardo": True, "Ana Sol": False}


def test_an_empty_list_says_whom_to_invite(client, municipality, administrator):
    assert "Invite the technicians of the office" in client.get(address(municipality)).content.decode()


@pytest.mark.parametrize("invitations", [1, 30])
def test_the_list_costs_the_same_however_long(client, municipality, administrator, invitations, count_of_queries):
    for number in range(invitations):
        invite(municipality, f"N{number}", department=make_department(municipality))

    assert count_of_queries(address(municipality)) == 8
