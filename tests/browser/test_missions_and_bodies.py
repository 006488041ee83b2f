"""In a browser: a mission is planned, paid for and reported; a body meets with agenda and attendance on one page."""

import re

from playwright.sync_api import expect

from intlstrategy.governance.models import AgendaItem, Meeting, Presence
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import Mission, MissionCost
from tests.factories import make_body, make_member, make_person, make_seat, make_seat_holder, make_stakeholder


def test_a_mission_is_planned_and_what_it_costs_is_added_up(signed_in, municipality):
    make_stakeholder(municipality, name="Ville de Niort")
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"/{municipality.slug}/missions/new/")
    page.get_by_label("Title").fill("Climate days in Niort")
    page.get_by_label("First day").fill("2026-03-02")
    page.get_by_label("Last day").fill("2026-03-01")
    page.get_by_label("Places").fill("Niort")
    page.get_by_role("group", name="Participant from outside 1").get_by_label(re.compile("^Organisation")).fill(
        "Ville de Niort"
    )
    page.get_by_label("Cost ceiling").fill("1500")
    page.get_by_label("Cost ceiling").press("Tab")
    page.get_by_role("button", name="Save mission").last.click()
    expect(page.locator("main")).to_contain_text("The last day cannot be before the first.")
    page.get_by_label("Last day").fill("2026-03-04")
    page.get_by_label("Last day").press("Tab")
    page.get_by_role("button", name="Save mission").last.click()
    page.get_by_role("heading", name="Climate days in Niort", level=1).wait_for()

    for text, planned in (("Two flights", "900"), ("Two nights", "700.50")):
        page.get_by_role("link", name="Add cost").first.click()
        page.locator("#id_kind").select_option("travel")
        page.locator("#id_text").fill(text)
        page.locator("#id_planned").fill(planned)
        with page.expect_navigation():
            page.locator(".sbar .btn-primary").click()

    mission = Mission.objects.get()
    assert sorted(MissionCost.objects.filter(mission=mission).values_list("planned", flat=True)) == [700.50, 900]
    expect(page.locator("#costs")).to_contain_text("1,600.50")


def test_a_meeting_is_noted_with_its_agenda_and_who_was_there(signed_in, municipality):
    body = make_body(municipality, name="Cooperation council")
    seats = [make_seat(body, title=title) for title in ("Chair", "Secretary")]
    for seat in seats:
        make_seat_holder(seat, person=make_person(municipality))
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(body.get_absolute_url())
    page.get_by_role("link", name="Add meeting").first.click()
    page.get_by_label("Day", exact=True).fill("2026-03-02")
    page.locator("#id_point_0").fill("The call of 2026")
    page.locator("#id_point_1").fill("Any other business")
    page.locator(f"#id_seat_{seats[0].pk}").select_option("attended")
    page.locator("#id_point_1").press("Tab")
    page.locator(".sbar .btn-primary").last.click()
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))

    meeting = Meeting.objects.get()
    assert list(AgendaItem.objects.filter(meeting=meeting).order_by("position").values_list("title", flat=True)) == [
        "The call of 2026",
        "Any other business",
    ]
    assert list(Presence.objects.filter(meeting=meeting).values_list("seat", "state")) == [(seats[0].pk, "attended")]
    expect(page.get_by_role("link", name="Upload a paper")).to_be_visible()
