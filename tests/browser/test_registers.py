"""The registers in a browser: a table of organisations comes in, a department proposes, a text is signed and uploaded."""

import re

from playwright.sync_api import expect

from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import Agreement, AgreementText, Engagement, Proposal
from intlstrategy.stakeholders.models import Stakeholder
from tests.browser.test_first_job import click_through, do_what_waits
from tests.documents import files
from tests.factories import make_agreement, make_department, make_member, make_stakeholder

TABLE = "Nombre;Tipo;País\r\nVille de Niort;Administración local;Francia\r\nPuerto de Rávena;Empresa;Italia\r\n"


def test_organisations_come_in_from_a_table(signed_in, municipality, tmp_path):
    file = tmp_path / "agentes.csv"
    file.write_bytes(TABLE.encode("windows-1252"))
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"/{municipality.slug}/stakeholders/")
    page.get_by_role("link", name="Bring in a file").first.click()
    page.set_input_files("#id_file", file)
    click_through(page, ".sbar .btn-primary")
    expect(page.get_by_role("heading", level=1)).to_have_text("What the columns mean")
    click_through(page, ".sbar .btn-primary")
    do_what_waits()
    page.reload()

    assert page.locator(".seg .chip").all_inner_texts()[1].split() == ["New", "2"]
    click_through(page, ".acts .btn-primary")
    do_what_waits()

    assert list(Stakeholder.objects.of(municipality).order_by("pk").values_list("name", "kind", "country")) == [
        ("Ville de Niort", "local_government", "FR"),
        ("Puerto de Rávena", "company", "IT"),
    ]


def test_what_a_department_tells_becomes_an_engagement_without_retyping(signed_in, municipality):
    make_stakeholder(municipality, name="Ville de Niort")
    contact = make_member(municipality, Role.CONTRIBUTOR, department=make_department(municipality, name="Harbour"))
    page = signed_in(contact)
    page.goto(f"/{municipality.slug}/engagements/")
    page.get_by_role("link", name="Propose a meeting or a mission").first.click()
    page.get_by_label("Subject").fill("Noise of the port")
    page.get_by_label("Day", exact=True).fill("2026-03-02")
    page.get_by_label("Organisation of the register").fill("Ville de Niort")
    page.get_by_label("Purpose").fill("To compare how it is measured")
    page.get_by_label("Outcome").fill("They send their rules")
    page.get_by_role("button", name="Send proposal").last.click()
    page.get_by_role("heading", name="Noise of the port", level=1).wait_for()

    signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"/{municipality.slug}/")
    page.get_by_role("link", name="Noise of the port", exact=True).first.click()
    page.get_by_role("link", name="Take it over as an engagement").click()
    expect(page.get_by_label("Outcome")).to_have_value("They send their rules")
    page.get_by_role("button", name="Save engagement").last.click()
    page.get_by_role("heading", name="Noise of the port", level=1).wait_for()

    made, told = Engagement.objects.get(), Proposal.objects.get()
    assert (told.standing, told.engagement, made.owner) == ("accepted", made, contact)
    assert list(made.attendances.exclude(stakeholder=None).values_list("stakeholder__name", flat=True)) == [
        "Ville de Niort"
    ]


def test_an_agreement_is_entered_with_a_new_party_and_its_text_uploaded(signed_in, municipality, tmp_path):
    file = tmp_path / "twinning.pdf"
    file.write_bytes(files.PDF)
    page = signed_in(make_member(municipality, Role.OFFICER))
    page.goto(f"/{municipality.slug}/agreements/new/")
    page.get_by_label("Title").fill("Twinning with Niort")
    page.get_by_label("Kind", exact=True).select_option("twinning")
    party = page.get_by_role("group", name=re.compile("^Party 1"))
    party.get_by_label(re.compile("^Organisation")).fill("Ville de Niort")
    party.get_by_label("Kind, if the organisation is new").select_option("local_government")
    page.get_by_label("Signed on").fill("2026-03-02")
    page.get_by_label("Signed on").press("Tab")
    page.get_by_role("button", name="Save agreement").last.click()
    page.get_by_role("heading", name="Twinning with Niort", level=1).wait_for()

    page.get_by_role("link", name="Upload the text").click()
    expect(page.get_by_label("Title")).to_have_value("Twinning with Niort")
    page.set_input_files("#id_upload", file)
    click_through(page, ".sbar .btn-primary")

    expect(page.locator("#texts").get_by_role("link", name="Twinning with Niort", exact=True)).to_be_visible()
    text = AgreementText.objects.get()
    assert (text.agreement, text.document.original_name) == (Agreement.objects.get(), "twinning.pdf")


def test_the_dates_of_an_agreement_lead_to_it(signed_in, municipality):
    agreement = make_agreement(
        municipality, title="Twinning with Niort", signed_on="2020-01-01", expires_on="2021-01-01"
    )
    page = signed_in(make_member(municipality, Role.OBSERVER))
    page.goto(f"/{municipality.slug}/agreements/")
    page.get_by_role("link", name="Twinning with Niort").first.click()

    page.get_by_role("heading", name=agreement.title, level=1).wait_for()
    expect(page.get_by_role("link", name="Edit agreement")).to_have_count(0)
