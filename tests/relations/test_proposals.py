"""Meetings and missions that departments propose: sent, taken over without retyping, added to another, returned."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from intlstrategy.municipalities.editing import Stale, bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.due import proposals_returned, proposals_to_take_over
from intlstrategy.relations.models import Engagement, Mission, Proposal
from intlstrategy.relations.services.proposals import (
    edit_relation_proposal,
    make_of_proposal,
    merge_relation_proposal,
    return_relation_proposal,
)
from intlstrategy.relations.services.taking_part import Counterpart
from intlstrategy.stakeholders.models import Stakeholder
from tests.factories import (
    make_action,
    make_department,
    make_engagement,
    make_member,
    make_mission,
    make_municipality,
    make_relation_proposal,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "engagement", "title": "Meeting with the port of Nantes", "starts_on": "2026-03-02", "ends_on": "", "stakeholder": "",
    "counterpart": "Grand Port Maritime", "place": "Nantes", "country": "FR", "purpose": "To compare our docks", "outcome": "They send their plans",
    "action": "",
}  # fmt: skip


@pytest.fixture
def city():
    return make_municipality(slug="porto")


@pytest.fixture
def contact(city):
    return make_member(city, Role.CONTRIBUTOR, department=make_department(city, name="Harbour"))


@pytest.fixture
def officer(city):
    return make_member(city, Role.OFFICER)


def page(name, *arguments):
    return reverse(f"relations:{name}", args=["porto", *arguments])


def test_a_department_tells_of_a_meeting_and_it_counts_nowhere_yet(client, city, contact):
    client.force_login(contact.user)

    answer = client.post(page("proposal-create"), TYPED)

    row = Proposal.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.proposed_by, row.department, row.standing) == (contact, contact.department, "proposed")
    assert (row.title, row.with_whom, row.where) == (
        "Meeting with the port of Nantes",
        "Grand Port Maritime",
        "Nantes, France",
    )
    assert Engagement.objects.count() == Stakeholder.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"title": ""}, "title", "Fill in “Subject”."),
        ({"purpose": " "}, "purpose", "Fill in “Purpose”."),
        ({"counterpart": ""}, "counterpart", "Say with which organisation."),
        ({"ends_on": "2026-03-01"}, "ends_on", "The last day cannot be before the first."),
        ({"starts_on": "31/02/2026"}, "starts_on", "Enter a valid date."),
        ({"action": "No such action"}, "action", None),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(client, city, contact, wrong, field, words):
    client.force_login(contact.user)

    answer = client.post(page("proposal-create"), TYPED | wrong)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    if words:
        assert errors[field] == [words]
    assert "They send their plans" in answer.content.decode()
    assert Proposal.objects.count() == 0


def test_the_office_takes_it_over_without_retyping(client, city, contact, officer):
    action = make_action(city)
    known = make_stakeholder(city, name="Grand Port Maritime")
    row = make_relation_proposal(
        contact, title="Docks", stakeholder=known, place="Nantes", purpose="To compare", outcome="They send plans", action=action
    )  # fmt: skip
    client.force_login(officer.user)
    offered = client.get(row.get_absolute_url()).context["ways"]
    form = client.get(offered[0][1]).context["form"]
    typed = {name: form[name].value() for name in form.fields}

    answer = client.post(offered[0][1], {name: value for name, value in typed.items() if value not in (None, "")})

    made = Engagement.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.title, made.on, made.place, made.purpose, made.outcome) == (
        "Docks",
        date(2026, 3, 2),
        "Nantes",
        "To compare",
        "They send plans",
    )
    assert (made.owner, made.department) == (contact, contact.department)
    assert list(made.ties.values_list("action", flat=True)) == [action.pk]
    assert set(made.attendances.values_list("stakeholder", "membership")) == {(known.pk, None), (None, contact.pk)}
    row.refresh_from_db()
    assert (row.standing, row.engagement) == ("accepted", made)
    client.force_login(contact.user)
    assert client.get(row.get_absolute_url()).context["became"] == made


def test_a_visit_becomes_a_mission_with_its_days(client, city, contact, officer):
    row = make_relation_proposal(
        contact, kind="incoming", counterpart="City of Rennes", ends_on=date(2026, 3, 4), place="Porto", country="PT", outcome="Agreed"
    )  # fmt: skip
    client.force_login(officer.user)
    ways = client.get(row.get_absolute_url()).context["ways"]

    initial = client.get(ways[0][1]).context["form"].initial

    assert [url.split("?")[0] for _words, url in ways] == [page("mission-create"), page("engagement-create")]
    assert {name: initial[name] for name in ("direction", "starts_on", "ends_on", "place", "country", "results")} == {
        "direction": "incoming", "starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 4), "place": "Porto", "country": "PT", "results": "Agreed",
    }  # fmt: skip
    assert initial["organisation_0"] == "City of Rennes"


def test_what_is_taken_over_once_is_not_taken_over_again(client, city, contact, officer):
    row = make_relation_proposal(contact)
    make_of_proposal(proposal=row, make=lambda: make_engagement(city), by=officer.user)
    client.force_login(officer.user)

    assert client.get(f"{page('engagement-create')}?proposal={row.pk}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(page("proposal-edit", row.pk)).status_code == HTTPStatus.NOT_FOUND
    for step in (
        lambda: make_of_proposal(proposal=row, make=lambda: make_engagement(city), by=officer.user),
        lambda: return_relation_proposal(proposal=Proposal.objects.get(), note="More", by=officer.user),
        lambda: edit_relation_proposal(proposal=Proposal.objects.get(), by=officer.user),
    ):
        with pytest.raises(ValidationError):
            step()
    assert Engagement.objects.count() == 1


def test_what_went_to_the_bin_is_not_taken_over(city, contact, officer):
    row = make_relation_proposal(contact)
    bin_record(row, by=contact.user)

    with pytest.raises(Stale):
        make_of_proposal(proposal=row, make=lambda: make_engagement(city), by=officer.user)


def test_it_goes_back_with_a_note_and_is_sent_again(client, city, contact, officer):
    row = make_relation_proposal(contact)
    client.force_login(officer.user)
    empty = client.post(page("proposal-return", row.pk), {"note": "  ", "_seen": row.revision})
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    client.post(page("proposal-return", row.pk), {"note": "Which day?", "_seen": row.revision})

    row.refresh_from_db()
    assert (row.standing, row.return_note) == ("returned", "Which day?")
    assert list(proposals_returned(contact, date(2026, 3, 3))) == [row]
    assert list(proposals_to_take_over(officer, date(2026, 3, 3))) == []
    client.force_login(contact.user)
    assert "Which day?" in client.get(row.get_absolute_url()).content.decode()

    client.post(page("proposal-edit", row.pk), TYPED | {"_seen": row.revision})

    row.refresh_from_db()
    assert (row.standing, row.return_note, row.title) == ("proposed", "", TYPED["title"])
    assert list(proposals_returned(contact, date(2026, 3, 3))) == []
    assert list(proposals_to_take_over(officer, date(2026, 3, 3))) == [row]
    assert list(proposals_to_take_over(contact, date(2026, 3, 3))) == []


@pytest.mark.parametrize(
    ("kind", "make", "outcome"),
    [("engagement", make_engagement, "outcome"), ("outgoing", make_mission, "results")],
)
def test_it_is_added_to_what_is_there_below_what_was_written(client, city, contact, officer, kind, make, outcome):
    there = make(city, title="The docks", purpose="To compare", **{outcome: "Plans were promised"})
    row = make_relation_proposal(contact, kind=kind, purpose="To compare", outcome="They were sent")
    client.force_login(officer.user)
    found = client.get(page("proposal-merge", row.pk), {"q": "docks"})
    assert found.context["candidates"] == [there]

    answer = client.post(page("proposal-merge", row.pk), {"into": there.pk, "_seen": row.revision})

    assert answer.url == there.get_absolute_url()
    there.refresh_from_db()
    row.refresh_from_db()
    assert (there.purpose, getattr(there, outcome)) == ("To compare", "Plans were promised\n\nThey were sent")
    assert row.standing == "merged"
    assert client.get(row.get_absolute_url()).context["became"] == there


def test_the_merge_page_offers_what_was_with_the_same_organisation_or_that_day(client, city, contact, officer):
    known = make_stakeholder(city)
    with_them = make_engagement(city, Counterpart(None, known), on=date(2025, 1, 1))
    that_day = make_engagement(city, on=date(2026, 3, 2))
    make_engagement(city, on=date(2024, 1, 1))
    row = make_relation_proposal(contact, stakeholder=known)
    client.force_login(officer.user)

    assert client.get(page("proposal-merge", row.pk)).context["candidates"] == [that_day, with_them]
    client.post(page("proposal-merge", row.pk), {"_seen": row.revision})
    assert Proposal.objects.get().standing == "proposed"


def test_a_merge_into_what_somebody_changed_meanwhile_is_refused(city, contact, officer):
    row, there = make_relation_proposal(contact), make_engagement(city)
    seen = there.revision
    there.save(by=officer.user)

    with pytest.raises(Stale):
        merge_relation_proposal(proposal=row, into=there, by=officer.user, into_seen=seen)

    assert Proposal.objects.get().standing == "proposed"


def test_a_department_sees_its_own_and_the_office_all(client, city, contact, officer):
    other = make_member(city, Role.CONTRIBUTOR, department=make_department(city, name="Culture"))
    mine, theirs = make_relation_proposal(contact, title="Docks"), make_relation_proposal(other, title="Festival")
    seen = {}
    for member in (contact, other, officer):
        client.force_login(member.user)
        rows = client.get(page("proposal-list")).context["object_list"]
        seen[member] = (sorted(row.title for row in rows), client.get(mine.get_absolute_url()).status_code)

    assert seen == {
        contact: (["Docks"], HTTPStatus.OK),
        other: (["Festival"], HTTPStatus.FORBIDDEN),
        officer: (["Docks", "Festival"], HTTPStatus.OK),
    }
    client.force_login(contact.user)
    client.post(page("proposal-bin", mine.pk), {"_seen": mine.revision})
    mine.refresh_from_db()
    assert mine.binned_at is not None
    assert client.post(page("proposal-bin", theirs.pk), {"_seen": theirs.revision}).status_code == HTTPStatus.FORBIDDEN


def test_words_find_it_by_subject_place_or_organisation(client, city, contact):
    known = make_stakeholder(city, name="Università di Génova")
    row = make_relation_proposal(contact, title="Línea", place="Málaga", counterpart="", stakeholder=known)
    make_relation_proposal(contact, title="Another")
    client.force_login(contact.user)

    for words in ("linea", "malaga", "genova universita"):
        assert [each.pk for each in client.get(page("proposal-list"), {"q": words}).context["object_list"]] == [row.pk]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(client, city, contact, rows, django_assert_num_queries):
    for _ in range(rows):
        make_relation_proposal(contact, stakeholder=make_stakeholder(city))
    client.force_login(contact.user)
    client.get(page("proposal-list"))

    with django_assert_num_queries(
        9
    ):  # session, user, membership, roles, municipality, three for the filters, count, page
        client.get(page("proposal-list"))


def test_my_work_shows_what_waits(client, city, contact, officer):
    row = make_relation_proposal(contact, title="Docks of Nantes")
    home = reverse("workspace:home", args=["porto"])

    def waiting(member):
        client.force_login(member.user)
        groups = client.get(home).context["groups"]
        return [(str(group["title"]), each["url"]) for group in groups for each in group["rows"]]

    url = row.get_absolute_url()
    assert (waiting(officer), waiting(contact)) == ([("Meetings and missions proposed", url)], [])
    return_relation_proposal(proposal=row, note="Which day?", by=officer.user)
    assert (waiting(officer), waiting(contact)) == ([], [("Meetings and missions returned to me", url)])


def test_one_that_went_back_without_a_word_cannot_be_stored(contact):
    row = make_relation_proposal(contact)
    row.standing = "returned"

    with pytest.raises(IntegrityError):
        row.save(by=contact.user)


def test_missions_say_what_they_were_made_of_once_only(city, contact, officer):
    row = make_relation_proposal(contact, kind="outgoing")

    made = make_of_proposal(proposal=row, make=lambda: make_mission(city), by=officer.user)

    assert list(Mission.objects.filter(proposals=row)) == [made]
