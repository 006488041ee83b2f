"""Adding and editing an action: its place, its people, two editors at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.forms import actions as forms
from intlstrategy.planning.models import Action
from intlstrategy.planning.services.actions import save_action
from intlstrategy.planning.services.plans import move_to_status
from tests.factories import make_action, make_department, make_element, make_member, make_municipality, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(municipality, client):
    member = make_member(municipality, Role.OFFICER, department=make_department(municipality))
    client.force_login(member.user)
    return member


@pytest.fixture
def new(municipality):
    return reverse("planning:action-create", args=[municipality.slug])


def edit_url(action):
    return reverse("planning:action-edit", args=[action.municipality.slug, action.pk])


def closed(plan):
    plan.refresh_from_db()
    plan.status = "in_force"
    plan.save(by=None)
    return move_to_status(plan=plan, status="closed", by=None)


def test_an_action_is_added_with_all_it_has(client, municipality, officer, new):
    plan = make_plan(municipality)
    axis, other = make_element(plan), make_element(plan)
    lead, helper = make_department(municipality), make_department(municipality)
    response = client.post(
        new,
        {
            "title": "  Lead   the group ", "code": "1.1", "text": "What", "reason": "Why", "element": axis.pk,
            "elements": [other.pk, axis.pk], "lead_department": lead.pk, "responsible": officer.pk,
            "departments": [helper.pk, lead.pk], "starts_on": "2024-01-01", "ends_on": "2027-12-31",
            "priority": "high", "weight": "2", "file_number": "EXP/1",
        },
    )  # fmt: skip
    action = Action.objects.get()
    assert response.url == action.get_absolute_url()
    assert (action.title, action.plan, action.element, action.weight) == ("Lead the group", plan, axis, 2)
    assert (action.lead_department, action.responsible) == (lead, officer)
    assert [link.department for link in action.contributions.all()] == [helper]
    assert [link.element for link in action.further_elements.all()] == [other]
    assert action.history.get().history_user == officer.user


def test_an_action_outside_every_plan_needs_no_place(client, municipality, officer, new):
    client.post(new, {"title": "A sudden visit", "weight": "1"})
    action = Action.objects.get()
    assert (action.element, action.plan) == (None, None)


def test_coming_from_an_element_its_place_and_department_are_filled_in(client, municipality, officer, new):
    department = make_department(municipality)
    element = make_element(make_plan(municipality), lead_department=department)
    form = client.get(f"{new}?element={element.pk}").context["form"]
    assert (form["element"].value(), form["lead_department"].value()) == (element.pk, department.pk)
    assert f'<option value="{element.pk}" selected>' in str(form["element"])


def test_coming_from_a_neighbours_element_is_not_found(client, municipality, officer, new):
    theirs = make_element(make_plan(make_municipality()))
    assert client.get(f"{new}?element={theirs.pk}").status_code == 404


def test_places_stand_in_reading_order_under_their_plan(client, municipality, officer, new):
    plan = make_plan(municipality, title="The plan")
    first, second = make_element(plan, title="First"), make_element(plan, title="Second")
    make_element(plan, second, code="2.1", title="Below second")
    make_element(plan, first, code="1.1", title="Below first")
    form = client.get(new).context["form"]
    [empty, (name, options)] = form.fields["element"].widget.choices
    assert (str(empty[1]), name) == ("Not in the plan", "The plan")
    assert [text for _pk, text in options] == ["First", "\u20031.1 Below first", "Second", "\u20032.1 Below second"]


def test_a_closed_plan_offers_no_place(client, municipality, officer, new):
    plan = make_plan(municipality)
    element = make_element(plan)
    closed(plan)
    form = client.get(new).context["form"]
    assert [str(value) for value, _label in form.fields["element"].widget.choices] == [""]
    response = client.post(new, {"title": "Late", "element": element.pk, "weight": "1"})
    assert response.status_code == 422
    assert Action.objects.count() == 0


def test_only_people_and_departments_of_today_are_offered_and_whoever_is_named(client, municipality, officer):
    past = timezone.localdate().replace(year=2020)
    gone, named = make_member(municipality, ends_on=past), make_member(municipality, ends_on=past)
    old = make_department(municipality, ends_on=past)
    form = client.get(edit_url(make_action(municipality, responsible=named))).context["form"]
    assert named in form.fields["responsible"].queryset
    assert gone not in form.fields["responsible"].queryset
    assert old not in form.fields["lead_department"].queryset


@pytest.mark.parametrize("field", ["element", "elements", "lead_department", "departments", "responsible"])
def test_another_municipalitys_id_is_refused_where_it_was_sent(client, municipality, officer, new, field):
    stranger = make_municipality()
    theirs = {
        "element": lambda: make_element(make_plan(stranger)),
        "lead_department": lambda: make_department(stranger),
        "responsible": lambda: make_member(stranger),
    }[{"elements": "element", "departments": "lead_department"}.get(field, field)]()
    response = client.post(new, {"title": "Mine", "weight": "1", field: theirs.pk})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Action.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": ""}, "title"),
        ({"starts_on": "2026-02-01", "ends_on": "2026-01-01"}, "ends_on"),
        ({"ends_on": "2026-01-01", "is_continuous": "on"}, "is_continuous"),
        ({"weight": "-1"}, "weight"),
        ({"weight": "lots"}, "weight"),
        ({"priority": "urgent"}, "priority"),
        ({"title": "x" * 501}, "title"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_written(client, municipality, officer, new, sent, field):
    response = client.post(new, {"title": "Fine", "weight": "1"} | sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Action.objects.count() == 0


def test_a_double_click_adds_one(client, municipality, officer, new):
    answers = [client.post(new, {"title": "Once", "weight": "1", "_once": "abc"}).url for _click in range(2)]
    assert answers == [Action.objects.get().get_absolute_url()] * 2


def test_simple_mode_hides_the_weight(client, municipality, officer, new):
    municipality.is_simple = True
    municipality.save()
    assert "weight" not in client.get(new).context["form"].fields
    client.post(new, {"title": "Simple"})
    assert Action.objects.get().weight == 1


def test_an_edit_keeps_its_links_and_changes_the_rest(client, municipality, officer):
    plan = make_plan(municipality)
    place, further = make_element(plan), make_element(plan)
    helper = make_department(municipality)
    action = make_action(place, starts_on=date(2025, 1, 1))
    save_action(action=action, by=None, departments=[helper], elements=[further])
    form = client.get(edit_url(action)).context["form"]
    assert (form["departments"].value(), form["elements"].value()) == ([helper.pk], [further.pk])
    client.post(
        edit_url(action),
        {"title": "New", "element": place.pk, "elements": [further.pk], "weight": "1", "_seen": action.revision},
    )
    action.refresh_from_db()
    assert (action.title, action.starts_on, action.element) == ("New", None, place)
    assert list(action.contributions.all()) == []
    assert [link.element for link in action.further_elements.all()] == [further]


def test_a_new_place_is_the_last_there_and_both_plans_notice(client, municipality, officer):
    plan, other = make_plan(municipality), make_plan(municipality)
    source, target = make_element(plan), make_element(other)
    before = make_action(target, external_id="same")
    action = make_action(source, external_id="same")
    shapes = [plan.structure_revision, other.structure_revision]
    client.post(edit_url(action), {"title": "Moved", "element": target.pk, "weight": "1", "_seen": action.revision})
    action.refresh_from_db()
    plan.refresh_from_db()
    other.refresh_from_db()
    assert (action.plan, action.element) == (other, target)
    assert action.position > before.position
    assert action.external_id != "same"
    assert [plan.structure_revision, other.structure_revision] == [shape + 1 for shape in shapes]


def test_two_editors_see_both_texts_and_lose_neither(client, municipality, officer):
    action = make_action(municipality, title="First")
    seen = action.revision
    action.title = "Theirs"
    save_action(action=action, by=None)
    sent = {"title": "Mine", "weight": "1", "file_number": "EXP/2", "_seen": seen}
    response = client.post(edit_url(action), sent)
    assert response.status_code == 409
    assert {(each["mine"], each["theirs"]) for each in response.context["differing"]} >= {("Mine", "Theirs")}
    client.post(edit_url(action), sent | {"_seen": response.context["seen"], "_theirs": "title"})
    action.refresh_from_db()
    assert (action.title, action.file_number) == ("Theirs", "EXP/2")


def test_two_editors_of_its_departments_see_their_names(client, municipality, officer):
    action = make_action(municipality)
    seen = action.revision
    mine, theirs = make_department(municipality, name="Mine"), make_department(municipality, name="Theirs")
    save_action(action=action, by=None, departments=[theirs])
    response = client.post(
        edit_url(action), {"title": action.title, "weight": "1", "progress_from": "updates", "departments": [mine.pk], "_seen": seen}
    )  # fmt: skip
    assert [(each["mine"], each["theirs"]) for each in response.context["differing"]] == [("Mine", "Theirs")]
    client.post(
        edit_url(action),
        {
            "title": action.title, "weight": "1", "departments": [mine.pk], "_seen": response.context["seen"],
            "_theirs": "departments",
        },
    )  # fmt: skip
    assert [link.department for link in action.contributions.all()] == [theirs]


def test_an_action_of_a_closed_plan_cannot_be_edited(client, municipality, officer):
    plan = make_plan(municipality)
    element = make_element(plan)
    action = make_action(element)
    closed(plan)
    response = client.post(
        edit_url(action), {"title": "Late", "element": element.pk, "weight": "1", "_seen": action.revision}
    )
    assert response.status_code == 422
    assert not client.get(action.get_absolute_url()).context["may_edit"]
    outside = client.post(edit_url(action), {"title": "Out", "element": "", "weight": "1", "_seen": action.revision})
    assert outside.status_code == 422


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.CONTRIBUTOR, Role.CABINET, Role.ADMINISTRATOR])
def test_others_may_not_write(client, municipality, new, role):
    client.force_login(make_member(municipality, role).user)
    action = make_action(municipality)
    assert [client.get(url).status_code for url in (new, edit_url(action))] == [403, 403]


# Long lists --------------------------------------------------------------------------------------


def test_the_form_costs_the_same_with_one_element_or_thirty(client, municipality, officer, new):
    plan = make_plan(municipality)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(new)
        return len(captured)

    make_element(plan)
    first = cost()
    for _number in range(29):
        make_element(plan)
        make_department(municipality)
        make_member(municipality)
    assert cost() == first <= 30


def test_a_list_too_long_is_searched_on_the_server_and_still_works_without_script(
    client, municipality, officer, new, monkeypatch
):
    monkeypatch.setattr(forms, "MOST_OPTIONS", 3)
    plan = make_plan(municipality)
    elements = [make_element(plan) for _number in range(5)]
    page = client.get(f"{new}?element={elements[2].pk}")
    assert [rows for _plan, rows in page.context["form"].fields["element"].widget.choices[1:]] == [
        [(elements[2].pk, str(elements[2]))]
    ]
    assert f'data-remote="{reverse("planning:action-elements", args=[municipality.slug])}"' in page.content.decode()
    whole = client.get(f"{new}?whole=1").context["form"].fields["element"].widget.choices
    assert len(whole[1][1]) == 5
    client.post(new, {"title": "Chosen by searching", "element": elements[4].pk, "weight": "1"})
    assert Action.objects.get().element == elements[4]


def test_elements_are_found_by_their_words(client, municipality, officer):
    plan = make_plan(municipality, title="City plan")
    element = make_element(plan, code="1.1", title="Línea azul")
    make_element(plan, title="Other")
    make_element(make_plan(make_municipality()), title="Línea azul")
    shut = make_plan(municipality)
    make_element(shut, title="Línea azul")
    closed(shut)
    url = reverse("planning:action-elements", args=[municipality.slug])
    answer = client.get(url, {"q": "azul linea"}).json()
    assert answer == {"results": [{"value": element.pk, "text": "1.1 Línea azul · City plan"}]}
