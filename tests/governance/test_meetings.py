"""Meetings: agenda and attendance on one page, papers, minutes, and what cannot be."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from intlstrategy.documents.models import Document
from intlstrategy.governance.models import AgendaItem, Meeting, Paper, Presence
from intlstrategy.governance.services.meetings import AgendaLine
from intlstrategy.municipalities.roles import Role
from tests.documents import files
from tests.factories import (
    make_body,
    make_decision,
    make_document,
    make_meeting,
    make_member,
    make_post,
    make_seat,
    make_seat_holder,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


@pytest.fixture
def body(municipality):
    return make_body(municipality, name="Council")


def address(municipality, name, *args):
    return reverse(f"governance:{name}", args=[municipality.slug, *args])


def convene(client, body, **typed):
    told = {"kind": "ordinary", "on": "2026-03-10", "state": "held"} | typed
    return client.post(address(body.municipality, "meeting-create", body.pk), told)


def agenda_of(meeting):
    rows = AgendaItem.objects.of(meeting.municipality).filter(meeting=meeting)
    return list(rows.order_by("position").values_list("position", "title", "note"))


def test_agenda_and_attendance_are_entered_on_one_page(client, municipality, officer, body):
    chair, ngos, vacant = (make_seat(body, title=title) for title in ("Chair", "NGOs", "Port"))
    make_seat_holder(chair, post=make_post(municipality))
    make_seat_holder(ngos, stakeholder=make_stakeholder(municipality))

    answer = convene(
        client, body, time="18:30", place="Town hall", point_0="Minutes", point_2="The call", detail_2="Draft of May",
        everybody="on", **{f"seat_{ngos.pk}": "excused"},
    )  # fmt: skip

    meeting = Meeting.objects.of(municipality).get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, meeting.get_absolute_url())
    assert (str(meeting.time), meeting.place, meeting.body) == ("18:30:00", "Town hall", body)
    assert agenda_of(meeting) == [(1, "Minutes", ""), (2, "The call", "Draft of May")]
    assert dict(Presence.objects.values_list("seat", "state")) == {chair.pk: "attended", ngos.pk: "excused"}
    page = client.get(meeting.get_absolute_url())
    noted = {each["place"].seat.pk: each["presence"] and each["presence"].state for each in page.context["attendance"]}
    assert noted == {chair.pk: "attended", ngos.pk: "excused", vacant.pk: None}


def test_more_points_keep_all_that_was_typed(client, municipality, officer, body):
    page = convene(client, body, point_3="The call", _more="point")

    form = page.context["form"]
    assert (page.status_code, form.points, form["point_3"].value()) == (HTTPStatus.OK, 8, "The call")
    assert not Meeting.objects.exists()


def test_a_point_that_moves_keeps_its_decisions_and_one_without_goes(client, municipality, officer, body):
    meeting = make_meeting(body, agenda=[AgendaLine("First"), AgendaLine("Second"), AgendaLine("Third")])
    first, second, third = AgendaItem.objects.order_by("position")
    decision = make_decision(meeting, item=third)

    opened = client.get(address(municipality, "meeting-edit", meeting.pk)).context["form"]
    assert [opened[f"point_{n}"].value() for n in range(3)] == ["First", "Second", "Third"]
    typed = {
        "kind": "ordinary", "on": "2026-03-10", "state": "held", "_seen": meeting.revision,
        "item_0": third.pk, "point_0": "Third, now first", "item_1": first.pk, "point_1": "First", "item_2": second.pk, "point_2": "",
    }  # fmt: skip
    client.post(address(municipality, "meeting-edit", meeting.pk), typed)

    assert agenda_of(meeting) == [(1, "Third, now first", ""), (2, "First", "")]
    decision.refresh_from_db()
    assert decision.item == third
    second.refresh_from_db()
    assert second.binned_at is not None


def test_a_point_with_a_decision_stays_on_the_agenda(client, municipality, officer, body):
    meeting = make_meeting(body, agenda=[AgendaLine("First")])
    item = AgendaItem.objects.get()
    make_decision(meeting, item=item)

    typed = {"kind": "ordinary", "on": "2026-03-10", "state": "held", "_seen": meeting.revision, "item_0": item.pk}
    answer = client.post(address(municipality, "meeting-edit", meeting.pk), typed)

    said = "“First” stays on the agenda: a decision or a paper belongs to it."
    assert answer.context["form"].errors == {"__all__": [said]}
    assert agenda_of(meeting) == [(1, "First", "")]


TO_COME = "2099-01-01"  # still to come


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"on": TO_COME}, "state", "This meeting is still to come: it is convened, not held."),
        ({"minutes_approved_on": TO_COME}, "minutes_approved_on", "That was today or earlier."),
        ({"minutes_approved_on": "2026-03-09"}, "minutes_approved_on", "Minutes are approved on the day of the meeting or later."),
        ({"minutes_approved_on": "2026-03-10", "state": "convened"}, "minutes_approved_on", "Only a meeting that was held has approved minutes."),
        ({"on": "2019-05-01"}, "on", "The body does not exist on that day."),
        ({"on": "soon"}, "on", "Enter a valid date."),
        ({"time": "26:00"}, "time", "Enter a valid time."),
        ({"detail_1": "Draft"}, "point_1", "Write what the point is about."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_where_it_stands(client, municipality, officer, typed, field, said):
    body = make_body(municipality, starts_on=date(2020, 1, 1))

    answer = convene(client, body, **typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.context["form"].errors[field]
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"on": TO_COME, "state": "convened"}, "on", "It has decisions already, so it is not still to come."),
        ({"state": "cancelled"}, "state", "It has decisions already, so it was not cancelled."),
    ],
)
def test_a_meeting_with_decisions_is_neither_put_off_nor_cancelled(
    client, municipality, officer, body, typed, field, said
):
    meeting = make_meeting(body)
    make_decision(meeting)

    told = {"kind": "ordinary", "on": "2026-03-10", "state": "held", "_seen": meeting.revision} | typed
    answer = client.post(address(municipality, "meeting-edit", meeting.pk), told)

    assert answer.context["form"].errors == {field: [said]}


def test_the_attendance_shows_who_held_the_seat_that_day_whoever_came_later(client, municipality, officer, body):
    seat = make_seat(body)
    make_seat_holder(seat, stakeholder=make_stakeholder(municipality, name="Health Aid"), ends_on=date(2026, 3, 31))
    make_seat_holder(seat, stakeholder=make_stakeholder(municipality, name="Fair Trade"), starts_on=date(2026, 4, 1))

    names = [
        [each["place"].name for each in client.get(make_meeting(body, on=day).get_absolute_url()).context["attendance"]]
        for day in (date(2026, 3, 10), date(2026, 4, 10))
    ]

    assert names == [["Health Aid"], ["Fair Trade"]]


# Papers --------------------------------------------------------------------------------------------------


def test_a_paper_goes_with_a_point_of_the_agenda_and_shows_on_the_document(client, municipality, officer, body):
    meeting = make_meeting(body, agenda=[AgendaLine("The call")])
    document = make_document(municipality, title="Rules of the call")

    typed = {"document": "rules of the call", "item": AgendaItem.objects.get().pk}
    answer = client.post(address(municipality, "paper-create", meeting.pk), typed)

    assert answer.url == f"{meeting.get_absolute_url()}#papers"
    assert "Rules of the call" in client.get(meeting.get_absolute_url()).content.decode()
    assert meeting.get_absolute_url() in client.get(document.get_absolute_url()).content.decode()
    again = client.post(address(municipality, "paper-create", meeting.pk), typed)
    assert again.context["form"].errors == {"document": ["This document goes with the meeting already."]}
    assert Paper.objects.count() == 1


def test_a_paper_is_uploaded_from_the_page_of_the_meeting(client, municipality, officer, body):
    meeting = make_meeting(body, agenda=[AgendaLine("The call")])
    page = address(municipality, "paper-upload", meeting.pk)
    sent = {"title": "Rules", "visibility": "internal", "item": AgendaItem.objects.get().pk, "note": "By the clerk"}

    refused = client.post(page, sent | {"upload": SimpleUploadedFile("rules.svg", b"<svg/>")})
    answer = client.post(page, sent | {"upload": SimpleUploadedFile("rules.pdf", files.PDF)})

    assert list(refused.context["form"].errors) == ["upload"]
    assert answer.url == f"{meeting.get_absolute_url()}#papers"
    paper = Paper.objects.get()
    assert (paper.meeting, str(paper.item), paper.note) == (meeting, "1. The call", "By the clerk")
    with paper.document.file.open("rb") as file:
        assert (paper.document.title, file.read()) == ("Rules", files.PDF)


def test_a_paper_of_another_meetings_agenda_leaves_no_document_behind(client, municipality, officer, body):
    other = make_meeting(body, agenda=[AgendaLine("Elsewhere")])
    page = address(municipality, "paper-upload", make_meeting(body).pk)
    item = AgendaItem.objects.get(meeting=other)

    answer = client.post(
        page,
        {
            "title": "Rules",
            "visibility": "internal",
            "item": item.pk,
            "upload": SimpleUploadedFile("rules.pdf", files.PDF),
        },
    )

    assert list(answer.context["form"].errors) == ["item"]
    assert Document.objects.count() == Paper.objects.count() == 0


def test_a_confidential_paper_is_not_named_to_whoever_may_not_read_it(client, municipality, officer, body):
    meeting = make_meeting(body)
    secret = make_document(municipality, title="Secret memo", visibility=Document.Visibility.CONFIDENTIAL)
    client.post(address(municipality, "paper-create", meeting.pk), {"document": "Secret memo"})
    paper = Paper.objects.get()
    assert paper.document == secret
    assert "Secret memo" in client.get(meeting.get_absolute_url()).content.decode()

    client.force_login(make_member(municipality, Role.OBSERVER).user)

    for url in (meeting.get_absolute_url(), address(municipality, "meeting-history", meeting.pk)):
        assert "Secret memo" not in client.get(url).content.decode()
    assert client.get(address(municipality, "paper-history", paper.pk)).status_code == HTTPStatus.NOT_FOUND


# Searching and cost --------------------------------------------------------------------------------------


def test_a_meeting_is_found_by_the_name_of_its_body(client, municipality, officer, body):
    make_meeting(body, title="3/2026")
    make_meeting(make_body(municipality, name="Plenary"), title="4/2026")

    rows = client.get(address(municipality, "meeting-list"), {"q": "council 2026"}).context["object_list"]
    assert [row.title for row in rows] == ["3/2026"]
    found = client.get(reverse("workspace:search", args=[municipality.slug]), {"q": "council"}).context["found"]
    assert {str(each["title"]) for each in found} == {"Bodies", "Meetings"}


@pytest.mark.parametrize("name", ["meeting-detail", "meeting-edit"])
def test_the_pages_of_a_meeting_cost_the_same_however_long_its_agenda(
    client, municipality, officer, body, count_of_queries, name
):
    def made(many):
        meeting = make_meeting(body, agenda=[AgendaLine(f"Point {n}") for n in range(many)])
        for item in AgendaItem.objects.of(municipality).filter(meeting=meeting):
            make_decision(meeting, item=item, owner=officer)
            document = make_document(municipality)
            Paper.objects.create(municipality=municipality, meeting=meeting, item=item, document=document, by=None)
            seat = make_seat(body)
            make_seat_holder(seat, stakeholder=make_stakeholder(municipality), ends_on=date(2026, 6, 1))
            Presence.objects.create(municipality=municipality, meeting=meeting, seat=seat, state="attended", by=None)
        return meeting

    counts = [count_of_queries(address(municipality, name, made(many).pk)) for many in (1, 30)]

    assert counts[0] == counts[1]
