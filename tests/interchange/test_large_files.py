"""A large workbook is read by a job, no file is read while the database is held, and two at one import are told."""

import re

import pytest
from django.db import connection

from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.reading import workbook
from intlstrategy.interchange.services import runs
from intlstrategy.jobs.models import Job
from intlstrategy.municipalities.roles import Role
from tests.factories import make_member
from tests.interchange.test_sheets import content
from tests.interchange.test_sheets import workbook as workbook_of
from tests.interchange.wizard import GOOD, address, say_columns, told, upload, work

HEADER, ROW = ["Eje", "Título", "Estado"], ["A", "Feria", "En plazo"]
TWO_SHEETS = {"Uno": [HEADER, ROW, ["A", "Visita", None]], "Dos": [["Programa", "Medida"], ["C", "Misión"]], "Nada": []}


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


@pytest.fixture
def every_workbook_is_large(monkeypatch):
    monkeypatch.setattr(workbook, "HEAVY", 0)


@pytest.fixture
def large(client, municipality, officer, every_workbook_is_large):
    """A large workbook that was brought in, and not read yet."""
    upload(client, municipality, content(workbook_of(TWO_SHEETS)), name="plan.xlsx")
    return ImportRun.objects.of(municipality).get()


@pytest.mark.django_db
def test_a_large_workbook_is_read_by_a_job_and_leads_on_to_its_columns(client, municipality, large):
    assert (large.status, large.header) == ("reading", [])
    page = client.get(large.get_absolute_url())
    assert (page.context["run"].is_working, page.content.decode().count('id="import-progress"')) == (True, 1)
    assert client.get(address("columns", municipality, large.pk)).url == large.get_absolute_url()
    work()
    large.refresh_from_db()
    assert (large.status, large.header, large.samples) == (
        "uploaded", HEADER, [["A", "A"], ["Feria", "Visita"], ["En plazo"]],
    )  # fmt: skip
    asked = client.get(large.get_absolute_url(), headers={"HX-Request": "true"})
    assert asked["HX-Redirect"] == address("columns", municipality, large.pk)
    say_columns(client, large)
    work()
    large.refresh_from_db()
    assert (large.status, large.created_count) == ("previewed", 3)


@pytest.mark.django_db
def test_the_page_of_columns_opens_no_file(client, municipality, large):
    work()
    large.file.delete(save=False)
    page = client.get(address("columns", municipality, large.pk)).content.decode()
    assert re.findall(r"<td[^>]*data-l=\"Examples\"[^>]*>(.*?)</td>", page) == ["A<br>A", "Feria<br>Visita", "En plazo"]


@pytest.mark.django_db
def test_another_sheet_of_a_large_workbook_is_read_by_a_job_too(client, municipality, large):
    work()
    columns = address("columns", municipality, large.pk)

    def choose(sheet):
        large.refresh_from_db()
        sent = {"format": "native", "sheet": sheet, "_sheet": "1", "_seen": large.revision}
        assert client.post(columns, sent).url == large.get_absolute_url()
        work()
        large.refresh_from_db()
        return large.status, large.sheet, large.header, large.message

    assert choose("Dos") == ("uploaded", "Dos", ["Programa", "Medida"], "")
    assert choose("Nada") == ("failed", "Nada", [], "Sheet “Nada”: This file is empty.")
    page = client.get(columns).content.decode()
    assert ("Sheet “Nada”: This file is empty." in page, "Compare with the plan" in page) == (True, False)
    assert choose("Uno") == ("uploaded", "Uno", HEADER, "")


@pytest.mark.django_db
def test_stopping_the_reading_of_another_sheet_leaves_the_choice(client, municipality, large):
    work()
    large.refresh_from_db()
    columns = address("columns", municipality, large.pk)
    client.post(columns, {"format": "native", "sheet": "Dos", "_sheet": "1", "_seen": large.revision})
    large.refresh_from_db()
    client.post(f"/{municipality.slug}/jobs/{large.job_id}/cancel/")
    large.refresh_from_db()
    assert (large.status, large.message) == ("failed", "The sheet was not read. Choose one again.")
    client.post(columns, {"format": "native", "sheet": "Uno", "_sheet": "1", "_seen": large.revision})
    work()
    large.refresh_from_db()
    assert (large.status, large.header) == ("uploaded", HEADER)


@pytest.mark.django_db
def test_a_large_workbook_that_is_no_plan_says_so_on_its_page(client, municipality, officer, every_workbook_is_large):
    upload(client, municipality, content(workbook_of({"Uno": [["Eje"], ["A"]]})), name="plan.xlsx")
    work()
    run = ImportRun.objects.of(municipality).get()
    assert (run.status, run.is_undecided) == ("failed", False)
    page = client.get(run.get_absolute_url()).content.decode()
    assert "This file is not a table: it has one column only." in page


@pytest.mark.django_db
def test_a_cancelled_reading_leaves_the_import(client, municipality, large):
    client.post(f"/{municipality.slug}/jobs/{large.job_id}/cancel/")
    work()
    large.refresh_from_db()
    assert (large.status, Job.objects.get().state) == ("cancelled", "cancelled")


@pytest.mark.django_db(transaction=True)
def test_no_file_is_read_while_others_wait_for_the_database(client, municipality, officer, monkeypatch):
    inside = []

    def watched(read):
        def reading(*given, **named):
            inside.append(connection.in_atomic_block)
            return read(*given, **named)

        return reading

    for name in ("read_head", "read_table"):
        monkeypatch.setattr(runs, name, watched(getattr(runs, name)))
    upload(client, municipality, content(workbook_of(TWO_SHEETS)), name="plan.xlsx")
    run = ImportRun.objects.of(municipality).get()
    client.post(address("columns", municipality, run.pk), {"format": "native", "sheet": "Dos", "_sheet": "1"})
    run.refresh_from_db()
    say_columns(client, run)
    work()
    run.refresh_from_db()
    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    run.refresh_from_db()
    assert (run.status, inside) == ("applied", [False] * 4)


# Two at one import -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_comes_late_to_the_columns_keeps_what_they_chose_and_is_told(client, municipality, officer):
    upload(client, municipality, GOOD)
    run = ImportRun.objects.of(municipality).get()
    seen = client.get(address("columns", municipality, run.pk)).context["seen"]
    say_columns(client, run, column_3="", _format="1", _seen=seen)

    late = say_columns(client, run, column_2="text", column_4="title", _seen=seen)
    assert (late.status_code, late.context["form"].non_field_errors()) == (
        422,
        [
            "Somebody else changed this import meanwhile. What you chose is still here: "
            "send it again to put it in place of theirs."
        ],
    )
    assert (late.context["form"]["column_2"].value(), late.context["form"]["column_4"].value()) == ("text", "title")
    say_columns(client, run, column_2="text", column_4="title", _seen=late.context["seen"])
    run.refresh_from_db()
    assert (run.status, run.mapping["Colour"]) == ("previewing", "title")

    too_late = say_columns(client, run, _seen=late.context["seen"])
    assert too_late.url == run.get_absolute_url()
    assert ImportRun.objects.get(pk=run.pk).mapping["Colour"] == "title"


@pytest.mark.django_db
def test_an_import_that_was_applied_meanwhile_stays_applied(client, municipality, officer):
    upload(client, municipality, GOOD)
    run = ImportRun.objects.of(municipality).get()
    stale = client.get(address("columns", municipality, run.pk)).context["seen"]
    say_columns(client, run)
    work()
    run.refresh_from_db()
    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    for name in ("columns", "place", "names"):
        client.post(
            address(name, municipality, run.pk), {"_seen": stale, "format": "native", "title": "x", "slug": "x"}
        )
    cancelled = client.post(address("cancel", municipality, run.pk), follow=True)
    run.refresh_from_db()
    assert (run.status, told(cancelled)[-1]) == ("applied", "This import is already applied.")
