"""Nothing typed is lost when a session ends, and nobody else is offered it."""

import re
from http import HTTPStatus

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from intlstrategy.core.kept_forms import KEY_FIELD, LARGEST, MOST, OWNER_FIELD, SESSION_KEY, sign_owner
from intlstrategy.municipalities.models import Department
from intlstrategy.municipalities.roles import Role
from tests.factories import make_department, make_member, make_municipality, make_user

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


def typed(owner, **fields):
    return {"name": "Relaciones “internacionales”", "code": "x" * 30, OWNER_FIELD: sign_owner(owner.pk)} | fields


def send_without_session(client, page, owner, **fields):
    return client.post(page, typed(owner, **fields))


def sign_in(client, email="ana@city.test"):
    return client.post("/accounts/login/", {"login": email, "password": PASSWORD, "next": reverse("core:kept-form")})


def offered(client):
    """The names in the forms that wait for whoever is signed in."""
    response = client.get(reverse("core:kept-form"))
    forms = response.context["forms_kept"] if response.status_code == HTTPStatus.OK else []
    return [dict(form.fields)["name"] for form in forms]


def send_again(client, number=0):
    form = client.get(reverse("core:kept-form")).context["forms_kept"][number]
    return client.post(form.path, dict(form.fields) | {KEY_FIELD: form.key})


def test_a_form_sent_after_the_session_ended_is_offered_again_after_signing_in(client, ana, page):
    ended = send_without_session(client, page, ana.user)
    assert ended.status_code == HTTPStatus.UNAUTHORIZED
    back = sign_in(client)

    (form,) = client.get(back.url).context["forms_kept"]

    assert form.path == page
    assert ("name", "Relaciones “internacionales”") in form.fields
    client.post(page, dict(form.fields))
    assert Department.objects.get().name == "Relaciones “internacionales”"


def test_every_form_sent_without_a_session_waits_and_is_offered_until_it_was_sent(client, ana, page):
    for name in ("Port", "Parks"):
        assert send_without_session(client, page, ana.user, name=name).context["kept"] is True
    sign_in(client)
    assert (offered(client), offered(client)) == (["Port", "Parks"], ["Port", "Parks"])

    first = send_again(client)
    assert (first.url, offered(client)) == (reverse("core:kept-form"), ["Parks"])
    second = send_again(client)

    assert (second.url != reverse("core:kept-form"), offered(client)) == (True, [])
    assert sorted(Department.objects.values_list("name", flat=True)) == ["Parks", "Port"]


def test_a_form_that_is_refused_stands_on_its_own_page_and_waits_no_more(client, ana, page):
    send_without_session(client, page, ana.user, name="")
    sign_in(client)

    refused = send_again(client)

    assert (refused.status_code, refused.context["form"]["code"].value()) == (HTTPStatus.UNPROCESSABLE_ENTITY, "x" * 30)
    assert offered(client) == []


def test_a_form_whose_page_is_not_found_goes_on_waiting(client, ana, page):
    send_without_session(client, page.replace("departments/new", "departments/999/edit"), ana.user)
    sign_in(client)

    assert send_again(client).status_code == HTTPStatus.NOT_FOUND
    assert offered(client) == ["Relaciones “internacionales”"]


def test_its_owner_discards_it(client, ana, page):
    for name in ("Port", "Parks"):
        send_without_session(client, page, ana.user, name=name)
    sign_in(client)
    port, _parks = client.get(reverse("core:kept-form")).context["forms_kept"]

    client.post(reverse("core:kept-form"), {"discard": port.key})

    assert offered(client) == ["Parks"]


def test_the_same_form_sent_twice_waits_once(client, ana, page):
    for _time in range(2):
        assert send_without_session(client, page, ana.user).context["kept"] is True
    sign_in(client)

    assert offered(client) == ["Relaciones “internacionales”"]


def test_no_form_takes_the_place_of_another_and_the_page_says_so(client, ana, page):
    names = [f"Department {number}" for number in range(MOST)]
    for name in names:
        send_without_session(client, page, ana.user, name=name)

    assert send_without_session(client, page, ana.user, name="One more").context["kept"] is False
    assert send_without_session(client, page, ana.user, name=names[3]).context["kept"] is True
    sign_in(client)
    assert offered(client) == names


def test_all_that_is_kept_together_has_a_largest_size(client, ana, page):
    half = "x" * (LARGEST // 2)

    kept = [send_without_session(client, page, ana.user, name=name + half).context["kept"] for name in "ab"]

    assert kept == [True, False]


def test_no_password_is_kept(client, ana, page):
    send_without_session(client, page, ana.user, password1="secret", usable_password="true")
    sign_in(client)

    (form,) = client.get(reverse("core:kept-form")).context["forms_kept"]

    assert sorted(dict(form.fields)) == ["code", "name"]


def test_the_page_of_signing_in_knows_where_the_form_waits(client, ana, page):
    ended = send_without_session(client, page, ana.user)

    assert ended.context["login"] == "/accounts/login/?next=%2Faccounts%2Fkept-form%2F"


def test_somebody_else_who_signs_in_meanwhile_is_not_offered_it_and_takes_nothing_away(client, ana, page):
    send_without_session(client, page, ana.user)
    make_user(email="eva@city.test", password=PASSWORD)
    sign_in(client, "eva@city.test")
    assert offered(client) == []
    (key,) = client.session[SESSION_KEY]
    client.post(reverse("core:kept-form"), {"discard": key})
    client.post("/accounts/logout/")

    sign_in(client)

    assert offered(client) == ["Relaciones “internacionales”"]


def test_nothing_else_of_a_session_outlives_it(client, ana, page):
    send_without_session(client, page, ana.user)
    sign_in(client)
    before = client.session.session_key

    client.post("/accounts/logout/")

    assert (list(client.session.keys()), client.session.session_key == before) == ([SESSION_KEY], False)


def test_a_stale_token_keeps_the_form_for_its_owner(ana, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana.user)

    stale = send_without_session(client, page, ana.user)

    assert stale.status_code == HTTPStatus.FORBIDDEN
    assert [form.path for form in stale.context["forms_kept"]] == [page]


def test_a_form_that_carries_another_persons_seal_is_not_offered(ana, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana.user)

    stale = send_without_session(client, page, make_user())

    assert stale.status_code == HTTPStatus.FORBIDDEN
    assert "forms_kept" not in stale.context


# The administration site ------------------------------------------------------------------------------------

ADMIN_PAGE = "/admin/municipalities/department/add/"


@pytest.fixture
def root(municipality):
    return make_user(email="root@city.test", password=PASSWORD, is_staff=True, is_superuser=True)


def filled_in_admin(client, municipality):
    """What a browser sends of the page for a new department: every hidden field of its form, and what was typed."""
    page = client.get(ADMIN_PAGE)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page.content.decode())
    return dict(hidden) | {"municipality": municipality.pk, "name": "Port", "code": "", "_save": "Save"}


def test_a_form_of_the_administration_site_outlives_its_session_too(client, municipality, root):
    client.force_login(root)
    sent = filled_in_admin(client, municipality)
    client.logout()

    ended = client.post(ADMIN_PAGE, sent)
    assert (ended.status_code, ended.context["kept"]) == (HTTPStatus.UNAUTHORIZED, True)
    sign_in(client, "root@city.test")
    assert offered(client) == ["Port"]
    send_again(client)

    assert Department.objects.get().name == "Port"
    assert offered(client) == []


def test_a_stale_token_keeps_a_form_of_the_administration_site(municipality, root):
    client = Client(enforce_csrf_checks=True)
    client.force_login(root)
    sent = filled_in_admin(client, municipality) | {"csrfmiddlewaretoken": "stale"}

    stale = client.post(ADMIN_PAGE, sent)

    assert stale.status_code == HTTPStatus.FORBIDDEN
    (form,) = stale.context["forms_kept"]
    assert (form.path, dict(form.fields)["name"]) == (ADMIN_PAGE, "Port")


def test_every_form_of_the_administration_site_says_whose_it_is(client, root):
    client.force_login(root)
    adds = [f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/" for model in admin.site._registry]

    forms = {url: page for url in adds if (page := client.get(url)).status_code == HTTPStatus.OK}

    assert [url for url, page in forms.items() if f'name="{OWNER_FIELD}"' not in page.content.decode()] == []
    assert len(forms) > 5


def test_what_waits_is_shown_in_the_words_of_its_page(client, municipality, ana, page):
    port = make_department(municipality, name="Port")
    send_without_session(client, page, ana.user, name="Ferries", parent=port.pk, starts_on="2026-01-01")
    sign_in(client)

    (form,) = client.get(reverse("core:kept-form")).context["forms_kept"]
    told = {str(label): text for label, text in form.typed if text}
    assert told == {"Name": "Ferries", "Code": "x" * 30, "Belongs to": "Port", "From": "2026-01-01"}


def test_the_citys_own_names_of_statuses_wait_under_the_statuses(client, municipality, ana):
    page = reverse("municipalities:municipality-edit", args=[municipality.slug])
    client.post(page, {"status_at_risk": "En peligro", OWNER_FIELD: sign_owner(ana.user.pk)})
    (form,) = client.get(sign_in(client).url).context["forms_kept"]
    assert {str(label): text for label, text in form.typed if text} == {"At risk": "En peligro"}


def test_a_form_of_the_administration_site_is_shown_by_the_names_of_its_fields(client, municipality, ana):
    port = make_department(municipality, name="Port")
    url = f"/admin/municipalities/department/{port.pk}/change/"
    send_without_session(client, url, ana.user, name="Ferries", parent=port.pk, seen="1")
    sign_in(client)

    (form,) = client.get(reverse("core:kept-form")).context["forms_kept"]
    told = {str(label): text for label, text in form.typed if text}
    assert told == {"Name": "Ferries", "Code": "x" * 30, "Belongs to": "Port"}


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.ADMINISTRATOR])
def test_no_form_that_waits_tells_names_that_its_owner_may_not_list(client, municipality, role):
    eva = make_member(municipality, role, user=make_user(email="ana@city.test", password=PASSWORD)).user
    stranger = make_member(make_municipality()).user
    sent = {"user": stranger.pk, "department": make_department(municipality, name="Port").pk}
    client.post("/admin/municipalities/membership/add/", {OWNER_FIELD: sign_owner(eva.pk)} | sent)
    sign_in(client)

    (form,) = client.get(reverse("core:kept-form")).context["forms_kept"]
    told = {str(label): text for label, text in form.typed if text}
    assert told == ({"Department": "Port"} if role == Role.ADMINISTRATOR else {})
