"""A form is checked before its transaction begins: what it names may be in the bin when it is written."""

import pytest
from django.core.exceptions import ValidationError

from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, ActionElement, Alignment, Diagnosis, DiagnosisAnswer, Element
from intlstrategy.planning.services.actions import change_actions, move_actions, save_action
from intlstrategy.planning.services.alignment import add_alignments
from intlstrategy.planning.services.diagnosis import save_diagnosis
from intlstrategy.planning.services.moves import move_action
from intlstrategy.planning.services.proposals import accept_proposal
from intlstrategy.planning.services.tree import add_element, move_element
from tests.factories import make_action, make_department, make_element, make_member, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(municipality):
    return make_member(municipality, Role.LEAD).user


@pytest.fixture
def gone(municipality, by):
    """An element as it was read before somebody threw its branch away."""
    plan = make_plan(municipality, kind="city")
    parent = make_element(plan)
    element = make_element(plan, parent, title="Gone")
    bin_record(parent, by=by)
    return Element._base_manager.select_related("plan__municipality", "municipality").get(pk=element.pk)


def new_action(gone, **fields):
    return Action(municipality=gone.municipality, title="New", **fields)


def proposal(gone):
    return make_action(gone.municipality, standing=Action.Standing.PROPOSED)


WRITES = {
    "an action below it": lambda gone, by: save_action(action=new_action(gone, element=gone), by=by),
    "an action that contributes to it": lambda gone, by: save_action(action=new_action(gone), by=by, elements=[gone]),
    "actions moved to it": lambda gone, by: move_actions(actions=[make_action(gone.municipality)], element=gone, by=by),
    "an action dragged to it": lambda gone, by: move_action(
        action=make_action(make_element(gone.plan)), element=gone, before=None, by=by, seen=current(gone)
    ),
    "a proposal accepted there": lambda gone, by: accept_proposal(action=proposal(gone), element=gone, by=by),
    "an element below it": lambda gone, by: add_element(element=below(gone), by=by),
    "an element moved below it": lambda gone, by: move_element(
        element=make_element(gone.plan), parent=gone, before=None, by=by, seen=current(gone)
    ),
    "an alignment with it": lambda gone, by: add_alignments(
        record_of=make_action(gone.municipality), targets={"plan_element": [gone]}, by=by
    ),
    "an answer to the diagnosis": lambda gone, by: save_diagnosis(
        diagnosis=Diagnosis(municipality=gone.municipality, plan=gone.plan, kind="strength", title="Port"),
        elements=[gone], by=by,
    ),
}  # fmt: skip


def current(gone):
    gone.plan.refresh_from_db()
    return gone.plan.structure_revision


def below(gone):
    return Element(municipality=gone.municipality, plan=gone.plan, parent=gone, title="Below")


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nothing_is_written_onto_what_went_to_the_bin_meanwhile(gone, by, write):
    with pytest.raises(ValidationError, match="“Gone” went to the bin meanwhile"):
        write(gone, by)
    for model, name in ((Action, "element"), (ActionElement, "element"), (Element, "parent"),
                        (Alignment, "plan_element"), (DiagnosisAnswer, "element")):  # fmt: skip
        assert not model.objects.of(gone.municipality).filter(**{name: gone}).exists()


@pytest.mark.parametrize("make", [make_department, make_member], ids=["department", "person"])
def test_no_action_is_written_for_who_went_to_the_bin_meanwhile(municipality, by, make):
    named = make(municipality, name="Gone")
    read = type(named).objects.get(pk=named.pk)
    bin_record(named, by=by)
    link = "lead_department" if make is make_department else "responsible"
    known = make_action(municipality)
    setattr(known, link, read)
    for action in (Action(municipality=municipality, title="New", **{link: read}), known):
        with pytest.raises(ValidationError, match="“Gone” went to the bin meanwhile"):
            save_action(action=action, by=by)
    with pytest.raises(ValidationError, match="“Gone” went to the bin meanwhile"):
        change_actions(actions=[make_action(municipality)], by=by, **{link: read})
    assert not Action.objects.of(municipality).filter(**{link: read}).exists()
