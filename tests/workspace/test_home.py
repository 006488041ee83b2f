"""My work: each thing once, counted truly, with the way to all of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action
from intlstrategy.planning.services.proposals import propose_action, return_proposal
from tests.factories import make_action, make_department, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(municipality, client):
    member = make_member(municipality, Role.CONTRIBUTOR, department=make_department(municipality))
    client.force_login(member.user)
    return member


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def home(client, municipality):
    return client.get(reverse("workspace:home", args=[municipality.slug]))


def groups(client, municipality):
    return {
        each["title"]: [str(row["title"]) for row in each["rows"]]
        for each in home(client, municipality).context["groups"]
    }


def test_each_action_stands_in_one_group(client, municipality, contributor):
    for title, ends_on, status in (
        ("Over", in_days(-1), ""),
        ("Over and stated", in_days(-2), "delayed"),
        ("Today", in_days(0), ""),
        ("Soon", in_days(90), "on_track"),
        ("Later", in_days(91), ""),
        ("Without an end", None, ""),
        ("Later and stated", in_days(91), "on_track"),
        ("Done", in_days(-9), "completed"),
        ("Given up", in_days(9), "cancelled"),
    ):
        make_action(municipality, title=title, ends_on=ends_on, responsible=contributor, stated_status=status)

    assert groups(client, municipality) == {
        "End date passed": ["Over and stated", "Over"],
        "Ending in 90 days": ["Today", "Soon"],
        "No status stated yet": ["Later", "Without an end"],
    }
    assert "There are 6 things to see to." in home(client, municipality).content.decode()


def test_the_count_is_of_all_and_the_register_lists_them(client, municipality, contributor):
    department = contributor.department
    for number in range(30):
        make_action(municipality, ends_on=in_days(-number), lead_department=department)
        make_action(municipality, ends_on=in_days(100 + number), responsible=contributor)
        make_action(municipality, ends_on=in_days(-number))
    page = home(client, municipality)
    found = {each["title"]: each for each in page.context["groups"]}
    listed = {title: client.get(each["rest"]).context["total"] for title, each in found.items() if each["rest"]}

    assert {title: each["count"] for title, each in found.items()} == {
        "End date passed": 29,
        "Ending in 90 days": 1,
        "No status stated yet": 30,
    }
    assert listed == {"End date passed": 29, "No status stated yet": 30}
    assert page.context["waiting"] == 60


def test_proposals_are_listed_to_whom_they_wait_for(client, municipality, contributor):
    for number in range(9):
        action = propose_action(action=Action(municipality=municipality, title=f"Idea {number}"), by=contributor)
        return_proposal(action=action, note="Say why.", by=make_member(municipality, Role.OFFICER).user)
    colleague = make_member(municipality, Role.CONTRIBUTOR, department=contributor.department)
    propose_action(action=Action(municipality=municipality, title="Theirs"), by=colleague)
    (returned,) = home(client, municipality).context["groups"]
    listed = client.get(returned["rest"]).context["total"]
    client.force_login(make_member(municipality, Role.OFFICER).user)

    assert (returned["title"], returned["count"], listed) == ("Returned to me", 9, 9)
    assert groups(client, municipality) == {"Proposals to decide on": ["Theirs"]}


@pytest.mark.parametrize(
    ("days", "words"), [(-9, "9 days late"), (-1, "1 day late"), (0, "today"), (1, "in 1 day"), (3, "in 3 days")]
)
def test_a_date_says_how_far_away_it_is(client, municipality, contributor, days, words):
    make_action(municipality, ends_on=in_days(days), responsible=contributor)
    (group,) = home(client, municipality).context["groups"]

    assert group["rows"][0]["distance"] == words


@pytest.mark.parametrize("actions", [1, 30])
def test_the_page_costs_the_same_however_much_there_is_to_see_to(
    client, municipality, contributor, actions, count_of_queries
):
    address = reverse("workspace:home", args=[municipality.slug])
    make_action(municipality, ends_on=in_days(-1), responsible=contributor)
    make_action(municipality, ends_on=in_days(1), lead_department=contributor.department)
    little = count_of_queries(address)
    for number in range(actions):
        make_action(municipality, ends_on=in_days(-number), responsible=contributor)
        make_action(municipality, ends_on=in_days(number), lead_department=contributor.department)

    assert count_of_queries(address) == little <= 30


def test_whoever_reports_nothing_has_nothing_to_see_to(client, municipality):
    member = make_member(municipality, Role.CABINET)
    make_action(municipality, ends_on=in_days(-1), responsible=member)
    client.force_login(member.user)

    assert groups(client, municipality) == {}
