"""A closed plan stays as it is: nothing in it is written, whoever asks, and no page offers it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, ActionElement, Alignment, Attachment, Diagnosis, Element, Level, Plan
from intlstrategy.planning.services.alignment import add_alignments
from intlstrategy.planning.services.attachments import attach_document
from intlstrategy.planning.services.plans import save_plan
from tests.factories import (
    make_action,
    make_department,
    make_diagnosis,
    make_document,
    make_element,
    make_goal,
    make_member,
    make_plan,
)

pytestmark = pytest.mark.django_db
KINDS = (Plan, Level, Element, Action, ActionElement, Alignment, Attachment, Diagnosis)


@pytest.fixture(params=[Role.LEAD, Role.OFFICER])
def member(client, municipality, request):
    member = make_member(municipality, request.param, department=make_department(municipality))
    client.force_login(member.user)
    return member


@pytest.fixture
def closed(municipality):
    """A closed plan with one of everything."""
    plan = make_plan(municipality, title="Closed plan")
    element = make_element(plan, title="Networks")
    make_element(plan, title="Cooperation")
    make_action(element, title="Chair a group")
    make_diagnosis(plan, element)
    add_alignments(record_of=element, targets={"goal": [make_goal()]}, by=None)
    attach_document(document=make_document(municipality), holder=element, by=None)
    plan.status = Plan.Status.CLOSED
    plan.save(by=None)
    return plan


def written(plan):
    """Every version there is of what belongs to the city: it grows with any write."""
    return [kind.history.filter(municipality=plan.municipality).count() for kind in KINDS]


def requests_that_write(plan):
    """Address, arguments and body of everything that changes a plan or what is in it."""
    element, action, point = plan.elements.get(title="Networks"), plan.actions.get(), plan.diagnoses.get()
    document, goal = make_document(plan.municipality), make_goal()
    attachment, alignment = element.attachments.get(), element.alignments.get()
    form = {
        "title": "Renamed", "slug": plan.slug, "kind": plan.kind, "starts_on": "2024-01-01", "ends_on": "2027-12-31",
        "levels": "Axis / Axes\nObjective / Objectives\nStep / Steps",
    }  # fmt: skip
    texts = {"title": "Renamed", "weight": "1", "element": element.pk, "kind": point.kind}
    here, there = [plan.slug], [plan.slug, element.pk]
    return [
        ("plan-edit", here, form),
        ("plan-bin", here, {"_seen": plan.revision}),
        ("element-create", here, texts),
        ("element-edit", there, texts | {"_seen": element.revision}),
        ("element-inline", there, texts | {"_seen": element.revision}),
        ("element-bin", there, {"_seen": element.revision}),
        ("element-align", there, {"goal": goal.pk}),
        ("element-align", there, {"remove": alignment.pk}),
        ("element-documents", there, {"document": document.pk}),
        ("element-documents", there, {"detach": attachment.pk}),
        ("plan-documents", here, {"document": document.pk}),
        ("tree-move", here, {"step": f"e{element.pk}:down"}),
        ("diagnosis-create", here, texts),
        ("diagnosis-edit", [point.pk], texts | {"_seen": point.revision}),
        ("diagnosis-bin", [point.pk], {"_seen": point.revision}),
        ("action-create", [], texts),
        ("action-edit", [action.pk], texts | {"_seen": action.revision}),
        ("action-bin", [action.pk], {"_seen": action.revision}),
        ("action-report", [action.pk], {"status": "completed", "progress": "100", "_seen": action.revision}),
        ("action-align", [action.pk], {"goal": goal.pk}),
        ("action-documents", [action.pk], {"document": document.pk}),
    ]


def those_that_write(client, plan):
    """Which of the requests change something, each tried on the same plan."""
    found = []
    for name, arguments, body in requests_that_write(plan):
        url = reverse(f"planning:{name}", args=[plan.municipality.slug, *arguments])
        with transaction.atomic():
            before = written(plan)
            client.post(url, body, headers={"HX-Request": "true"} if name == "element-inline" else {})
            if written(plan) != before:
                found.append((name, list(body)))
            transaction.set_rollback(True)
    return found


def test_nothing_of_it_is_written(client, member, closed):
    assert those_that_write(client, closed) == []


def test_all_of_it_is_written_when_it_is_in_force_again(client, municipality, closed):
    client.force_login(make_member(municipality, Role.LEAD).user)
    closed.status = Plan.Status.IN_FORCE
    closed.save(by=None)

    assert those_that_write(client, closed) == [
        (name, list(body)) for name, _arguments, body in requests_that_write(closed)
    ]


def test_its_pages_offer_nothing_that_would_be_refused(client, member, closed):
    element, action = closed.elements.get(title="Networks"), closed.actions.get()
    refused = [
        reverse(f"planning:{name}", args=[closed.municipality.slug, *arguments])
        for name, arguments, _body in requests_that_write(closed)
        if not name.endswith("-documents") and name != "action-create"
    ]
    slugs = [closed.municipality.slug, closed.slug]
    pages = [
        closed.get_absolute_url(), f"{closed.get_absolute_url()}?edit=1", element.get_absolute_url(),
        action.get_absolute_url(), reverse("planning:diagnosis-board", args=slugs),
        reverse("planning:plan-status", args=slugs), reverse("planning:version-list", args=slugs),
    ]  # fmt: skip
    offered = {
        url: [address for address in refused if f'href="{address}' in html or f'formaction="{address}' in html]
        for url in pages
        for html in [client.get(url).content.decode()]
    }

    assert offered == {url: [] for url in pages}
    assert 'name="document"' not in client.get(reverse("planning:plan-documents", args=slugs)).content.decode()


def test_a_progress_typed_before_the_plan_was_closed_is_given_back(client, member, closed):
    action = closed.actions.get()
    url = reverse("planning:action-report", args=[closed.municipality.slug, action.pk])

    response = client.post(url, {"status": "completed", "progress": "83", "_seen": action.revision})

    assert response.status_code == 422
    assert 'value="83"' in response.content.decode()
    assert "This plan is closed." in response.content.decode()


def test_an_action_of_another_plan_takes_no_further_part_of_it(client, member, closed):
    element = closed.elements.get(title="Networks")
    action = make_action(make_element(make_plan(closed.municipality)))
    url = reverse("planning:action-edit", args=[closed.municipality.slug, action.pk])
    body = {"title": action.title, "element": action.element_id, "elements": [element.pk], "weight": "1"}

    response = client.post(url, body | {"_seen": action.revision})

    assert response.status_code == 422
    assert not ActionElement.objects.exists()


def test_the_service_refuses_too_whatever_the_plan_in_memory_says(closed):
    stale = Plan.objects.get(pk=closed.pk)
    stale.status = Plan.Status.IN_FORCE

    with pytest.raises(ValidationError, match="This plan is closed"):
        save_plan(plan=stale, levels=[("Axis", "Axes"), ("Objective", "Objectives")], by=None)


def test_it_does_not_go_to_the_bin_either_and_its_page_says_why(client, municipality, closed):
    client.force_login(make_member(municipality, Role.LEAD).user)
    url = reverse("planning:plan-bin", args=[municipality.slug, closed.slug])

    assert client.get(url).context["refusal"] == "This plan is closed. Put it in force again to work on it."
    response = client.post(url, {"_seen": closed.revision}, follow=True)

    assert [str(each) for each in response.context["messages"]] == [
        "This plan is closed. Put it in force again to work on it."
    ]
    assert Plan.objects.of(municipality).get() == closed


@pytest.mark.parametrize("link", ["further", "aligned"])
def test_what_a_closed_plan_points_at_stays_out_of_the_bin(client, municipality, closed, link):
    client.force_login(make_member(municipality, Role.LEAD).user)
    element = make_element(make_plan(municipality, kind="city"), title="City element")
    action = closed.actions.get()
    if link == "further":
        ActionElement.objects.create(municipality=municipality, action=action, element=element, by=None)
    else:
        Alignment.objects.create(municipality=municipality, action=action, plan_element=element, by=None)
    before = written(closed)
    url = reverse("planning:element-bin", args=[municipality.slug, element.plan.slug, element.pk])
    told = f"“City element” stays: the action “{action}”, which is closed, points at it."
    assert client.get(url).context["refusal"] == told
    response = client.post(url, {"_seen": element.revision}, follow=True)
    assert ([str(each) for each in response.context["messages"]], written(closed)) == ([told], before)
