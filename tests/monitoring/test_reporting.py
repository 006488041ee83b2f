"""A round of reporting through its pages: opened, reported, returned, approved, locked, corrected."""

from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
import time_machine
from django.urls import reverse

from intlstrategy.monitoring.models import ProgressUpdate, ReportingPeriod
from intlstrategy.municipalities.roles import Role
from tests.factories import (
    make_action,
    make_department,
    make_member,
    make_milestone,
    make_municipality,
    make_period,
    make_update,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_april")]


@pytest.fixture
def _in_april():
    with time_machine.travel("2026-04-10 10:00:00Z", tick=False):
        yield


@pytest.fixture
def city():
    return make_municipality(slug="porto")


@pytest.fixture
def office(city):
    return make_department(city, name="Office")


@pytest.fixture
def contact(city, office):
    return make_member(city, Role.CONTRIBUTOR, department=office)


@pytest.fixture
def lead(city):
    return make_member(city, Role.LEAD)


@pytest.fixture
def period(city):
    return make_period(city)


@pytest.fixture
def action(city, office, contact):
    return make_action(city, title="Docks", lead_department=office, responsible=contact)


def page(name, *arguments):
    return reverse(f"monitoring:{name}", args=["porto", *arguments])


TYPED = {"percent": "40", "status": "on_track", "achievements": "Walls are up"}


def test_a_year_of_quarters_is_planned_at_once(client, city, lead):
    client.force_login(lead.user)
    data = {"year": "2027", "parts": "4", "opens": "1", "due": "15", "office": "25", "closes": "31"}

    first = client.post(page("period-year"), data)
    again = client.post(page("period-year"), data)

    assert (first.url, again.status_code) == (page("period-list"), HTTPStatus.UNPROCESSABLE_ENTITY)
    told = ReportingPeriod.objects.order_by("starts_on").values_list(
        "title", "starts_on", "ends_on", "opens_on", "closes_on"
    )
    assert list(told)[2:] == [
        ("Trimestre 3 de 2027", date(2027, 7, 1), date(2027, 9, 30), date(2027, 10, 1), date(2027, 10, 31)),
        ("Trimestre 4 de 2027", date(2027, 10, 1), date(2027, 12, 31), date(2028, 1, 1), date(2028, 1, 31)),
    ]


def test_a_contact_reports_and_the_office_approves(client, city, contact, lead, period, action):
    client.force_login(contact.user)
    answer = client.post(page("update-create", period.pk, action.pk), TYPED)
    update = ProgressUpdate.objects.get()
    assert (answer.url, update.standing, update.reported_by, update.percent) == (
        update.get_absolute_url(),
        "submitted",
        contact,
        40,
    )
    assert (
        client.post(page("update-approve", update.pk), {"_seen": update.revision}).status_code == HTTPStatus.FORBIDDEN
    )

    client.force_login(lead.user)
    assert client.post(page("update-approve", update.pk), {"_seen": update.revision}).url == period.get_absolute_url()
    update.refresh_from_db()
    assert (update.standing, update.decided_by) == ("approved", lead.user)


def test_what_is_returned_says_why_and_is_sent_again(client, city, contact, lead, period, action):
    update = make_update(action, period, contact)
    client.force_login(lead.user)
    assert (
        client.post(page("update-return", update.pk), {"note": " ", "_seen": update.revision}).status_code
        == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    client.post(page("update-return", update.pk), {"note": "Since when?", "_seen": update.revision})
    update.refresh_from_db()
    assert (update.standing, update.return_note) == ("returned", "Since when?")

    client.force_login(contact.user)
    assert "Since when?" in client.get(page("update-edit", update.pk)).text
    client.post(page("update-edit", update.pk), TYPED | {"percent": "55", "_seen": update.revision})
    update.refresh_from_db()
    assert (update.standing, update.return_note, update.percent) == ("submitted", "", 55)


def test_a_draft_is_kept_and_opened_again(client, contact, period, action):
    client.force_login(contact.user)
    client.post(page("update-create", period.pk, action.pk), {"achievements": "Half", "_draft": "1"})
    update = ProgressUpdate.objects.get()

    assert update.standing == "draft"
    assert client.get(page("update-create", period.pk, action.pk)).url == page("update-edit", update.pk)


def test_less_than_before_says_why(client, city, contact, lead, period, action):
    before = make_period(city, starts_on=date(2025, 10, 1), ends_on=date(2025, 12, 31))
    make_update(action, before, contact, percent=Decimal(60), standing="approved")
    client.force_login(contact.user)

    refused = client.post(page("update-create", period.pk, action.pk), TYPED)
    assert refused.context["form"].errors == {"why_lower": ["It was 60 % before. Say why it is less now."]}
    client.post(page("update-create", period.pk, action.pk), TYPED | {"why_lower": "A wall fell"})
    assert ProgressUpdate.objects.filter(period=period).count() == 1


def test_several_are_reported_in_a_row(client, city, office, contact, period, action):
    other = make_action(city, title="Quays", lead_department=office, responsible=contact)
    make_action(city, title="Of somebody else", lead_department=office, responsible=make_member(city, Role.CONTRIBUTOR))
    client.force_login(contact.user)
    assert client.get(page("update-create", period.pk, action.pk)).context["left"] == 1

    answer = client.post(page("update-create", period.pk, action.pk), TYPED | {"_next": "1"})

    assert answer.url == page("update-create", period.pk, other.pk)
    last = client.post(answer.url, TYPED | {"_next": "1"})
    assert last.url == ProgressUpdate.objects.get(action=other).get_absolute_url()


@pytest.mark.parametrize(("day", "said"), [("2026-03-31", "is not open yet"), ("2026-05-01", "closed on")])
def test_nothing_is_sent_outside_the_days_of_a_period(client, contact, period, action, day, said):
    client.force_login(contact.user)
    with time_machine.travel(f"{day} 10:00:00Z", tick=False):
        client.force_login(contact.user)
        answer = client.post(page("update-create", period.pk, action.pk), TYPED)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.context["form"].errors["__all__"][0]
    assert ProgressUpdate.objects.count() == 0


def test_a_locked_period_takes_corrections_only(client, city, contact, lead, period, action):
    waiting = make_update(action, period, contact)
    client.force_login(lead.user)
    client.post(page("period-lock", period.pk), {"_seen": period.revision})
    period.refresh_from_db()
    assert not period.is_locked, "one update waits"
    client.post(page("update-approve", waiting.pk), {"_seen": waiting.revision})
    client.post(page("period-lock", period.pk), {"_seen": period.revision})
    period.refresh_from_db()
    assert (period.is_locked, period.locked_by) == (True, lead.user)
    assert client.get(page("period-edit", period.pk)).status_code == HTTPStatus.NOT_FOUND

    client.force_login(contact.user)
    bare = client.post(page("update-correct", waiting.pk), TYPED | {"percent": "45", "why_lower": "Counted twice"})
    assert list(bare.context["form"].errors) == ["reason"]
    client.post(
        page("update-correct", waiting.pk),
        TYPED | {"percent": "45", "reason": "Counted twice", "why_lower": "Counted twice"},
    )
    correction = ProgressUpdate.objects.exclude(corrects=None).get()
    assert (correction.corrects, correction.standing, correction.period) == (waiting, "submitted", period)
    client.force_login(lead.user)
    client.post(page("update-approve", correction.pk), {"_seen": correction.revision})
    text = client.get(action.get_absolute_url()).text
    assert "45% is what was reported and approved for" in text
    waiting.refresh_from_db()
    assert (waiting.standing, waiting.percent) == ("approved", 50)


def test_nobody_approves_what_they_sent_but_in_simple_mode(client, city, lead, period):
    update = make_update(make_action(city, responsible=lead), period, lead)
    client.force_login(lead.user)
    client.post(page("update-approve", update.pk), {"_seen": update.revision})
    update.refresh_from_db()
    assert update.standing == "submitted"

    city.is_simple = True
    city.save()
    client.post(page("update-approve", update.pk), {"_seen": update.revision})
    update.refresh_from_db()
    assert update.standing == "approved"


def test_the_round_says_what_is_missing_from_whom(client, city, office, contact, lead, period, action):
    make_update(make_action(city, title="Quays", lead_department=office, responsible=contact), period, contact)
    make_action(city, title="Later", starts_on=date(2026, 4, 1))
    client.force_login(lead.user)

    shown = client.get(period.get_absolute_url()).context

    assert [(share.department, len(share.rows), share.sent, share.outstanding) for share in shown["shares"]] == [
        (office, 2, 1, 1)
    ]


def test_the_round_costs_the_same_however_many_there_are(
    client, city, office, contact, lead, period, action, count_of_queries
):
    client.force_login(lead.user)
    make_update(action, period, contact)
    few = count_of_queries(period.get_absolute_url())
    for _n in range(30):
        make_update(make_action(city, lead_department=office, responsible=contact), period, contact)

    assert count_of_queries(period.get_absolute_url()) == few <= 12


def test_milestones_are_written_by_whoever_answers_for_the_action(client, city, contact, action):
    client.force_login(contact.user)
    url = page("milestone-create", action.pk)

    assert (
        client.post(url, {"title": "Opened", "due_on": "2026-06-01", "weight": "2"}).url
        == f"{action.get_absolute_url()}#milestones"
    )
    assert client.post(url, {"title": "Opened", "reached_on": "2026-06-01", "weight": "1"}).context["form"].errors == {
        "reached_on": ["That was today or earlier."]
    }
    assert client.get(page("milestone-create", make_action(city).pk)).status_code == HTTPStatus.FORBIDDEN


def test_a_status_is_set_by_a_person_until_they_take_it_back(client, city, lead, contact, action):
    make_milestone(action, due_on=date(2026, 4, 9))
    client.force_login(lead.user)
    assert "A milestone is late." in client.get(action.get_absolute_url()).text

    client.post(page("override-create", action.pk), {"status": "on_track", "reason": "It is a holiday"})
    text = client.get(action.get_absolute_url()).text
    assert f"Set by {lead.user.name} on 10\xa0Apr\xa02026: It is a holiday" in text
    client.post(page("override-withdraw", action.overrides.get().pk))
    assert "It is a holiday" not in client.get(action.get_absolute_url()).text


def test_what_waits_for_each_stands_in_my_work(client, city, office, contact, lead, period, action):
    returned = make_action(city, title="Quays", lead_department=office, responsible=contact)
    update = make_update(returned, period, contact)
    client.force_login(lead.user)
    client.post(page("update-return", update.pk), {"note": "Since when?", "_seen": update.revision})
    make_update(make_action(city, title="Bridge", responsible=contact), period, contact)

    def waiting(member):
        client.force_login(member.user)
        groups = client.get(reverse("workspace:home", args=["porto"])).context["groups"]
        wanted = ("Progress to report", "Progress updates returned", "Progress updates to approve")
        return {
            str(each["title"]): [str(row["title"]) for row in each["rows"]]
            for each in groups
            if each["title"] in wanted
        }

    assert waiting(contact) == {"Progress to report": ["Docks"], "Progress updates returned": ["Quays"]}
    assert waiting(lead) == {"Progress updates to approve": ["Bridge"]}
    client.force_login(contact.user)
    [row] = [
        each["rows"][0]
        for each in client.get(reverse("workspace:home", args=["porto"])).context["groups"]
        if each["title"] == "Progress to report"
    ]
    assert row["url"] == page("update-create", period.pk, action.pk)
