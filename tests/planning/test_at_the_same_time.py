"""Two people at one plan: whoever comes second decides on what is stored then, and nobody waits in a circle."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.urls import reverse

from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Diagnosis, Element, Plan
from intlstrategy.planning.services.actions import bin_action, change_actions, save_action, state_progress
from intlstrategy.planning.services.diagnosis import save_diagnosis
from intlstrategy.planning.services.moves import move_action
from intlstrategy.planning.services.plans import bin_plan, move_to_status
from intlstrategy.planning.services.tree import add_element, move_element, save_element
from tests.factories import make_action, make_element, make_member, make_plan, make_user, make_version

CLOSED = "This plan is closed. Put it in force again to work on it."
ROUNDS = 6


def again(row):
    """The same row as another request reads it."""
    return type(row).objects.select_related("municipality").get(pk=row.pk)


# A page was read, then somebody else decided -------------------------------------------------------------


def new_element(plan: Plan, **fields) -> Element:
    return Element(municipality=plan.municipality, plan=plan, title="New", **fields)


WRITES: dict[str, Callable[[Plan, Element, Action, object], object]] = {
    "an axis": lambda plan, element, action, by: add_element(element=new_element(plan), by=by),
    "an element below": lambda plan, element, action, by: add_element(element=new_element(plan, parent=element), by=by),
    "an element again": lambda plan, element, action, by: save_element(element=element, by=by),
    "a new action": lambda plan, element, action, by: save_action(
        action=Action(municipality=plan.municipality, element=element, title="New"), by=by
    ),
    "an action again": lambda plan, element, action, by: save_action(action=action, by=by, seen=action.revision),
    "progress": lambda plan, element, action, by: state_progress(action=action, progress=1, status="", by=by),
    "a point of the diagnosis": lambda plan, element, action, by: save_diagnosis(
        diagnosis=Diagnosis(municipality=plan.municipality, plan=plan, kind="strength", title="New"), elements=[], by=by
    ),
}


@pytest.fixture
def read(municipality):
    """A plan, an element and an action as a page read them, and who sends it."""
    plan = make_plan(municipality)
    action = make_action(make_element(plan))
    make_version(plan)
    move_to_status(plan=again(plan), status="in_force", by=None)
    return again(plan), again(action.element), again(action), make_user()


@pytest.mark.django_db
@pytest.mark.parametrize("what", WRITES)
def test_nothing_is_written_in_a_plan_that_was_closed_meanwhile(read, what):
    plan, element, action, by = read
    assert (element.plan.status, action.plan.status) == ("in_force", "in_force")  # as the page read them
    move_to_status(plan=again(plan), status="closed", by=by)

    with pytest.raises(ValidationError) as refused:
        WRITES[what](plan, element, action, by)

    assert refused.value.messages == [CLOSED]


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["an axis", "an element below", "a new action", "a point of the diagnosis"])
def test_nothing_is_added_to_a_plan_that_went_to_the_bin_meanwhile(read, what):
    plan, element, action, by = read
    bin_plan(plan=again(plan), by=by)

    with pytest.raises(ValidationError) as refused:
        WRITES[what](plan, element, action, by)

    assert refused.value.messages == [f"“{plan}” went to the bin meanwhile."]


@pytest.mark.django_db
def test_many_actions_of_a_plan_that_was_closed_meanwhile_are_left_alone(read):
    plan, _element, action, by = read
    move_to_status(plan=again(plan), status="closed", by=by)

    assert change_actions(actions=[action], by=by, priority="high") == [action]
    assert again(action).priority == action.priority


@pytest.mark.django_db
def test_what_is_moved_keeps_the_name_that_somebody_else_gave_it_meanwhile(read):
    plan, element, _action, by = read
    other = make_element(plan)
    renamed = again(element)
    renamed.title = "Línea renombrada"
    save_element(element=renamed, by=by)

    move_element(element=element, parent=None, before=other, by=by, seen=again(plan).structure_revision)
    move_element(element=other, parent=None, before=element, by=by, seen=again(plan).structure_revision)

    stored = again(element)
    assert (stored.title, stored.folded, stored.revision) == ("Línea renombrada", "linea renombrada", 4)
    assert [version.title for version in stored.history.order_by("history_id")] == [
        element.title,
        *["Línea renombrada"] * 3,
    ]


@pytest.mark.django_db
def test_an_action_that_is_moved_keeps_it_too(read):
    plan, element, action, by = read
    make_action(element)
    renamed = again(action)
    renamed.title = "Actuación renombrada"
    save_action(action=renamed, by=by)

    move_action(action=action, element=element, before=None, by=by, seen=again(plan).structure_revision)

    stored = again(action)
    assert (stored.title, stored.folded.split()[:2], stored.revision) == (
        "Actuación renombrada", ["actuacion", "renombrada"], 3,
    )  # fmt: skip


# At the very same moment ---------------------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What became of acts that begin together, each in a connection of its own."""
    together = Barrier(len(acts))

    def carry_out(act: Callable[[], object]) -> object:
        try:
            together.wait()
            return act()
        except (Stale, ValidationError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [outcome.result() for outcome in [pool.submit(carry_out, act) for act in acts]]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_action_is_binned_while_somebody_saves_it(municipality):
    element, by = make_element(make_plan(municipality)), make_user()
    for _round in range(ROUNDS):
        action = make_action(element)
        one, two = again(action), again(action)

        outcomes = at_once(
            lambda one=one: bin_action(action=one, by=by, seen=one.revision),
            lambda two=two: save_action(action=two, by=by, seen=two.revision),
        )
        assert sorted(type(each) is Action for each in outcomes) == [False, True]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_actions_change_places_between_two_plans(municipality):
    first, second = (make_element(make_plan(municipality)) for _n in range(2))
    by = make_user()
    one, two = make_action(first), make_action(second)
    for _round in range(ROUNDS):
        mine, theirs = again(one), again(two)
        mine.element, theirs.element = again(theirs.element), again(mine.element)

        outcomes = at_once(
            lambda mine=mine: save_action(action=mine, by=by, seen=mine.revision),
            lambda theirs=theirs: save_action(action=theirs, by=by, seen=theirs.revision),
        )
        assert [type(each) for each in outcomes] == [Action, Action]


# Whatever else may happen --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["deadlock detected", "database is locked"])
def test_a_form_that_met_another_one_is_offered_to_be_sent_again(client, municipality, monkeypatch, words):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    monkeypatch.setattr("intlstrategy.planning.views.actions.save_action", raiser(OperationalError(words)))
    url = reverse("planning:action-create", args=[municipality.slug])

    answer = client.post(url, {"title": "A long text", "weight": "1"})

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert [(form.path, dict(form.typed)["Title"]) for form in answer.context["forms_kept"]] == [(url, "A long text")]
    assert "Others were writing at the same moment, so nothing of it was saved." in answer.content.decode()


@pytest.mark.django_db
def test_a_row_of_the_tree_that_met_another_one_stays_as_it_is(client, municipality, monkeypatch):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    monkeypatch.setattr(
        "intlstrategy.planning.views.actions.save_action", raiser(OperationalError("deadlock detected"))
    )

    answer = client.post(
        reverse("planning:action-create", args=[municipality.slug]),
        {"title": "A long text", "weight": "1"},
        headers={"HX-Request": "true"},
    )

    assert (answer.status_code, answer.content) == (HTTPStatus.SERVICE_UNAVAILABLE, b"")


def raiser(error: Exception) -> Callable[..., object]:
    def fail(**_given: object) -> object:
        raise error

    return fail
