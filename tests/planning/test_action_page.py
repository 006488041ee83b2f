"""The page of an action: what it says, and what somebody states about it."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.editing import Stale, bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action
from intlstrategy.planning.services.actions import save_action, state_progress
from intlstrategy.planning.services.alignment import add_alignments
from intlstrategy.planning.services.attachments import attach_document
from intlstrategy.planning.services.proposals import propose_action
from tests.factories import (
    make_action,
    make_department,
    make_document,
    make_element,
    make_goal,
    make_member,
    make_municipality,
    make_plan,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(municipality, client):
    member = make_member(municipality, Role.OFFICER, department=make_department(municipality))
    client.force_login(member.user)
    return member


def report_url(action):
    return reverse("planning:action-report", args=[action.municipality.slug, action.pk])


def report(client, action, **data):
    return client.post(report_url(action), {"_seen": action.revision, "status": "", "progress": ""} | data)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_page_says_what_why_who_and_where(client, municipality, officer):
    plan = make_plan(municipality, title="City in the world")
    axis = make_element(plan, code="2", title="Green port")
    place = make_element(plan, axis, code="2.1", title="Networks")
    also = make_element(plan, axis, title="Schools too")
    lead, helper = make_department(municipality, name="Environment"), make_department(municipality, name="Port")
    action = make_action(
        place, code="2.1.1", title="Lead the group", text="We **chair** it.", reason="Ships pollute.",
        lead_department=lead, responsible=officer, starts_on=date(2024, 3, 1), ends_on=date(2027, 12, 31),
        file_number="EXP/9", priority="high",
    )  # fmt: skip
    save_action(action=action, by=officer.user, departments=[helper, lead], elements=[also, place])
    response = client.get(action.get_absolute_url())
    page = words(response)
    for said in ("Lead the group", "Ships pollute.", "Environment", "Port", "EXP/9", "High", "Schools too",
                 "1 Mar 2024 – 31 Dec 2027", "2.1 Networks", "City in the world"):  # fmt: skip
        assert said in page, said
    assert "<strong>chair</strong>" in response.content.decode()
    assert [each["place"].title for each in response.context["path"]] == ["Green port", "Networks"]
    assert [str(each.department) for each in response.context["contributions"]] == ["Port"]
    assert [each.element for each in response.context["further"]] == [also]


def test_the_page_of_an_action_outside_every_plan_says_so(client, municipality, officer):
    assert "In no plan." in words(client.get(make_action(municipality).get_absolute_url()))


def test_a_continuous_action_has_no_end(client, municipality, officer):
    action = make_action(municipality, is_continuous=True, starts_on=date(2024, 1, 1))
    assert "Continuous since 1 Jan 2024" in words(client.get(action.get_absolute_url()))


def test_columns_of_the_source_are_shown_as_text(client, municipality, officer):
    action = make_action(municipality, source_columns=[["Node.Owner", "<b>Council</b>"]])
    page = client.get(action.get_absolute_url()).content.decode()
    assert "Node.Owner" in page
    assert "&lt;b&gt;Council&lt;/b&gt;" in page


def test_the_page_costs_the_same_however_much_hangs_on_it(client, municipality, officer):
    plan = make_plan(municipality)
    axis = make_element(plan)
    action = make_action(make_element(plan, axis))

    def grow(n):
        save_action(
            action=action, by=officer.user, departments=[make_department(municipality) for _n in range(n)],
            elements=[make_element(plan, axis) for _n in range(n)],
        )  # fmt: skip
        for number in range(n):
            state_progress(action=action, progress=Decimal(number), status="", by=officer.user)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(action.get_absolute_url())
        return len(captured)

    grow(1)
    first = cost()
    grow(30)
    assert cost() == first <= 30


def test_a_neighbour_finds_nothing(client, municipality, officer):
    theirs = make_action(make_municipality())
    for name in ("detail", "edit", "bin", "history", "report"):
        url = reverse(f"planning:action-{name}", args=[municipality.slug, theirs.pk])
        assert client.get(url).status_code == 404, name


# Stating progress --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"), [("60", "60"), ("75,5", "75.5"), ("75.5 %", "75.5"), ("0", "0"), ("100%", "100"), ("", None)]
)
def test_progress_is_kept_as_stated(client, municipality, officer, typed, kept):
    action = make_action(municipality)
    response = report(client, action, status="completed", progress=typed, source="Annual report")
    assert response.status_code == 302
    action.refresh_from_db()
    assert action.stated_progress == (None if kept is None else Decimal(kept))
    assert (action.stated_status, action.stated_by, action.stated_in) == ("completed", officer.user, "Annual report")
    assert action.stated_on == timezone.localdate()
    assert JournalEntry.objects.get(verb="stated progress").by == officer.user


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("140", "140 is more than 100 %."),
        ("-3", "-3 is less than 0 %."),
        ("99,999", "99,999 has more than two decimals. Write two at most."),
        ("33.333 %", "33.333 % has more than two decimals. Write two at most."),
        ("half", "“half” is not a number."),
        ("nan", "“nan” is not a number."),
        ("1_0", "“1_0” is not a number."),
        ("1e1", "“1e1” is not a number."),
    ],
)
def test_what_is_no_percentage_is_refused_where_it_was_typed(client, municipality, officer, typed, message):
    action = make_action(municipality)
    response = report(client, action, status="at_risk", progress=typed)
    assert response.status_code == 422
    form = response.context["progress_form"]
    assert form.errors == {"progress": [message]}
    assert f'value="{typed}"' in response.content.decode()
    action.refresh_from_db()
    assert action.stated_status == ""


def test_the_page_says_who_stated_it_when_and_in_which_file(client, municipality, officer):
    action = make_action(municipality)
    state_progress(
        action=action, progress=Decimal(65), status="on_track", by=officer.user, on=date(2026, 9, 9), source="plan.csv"
    )
    page = words(client.get(action.get_absolute_url()))
    assert f"On track 65% done Stated by {officer.user} on 9 Sep 2026 in “plan.csv”" in page


def test_earlier_statements_stay_on_the_page(client, municipality, officer):
    action = make_action(municipality)
    for figure in (10, 20):
        state_progress(action=action, progress=Decimal(figure), status="on_track", by=officer.user)
    save_action(action=action, by=officer.user)
    statements = client.get(action.get_absolute_url()).context["statements"]
    assert [each.progress for each in statements] == [20, 10]


def test_nothing_at_all_is_not_a_statement(client, municipality, officer):
    response = report(client, make_action(municipality))
    assert response.status_code == 422
    assert response.context["progress_form"].non_field_errors() == ["State how it is going, or how far it has come."]


def test_a_day_to_come_is_refused(client, municipality, officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = report(client, make_action(municipality), status="on_track", on=tomorrow)
    assert list(response.context["progress_form"].errors) == ["on"]


def test_a_contributor_reports_on_what_their_department_or_they_answer_for(client, municipality):
    contributor = make_member(municipality, Role.CONTRIBUTOR, department=make_department(municipality))
    client.force_login(contributor.user)
    department = make_action(municipality, lead_department=contributor.department)
    own = make_action(municipality, responsible=contributor)
    other = make_action(municipality, lead_department=make_department(municipality))
    answers = [report(client, action, status="on_track").status_code for action in (department, own, other)]
    assert answers == [302, 302, 403]
    shows = [client.get(each.get_absolute_url()).context["may_report"] for each in (department, own, other)]
    assert shows == [True, True, False]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.CABINET, Role.ADMINISTRATOR])
def test_others_only_read(client, municipality, role):
    action = make_action(municipality)
    client.force_login(make_member(municipality, role).user)
    assert report(client, action, status="on_track").status_code == 403
    page = client.get(action.get_absolute_url())
    assert page.status_code == 200
    assert not any(page.context[name] for name in ("may_report", "may_edit", "may_bin", "may_decide"))


def test_a_statement_over_a_changed_action_keeps_what_was_typed_and_can_be_sent_again(client, municipality, officer):
    action = make_action(municipality)
    seen = action.revision
    save_action(action=action, by=None)
    response = report(client, action, _seen=seen, status="delayed", progress="33")
    assert response.status_code == 409
    assert response.context["progress_form"]["progress"].value() == "33"
    again = report(client, response.context["action"], status="delayed", progress="33")
    assert again.status_code == 302
    action.refresh_from_db()
    assert action.stated_progress == 33


def test_a_statement_on_an_action_in_the_bin_is_given_back(client, municipality, officer):
    action = make_action(municipality)
    bin_record(action, by=officer.user)
    sent = report(client, action, status="delayed", progress="40", source="Minute 3")
    assert sent.status_code == 410
    assert {value for _label, value in sent.context["typed"]} >= {"Delayed", "40", "Minute 3"}
    assert client.get(report_url(action)).status_code == 404


def test_a_double_click_states_it_once(client, municipality, officer):
    action = make_action(municipality)
    for _click in range(2):
        response = report(client, action, status="on_track", _once="abc")
        assert response.url == f"{action.get_absolute_url()}#main"
    assert JournalEntry.objects.filter(verb="stated progress").count() == 1


def test_a_proposal_cannot_be_reported_on(client, municipality, officer):
    proposal = propose_action(action=Action(municipality=municipality, title="Idea"), by=officer)
    assert report(client, proposal, status="on_track").status_code == 404
    with pytest.raises(ValidationError):
        state_progress(action=proposal, progress=None, status="on_track", by=officer.user)


@pytest.mark.parametrize(
    "bad",
    [
        {"progress": Decimal(101)},
        {"progress": Decimal(-1)},
        {"status": "splendid"},
        {"progress": None, "status": ""},
        {"on": date(2999, 1, 1)},
    ],
)
def test_the_service_refuses_what_cannot_be(municipality, bad):
    member = make_member(municipality, Role.LEAD)
    statement = {"progress": Decimal(5), "status": "on_track", "by": member.user} | bad
    with pytest.raises(ValidationError):
        state_progress(action=make_action(municipality), **statement)


def test_a_statement_of_a_day_before_the_last_one_is_refused_at_its_date(client, municipality, officer):
    action = make_action(municipality, stated_progress="40", stated_on=date(2026, 5, 5))
    sent = report(client, action, status="delayed", progress="10", on="2026-05-04")
    assert (sent.status_code, {name: [*errors] for name, errors in sent.context["progress_form"].errors.items()}) == (
        422,
        {"on": ["The last statement is of 5\u00a0May\u00a02026. State progress as of that day or a later one."]},
    )
    assert report(client, action, status="delayed", progress="30", on="2026-05-05").status_code == 302
    action.refresh_from_db()
    assert (action.stated_progress, action.stated_on) == (30, date(2026, 5, 5))


def test_the_service_refuses_a_stale_statement(municipality):
    action, member = make_action(municipality), make_member(municipality, Role.LEAD)
    with pytest.raises(Stale):
        state_progress(action=action, progress=None, status="on_track", by=member.user, seen=action.revision - 1)


# The bin and the history -------------------------------------------------------------------------


def test_a_lead_moves_an_action_to_the_bin(client, municipality):
    client.force_login(make_member(municipality, Role.LEAD).user)
    action = make_action(municipality)
    url = reverse("planning:action-bin", args=[municipality.slug, action.pk])
    response = client.post(url, {"_seen": action.revision})
    assert response.url == reverse("planning:action-list", args=[municipality.slug])
    assert client.get(action.get_absolute_url()).status_code == 404


def test_an_officer_cannot_bin_what_is_accepted_even_their_own(client, municipality, officer):
    action = make_action(municipality, responsible=officer, lead_department=officer.department)
    url = reverse("planning:action-bin", args=[municipality.slug, action.pk])
    assert client.post(url, {"_seen": action.revision}).status_code == 403


def test_the_history_tells_who_stated_what(client, municipality, officer):
    action = make_action(municipality)
    state_progress(action=action, progress=Decimal(40), status="delayed", by=officer.user)
    page = words(client.get(reverse("planning:action-history", args=[municipality.slug, action.pk])))
    assert "Delayed" in page
    assert str(officer.user) in page


def test_the_history_tells_changes_of_links_with_the_change_they_came_with(client, municipality, officer):
    port, culture = (make_department(municipality, name=name) for name in ("Port", "Culture"))
    with time_machine.travel("2026-03-01 10:00Z", tick=False):
        action = make_action(make_element(make_plan(municipality)), title="Host a fair", code="1")
    with time_machine.travel("2026-03-02 10:00Z", tick=False):
        save_action(action=action, by=officer.user, departments=[port])
    with time_machine.travel("2026-03-03 10:00Z", tick=False):
        action.title = "Host the fair"
        save_action(action=action, by=officer.user, departments=[culture])
    with time_machine.travel("2026-03-04 10:00Z", tick=False):
        add_alignments(record_of=action, targets={"goal": [make_goal(code="11", name_en="Cities")]}, by=officer.user)

    steps = client.get(reverse("planning:action-history", args=[municipality.slug, action.pk])).context["steps"]
    told = [[(str(each.label), each.before, each.after) for each in step.changes] for step in steps]
    department = "contributing department"
    assert told[:3] == [
        [("alignment", "", "11 Cities")],
        [("title", "Host a fair", "Host the fair"), (department, "", "Culture"), (department, "Port", "")],
        [(department, "", "Port")],
    ]
    assert [(step.kind, step.by) for step in steps] == [("Changed", officer.user)] * 3 + [("Created", None)]


def test_the_history_takes_as_many_queries_with_many_links_as_with_one(client, municipality, officer, count_of_queries):
    action = make_action(make_element(make_plan(municipality)))
    url = reverse("planning:action-history", args=[municipality.slug, action.pk])
    save_action(action=action, by=officer.user, departments=[make_department(municipality)])
    one = count_of_queries(url)
    save_action(action=action, by=officer.user, departments=[make_department(municipality) for _n in range(30)])
    assert count_of_queries(url) == one


def test_the_history_names_no_confidential_document_to_who_may_not_read_it(client, municipality, officer):
    action = make_action(make_element(make_plan(municipality)))
    document = make_document(municipality, title="Brief on Paris", visibility="confidential")
    attach_document(document=document, holder=action, by=officer.user)
    url = reverse("planning:action-history", args=[municipality.slug, action.pk])
    assert "Brief on Paris" in client.get(url).content.decode()
    client.force_login(make_member(municipality, Role.OBSERVER).user)
    page = client.get(url).content.decode()
    assert "Brief on Paris" not in page
    assert f"document {document.pk}" in page
