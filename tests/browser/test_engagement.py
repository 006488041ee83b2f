"""After a meeting an officer logs it on one page; what was promised waits for its owner and stands on the briefing sheet."""

import re

from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import Commitment, Engagement
from intlstrategy.stakeholders.models import Person, Stakeholder
from tests.factories import make_member, make_stakeholder


def test_a_meeting_with_a_new_person_of_a_new_organisation_and_two_commitments(signed_in, municipality):
    officer = make_member(municipality, Role.OFFICER, name="Ana Menéndez")
    page = signed_in(officer)
    page.goto(f"/{municipality.slug}/engagements/")
    page.get_by_role("link", name="Log an engagement").first.click()

    page.get_by_label("Subject").fill("First talks with Lorient")
    first = page.get_by_role("group", name="Participant from outside 1")
    first.get_by_label(re.compile("^Person")).fill("Maël Kerguelen")
    first.get_by_label(re.compile("^Organisation")).fill("Port de Lorient")
    first.get_by_label("Position, if not known yet").fill("Director")
    first.get_by_label("Kind, if the organisation is new").select_option("company")
    for number, (text, side) in enumerate((("Send the draft", "ours"), ("Name a contact", "theirs")), start=1):
        promise = page.get_by_role("group", name=f"Commitment {number}")
        promise.get_by_label("What was promised").fill(text)
        promise.get_by_label("Whose").select_option(side)
    page.get_by_label("Outcome").fill("A letter of intent by summer")
    page.get_by_label("Outcome").press("Tab")
    page.get_by_role("button", name="Save engagement").last.click()

    page.get_by_role("heading", name="First talks with Lorient", level=1).wait_for()
    assert Engagement.objects.of(municipality).get().owner == officer
    assert (Person.objects.get().name, Stakeholder.objects.get().name) == ("Maël Kerguelen", "Port de Lorient")
    assert set(Commitment.objects.values_list("text", "owner")) == {
        ("Send the draft", officer.pk), ("Name a contact", officer.pk),
    }  # fmt: skip
    page.goto(f"/{municipality.slug}/")
    waiting = page.get_by_role("region", name="To see to")
    assert [
        waiting.get_by_role("link", name=text, exact=True).count() for text in ("Send the draft", "Name a contact")
    ] == [1, 1]
    page.goto(Stakeholder.objects.get().get_absolute_url())
    page.get_by_role("link", name="Briefing sheet").click()
    page.get_by_role("heading", name="Port de Lorient", level=1).wait_for()
    sheet = page.locator("main").inner_text()
    assert [
        text
        for text in ("Send the draft", "Name a contact", "Maël Kerguelen", "A letter of intent")
        if text not in sheet
    ] == []


def test_names_are_offered_while_one_types_and_enter_saves_the_page(signed_in, municipality):
    make_stakeholder(municipality, name="Ayuntamiento de Niort")
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"/{municipality.slug}/engagements/new/")
    box = page.get_by_label(re.compile("^Organisation")).first
    with page.expect_response(lambda response: "/suggest/" in response.url):
        box.press_sequentially("niort")
    page.wait_for_function(
        "box => [...(box.list?.options ?? [])].some((each) => each.value === 'Ayuntamiento de Niort')",
        arg=box.element_handle(),
    )

    box.fill("Ayuntamiento de Niort")
    page.get_by_label("Subject").fill("Talks")
    page.get_by_label("Subject").press("Enter")

    page.get_by_role("heading", name="Talks", level=1).wait_for()
    assert Engagement.objects.count() == 1


def test_more_rows_keep_what_was_typed(signed_in, municipality):
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"/{municipality.slug}/engagements/new/")
    page.get_by_label("Subject").fill("Talks")
    page.get_by_role("button", name="More participants").click()

    page.get_by_role("group", name="Participant from outside 5").wait_for()
    assert page.get_by_label("Subject").input_value() == "Talks"
