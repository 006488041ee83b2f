"""Moving in the tree by button, key and drag, as the page of a plan sends it."""

import pytest
from django.urls import reverse

from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Element, Plan
from intlstrategy.planning.services.actions import save_action
from intlstrategy.planning.services.alignment import add_alignments
from tests.factories import make_action, make_department, make_element, make_member, make_plan

pytestmark = pytest.mark.django_db
END = "“%s” cannot move any further that way."


@pytest.fixture
def tree(municipality, officer):
    """A (A1, A2) and B, with two actions in A1; by title."""
    plan = make_plan(municipality)
    rows = {"plan": plan, "A": make_element(plan, title="A", position=1)}
    rows |= {"B": make_element(plan, title="B", position=2)}
    rows |= {name: make_element(plan, rows["A"], title=name, position=n) for n, name in enumerate(("A1", "A2"), 1)}
    rows |= {name: make_action(rows["A1"], title=name, position=n) for n, name in enumerate(("x", "y"), 1)}
    return rows


def name_of(row):
    return f"{'e' if isinstance(row, Element) else 'a'}{row.pk}"


def send(client, tree, **data):
    plan = tree["plan"]
    plan.refresh_from_db()
    url = reverse("planning:tree-move", args=[plan.municipality.slug, plan.slug])
    return client.post(url, {"structure": plan.structure_revision} | data, follow=True)


def step(client, tree, title, direction):
    return told(send(client, tree, step=f"{name_of(tree[title])}:{direction}"))


def drag(client, tree, title, **where):
    names = {key: name_of(tree[value]) for key, value in where.items()}
    return told(send(client, tree, moved=name_of(tree[title]), **names))


def told(response):
    return [str(message) for message in response.context["messages"]]


def shape(tree):
    rows = Element.objects.of(tree["plan"].municipality).filter(plan=tree["plan"]).in_tree_order()
    below = {}
    for row in rows.select_related("parent"):
        below.setdefault(row.parent.title if row.parent else "", []).append((row.title, row.depth))
    return below


def actions_of(tree, title):
    return [action.title for action in Action.objects.filter(element=tree[title]).in_order()]


START = {"": [("A", 1), ("B", 1)], "A": [("A1", 2), ("A2", 2)]}


@pytest.mark.parametrize(
    ("title", "direction", "then"),
    [
        ("B", "up", {"": [("B", 1), ("A", 1)], "A": [("A1", 2), ("A2", 2)]}),
        ("A", "down", {"": [("B", 1), ("A", 1)], "A": [("A1", 2), ("A2", 2)]}),
        ("A1", "down", {"": [("A", 1), ("B", 1)], "A": [("A2", 2), ("A1", 2)]}),
        ("B", "in", {"": [("A", 1)], "A": [("A1", 2), ("A2", 2), ("B", 2)]}),
        ("A1", "out", {"": [("A", 1), ("A1", 1), ("B", 1)], "A": [("A2", 2)]}),
    ],
)
def test_a_step_moves_an_element(client, tree, title, direction, then):
    assert step(client, tree, title, direction) == []
    assert shape(tree) == then


@pytest.mark.parametrize(
    ("title", "direction", "message"),
    [
        ("A", "up", END % "A"),
        ("B", "down", END % "B"),
        ("A", "in", END % "A"),
        ("A", "out", END % "A"),
        ("A2", "in", "There it would be 3 levels deep, and this plan has 2."),
        ("x", "up", END % "x"),
        ("y", "down", END % "y"),
        ("x", "out", END % "x"),
        ("A", "sideways", "That move could not be read."),
    ],
)
def test_a_step_that_leads_nowhere_is_told_and_changes_nothing(client, tree, title, direction, message):
    assert step(client, tree, title, direction) == [message]
    assert shape(tree) == START
    assert actions_of(tree, "A1") == ["x", "y"]


@pytest.mark.parametrize(("title", "direction"), [("y", "up"), ("x", "down")])
def test_a_step_moves_an_action_among_its_own(client, tree, title, direction):
    assert step(client, tree, title, direction) == []
    assert actions_of(tree, "A1") == ["y", "x"]


def test_an_element_is_dragged_onto_another_and_before_another(client, tree):
    assert drag(client, tree, "A2", onto="B") == []
    assert shape(tree) == {"": [("A", 1), ("B", 1)], "A": [("A1", 2)], "B": [("A2", 2)]}
    assert drag(client, tree, "A2", before="A1") == []
    assert shape(tree) == {"": [("A", 1), ("B", 1)], "A": [("A2", 2), ("A1", 2)]}


def test_an_action_is_dragged_to_another_element_and_before_another_action(client, tree):
    assert drag(client, tree, "x", onto="A2") == []
    assert (actions_of(tree, "A1"), actions_of(tree, "A2")) == (["y"], ["x"])
    assert drag(client, tree, "y", before="x") == []
    assert (actions_of(tree, "A1"), actions_of(tree, "A2")) == ([], ["y", "x"])


@pytest.mark.parametrize(
    ("title", "where", "message"),
    [
        ("A", {"onto": "A1"}, "An element cannot be moved below itself: that would make a loop."),
        ("A1", {"onto": "A2"}, "There it would be 3 levels deep, and this plan has 2."),
        ("A1", {"onto": "x"}, "An element goes under another element, not under an action."),
        ("x", {}, "Drop an action on an element, or between its actions."),
    ],
)
def test_a_drop_that_makes_no_tree_is_told_and_changes_nothing(client, tree, title, where, message):
    assert drag(client, tree, title, **where) == [message]
    assert shape(tree) == START


def test_a_move_from_a_tree_that_somebody_changed_meanwhile_is_not_made(client, tree):
    seen = tree["plan"].structure_revision
    step(client, tree, "B", "up")
    response = send(client, tree, structure=seen, step=f"{name_of(tree['B'])}:down")
    assert told(response) == [
        "Somebody changed the order of this plan meanwhile. Here it is as it stands now."
    ]  # fmt: skip
    assert [title for title, _depth in shape(tree)[""]] == ["B", "A"]


@pytest.mark.parametrize("data", [{}, {"moved": "e0x"}, {"step": "x1:up"}, {"step": "e:up"}, {"structure": "²"}])
def test_a_move_that_cannot_be_read_is_told(client, tree, data):
    assert told(send(client, tree, **data)) == ["That move could not be read."]
    assert shape(tree) == START


def test_htmx_gets_the_card_of_the_tree_alone(client, tree):
    plan = tree["plan"]
    url = reverse("planning:tree-move", args=[plan.municipality.slug, plan.slug])
    data = {"structure": plan.structure_revision, "step": f"{name_of(tree['B'])}:up"}
    page = client.post(f"{url}?edit=1", data, headers={"HX-Request": "true"}).content.decode().strip()
    assert page.startswith("<section")
    assert page.count('id="tree"') == 1


def test_who_may_not_edit_moves_nothing(client, tree):
    client.force_login(make_member(tree["plan"].municipality, Role.CONTRIBUTOR).user)
    assert send(client, tree, step=f"{name_of(tree['B'])}:up").status_code == 403
    assert shape(tree) == START


def test_what_an_action_has_become_needs_no_link_besides(client, tree, officer):
    """However it comes there: by the register's acts on many, by a drag, by its form."""
    municipality, action = tree["plan"].municipality, tree["x"]
    lead, other = make_department(municipality), make_department(municipality)
    elsewhere = make_element(make_plan(municipality, kind=Plan.Kind.CITY))

    def links():
        action.refresh_from_db()
        return (
            [row.department_id for row in action.contributions.filter(binned_at=None)],
            [row.element_id for row in action.further_elements.filter(binned_at=None)],
            [row.plan_element_id for row in action.alignments.filter(binned_at=None)],
        )

    def tie():
        action.refresh_from_db()
        save_action(action=action, by=officer.user, departments=[lead, other], elements=[tree["A2"], elsewhere])

    def act(**data):
        action.refresh_from_db()
        return client.post(
            reverse("planning:action-list", args=[municipality.slug]), {"row": f"{action.pk}:{action.revision}"} | data
        )

    tie()
    add_alignments(record_of=action, targets={"plan_element": [elsewhere]}, by=officer.user)
    assert links() == ([lead.pk, other.pk], [tree["A2"].pk, elsewhere.pk], [elsewhere.pk])
    act(act="lead", value_lead=lead.pk)
    assert links()[0] == [other.pk]
    drag(client, tree, "x", onto="A2")
    assert links()[1] == [elsewhere.pk]
    act(act="move", value_move=elsewhere.pk)
    assert links() == ([other.pk], [], [])
