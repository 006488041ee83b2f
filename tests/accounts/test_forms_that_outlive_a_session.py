"""Nothing typed is lost when a session ends, and nobody else is offered it."""

from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from intlstrategy.core.kept_forms import OWNER_FIELD, sign_owner
from intlstrategy.municipalities.models import Department
from intlstrategy.municipalities.roles import Role
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence nobody guesses"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def ana(municipality):
    return make_member(municipality, Role.ADMINISTRATOR, user=make_user(email="ana@city.test", password=PASSWORD))


@pytest.fixture
def page(municipality):
    return reverse("municipalities:department-create", args=[municipality.slug])


def send_without_session(client, page, owner):
    typed = {"name": "Relaciones “internacionales”", "code": "x" * 30, OWNER_FIELD: sign_owner(owner.pk)}
    return client.post(page, typed)


def test_a_form_sent_after_the_session_ended_is_offered_again_after_signing_in(client, ana, page):
    ended = send_without_session(client, page, ana.user)
    assert ended.status_code == HTTPStatus.UNAUTHORIZED
    back = client.post(
        "/accounts/login/", {"login": "ana@city.test", "password": PASSWORD, "next": reverse("core:kept-form")}
    )

    offered = client.get(back.url)

    assert offered.context["form_kept"].path == page
    assert ("name", "Relaciones “internacionales”") in offered.context["form_kept"].fields
    client.post(page, dict(offered.context["form_kept"].fields))
    assert Department.objects.get().name == "Relaciones “internacionales”"


def test_the_page_of_signing_in_knows_where_the_form_waits(client, ana, page):
    ended = send_without_session(client, page, ana.user)

    assert ended.context["login"] == "/accounts/login/?next=%2Faccounts%2Fkept-form%2F"


def test_somebody_else_who_signs_in_is_not_offered_it(client, municipality, ana, page):
    send_without_session(client, page, ana.user)
    make_user(email="eva@city.test", password=PASSWORD)
    client.post("/accounts/login/", {"login": "eva@city.test", "password": PASSWORD})

    response = client.get(reverse("core:kept-form"))

    assert (response.status_code, response.url) == (HTTPStatus.FOUND, "/")


def test_it_is_offered_once(client, ana, page):
    send_without_session(client, page, ana.user)
    client.post("/accounts/login/", {"login": "ana@city.test", "password": PASSWORD})
    client.get(reverse("core:kept-form"))

    assert client.get(reverse("core:kept-form")).status_code == HTTPStatus.FOUND


def test_a_stale_token_keeps_the_form_for_its_owner(ana, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana.user)

    stale = send_without_session(client, page, ana.user)

    assert stale.status_code == HTTPStatus.FORBIDDEN
    assert stale.context["form_kept"].path == page


def test_a_form_that_carries_another_persons_seal_is_not_offered(ana, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana.user)

    stale = send_without_session(client, page, make_user())

    assert stale.status_code == HTTPStatus.FORBIDDEN
    assert "form_kept" not in stale.context
