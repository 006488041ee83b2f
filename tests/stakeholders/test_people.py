"""People outside the city and what they are in organisations, from when to when; who may read how to reach them."""

import csv
from datetime import date, timedelta
from http import HTTPStatus
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.stakeholders.models import Person, Position
from intlstrategy.stakeholders.services.stakeholders import merge_stakeholders
from tests.factories import make_member, make_municipality, make_person, make_position, make_stakeholder

pytestmark = pytest.mark.django_db

TYPED = {"name": "Claire Fontanel", "purpose": "relations", "basis": "public_task", "keep_until": "2030-06-30"}
READERS = [Role.OFFICER, Role.LEAD, Role.CABINET]
OTHERS = [Role.OBSERVER, Role.CONTRIBUTOR, Role.ADMINISTRATOR]


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def address(municipality, name, *args):
    return reverse(f"stakeholders:{name}", args=[municipality.slug, *args])


def table_of(answer, suffix):
    data = b"".join(answer)
    if suffix == "csv":
        return list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    return list(openpyxl.load_workbook(BytesIO(data)).active.values)


def names_found(client, municipality, **query):
    page = client.get(address(municipality, "person-list"), query)
    return [row.name for row in page.context["page_obj"]]


# Entering -------------------------------------------------------------------------------------------------


def test_an_officer_enters_a_person_and_is_led_on_to_the_position(client, municipality, officer):
    niort = make_stakeholder(municipality, name="Ayuntamiento de Niort")
    typed = TYPED | {"email": "claire@niort.test", "languages": ["fr"]}

    answer = client.post(f"{address(municipality, 'person-create')}?at={niort.pk}", typed)
    person = Person.objects.of(municipality).get()
    there = f"{address(municipality, 'position-create', person.pk)}?at={niort.pk}"
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, there)
    assert client.get(there).context["form"]["stakeholder"].value() == "Ayuntamiento de Niort"

    client.post(there, {"title": "Mayor", "stakeholder": "ayuntamiento de NIORT", "starts_on": "2024-01-01"})
    position = Position.objects.of(municipality).get()
    assert (position.person, position.stakeholder, position.title, position.starts_on) == (person, niort, "Mayor", date(2024, 1, 1))  # fmt: skip


def test_a_person_who_seems_to_be_known_is_asked_about_whatever_the_order_of_the_names(client, municipality, officer):
    known = make_person(municipality, name="Ana García Prendes", email="ana@city.test")
    by_name, by_mail = TYPED | {"name": "García Prendes, Ana"}, TYPED | {"email": "ANA@city.test"}
    url = address(municipality, "person-create")

    for typed in (by_name, by_mail):
        answer = client.post(url, typed)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert answer.context["form"].errors["name"] == [
            f"This seems to be known already: {known}. Open it, or tick below that yours is another."
        ]
    assert client.post(url, by_name | {"is_another": "on"}).status_code == HTTPStatus.FOUND
    assert Person.objects.of(municipality).count() == 2


def test_consent_needs_its_day_and_not_one_to_come(client, municipality, officer):
    url, tomorrow = address(municipality, "person-create"), timezone.localdate() + timedelta(days=1)
    consent = TYPED | {"basis": "consent"}

    without = client.post(url, consent)
    to_come = client.post(url, consent | {"consent_on": tomorrow.isoformat()})

    assert without.context["form"].errors == {"consent_on": ["Consent needs the day on which it was given."]}
    assert to_come.context["form"].errors == {"consent_on": ["Consent was given today or earlier."]}
    assert client.post(url, consent | {"consent_on": "2026-01-05"}).status_code == HTTPStatus.FOUND


# An organisation written by its name ---------------------------------------------------------------------


@pytest.fixture
def person(municipality):
    return make_person(municipality, name="Claire Fontanel")


def test_a_name_that_several_have_is_told_apart_by_number(client, municipality, officer, person):
    first, second = (make_stakeholder(municipality, name="Universidad") for _n in range(2))
    url = address(municipality, "position-create", person.pk)

    refused = client.post(url, {"title": "Rector", "stakeholder": "Universidad"})
    assert refused.context["form"].errors["stakeholder"] == [
        f"Several have this name. Write one of: Universidad #{first.pk}; Universidad #{second.pk}"
    ]
    client.post(url, {"title": "Rector", "stakeholder": f"Universidad #{second.pk}"})
    position = Position.objects.of(municipality).get()
    assert position.stakeholder == second
    edit = client.get(address(municipality, "position-edit", position.pk))
    assert edit.context["form"]["stakeholder"].value() == f"Universidad #{second.pk}"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Nior", "There is none with this name. Is it one of these: Ayuntamiento de Niort?"),
        ("Quimper", "There is none with this name."),
        ("Ayuntamiento de Niort #0", "There is none with this name."),
        ("", "Fill in “Organisation”."),
    ],
)
def test_an_organisation_that_is_not_there_is_said_beside_what_was_typed(
    client, municipality, officer, person, typed, said
):
    make_stakeholder(municipality, name="Ayuntamiento de Niort")
    answer = client.post(address(municipality, "position-create", person.pk), {"title": "Mayor", "stakeholder": typed})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors["stakeholder"] == [said]
    assert answer.context["form"]["stakeholder"].value() == typed


def test_neither_a_neighbours_organisation_nor_one_in_the_bin_is_found(client, municipality, officer, person):
    theirs = make_stakeholder(make_municipality(), name="Theirs")
    binned = bin_record(make_stakeholder(municipality, name="Binned"), by=officer.user)
    url = address(municipality, "position-create", person.pk)

    for typed in ("Theirs", f"Theirs #{theirs.pk}", "Binned", f"Binned #{binned.pk}"):
        answer = client.post(url, {"title": "Mayor", "stakeholder": typed})
        assert answer.context["form"].errors["stakeholder"] == ["There is none with this name."]


def test_names_are_suggested_while_one_types(client, municipality, officer):
    first, second = (make_stakeholder(municipality, name="Port de Niort") for _n in range(2))
    make_stakeholder(municipality, name="Ayuntamiento de Niort")
    make_stakeholder(make_municipality(), name="Niort elsewhere")
    make_person(municipality, name="Niort Person")
    url = reverse("workspace:suggest", args=[municipality.slug])

    def names(**query):
        return client.get(url, query).json()["results"]

    assert names(kind="stakeholder", q="níort") == [
        "Ayuntamiento de Niort", f"Port de Niort #{first.pk}", f"Port de Niort #{second.pk}",
    ]  # fmt: skip
    assert (names(kind="stakeholder", q=" "), names(kind="nothing", q="niort"), names(q="niort")) == ([], [], [])


# Over time -----------------------------------------------------------------------------------------------


def test_an_organisation_shows_who_is_there_and_who_was(client, municipality, officer):
    niort, today = make_stakeholder(municipality), timezone.localdate()
    before, now, main = (make_person(municipality, name=name) for name in ("Before", "Now", "Main"))
    make_position(before, niort, starts_on=date(2014, 1, 1), ends_on=today - timedelta(days=1))
    make_position(now, niort, starts_on=today)
    make_position(main, niort, title="Officer", is_main=True)

    page = client.get(niort.get_absolute_url())

    assert [each.person.name for each in page.context["holders"]] == ["Main", "Now"]
    assert [each.person.name for each in page.context["former"]] == ["Before"]


def test_nobody_holds_one_position_twice_on_one_day(client, municipality, officer, person):
    niort = make_stakeholder(municipality, name="Niort")
    make_position(person, niort, title="Mayor", starts_on=date(2020, 1, 1), ends_on=date(2024, 1, 1))
    url, again = address(municipality, "position-create", person.pk), {"title": "mayor", "stakeholder": "Niort"}

    refused = client.post(url, again | {"starts_on": "2024-01-01"})
    assert refused.context["form"].non_field_errors() == [
        "This person has the position “Mayor, Niort” already on some of the same days."
    ]
    assert client.post(url, again | {"starts_on": "2024-01-02"}).status_code == HTTPStatus.FOUND
    assert client.post(url, again | {"title": "Councillor", "starts_on": "2024-01-01"}).status_code == HTTPStatus.FOUND


def test_positions_go_along_when_two_organisations_become_one(municipality, officer, person):
    first, second = make_stakeholder(municipality), make_stakeholder(municipality)
    position = make_position(person, first)

    merge_stakeholders(merged=first, into=second, by=officer.user)

    position.refresh_from_db()
    assert (position.stakeholder, position.binned_at) == (second, None)


# The register --------------------------------------------------------------------------------------------


def test_people_are_found_by_name_position_and_organisation(client, municipality, officer):
    niort, cork = (
        make_stakeholder(municipality, name=name, country=code) for name, code in (("Niort", "FR"), ("Cork", "IE"))
    )
    claire, aoife, _nobody = (make_person(municipality, name=name) for name in ("Claire", "Aoife", "Nobody"))
    make_position(claire, niort)
    make_position(aoife, cork, ends_on=date(2020, 1, 1))
    make_person(make_municipality(), name="Foreign")

    assert names_found(client, municipality) == ["Aoife", "Claire", "Nobody"]
    assert names_found(client, municipality, q="niórt") == ["Claire"]
    assert names_found(client, municipality, standing="held") == ["Claire"]
    assert names_found(client, municipality, standing="none") == ["Aoife", "Nobody"]
    assert names_found(client, municipality, country="FR") == ["Claire"]
    assert names_found(client, municipality, sort="-name") == ["Nobody", "Claire", "Aoife"]


def test_those_whose_time_is_over_are_to_review(client, municipality, officer):
    today = timezone.localdate()
    for name, day in (("Over", today), ("Still", today + timedelta(days=1))):
        make_person(municipality, name=name, keep_until=day)

    assert names_found(client, municipality, standing="review") == ["Over"]


@pytest.mark.parametrize(
    ("role", "found"), [*[(role, ["Claire"]) for role in READERS], *[(role, []) for role in OTHERS]]
)
def test_an_address_is_looked_for_by_those_who_may_read_it(client, municipality, role, found):
    make_person(municipality, name="Claire", email="c.fontanel@niort.test")
    client.force_login(make_member(municipality, role).user)

    assert names_found(client, municipality, q="c.fontanel@") == found


def test_the_list_and_the_page_of_one_take_as_many_queries_for_one_as_for_thirty(client, municipality, officer):
    person = make_person(municipality, email="claire@niort.test")
    make_position(person, make_stakeholder(municipality))
    urls = [address(municipality, "person-list") + "?size=50", person.get_absolute_url()]

    def counts() -> list[int]:
        found = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            found.append(len(queries))
        return found

    counts()
    few = counts()
    for _n in range(29):
        make_position(make_person(municipality), make_stakeholder(municipality))
        make_position(person, make_stakeholder(municipality))

    assert counts() == few


# Contact data --------------------------------------------------------------------------------------------

SECRET = ("secret@niort.test", "+33 555 123", "1 rue du Port", "Prefers mornings")


@pytest.fixture
def reachable(municipality):
    email, phone, street, note = SECRET
    return make_person(municipality, name="Claire", email=email, phone=phone, address=street, note=note)


def pages_of(municipality, person):
    return [
        address(municipality, "person-detail", person.pk),
        address(municipality, "person-history", person.pk),
        address(municipality, "person-list"),
        reverse("workspace:search", args=[municipality.slug]) + "?q=claire",
    ]


@pytest.mark.parametrize("role", READERS)
def test_contact_data_are_read_by_those_who_may_and_each_reading_is_logged(client, municipality, reachable, role):
    member = make_member(municipality, role)
    client.force_login(member.user)
    detail, history, *_lists = pages_of(municipality, reachable)

    for url in (detail, history):
        text = client.get(url).content.decode()
        assert [word for word in SECRET if word not in text] == []
    events = SecurityEvent.objects.filter(kind="contacted")
    assert list(events.values_list("user_id", "target_id")) == [(member.user_id, reachable.pk)] * 2


@pytest.mark.parametrize("role", OTHERS)
def test_contact_data_stand_on_no_page_of_anybody_else(client, municipality, reachable, role):
    client.force_login(make_member(municipality, role).user)

    for url in pages_of(municipality, reachable):
        text = client.get(url).content.decode()
        assert [word for word in SECRET if word in text] == []
        assert "Claire" in text
    assert not SecurityEvent.objects.filter(kind="contacted").exists()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_only_the_lead_takes_contact_data_away(client, municipality, reachable, role, suffix):
    client.force_login(make_member(municipality, role).user)
    answer = client.get(address(municipality, "person-list-export", suffix))
    rows = table_of(answer, suffix)

    assert ("E-mail" in rows[0]) == (role is Role.LEAD)
    assert any(SECRET[0] in [str(cell) for cell in row] for row in rows) == (role is Role.LEAD)


def test_what_was_looked_for_stays_out_of_the_security_log(client, municipality, officer, reachable):
    client.get(address(municipality, "person-list-export", "csv"), {"q": "Claire", "standing": "none"})

    assert SecurityEvent.objects.get(kind="exported").detail == "people q=…&standing=none"


def test_an_administrator_sees_no_contact_data_in_the_administration_site(client, municipality, reachable):
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    change = reverse("admin:stakeholders_person_change", args=[reachable.pk])
    history = reverse("admin:stakeholders_person_history", args=[reachable.pk])
    listed = reverse("admin:stakeholders_person_changelist")
    exported = client.post(listed, {"action": "export_rows", "_selected_action": [reachable.pk]})

    for answer in (client.get(change), client.get(history), client.get(listed), exported):
        assert answer.status_code == HTTPStatus.OK
        text = b"".join(answer).decode("utf-8", "replace")
        assert [word for word in SECRET if word in text] == []
        assert "Claire" in text
