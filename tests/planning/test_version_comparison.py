"""Two texts of a plan compared: what was added, taken away, changed or moved since an approval."""

from datetime import date

import pytest

from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.models import PostHolder
from intlstrategy.planning.services.actions import save_action
from intlstrategy.planning.services.alignment import add_alignments
from intlstrategy.planning.services.changes import state_of
from intlstrategy.planning.services.tree import move_element
from tests.factories import (
    make_action,
    make_department,
    make_element,
    make_goal,
    make_member,
    make_municipality,
    make_plan,
    make_version,
)
from tests.planning.test_versions import make_held_post, page

pytestmark = pytest.mark.django_db


def changes(client, plan, number=1, **query):
    return client.get(page("version-compare", plan, number), query).context["comparison"]


def told(found):
    return [[(str(each.label), each.before, each.after) for each in row.differences] for row in found.changed]


def test_nothing_has_changed_right_after_the_approval(client, observer, municipality, plan):
    plan.sponsor = make_held_post(municipality, Ana=date(2019, 1, 1))
    plan.save(by=None)
    axis = make_element(plan, lead_department=make_department(municipality), sponsor=plan.sponsor)
    add_alignments(record_of=axis, targets={"goal": [make_goal(), make_goal()]}, by=None)
    make_action(make_element(plan, axis), responsible=observer)
    make_version(plan)
    PostHolder.objects.create(
        municipality=municipality, post=plan.sponsor, name="Luis", starts_on=date(2025, 1, 1), by=None
    )

    assert changes(client, plan).count == 0


def test_what_was_added_taken_away_and_changed_shows_with_both_texts(client, observer, plan):
    axis, gone = make_element(plan, title="Old title"), make_element(plan, title="Gone")
    action = make_action(axis, title="Action", priority="low")
    make_version(plan)
    axis.title = "New title"
    axis.save(by=None)
    bin_record(gone, by=observer.user)
    make_element(plan, title="Added")
    action.priority = "high"
    save_action(action=action, by=None)
    plan.summary = "A summary"
    plan.save(by=None)

    found = changes(client, plan)

    assert [(each.before, each.after) for each in found.plan] == [("", "A summary")]
    assert told(found.elements) == [[("title", "Old title", "New title")]]
    assert [row.title for row in found.elements.added] == ["Added"]
    assert [row.title for row in found.elements.removed] == ["Gone"]
    assert told(found.actions) == [[("priority", "Low", "High")]]
    text = client.get(page("version-compare", plan, 1)).content.decode()
    assert all(words in text for words in ("Old title", "New title", "Gone", "Added", "A summary"))


def test_a_further_element_taken_away_is_a_change_and_makes_the_page_of_approval_stale(client, observer, plan):
    first, second = make_element(plan, title="First"), make_element(plan, title="Second")
    action = make_action(first)
    save_action(action=action, by=None, elements=[second])
    make_version(plan)
    before = state_of(plan)

    save_action(action=action, by=None, elements=[])

    assert state_of(plan) != before
    [changed] = changes(client, plan).actions.changed
    assert [(str(each.label), each.before, each.after) for each in changed.differences] == [
        ("further elements it contributes to", "Second", "")
    ]


def test_what_moved_says_where_it_was_and_where_it_is(client, observer, plan):
    one, two = make_element(plan, title="One"), make_element(plan, title="Two")
    moved = make_element(plan, one, title="Moved")
    make_version(plan)
    plan.refresh_from_db()
    move_element(element=moved, parent=two, before=None, by=observer.user, seen=plan.structure_revision)

    assert told(changes(client, plan).elements) == [[("belongs to", "One", "Two")]]


def test_another_order_among_siblings_is_a_change(client, observer, plan):
    first, _second, third = (make_element(plan, title=title) for title in ("One", "Two", "Three"))
    make_version(plan)
    plan.refresh_from_db()
    move_element(element=third, parent=None, before=first, by=observer.user, seen=plan.structure_revision)

    found = changes(client, plan).elements

    assert [(each.row.title, str(each.differences[0].label)) for each in found.changed] == [("Three", "Order")]


def test_two_versions_are_compared_with_each_other(client, observer, plan):
    element = make_element(plan, title="First text")
    make_version(plan)
    element.title = "Second text"
    element.save(by=None)
    make_version(plan)
    element.title = "Third text"
    element.save(by=None)

    found = {other: changes(client, plan, 1, **({"with": other} if other else {})) for other in (2, "")}

    assert told(found[2].elements) == [[("title", "First text", "Second text")]]
    assert told(found[""].elements) == [[("title", "First text", "Third text")]]
    for other in ("99", "1", "²"):
        assert client.get(page("version-compare", plan, 1), {"with": other}).status_code == 404


def test_a_comparison_is_exported(client, observer, plan):
    element = make_element(plan, title="Before")
    make_version(plan)
    element.title = "After"
    element.save(by=None)
    make_action(element, title="New action")

    response = client.get(f"{page('version-compare', plan, 1)}export.csv")

    assert b"".join(response.streaming_content).decode().splitlines()[1:] == [
        "Element,Changed,After,title,Before,After", "Action,Added,New action,,,",
    ]  # fmt: skip


def test_simple_mode_hides_comparisons(client):
    small = make_municipality(is_simple=True)
    client.force_login(make_member(small).user)
    plan = make_plan(small)
    make_element(plan)
    make_version(plan)

    for url in (page("version-list", plan), page("version-detail", plan, 1)):
        assert page("version-compare", plan, 1) not in client.get(url).content.decode()
