"""A contributor writes the texts of the actions that their department answers for, and nothing else of them."""

import pytest
from django.urls import reverse

from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.services.actions import save_action
from tests.factories import make_action, make_department, make_element, make_member, make_plan
from tests.planning.test_action_form import closed

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(municipality, client):
    member = make_member(municipality, Role.CONTRIBUTOR, department=make_department(municipality))
    client.force_login(member.user)
    return member


@pytest.fixture
def action(municipality, contributor):
    element = make_element(make_plan(municipality))
    return make_action(element, title="Twin towns", text="Old", lead_department=contributor.department)


def texts_url(action):
    return reverse("planning:action-texts", args=[action.municipality.slug, action.pk])


def test_the_texts_of_ones_own_department_are_written_and_nothing_else(client, contributor, action):
    page = client.get(action.get_absolute_url()).content.decode()
    assert page.count(f'href="{texts_url(action)}"') == 1

    response = client.post(texts_url(action), {"text": "New", "reason": "Because", "title": "Mine now", "weight": "9"})

    action.refresh_from_db()
    assert response.url == action.get_absolute_url()
    assert (action.text, action.reason, action.title, action.weight) == ("New", "Because", "Twin towns", 1)
    assert JournalEntry.objects.filter(verb="changed", by=contributor.user).count() == 1


def test_a_contributor_keeps_the_links_of_the_action(client, municipality, contributor, action):
    helper, element = make_department(municipality), make_element(action.plan)
    save_action(action=action, by=None, departments=[helper], elements=[element])

    client.post(texts_url(action), {"text": "New"})

    assert [row.department for row in action.contributions.all()] == [helper]
    assert [row.element for row in action.further_elements.all()] == [element]


def test_the_responsible_person_writes_the_texts_of_another_departments_action(client, municipality, contributor):
    action = make_action(municipality, responsible=contributor)

    assert client.post(texts_url(action), {"text": "New"}).status_code == 302


def test_the_texts_of_other_departments_stay_closed(client, municipality, contributor):
    action = make_action(municipality, lead_department=make_department(municipality))

    assert client.get(texts_url(action)).status_code == 403
    assert client.post(texts_url(action), {"text": "New"}).status_code == 403
    assert client.get(action.get_absolute_url()).content.decode().count(texts_url(action)) == 0


def test_a_closed_plan_closes_the_texts_and_what_was_typed_stays(client, contributor, action):
    closed(action.plan)

    response = client.post(texts_url(action), {"text": "New", "reason": ""})

    assert response.status_code == 422
    assert response.context["form"]["text"].value() == "New"
    assert client.get(action.get_absolute_url()).content.decode().count(texts_url(action)) == 0


def test_what_the_office_wrote_meanwhile_stands_beside_what_the_department_typed(client, contributor, action):
    seen = action.revision
    action.text = "The office’s"
    save_action(action=action, by=None)

    response = client.post(texts_url(action), {"text": "The department’s", "_seen": seen})

    assert response.status_code == 409
    assert [(each["mine"], each["theirs"]) for each in response.context["differing"]] == [
        ("The department’s", "The office’s")
    ]
