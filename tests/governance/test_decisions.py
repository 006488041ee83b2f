"""Decisions: noted once they are taken, followed up until done, and what they approve or ask for."""

from datetime import date, time, timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from intlstrategy.governance.models import Decision, Meeting
from intlstrategy.governance.services.decisions import save_decision
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Version
from tests.factories import (
    make_action,
    make_body,
    make_decision,
    make_element,
    make_meeting,
    make_member,
    make_municipality,
    make_plan,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


@pytest.fixture
def meeting(municipality):
    return make_meeting(make_body(municipality, name="Council"))


def address(municipality, name, *args):
    return reverse(f"governance:{name}", args=[municipality.slug, *args])


def decide(client, meeting, **typed):
    told = {"title": "Approve the rules", "vote": "unanimous", "state": "open"} | typed
    return client.post(address(meeting.municipality, "decision-create", meeting.pk), told)


def test_a_decision_is_of_the_day_of_its_meeting(client, municipality, officer, meeting):
    answer = decide(client, meeting, number="2026/7", vote="voted", in_favour="14", against="2", owner=officer.pk)

    decision = Decision.objects.of(municipality).get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, decision.get_absolute_url())
    assert (str(decision), decision.on) == ("2026/7 Approve the rules", date(2026, 3, 10))
    assert (decision.in_favour, decision.against, decision.abstained) == (14, 2, 0)
    assert "14 in favour, 2 against, 0 abstained" in client.get(decision.get_absolute_url()).content.decode()


def test_a_decision_of_a_future_meeting_is_refused(client, municipality, officer):
    coming = make_meeting(make_body(municipality), on=timezone.localdate() + timedelta(days=3), state="convened")

    answer = decide(client, coming)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    [said] = answer.context["form"].non_field_errors()
    assert said.startswith("This meeting is still to come, on ")
    assert said.endswith(": its decisions are noted from that day on.")
    assert "Add decision" not in client.get(coming.get_absolute_url()).content.decode()
    assert not Decision.objects.exists()


def test_a_meeting_that_begins_later_today_decided_nothing_yet(client, municipality, officer):
    with time_machine.travel("2026-03-10 10:00:00Z", tick=False):
        client.force_login(officer.user)
        meeting = make_meeting(make_body(municipality), on=date(2026, 3, 10), time=time(23, 55), state="convened")
        early = decide(client, meeting)
        assert early.context["form"].non_field_errors() == [
            "This meeting begins at 23:55: its decisions are noted from then on."
        ]
    with time_machine.travel("2026-03-11 10:00:00Z", tick=False):
        client.force_login(officer.user)
        assert decide(client, meeting).status_code == HTTPStatus.FOUND
    meeting.refresh_from_db()
    assert meeting.state == "held", "it decided something"


def test_the_administration_site_refuses_it_too(client, municipality):
    coming = make_meeting(make_body(municipality), on=timezone.localdate() + timedelta(days=3), state="convened")
    client.force_login(make_user(is_staff=True, is_superuser=True))

    typed = {"municipality": municipality.pk, "meeting": coming.pk, "title": "Early", "vote": "assent", "state": "open"}
    answer = client.post(reverse("admin:governance_decision_add"), typed)

    assert "This meeting is still to come" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_meeting_that_was_put_off_after_the_form_was_opened_has_no_decisions(meeting):
    decision = Decision(municipality=meeting.municipality, meeting=meeting, title="Early")
    Meeting.objects.filter(pk=meeting.pk).update(on=timezone.localdate() + timedelta(days=3), state="convened")

    with pytest.raises(ValidationError, match="still to come"):
        save_decision(decision, by=None)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"title": ""}, "title", "Fill in “What was decided”."),
        ({"vote": "voted"}, "abstained", "Write how many were in favour, against and abstained where it was decided by vote, and only there."),
        ({"in_favour": "3"}, "abstained", "Write how many were in favour, against and abstained where it was decided by vote, and only there."),
        ({"state": "done", "closed_on": "2026-03-09"}, "closed_on", "That is before it was decided."),
        ({"state": "done", "closed_on": "2199-01-01"}, "closed_on", "That was today or earlier."),
        ({"number": "1"}, "number", "This meeting has a decision with this number already."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_where_it_stands(client, municipality, officer, meeting, typed, field, said):
    make_decision(meeting, number="1")

    answer = decide(client, meeting, **typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors == {field: [said]}
    assert Decision.objects.count() == 1


def test_a_cancelled_meeting_decides_nothing(client, municipality, officer):
    cancelled = make_meeting(make_body(municipality), state="cancelled")

    answer = decide(client, cancelled)

    assert answer.context["form"].non_field_errors() == ["This meeting was cancelled, so it decided nothing."]


# Follow-up -----------------------------------------------------------------------------------------------


def waiting(client, municipality):
    groups = client.get(reverse("workspace:home", args=[municipality.slug])).context["groups"]
    return [row["title"].title for group in groups if group["title"] == "Decisions to see to" for row in group["rows"]]


def test_an_open_decision_waits_for_whoever_sees_to_it_until_it_is_done(client, municipality):
    owner = make_member(municipality, Role.CONTRIBUTOR)
    secretary = make_member(municipality, Role.OFFICER)
    meeting = make_meeting(make_body(municipality, secretary=secretary))
    mine = make_decision(meeting, title="Mine", owner=owner, due_on=timezone.localdate())
    make_decision(meeting, title="Nobody’s")
    make_decision(meeting, title="Nothing to do", owner=owner, state="none")
    make_decision(meeting, title="Far", owner=owner, due_on=timezone.localdate() + timedelta(days=200))

    client.force_login(secretary.user)
    assert waiting(client, municipality) == ["Nobody’s"]
    client.force_login(owner.user)
    assert waiting(client, municipality) == ["Mine"]

    answer = client.post(address(municipality, "decision-done", mine.pk), {"_seen": mine.revision})
    assert answer.url == mine.get_absolute_url()
    mine.refresh_from_db()
    assert (mine.state, mine.closed_on) == ("done", timezone.localdate())
    assert waiting(client, municipality) == []


def test_only_whoever_sees_to_it_says_that_it_is_done(client, municipality, meeting):
    decision = make_decision(meeting, owner=make_member(municipality, Role.CONTRIBUTOR))
    client.force_login(make_member(municipality, Role.CONTRIBUTOR).user)

    assert client.post(address(municipality, "decision-done", decision.pk)).status_code == HTTPStatus.FORBIDDEN
    assert "Say that it is done" not in client.get(decision.get_absolute_url()).content.decode()


def test_a_decision_that_changed_meanwhile_is_not_done_by_the_button(client, municipality, officer, meeting):
    decision = make_decision(meeting, owner=officer)

    answer = client.post(
        address(municipality, "decision-done", decision.pk), {"_seen": decision.revision - 1}, follow=True
    )

    assert "Look at it again first" in answer.content.decode()
    decision.refresh_from_db()
    assert decision.state == "open"


def test_the_register_finds_the_late_ones_of_one_body(client, municipality, officer, meeting):
    yesterday = timezone.localdate() - timedelta(days=1)
    late = make_decision(meeting, title="Late", due_on=yesterday, owner=officer)
    make_decision(meeting, title="Done", due_on=yesterday, state="done")
    make_decision(make_meeting(make_body(municipality)), title="Elsewhere", due_on=yesterday)

    asked = {"state": "late", "body": meeting.body_id, "owner": officer.pk, "year": "2026", "q": "council"}
    page = client.get(address(municipality, "decision-list"), asked)

    assert list(page.context["object_list"]) == [late]
    assert '<span class="late">' in page.content.decode()


# What it approves and asks for ---------------------------------------------------------------------------


@pytest.fixture
def plan(municipality):
    plan = make_plan(municipality, title="World")
    make_element(plan)
    return plan


@pytest.fixture
def lead(client, municipality):
    member = make_member(municipality, Role.LEAD)
    client.force_login(member.user)
    return member


def approve(client, plan, **typed):
    return client.post(reverse("planning:plan-approve", args=[plan.municipality.slug, plan.slug]), typed)


def test_a_version_takes_body_and_day_from_the_decision_that_approved_it(client, lead, plan, meeting):
    decision = make_decision(meeting, number="2026/9", title="Approve the strategy")

    answer = approve(client, plan, decision="2026/9 Approve the strategy", approved_by_body="Somebody else")

    version = Version.objects.get()
    assert answer.url == version.get_absolute_url()
    assert (version.decision, version.approved_by_body, version.approved_on) == (decision, "Council", date(2026, 3, 10))
    assert decision.get_absolute_url() in client.get(version.get_absolute_url()).content.decode()
    assert version.get_absolute_url() in client.get(decision.get_absolute_url()).content.decode()
    body = meeting.body
    body.name = "Renamed"
    body.save(by=None)
    version.refresh_from_db()
    assert version.approved_by_body == "Council"


def test_a_decision_that_is_in_no_register_is_still_typed(client, lead, plan):
    answer = approve(client, plan, approved_by_body="Plenary", approved_on="2026-03-10")

    version = Version.objects.get()
    assert (answer.url, version.decision, version.approved_by_body) == (version.get_absolute_url(), None, "Plenary")


def test_without_a_decision_body_and_day_are_asked_for(client, lead, plan):
    answer = approve(client, plan)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors == {
        "approved_by_body": ["Fill in “Approved by”."],
        "approved_on": ["Fill in “Approved on”."],
    }


def test_the_service_asks_for_one_of_both_and_takes_no_neighbours_decision(plan, lead):
    abroad = make_decision(make_meeting(make_body(make_municipality())))

    with pytest.raises(ValidationError, match="Choose the decision, or write which body"):
        make_version(plan, body="", approved_on=None)
    with pytest.raises(ValidationError, match="This decision was not found"):
        make_version(plan, decision=abroad)


def test_what_approved_a_version_stays_out_of_the_bin(client, lead, plan, meeting):
    decision = make_decision(meeting)
    make_version(plan, decision=decision)

    with pytest.raises(ValidationError, match="What was approved keeps what it rests on"):
        bin_record(decision, by=lead.user)
    with pytest.raises(ValidationError, match="is still used by"):
        bin_record(meeting.body, by=lead.user)


def test_an_action_names_the_decision_that_asked_for_it(client, municipality, officer, plan, meeting):
    action = make_action(plan.elements.get(), title="Open an office")
    decision = make_decision(meeting, title="Open an office in Brussels")

    url = reverse("planning:action-edit", args=[municipality.slug, action.pk])
    form = client.get(url).context["form"]
    typed = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", [], False)}
    answer = client.post(url, typed | {"asked_by": "open an office in brussels", "_seen": action.revision})

    assert answer.status_code == HTTPStatus.FOUND
    assert Action.objects.get(pk=action.pk).asked_by == decision
    assert decision.get_absolute_url() in client.get(action.get_absolute_url()).content.decode()
    assert "Open an office" in str(client.get(decision.get_absolute_url()).context["panels"][0]["context"]["actions"])


def test_the_page_of_a_decision_costs_the_same_however_much_it_asked_for(
    client, municipality, officer, plan, meeting, count_of_queries
):
    counts = []
    for many in (1, 30):
        decision = make_decision(meeting)
        for _n in range(many):
            make_action(plan.elements.get(), asked_by=decision)
        counts.append(count_of_queries(decision.get_absolute_url()))

    assert counts[0] == counts[1]
