"""“²” is a digit and no number: wherever an address or a hidden field holds a number, it is as good as nothing."""

import pytest
from django.urls import reverse

from intlstrategy.planning.models import Action
from tests.factories import make_action, make_element

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("officer")]
ODD = ["²", "9" * 5000]


@pytest.fixture
def action(plan):
    return make_action(make_element(plan), title="Join AIVP")


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("name", "asked"),
    [("action-list", "size"), ("action-create", "element"), ("element-create", "parent"), ("plan-detail", "open")],
)
def test_a_page_asked_for_with_it_opens_as_without_it(client, plan, name, asked, odd):
    args = [plan.municipality.slug] + [plan.slug] * name.startswith(("element", "plan"))

    assert client.get(reverse(f"planning:{name}", args=args), {asked: odd}).status_code == 200


@pytest.mark.parametrize("odd", ODD)
def test_a_history_opens_at_its_first_page(client, action, odd):
    url = reverse("planning:action-history", args=[action.municipality.slug, action.pk])

    assert client.get(url, {"page": odd}).status_code == 200


@pytest.mark.parametrize("odd", ODD)
def test_a_row_ticked_with_it_is_no_row(client, action, odd):
    url = reverse("planning:action-list", args=[action.municipality.slug])
    data = {"act": "priority", "value_priority": "high", "row": f"{odd}:0"}
    response = client.post(url, data, follow=True)

    assert [str(message) for message in response.context["messages"]] == ["Tick at least one row first."]
    assert Action.objects.get(pk=action.pk).priority == ""
