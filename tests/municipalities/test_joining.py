"""An invitation, from the form to the first page of whoever was invited."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.utils import timezone

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.models import Invitation, Membership
from intlstrategy.municipalities.roles import Role
from tests.factories import make_department, make_member, make_municipality, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence nobody guesses"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def administrator(municipality):
    return make_member(municipality, Role.ADMINISTRATOR)


@pytest.fixture
def invite(client, administrator, municipality, mailoutbox, django_capture_on_commit_callbacks):
    """Send an invitation as the administrator, sign out, and hand over the link of its mail."""

    def send(email="eva@city.test", roles=("officer", "lead"), **fields):
        client.force_login(administrator.user)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(
                f"/{municipality.slug}/settings/invitations/new/",
                {"name": "Eva", "email": email, "roles": roles} | fields,
            )
        assert response.status_code == HTTPStatus.FOUND
        client.logout()
        return link_in(mailoutbox[-1])

    return send


def link_in(mail):
    return re.search(r"https?://testserver(/\S+)", mail.body)[1]


def sign_up(client, **more):
    return client.post("/accounts/signup/", {"password1": PASSWORD, "password2": PASSWORD} | more)


def test_somebody_new_makes_an_account_from_the_link_and_is_a_member(client, municipality, invite, mailoutbox):
    department = make_department(municipality)
    link = invite(department=department.pk)
    (mail,) = mailoutbox
    assert mail.to == ["eva@city.test"]
    assert [kind for _content, kind in mail.alternatives] == ["text/html"]
    assert client.get(link).status_code == HTTPStatus.OK
    assert 'value="eva@city.test"' in client.get("/accounts/signup/").content.decode()

    done = sign_up(client, email="somebody@else.test")

    assert (done.status_code, done.url) == (HTTPStatus.FOUND, "/")
    member = Membership.objects.get(municipality=municipality, user__email="eva@city.test")
    assert (member.name, member.department, member.role_names()) == ("Eva", department, [Role.OFFICER, Role.LEAD])
    assert client.get(municipality.get_absolute_url()).status_code == HTTPStatus.OK
    assert list(EmailAddress.objects.filter(user=member.user).values_list("email", "verified", "primary")) == [
        ("eva@city.test", True, True)
    ]
    assert len(mailoutbox) == 1


def test_the_account_of_an_invited_person_signs_in_afterwards(client, municipality, invite):
    client.get(invite())
    sign_up(client)
    client.logout()

    assert client.post("/accounts/login/", {"login": "eva@city.test", "password": PASSWORD}).url == "/"


def test_an_existing_person_accepts_after_signing_in_with_that_address(client, municipality, invite):
    eva = make_user(email="eva@city.test", name="Eva", password=PASSWORD)
    link = invite()
    client.get(link)
    back = client.post(f"/accounts/login/?next={link}", {"login": eva.email, "password": PASSWORD, "next": link})
    assert back.url == link

    accepted = client.post(link)

    assert accepted.url == municipality.get_absolute_url()
    assert Membership.objects.get(municipality=municipality, user=eva).role_names() == [Role.OFFICER, Role.LEAD]


def test_nobody_invites_themselves(client, administrator, municipality, mailoutbox):
    client.force_login(administrator.user)
    response = client.post(
        f"/{municipality.slug}/settings/invitations/new/",
        {"name": "Me", "email": administrator.user.email.upper(), "roles": ["lead"]},
    )
    assert (response.status_code, list(response.context["form"].errors), mailoutbox) == (422, ["email"], [])


def test_roles_that_come_with_an_invitation_are_logged_and_mailed_to_the_administrators(
    client, administrator, invite, mailoutbox, django_capture_on_commit_callbacks
):
    other = make_member(administrator.municipality, Role.ADMINISTRATOR)
    eva = make_user(email="eva@city.test", name="Eva", password=PASSWORD)
    link = invite()
    client.force_login(eva)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(link)
    assert [event.user_id for event in SecurityEvent.objects.filter(kind="role_changed")] == [administrator.user_id]
    assert [mail.to for mail in mailoutbox] == [[eva.email], [other.user.email]]


def test_somebody_signed_in_with_another_address_cannot_accept(client, municipality, invite):
    link = invite()
    client.force_login(make_user())
    assert "signed in with another address" in client.get(link).content.decode()

    client.post(link)

    assert Membership.objects.filter(municipality=municipality).count() == 1


def test_a_link_that_was_used_says_so(client, invite):
    link = invite()
    client.get(link)
    sign_up(client)
    client.logout()

    used = client.get(link)

    assert used.status_code == HTTPStatus.GONE
    assert "already accepted" in used.content.decode()
    assert "By invitation only" in client.get("/accounts/signup/").content.decode()


def test_a_link_that_is_too_old_says_so(client, invite):
    link = invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert "too old" in client.get(link).content.decode()


def test_a_link_that_was_withdrawn_says_so(client, administrator, municipality, invite):
    link = invite()
    invitation = Invitation.objects.get()
    client.force_login(administrator.user)
    client.post(f"/{municipality.slug}/settings/invitations/{invitation.pk}/act/", {"act": "withdraw"})
    client.logout()

    withdrawn = client.get(link)

    assert withdrawn.status_code == HTTPStatus.GONE
    assert "withdrawn" in withdrawn.content.decode()


def test_a_link_that_never_was_is_not_found(client):
    response = client.get("/accounts/invitation/no-such-token/")

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_sending_again_makes_a_new_link_and_ends_the_old_one(
    client, administrator, municipality, invite, mailoutbox, django_capture_on_commit_callbacks
):
    old = invite()
    invitation = Invitation.objects.get()
    client.force_login(administrator.user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/{municipality.slug}/settings/invitations/{invitation.pk}/act/", {"act": "resend"})
    client.logout()

    assert client.get(old).status_code == HTTPStatus.NOT_FOUND
    assert client.get(link_in(mailoutbox[-1])).status_code == HTTPStatus.OK


def test_the_mail_speaks_the_language_of_the_municipality(invite, municipality, mailoutbox, administrator):
    administrator.user.language = "en"
    administrator.user.save()
    municipality.main_language = "ca"  # content may be in any language, the interface speaks two
    municipality.save()
    invite()

    assert mailoutbox[0].subject == f"Your invitation to the international office of {municipality}"


def test_one_address_has_one_open_invitation_and_a_member_none(client, administrator, municipality, invite):
    invite()
    client.force_login(administrator.user)
    page = f"/{municipality.slug}/settings/invitations/new/"

    again = client.post(page, {"name": "Eva", "email": "Eva@city.test", "roles": ["observer"]})
    member = client.post(page, {"name": "Ana", "email": administrator.user.email, "roles": ["observer"]})

    assert again.context["form"].errors["email"] == [
        "This address already has an invitation. Send it again from the list of invitations."
    ]
    assert member.context["form"].errors["email"] == ["Somebody with this address already is a member."]


def test_a_double_click_sends_one_invitation(
    client, administrator, municipality, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(administrator.user)
    sent = {"name": "Eva", "email": "eva@city.test", "roles": ["observer"], "_once": "abc"}
    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(f"/{municipality.slug}/settings/invitations/new/", sent) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [HTTPStatus.FOUND, HTTPStatus.FOUND]
    assert (Invitation.objects.count(), len(mailoutbox)) == (1, 1)


def test_another_citys_department_is_refused(client, administrator, municipality):
    foreign = make_department(make_municipality())
    client.force_login(administrator.user)

    response = client.post(
        f"/{municipality.slug}/settings/invitations/new/",
        {"name": "Eva", "email": "eva@city.test", "roles": ["observer"], "department": foreign.pk},
    )

    assert list(response.context["form"].errors) == ["department"]


def test_whoever_joins_as_administrator_may_enter_the_administration_site(client, invite):
    client.get(invite(roles=["administrator"]))
    sign_up(client)

    assert client.get("/admin/").status_code == 200
