"""Nothing typed is lost when what a form hangs on went to the bin while the form was open."""

import pytest
from django.urls import reverse

from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from tests.factories import (
    make_action,
    make_department,
    make_element,
    make_member,
    make_municipality,
    make_plan,
    make_post,
)

pytestmark = pytest.mark.django_db

KINDS = ["element", "child", "point", "plan-document", "element-document", "action-document", "holder", "deputy"]


@pytest.fixture
def everything(municipality, client):
    member = make_member(municipality, Role.LEAD, Role.ADMINISTRATOR, department=make_department(municipality))
    client.force_login(member.user)
    return member


def told(response):
    return {str(label): text for label, text in response.context["typed"] if text}


def form_under(kind, municipality):
    """The address of a form, what it hangs on, and the field in which something is typed, with its label."""
    plan = make_plan(municipality)
    element = make_element(plan)
    action = make_action(municipality)
    post = make_post(municipality)
    member = make_member(municipality)
    name, args, parent, field, label = {
        "element": ("planning:element-create", [plan.slug], plan, "title", "Title"),
        "child": ("planning:element-create", [plan.slug], element, "title", "Title"),
        "point": ("planning:diagnosis-create", [plan.slug], plan, "title", "Statement"),
        "plan-document": ("planning:plan-document-create", [plan.slug], plan, "title", "Title"),
        "element-document": ("planning:element-document-create", [plan.slug, element.pk], element, "title", "Title"),
        "action-document": ("planning:action-document-create", [action.pk], action, "title", "Title"),
        "holder": ("municipalities:holder-create", [post.pk], post, "name", "Name"),
        "deputy": ("municipalities:deputy-create", [member.pk], member, "starts_on", "From"),
    }[kind]
    query = f"?parent={element.pk}" if kind == "child" else ""
    return reverse(name, args=[municipality.slug, *args]) + query, parent, field, label


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_under_a_record_that_went_to_the_bin_is_given_back(client, municipality, everything, kind):
    url, parent, field, label = form_under(kind, municipality)
    assert client.get(url).status_code == 200
    bin_record(parent, by=everything.user)

    response = client.post(url, {field: "Two hours of my work", "lead_department": everything.department_id})

    assert response.status_code == 404
    typed = told(response)
    departments = {"Lead department": str(everything.department)} if kind in {"element", "child"} else {}
    assert typed == {label: "Two hours of my work"} | departments
    assert "Two hours of my work" in response.content.decode()


def test_a_plan_renamed_and_then_binned_gives_back_what_was_typed_at_its_old_address(client, municipality, everything):
    plan = make_plan(municipality, slug="before")
    url = reverse("planning:plan-edit", args=[municipality.slug, "before"])
    plan.slug = "after"
    plan.save(by=everything.user)
    bin_record(plan, by=everything.user)

    response = client.post(url, {"title": "My title", "kind": "strategy", "levels": "Axis / Axes\r\nLine / Lines"})

    assert (response.status_code, told(response)) == (
        404,
        {"Title": "My title", "Kind": "Strategy", "Names of the levels": "Axis / Axes\nLine / Lines"},
    )


def test_an_address_that_never_was_names_nothing_of_another_municipality(client, municipality, everything):
    theirs = make_department(make_municipality(), name="Their own department")

    response = client.post(
        reverse("planning:element-create", args=[municipality.slug, "never"]),
        {"title": "Mine", "lead_department": theirs.pk},
    )

    assert response.status_code == 404
    assert told(response) == {"Title": "Mine"}


def test_who_is_no_member_any_more_gets_back_what_they_typed_without_a_name_of_the_city(client, municipality):
    client.force_login(make_member(make_municipality(), Role.LEAD).user)
    department = make_department(municipality, name="A department of the city")

    response = client.post(
        reverse("planning:plan-create", args=[municipality.slug]), {"title": "Mine", "lead_department": department.pk}
    )

    assert (response.status_code, told(response)) == (404, {"Title": "Mine"})


def test_whoever_lost_the_right_meanwhile_gets_back_what_they_typed(client, municipality, everything):
    url = reverse("planning:plan-create", args=[municipality.slug])
    assert client.get(url).status_code == 200
    everything.roles.exclude(role=Role.ADMINISTRATOR).delete()

    response = client.post(url, {"title": "Two hours of my work", "lead_department": everything.department_id})

    department = str(everything.department)
    expected = {"Title": "Two hours of my work", "Coordinating department": department}
    assert (response.status_code, told(response)) == (403, expected)
