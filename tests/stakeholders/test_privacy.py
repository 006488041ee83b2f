"""The rights of those whose data are kept: to know all of it, to be reviewed in time, and to be erased without a trace."""

import json
from datetime import date
from http import HTTPStatus
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.urls import reverse

from intlstrategy.accounts.models import SavedView
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.roles import Role
from intlstrategy.stakeholders.models import Person
from intlstrategy.stakeholders.services.people import save_person
from tests.factories import make_action, make_member, make_person, make_position, make_stakeholder

pytestmark = pytest.mark.django_db

NAME, MAIL, PHONE = "Ségolène Ürgüp-Żak", "s.urgup@somewhere.test", "+99 777 888 999"
REASON = "Asked for by the person on 3 March"


@pytest.fixture
def lead(client, municipality):
    member = make_member(municipality, Role.LEAD)
    client.force_login(member.user)
    return member


@pytest.fixture
def person(municipality):
    return make_person(municipality, name=NAME, email=MAIL, phone=PHONE, note=f"Call {NAME}", languages=["fr"])


def address(municipality, name, *args):
    return reverse(f"stakeholders:{name}", args=[municipality.slug, *args])


def erase(client, municipality, person, **typed):
    sent = {"reason": REASON, "is_sure": "on", "_seen": person.revision} | typed
    return client.post(address(municipality, "person-erase", person.pk), sent)


def dump() -> str:
    out = StringIO()
    call_command("dumpdata", stdout=out)
    return json.dumps(json.loads(out.getvalue()), ensure_ascii=False)


def traces() -> list[str]:
    """Which of the texts stand anywhere in the database."""
    whole = dump().casefold()
    return [text for text in (NAME, MAIL, PHONE) if text.casefold() in whole]


def test_after_an_erasure_no_trace_is_left_in_the_database(client, municipality, lead, person):
    niort = make_stakeholder(municipality)
    make_position(person, niort)
    save_person(person=person, by=lead.user)
    client.get(address(municipality, "person-list-export", "csv"), {"q": NAME})
    views = [{"name": "Mine", "query": "q=S%C3%A9gol%C3%A8ne+%C3%9Crg%C3%BCp-%C5%BBak"}, {"name": NAME, "query": ""}]
    for told in (*views, {"name": "Other", "query": "q=port"}):
        SavedView.objects.create(user=lead.user, municipality_id=municipality.pk, register="people", **told)
    superuser = make_member(municipality).user
    LogEntry.objects.create(user=superuser, object_id=str(person.pk), object_repr=NAME, action_flag=2)
    assert traces() == [NAME, MAIL, PHONE]

    person.refresh_from_db()
    answer = erase(client, municipality, person)

    assert answer.status_code == HTTPStatus.OK
    assert traces() == []
    assert [view.name for view in SavedView.objects.all()] == ["Other"]
    assert {str(each.title): each.count for each in answer.context["removed"]} == {
        "Data of the person": 5, "Earlier versions": 2, "Names in the journal": 2, "Saved filters": 2,
        "Names in the log of the administration site": 1,
    }  # fmt: skip


def test_a_form_with_the_name_that_waits_in_a_session_goes_too(client, municipality, lead, person):
    page = client.get(address(municipality, "person-edit", person.pk))
    owner = page.context["form_owner"]
    client.logout()
    typed = {"name": NAME, "email": MAIL, owner["name"]: owner["value"]}
    assert client.post(address(municipality, "person-edit", person.pk), typed).status_code == HTTPStatus.UNAUTHORIZED
    elsewhere = type(client)()
    elsewhere.force_login(lead.user)

    answer = erase(elsewhere, municipality, person)

    assert "Forms kept for being sent again" in {str(each.title) for each in answer.context["removed"]}
    assert not client.session.get("kept_forms")


def test_what_the_city_did_stays_without_the_name(client, municipality, lead, person):
    niort = make_stakeholder(municipality, name="Niort")
    make_position(person, niort, title="Mayor", starts_on=date(2020, 1, 1))

    erase(client, municipality, person)

    page = client.get(niort.get_absolute_url())
    assert [(str(each.person), each.title) for each in page.context["holders"]] == [("Person erased", "Mayor")]
    assert [row.name for row in client.get(address(municipality, "person-list")).context["page_obj"]] == []
    listed = client.get(address(municipality, "person-list"), {"standing": "erased"})
    assert [str(row) for row in listed.context["page_obj"]] == ["Person erased"]
    entry = JournalEntry.objects.get(verb="erased")
    assert (entry.target_name, entry.detail, entry.by) == ("Persona suprimida", REASON, lead.user)
    event = SecurityEvent.objects.get(kind="erased")
    assert (event.user_id, event.target_id, event.detail) == (lead.user_id, person.pk, "")


def test_nobody_is_erased_twice_or_written_into_again(client, municipality, lead, person):
    erase(client, municipality, person)
    typed = {"name": NAME, "purpose": "relations", "basis": "public_task", "keep_until": "2030-01-01"}

    for name in ("person-erase", "person-edit", "position-create"):
        url = address(municipality, name, person.pk)
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    assert client.post(address(municipality, "person-erase", person.pk), {}).status_code == HTTPStatus.NOT_FOUND
    assert client.post(address(municipality, "person-edit", person.pk), typed).status_code == HTTPStatus.CONFLICT
    assert Person.objects.get().name == ""


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"reason": "  "}, "reason", "Fill in “Reason”."),
        ({"is_sure": ""}, "is_sure", "Fill in “I know that this cannot be undone”."),
    ],
)
def test_an_erasure_needs_a_reason_and_a_tick(client, municipality, lead, person, typed, field, said):
    answer = erase(client, municipality, person, **typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors == {field: [said]}
    assert Person.objects.get().name == NAME


def test_somebody_changed_meanwhile_is_looked_at_again_first(client, municipality, lead, person):
    seen = person.revision
    save_person(person=person, by=lead.user)

    answer = erase(client, municipality, person, _seen=seen)

    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, address(municipality, "person-erase", person.pk))
    assert Person.objects.get().name == NAME


def test_the_page_of_an_erasure_names_the_texts_in_which_the_name_stands(client, municipality, lead, person):
    action = make_action(municipality, title="Visit", text=f"With {NAME.upper()} of Niort")
    make_action(municipality, title="Other", text="With Ségolène of Nantes")

    page = client.get(address(municipality, "person-erase", person.pk))

    assert page.context["mentions"] == [action]


def test_everything_held_is_told_on_paper_and_to_machines(client, municipality, lead, person):
    make_position(person, make_stakeholder(municipality, name="Niort"), title="Mayor", starts_on=date(2020, 1, 1))
    person.email = "new@somewhere.test"
    save_person(person=person, by=lead.user)

    page = client.get(address(municipality, "person-held", person.pk))
    held = client.get(address(municipality, "person-held-file", person.pk))

    assert page.status_code == HTTPStatus.OK
    assert held["Content-Disposition"] == f'attachment; filename="person-{person.pk}.json"'
    told = held.json()
    assert told["Data"] == {
        "name": NAME, "name in its own language or script": "", "languages": "fr", "e-mail": "new@somewhere.test",
        "phone": PHONE, "postal address": "", "note": f"Call {NAME}",
    }  # fmt: skip
    assert told["Records that name this person"] == [
        {"kind": "position", "record": "Mayor, Niort", "from": "2020-01-01", "to": ""}
    ]
    assert [{"e-mail": row["e-mail"]} for row in told["Earlier data"]] == [{"e-mail": MAIL}]
    assert [row["act"] for row in told["Journal"]] == ["created", "changed"]
    kinds = SecurityEvent.objects.exclude(kind="signed_in").order_by("pk").values_list("kind", "target_id")
    assert list(kinds) == [("contacted", person.pk), ("exported", person.pk)]


def test_the_record_of_processing_counts_each_purpose_and_basis(client, municipality):
    client.force_login(make_member(municipality).user)
    for basis, year in (("public_task", 2030), ("public_task", 2031), ("consent", 2029)):
        consent = date(2026, 1, 1) if basis == "consent" else None
        make_person(municipality, basis=basis, consent_on=consent, keep_until=date(year, 1, 1))
    make_person(municipality, keep_until=date(2020, 1, 1))

    page = client.get(address(municipality, "processing"))

    assert [(str(row["basis"]), row["count"], row["latest"]) for row in page.context["rows"]] == [
        ("Consent (art. 6.1.a)", 1, date(2029, 1, 1)),
        ("Public interest or public authority (art. 6.1.e)", 3, date(2031, 1, 1)),
    ]
    assert page.context["to_review"] == 1
