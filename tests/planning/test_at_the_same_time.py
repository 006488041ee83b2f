"""Two people at one plan: whoever comes second decides on what is stored then, and nobody waits in a circle."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.urls import reverse

from intlstrategy.documents.services import change_document
from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.editing import Stale, bin_record
from intlstrategy.municipalities.once import Once
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Alignment, Attachment, Diagnosis, Element, Plan
from intlstrategy.planning.services.actions import bin_action, change_actions, save_action, state_progress
from intlstrategy.planning.services.alignment import add_alignments, remove_alignment
from intlstrategy.planning.services.attachments import attach_document, detach_document
from intlstrategy.planning.services.diagnosis import bin_diagnosis, save_diagnosis, step_diagnosis
from intlstrategy.planning.services.moves import move_action
from intlstrategy.planning.services.plans import bin_plan, move_to_status, save_plan
from intlstrategy.planning.services.proposals import accept_proposal, edit_proposal, propose_action
from intlstrategy.planning.services.tree import add_element, move_element, save_element
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


def moved_to_a_closed_plan(action: Action, by) -> Plan:
    """Somebody else puts the action in another plan, and closes that."""
    other = make_plan(action.municipality)
    element = make_element(other)
    make_version(other)
    moving = again(action)
    moving.element = again(element)
    save_action(action=moving, by=by, seen=moving.revision)
    move_to_status(plan=again(other), status="in_force", by=None)
    return move_to_status(plan=again(other), status="closed", by=None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        lambda action, goal, document, by: add_alignments(record_of=action, targets={"goal": [goal]}, by=by),
        lambda action, goal, document, by: attach_document(document=document, holder=action, by=by),
        lambda action, goal, document, by: state_progress(action=action, progress=1, status="", by=by),
    ],
)
def test_nothing_is_written_on_an_action_that_was_moved_to_another_plan_meanwhile(read, write):
    _plan, _element, action, by = read
    moved_to_a_closed_plan(action, by)

    with pytest.raises(ValidationError) as refused:
        write(action, make_goal(), make_document(action.municipality), by)

    assert refused.value.messages == [f"“{action}” was moved to another plan meanwhile. Look at it again first."]


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["an alignment", "an attachment"])
def test_nothing_is_taken_off_an_action_that_was_moved_to_another_plan_meanwhile(read, what):
    _plan, _element, action, by = read
    add_alignments(record_of=again(action), targets={"goal": [make_goal()]}, by=by)
    attach_document(document=make_document(action.municipality), holder=again(action), by=by)
    alignment = Alignment.objects.select_related("action__plan", "action__municipality").get()
    attachment = Attachment.objects.select_related("document", "action__plan", "action__municipality").get()
    moved_to_a_closed_plan(action, by)

    taking = {
        "an alignment": lambda: remove_alignment(alignment=alignment, by=by),
        "an attachment": lambda: detach_document(attachment=attachment, by=by),
    }
    with pytest.raises(ValidationError, match="was moved to another plan meanwhile"):
        taking[what]()

    assert (Alignment.objects.count(), Attachment.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_what_two_people_take_away_at_once_was_taken_away_once(read):
    _plan, _element, action, by = read
    add_alignments(record_of=again(action), targets={"goal": [make_goal()]}, by=by)
    attach_document(document=make_document(action.municipality), holder=again(action), by=by)
    one, other = (Alignment.objects.select_related("action__plan", "action__municipality").get() for _n in range(2))
    mine, theirs = (
        Attachment.objects.select_related("document", "action__plan", "action__municipality").get() for _n in range(2)
    )

    for each in (one, other):
        remove_alignment(alignment=each, by=by)
    for attachment in (mine, theirs):
        detach_document(attachment=attachment, by=by)

    assert [
        Alignment.history.filter(history_type="-").count(),
        Attachment.history.filter(history_type="-").count(),
    ] == [1, 1]
    told = JournalEntry.objects.filter(target_id=action.pk).values_list("verb", flat=True)
    assert [list(told).count(verb) for verb in ("no longer aligned", "detached")] == [1, 1]


@pytest.mark.django_db
def test_a_document_that_went_to_the_bin_meanwhile_is_not_attached(read):
    _plan, _element, action, by = read
    document = make_document(action.municipality)
    bin_record(again(document), by=by)

    with pytest.raises(ValidationError, match="went to the bin meanwhile"):
        attach_document(document=document, holder=action, by=by)


@pytest.mark.django_db
def test_the_journal_names_no_document_that_became_confidential_meanwhile(read):
    _plan, _element, action, by = read
    document = make_document(action.municipality, title="Side letter")
    hidden = again(document)
    hidden.visibility = "confidential"
    change_document(document=hidden, by=by)

    attach_document(document=document, holder=action, by=by)

    assert JournalEntry.objects.get(verb="attached").detail == ""


@pytest.mark.django_db
def test_a_point_of_the_diagnosis_that_went_to_the_bin_is_not_moved(read):
    plan, _element, _action, by = read
    point = make_diagnosis(plan)
    bin_diagnosis(diagnosis=again(point), by=by)

    with pytest.raises(ValidationError, match="went to the bin meanwhile"):
        step_diagnosis(diagnosis=point, step="up", by=by)


@pytest.mark.django_db
def test_a_plan_does_not_name_a_strategy_that_went_to_the_bin_meanwhile(municipality):
    strategy = make_plan(municipality)
    bin_plan(plan=again(strategy), by=make_user())

    with pytest.raises(ValidationError) as refused:
        make_plan(municipality, kind="master", strategy=strategy)

    assert refused.value.messages == [f"“{strategy}” went to the bin meanwhile. Choose another."]


@pytest.mark.django_db
def test_a_master_plan_does_not_belong_to_what_became_a_city_plan_meanwhile(municipality):
    strategy = make_plan(municipality)
    turned = again(strategy)
    turned.kind = "city"
    save_plan(plan=turned, levels=[("Axis", "Axes")], by=None)

    with pytest.raises(ValidationError) as refused:
        make_plan(municipality, kind="master", strategy=strategy)

    assert refused.value.message_dict == {"strategy": [f"“{strategy}” became another kind of plan meanwhile."]}


@pytest.mark.django_db
def test_what_is_offered_again_is_sent_as_if_for_the_first_time(client, municipality, monkeypatch):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    url = reverse("planning:action-create", args=[municipality.slug])
    with monkeypatch.context() as patched:
        patched.setattr("intlstrategy.planning.views.actions.save_action", raiser(met("deadlock detected", "40P01")))
        patched.setattr("intlstrategy.municipalities.once.Once.forget", lambda self: None)
        typed = {"title": "A long text", "weight": "1", "_once": "a"}
        offered = client.post(url, typed)

    [form] = offered.context["forms_kept"]
    led = [client.post(url, sent).url for sent in (dict(form.fields), dict(form.fields), typed)]

    [action] = Action.objects.of(municipality)  # sent twice more, and once more by whoever went back
    assert led == [action.get_absolute_url()] * 3


@pytest.mark.django_db
def test_the_second_of_two_is_carried_out_where_the_first_came_to_nothing(client, municipality, monkeypatch):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    url, typed = (
        reverse("planning:action-create", args=[municipality.slug]),
        {"title": "A long text", "weight": "1", "_once": "a"},
    )
    first = iter([False])
    monkeypatch.setattr(Once, "is_first", lambda self, ask=Once.is_first: next(first, None) is None and ask(self))

    assert client.post(url, typed).status_code == HTTPStatus.FOUND
    assert Action.objects.of(municipality).count() == 1


@pytest.mark.django_db
def test_the_second_of_two_keeps_what_was_typed_while_nobody_knows_of_the_first(client, municipality, monkeypatch):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    url, typed = (
        reverse("planning:action-create", args=[municipality.slug]),
        {"title": "A long text", "weight": "1", "_once": "a"},
    )
    monkeypatch.setattr(Once, "is_first", lambda self: False)
    monkeypatch.setattr(Once, "outcome", lambda self: "")

    answer = client.post(url, typed)

    assert (answer.status_code, answer.context["form"]["title"].value()) == (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "A long text",
    )
    assert [str(each) for each in answer.context["form"].non_field_errors()] == [
        "It was sent twice, and the first has not ended yet. Look whether it is there before you send it again."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["propose", "change", "accept"])
def test_a_proposal_does_not_name_a_department_that_went_to_the_bin_meanwhile(municipality, deed):
    contributor, department = make_member(municipality, Role.CONTRIBUTOR), make_department(municipality)
    action = Action(municipality=municipality, title="New")
    if deed != "propose":
        propose_action(action=action, by=contributor)
    bin_record(again(department), by=contributor.user)
    action.lead_department = department
    deeds = {
        "propose": lambda: propose_action(action=action, by=contributor),
        "change": lambda: edit_proposal(action=action, by=contributor.user),
        "accept": lambda: accept_proposal(action=action, element=None, by=contributor.user),
    }

    with pytest.raises(ValidationError, match="went to the bin meanwhile"):
        deeds[deed]()


@pytest.mark.django_db
def test_the_administration_site_leaves_a_closed_plan_where_it_is(client, read):
    plan, _element, _action, _by = read
    move_to_status(plan=again(plan), status="closed", by=None)
    client.force_login(make_user(is_staff=True, is_superuser=True))

    client.post(reverse("admin:planning_plan_changelist"), {"action": "move_to_bin", "_selected_action": [plan.pk]})

    assert again(plan).binned_at is None


@pytest.mark.django_db
def test_what_goes_to_the_bin_keeps_the_name_that_somebody_else_gave_it_meanwhile(read):
    _plan, element, _action, by = read
    renamed = again(element)
    renamed.title = "Línea renombrada"
    save_element(element=renamed, by=by)

    bin_record(element, by=by)

    stored = Element._base_manager.get(pk=element.pk)
    assert (stored.title, stored.folded, stored.revision) == ("Línea renombrada", "linea renombrada", 3)
    assert [(row.title, row.revision) for row in stored.history.order_by("history_id")][1:] == [
        ("Línea renombrada", 2),
        ("Línea renombrada", 3),
    ]
    assert element.binned_at == stored.binned_at


@pytest.mark.django_db
def test_what_is_in_the_bin_already_stays_there_as_it_went(read):
    _plan, element, _action, by = read
    first, second = again(element), again(element)

    bin_record(first, by=by)
    bin_record(second, by=make_user())

    stored = Element._base_manager.get(pk=element.pk)
    assert (stored.binned_by, stored.bin_group) == (by, first.bin_group)


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
@pytest.mark.parametrize(
    ("words", "state"),
    [("deadlock detected", "40P01"), ("se ha detectado un deadlock", "40P01"), ("database is locked", None)],
)
def test_a_form_that_met_another_one_is_offered_to_be_sent_again(client, municipality, monkeypatch, words, state):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    monkeypatch.setattr("intlstrategy.planning.views.actions.save_action", raiser(met(words, state)))
    url = reverse("planning:action-create", args=[municipality.slug])

    answer = client.post(url, {"title": "A long text", "weight": "1"})

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert [(form.path, dict(form.typed)["Title"]) for form in answer.context["forms_kept"]] == [(url, "A long text")]
    assert "Others were writing at the same moment, so nothing of it was saved." in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_met_a_locked_cache_is_not_taken_for_one_that_was_sent(client, municipality, monkeypatch):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    url, execute = reverse("planning:action-create", args=[municipality.slug]), CursorWrapper._execute

    def locked(self, sql, params, *ignored):
        if sql.startswith(('INSERT INTO "cache"', 'UPDATE "cache"')):
            raise OperationalError("database is locked")
        return execute(self, sql, params, *ignored)

    monkeypatch.setattr(CursorWrapper, "_execute", locked)
    answer = client.post(url, {"title": "A long text", "weight": "1", "_once": "a"})

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert [dict(form.typed)["Title"] for form in answer.context["forms_kept"]] == ["A long text"]


@pytest.mark.django_db
def test_a_row_of_the_tree_that_met_another_one_stays_as_it_is(client, municipality, monkeypatch):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    monkeypatch.setattr("intlstrategy.planning.views.actions.save_action", raiser(met("deadlock detected", "40P01")))

    answer = client.post(
        reverse("planning:action-create", args=[municipality.slug]),
        {"title": "A long text", "weight": "1"},
        headers={"HX-Request": "true"},
    )

    assert (answer.status_code, answer.content) == (HTTPStatus.SERVICE_UNAVAILABLE, b"")


@pytest.mark.django_db
def test_whoever_signs_in_while_the_database_is_locked_is_told_so(client, monkeypatch):
    monkeypatch.setattr("intlstrategy.core.cache.SharedCache._base_set", raiser(met("database is locked", None)))

    answer = client.post(reverse("account_login"), {"login": "somebody@city.test", "password": "not-to-be-kept"})

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "not-to-be-kept" not in answer.content.decode()


def met(words: str, state: str | None) -> OperationalError:
    """What Django raises when the database says these words, and PostgreSQL with this state."""
    error = OperationalError(words)
    error.__cause__ = type("Cause", (Exception,), {"pgcode": state})()
    return error


def raiser(error: Exception) -> Callable[..., object]:
    def fail(*_arguments: object, **_given: object) -> object:
        raise error

    return fail
