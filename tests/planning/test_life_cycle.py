"""The life of a plan: which step may follow which, who takes it, and what an approval asks for."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from intlstrategy.documents.models import Document
from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.editing import Stale, bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Element, Plan, Version
from intlstrategy.planning.services.actions import state_progress
from intlstrategy.planning.services.alignment import add_alignments
from intlstrategy.planning.services.plans import NEXT, create_plan, move_to_status, save_plan, set_levels
from intlstrategy.planning.services.tree import add_element, save_element
from intlstrategy.planning.services.versions import approve_plan
from tests.factories import (
    make_action,
    make_department,
    make_element,
    make_goal,
    make_member,
    make_municipality,
    make_plan,
    make_version,
)

pytestmark = pytest.mark.django_db
Status = Plan.Status
CHANGED_MEANWHILE = "Somebody changed this plan after you opened this page. Below it stands as it is now: read it again, then approve it."


@pytest.fixture
def plan(municipality):
    plan = make_plan(municipality)
    make_element(plan)
    return plan


@pytest.fixture
def lead(client, municipality):
    member = make_member(municipality, Role.LEAD)
    client.force_login(member.user)
    return member


def status_url(plan):
    return reverse("planning:plan-status", args=[plan.municipality.slug, plan.slug])


def approve_url(plan):
    return reverse("planning:plan-approve", args=[plan.municipality.slug, plan.slug])


def put(plan, status):
    """A plan that stands at this step, with the version that the later steps need."""
    if status in (Status.APPROVED, Status.IN_FORCE, Status.CLOSED):
        make_version(plan)
    plan.status = status
    plan.save(by=None)
    return plan


def decision(**fields):
    return {"approved_by_body": "City Council", "approved_on": "2024-05-02", "document": "", "note": ""} | fields


def make_document(municipality, **fields):
    return Document.objects.create(
        **{
            "municipality": municipality, "title": "Minutes", "file": "documents/none.txt", "original_name": "none.txt",
            "content_type": "text/plain", "size": 4, "sha256": "0" * 64, "by": None,
        }
        | fields
    )  # fmt: skip


@pytest.mark.parametrize("now", list(Status))
@pytest.mark.parametrize("then", list(Status))
def test_a_plan_takes_only_the_steps_that_follow(plan, now, then):
    put(plan, now)

    if then in NEXT[now]:
        assert move_to_status(plan=plan, status=then, by=None).status == then
    else:
        with pytest.raises(ValidationError):
            move_to_status(plan=plan, status=then, by=None)
        plan.refresh_from_db()
        assert plan.status == now


def test_only_an_approved_plan_is_put_in_force(plan):
    plan.status = Status.APPROVED
    plan.save(by=None)

    with pytest.raises(ValidationError, match="Record its approval first"):
        move_to_status(plan=plan, status=Status.IN_FORCE, by=None)


def test_a_step_taken_by_somebody_else_meanwhile_is_seen(plan):
    seen = plan.revision
    move_to_status(plan=plan, status=Status.CONSULTATION, by=None)

    with pytest.raises(Stale):
        move_to_status(plan=plan, status=Status.DRAFT, by=None, seen=seen)


ROLES_THAT_DRAFT, ROLES_THAT_APPROVE = {Role.OFFICER, Role.LEAD}, {Role.LEAD}
STEPS = [
    (Status.DRAFT, Status.CONSULTATION, ROLES_THAT_DRAFT),
    (Status.CONSULTATION, Status.DRAFT, ROLES_THAT_DRAFT),
    (Status.APPROVED, Status.IN_FORCE, ROLES_THAT_APPROVE),
    (Status.IN_FORCE, Status.CLOSED, ROLES_THAT_APPROVE),
    (Status.CLOSED, Status.IN_FORCE, ROLES_THAT_APPROVE),
]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("now", "then", "allowed"), STEPS)
def test_each_step_is_offered_to_and_taken_by_those_who_may(client, plan, role, now, then, allowed):
    put(plan, now)
    client.force_login(make_member(plan.municipality, role).user)

    offered = f'name="status" value="{then}"' in client.get(status_url(plan)).content.decode()
    response = client.post(status_url(plan), {"status": then, "_seen": plan.revision})
    plan.refresh_from_db()

    assert (offered, response.status_code, plan.status) == ((True, 302, then) if role in allowed else (False, 403, now))


@pytest.mark.parametrize("status", ["nonsense", "", "approved", "closed"])
def test_a_step_that_does_not_follow_is_refused_with_a_message(client, lead, plan, status):
    response = client.post(status_url(plan), {"status": status, "_seen": "²"}, follow=True)

    plan.refresh_from_db()
    assert plan.status == Status.DRAFT
    assert 'role="alert"' in response.content.decode()


def test_the_page_says_who_took_each_step_and_when(client, lead, plan):
    client.post(status_url(plan), {"status": Status.CONSULTATION, "_seen": plan.revision})

    steps = {step["code"]: step for step in client.get(status_url(plan)).context["steps"]}

    assert steps[Status.CONSULTATION]["taken"].by == lead.user
    assert (steps[Status.CONSULTATION]["is_now"], steps[Status.CLOSED]["taken"]) == (True, None)


# Approval ------------------------------------------------------------------------------------------------


def test_the_lead_records_an_approval_with_its_body_date_and_document(client, lead, plan):
    document = make_document(plan.municipality)

    response = client.post(approve_url(plan), decision(document=document.pk, note="By 14 votes", _seen=plan.revision))

    version = Version.objects.get()
    plan.refresh_from_db()
    assert response.url == version.get_absolute_url()
    assert plan.status == Status.APPROVED
    assert (version.number, version.approved_by_body, version.approved_on, version.document, version.note) == (
        1, "City Council", date(2024, 5, 2), document, "By 14 votes",
    )  # fmt: skip
    assert version.recorded_by == lead.user
    assert JournalEntry.objects.get(verb="approved").detail == "1: City Council, 2\xa0may\xa02024"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEAD])
def test_nobody_else_approves(client, plan, role):
    client.force_login(make_member(plan.municipality, role).user)

    assert client.get(approve_url(plan)).status_code == 403
    assert client.post(approve_url(plan), decision()).status_code == 403
    assert approve_url(plan) not in client.get(status_url(plan)).content.decode()


def test_a_plan_without_elements_is_not_approved(client, lead, municipality):
    response = client.post(approve_url(make_plan(municipality)), decision())

    assert response.status_code == 422
    assert "Give the plan at least one element" in response.content.decode()
    assert not Version.objects.exists()


def test_an_approval_in_the_future_is_refused_at_its_field(client, lead, plan):
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = client.post(approve_url(plan), decision(approved_on=tomorrow.isoformat()))

    assert response.context["form"].errors == {"approved_on": ["The date of approval cannot be in the future."]}
    assert not Version.objects.exists()


def test_a_version_is_not_older_than_the_one_before(client, lead, plan):
    make_version(plan, approved_on=date(2024, 5, 2))
    plan.refresh_from_db()
    response = client.post(approve_url(plan), decision(approved_on="2024-05-01", _seen=plan.revision))
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"approved_on": ["Version 1 was approved on 2\xa0May\xa02024. The next one is of that day or a later one."]},
    )
    client.post(approve_url(plan), decision(approved_on="2024-05-02", _seen=plan.revision))
    assert list(Version.objects.of(plan.municipality).values_list("number", flat=True)) == [2, 1]


def test_a_closed_plan_is_not_approved(client, lead, plan):
    put(plan, Status.CLOSED)

    response = client.post(approve_url(plan), decision())

    assert "Put it in force again first" in response.content.decode()
    assert Version.objects.count() == 1


@pytest.mark.parametrize("whose", ["another city", "confidential"])
def test_a_document_that_is_not_offered_is_refused(client, lead, plan, whose):
    if whose == "another city":
        document = make_document(make_municipality())
    else:
        document = make_document(plan.municipality, visibility="confidential")

    response = client.post(approve_url(plan), decision(document=document.pk))

    assert list(response.context["form"].errors) == ["document"]
    assert not Version.objects.exists()


def test_an_approval_of_a_plan_that_went_to_the_bin_meanwhile_is_given_back(client, lead, plan):
    bin_record(plan, by=lead.user)

    response = client.post(approve_url(plan), decision(note="Point 7"))

    assert response.status_code == 410
    assert {value for _label, value in response.context["typed"]} >= {"City Council", "2024-05-02", "Point 7"}
    assert client.get(approve_url(plan)).status_code == 404


def test_a_plan_that_changed_while_one_was_approving_is_looked_at_again(client, lead, plan):
    seen = plan.revision
    plan.title = "Another title"
    plan.save(by=None)

    response = client.post(approve_url(plan), decision(_seen=seen))

    assert response.status_code == 409
    assert response.context["form"].non_field_errors() == [CHANGED_MEANWHILE]
    assert not Version.objects.exists()


def written_meanwhile(plan, act):
    """What an officer does to the text of a plan while the lead reads it."""
    element = plan.elements.get()
    if act == "element":
        element.title = "Unread text"
        save_element(element=element, by=None)
    elif act == "action":
        make_action(element, title="Unread text")
    elif act == "alignment":
        add_alignments(record_of=element, targets={"goal": [make_goal(name_es="Unread text")]}, by=None)
    else:
        set_levels(plan=plan, levels=[("Unread text", "Unread texts"), ("Objective", "Objectives")], by=None)


@pytest.mark.parametrize("act", ["element", "action", "alignment", "level"])
def test_a_text_that_nobody_has_read_is_not_frozen(client, lead, plan, act):
    opened = client.get(approve_url(plan)).context
    written_meanwhile(plan, act)

    sent = decision(note="By 14 votes", _seen=opened["seen"], _state=opened["state"])
    response = client.post(approve_url(plan), sent)

    assert response.status_code == 409
    assert not Version.objects.exists()
    form = response.context["form"]
    assert (form.non_field_errors(), form["note"].value()) == ([CHANGED_MEANWHILE], "By 14 votes")
    assert "Unread text" in response.content.decode()
    again = sent | {"_seen": response.context["seen"], "_state": response.context["state"]}
    assert client.post(approve_url(plan), again).url == Version.objects.get().get_absolute_url()


def test_approving_a_plan_that_goes_to_the_bin_at_that_moment_gives_back_what_was_typed(
    client, lead, plan, monkeypatch
):
    def approve_what_is_binned(**told):
        bin_record(plan, by=lead.user)
        return approve_plan(**told)

    monkeypatch.setattr("intlstrategy.planning.views.life_cycle.approve_plan", approve_what_is_binned)

    response = client.post(approve_url(plan), decision(note="By 14 votes", _seen=plan.revision))

    assert response.status_code == 410
    assert ("Note", "By 14 votes") in response.context["typed"]


# Two people ----------------------------------------------------------------------------------------------

ALONE = (
    "Everything new in it was written by you alone. Somebody else of the office must look at it and save,"
    " or approve it."
)


def plan_written_by(author, municipality):
    plan = Plan(
        municipality=municipality, title="World", slug="world", starts_on=date(2024, 1, 1), ends_on=date(2027, 12, 31)
    )
    create_plan(plan=plan, levels=[("Axis", "Axes")], by=author.user)
    element = Element(municipality=municipality, plan=plan, title="Networks")
    add_element(element=element, by=author.user)
    return plan


def test_who_wrote_everything_alone_does_not_record_the_approval(client, lead, municipality):
    plan = plan_written_by(lead, municipality)

    assert ALONE in client.get(approve_url(plan)).content.decode()
    response = client.post(approve_url(plan), decision())

    assert (response.status_code, response.context["form"].non_field_errors()) == (422, [ALONE])
    assert not Version.objects.exists()


def test_what_somebody_else_wrote_or_looked_at_and_saved_may_be_approved(client, lead, municipality):
    plan, officer = plan_written_by(lead, municipality), make_member(municipality, Role.OFFICER)
    save_plan(plan=plan, levels=[("Axis", "Axes")], by=officer.user)

    assert ALONE not in client.get(approve_url(plan)).content.decode()
    assert client.post(approve_url(plan), decision()).url == Version.objects.get().get_absolute_url()


def test_each_version_asks_for_a_second_person_anew(client, lead, municipality):
    plan = plan_written_by(make_member(municipality, Role.OFFICER), municipality)
    client.post(approve_url(plan), decision())
    client.post(approve_url(plan), decision(note="The date was wrong"))
    assert Version.objects.count() == 2
    element = plan.elements.get()
    element.title = "Other networks"
    save_element(element=element, by=lead.user)

    response = client.post(approve_url(plan), decision())

    assert response.context["form"].non_field_errors() == [ALONE]
    assert Version.objects.count() == 2


def test_what_nobody_signed_was_not_written_by_the_one_who_approves(client, lead, plan):
    assert client.post(approve_url(plan), decision()).url == Version.objects.get().get_absolute_url()


def test_neither_a_progress_report_nor_what_nobody_signed_is_a_second_pair_of_eyes(client, lead, municipality):
    plan = plan_written_by(lead, municipality)
    action = make_action(plan.elements.get())  # signed by nobody
    reporter = make_member(municipality, Role.CONTRIBUTOR).user
    state_progress(action=action, progress=Decimal(5), status="", by=reporter)

    response = client.post(approve_url(plan), decision())

    assert (response.status_code, response.context["form"].non_field_errors()) == (422, [ALONE])


def test_a_name_in_the_text_that_changed_while_one_was_approving_is_looked_at_again(client, lead, plan):
    department = make_department(plan.municipality, name="Environment")
    make_element(plan, lead_department=department)
    opened = client.get(approve_url(plan)).context
    department.name = "Renamed meanwhile"
    department.save(by=None)

    response = client.post(approve_url(plan), decision(_seen=opened["seen"], _state=opened["state"]))

    assert response.status_code == 409
    assert not Version.objects.exists()


def test_in_simple_mode_one_person_writes_and_approves(client):
    small = make_municipality(is_simple=True)
    lead = make_member(small, Role.LEAD)
    client.force_login(lead.user)
    plan = plan_written_by(lead, small)

    assert client.post(approve_url(plan), decision()).url == Version.objects.get().get_absolute_url()


def test_the_form_costs_the_same_however_long_the_plan(client, lead, plan, count_of_queries):
    make_action(make_element(plan))
    few = count_of_queries(approve_url(plan))
    for _ in range(10):
        make_action(make_element(plan))

    assert count_of_queries(approve_url(plan)) == few


def test_a_double_click_approves_once(client, lead, plan):
    once = client.get(approve_url(plan)).context["once"]
    sent = decision(_once=once, _seen=plan.revision)

    first, second = client.post(approve_url(plan), sent), client.post(approve_url(plan), sent)

    assert first.url == second.url == Version.objects.get().get_absolute_url()


@pytest.mark.parametrize("status", [Status.APPROVED, Status.IN_FORCE])
def test_approving_again_gives_the_next_number_and_leaves_the_plan_where_it_is(client, lead, plan, status):
    put(plan, status)

    client.post(approve_url(plan), decision())

    plan.refresh_from_db()
    assert sorted(Version.objects.values_list("number", flat=True)) == [1, 2]
    assert plan.status == status


def test_in_simple_mode_the_form_says_that_one_person_may_do_both(client):
    small = make_municipality(is_simple=True)
    client.force_login(make_member(small, Role.LEAD).user)

    assert "one person may write and approve" in client.get(approve_url(make_plan(small))).content.decode()


def test_the_page_says_whether_the_text_has_changed_since(client, lead, plan):
    make_version(plan)
    assert "The text has not changed since." in client.get(status_url(plan)).content.decode()

    make_element(plan)

    assert "The text has changed since: 1 difference." in client.get(status_url(plan)).content.decode()
