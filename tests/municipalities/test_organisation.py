"""Settings, departments, posts and mandates."""

import struct
import zlib
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from intlstrategy.documents.models import Document
from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.models import Department, Deputy, Mandate, Municipality, Post, PostHolder
from intlstrategy.municipalities.roles import Role
from tests.factories import make_department, make_member, make_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, municipality):
    member = make_member(municipality, Role.ADMINISTRATOR)
    client.force_login(member.user)
    return member


@pytest.fixture
def address(municipality):
    return lambda path: f"/{municipality.slug}/settings/{path}"


def settings_of(municipality, **changes):
    fields = {
        "name": municipality.name, "main_language": "es", "other_languages": "", "currency": "EUR",
        "fiscal_year_starts": 1, "at_risk_threshold": 15,
    }  # fmt: skip
    return fields | changes


def picture(format="PNG", size=(40, 40)):
    file = BytesIO()
    Image.new("RGB", size).save(file, format)
    return SimpleUploadedFile(f"crest.{format.lower()}", file.getvalue(), "image/png")


def part_of_png(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# 65 bytes that say they are a picture of 3,600 million pixels.
HUGE_PICTURE = b"\x89PNG\r\n\x1a\n" + part_of_png(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0))
HUGE_PICTURE += part_of_png(b"IDAT", zlib.compress(b"")) + part_of_png(b"IEND", b"")


# The municipality ------------------------------------------------------------------------------------------


def test_settings_are_saved_with_the_citys_own_status_names(client, administrator, municipality, address):
    sent = settings_of(municipality, other_languages="AST, en", status_on_track="Al día", office="Oficina", _seen=0)
    sent["_seen"] = municipality.revision
    response = client.post(address("municipality/"), sent)

    assert response.url == address("")
    municipality.refresh_from_db()
    assert (municipality.office, municipality.other_languages) == ("Oficina", ["ast", "en"])
    assert municipality.status_names == {"on_track": "Al día"}
    assert JournalEntry.objects.filter(verb="changed settings").count() == 1
    assert municipality.history.first().history_user == administrator.user


def test_two_people_in_the_settings_see_both_texts_and_choose(client, administrator, municipality, address):
    seen = municipality.revision
    client.post(address("municipality/"), settings_of(municipality, office="Theirs", _seen=seen))

    late = client.post(address("municipality/"), settings_of(municipality, office="Mine", _seen=seen))

    assert late.status_code == HTTPStatus.CONFLICT
    assert [(each["mine"], each["theirs"]) for each in late.context["differing"]] == [("Mine", "Theirs")]
    municipality.refresh_from_db()
    assert municipality.office == "Theirs"
    client.post(address("municipality/"), settings_of(municipality, office="Mine", _seen=late.context["seen"]))
    municipality.refresh_from_db()
    assert municipality.office == "Mine"


def test_the_settings_have_their_history(client, administrator, municipality, address):
    client.post(address("municipality/"), settings_of(municipality, office="Oficina", _seen=municipality.revision))

    assert "Oficina" in client.get(address("municipality/history/")).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"currency": "euro"}, "currency"),
        ({"fiscal_year_starts": 13}, "fiscal_year_starts"),
        ({"at_risk_threshold": 101}, "at_risk_threshold"),
        ({"other_languages": "castellano"}, "other_languages"),
        ({"name": ""}, "name"),
    ],
)
def test_settings_that_make_no_sense_are_refused_where_they_stand(
    client, administrator, municipality, address, changes, field
):
    response = client.post(address("municipality/"), settings_of(municipality, **changes))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert list(response.context["form"].errors) == [field]


def test_a_crest_is_a_small_picture_and_is_shown_to_members_only(
    client, administrator, municipality, address, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    refused = [
        SimpleUploadedFile("crest.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        SimpleUploadedFile("crest.png", b"not a picture", "image/png"),
        picture("GIF"),
        SimpleUploadedFile("crest.png", b"0" * (1024 * 1024 + 1), "image/png"),
        SimpleUploadedFile("crest.png", HUGE_PICTURE, "image/png"),
    ]
    for file in refused:
        response = client.post(address("municipality/"), settings_of(municipality, crest=file))
        assert list(response.context["form"].errors) == ["crest"]

    assert (
        client.post(address("municipality/"), settings_of(municipality, crest=picture())).status_code
        == HTTPStatus.FOUND
    )
    shown = client.get(f"/{municipality.slug}/crest/")
    assert (shown.status_code, shown["X-Content-Type-Options"]) == (HTTPStatus.OK, "nosniff")
    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")
    client.force_login(make_member(make_municipality()).user)
    assert client.get(f"/{municipality.slug}/crest/").status_code == HTTPStatus.NOT_FOUND


# Departments -----------------------------------------------------------------------------------------------


def test_a_department_is_added_edited_and_binned_with_its_history(client, administrator, municipality, address):
    client.post(address("departments/new/"), {"name": "European affairs", "starts_on": "2024-01-01"})
    department = Department.objects.get()
    page = address(f"departments/{department.pk}/")
    client.post(f"{page}edit/", {"name": "Europe", "starts_on": "2024-01-01", "_seen": department.revision})
    assert "European affairs" in client.get(f"{page}history/").content.decode()
    assert client.get(page).status_code == HTTPStatus.OK

    client.post(f"{page}bin/")

    assert Department.objects.of(municipality).count() == 0
    assert client.get(page).status_code == HTTPStatus.NOT_FOUND


def test_departments_cannot_make_a_loop(client, administrator, municipality, address):
    top = make_department(municipality)
    middle = make_department(municipality, parent=top)
    bottom = make_department(municipality, parent=middle)

    response = client.post(address(f"departments/{top.pk}/edit/"), {"name": top.name, "parent": bottom.pk})

    assert response.context["form"].errors["parent"] == ["That department belongs to this one: it would make a loop."]


def test_a_name_stands_once_and_says_so_at_its_field(client, administrator, municipality, address):
    make_department(municipality, name="Europe")
    make_department(make_municipality(), name="World")

    assert client.post(address("departments/new/"), {"name": "Europe"}).context["form"].errors == {
        "name": ["There already is a department with this name."]
    }
    assert client.post(address("departments/new/"), {"name": "World"}).status_code == HTTPStatus.FOUND


def test_a_department_cannot_end_before_it_starts(client, administrator, address):
    response = client.post(
        address("departments/new/"), {"name": "Europe", "starts_on": "2024-01-02", "ends_on": "2024-01-01"}
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_department_shows_what_belongs_to_it_and_what_followed(client, municipality, address):
    old, top = make_department(municipality, name="Old"), make_department(municipality, name="Top")
    new = make_department(municipality, name="New", parent=top)
    old.successor = new
    old.save(by=None)
    client.force_login(make_member(municipality).user)

    page = client.get(address(f"departments/{new.pk}/"))

    assert page.context["predecessors"] == [old]
    assert client.get(address(f"departments/{top.pk}/")).context["below"] == [new]
    assert "Edit department" not in page.content.decode()


def test_departments_stand_in_the_order_of_the_tree_unless_another_is_asked_for(
    client, administrator, municipality, address
):
    port = make_department(municipality, name="Port")
    arts = make_department(municipality, name="Arts")
    berths = make_department(municipality, name="Berths", parent=port)
    make_department(municipality, name="Cranes", parent=berths)
    make_department(municipality, name="Anchors", parent=port)
    make_department(municipality, name="Zoo", parent=arts)

    def listed(query=None):
        rows = client.get(address("departments/"), query).context["object_list"]
        return [(row.level, row.name) for row in rows]

    assert listed() == [(0, "Arts"), (1, "Zoo"), (0, "Port"), (1, "Anchors"), (1, "Berths"), (2, "Cranes")]
    assert [name for _level, name in listed({"sort": "-name"})] == [
        "Zoo",
        "Port",
        "Cranes",
        "Berths",
        "Arts",
        "Anchors",
    ]


@pytest.mark.parametrize("departments", [1, 30])
def test_the_list_of_departments_costs_the_same_however_long(
    client, municipality, address, departments, count_of_queries
):
    top = make_department(municipality)
    for _ in range(departments):
        make_department(municipality, parent=top, successor=top)
    client.force_login(make_member(municipality).user)

    assert count_of_queries(address("departments/")) == 9


# Posts -----------------------------------------------------------------------------------------------------


@pytest.fixture
def mayor(municipality):
    post = Post.objects.create(municipality=municipality, title="Mayor", is_political=True, by=None)
    for name, starts, ends in (("Ana", date(2019, 6, 15), date(2023, 6, 16)), ("Eva", date(2023, 6, 17), None)):
        PostHolder.objects.create(
            municipality=municipality, post=post, name=name, starts_on=starts, ends_on=ends, by=None
        )
    return post


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2018-01-01", []),
        ("2019-06-15", ["Ana"]),
        ("2023-06-16", ["Ana"]),
        ("2023-06-17", ["Eva"]),
        ("2030-01-01", ["Eva"]),
    ],
)
def test_who_held_a_post_on_a_day(client, municipality, address, mayor, day, names):
    client.force_login(make_member(municipality).user)

    page = client.get(address(f"posts/{mayor.pk}/?on={day}"))

    assert [holder.name for holder in page.context["on_day"]] == names


@pytest.mark.parametrize("nonsense", ["yesterday", "2023-02-31", ""])
def test_a_day_that_does_not_exist_means_today(client, municipality, address, mayor, nonsense):
    client.force_login(make_member(municipality).user)

    assert client.get(address(f"posts/{mayor.pk}/?on={nonsense}")).status_code == HTTPStatus.OK


def test_two_people_do_not_hold_a_post_on_the_same_day(client, administrator, municipality, address, mayor):
    page = address(f"posts/{mayor.pk}/holders/new/")

    refused = client.post(page, {"name": "Luis", "starts_on": "2022-01-01", "ends_on": "2022-12-31"})
    allowed = client.post(page, {"name": "Luis", "starts_on": "2015-06-13", "ends_on": "2019-06-14"})

    assert refused.context["form"].non_field_errors() == ["Ana holds this post on some of these days. End that first."]
    assert allowed.status_code == HTTPStatus.FOUND
    assert PostHolder.objects.of(municipality).filter(post=mayor).count() == 3


def test_the_list_of_posts_names_who_holds_them_now(client, municipality, address, mayor):
    client.force_login(make_member(municipality).user)

    assert "Eva" in client.get(address("posts/")).content.decode()


def test_a_mandate_is_added_and_read_by_every_member(client, administrator, municipality, address):
    client.post(address("mandates/new/"), {"name": "2023-2027", "starts_on": "2023-06-17", "ends_on": "2027-06-16"})
    mandate = Mandate.objects.get()
    client.force_login(make_member(municipality).user)

    assert client.get(address(f"mandates/{mandate.pk}/")).status_code == HTTPStatus.OK
    assert client.get(address(f"mandates/{mandate.pk}/edit/")).status_code == HTTPStatus.FORBIDDEN


# Every page, every role ------------------------------------------------------------------------------------

READ_BY_ALL = ["", "journal/", "departments/", "posts/", "mandates/"]
ADMINISTERED = [
    "municipality/", "municipality/history/", "security/", "departments/new/", "posts/new/", "mandates/new/",
    "members/", "invitations/", "invitations/new/",
]  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_exactly_its_pages(client, municipality, address, role):
    client.force_login(make_member(municipality, role).user)
    expected = HTTPStatus.OK if role is Role.ADMINISTRATOR else HTTPStatus.FORBIDDEN

    assert {path: client.get(address(path)).status_code for path in READ_BY_ALL} == dict.fromkeys(
        READ_BY_ALL, HTTPStatus.OK
    )
    assert {path: client.get(address(path)).status_code for path in ADMINISTERED} == dict.fromkeys(
        ADMINISTERED, expected
    )


def test_a_municipality_cannot_take_a_reserved_word_as_its_address():
    from django.core.exceptions import ValidationError  # noqa: PLC0415

    with pytest.raises(ValidationError):
        Municipality(name="Accounts", slug="accounts").full_clean()


# What is sent twice, what cannot be -----------------------------------------------------------------------


def test_a_form_sent_twice_is_one_record_and_another_one_sent_after_going_back_is_another(
    client, administrator, municipality, address
):
    once = client.get(address("departments/new/")).context["once"]
    for name in ("Port", "Port", "Arts"):
        response = client.post(address("departments/new/"), {"name": name, "_once": once})
        assert response.status_code == 302

    assert [row.name for row in Department.objects.of(municipality)] == ["Arts", "Port"]


def test_another_file_sent_after_going_back_is_another_record(client, municipality):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    url = f"/{municipality.slug}/documents/new/"
    for text in (b"one", b"one", b"two"):
        upload = SimpleUploadedFile("minutes.txt", text)
        sent = {"title": "Minutes", "visibility": "internal", "upload": upload, "_once": "abc"}
        assert client.post(url, sent).status_code == 302

    sums = [row.sha256 for row in Document.objects.of(municipality).order_by("pk")]
    assert sums == [sha256(text).hexdigest() for text in (b"one", b"two")]


def test_departments_that_follow_each_other_round_and_round_are_refused(client, administrator, municipality, address):
    first = make_department(municipality, name="First")
    second = make_department(municipality, name="Second", successor=make_department(municipality, successor=first))
    response = client.post(
        address(f"departments/{first.pk}/edit/"), {"name": "First", "successor": second.pk, "_seen": first.revision}
    )

    assert response.context["form"].errors == {"successor": ["This department follows that one: it would make a loop."]}


@pytest.mark.parametrize(
    ("starts", "ends", "is_taken"),
    [("", "", True), ("2026-03-01", "", True), ("2026-04-01", "", False), ("", "2025-12-31", False)],
)
def test_the_same_deputy_stands_in_once_on_any_day(
    client, administrator, municipality, address, starts, ends, is_taken
):
    member, other = make_member(municipality), make_member(municipality)
    Deputy.objects.create(
        municipality=municipality, membership=member, deputy=other, by=None,
        starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31),
    )  # fmt: skip
    sent = {"deputy": other.pk, "starts_on": starts, "ends_on": ends}
    response = client.post(address(f"members/{member.pk}/deputies/new/"), sent)

    assert response.status_code == (422 if is_taken else 302)
    assert Deputy.objects.count() == (1 if is_taken else 2)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01"])
def test_a_date_of_another_age_is_refused(client, administrator, address, day):
    response = client.post(address("mandates/new/"), {"name": "Of old", "starts_on": day})

    assert response.context["form"].errors == {"starts_on": ["Write a date between the years 1900 and 2199."]}


def test_a_number_is_written_in_digits(client, administrator, municipality, address):
    response = client.post(address("municipality/"), settings_of(municipality, at_risk_threshold="1_0"))

    assert list(response.context["form"].errors) == ["at_risk_threshold"]
