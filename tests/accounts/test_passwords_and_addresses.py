"""A new password, another address, and the doors of allauth that stay shut here."""

import re
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from intlstrategy.journal.models import SecurityEvent
from tests.factories import make_user

pytestmark = pytest.mark.django_db

OLD, NEW = "a long sentence nobody guesses", "another sentence nobody knows"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def person():
    return make_user(email="ana@city.test", name="Ana", password=OLD, language="es")


def link_in(mail):
    return re.search(r"https?://testserver(/\S+)", mail.body)[1]


def html_of(mail):
    return [content for content, kind in mail.alternatives if kind == "text/html"]


def test_a_forgotten_password_is_replaced_through_the_link_in_a_mail(client, person, mailoutbox):
    assert client.post("/accounts/password/reset/", {"email": "ana@city.test"}).status_code == HTTPStatus.FOUND
    (mail,) = mailoutbox
    assert mail.to == ["ana@city.test"]
    assert len(html_of(mail)) == 1
    form_page = client.get(link_in(mail), follow=True)
    done = client.post(form_page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    assert done.status_code == HTTPStatus.FOUND
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert SecurityEvent.objects.filter(kind="password_changed", user_id=person.pk).count() == 1


def test_the_link_of_a_reset_works_once(client, person, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "ana@city.test"})
    link = link_in(mailoutbox[0])
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    client.logout()

    again = client.get(link, follow=True)

    assert again.status_code == HTTPStatus.OK
    assert again.context["token_fail"] is True


def test_the_page_does_not_tell_whether_an_address_has_an_account(client, person, mailoutbox):
    known = client.post("/accounts/password/reset/", {"email": "ana@city.test"})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@city.test"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.to for mail in mailoutbox] == [["ana@city.test"], ["nobody@city.test"]]


@pytest.mark.parametrize(
    "weak", ["short", "123456789012345", "password1234", "ana@city.test", "passwordpassword", "QwertyQwerty"]
)
def test_weak_passwords_are_refused(client, person, weak):
    client.force_login(person)
    response = client.post("/accounts/password/change/", {"oldpassword": OLD, "password1": weak, "password2": weak})

    assert response.status_code == HTTPStatus.OK
    person.refresh_from_db()
    assert person.check_password(OLD)


def test_a_password_is_changed_with_the_old_one_and_the_person_is_told_by_mail(client, person, mailoutbox):
    client.force_login(person)
    client.post("/accounts/password/change/", {"oldpassword": OLD, "password1": NEW, "password2": NEW})

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert [mail.to for mail in mailoutbox] == [["ana@city.test"]]


def test_an_address_changes_only_after_the_mail_to_the_new_one_is_answered(client, person, mailoutbox):
    client.post("/accounts/login/", {"login": person.email, "password": OLD})
    client.post("/accounts/reauthenticate/", {"password": OLD})
    page = client.get("/accounts/email/")
    assert " style=" not in page.content.decode()
    client.post("/accounts/email/", {"action_add": "", "email": "ana@new.test"})
    person.refresh_from_db()
    assert person.email == "ana@city.test"
    mail = next(mail for mail in mailoutbox if mail.to == ["ana@new.test"])

    client.post(link_in(mail))

    person.refresh_from_db()
    assert person.email == "ana@new.test"
    assert list(EmailAddress.objects.filter(user=person).values_list("email", "verified")) == [("ana@new.test", True)]


def test_accounts_are_made_by_invitation_only(client):
    page = client.get("/accounts/signup/")
    sent = client.post("/accounts/signup/", {"email": "eve@city.test", "password1": NEW, "password2": NEW})

    for response in (page, sent):
        assert response.status_code == HTTPStatus.OK
        assert "By invitation only" in response.content.decode()
    assert "eve@city.test" not in list(EmailAddress.objects.values_list("email", flat=True))


@pytest.mark.parametrize(
    "path", ["phone/change/", "phone/verify/", "3rdparty/", "social/connections/", "2fa/webauthn/", "login/code/"]
)
def test_what_makes_no_sense_here_is_not_there(client, person, path):
    client.force_login(person)

    assert client.get(f"/accounts/{path}").status_code == HTTPStatus.NOT_FOUND


OPEN = {
    "login/": HTTPStatus.OK,
    "signup/": HTTPStatus.OK,
    "password/reset/": HTTPStatus.OK,
    "password/reset/done/": HTTPStatus.OK,
    "password/reset/key/done/": HTTPStatus.OK,
    "password/reset/key/1-nothing/": HTTPStatus.OK,
    "confirm-email/": HTTPStatus.OK,
    "confirm-email/nothing/": HTTPStatus.OK,
    "inactive/": HTTPStatus.OK,
    "logout/": HTTPStatus.FOUND,
    "2fa/authenticate/": HTTPStatus.FOUND,
    "login/code/confirm/": HTTPStatus.FOUND,
}
CLOSED = [
    "reauthenticate/", "email/", "password/change/", "password/set/", "2fa/", "2fa/reauthenticate/", "2fa/totp/activate/",
    "2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/recovery-codes/download/", "profile/",
]  # fmt: skip


def test_every_open_door_of_the_accounts_answers_anonymous_visitors(client):
    assert {path: client.get(f"/accounts/{path}").status_code for path in OPEN} == OPEN


def test_every_closed_door_of_the_accounts_sends_them_to_sign_in(client):
    answers = {path: client.get(f"/accounts/{path}") for path in CLOSED}

    assert {path: answer.url for path, answer in answers.items()} == {
        path: f"/accounts/login/?next=/accounts/{path}" for path in CLOSED
    }


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("en", "Your password was changed", "If it was not you, change your password at once"),
        ("es", "Su contraseña ha cambiado", "Si no ha sido usted, cambie la contraseña cuanto antes"),
    ],
)
def test_the_mail_about_a_change_is_ours_in_both_languages(client, person, mailoutbox, language, subject, words):
    person.language = language
    person.save()
    client.force_login(person)
    client.post("/accounts/password/change/", {"oldpassword": OLD, "password1": NEW, "password2": NEW})
    (mail,) = mailoutbox
    assert (mail.subject, words in mail.body) == (subject, True)
