"""The calendar as members see it."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from intlstrategy.core.registry import calendar_kinds
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.models import Mandate
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import Commitment, Duty, Review, StatusChange
from tests.factories import (
    make_action,
    make_agreement,
    make_approach,
    make_body,
    make_commitment,
    make_decision,
    make_department,
    make_element,
    make_engagement,
    make_meeting,
    make_member,
    make_mission,
    make_municipality,
    make_nature,
    make_network,
    make_part,
    make_person,
    make_plan,
    make_seat,
    make_seat_holder,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


@pytest.fixture
def _today():
    with time_machine.travel("2026-03-10 10:00:00Z", tick=False):
        yield


@pytest.fixture
def member(municipality):
    return make_member(municipality, department=make_department(municipality))


@pytest.fixture
def shown(client, member):
    """What stands in the calendar, in words, by the day of its cell or its heading."""
    client.force_login(member.user)

    def show(**asked) -> list[str]:
        response = client.get(reverse("workspace:calendar", args=[member.municipality.slug]), asked)
        assert response.status_code == 200
        words = (
            re.sub(r"<[^>]+>", "", each) for each in re.findall(r'<a class="cal-e.*?</a>', response.text, re.DOTALL)
        )
        return [" ".join(each.split()) for each in words]

    return show


def agree(municipality):
    """An agreement with everything of it that has a day."""
    nature = make_nature(municipality)
    agreement = make_agreement(municipality, nature=nature, signed_on=date(2026, 3, 2), expires_on=date(2026, 3, 31))
    make_part(Duty, agreement, title="Register it", due_on=date(2026, 3, 4))
    make_part(Review, agreement, due_on=date(2026, 3, 6))
    make_part(Commitment, agreement, text="Send teachers", due_on=date(2026, 3, 7))


def test_everything_that_has_a_day_stands_in_its_month(shown, municipality):
    engagement = make_engagement(municipality, title="Talks", on=date(2026, 3, 4), kind="letter")
    make_commitment(engagement, text="Send the draft", due_on=date(2026, 3, 9))
    make_commitment(
        engagement, text="Answer", due_on=date(2026, 3, 12), side="theirs", state="done", closed_on=date(2026, 3, 2)
    )
    make_plan(municipality, title="Strategy", starts_on=date(2026, 3, 1), ends_on=date(2027, 12, 31))
    make_action(municipality, title="Harbour", code="1", starts_on=date(2026, 3, 20), ends_on=date(2026, 3, 31))
    Mandate.objects.create(municipality=municipality, name="2023-2026", ends_on=date(2026, 3, 30), by=None)
    make_engagement(municipality, title="Elsewhere in time", on=date(2026, 5, 4))

    assert shown() == [
        "Plan begins: Strategy",
        "Letter or e-mail: Talks",
        "We promised: Send the draft",
        "They promised, kept: Answer",
        "Action begins: 1 Harbour",
        "Mandate ends: 2023-2026",
        "Action ends: 1 Harbour",
    ]  # fmt: skip


def test_the_days_of_agreements_stand_in_it(shown, municipality):
    told = {"signed_on": date(2026, 3, 2), "expires_on": date(2026, 3, 31), "notice_days": 10}
    twinning = make_agreement(municipality, title="Twinning", **told)
    make_agreement(municipality, title="Renewed", expires_on=date(2025, 3, 30), renewal="tacit", renewal_months=12)
    over = make_agreement(municipality, title="Over", expires_on=date(2026, 3, 30))
    make_part(StatusChange, over, status="relinquished", on=date(2026, 1, 1), reason="No more")
    make_part(Duty, twinning, title="Register it", due_on=date(2026, 3, 4))
    make_part(Duty, twinning, title="Publish it", due_on=date(2026, 3, 5), met_on=date(2026, 3, 3))
    make_part(Review, twinning, due_on=date(2026, 3, 6))
    make_part(Commitment, twinning, text="Send teachers", due_on=date(2026, 3, 7))

    assert shown() == [
        "Agreement signed: Twinning",
        "Duty: Register it (Twinning)",
        "Duty, met: Publish it (Twinning)",
        "Review: Twinning",
        "We promised: Send teachers",
        "Last day for notice: Twinning",
        "Agreement renews itself: Renewed",
        "Agreement ends: Twinning",
    ]


def test_what_is_gone_or_called_off_is_not_in_it(shown, municipality, member):
    engagement = make_engagement(municipality, on=date(2026, 3, 4))
    make_commitment(engagement, due_on=date(2026, 3, 9), state="dropped", closed_on=date(2026, 3, 5))
    bin_record(make_engagement(municipality, on=date(2026, 3, 5)), by=member.user)
    cancelled = make_action(municipality, ends_on=date(2026, 3, 20))
    cancelled.stated_status = "cancelled"
    cancelled.save(by=None)
    proposed = make_action(municipality, ends_on=date(2026, 3, 20))
    proposed.standing = "proposed"
    proposed.save(by=None)
    make_engagement(make_municipality(), on=date(2026, 3, 4))

    assert shown() == [f"Meeting: {engagement.title}"]


def test_one_sees_ones_own_only_when_asked(shown, municipality, member):
    make_engagement(municipality, title="Others", on=date(2026, 3, 2))
    make_engagement(municipality, title="I keep it", on=date(2026, 3, 3), owner=member)
    make_engagement(municipality, title="We lead it", on=date(2026, 3, 4), department=member.department)
    mine = make_engagement(municipality, title="I was there", on=date(2026, 3, 5), members=[member])
    make_commitment(mine, text="I see to it", due_on=date(2026, 3, 6), owner=member)
    make_commitment(mine, text="Somebody does", due_on=date(2026, 3, 7))
    make_action(municipality, title="I answer", ends_on=date(2026, 3, 8), responsible=member)
    make_plan(municipality, title="Ours", ends_on=date(2026, 3, 9), lead_department=member.department)

    assert shown(whose="mine") == [
        "Meeting: I keep it (mine)",
        "Meeting: We lead it (mine)",
        "Meeting: I was there (mine)",
        "We promised: I see to it (mine)",
        "Action ends: I answer (mine)",
        "Plan ends: Ours (mine)",
    ]
    assert len(shown()) == 8


def test_one_chooses_the_kinds(shown, municipality):
    make_commitment(make_engagement(municipality, title="Talks", on=date(2026, 3, 4)), due_on=date(2026, 3, 9))

    assert shown(kind="engagements") == ["Meeting: Talks"]
    assert len(shown(kind=["engagements", "commitments"])) == 2
    assert shown(kind="actions") == []
    assert len(shown(kind="no such kind")) == 2, "what cannot be read is as if it were not there"


def test_the_list_has_the_month_and_the_table_its_whole_weeks(shown, municipality):
    for day in (date(2026, 2, 23), date(2026, 3, 31), date(2026, 4, 5), date(2026, 4, 6)):
        make_engagement(municipality, title=f"{day}", on=day)

    assert shown() == ["Meeting: 2026-02-23", "Meeting: 2026-03-31", "Meeting: 2026-04-05"]
    assert shown(view="agenda") == ["Meeting: 2026-03-31"]
    assert shown(view="agenda", month="2026-04") == ["Meeting: 2026-04-05", "Meeting: 2026-04-06"]


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "soon", "99999-01", "0000-01", "٢٠٢٦-٠٣", "1899-12", ""])
def test_a_month_that_is_none_is_this_one(client, member, month):
    client.force_login(member.user)
    response = client.get(reverse("workspace:calendar", args=[member.municipality.slug]), {"month": month})

    assert response.context["month"] == date(2026, 3, 1)


@pytest.mark.parametrize("month", ["1900-01", "2199-12"])
def test_the_first_and_the_last_month_have_a_page(client, member, month):
    client.force_login(member.user)
    response = client.get(reverse("workspace:calendar", args=[member.municipality.slug]), {"month": month})

    assert f"{response.context['month']:%Y-%m}" == month


def test_one_goes_to_the_months_beside_it_and_back_to_today_with_the_same_filters(client, member):
    client.force_login(member.user)
    asked = {"month": "2026-12", "kind": "actions", "view": "agenda"}
    context = client.get(reverse("workspace:calendar", args=[member.municipality.slug]), asked).context

    assert context["previous_url"] == "?kind=actions&view=agenda&month=2026-11"
    assert context["next_url"] == "?kind=actions&view=agenda&month=2027-01"
    assert context["today_url"] == "?kind=actions&view=agenda"
    assert context["month_url"] == "?month=2026-12&kind=actions"


def test_a_full_day_leads_to_the_list_of_that_day(client, member, municipality):
    for _n in range(6):
        make_engagement(municipality, on=date(2026, 3, 4))
    client.force_login(member.user)
    page = client.get(reverse("workspace:calendar", args=[municipality.slug])).text

    assert page.count('class="cal-e') == 4
    assert 'href="?view=agenda#d-2026-03-04">and 2 more' in page
    assert (
        'id="d-2026-03-04"'
        in client.get(reverse("workspace:calendar", args=[municipality.slug]), {"view": "agenda"}).text
    )


def test_the_day_of_today_is_marked(client, member):
    client.force_login(member.user)
    page = client.get(reverse("workspace:calendar", args=[member.municipality.slug])).text

    assert re.findall(r'aria-current="date"><time class="cal-d" datetime="([^"]*)"', page) == ["2026-03-10"]


def test_an_empty_month_says_so(client, member):
    client.force_login(member.user)
    for view in ("month", "agenda"):
        page = client.get(reverse("workspace:calendar", args=[member.municipality.slug]), {"view": view}).text
        assert "Nothing in this month" in page


def test_a_calendar_costs_the_same_however_full(client, member, municipality, count_of_queries):
    client.force_login(member.user)
    url = reverse("workspace:calendar", args=[municipality.slug])

    def fill():
        element = make_element(make_plan(municipality, starts_on=date(2026, 3, 1)))
        make_action(element, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3))
        make_commitment(make_engagement(municipality, on=date(2026, 3, 4), members=[member]), due_on=date(2026, 3, 9))
        agree(municipality)
        make_mission(municipality)
        make_decision(make_meeting(make_body(municipality)), due_on=date(2026, 3, 20))

    fill()
    few = count_of_queries(url)
    for _n in range(30):
        fill()

    assert count_of_queries(url) == few <= 25


@pytest.mark.parametrize("kind", list(calendar_kinds), ids=lambda kind: kind.key)
def test_each_kind_is_loaded_in_four_queries_at_most(kind, member, municipality, django_assert_max_num_queries):
    make_commitment(make_engagement(municipality, on=date(2026, 3, 4)), due_on=date(2026, 3, 9))
    make_action(make_element(make_plan(municipality, starts_on=date(2026, 3, 1))), ends_on=date(2026, 3, 3))
    Mandate.objects.create(municipality=municipality, name="M", ends_on=date(2026, 3, 30), by=None)
    agree(municipality)
    make_mission(municipality)
    make_approach(municipality, decide_by=date(2026, 3, 20))
    make_decision(make_meeting(make_body(municipality)), due_on=date(2026, 3, 20))
    make_network(municipality, joined_on=date(2026, 3, 5))
    make_seat_holder(make_seat(make_body(municipality)), person=make_person(municipality), ends_on=date(2026, 3, 6))

    with django_assert_max_num_queries(4):
        entries = kind.load(municipality, member, date(2026, 3, 1), date(2026, 3, 31))

    assert entries
    assert {entry.kind for entry in entries} == {kind.key}
    assert all(entry.changed_at and entry.revision and entry.url for entry in entries)


def test_the_calendar_stands_in_the_navigation_of_every_role(client, municipality):
    client.force_login(make_member(municipality, Role.OBSERVER).user)

    assert reverse("workspace:calendar", args=[municipality.slug]) in client.get(municipality.get_absolute_url()).text
