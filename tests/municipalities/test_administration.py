"""The administration site as the workplace of a municipality's administrators and of the superuser."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.journal.services import log_security, record
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.models import (
    Department,
    Deputy,
    Mandate,
    Post,
    PostHolder,
)
from intlstrategy.municipalities.roles import Role
from intlstrategy.taxonomy.models import Dimension, Goal
from tests.factories import make_department, make_dimension, make_goal, make_member, make_municipality, make_user
from tests.municipalities.pages_of_administration import ADMIN, change, errors

pytestmark = pytest.mark.django_db
MEANWHILE = (
    "Somebody else saved this record meanwhile. What you typed is still here; beside each field that differs"
    " stands what is stored now. Save again to write over it."
)


def yesterday():
    return timezone.localdate() - timedelta(days=1)


# Who comes in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("ended", [{"ends_on": "past"}, {"starts_on": "future"}, {"binned_at": "now"}])
def test_an_administrator_whose_membership_does_not_hold_today_is_refused(client, municipality, ended):
    days = {"past": yesterday(), "future": timezone.localdate() + timedelta(days=1), "now": timezone.now()}
    member = make_member(
        municipality, Role.ADMINISTRATOR, user=make_user(is_staff=True), **{k: days[v] for k, v in ended.items()}
    )
    client.force_login(member.user)

    index = client.get("/admin/", follow=True)
    page = client.get(f"{ADMIN}/department/", follow=True)

    assert (index.status_code, page.status_code) == (HTTPStatus.FORBIDDEN, HTTPStatus.FORBIDDEN)


def test_a_lead_is_refused_and_an_administrator_comes_in_whatever_is_staff_says(client, municipality):
    client.force_login(make_member(municipality, Role.LEAD, user=make_user(is_staff=True)).user)
    refused = client.get("/admin/", follow=True)
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    welcome = client.get("/admin/")

    assert (refused.status_code, welcome.status_code) == (HTTPStatus.FORBIDDEN, HTTPStatus.OK)


def test_the_way_to_the_administration_site_is_shown_to_its_administrators_only(client, municipality):
    home = municipality.get_absolute_url()
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    shown = 'href="/admin/"' in client.get(home).content.decode()
    client.force_login(make_member(municipality, Role.LEAD, user=make_user(is_staff=True)).user)

    assert (shown, 'href="/admin/"' in client.get(home).content.decode()) == (True, False)


def test_the_address_that_leads_to_any_record_is_closed(client, administrator):
    assert client.get("/admin/r/1/1/").status_code == HTTPStatus.NOT_FOUND


def test_passwords_are_changed_where_everybody_changes_them(client, administrator):
    assert client.get("/admin/password_change/").url == reverse("account_change_password")


# Adding ---------------------------------------------------------------------------------------------


def test_an_administrator_adds_in_their_own_municipality(client, administrator, municipality):
    client.post(f"{ADMIN}/department/add/", {"name": "Culture", "municipality": make_municipality().pk})
    client.post(f"{ADMIN}/mandate/add/", {"name": "2023-2027"})
    client.post(f"{ADMIN}/post/add/", {"title": "Mayor"})

    assert [row.municipality for row in (*Department.objects.all(), *Mandate.objects.all(), *Post.objects.all())] == [
        municipality
    ] * 3
    department = Department.objects.get()
    assert (department.revision, department.history.get().history_user) == (1, administrator.user)
    assert JournalEntry.objects.filter(verb="created", target_name="Culture").count() == 1
    assert SecurityEvent.objects.filter(kind="admin_saved", municipality_id=municipality.pk).count() == 3


def test_whoever_administers_two_cities_chooses_between_them(client, administrator):
    other, third = make_municipality(), make_municipality()
    make_member(other, Role.ADMINISTRATOR, user=administrator.user)
    page = f"{ADMIN}/department/add/"

    offered = client.get(page).context["adminform"].form.fields["municipality"].queryset
    refused = client.post(page, {"name": "Culture", "municipality": third.pk})
    client.post(page, {"name": "Culture", "municipality": other.pk})

    assert set(offered) == {administrator.municipality, other}
    assert list(errors(refused)) == ["municipality"]
    assert Department.objects.get().municipality == other


def test_a_link_to_another_citys_record_is_refused(client, superuser, municipality):
    foreign = make_department(make_municipality())

    response = client.post(
        f"{ADMIN}/post/add/", {"title": "Mayor", "municipality": municipality.pk, "department": foreign.pk}
    )

    assert list(errors(response)) == ["department"]


def test_a_deputy_is_added_and_cannot_be_the_member(client, administrator, municipality):
    eva, luis = make_member(municipality), make_member(municipality)
    page = f"{ADMIN}/deputy/add/"

    same = client.post(page, {"membership": eva.pk, "deputy": eva.pk})
    client.post(page, {"membership": eva.pk, "deputy": luis.pk})

    assert same.context["adminform"].form.errors["deputy"] == ["Nobody can be their own deputy."]
    assert (Deputy.objects.get().membership, Deputy.objects.get().deputy) == (eva, luis)


# Changing -------------------------------------------------------------------------------------------


def test_a_name_that_is_taken_is_refused_at_its_field(client, administrator, municipality):
    make_department(municipality, name="Culture")
    sport = make_department(municipality, name="Sport")

    response = change(client, sport, name="Culture")

    assert errors(response) == {"name": ["There already is a department with this name."]}


def test_departments_make_no_loop(client, administrator, municipality):
    above = make_department(municipality)
    below = make_department(municipality, parent=above)

    loop = change(client, above, parent=below.pk)
    itself = change(client, above, parent=above.pk, successor=above.pk)

    assert list(errors(loop)) == ["parent"]
    assert sorted(errors(itself)) == ["parent", "successor"]


def test_a_stale_save_is_refused_and_keeps_what_was_typed(client, administrator, municipality):
    department = make_department(municipality, name="Culture")
    seen = department.revision
    change(client, department, name="Culture and sport")

    late = change(client, department, name="Arts", seen=seen)
    without = client.post(f"{ADMIN}/department/{department.pk}/change/", {"name": "Arts"})

    assert late.context["adminform"].form["name"].value() == "Arts"
    assert errors(late) == {"__all__": [MEANWHILE], "name": ["Stored now: Culture and sport"]}
    assert list(errors(without)) == ["seen"]
    department.refresh_from_db()
    assert department.name == "Culture and sport"


@pytest.mark.parametrize("kind", ["department", "term", "user"])
def test_whoever_reads_what_the_other_wrote_saves_over_it_by_saving_again(client, superuser, municipality, kind):
    make = {
        "department": lambda: make_department(municipality, name="Culture"),
        "term": lambda: make_dimension(name_en="Culture"),
        "user": lambda: make_user(name="Culture"),
    }
    record, name = make[kind](), "name_en" if kind == "term" else "name"
    page = f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"
    opened = client.get(page).context["adminform"].form["seen"].value()
    change(client, record, **{name: "Sport"})

    late = change(client, record, **{name: "Arts", "seen": opened})
    record.refresh_from_db()
    kept = getattr(record, name)
    again = {
        each.html_name: each.value() for each in late.context["adminform"].form if each.value() not in {None, False}
    }
    client.post(page, again)
    record.refresh_from_db()

    assert errors(late) == {"__all__": [MEANWHILE], name: ["Stored now: Sport"]}
    assert (kept, getattr(record, name)) == ("Sport", "Arts")


def test_a_stale_form_says_links_choices_and_blanks_in_words(client, superuser, municipality):
    above = make_department(municipality, name="Above")
    department = make_department(municipality, name="Culture", code="C")
    opened = department.revision
    change(client, department, parent=above.pk, code="")

    late = change(client, department, parent="", code="D", seen=opened)

    assert errors(late) == {"__all__": [MEANWHILE], "parent": ["Stored now: Above"], "code": ["Stored now: (empty)"]}


def test_two_people_do_not_hold_a_post_on_the_same_day(client, administrator, municipality):
    post = Post.objects.create(municipality=municipality, title="Mayor", by=None)
    page = f"{ADMIN}/postholder/add/"
    client.post(page, {"post": post.pk, "name": "Ana", "starts_on": "2023-06-17"})

    response = client.post(page, {"post": post.pk, "name": "Luis", "starts_on": "2024-01-01"})

    assert errors(response) == {"__all__": ["Ana holds this post on some of these days. End that first."]}


def test_what_lies_in_the_bin_is_neither_listed_nor_offered(client, administrator, municipality):
    gone = make_department(municipality, name="Gone")
    bin_record(gone, by=administrator.user)
    make_department(municipality, name="Here")

    listed = client.get(f"{ADMIN}/department/").context["cl"].result_list
    query = "app_label=municipalities&model_name=post&field_name=department&term="
    offered = client.get(f"/admin/autocomplete/?{query}").json()["results"]
    refused = client.post(f"{ADMIN}/post/add/", {"title": "Mayor", "department": gone.pk})

    assert [row.name for row in listed] == ["Here"]
    assert [row["text"] for row in offered] == ["Here"]
    assert list(errors(refused)) == ["department"]


def test_ticked_rows_go_to_the_bin(client, administrator, municipality):
    rows = [make_department(municipality) for _ in range(2)]
    foreign = make_department(make_municipality())

    client.post(
        f"{ADMIN}/department/", {"action": "move_to_bin", "_selected_action": [row.pk for row in (*rows, foreign)]}
    )

    assert set(Department.objects.filter(binned_by=administrator.user)) == set(rows)


def test_a_filter_by_a_linked_record_offers_the_citys_own_only(client, administrator, municipality):
    for name in ("Culture", "Sport"):
        make_department(municipality, name=name)
    make_department(make_municipality(), name="Foreign")

    page = client.get(f"{ADMIN}/post/").content.decode()

    assert (page.count("Culture"), page.count("Sport"), page.count("Foreign")) == (1, 1, 0)


@pytest.mark.parametrize("typed", ["Economía", "economia", "ECONOMÍA y", "MÍA"])
def test_the_search_finds_words_with_accents(client, administrator, municipality, typed):
    make_department(municipality, name="Economía y Hacienda")
    make_department(municipality, name="Cultura")

    found = client.get(f"{ADMIN}/department/", {"q": typed}).context["cl"].result_list

    assert [row.name for row in found] == ["Economía y Hacienda"]


def test_the_search_finds_words_with_accents_where_there_is_no_folded_copy(client, superuser, municipality):
    gijon = make_municipality(name="Gijón")
    make_user(name="Luis Menéndez")
    make_dimension(name_es="Política")
    post = Post.objects.create(municipality=gijon, title="Mayor", by=None)
    PostHolder.objects.create(municipality=gijon, post=post, name="Ana Menéndez", starts_on=yesterday(), by=None)
    Mandate.objects.create(municipality=gijon, name="Década", by=None, starts_on=yesterday())

    found = {
        (page, typed): len(client.get(f"/admin/{page}/", {"q": typed}).context["cl"].result_list)
        for page, typed in (
            ("municipalities/municipality", "GIJÓN"),
            ("municipalities/municipality", "gijon"),
            ("accounts/user", "menendez LUIS"),
            ("taxonomy/dimension", "POLÍTICA"),
            ("taxonomy/dimension", "politica"),
            ("municipalities/postholder", "menendez mayor"),
            ("municipalities/mandate", "DECADA"),
        )
    }

    assert set(found.values()) == {1}


def test_an_administrator_reads_the_logs_of_their_own_city(client, administrator, municipality):
    abroad = make_municipality()
    mine, theirs = (record("changed", make_department(city), by=None) for city in (municipality, abroad))
    logged = [
        log_security("exported", by=None, municipality_id=city.pk, detail=city.name) for city in (municipality, abroad)
    ]

    shown = client.get("/admin/journal/journalentry/").context["cl"].result_list
    events = client.get("/admin/journal/securityevent/?kind__exact=exported").context["cl"].result_list

    assert (mine in shown, theirs in shown) == (True, False)
    assert [event.pk for event in events] == [logged[0].pk]
    assert client.get(f"/admin/journal/journalentry/{theirs.pk}/change/").status_code == HTTPStatus.FOUND
    assert client.post("/admin/journal/journalentry/add/").status_code == HTTPStatus.FORBIDDEN


# The settings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [("other_languages", "5"), ("other_languages", "null"), ("other_languages", "NaN, 7"), ("main_language", "xx"),
     ("currency", "euro"), ("fiscal_year_starts", "13")],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused(client, administrator, municipality, field, value):
    here = change(client, municipality, crest="", **{field: value})
    typed = {"name": "City", "main_language": "es", "currency": "EUR", "fiscal_year_starts": 1, "at_risk_threshold": 15}
    there = client.post(f"/{municipality.slug}/settings/municipality/", typed | {field: value})

    assert list(errors(here)) == [field]
    assert list(there.context["form"].errors) == [field]
    assert client.get(f"/{municipality.slug}/settings/").status_code == HTTPStatus.OK


def test_settings_opened_and_sent_as_they_are_stay_as_they_are(client, administrator, municipality):
    municipality.other_languages, municipality.status_names = ["ast", "en"], {"delayed": "Con retraso"}
    municipality.save()

    response = change(client, municipality, crest="")

    assert response.status_code == HTTPStatus.FOUND
    municipality.refresh_from_db()
    assert municipality.other_languages == ["ast", "en"]
    assert municipality.status_names == {"delayed": "Con retraso"}


def test_the_names_of_the_statuses_stand_together_in_their_order(client, administrator, municipality):
    page = client.get(f"{ADMIN}/municipality/{municipality.pk}/change/")
    *_plain, last = page.context["adminform"]
    assert str(last.name) == "Names of the statuses"
    assert last.fields == [
        "status_not_started", "status_on_track", "status_at_risk", "status_delayed", "status_completed",
        "status_suspended", "status_cancelled",
    ]  # fmt: skip


def test_the_settings_are_saved_as_in_the_workspace(client, administrator, municipality):
    change(client, municipality, crest="", other_languages="ast, en", status_delayed="Con retraso", slug="taken")

    slug = municipality.slug
    municipality.refresh_from_db()
    assert municipality.other_languages == ["ast", "en"]
    assert municipality.status_names == {"delayed": "Con retraso"}
    assert municipality.slug == slug  # which is the superuser's


# Lists ----------------------------------------------------------------------------------------------


def test_an_administrator_keeps_the_citys_own_terms_and_no_others(client, administrator, municipality):
    shared, foreign = make_dimension(), make_dimension(municipality=make_municipality())
    page = "/admin/taxonomy/dimension/"
    typed = {"code": "own", "name_en": "Own", "name_es": "Propia", "position": 1}

    client.post(f"{page}add/", typed | {"municipality": municipality.pk})
    statuses = [client.post(f"{page}{row.pk}/change/", typed).status_code for row in (shared, foreign)]
    own = Dimension.objects.get(municipality=municipality)

    assert statuses == [HTTPStatus.FORBIDDEN, HTTPStatus.FOUND]  # the neighbour's is not there
    foreign.refresh_from_db()
    assert (own.code, foreign.code == "own") == ("own", False)
    assert JournalEntry.objects.get().target_name == "Propia"


def test_a_term_hangs_on_a_shared_one_or_on_the_citys_own(client, superuser, municipality):
    foreign = make_goal(municipality=make_municipality())
    typed = {"code": "1.1", "name_en": "Own", "name_es": "Propia", "position": 1, "municipality": municipality.pk}

    response = client.post("/admin/taxonomy/goaltarget/add/", typed | {"goal": foreign.pk})

    assert list(errors(response)) == ["goal"]
    assert Goal.objects.count() == 1


@pytest.mark.parametrize(("position", "saved"), [(2147483647, 1), (2147483648, 0), (99999999999, 0)])
def test_the_order_of_a_term_fits_into_its_column(client, superuser, position, saved):
    response = client.post(
        "/admin/taxonomy/dimension/add/", {"code": "a", "name_en": "A", "name_es": "A", "position": position}
    )

    assert Dimension.objects.filter(code="a").count() == saved
    assert saved or list(errors(response)) == ["position"]


def test_a_page_says_nothing_between_the_lines_that_the_policy_forbids(client, administrator, municipality):
    department = make_department(municipality)
    for page in ("", "add/", f"{department.pk}/change/", f"{department.pk}/history/"):
        html = client.get(f"{ADMIN}/department/{page}").content.decode()
        assert re.findall(r"<style|\sstyle=|\sonclick=", html) == []


def test_what_was_typed_about_a_record_that_went_to_the_bin_meanwhile_is_given_back(client, municipality, superuser):
    department = make_department(municipality, name="Europe")
    url = f"{ADMIN}/department/{department.pk}/change/"
    assert client.get(url).status_code == 200
    bin_record(department, by=superuser)

    response = client.post(url, {"name": "Europe and the Atlantic", "starts_on": "2024-01-01"})

    assert response.status_code == 404
    typed = {str(label): text for label, text in response.context["typed"] if text}
    assert typed == {"Name": "Europe and the Atlantic", "From": "2024-01-01"}
