"""The row of an element edited in the tree: what two people write there at once is all shown, and somebody chooses."""

import pytest
from django.urls import reverse

from intlstrategy.municipalities.editing import bin_record
from intlstrategy.planning.models import Element
from intlstrategy.planning.services.tree import save_element
from tests.factories import make_element

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def address(element):
    return reverse("planning:element-inline", args=[element.municipality.slug, element.plan.slug, element.pk])


def shown(response):
    return [(each["bound"].name, each["mine"], each["theirs"]) for each in response.context["differing"]]


@pytest.fixture
def element(plan):
    return make_element(plan, code="1", title="Networks")


@pytest.fixture
def conflict(client, officer, element):
    """Somebody else renamed it and gave it another code after it was opened; then one's own title came."""
    seen = client.get(address(element), headers=HTMX).context["seen"]
    theirs = Element.objects.get(pk=element.pk)
    theirs.title, theirs.code = "Their title", "2"
    theirs.save(by=None)
    sent = {"code": "1", "title": "My title", "weight": "1", "_seen": seen}
    return sent, client.post(address(element), sent, headers=HTMX)


def test_both_texts_stand_in_the_row(element, conflict):
    _sent, response = conflict

    assert response.status_code == 422
    assert shown(response) == [("code", "1", "2"), ("title", "My title", "Their title")]
    assert Element.objects.get().title == "Their title"


@pytest.mark.parametrize(
    ("theirs", "kept"),
    [
        ([], ("1", "My title")),
        (["code"], ("2", "My title")),
        (["title"], ("1", "Their title")),
        (["code", "title"], ("2", "Their title")),
    ],
)
def test_the_second_one_chooses_field_by_field(client, element, conflict, theirs, kept):
    sent, response = conflict

    again = client.post(address(element), sent | {"_seen": response.context["seen"], "_theirs": theirs}, headers=HTMX)

    assert again.status_code == 200
    stored = Element.objects.get()
    assert (stored.code, stored.title) == kept


def test_a_third_text_that_came_meanwhile_is_shown_again(client, element, conflict):
    sent, response = conflict
    third = Element.objects.get()
    third.title = "Third title"
    third.save(by=None)

    again = client.post(address(element), sent | {"_seen": response.context["seen"]}, headers=HTMX)

    assert (again.status_code, shown(again)[1]) == (422, ("title", "My title", "Third title"))


def test_a_title_typed_for_an_element_that_goes_to_the_bin_at_that_moment_is_given_back(
    client, officer, element, monkeypatch
):
    def save_what_is_binned(**told):
        bin_record(Element.objects.get(), by=officer.user)
        return save_element(**told)

    monkeypatch.setattr("intlstrategy.planning.views.elements.save_element", save_what_is_binned)

    sent = {"title": "My title", "weight": "1", "_seen": element.revision}
    response = client.post(address(element), sent, headers=HTMX)

    assert "This element is gone by now. You had typed: Title: My title; Weight: 1" in response.content.decode()


def test_the_row_is_a_form_of_its_own_outside_the_form_that_moves(client, officer, element):
    page = client.get(f"{element.plan.get_absolute_url()}?edit=1").content.decode()
    moves = page[page.index('id="tree-form"') :]

    assert "<button" not in moves[: moves.index("</form>")]
    assert f'form="tree-form" name="step" value="e{element.pk}:up"' in page


def test_without_htmx_the_whole_form_opens_and_a_sent_row_is_saved_all_the_same(client, officer, element):
    assert client.get(address(element)).url == reverse(
        "planning:element-edit", args=[element.municipality.slug, element.plan.slug, element.pk]
    )

    response = client.post(address(element), {"title": "Renamed", "weight": "1", "_seen": element.revision})

    assert (response.status_code, Element.objects.get().title) == (302, "Renamed")
