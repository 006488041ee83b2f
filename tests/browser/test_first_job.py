"""The first job of the product in a browser: a plan comes in, is worked on by keyboard alone, and goes out again."""

import pytest

from intlstrategy.jobs.models import Job
from intlstrategy.jobs.services import carry_out
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Element, Plan
from tests.factories import make_action, make_element, make_member, make_plan

pytestmark = pytest.mark.both

FILE = (
    "Eje;Línea;Título;Inicio;Fin;Avance\r\n"
    "Europa;Redes;Participar en Eurocities;01/01/2026;31/12/2026;75,5 %\r\n"
    "Europa;Redes;Responder consultas;2026-02-01;;\r\n"
    "Cooperación;Convocatorias;=cmd|calc;;;10%\r\n"
)


def do_what_waits() -> None:
    for job in Job.objects.filter(state=Job.State.WAITING).order_by("pk"):
        carry_out(job.pk)


def click_through(page, selector: str) -> None:
    with page.expect_navigation():
        page.click(selector)


def test_a_plan_comes_in_through_the_wizard(signed_in, municipality, tmp_path):
    file = tmp_path / "plan.csv"
    file.write_bytes(FILE.encode("windows-1252"))
    page = signed_in(make_member(municipality, Role.OFFICER))

    page.goto(f"/{municipality.slug}/imports/new/")
    page.set_input_files("#id_file", file)
    page.fill("#id_title", "Plan exterior")
    click_through(page, ".sbar .btn-primary")
    assert page.locator("h1").inner_text() == "What the columns mean"
    click_through(page, ".sbar .btn-primary")
    do_what_waits()
    page.reload()
    assert page.locator(".seg .chip").all_inner_texts()[1].split() == ["New", "7"]
    click_through(page, ".acts .btn-primary")
    do_what_waits()
    page.reload()
    click_through(page, ".acts .btn-primary")

    assert page.locator("h1").inner_text() == "Plan exterior"
    assert Action.objects.of(municipality).count() == 3
    assert Action.objects.of(municipality).get(title="=cmd|calc").stated_progress == 10


def tab_to(page, selector: str) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _press in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => Boolean(document.activeElement?.matches(selector))", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def press_through(page, selector: str) -> None:
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_plan_is_written_moved_and_approved_by_keyboard_alone(signed_in, municipality):
    page = signed_in(make_member(municipality, Role.OFFICER))

    page.goto(f"/{municipality.slug}/plans/new/")
    for field, text in {"title": "World plan", "slug": "world"}.items():
        tab_to(page, f"#id_{field}")
        page.keyboard.type(text)
    for field in ("starts_on", "ends_on"):
        tab_to(page, f"#id_{field}")
        page.keyboard.type("01012026" if field == "starts_on" else "12312027")
    press_through(page, ".sbar .btn-primary")
    assert page.locator("h1").inner_text() == "World plan"

    for title in ("First axis", "Second axis"):
        page.goto(f"/{municipality.slug}/plans/world/elements/new/")
        tab_to(page, "#id_title")
        page.keyboard.type(title)
        press_through(page, ".sbar .btn-primary")
    second = Element.objects.of(municipality).get(title="Second axis")
    tab_to(page, f"#e{second.pk}")
    with page.expect_response(lambda response: "tree/move" in response.url):
        page.keyboard.press("Alt+ArrowUp")
    titles = Element.objects.of(municipality).in_tree_order().values_list("title", flat=True)
    assert list(titles) == ["Second axis", "First axis"]

    signed_in(make_member(municipality, Role.LEAD))  # who wrote it alone does not record its approval
    page.goto(f"/{municipality.slug}/plans/world/approve/")
    tab_to(page, "#id_approved_by_body")
    page.keyboard.type("City Council plenary")
    tab_to(page, "#id_approved_on")
    page.keyboard.type("01152026")
    press_through(page, ".sbar .btn-primary")
    assert Plan.objects.of(municipality).get(slug="world").status == Plan.Status.APPROVED


def open_row(page, element) -> None:
    """Reach the pencil of a row by Tab and press Enter: its title waits to be typed."""
    tab_to(page, f"#e{element.pk}")
    tab_to(page, f"#e{element.pk} [hx-get*='/inline/']")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#e{element.pk} [data-inline]")
    page.wait_for_function("id => document.activeElement.id === id", arg=f"e{element.pk}-title")


def test_a_row_of_the_tree_is_renamed_by_keyboard_alone(signed_in, municipality):
    plan = make_plan(municipality)
    make_element(plan, title="First axis")
    second = make_element(plan, title="Second axis")
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"/{municipality.slug}/plans/{plan.slug}/?edit=1")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)

    open_row(page, second)
    page.keyboard.press("Control+a")
    page.keyboard.type("Forgotten title")
    page.keyboard.press("Escape")
    page.wait_for_function("id => document.activeElement.id === id", arg=f"e{second.pk}")
    assert (asked, page.locator("[data-inline]").count()) == ([], 0)

    open_row(page, second)
    page.keyboard.press("Control+a")
    page.keyboard.type("Cities that cooperate")
    page.keyboard.press("Enter")
    page.wait_for_function("id => document.activeElement.id === id", arg=f"e{second.pk}")

    assert [url.split("?")[0].rsplit("/", 2)[1] for url in asked] == ["inline"]
    titles = Element.objects.of(municipality).in_tree_order().values_list("title", flat=True)
    assert list(titles) == ["First axis", "Cities that cooperate"]
    assert page.locator(f"#e{second.pk} a").first.inner_text() == "Cities that cooperate"

    tab_to(page, f"#e{second.pk}-up")
    with page.expect_response(lambda response: "tree/move" in response.url):
        page.keyboard.press("Enter")
    titles = Element.objects.of(municipality).in_tree_order().values_list("title", flat=True)
    assert list(titles) == ["Cities that cooperate", "First axis"]


def test_two_people_on_one_row_of_the_tree_lose_neither_text(signed_in, look_at, municipality):
    element = make_element(make_plan(municipality), title="Old title", code="1")
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"/{municipality.slug}/plans/{element.plan.slug}/?edit=1")

    open_row(page, element)
    element.title, element.code = "Title of the other", "2"
    element.save(by=None)
    page.keyboard.press("Control+a")
    page.keyboard.type("My title")
    page.keyboard.press("Enter")
    page.wait_for_selector(".inline-row .swap")

    assert page.locator(".inline-row .swap .diff").all_inner_texts() == ["1", "2", "My title", "Title of the other"]
    assert look_at(page) == []
    page.check(f"#e{element.pk}-code-theirs")
    page.locator(f"#e{element.pk} form button").click()
    page.wait_for_selector(".inline-row", state="detached")
    element.refresh_from_db()
    assert (element.code, element.title) == ("2", "My title")


def test_the_tree_is_moved_without_script(context, signed_in, chromium, live_server, municipality):
    plan = make_plan(municipality)
    make_element(plan, title="First axis")
    second = make_element(plan, title="Second axis")
    signed_in(make_member(municipality, Role.OFFICER))
    plain = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(f"/{municipality.slug}/plans/{plan.slug}/?edit=1")

    with page.expect_navigation():
        page.click(f"#e{second.pk}-up")

    titles = Element.objects.of(municipality).in_tree_order().values_list("title", flat=True)
    assert list(titles) == ["Second axis", "First axis"]
    plain.close()


def test_two_people_on_one_action_lose_neither_text(signed_in, municipality):
    action = make_action(make_element(make_plan(municipality)), title="Old title")
    page = signed_in(make_member(municipality, Role.OFFICER))

    page.goto(f"/{municipality.slug}/actions/{action.pk}/edit/")
    action.title = "Title of the other"
    action.save(by=None)
    page.fill("#id_title", "My title")
    click_through(page, ".sbar .btn-primary")

    assert page.locator("h1").inner_text() == "Two people edited this at once"
    assert page.locator(".swap .diff").all_inner_texts() == ["My title", "Title of the other"]
    click_through(page, ".sbar .btn-primary")
    action.refresh_from_db()
    assert action.title == "My title"
