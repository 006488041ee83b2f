"""Which sheet of a workbook is read, where its table begins, and what of it cannot be a value."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from intlstrategy.interchange.models import ImportRun
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action
from tests.factories import make_member
from tests.interchange.commands import export_file, import_file

pytestmark = pytest.mark.django_db

HEADER = ["Eje", "Línea", "Actuación", "Inicio", "Fin", "Avance"]
ROW = ["A", "B", "Feria"]
COUNTED = "created 3, updated 0, unchanged 0, errors 0"


def workbook(sheets, *, hidden=(), active=0):
    """A workbook of sheets by name, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
    book.active = active
    return book


def content(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def brought_in(book, municipality, folder, *more):
    file = folder / "plan.xlsx"
    file.write_bytes(content(book))
    return import_file(file, municipality, *more)


def titles(municipality):
    return list(Action.objects.of(municipality).order_by("title").values_list("title", flat=True))


# Which sheet -------------------------------------------------------------------------------------------


def test_a_hidden_sheet_is_not_taken_for_the_plan(municipality, tmp_path):
    book = workbook({"Viejo": [HEADER, ["A", "B", "Borrador"]], "Plan": [HEADER, ROW]}, hidden=["Viejo"], active=1)
    assert brought_in(book, municipality, tmp_path) == (
        0,
        ["Only the sheet “Plan” was read. Not read: Viejo (hidden).", "absent 0", COUNTED],
        [],
    )
    assert titles(municipality) == ["Feria"]


def test_a_cover_is_not_taken_for_the_plan(municipality, tmp_path):
    cover = [[], ["", "Plan Director"], [], ["", "Ayuntamiento"], ["", "Fecha", date(2026, 1, 1)]]
    book = workbook({"Portada": cover, "Plan": [HEADER, ROW]})
    assert brought_in(book, municipality, tmp_path) == (
        0,
        ["Only the sheet “Plan” was read. Not read: Portada.", "absent 0", COUNTED],
        [],
    )


def test_a_summary_or_an_empty_form_is_not_taken_for_the_plan(municipality, tmp_path):
    summary = [["Eje", "Actuación", "Avance"], ["A", "Todas", 0.5]]
    book = workbook({"Resumen": summary, "Vacía": [[*HEADER, "Peso"]], "Plan": [HEADER, ROW]})
    assert brought_in(book, municipality, tmp_path)[1][0] == (
        "Only the sheet “Plan” was read. Not read: Resumen; Vacía."
    )
    assert titles(municipality) == ["Feria"]


def test_where_no_sheet_is_known_the_open_one_is_read_and_named(municipality, tmp_path):
    book = workbook({"Uno": [["x", "y"], ["1", "2"]], "Dos": [["z", "y"], ["1", "2"]]}, active=1)
    assert brought_in(book, municipality, tmp_path) == (
        2,
        [],
        ["Sheet “Dos”: No column holds the title of the actions. Say which one does."],
    )


def test_a_hidden_sheet_is_read_where_nothing_else_is_there(municipality, tmp_path):
    book = workbook({"Blank": [], "Plan": [HEADER, ROW]}, hidden=["Plan"])
    assert brought_in(book, municipality, tmp_path)[1:] == (
        ["Only the sheet “Plan” was read. Not read: Blank.", "absent 0", COUNTED],
        [],
    )


def test_the_command_reads_the_sheet_that_it_is_told(municipality, tmp_path):
    book = workbook({"Eje 1": [HEADER, ROW], "Eje 2": [HEADER, ["C", "D", "Misión"]]})
    assert brought_in(book, municipality, tmp_path, "--sheet", "Eje 2")[1][0] == (
        "Only the sheet “Eje 2” was read. Not read: Eje 1."
    )
    assert titles(municipality) == ["Misión"]
    assert brought_in(book, municipality, tmp_path, "--sheet", "Eje 3")[0::2] == (
        2,
        ["This workbook has no sheet called “Eje 3”. It has: Eje 1; Eje 2."],
    )


def test_what_is_wrong_with_a_sheet_is_told_with_its_name(municipality, tmp_path):
    book = workbook({"Eje 1": [HEADER, ROW], "Eje 2": [HEADER], "Eje 3": []})
    assert [brought_in(book, municipality, tmp_path, "--sheet", name)[2] for name in ("Eje 2", "Eje 3")] == [
        ["Sheet “Eje 2”: This file has a header and no rows."],
        ["Sheet “Eje 3”: This file is empty."],
    ]


def test_a_text_file_has_no_sheet_to_choose(municipality, tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("Eje,Actuación\nA,Feria\n", encoding="utf-8")
    assert import_file(file, municipality, "--sheet", "Plan")[2] == [
        "Only an Excel workbook has sheets. Leave out the name of the sheet."
    ]


@pytest.fixture
def columns_page(client, municipality):
    """The address of the page of columns of a workbook with two sheets."""
    client.force_login(make_member(municipality, Role.OFFICER).user)
    book = workbook({"Eje 1": [HEADER, ROW], "Eje 2": [["Programa", "Medida"], ["C", "Misión"]], "Nada": []})
    create = reverse("interchange:import-create", args=[municipality.slug])
    file = SimpleUploadedFile("plan.xlsx", content(book))
    return client.post(create, {"file": file, "kind": "strategy"}).url


def test_the_wizard_offers_the_sheets_and_reads_the_one_that_is_chosen(client, municipality, columns_page):
    form = client.get(columns_page).context["form"]
    assert ([value for value, _label in form.fields["sheet"].choices], form["sheet"].value()) == (
        ["Eje 1", "Eje 2", "Nada"],
        "Eje 1",
    )
    answer = client.post(columns_page, {"format": "native", "sheet": "Eje 2", "_sheet": "1"})
    run = ImportRun.objects.of(municipality).get()
    assert (answer.url, run.sheet, run.mapping) == (columns_page, "Eje 2", {"Programa": "level_1", "Medida": "title"})
    assert client.get(columns_page).context["form"]["sheet"].value() == "Eje 2"


def test_a_sheet_that_cannot_be_read_is_told_at_its_field_and_the_one_before_stays(client, municipality, columns_page):
    answer = client.post(columns_page, {"format": "native", "sheet": "Nada", "_sheet": "1"})
    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"sheet": ["Sheet “Nada”: This file is empty."]},
    )
    assert ImportRun.objects.of(municipality).get().sheet == "Eje 1"


# Where the table begins --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        [["Plan de acción", "", "", "", "", "Fecha: 2026"], []],
        [["Estructura", None, None, "Fechas", None, "Seguimiento"], []],
        [["Ayuntamiento"], ["Plan", "2026"]],
    ],
)
def test_several_cells_above_the_names_of_the_columns_are_passed_over(municipality, tmp_path, above):
    book = workbook({"Plan": [*above, HEADER, ["A", "B", "Feria", None, None, 1.5]]})
    code, out, _err = brought_in(book, municipality, tmp_path)
    assert (code, out[-1], titles(municipality)) == (0, COUNTED, ["Feria"])
    assert out[-3].endswith(" was passed over: it stands above the names of the columns.")


def test_rows_below_a_heading_keep_their_numbers(municipality, tmp_path):
    book = workbook({"Plan": [["Plan", "2026"], [], HEADER, ["A", "B", "Feria", "soon"]]})
    assert brought_in(book, municipality, tmp_path)[2] == [
        "row 4, column Inicio: “soon” is not a date. Write it as 2026-11-24 or 24/11/2026."
    ]


def test_values_that_are_also_names_of_columns_make_no_header(municipality, tmp_path):
    book = workbook({"Plan": [["Àrea interna", "Text curt", "Classe"], ["Servicio", "Feria", "Proyecto"]]})
    assert brought_in(book, municipality, tmp_path)[2] == [
        "No column holds the title of the actions. Say which one does."
    ]


# Cells that hold no value ------------------------------------------------------------------------------


def with_errors(book, **errors):
    for place, error in errors.items():
        book["Plan"][place], book["Plan"][place].data_type = error, "e"
    return book


def test_an_error_in_a_cell_refuses_its_row(municipality, tmp_path):
    book = workbook({"Plan": [HEADER, ROW, [*ROW[:2], "Misión", "2026-01-01"]]})
    told = "The cell holds an error, {}, instead of a value. Correct it in the spreadsheet."
    assert brought_in(with_errors(book, C2="#N/A", A3="#REF!", F3="#DIV/0!"), municipality, tmp_path)[2] == [
        f"row 2, column Actuación: {told.format('#N/A')}",
        f"row 3, column Avance: {told.format('#DIV/0!')}",
        f"row 3, column Eje: {told.format('#REF!')}",
    ]


def test_an_error_under_a_name_is_refused_with_its_cell(municipality, tmp_path):
    book = with_errors(workbook({"Plan": [["Plan"], HEADER, ROW]}), F2="#NAME?")
    assert brought_in(book, municipality, tmp_path)[2] == [
        "Cell F2 holds an error, #NAME?, instead of the name of a column. "
        "Correct it in Excel or LibreOffice, save the workbook, and bring it in again."
    ]


def test_an_error_that_means_nothing_to_the_plan_is_kept_as_it_is(municipality, tmp_path):
    line = ["A", "B", None, None, None, None]  # the average of a line without actions
    book = with_errors(
        workbook({"Plan": [[*HEADER, "Nota"], [*ROW, None, None, 0.5, "x"], line]}), G2="#N/A", F3="#DIV/0!"
    )
    assert brought_in(book, municipality, tmp_path)[1][-1] == COUNTED
    action = Action.objects.of(municipality).get()
    assert (action.title, action.source_columns) == ("Feria", [["Nota", "#N/A"]])
    export = tmp_path / "export.xlsx"
    export_file(export, action.plan)
    assert import_file(export, municipality)[1][-1] == "created 0, updated 0, unchanged 3, errors 0"


def test_an_error_in_a_sheet_that_is_not_read_does_no_harm(municipality, tmp_path):
    book = workbook({"Portada": [["Total", "x"]], "Plan": [HEADER, ROW]})
    book["Portada"]["B1"], book["Portada"]["B1"].data_type = "#REF!", "e"
    assert brought_in(book, municipality, tmp_path)[1][-1] == COUNTED
