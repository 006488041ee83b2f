"""Networks: what the city pays, who holds its roles, what they gave, whether it stays."""

from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from intlstrategy.core.registry import panels_for
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.editing import bin_record, restore_group
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import (
    Commitment,
    Deliverable,
    DeliverableUse,
    GroupParticipant,
    NetworkMembership,
    NetworkRole,
    NetworkYear,
    Review,
    RoleHolder,
    Tie,
    WorkingGroup,
)
from intlstrategy.relations.services.taking_part import Counterpart
from intlstrategy.relations.worth import values_of
from intlstrategy.stakeholders.services.stakeholders import merge_stakeholders
from tests.factories import (
    make_action,
    make_department,
    make_element,
    make_engagement,
    make_member,
    make_mission,
    make_network,
    make_plan,
    make_post,
    make_row,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


def related(record, reader):
    """The panels of a record but those of its reporting, which every action has."""
    return [each for each in panels_for(record, reader) if each["panel"].key not in {"milestones", "updates"}]


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def address(municipality, name, *args):
    return reverse(f"relations:{name}", args=[municipality.slug, *args])


def page(client, url):
    return unescape(client.get(url).content.decode())


# The membership -------------------------------------------------------------------------------------------


def test_a_membership_is_entered_by_the_name_of_its_network(client, municipality, officer):
    network = make_stakeholder(municipality, name="Eurocities", kind="city_network")
    answer = client.post(
        address(municipality, "network-create"),
        {"network": "eurocities", "category": "full", "joined_on": "2010-01-01", "owner": officer.pk},
    )

    row = NetworkMembership.objects.of(municipality).get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, row.get_absolute_url())
    assert (row.network, row.title, row.category, row.owner) == (network, "Eurocities", "full", officer)


def test_what_is_no_network_is_refused_with_what_to_do(client, municipality, officer):
    make_stakeholder(municipality, name="Harbour company", kind="company")
    answer = client.post(address(municipality, "network-create"), {"network": "Harbour company", "category": "full"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "change its kind first" in answer.context["form"].errors["network"][0]
    assert NetworkMembership.objects.count() == 0


def test_nobody_leaves_before_joining(client, municipality, officer):
    make_stakeholder(municipality, name="Eurocities", kind="city_network")
    typed = {"network": "Eurocities", "category": "full", "joined_on": "2020-01-02", "left_on": "2020-01-01"}
    answer = client.post(address(municipality, "network-create"), typed)

    assert answer.context["form"].errors == {"left_on": ["The city cannot leave before it joined."]}


def test_the_register_shows_the_fee_of_this_year_and_finds_by_the_name_of_the_network(client, municipality, officer):
    network = make_stakeholder(
        municipality, name="Atlantic Cities", own_name="Ciudades Atlánticas", kind="city_network"
    )
    row = make_network(municipality, network=network, title="The Atlantic arc")
    left = make_network(municipality, left_on=timezone.localdate() - timedelta(days=1))
    make_row(NetworkYear, membership=row, year=timezone.localdate().year, fee_planned=900, fee_paid=950)
    url = address(municipality, "network-list")

    assert [each.fee for each in client.get(url, {"q": "atlanticas"}).context["object_list"]] == [950]
    assert list(client.get(url, {"standing": "now"}).context["object_list"]) == [row]
    assert list(client.get(url, {"standing": "left"}).context["object_list"]) == [left]
    assert b"The Atlantic arc" in b"".join(client.get(f"{url}export.csv").streaming_content)


def test_an_empty_register_teaches(client, municipality, officer):
    assert "No networks yet" in page(client, address(municipality, "network-list"))
    assert "No networks yet" in page(client, address(municipality, "network-comparison"))


@pytest.mark.parametrize(("role", "reads"), [(Role.OFFICER, True), (Role.OBSERVER, False)])
def test_the_brief_is_read_by_the_office_and_each_reading_is_logged(client, municipality, role, reads):
    client.force_login(make_member(municipality, role).user)
    row = make_network(municipality, brief="They need us more than we need them")
    found = page(client, row.get_absolute_url())

    assert ("They need us" in found) == reads
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.CONFIDED).count() == int(reads)


# Roles and their holders ----------------------------------------------------------------------------------


@pytest.fixture
def role(municipality):
    row = make_network(municipality)
    return make_row(NetworkRole, membership=row, kind="vice_presidency", title="Vice-presidency")


def hold(client, municipality, role, **typed):
    return client.post(address(municipality, "role-holder-create", role.pk), typed)


def test_a_role_has_one_holder_on_one_day(client, municipality, officer, role):
    mayor = make_post(municipality, title="Mayor")
    first = hold(client, municipality, role, post=mayor.pk, starts_on="2020-01-01", ends_on="2023-06-16")
    same_day = hold(client, municipality, role, name="Former councillor", starts_on="2023-06-16")
    next_day = hold(client, municipality, role, name="Former councillor", starts_on="2023-06-17")

    assert (first.status_code, first.url) == (HTTPStatus.FOUND, f"{role.get_absolute_url()}#roles")
    assert same_day.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "“Mayor” holds it on some of the same days. End that first." in page_of(same_day)
    assert next_day.status_code == HTTPStatus.FOUND
    assert [str(each) for each in RoleHolder.objects.order_by("pk")] == ["Mayor", "Former councillor"]


def page_of(response):
    return unescape(response.content.decode())


def test_a_holder_is_a_post_a_member_or_a_title_and_not_two_of_them(client, municipality, officer, role):
    mayor = make_post(municipality, title="Mayor")

    assert hold(client, municipality, role).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    both = hold(client, municipality, role, post=mayor.pk, name="Somebody")
    assert both.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert RoleHolder.objects.count() == 0


def test_a_holder_does_not_come_back_from_the_bin_beside_another_one(municipality, officer, role):
    first = make_row(RoleHolder, role=role, name="First")
    bin_record(first, by=officer.user)
    make_row(RoleHolder, role=role, name="Second")

    with pytest.raises(Exception, match="cannot come back"):
        restore_group([first], root=first, by=officer.user)


def test_the_page_shows_who_holds_a_role_today_and_who_did(client, municipality, officer, role):
    make_row(RoleHolder, role=role, name="Who was there", ends_on=date(2020, 1, 1))
    make_row(RoleHolder, role=role, name="Who is there", starts_on=date(2020, 1, 2))
    table = next(each for each in client.get(role.get_absolute_url()).context["tables"] if each.anchor == "roles").rows[
        0
    ]

    assert table.index("Who is there") < table.index("Who was there")


# Years, groups, what it gave ------------------------------------------------------------------------------


def test_a_year_stands_once(client, municipality, officer):
    row = make_network(municipality)
    url = address(municipality, "network-year-create", row.pk)
    first = client.post(url, {"year": 2026, "fee_planned": "4500", "staff_days": "12.5"})
    again = client.post(url, {"year": 2026, "fee_paid": "4700"})

    assert first.url == f"{row.get_absolute_url()}#years"
    assert again.context["form"].errors == {"year": ["This year is there already. Change it instead."]}
    assert NetworkYear.objects.get().fee == 4500


def test_a_working_group_has_the_members_who_are_chosen(client, municipality, officer):
    row, other = make_network(municipality), make_member(municipality)
    url = address(municipality, "working-group-create", row.pk)
    client.post(url, {"name": "Ports", "members": [officer.pk, other.pk]})
    group = WorkingGroup.objects.get()
    client.post(address(municipality, "working-group-edit", group.pk), {"name": "Ports", "members": [other.pk]})

    assert [each.membership for each in GroupParticipant.objects.all()] == [other]
    assert "Ports" in page(client, row.get_absolute_url())


def test_what_it_gave_says_which_departments_used_it(client, municipality, officer):
    row, works = make_network(municipality), make_department(municipality, name="Public works")
    url = address(municipality, "deliverable-create", row.pk)
    typed = {"kind": "guide", "title": "Guide to quays", "on": "2026-02-01", "departments": [works.pk], "usefulness": 4}
    assert client.post(url, typed).status_code == HTTPStatus.FOUND
    tomorrow = timezone.localdate() + timedelta(days=1)
    late = client.post(url, typed | {"on": tomorrow.isoformat()})

    assert [(str(each.deliverable), each.department) for each in DeliverableUse.objects.all()] == [
        ("Guide to quays", works)
    ]
    assert late.context["form"].errors == {"on": ["That was today or earlier."]}
    assert "Public works" in page(client, row.get_absolute_url())


# What it is worth -----------------------------------------------------------------------------------------


def test_value_counts_what_was_used_met_and_held_in_these_years(municipality):
    municipality.staff_day_cost = Decimal(200)
    today = timezone.localdate()
    lately = today - timedelta(days=10)
    row, old = make_network(municipality), date(today.year - 4, 1, 1)
    works, other = make_department(municipality), make_department(municipality)
    make_row(NetworkYear, membership=row, year=today.year, fee_planned=1000, staff_days=2)
    make_row(NetworkYear, membership=row, year=old.year, fee_paid=9999)
    used = make_row(Deliverable, membership=row, kind="guide", title="Used", on=lately)
    make_row(DeliverableUse, deliverable=used, department=works)
    make_row(DeliverableUse, deliverable=used, department=other)
    make_row(Deliverable, membership=row, kind="guide", title="Useful", on=lately, usefulness=3)
    make_row(Deliverable, membership=row, kind="guide", title="Of no use", on=lately, usefulness=1)
    make_row(Deliverable, membership=row, kind="guide", title="Old", on=old, usefulness=5)
    there = Counterpart(None, row.network)
    make_engagement(municipality, there, on=lately)
    make_engagement(municipality, there, on=old)
    make_mission(municipality, there, starts_on=lately, ends_on=lately, membership=row)
    make_mission(municipality, there, starts_on=lately, ends_on=lately, cancelled_on=lately, cancelled_why="Storm")
    role = make_row(NetworkRole, membership=row, kind="board", title="Board")
    make_row(RoleHolder, role=role, name="Councillor")
    past = make_row(NetworkRole, membership=row, kind="board", title="Past board")
    make_row(RoleHolder, role=past, name="Councillor", ends_on=old)

    found = values_of(municipality, [row], today)[row.pk]
    assert (found.cost, found.use.deliverables, found.use.departments) == (1400, 2, 2)
    assert (found.use.contacts, found.use.roles, found.per_use) == (2, 1, 280)


def test_what_was_met_outside_the_membership_does_not_count(municipality):
    today = timezone.localdate()
    row = make_network(municipality, joined_on=today - timedelta(days=5))
    make_engagement(municipality, Counterpart(None, row.network), on=today - timedelta(days=6))

    assert values_of(municipality, [row], today)[row.pk].use.contacts == 0


def test_a_fee_without_any_use_stands_out(client, municipality, officer):
    idle, used = make_network(municipality, title="Idle"), make_network(municipality, title="Used")
    year = timezone.localdate().year
    for row in (idle, used):
        make_row(NetworkYear, membership=row, year=year, fee_paid=6000)
    make_engagement(municipality, Counterpart(None, used.network), on=timezone.localdate())
    found = client.get(address(municipality, "network-comparison"))

    assert [str(each["membership"]) for each in found.context["rows"]] == ["Idle", "Used"]
    assert "1 network cost €6,000 and nothing was made of it." in page_of(found)
    assert "nothing was made of it" in page(client, idle.get_absolute_url())
    assert "nothing was made of it" not in page(client, used.get_absolute_url())


def test_comparing_costs_the_same_however_many_there_are(client, municipality, officer, count_of_queries):
    url = address(municipality, "network-comparison")

    def grow(number):
        for _each in range(number):
            row = make_network(municipality)
            make_row(NetworkYear, membership=row, year=timezone.localdate().year, fee_paid=100)
            make_row(Deliverable, membership=row, kind="guide", title="Guide", on=timezone.localdate(), usefulness=4)
            make_engagement(municipality, Counterpart(None, row.network), on=timezone.localdate())

    grow(1)
    one = count_of_queries(url)
    grow(29)

    assert count_of_queries(url) == one


def test_the_page_of_one_costs_the_same_however_much_it_holds(client, municipality, officer, count_of_queries):
    row = make_network(municipality)

    def grow(start, end):
        for number in range(start, end):
            make_row(NetworkYear, membership=row, year=1990 + number, fee_paid=100)
            role = make_row(NetworkRole, membership=row, kind="board", title=f"Board {number}")
            make_row(RoleHolder, role=role, post=make_post(municipality, title=f"Post {number}"))
            given = make_row(Deliverable, membership=row, kind="guide", title="Guide", on=timezone.localdate())
            make_row(DeliverableUse, deliverable=given, department=make_department(municipality))
            group = make_row(WorkingGroup, membership=row, name=f"Group {number}")
            make_row(GroupParticipant, group=group, membership=make_member(municipality))
            make_row(Commitment, membership=row, text="Send it")
            make_mission(municipality, membership=row)

    grow(0, 1)
    one = count_of_queries(row.get_absolute_url())
    grow(1, 30)

    assert count_of_queries(row.get_absolute_url()) == one <= 30


# What hangs on it -----------------------------------------------------------------------------------------


def test_a_review_of_a_membership_waits_for_whoever_sees_to_it(client, municipality, officer):
    row, today = make_network(municipality, title="Eurocities"), timezone.localdate()
    url = address(municipality, "network-review-create", row.pk)
    client.post(url, {"due_on": today.isoformat(), "owner": officer.pk})
    review = Review.objects.get()
    waiting = page(client, reverse("workspace:home", args=[municipality.slug]))
    held = {"due_on": today.isoformat(), "held_on": today.isoformat(), "verdict": "leave", "reasons": "Nothing came"}
    answer = client.post(review.get_absolute_url(), held | {"_seen": review.revision})

    assert (review.membership, review.get_absolute_url() in waiting) == (row, True)
    assert answer.url == f"{row.get_absolute_url()}#reviews"
    assert "Leave or let end" in page(client, row.get_absolute_url())
    found = client.get(address(municipality, "review-list"), {"q": "eurocities"})
    assert list(found.context["object_list"]) == [review]


def test_what_is_promised_in_a_network_is_listed_with_the_other_commitments(client, municipality, officer):
    row = make_network(municipality)
    typed = {"text": "Host the assembly", "side": "ours", "owner": officer.pk, "state": "open"}
    answer = client.post(address(municipality, "network-commitment-create", row.pk), typed)
    kept = client.post(address(municipality, "commitment-keep", Commitment.objects.get().pk))

    assert answer.url == kept.url == f"{row.get_absolute_url()}#commitments"
    assert "Host the assembly" in page(client, address(municipality, "commitment-list"))


def test_what_it_serves_shows_on_the_pages_of_actions_and_elements_until_it_is_taken_away(
    client, municipality, officer
):
    row, element = make_network(municipality), make_element(make_plan(municipality))
    action = make_action(element)
    url = address(municipality, "network-tie-create", row.pk)
    client.post(url, {"action": str(action)})
    client.post(url, {"element": str(element)})
    both = client.post(url, {"action": str(action), "element": str(element)})
    twice = client.post(url, {"action": str(action)})
    shown = {str(found["panel"].title) for each in (action, element) for found in related(each, officer)}

    assert shown == {"Networks"}
    assert (both.status_code, twice.status_code) == (HTTPStatus.UNPROCESSABLE_ENTITY,) * 2
    for tie in Tie.objects.all():
        answer = client.post(address(municipality, "tie-take-away", tie.pk))
        assert answer.url == f"{row.get_absolute_url()}#serves"
    assert related(action, officer) == related(element, officer) == []


def test_a_network_goes_to_the_bin_with_its_parts_and_keeps_its_organisation(municipality, officer, role):
    row = role.membership
    make_row(RoleHolder, role=role, name="Councillor")
    with pytest.raises(Exception, match="still used"):
        bin_record(row.network, by=officer.user)
    bin_record(row, by=officer.user)

    assert [model.objects.of(row.municipality).count() for model in (NetworkMembership, NetworkRole, RoleHolder)] == [
        0, 0, 0,
    ]  # fmt: skip


def test_merging_two_networks_keeps_the_memberships_of_both(municipality, officer):
    one, other = make_network(municipality), make_network(municipality)
    merge_stakeholders(merged=one.network, into=other.network, by=officer.user)

    rows = NetworkMembership.objects.of(municipality)
    assert {row.network for row in rows} == {other.network}
    assert {str(panel["panel"].title) for panel in panels_for(other.network, officer)} >= {"Networks"}
