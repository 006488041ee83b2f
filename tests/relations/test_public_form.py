"""The public form for approaches: open to everybody where the city opened it, and to advertising nowhere."""

import time
from html import unescape
from http import HTTPStatus

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.forms.public import NOTICE_VERSION, SALT, new_stamp
from intlstrategy.relations.models import Approach, ApproachChange, ApproachDesk
from intlstrategy.relations.services import approaches
from intlstrategy.relations.views import public
from intlstrategy.relations.views.public import OF_A_CITY, OF_A_VISITOR
from tests.factories import make_member, make_municipality, open_form

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "visit", "title": "Visit of our port authority", "asked": "We would like to see your port on 3 May.\n\nFour people.",
    "sender": "Port of Lorient", "place": "Lorient", "country": "FR", "website": "https://port.example", "contact_name": "Maël Kerguelen",
    "contact_email": "mael@port.example", "contact_phone": "+33 1 23 45", "consent": "on",
}  # fmt: skip
DAY = 24 * 3600


@pytest.fixture(autouse=True)
def _nobody_was_here_before():
    cache.clear()


@pytest.fixture
def city():
    municipality = make_municipality()
    open_form(municipality)
    return municipality


def url_of(city):
    return reverse("relations:public-approach", args=[city.slug])


def stamp(city, age=60, **told):
    made = {"city": city.slug, "at": time.time() - age, "once": "o" * 32} | told
    return signing.dumps(made, salt=SALT)


def send(client, city, *, age=60, once="o" * 32, **typed):
    return client.post(url_of(city), TYPED | {"stamp": stamp(city, age, once=once)} | typed)


def errors_of(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def words_of(response):
    return unescape(response.content.decode())


# Open and closed ------------------------------------------------------------------------------------------


def test_the_form_is_closed_until_the_city_opens_it(client):
    city = make_municipality()
    before = client.get(url_of(city)).status_code
    desk = open_form(city, is_open=False)
    closed = client.get(url_of(city)).status_code, send(client, city).status_code
    desk.is_open = True
    desk.save(by=None)

    assert (before, closed, client.get(url_of(city)).status_code) == (404, (404, 404), 200)


def test_a_city_whose_settings_are_in_the_bin_has_no_form(client):
    city = make_municipality()
    bin_record(open_form(city), by=make_member(city).user)

    assert client.get(url_of(city)).status_code == HTTPStatus.NOT_FOUND


def test_other_methods_than_reading_and_sending_are_refused(client, city):
    assert client.put(url_of(city)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_form_says_what_it_is_not_and_what_becomes_of_the_data(client, city):
    shown = words_of(client.get(url_of(city)))

    for text in (
        "This is not the electronic registry.", "starts no legal procedure", "Who is responsible", "What for", "On which basis",
        "How long", "Your rights", NOTICE_VERSION,
    ):  # fmt: skip
        assert shown.count(text) >= 1, text


def test_the_form_speaks_spanish(client, city):
    client.cookies["django_language"] = "es"
    shown = words_of(client.get(url_of(city)))

    assert shown.count("no es el registro electrónico") >= 1
    assert shown.count('<html lang="es"') == 1


def test_the_form_sets_no_cookie_that_is_asked_for_again(city):
    """Whoever keeps no cookies, or left the page open, gets through."""
    strict = Client(enforce_csrf_checks=True)

    assert send(strict, city).status_code == HTTPStatus.FOUND


# What is taken in -----------------------------------------------------------------------------------------


def test_what_is_sent_is_taken_in_with_its_number_and_the_consent(client):
    city = make_municipality()
    lead = make_member(city, Role.LEAD)
    open_form(city, decider=lead, answer_days=20, years_kept=3)
    answer = send(client, city)

    row, today = Approach.objects.get(), timezone.localdate()
    assert answer.status_code == HTTPStatus.FOUND
    assert {name: getattr(row, name) for name in TYPED if name != "consent"} == {
        name: value for name, value in TYPED.items() if name != "consent"
    }
    assert (row.municipality, row.channel, row.status, row.reference) == (city, "form", "received", f"{today.year}-001")
    assert (row.received_on, (row.decide_by - today).days, row.decider) == (today, 20, lead)
    assert (row.keep_until.year, row.consent_version, row.consent_at.date()) == (
        today.year + 3, NOTICE_VERSION, timezone.now().date(),
    )  # fmt: skip
    assert list(ApproachChange.objects.values_list("status", "member")) == [("received", None)]
    assert JournalEntry.objects.get(target_id=row.pk, target_model="relations.Approach").target_name == str(row)
    assert mail.outbox == []


def test_the_page_after_sending_tells_the_number_and_what_happens_next(client, city):
    shown = client.get(send(client, city).url)

    assert shown.status_code == HTTPStatus.OK
    assert shown.context["reference"] == Approach.objects.get().reference
    assert words_of(shown).count("What happens next") == 1


def test_nobody_makes_up_the_page_after_sending(client, city):
    send(client, city)
    url = reverse("relations:public-approach-received", args=[city.slug, Approach.objects.get().reference])

    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_a_private_person_needs_no_organisation(client, city):
    assert (
        send(client, city, sender="", place="", country="", website="", contact_phone="").status_code
        == HTTPStatus.FOUND
    )
    assert (Approach.objects.get().sender, Approach.objects.get().from_whom) == ("", "")


def test_two_clicks_store_once_and_lead_to_the_same_page(client, city):
    first, second = send(client, city), send(client, city)

    assert Approach.objects.count() == 1
    assert [
        signing.loads(each.url.rstrip("/").split("/")[-1], salt="approach-receipt") for each in (first, second)
    ] == [Approach.objects.get().reference] * 2


def test_two_clicks_at_the_same_moment_store_once(client, city, monkeypatch):
    """Both looked whether it was there before either was written: the database refuses the second."""
    first = send(client, city)
    look, looks = approaches.sent_before, []

    def blind(*asked):
        looks.append(asked)
        return None if len(looks) == 1 else look(*asked)

    monkeypatch.setattr(approaches, "sent_before", blind)
    monkeypatch.setattr(public, "sent_before", lambda *asked: None)
    second = send(client, city)

    assert (first.status_code, second.status_code, Approach.objects.count(), len(looks)) == (302, 302, 1, 2)


def test_another_fault_of_the_database_is_not_taken_for_a_second_click(client, city, monkeypatch):
    monkeypatch.setattr(approaches, "give_number", lambda approach: setattr(approach, "reference", "2026-001"))
    approach = Approach(municipality=city, title="x", kind="visit", year=None, number=1)
    with pytest.raises(IntegrityError):
        approaches.receive_approach(
            approach=approach, desk=ApproachDesk.objects.get(), sent_key="k", consent_version="1"
        )


def test_who_decides_by_the_settings_and_went_away_is_not_named(client, city):
    gone = make_member(city, Role.LEAD)
    ApproachDesk.objects.get().delete()
    open_form(city, decider=gone)
    gone.binned_at = timezone.now()
    gone.save(by=None)
    send(client, city)

    assert Approach.objects.get().decider is None


def test_whoever_goes_back_and_writes_something_else_sends_another(client, city):
    send(client, city)
    send(client, city, title="Visit of our mayor")

    assert sorted(Approach.objects.values_list("number", "title")) == [(1, TYPED["title"]), (2, "Visit of our mayor")]


def test_markdown_of_a_stranger_runs_no_script(client, city):
    send(client, city, asked="<script>alert(1)</script> [x](javascript:alert(1))")
    client.force_login(make_member(city, Role.OFFICER).user)
    shown = client.get(Approach.objects.get().get_absolute_url()).content.decode()

    assert (shown.count("<script>alert"), shown.count('href="javascript')) == (0, 0)


# What is refused, and kept on the page --------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
@pytest.mark.parametrize(
    "name", ["title", "sender", "place", "contact_name", "contact_email", "contact_phone", "website"]
)
def test_a_mail_header_in_a_single_line_is_refused_at_its_field(client, city, name, ending):
    answer = send(client, city, **{name: f"{TYPED[name]}{ending}Bcc: everybody@spam.example"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert errors_of(answer) == {name: ["Write this in one line, without line breaks."]}
    assert (Approach.objects.count(), answer.context["form"]["asked"].value()) == (0, TYPED["asked"])


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"title": ""}, {"title": ["Fill in “Subject”."]}),
        ({"consent": ""}, {"consent": ["Without this the city may not keep what you write."]}),
        ({"contact_email": "nobody"}, {"contact_email": ["Enter a valid email address."]}),
        ({"title": "Buy at https://spam.example"}, {"title": ["Write the subject without a link."]}),
        ({"asked": "http://a.example www.b.example https://c.example www.d.example"}, {"asked": ["Leave three links at most. What else there is to see can follow later."]}),
        ({"kind": "spam"}, {"kind": ["Select a valid choice. spam is not one of the available choices."]}),
        ({"website": "javascript:alert(1)"}, {"website": ["Enter a valid URL."]}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(client, city, typed, errors):
    answer = send(client, city, **typed)

    assert (answer.status_code, errors_of(answer)) == (HTTPStatus.UNPROCESSABLE_ENTITY, errors)
    assert Approach.objects.count() == 0


@pytest.mark.parametrize(("name", "length"), [("title", 200), ("asked", 5000), ("sender", 200), ("contact_name", 200)])
def test_no_text_is_longer_than_it_may_be(client, city, name, length):
    assert list(errors_of(send(client, city, **{name: "x" * (length + 1)}))) == [name]
    assert send(client, city, **{name: "x" * length}).status_code == HTTPStatus.FOUND


def test_the_end_of_a_line_is_one_character(client, city):
    text = "\r\n".join(["x"] * 2500)  # with one character between two lines: 4,999

    assert send(client, city, asked=text).status_code == HTTPStatus.FOUND
    assert Approach.objects.get().asked == text.replace("\r", "")


def test_a_box_that_nobody_sees_keeps_programs_out(client, city):
    answer = send(client, city, subtitle="Cheap pills")

    assert (answer.status_code, list(errors_of(answer))) == (HTTPStatus.UNPROCESSABLE_ENTITY, ["__all__"])
    assert (Approach.objects.count(), answer.context["form"]["asked"].value()) == (0, TYPED["asked"])


@pytest.mark.parametrize("age", [0, 2, DAY + 60, -60])
def test_a_form_sent_too_fast_or_too_late_keeps_what_was_written(client, city, age):
    answer = send(client, city, age=age)

    assert (answer.status_code, list(errors_of(answer))) == (HTTPStatus.UNPROCESSABLE_ENTITY, ["__all__"])
    assert (Approach.objects.count(), answer.context["form"]["asked"].value()) == (0, TYPED["asked"])
    assert words_of(answer).count(errors_of(answer)["__all__"][0]) == 1


def test_what_is_wrong_in_a_form_sent_too_fast_is_said_first(client, city):
    assert list(errors_of(send(client, city, age=0, title=""))) == ["title"]


def test_a_page_that_was_open_too_long_is_sent_again_with_its_new_stamp(client, city):
    shown = send(client, city, age=DAY + 60)
    fresh = shown.context["form"]["stamp"].value()
    assert shown.content.decode().count(f'value="{fresh}"') == 1
    soon = signing.loads(fresh, salt=SALT)

    assert soon["city"] == city.slug
    assert client.post(url_of(city), TYPED | {"stamp": stamp(city, once=soon["once"])}).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("made_up", ["", "nonsense", "x:y:z"])
def test_a_stamp_that_is_none_of_ours_is_taken_for_an_old_page(client, city, made_up):
    answer = client.post(url_of(city), TYPED | {"stamp": made_up})

    assert (answer.status_code, list(errors_of(answer)), Approach.objects.count()) == (422, ["__all__"], 0)


def test_a_stamp_of_another_city_is_none(client, city):
    answer = client.post(url_of(city), TYPED | {"stamp": new_stamp(make_municipality().slug)})

    assert (answer.status_code, Approach.objects.count()) == (422, 0)


# How many -------------------------------------------------------------------------------------------------


def many(client, city, count, **typed):
    return [send(client, city, once=f"{number:032}", **typed).status_code for number in range(count)]


def test_one_address_sends_five_an_hour_and_keeps_the_sixth_on_the_page(client, city):
    taken = many(client, city, OF_A_VISITOR.most)
    answer = send(client, city, once="z" * 32)

    assert (taken, answer.status_code) == ([HTTPStatus.FOUND] * 5, HTTPStatus.TOO_MANY_REQUESTS)
    assert (Approach.objects.count(), answer["Retry-After"]) == (5, "3600")
    assert answer.context["form"]["asked"].value() == TYPED["asked"]
    assert words_of(answer).count("Too many proposals have come in") == 1


def test_another_address_still_gets_through(client, city):
    many(client, city, OF_A_VISITOR.most)
    other = Client(REMOTE_ADDR="198.51.100.7")

    assert send(other, city, once="z" * 32).status_code == HTTPStatus.FOUND


def test_a_city_takes_so_many_a_day(client, city, monkeypatch):
    monkeypatch.setattr(OF_A_CITY.__class__, "is_reached", lambda limit, who: limit is OF_A_CITY and who == city.slug)

    assert (send(client, city).status_code, Approach.objects.count()) == (HTTPStatus.TOO_MANY_REQUESTS, 0)


def test_what_was_sent_already_is_no_further_try(client, city):
    many(client, city, OF_A_VISITOR.most)

    assert send(client, city, once=f"{0:032}").status_code == HTTPStatus.FOUND


def test_the_address_of_a_visitor_is_kept_as_a_fingerprint_only(client, city):
    send(client, city)

    assert OF_A_VISITOR.tries("127.0.0.1") != []
    assert "127.0.0.1" not in OF_A_VISITOR.key("127.0.0.1")
