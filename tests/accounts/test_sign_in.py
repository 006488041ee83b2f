"""Signing in, good and bad, with and without a second factor."""

from http import HTTPStatus

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.roles import Role
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence nobody guesses"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def person():
    return make_user(email="ana@city.test", name="Ana", password=PASSWORD)


def sign_in(client, email="ana@city.test", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password} | more)


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def kinds():
    return list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))


def errors(response):
    return [error for found in response.context["form"].errors.values() for error in found]


def test_the_right_password_lets_in_and_is_written_to_the_security_log(client, person):
    response = sign_in(client)

    assert (response.status_code, response.url) == (HTTPStatus.FOUND, "/")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert kinds() == ["signed_in"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person):
    wrong = sign_in(client, password="not the password")
    unknown = sign_in(client, email="nobody@city.test")

    assert errors(wrong) == errors(unknown) == ["The email address and/or password you specified are not correct."]
    assert wrong.status_code == unknown.status_code == HTTPStatus.OK
    assert kinds() == ["sign_in_failed", "sign_in_failed"]


def test_the_sixth_wrong_password_is_refused_and_so_is_the_right_one_after_it(client, person):
    for _attempt in range(5):
        sign_in(client, password="not the password")

    refused = sign_in(client)

    assert errors(refused) == ["Too many failed login attempts. Try again later."]
    assert "_auth_user_id" not in client.session


def test_a_flood_of_requests_gets_our_own_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client)

    flooded = sign_in(client)

    assert flooded.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "For your safety we wait a few minutes" in flooded.content.decode()


def test_whoever_asks_to_be_remembered_stays_for_14_days_and_others_until_the_browser_closes(client, person):
    sign_in(client)
    assert client.session.get_expire_at_browser_close() is True
    client.logout()

    sign_in(client, remember="on")
    assert client.session.get_expire_at_browser_close() is False
    assert client.session.get_expiry_age() == 14 * 24 * 3600


def test_signing_in_leads_back_to_where_one_wanted_to_go_but_not_elsewhere(client, person):
    assert sign_in(client, next="/accounts/profile/").url == "/accounts/profile/"
    client.logout()
    assert sign_in(client, next="https://elsewhere.test/").url == "/"


def test_an_account_that_is_switched_off_does_not_get_in(client, person):
    person.is_active = False
    person.save()

    sign_in(client)

    assert "_auth_user_id" not in client.session


def test_the_address_is_known_whatever_its_case(client, person):
    assert sign_in(client, email="ANA@City.test").status_code == HTTPStatus.FOUND


def test_the_demo_accounts_are_listed_only_while_developing(client, settings):
    make_user(email="officer@demo.test")
    assert "officer@demo.test" not in client.get(LOGIN).content.decode()

    settings.DEBUG = True
    assert "officer@demo.test" in client.get(LOGIN).content.decode()


def test_the_second_factor_is_asked_for_and_a_wrong_code_is_written_down(client, person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    asked = sign_in(client)
    assert asked.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session

    assert client.post(asked.url, {"code": "000000"}).status_code == HTTPStatus.OK
    assert client.post(asked.url, {"code": code_now(secret)}).url == "/"

    assert client.session["_auth_user_id"] == str(person.pk)
    events = SecurityEvent.objects.filter(kind="second_factor").order_by("pk").values_list("detail", flat=True)
    assert list(events) == ["totp refused", "totp used"]


def test_a_recovery_code_works_once(client, person):
    TOTP.activate(person, generate_totp_secret())
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    assert client.post(sign_in(client).url, {"code": code}).url == "/"
    client.logout()

    again = client.post(sign_in(client).url, {"code": code})

    assert again.status_code == HTTPStatus.OK
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(transaction=True)  # allauth tells of the activation once it stands
def test_the_whole_round_of_a_second_factor(client, person):
    sign_in(client)
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked.url == "/accounts/reauthenticate/?next=%2Faccounts%2F2fa%2Ftotp%2Factivate%2F"
    assert client.post(asked.url, {"password": PASSWORD}).url == "/accounts/2fa/totp/activate/"
    page = client.get("/accounts/2fa/totp/activate/")
    assert 'src="data:image/svg' in page.content.decode()
    secret = page.context["form"].secret

    activated = client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert activated.status_code == HTTPStatus.FOUND
    assert client.get("/accounts/2fa/recovery-codes/").status_code == HTTPStatus.OK
    assert client.get("/accounts/2fa/recovery-codes/download/")["Content-Disposition"].startswith("attachment")
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")

    details = SecurityEvent.objects.filter(kind="second_factor").order_by("pk").values_list("detail", flat=True)
    assert "totp activated" in list(details)
    assert "totp deactivated" in list(details)
    assert person.authenticator_set.count() == 0


def test_administrators_are_sent_to_activate_their_second_factor_where_it_is_required(client, municipality, settings):
    administrator = make_member(municipality, Role.ADMINISTRATOR)
    officer = make_member(municipality, Role.OFFICER)
    home = municipality.get_absolute_url()
    client.force_login(administrator.user)
    assert client.get(home).status_code == HTTPStatus.OK

    settings.SECOND_FACTOR_REQUIRED_FOR_ADMINISTRATORS = True
    assert client.get(home).url == reverse("mfa_activate_totp")
    assert client.get("/admin/").url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == HTTPStatus.OK
    TOTP.activate(administrator.user, generate_totp_secret())
    assert client.get(home).status_code == HTTPStatus.OK
    client.force_login(officer.user)
    assert client.get(home).status_code == HTTPStatus.OK


def test_the_administration_site_has_no_door_of_its_own(client):
    response = client.get("/admin/login/?next=/admin/")

    assert response.url == f"{LOGIN}?next=/admin/"


def test_the_page_of_signing_in_speaks_the_language_that_was_chosen(client):
    client.post("/i18n/language/", {"language": "es", "next": LOGIN})

    assert '<html lang="es"' in client.get(LOGIN).content.decode()
    translation.activate("en")


def test_a_theme_is_kept_for_the_person(client, person):
    client.force_login(person)
    client.post("/accounts/theme/", {"theme": "dark", "next": "/accounts/profile/"})

    assert 'data-bs-theme="dark"' in client.get("/accounts/profile/").content.decode()
