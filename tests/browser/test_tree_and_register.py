"""What JavaScript does on the tree and on a register: drag a row, tick rows and see the bar count them."""

import pytest

from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Element
from tests.factories import make_action, make_element, make_member, make_plan

pytestmark = pytest.mark.both


@pytest.fixture
def tree(signed_in, municipality):
    """The page of a plan with three axes, open for editing, and a way to drag one row onto a part of another."""
    plan = make_plan(municipality)
    axes = [make_element(plan, title=title) for title in ("First", "Second", "Third")]
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"{plan.get_absolute_url()}?edit=1")

    def drag(moved, row, part):
        box = page.locator(f"#e{row.pk}").bounding_box()
        handle = page.locator(f"#e{moved.pk} [data-handle]")
        with page.expect_response(lambda response: response.request.method == "POST"):
            handle.drag_to(
                page.locator(f"#e{row.pk}"), target_position={"x": box["width"] / 2, "y": box["height"] * part}
            )

    return axes, drag


def outline(axes):
    rows = Element.objects.of(axes[0].municipality).order_by("depth", "position", "pk")
    return [(row.title, row.parent.title if row.parent else None) for row in rows.select_related("parent")]


def test_a_row_dropped_on_the_upper_part_of_another_goes_before_it(tree):
    (first, _second, third), drag = tree
    drag(third, first, 0.1)
    assert outline([first]) == [("Third", None), ("First", None), ("Second", None)]


def test_a_row_dropped_on_the_middle_of_another_goes_into_it(tree):
    (first, second, _third), drag = tree
    drag(second, first, 0.6)
    assert outline([first]) == [("First", None), ("Third", None), ("Second", "First")]


def test_a_row_dropped_below_the_last_is_the_last(tree):
    (first, _second, third), drag = tree
    drag(first, third, 0.95)
    assert outline([first]) == [("Second", None), ("Third", None), ("First", None)]


def test_the_bar_counts_what_is_ticked_and_a_refusal_keeps_the_ticks(signed_in, municipality):
    for number in range(3):
        make_action(municipality, title=f"Action {number}")
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"/{municipality.slug}/actions/")
    bar = page.locator("[data-bulk]")
    assert bar.is_hidden()

    page.locator("input[name=row]").nth(0).check()
    page.locator("input[name=row]").nth(2).check()
    assert bar.is_visible()
    assert page.locator("[data-bulk-page]").evaluate("box => box.indeterminate") is True
    with page.expect_navigation():
        page.locator("[data-bulk] button[name=act][value=lead]").click()

    ticked = page.locator("input[name=row]").evaluate_all("boxes => boxes.map((box) => box.checked)")
    assert ticked == [True, False, True]
    assert bar.is_visible()
