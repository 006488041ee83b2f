"""What others still use is not moved to the bin, and the page says what uses it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intlstrategy.documents.models import Document
from intlstrategy.municipalities.editing import bin_record, restore_group
from intlstrategy.municipalities.models import Department, Invitation, Post
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Element, Plan
from intlstrategy.planning.services.actions import save_action
from intlstrategy.planning.services.plans import move_to_status
from tests.factories import (
    make_action,
    make_department,
    make_document,
    make_element,
    make_member,
    make_plan,
    make_post,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(municipality, client):
    member = make_member(municipality, Role.LEAD)
    client.force_login(member.user)
    return member


def bin_page(client, record):
    """The page that asks, by the address of the record."""
    names = {
        Department: "municipalities:department-bin", Post: "municipalities:post-bin", Plan: "planning:plan-bin",
        Document: "documents:document-bin", Element: "planning:element-bin",
    }  # fmt: skip
    own = {Plan: lambda: [record.slug], Element: lambda: [record.plan.slug, record.pk]}
    arguments = own.get(type(record), lambda: [record.pk])()
    return reverse(names[type(record)], args=[record.municipality.slug, *arguments])


USES = {
    "a department that leads an action": lambda city: using(make_department(city), make_action, lead_department=None),
    "a department that leads a plan": lambda city: using(make_department(city), make_plan, lead_department=None),
    "a department with a member": lambda city: using(make_department(city), make_member, department=None),
    "a department with a part": lambda city: using(make_department(city), make_department, parent=None),
    "a department that follows another": lambda city: using(make_department(city), make_department, successor=None),
    "a department with a document": lambda city: using(make_department(city), make_document, department=None),
    "a post that sponsors a plan": lambda city: using(make_post(city), make_plan, sponsor=None),
    "a strategy with a master plan": lambda city: using(make_plan(city), make_plan, strategy=None, kind="master"),
}


def using(record, make, **fields):
    """A record, and another one that points at it by the field given as None."""
    return record, make(record.municipality, **{name: value or record for name, value in fields.items()})


@pytest.mark.parametrize("use", USES)
def test_what_is_still_used_is_not_binned_and_the_page_says_by_what(client, municipality, use):
    client.force_login(make_member(municipality, Role.LEAD, Role.ADMINISTRATOR).user)
    record, user = USES[use](municipality)
    said = f"“{record}” is still used by: {user._meta.verbose_name} “{user}”. "
    page = client.get(bin_page(client, record))
    assert page.context["refusal"].startswith(said)
    assert "Move to the bin</button>" not in page.content.decode()
    response = client.post(bin_page(client, record), follow=True)
    [message] = [str(each) for each in response.context["messages"]]
    assert message == page.context["refusal"]
    record.refresh_from_db()
    assert record.binned_at is None

    bin_record(user, by=make_member(municipality).user)
    assert client.get(bin_page(client, record)).context["refusal"] == ""
    assert client.post(bin_page(client, record)).status_code == 302
    record.refresh_from_db()
    assert record.binned_at is not None


def test_five_that_use_it_are_named_and_the_others_counted_and_the_way_out_is_said(client, municipality, lead):
    post = make_post(municipality)
    plans = [make_plan(municipality, sponsor=post, title=f"Plan {number}") for number in range(7)]
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    named = ", ".join(f"plan “{plan}”" for plan in plans[:5])
    assert client.get(bin_page(client, post)).context["refusal"] == (
        f"“Mayor” is still used by: {named} and 2 more. "
        "Give it an end date instead, or choose others in those records first."
    )


def test_a_department_that_contributes_is_used_by_the_action(municipality, lead):
    department = make_department(municipality, name="Arts")
    save_action(action=make_action(municipality, title="Festival"), by=None, departments=[department])
    with pytest.raises(ValidationError, match="“Arts” is still used by: action “Festival”"):
        bin_record(department, by=lead.user)


def test_the_document_of_an_approval_stays_and_the_plan_approved_goes(municipality, lead):
    plan, document = make_plan(municipality), make_document(municipality, title="Minutes")
    make_element(plan)
    make_version(plan, document=document)
    with pytest.raises(ValidationError, match="What was approved keeps what it rests on"):
        bin_record(document, by=lead.user)
    assert bin_record(plan, by=lead.user).binned_at is not None


def test_an_open_invitation_uses_its_department_and_an_accepted_one_does_not(municipality, lead):
    department = make_department(municipality)
    invitation = Invitation.objects.create(
        municipality=municipality, email="ana@city.test", name="Ana", department=department, by=None
    )
    with pytest.raises(ValidationError, match=r"is still used by: invitation “Ana”"):
        bin_record(department, by=lead.user)
    invitation.accepted_at = timezone.now()
    invitation.save(by=None)
    assert bin_record(department, by=lead.user).binned_at is not None


def test_asking_who_uses_a_department_takes_as_many_queries_for_thirty_as_for_one(
    client, municipality, count_of_queries
):
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    department = make_department(municipality)
    using_it = lambda: [make_action(municipality, lead_department=department) for _number in range(6)]  # noqa: E731
    using_it()
    before = count_of_queries(bin_page(client, department))
    for _number in range(5):
        using_it()
    assert count_of_queries(bin_page(client, department)) == before


def test_a_master_plan_comes_and_goes_although_the_strategy_it_serves_is_closed(municipality, lead, client):
    strategy = make_plan(municipality)
    master = make_plan(municipality, kind="master", strategy=strategy)
    make_element(strategy)
    make_version(strategy)
    for status in ("in_force", "closed"):
        move_to_status(plan=Plan.objects.get(pk=strategy.pk), status=status, by=None)

    assert client.post(bin_page(client, master)).status_code == 302
    binned = Plan._base_manager.get(pk=master.pk)
    assert binned.binned_at is not None
    client.post(reverse("municipalities:bin-restore", args=[municipality.slug, binned.bin_group]))

    assert Plan.objects.of(municipality).filter(pk=master.pk).exists()


def test_what_somebody_else_put_in_the_bin_first_is_said_to_be_there(municipality, lead, client):
    document = make_document(municipality)
    url = bin_page(client, document)
    bin_record(document, by=lead.user)

    answer = client.post(url, follow=True)

    assert answer.redirect_chain[0][0] == reverse("documents:document-list", args=[municipality.slug])
    assert [str(message) for message in answer.context["messages"]] == [f"“{document}” is in the bin already."]
    assert client.post(url.replace(str(document.pk), "0")).status_code == 404


def test_a_department_stays_while_an_action_that_it_leads_comes_back(municipality, lead):
    """Whoever restores holds what the records name, so that both cannot go by each other."""
    department = make_department(municipality)
    action = bin_record(make_action(municipality, lead_department=department), by=lead.user)
    with CaptureQueriesContext(connection) as queries:
        restore_group([action], root=action, by=lead.user)

    table = Department._meta.db_table
    held = [query["sql"] for query in queries if table in query["sql"] and query["sql"].startswith("SELECT")]
    assert held
    assert connection.vendor == "sqlite" or "FOR NO KEY UPDATE" in held[0]
