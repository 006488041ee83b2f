"""A citizen proposes something without JavaScript; the officer judges it, accepts it and makes a mission of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.forms.public import QUICKEST
from intlstrategy.relations.models import Approach, Mission
from tests.factories import make_criterion, make_element, make_member, make_plan, open_form

TYPED = {
    "Subject": "Visit of our port authority", "What you propose or offer": "To see your port.", "City or place": "Lorient",
    "Your name": "Maël Kerguelen", "Your e-mail": "mael@port.example",
}  # fmt: skip


def fill(page: Page) -> None:
    for label, text in TYPED.items():
        page.get_by_label(label).fill(text)
    page.locator("#id_sender").fill("Port de Lorient")
    page.get_by_label("What it is about").select_option("visit")
    page.get_by_label("Country").select_option("FR")
    page.get_by_label(re.compile("^I have read")).check()


def test_a_proposal_without_javascript_becomes_a_mission(chromium, live_server, signed_in, municipality):
    open_form(municipality, answer_days=20)
    criterion = make_criterion(municipality, name="Serves the strategy", weight=3)
    officer = make_member(municipality, Role.OFFICER, name="Ana Menéndez")
    make_element(make_plan(municipality))

    citizen = chromium.new_context(locale="en", base_url=live_server.url, java_script_enabled=False).new_page()
    citizen.goto(f"/cities/{municipality.slug}/approach/")
    expect(citizen.get_by_text("This is not the electronic registry.")).to_be_visible()
    expect(citizen.get_by_label("Leave this box empty")).not_to_be_in_viewport()
    fill(citizen)
    citizen.wait_for_timeout(QUICKEST * 1000 + 200)
    citizen.get_by_role("button", name="Send proposal").click()
    expect(citizen.get_by_role("heading", name="Your proposal has arrived")).to_be_visible()
    row = Approach.objects.get()
    expect(citizen.get_by_text(row.reference)).to_be_visible()
    citizen.context.close()

    page = signed_in(officer)
    page.goto(f"/{municipality.slug}/")
    page.get_by_role("link", name=str(row)).first.click()
    page.get_by_role("link", name="Judge it").click()
    page.get_by_role("group", name=re.compile("^Points: Serves the strategy")).get_by_label("3 – well").check()
    page.get_by_role("button", name="Save my judgement").click()
    expect(page.get_by_role("region", name="Judged by the city’s criteria").get_by_text("75")).to_be_visible()

    page.get_by_role("link", name="Decide on it").click()
    page.get_by_label("Accept it").check()
    page.get_by_label("Reason").fill("It serves the line on ports.")
    page.get_by_role("button", name="Save decision").click()
    page.get_by_role("link", name="Make a mission of it").click()
    page.get_by_label("Kind, if the organisation is new").select_option("company")
    page.get_by_role("button", name="Save organisation").click()
    expect(page.get_by_label("Title")).to_have_value(TYPED["Subject"])
    page.get_by_label("First day").fill("2026-05-03")
    page.get_by_label("Last day").fill("2026-05-04")
    page.get_by_label("Last day").press("Tab")
    page.get_by_role("button", name="Save mission").last.click()

    page.get_by_role("heading", name=TYPED["Subject"], level=1).wait_for()
    expect(page.get_by_role("link", name=str(row))).to_be_visible()
    row.refresh_from_db()
    mission = Mission.objects.get()
    assert (row.mission, row.status, mission.purpose, mission.direction) == (
        mission,
        "accepted",
        "To see your port.",
        "incoming",
    )
    assert (str(row.stakeholder), criterion.judgements.get().weight_then) == ("Port de Lorient", 3)


@pytest.mark.parametrize("is_refused", [False, True])
def test_the_public_form_has_no_barrier(page, look_at, municipality, is_refused):
    open_form(municipality, welcome="Ports first.")
    page.goto(f"/cities/{municipality.slug}/approach/")
    if is_refused:
        page.get_by_role("button", name="Send proposal").click()
        page.get_by_role("alert").wait_for()

    assert look_at(page) == []


def test_the_page_after_sending_has_no_barrier(page, look_at, municipality):
    open_form(municipality)
    page.goto(f"/cities/{municipality.slug}/approach/")
    fill(page)
    page.wait_for_timeout(QUICKEST * 1000 + 200)
    page.get_by_role("button", name="Send proposal").click()
    page.get_by_role("heading", name="What happens next").wait_for()

    assert look_at(page) == []
