"""Bodies, their seats, and who held them when."""

from datetime import date, timedelta
from http import HTTPStatus
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from intlstrategy.governance.models import Body, Meeting, Presence, Seat, SeatHolder
from intlstrategy.governance.services.bodies import save_seat_holder
from intlstrategy.municipalities.bin import rows_of_group
from intlstrategy.municipalities.editing import bin_record, restore_group
from intlstrategy.municipalities.models import PostHolder
from intlstrategy.municipalities.roles import Role
from intlstrategy.stakeholders.services.privacy import erase_person, everything_held
from intlstrategy.stakeholders.services.stakeholders import merge_stakeholders
from tests.factories import (
    make_body,
    make_decision,
    make_department,
    make_meeting,
    make_member,
    make_municipality,
    make_person,
    make_post,
    make_seat,
    make_seat_holder,
    make_stakeholder,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def address(municipality, name, *args):
    return reverse(f"governance:{name}", args=[municipality.slug, *args])


def hold(client, seat, **typed):
    told = {"has_voice": "on", "has_vote": "on"} | typed
    return client.post(address(seat.municipality, "holder-create", seat.pk), told)


# The body ------------------------------------------------------------------------------------------------


def test_a_body_is_entered_with_its_seats_and_shows_them(client, municipality, officer):
    answer = client.post(
        address(municipality, "body-create"),
        {"name": " Council  for Cooperation ", "kind": "council", "secretary": officer.pk, "rhythm": "quarterly", "is_public": "on"},
    )  # fmt: skip

    body = Body.objects.of(municipality).get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, body.get_absolute_url())
    assert (body.name, body.secretary, body.is_public) == ("Council for Cooperation", officer, True)
    told = {"title": "Chair", "role": "chair", "sector": "public", "side": "political"}
    seated = client.post(address(municipality, "seat-create", body.pk), told)
    assert seated.url == f"{body.get_absolute_url()}#seats"
    page = client.get(body.get_absolute_url())
    assert [each.seat.title for each in page.context["places"]] == ["Chair"]
    assert "Vacant" in page.content.decode()


def test_a_second_body_of_the_same_name_is_refused_at_the_field(client, municipality, officer):
    make_body(municipality, name="Plenary")

    answer = client.post(address(municipality, "body-create"), {"name": "Plenary", "kind": "plenary"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors == {"name": ["There already is a body with this name."]}


def test_a_body_does_not_end_before_its_meetings(client, municipality, officer):
    body = make_body(municipality, starts_on=date(2020, 1, 1))
    make_meeting(body, on=date(2026, 3, 10))

    typed = {"name": body.name, "kind": body.kind, "ends_on": "2026-03-01", "_seen": body.revision}
    answer = client.post(address(municipality, "body-edit", body.pk), typed)

    assert answer.context["form"].errors == {"ends_on": ["It meets after that, on 10\xa0Mar\xa02026."]}
    body.refresh_from_db()
    assert body.ends_on is None


def test_a_body_goes_to_the_bin_with_all_of_it_and_comes_back(client, municipality):
    lead = make_member(municipality, Role.LEAD)
    client.force_login(lead.user)
    body = make_body(municipality)
    seat = make_seat(body)
    make_seat_holder(seat, stakeholder=make_stakeholder(municipality))
    make_decision(make_meeting(body))

    client.post(address(municipality, "body-bin", body.pk))
    body.refresh_from_db()
    root, rows = rows_of_group(municipality, body.bin_group)
    assert root == body
    assert {type(row).__name__ for row in rows} == {"Body", "Seat", "SeatHolder", "Meeting", "Decision"}
    assert not Meeting.objects.of(municipality).exists()

    restore_group(rows, root=root, by=lead.user)
    assert client.get(body.get_absolute_url()).status_code == HTTPStatus.OK
    assert SeatHolder.objects.of(municipality).count() == 1


def test_a_seat_whose_attendance_was_noted_is_ended_and_not_binned(municipality):
    lead = make_member(municipality, Role.LEAD)
    body = make_body(municipality)
    seat, unused = make_seat(body), make_seat(body)
    Presence.objects.create(municipality=municipality, meeting=make_meeting(body), seat=seat, state="absent", by=None)

    with pytest.raises(ValidationError, match="Give it an end date instead"):
        bin_record(seat, by=lead.user)
    bin_record(unused, by=lead.user)
    bin_record(body, by=lead.user)


def test_the_balance_counts_the_seats_by_sector_and_level(client, municipality, officer):
    body = make_body(municipality)
    for sector, side in (("public", "political"), ("civil", "technical"), ("civil", "technical"), ("academic", "")):
        make_seat(body, sector=sector, side=side)
    make_seat(body, sector="media", ends_on=date(2020, 1, 1))

    balance = client.get(body.get_absolute_url()).context["balance"]

    assert [str(side) for side in balance["sides"]] == ["Political", "Technical", "Not said"]
    assert [(str(label), counts, total) for label, counts, total in balance["rows"]] == [
        ("Public", (1, 0, 0), 1),
        ("Civil society", (0, 2, 0), 2),
        ("Academic", (0, 0, 1), 1),
    ]
    assert (balance["totals"], balance["total"]) == ((1, 2, 1), 4)


# Who holds a seat ----------------------------------------------------------------------------------------


def test_the_page_shows_who_held_each_seat_on_the_day_asked_about(client, municipality, officer):
    mayor = make_post(municipality, title="Mayor")
    PostHolder.objects.create(municipality=municipality, post=mayor, name="Ana", ends_on=date(2023, 6, 16), by=None)
    PostHolder.objects.create(municipality=municipality, post=mayor, name="Luis", starts_on=date(2023, 6, 17), by=None)
    body = make_body(municipality)
    chair, voice = make_seat(body, title="Chair", role="chair"), make_seat(body, title="NGOs")
    make_seat_holder(chair, post=mayor)
    first, second = (make_stakeholder(municipality, name=name) for name in ("Health Aid", "Fair Trade"))
    make_seat_holder(voice, stakeholder=first, ends_on=date(2024, 12, 31))
    make_seat_holder(voice, stakeholder=second, starts_on=date(2025, 1, 1))

    def sat_on(day):
        page = client.get(body.get_absolute_url(), {"on": day})
        return [place.name for place in page.context["places"]]

    assert sat_on("2023-01-01") == ["Ana", "Health Aid"]
    assert sat_on("2024-06-01") == ["Luis", "Health Aid"]
    assert sat_on("2026-06-01") == ["Luis", "Fair Trade"]


CLASH = "Health Aid holds this seat on some of these days (1\xa0Jan\xa02024 – …). End that first."


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"starts_on": "2025-05-01"}, "starts_on"),
        ({"starts_on": "2023-01-01"}, "ends_on"),
        ({}, "starts_on"),
        ({"starts_on": "2023-01-01", "ends_on": "2024-01-01"}, "ends_on"),
    ],
)
def test_two_holders_of_one_seat_on_one_day_are_refused_at_the_field(client, municipality, officer, days, field):
    seat = make_seat(make_body(municipality))
    make_seat_holder(seat, stakeholder=make_stakeholder(municipality, name="Health Aid"), starts_on=date(2024, 1, 1))
    make_stakeholder(municipality, name="Fair Trade")

    answer = hold(client, seat, stakeholder="Fair Trade", **days)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors == {field: [CLASH]}
    assert SeatHolder.objects.count() == 1


def test_whoever_follows_begins_the_day_after(client, municipality, officer):
    seat = make_seat(make_body(municipality))
    make_seat_holder(seat, membership=officer, ends_on=date(2024, 1, 1))
    make_person(municipality, name="Ana Prado")
    make_stakeholder(municipality, name="Fair Trade")

    answer = hold(client, seat, person="Ana Prado", stakeholder="fair trade", starts_on="2024-01-02")

    assert answer.url == seat.get_absolute_url()
    holder = SeatHolder.objects.get(starts_on=date(2024, 1, 2))
    assert (holder.person.name, holder.stakeholder.name, holder.has_vote) == ("Ana Prado", "Fair Trade", True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose a post, a member of the city’s staff, or somebody from outside."),
        ({"post": True, "stakeholder": "Fair Trade"}, "Choose a post, a member of the city’s staff, or somebody from outside."),
        ({"stakeholder": "Fair Trade", "has_voice": ""}, "Whoever may vote may also speak."),
        ({"stakeholder": "Nobody"}, "There is none with this name."),
        ({"stakeholder": "Fair Trade", "starts_on": "2026-01-02", "ends_on": "2026-01-01"}, "The end date must not be before the start date."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_written(client, municipality, officer, typed, said):
    seat = make_seat(make_body(municipality))
    post = make_post(municipality)
    make_stakeholder(municipality, name="Fair Trade")

    answer = hold(client, seat, **{name: post.pk if value is True else value for name, value in typed.items()})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in [message for messages in answer.context["form"].errors.values() for message in messages]
    assert not SeatHolder.objects.exists()


def test_the_administration_site_refuses_a_second_holder_too(client, municipality):
    seat = make_seat(make_body(municipality))
    make_seat_holder(seat, stakeholder=make_stakeholder(municipality, name="Health Aid"), starts_on=date(2024, 1, 1))
    client.force_login(make_user(is_staff=True, is_superuser=True))
    other = make_stakeholder(municipality)

    typed = {
        "municipality": municipality.pk,
        "seat": seat.pk,
        "stakeholder": other.pk,
        "starts_on": "2025-01-01",
        "has_voice": "on",
    }
    answer = client.post(reverse("admin:governance_seatholder_add"), typed)

    assert CLASH in answer.content.decode().replace("&#x27;", "'")
    assert SeatHolder.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_fill_a_seat_at_the_same_moment_one_is_refused(municipality):
    seat = make_seat(make_body(municipality))
    others = [make_stakeholder(municipality) for _n in range(2)]
    start, told = Barrier(2), []

    def fill(stakeholder):
        start.wait()
        try:
            save_seat_holder(
                SeatHolder(municipality=municipality, seat=seat, stakeholder=stakeholder, starts_on=date(2026, 1, 1)),
                by=None,
            )
            told.append("saved")
        except ValidationError as refusal:
            told.append(refusal.messages[0].split(" holds ")[1])
        finally:
            connection.close()

    threads = [Thread(target=fill, args=[each]) for each in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["saved", "this seat on some of these days (1\xa0Jan\xa02026 – …). End that first."]
    assert SeatHolder.objects.count() == 1


def test_a_holder_does_not_come_back_from_the_bin_beside_another(municipality):
    lead = make_member(municipality, Role.LEAD)
    seat = make_seat(make_body(municipality))
    first = make_seat_holder(seat, stakeholder=make_stakeholder(municipality))
    bin_record(first, by=lead.user)
    make_seat_holder(seat, stakeholder=make_stakeholder(municipality))

    root, rows = rows_of_group(municipality, first.bin_group)
    with pytest.raises(ValidationError, match="is there on some of the same days"):
        restore_group(rows, root=root, by=lead.user)


# People and organisations --------------------------------------------------------------------------------


def test_an_erased_person_leaves_the_seat_with_person_erased_and_it_can_still_be_ended(client, municipality, officer):
    lead = make_member(municipality, Role.LEAD)
    person = make_person(municipality, name="Ana Prado Quintanal")
    body = make_body(municipality)
    holder = make_seat_holder(make_seat(body), person=person, starts_on=date(2024, 1, 1))
    assert "holder of a seat" in str(everything_held(person))

    erase_person(person=person, reason="Asked for", by=lead.user)

    page = client.get(body.get_absolute_url()).content.decode()
    assert "Person erased" in page
    assert "Quintanal" not in page
    url = address(municipality, "holder-edit", holder.pk)
    opened = client.get(url).context["form"]
    typed = {"person": opened["person"].value(), "starts_on": "2024-01-01", "ends_on": "2025-12-31", "has_voice": "on"}
    assert client.post(url, typed | {"_seen": holder.revision}).status_code == HTTPStatus.FOUND
    holder.refresh_from_db()
    assert (holder.person, holder.ends_on) == (person, date(2025, 12, 31))


def test_nobody_whose_data_were_erased_gets_a_seat(municipality):
    person = make_person(municipality)
    erase_person(person=person, reason="Asked for", by=make_member(municipality, Role.LEAD).user)

    with pytest.raises(ValidationError, match="The data of this person were erased"):
        make_seat_holder(make_seat(make_body(municipality)), person=person)


def test_of_two_merged_organisations_the_seats_of_both_go_to_the_one_that_stays(municipality):
    lead = make_member(municipality, Role.LEAD)
    body = make_body(municipality)
    stays, goes = make_stakeholder(municipality, name="Niort"), make_stakeholder(municipality, name="Ville de Niort")
    one, another = make_seat(body), make_seat(body)
    make_seat_holder(one, stakeholder=goes, ends_on=date(2023, 12, 31))
    make_seat_holder(one, stakeholder=stays, starts_on=date(2024, 1, 1))
    make_seat_holder(another, stakeholder=goes)

    merge_stakeholders(merged=goes, into=stays, by=lead.user)

    assert list(SeatHolder.objects.of(municipality).order_by("pk").values_list("seat", "stakeholder")) == [
        (one.pk, stays.pk), (one.pk, stays.pk), (another.pk, stays.pk),
    ]  # fmt: skip


@pytest.mark.parametrize("link", ["stakeholder", "person", "post", "membership"])
def test_the_seats_show_on_the_page_of_whoever_holds_them_at_the_same_cost(
    client, municipality, count_of_queries, link
):
    administrator = make_member(municipality, Role.ADMINISTRATOR)
    client.force_login(administrator.user)
    made = {
        "stakeholder": make_stakeholder, "person": make_person, "post": make_post, "membership": make_member,
    }[link](municipality)  # fmt: skip
    body = make_body(municipality, name="Steering group")
    make_seat_holder(make_seat(body), **{link: made})
    one = count_of_queries(made.get_absolute_url())
    for _n in range(29):
        make_seat_holder(make_seat(body), ends_on=date(2020, 1, 1), **{link: made})

    assert "Steering group" in client.get(made.get_absolute_url()).content.decode()
    assert count_of_queries(made.get_absolute_url()) == one


# What pages cost -----------------------------------------------------------------------------------------


def test_the_page_of_a_body_costs_the_same_however_much_hangs_on_it(client, municipality, officer, count_of_queries):
    body = make_body(municipality, department=make_department(municipality), secretary=officer)
    today = timezone.localdate()

    def add():
        held = make_seat_holder(make_seat(body), stakeholder=make_stakeholder(municipality), ends_on=today)
        make_seat_holder(held.seat, person=make_person(municipality), starts_on=today + timedelta(days=1))
        make_seat_holder(make_seat(body), post=make_post(municipality, title=f"Post {held.pk}"))
        make_decision(make_meeting(body), owner=officer)
        make_meeting(body, on=today + timedelta(days=5), state="convened")

    add()
    one = count_of_queries(body.get_absolute_url())
    for _n in range(29):
        add()

    assert count_of_queries(body.get_absolute_url()) == one


@pytest.mark.parametrize("name", ["body-list", "meeting-list", "decision-list"])
def test_a_register_costs_the_same_however_long(client, municipality, officer, count_of_queries, name):
    url = address(municipality, name)

    def add():
        body = make_body(municipality, secretary=make_member(municipality), department=make_department(municipality))
        make_seat(body)
        make_decision(make_meeting(body), owner=make_member(municipality))

    add()
    one = count_of_queries(url)
    for _n in range(29):
        add()

    assert client.get(url).context["total"] == 30
    assert count_of_queries(url) == one


def test_the_register_of_bodies_says_when_they_met_and_meet(client, municipality, officer):
    today = timezone.localdate()
    body = make_body(municipality, name="Council")
    make_body(municipality, name="Former group", ends_on=date(2020, 1, 1))
    make_seat(body)
    make_seat(body, ends_on=date(2020, 1, 1))
    make_meeting(body, on=date(2026, 3, 10))
    make_meeting(body, on=date(2026, 4, 10), state="cancelled")
    make_meeting(body, on=today + timedelta(days=3), state="convened")

    rows = client.get(address(municipality, "body-list"), {"standing": "active"}).context["object_list"]

    assert [(row.name, row.seat_count, row.last_meeting, row.next_meeting) for row in rows] == [
        ("Council", 1, date(2026, 3, 10), today + timedelta(days=3))
    ]
    gone = client.get(address(municipality, "body-list"), {"standing": "over"}).context["object_list"]
    assert [row.name for row in gone] == ["Former group"]
    export = b"".join(client.get(f"{address(municipality, 'body-list')}export.csv").streaming_content).decode()
    assert "Council" in export


def test_a_seat_of_another_body_in_a_neighbours_city_is_not_found(client, municipality, officer):
    seat = make_seat(make_body(make_municipality()))

    assert client.get(address(municipality, "holder-create", seat.pk)).status_code == HTTPStatus.NOT_FOUND
    assert Seat.objects.count() == 1


def test_a_seat_is_held_within_its_time_only(client, municipality, officer):
    seat = make_seat(make_body(municipality), starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31))
    post = make_post(municipality).pk

    early = hold(client, seat, post=post, starts_on="2000-01-01")
    late = hold(client, seat, post=post, starts_on="2024-01-01", ends_on="2027-01-01")

    words = "The seat exists from 1\xa0Jan\xa02024 to 31\xa0Dec\xa02026 only."
    assert early.context["form"].errors == {"starts_on": [words]}
    assert late.context["form"].errors == {"ends_on": [words]}


def test_a_seat_keeps_the_time_in_which_it_was_held(client, municipality, officer):
    seat = make_seat(make_body(municipality))
    holder = make_seat_holder(seat, post=make_post(municipality), starts_on=date(2023, 6, 17))
    url, sent = (
        address(municipality, "seat-edit", seat.pk),
        {"title": seat.title, "role": "member", "_seen": seat.revision},
    )

    refused = client.post(url, sent | {"starts_on": "2026-11-01"})
    assert list(refused.context["form"].errors) == ["starts_on"]
    assert client.post(url, sent | {"ends_on": "2026-11-02"}).status_code == HTTPStatus.FOUND

    holder.refresh_from_db()
    assert holder.ends_on == date(2026, 11, 2)
