"""Members and their roles: who may change them, who is told, and who may not go."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone, translation

from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.models import Deputy
from intlstrategy.municipalities.roles import Role
from intlstrategy.municipalities.services.members import save_member
from tests.factories import make_action, make_department, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, municipality):
    member = make_member(municipality, Role.ADMINISTRATOR, name="Ana")
    client.force_login(member.user)
    return member


def save(client, member, roles, **fields):
    page = f"/{member.municipality.slug}/settings/members/{member.pk}/edit/"
    return client.post(page, {"name": member.name, "roles": [str(role) for role in roles]} | fields)


def roles_of(member):
    return type(member).objects.get(pk=member.pk).role_names()


def test_roles_are_changed_logged_and_mailed_to_the_other_administrators(
    client, administrator, municipality, mailoutbox, django_capture_on_commit_callbacks
):
    other = make_member(municipality, Role.ADMINISTRATOR, user=make_user(language="en"))
    eva = make_member(municipality, Role.OBSERVER, name="Eva")
    with django_capture_on_commit_callbacks(execute=True):
        response = save(client, eva, [Role.OFFICER, Role.LEAD])

    assert response.status_code == HTTPStatus.FOUND
    assert roles_of(eva) == [Role.OFFICER, Role.LEAD]
    event = SecurityEvent.objects.get(kind="role_changed")
    with translation.override(municipality.main_language):
        told = f"Eva: {Role.OBSERVER.label} > {Role.LEAD.label}, {Role.OFFICER.label}"
    assert (event.user_id, event.detail) == (administrator.user_id, told)
    assert [mail.to for mail in mailoutbox] == [[other.user.email]]
    assert "Now: Lead, Officer" in mailoutbox[0].body
    assert JournalEntry.objects.get(verb="changed roles", target_name="Eva").detail == told


def test_nobody_changes_their_own_roles(client, administrator, municipality):
    make_member(municipality, Role.ADMINISTRATOR)

    response = save(client, administrator, [Role.ADMINISTRATOR, Role.LEAD])

    assert response.context["form"].errors["roles"] == ["Nobody changes their own roles. Ask another administrator."]
    assert roles_of(administrator) == [Role.ADMINISTRATOR]


def test_nobody_ends_their_own_membership(client, administrator, municipality):
    make_member(municipality, Role.ADMINISTRATOR)

    response = save(client, administrator, [Role.ADMINISTRATOR], ends_on="2030-01-01")

    assert list(response.context["form"].errors) == ["ends_on"]


def test_nobody_lengthens_their_own_membership(client, administrator, municipality):
    make_member(municipality, Role.ADMINISTRATOR)
    administrator.ends_on = timezone.localdate() + timedelta(days=9)
    administrator.save(by=None)

    response = save(client, administrator, [Role.ADMINISTRATOR], ends_on="")

    assert list(response.context["form"].errors) == ["ends_on"]


def test_nobody_takes_another_department_for_their_own_where_that_widens_their_rights(client, municipality):
    make_member(municipality, Role.ADMINISTRATOR)
    mine, other = make_department(municipality), make_department(municipality)
    both = make_member(municipality, Role.ADMINISTRATOR, Role.CONTRIBUTOR, department=mine)
    client.force_login(both.user)

    response = save(client, both, [Role.ADMINISTRATOR, Role.CONTRIBUTOR], department=other.pk)

    assert list(response.context["form"].errors) == ["department"]


def test_the_last_administrator_keeps_the_role_even_for_the_superuser(administrator):
    superuser = make_user(is_superuser=True, is_staff=True)

    with pytest.raises(ValidationError) as refusal:
        save_member(member=administrator, roles=[Role.OBSERVER], by=superuser)

    assert refusal.value.message_dict == {"roles": ["This is the last administrator. Name another one first."]}
    assert roles_of(administrator) == [Role.ADMINISTRATOR]


def test_an_administrator_who_would_leave_nobody_behind_stays(client, administrator, municipality):
    second = make_member(municipality, Role.ADMINISTRATOR, name="Eva")
    second.ends_on = timezone.localdate()
    second.save(by=None)
    client.force_login(second.user)
    ended = save(client, administrator, [Role.ADMINISTRATOR], ends_on=timezone.localdate())

    assert ended.context["form"].errors["ends_on"] == ["This is the last administrator. Name another one first."]


def test_the_administration_site_follows_the_role(client, administrator, municipality):
    eva = make_member(municipality, Role.OBSERVER)
    as_eva = Client()
    as_eva.force_login(eva.user)
    save(client, eva, [Role.ADMINISTRATOR])
    while_she_holds_it = as_eva.get("/admin/").status_code
    save(client, eva, [Role.OBSERVER])

    assert while_she_holds_it == HTTPStatus.OK
    assert as_eva.get("/admin/", follow=True).status_code == HTTPStatus.FORBIDDEN


def test_a_member_whose_time_is_over_is_a_stranger(client, municipality):
    member = make_member(municipality, Role.LEAD, ends_on=timezone.localdate() - timedelta(days=1))
    client.force_login(member.user)

    assert client.get(municipality.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("members", [1, 30])
def test_the_list_of_members_costs_the_same_however_long(
    client, administrator, municipality, members, count_of_queries
):
    department = make_department(municipality)
    for _ in range(members):
        make_member(municipality, Role.OFFICER, Role.LEAD, department=department)

    assert count_of_queries(f"/{municipality.slug}/settings/members/") == 9


def test_deputies_stand_in_for_somebody_else_with_dates(client, administrator, municipality):
    eva, luis = make_member(municipality, name="Eva"), make_member(municipality, name="Luis")
    page = f"/{municipality.slug}/settings/members/{eva.pk}/deputies/new/"

    own = client.post(page, {"deputy": eva.pk})
    client.post(page, {"deputy": luis.pk, "starts_on": "2026-01-01", "ends_on": "2026-02-01"})

    assert list(own.context["form"].errors) == ["deputy"]
    deputy = Deputy.objects.get()
    assert (deputy.membership, deputy.deputy) == (eva, luis)


def test_a_stale_edit_of_a_member_shows_both_texts(client, administrator, municipality):
    eva = make_member(municipality, name="Eva")
    seen = eva.revision
    save(client, eva, [Role.OBSERVER], name="Eva García", _seen=seen)

    late = save(client, eva, [Role.OBSERVER], name="Eva Pérez", _seen=seen)

    assert late.status_code == HTTPStatus.CONFLICT
    assert "Eva García" in late.content.decode()
    assert "Eva Pérez" in late.content.decode()
    eva.refresh_from_db()
    assert eva.name == "Eva García"


def test_the_page_of_a_member_says_what_they_answer_for(client, administrator, municipality):
    eva = make_member(municipality)
    action = make_action(municipality, title="Welcome the delegation", responsible=eva)
    make_action(municipality, title="Somebody else’s")

    page = client.get(f"/{municipality.slug}/settings/members/{eva.pk}/edit/")

    assert [each["context"]["actions"] for each in page.context["panels"]] == [[action]]
