"""Plans in the administration site: the superuser works on them under the rules of the workspace; administrators read."""

from datetime import date
from http import HTTPStatus

import pytest

from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import (
    Action,
    ActionDepartment,
    ActionElement,
    Alignment,
    Attachment,
    Diagnosis,
    DiagnosisAnswer,
    Element,
    Plan,
)
from intlstrategy.planning.services.attachments import attach_document
from tests.factories import (
    make_action,
    make_department,
    make_diagnosis,
    make_document,
    make_element,
    make_goal,
    make_member,
    make_plan,
    make_user,
    make_version,
)
from tests.municipalities.test_administration import change, errors

pytestmark = pytest.mark.django_db
ADMIN = "/admin/planning"
YEARS = {"starts_on": "2024-01-01", "ends_on": "2027-12-31"}


@pytest.fixture
def superuser(client):
    user = make_user(is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def plan(municipality):
    return make_plan(municipality)


@pytest.fixture
def add(client, municipality):
    def send(model: type, **fields):
        return client.post(f"{ADMIN}/{model.__name__.lower()}/add/", {"municipality": municipality.pk} | fields)

    return send


def test_the_superuser_adds_a_plan_with_its_levels(add, superuser, municipality):
    add(Plan, title="Strategy", slug="strategy", kind="strategy", levels="Axis / Axes\nLine / Lines", **YEARS)

    plan = Plan.objects.get()
    assert (plan.municipality, plan.starts_on) == (municipality, date(2024, 1, 1))
    assert [level.plural for level in plan.levels.all()] == ["Axes", "Lines"]


def test_the_superuser_adds_to_a_plan_what_the_workspace_would(add, superuser, plan):
    add(Element, plan=plan.pk, title="Axis", weight=1)
    axis = Element.objects.get()
    add(Element, plan=plan.pk, parent=axis.pk, title="Objective", weight=1)
    add(Action, element=axis.pk, title="Act", weight=1, progress_from="updates")
    add(Diagnosis, plan=plan.pk, kind="need", title="Need")
    objective, action, need = Element.objects.get(title="Objective"), Action.objects.get(), Diagnosis.objects.get()
    add(ActionElement, action=action.pk, element=objective.pk)
    add(ActionDepartment, action=action.pk, department=make_department(plan.municipality).pk)
    add(DiagnosisAnswer, diagnosis=need.pk, element=objective.pk)
    add(Alignment, action=action.pk, goal=make_goal().pk)
    add(Attachment, document=make_document(plan.municipality).pk, plan=plan.pk)

    assert (objective.depth, objective.position, action.plan, need.position) == (2, 1, plan, 1)
    links = (ActionElement, ActionDepartment, DiagnosisAnswer, Alignment, Attachment)
    assert [model.objects.of(plan.municipality).count() for model in links] == [1, 1, 1, 1, 1]


def test_what_the_workspace_refuses_is_refused_with_its_words(add, superuser, plan, municipality):
    axis = make_element(plan)
    other = make_element(make_plan(municipality))
    action, need = make_action(axis), make_diagnosis(plan)
    deepest = make_element(plan, axis)
    document = make_document(municipality)
    attach_document(document=document, holder=plan, by=superuser)

    refused = [
        add(Element, plan=plan.pk, parent=other.pk, title="Strange", weight=1),
        add(Element, plan=plan.pk, parent=deepest.pk, title="Too deep", weight=1),
        add(ActionElement, action=action.pk, element=axis.pk),
        add(DiagnosisAnswer, diagnosis=need.pk, element=other.pk),
        add(Alignment, action=action.pk, plan_element=axis.pk),
        add(Alignment, action=action.pk),
        add(Attachment, document=document.pk, plan=plan.pk),
    ]

    assert [next(iter(errors(each).values())) for each in refused] == [
        ["An element stays in its own plan."],
        ["This plan has no level 3. Add a level to the plan first, or choose a place higher up."],
        ["This is the action’s own place in the plan, not a further one."],
        ["An answer is an element of the same plan."],
        ["Align with an element of another plan, not of the same one."],
        ["Choose exactly one of these."],
        ["This document is already attached here."],
    ]


def test_nothing_is_moved_in_a_plan_from_here(client, superuser, plan, municipality):
    axis, other = make_element(plan), make_element(make_plan(municipality))
    inside, action = make_element(plan, axis), make_action(axis)

    for record, fields in (
        (action, {"element": ""}),
        (action, {"element": other.pk}),
        (inside, {"parent": ""}),
        (inside, {"parent": inside.pk}),
        (inside, {"parent": other.pk, "plan": other.plan_id}),
        (axis, {"parent": inside.pk}),
    ):
        assert change(client, record, title="Renamed", **fields).status_code == HTTPStatus.FOUND

    rows = Element.objects.filter(plan=plan).values_list("pk", "parent", "depth")
    assert set(rows) == {(axis.pk, None, 1), (inside.pk, axis.pk, 2)}
    action.refresh_from_db()
    assert (action.title, action.element, action.plan) == ("Renamed", axis, plan)


def test_what_is_in_a_closed_plan_stays_as_it_is(client, superuser, plan):
    axis = make_element(plan)
    plan.status = Plan.Status.CLOSED
    plan.save(by=None)

    response = change(client, axis, title="Renamed")

    assert errors(response) == {"__all__": ["This plan is closed. Put it in force again to work on it."]}
    axis.refresh_from_db()
    assert axis.title != "Renamed"


def test_a_stale_edit_of_an_action_is_refused(client, superuser, plan):
    action = make_action(make_element(plan))
    seen = action.revision
    change(client, action, title="First")

    assert list(errors(change(client, action, title="Second", seen=seen))) == ["__all__", "title"]
    action.refresh_from_db()
    assert action.title == "First"


def test_administrators_read_what_was_approved_and_change_no_plan(client, municipality, plan):
    axis, version = make_element(plan), make_version(plan)
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)

    read = [
        client.get(f"{ADMIN}/{name}/{pk}/change/").status_code
        for name, pk in (("version", version.pk), ("versionelement", version.elements.get().pk), ("plan", plan.pk))
    ]
    written = [
        client.post(f"{ADMIN}/element/{axis.pk}/change/", {"title": "X"}).status_code,
        client.post(f"{ADMIN}/element/{axis.pk}/history/{axis.history.get().history_id}/", {"title": "X"}).status_code,
        client.post(f"{ADMIN}/version/{version.pk}/change/", {"title": "X"}).status_code,
    ]

    assert read == [HTTPStatus.OK] * 3
    assert written == [HTTPStatus.FORBIDDEN, HTTPStatus.FOUND, HTTPStatus.FORBIDDEN]
    axis.refresh_from_db()
    assert axis.title != "X"


def test_administrators_never_read_the_name_of_a_confidential_document(client, municipality, plan):
    secret = make_document(municipality, title="Negotiation brief", visibility="confidential")
    attachment = attach_document(document=secret, holder=plan, by=None)
    make_element(plan)
    version = make_version(plan, document=secret)
    pages = [
        f"{ADMIN}/attachment/",
        f"{ADMIN}/attachment/?q=negotiation",
        f"{ADMIN}/attachment/{attachment.pk}/change/",
        f"{ADMIN}/attachment/{attachment.pk}/history/",
        f"{ADMIN}/version/{version.pk}/change/",
        f"{ADMIN}/plan/{plan.pk}/history/",
        f"/admin/documents/document/{secret.pk}/change/",
        f"/admin/documents/document/{secret.pk}/history/",
        f"/admin/documents/document/{secret.pk}/history/{secret.history.get().history_id}/",
        "/admin/documents/document/",
        "/admin/autocomplete/?app_label=planning&model_name=attachment&field_name=document&term=neg",
        "/admin/autocomplete/?app_label=planning&model_name=version&field_name=document&term=neg",
    ]

    def those_that_tell() -> list[str]:
        told = [url for url in pages if "Negotiation" in client.get(url, follow=True).content.decode()]
        for name, pk in (("attachment", attachment.pk), ("version", version.pk)):
            body = {"action": "export_rows", "_selected_action": [pk]}
            answer = client.post(f"{ADMIN}/{name}/", body)
            text = b"".join(answer.streaming_content if answer.streaming else [answer.content])
            told += [name] if b"Negotiation" in text else []
        return told

    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    assert those_that_tell() == []
    client.force_login(make_user(is_superuser=True))
    assert len(those_that_tell()) >= 9  # it is really there


def test_a_closed_plan_is_not_written(client, superuser, municipality):
    plan = make_plan(municipality, title="Strategy", status="closed")

    response = change(client, plan, title="Another")

    assert errors(response) == {"__all__": ["This plan is closed. Put it in force again to work on it."]}
    assert Plan.objects.get().title == "Strategy"


def test_a_strategy_that_plans_belong_to_stays_of_its_kind(client, superuser, municipality):
    strategy = make_plan(municipality, kind="strategy")
    make_plan(municipality, kind="master", strategy=strategy, title="Port")

    response = change(client, strategy, kind="city")

    assert errors(response) == {
        "kind": ["Its kind stays as it is, because these plans belong to it: “Port”. Change them first."]
    }
    assert Plan.objects.get(pk=strategy.pk).kind == "strategy"


def listed(response) -> list[str]:
    return [str(row) for row in response.context["cl"].result_list]


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_filter_that_makes_no_sense_is_left_out_and_said_while_the_others_hold(client, superuser, plan):
    axis = make_element(plan)
    for title, status in (("Port", "delayed"), ("Port", "not_started"), ("School", "delayed")):
        make_action(axis, title=title, stated_status=status)

    response = client.get(
        f"{ADMIN}/action/", {"q": "port", "plan__id__exact": "abc", "stated_status__exact": "delayed", "x": "1"}
    )

    assert [row.stated_status for row in response.context["cl"].result_list] == ["delayed"]
    assert listed(response) == ["Port"]
    assert said(response) == [
        "“plan__id__exact=abc” is not a filter of this list and was left out.",
        "“x=1” is not a filter of this list and was left out.",
    ]


def test_what_was_approved_is_found_without_accents_and_capitals(client, superuser, plan):
    make_action(make_element(plan, title="Acción EXTERIOR"), title="Cooperación")
    make_version(plan)

    for model, typed, names in (
        ("versionaction", "COOPERACION", ["Cooperación"]),
        ("versionelement", "accion exterior", ["Acción EXTERIOR"]),
        ("versionaction", "none", []),
    ):
        assert [row.title for row in client.get(f"{ADMIN}/{model}/?q={typed}").context["cl"].result_list] == names


def test_a_search_in_too_many_texts_asks_for_a_filter(client, superuser, plan, monkeypatch):
    axis = make_element(plan)
    for title in ("Cooperación", "Coordinación"):
        make_action(axis, title=title)
    make_version(plan)
    monkeypatch.setattr("intlstrategy.core.admin.MOST_READ", 1)

    response = client.get(f"{ADMIN}/versionaction/?q=cooperacion")

    assert (listed(response), said(response)) == (
        [],
        ["These are too many records to search in. Choose a filter first."],
    )


def test_a_form_sent_twice_adds_one_record_and_a_refused_one_may_be_sent_again(client, add, superuser, plan):
    axis = make_element(plan)

    def token() -> str:
        return client.get(f"{ADMIN}/action/add/").context["adminform"].form["_once"].value()

    once = token()
    refused = [add(Action, element=axis.pk, title="", weight=1, progress_from="updates", _once=once) for _ in range(2)]
    first, second = (
        add(Action, element=axis.pk, title="Act", weight=1, progress_from="updates", _once=once) for _ in range(2)
    )
    twice = Action.objects.count()
    add(Action, element=axis.pk, title="Act", weight=1, progress_from="updates", _once=token())

    assert [list(errors(each)) for each in refused] == [["title"], ["title"]]
    assert (first.url, second.url) == (f"{ADMIN}/action/", f"{ADMIN}/action/")
    assert (twice, Action.objects.count()) == (1, 2)


def test_a_form_sent_twice_in_a_popup_adds_one_record(client, add, superuser, plan):
    axis = make_element(plan)

    first, second = (
        add(Action, element=axis.pk, title="Act", weight=1, progress_from="updates", _once="a", _popup="1")
        for _ in range(2)
    )

    assert (first.status_code, second.url) == (HTTPStatus.OK, f"{ADMIN}/action/")
    assert Action.objects.count() == 1


def test_the_superuser_brings_back_from_the_bin_what_went_there_together(client, superuser, plan):
    axis = make_element(plan, title="Axis")
    make_element(plan, axis, title="Objective")
    client.post(f"{ADMIN}/element/", {"action": "move_to_bin", "_selected_action": [axis.pk]})

    lying = listed(client.get(f"{ADMIN}/element/?bin=1"))
    away = listed(client.get(f"{ADMIN}/element/"))
    client.post(f"{ADMIN}/element/?bin=1", {"action": "restore", "_selected_action": [axis.pk]})

    assert (sorted(lying), away) == (["Axis", "Objective"], [])
    assert sorted(listed(client.get(f"{ADMIN}/element/"))) == ["Axis", "Objective"]
    assert listed(client.get(f"{ADMIN}/element/?bin=1")) == []


def test_an_administrator_neither_sees_the_bin_here_nor_brings_anything_back(client, superuser, plan):
    axis = make_element(plan, title="Axis")
    client.post(f"{ADMIN}/element/", {"action": "move_to_bin", "_selected_action": [axis.pk]})
    client.force_login(make_member(plan.municipality, Role.ADMINISTRATOR).user)

    lying = listed(client.get(f"{ADMIN}/element/?bin=1"))
    client.post(f"{ADMIN}/element/?bin=1", {"action": "restore", "_selected_action": [axis.pk]})

    assert lying == []
    axis.refresh_from_db()
    assert axis.binned_at is not None


@pytest.mark.parametrize("status", ["in_force", "closed"])
def test_a_further_element_of_a_closed_plan_is_not_added_here(add, superuser, plan, municipality, status):
    other = make_plan(municipality)
    element, action = make_element(other), make_action(make_element(plan))
    Plan.objects.filter(pk=other.pk).update(status=status)

    add(ActionElement, action=action.pk, element=element.pk)

    assert ActionElement.objects.exists() is (status == "in_force")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ("closed", "“Port” cannot come back: “Kept”, to which it belongs, is closed. Put it in force again first."),
        ("moved", "“Port” cannot come back: it is the action’s own place in the plan by now."),
    ],
)
def test_a_further_element_comes_back_from_the_bin_only_where_it_may_be_added(client, superuser, plan, changed, why):
    element, action = (
        make_element(make_plan(plan.municipality, title="Kept"), title="Port"),
        make_action(make_element(plan)),
    )
    row = ActionElement.objects.create(municipality=plan.municipality, action=action, element=element, by=None)
    client.post(f"{ADMIN}/actionelement/", {"action": "move_to_bin", "_selected_action": [row.pk]}, follow=True)
    if changed == "closed":
        Plan.objects.filter(pk=element.plan_id).update(status="closed")
    else:
        Action.objects.filter(pk=action.pk).update(element=element)

    answer = client.post(
        f"{ADMIN}/actionelement/?bin=1", {"action": "restore", "_selected_action": [row.pk]}, follow=True
    )

    assert [str(each) for each in answer.context["messages"]][:1] == [f"Port: {why}"]
    assert not ActionElement.objects.filter(binned_at=None).exists()
