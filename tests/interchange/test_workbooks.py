import io
import warnings
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.interchange.formats import is_heading
from intlstrategy.interchange.reading import Unreadable, read_table


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        read_table(io.BytesIO(data), "plan.xlsx")
    return str(refused.value)


def outcome(data):
    """The table, or the message that there is none."""
    try:
        return read_table(io.BytesIO(data), "plan.xlsx")
    except Unreadable as unreadable:
        return str(unreadable)


def workbook(*rows, formats=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def replaced(data, name, content):
    """The workbook with one of the files inside replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return file.getvalue()


def test_cells_of_a_workbook_are_read_as_a_person_sees_them():
    row = [date(2026, 1, 31), datetime(2026, 1, 31, 9, 30), 0.75, 0.755, 3.0, 2.5, True, False, None, "'=1", 1e-05, "x"]  # noqa: DTZ001
    header = [f"c{number}" for number in range(len(row))]
    table = read_table(io.BytesIO(workbook(header, row, formats={"C2": "0%", "D2": "0.0%"})), "plan.xlsx")
    assert table.rows == [
        ["2026-01-31", "2026-01-31 09:30:00", "75%", "75.5%", "3", "2.5", "yes", "no", "", "=1", "0.00001", "x"]
    ]
    assert (table.kind, table.sheet, table.encoding, table.delimiter) == ("xlsx", "Sheet", "", "")


def test_a_file_on_disk_is_read_by_its_path(tmp_path: Path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook(["a", "b"], ["1", "2"]))
    assert read_table(path, path.name).rows == [["1", "2"]]


def test_a_sheet_without_content_is_no_choice():
    book = openpyxl.Workbook()
    for row in (["a", "b"], ["1", "2"]):
        book.create_sheet("Plan") if "Plan" not in book.sheetnames else None
        book["Plan"].append(row)
    table = read_table(io.BytesIO(saved(book)), "plan.xlsx")
    assert (table.sheet, table.rows) == ("Plan", [["1", "2"]])
    assert table.notes == ["Only the sheet “Plan” was read. Not read: Sheet."]


def test_a_heading_above_the_table_is_passed_over():
    table = read_table(io.BytesIO(workbook(["Action plan 2026"], [], ["a", "b"], ["1", "2"])), "plan.xlsx")
    assert list(table.numbered()) == [(4, ["1", "2"])]
    assert table.notes == ["Row 1 was passed over: it has one cell and seems to be a heading."]


def test_a_column_of_a_sheet_without_a_name_is_called_by_its_number():
    table = read_table(io.BytesIO(workbook(["a", "b"], ["1", "2", "3"], [])), "plan.xlsx")
    assert (table.header, table.rows) == (["a", "b", "Column 3"], [["1", "2", "3"]])


def test_cells_merged_over_several_rows_are_read_in_each_row_that_says_something():
    book = openpyxl.Workbook()
    for row in (["a", "b", "c"], ["1", "2", "x"], [None, "3", None], [" ", None, None], [None, "4", None], [None, "5"]):
        book.active.append(row)
    book.active.merge_cells("A2:A5")
    book.active.merge_cells("C2:C3")
    table = read_table(io.BytesIO(saved(book)), "plan.xlsx")
    assert (table.rows, table.numbers) == (
        [["1", "2", "x"], ["1", "3", "x"], ["1", "4", ""], ["", "5", ""]], [2, 3, 5, 6],
    )  # fmt: skip
    assert table.notes == ["Cells merged over several rows were read in each of these rows: C2:C3, A2:A5."]


def test_cells_merged_over_columns_stay_where_they_are():
    book = openpyxl.Workbook()
    for row in (["a", "b"], ["1", None], ["2", "3"]):
        book.active.append(row)
    book.active.merge_cells("A2:B2")
    assert read_table(io.BytesIO(saved(book)), "plan.xlsx").rows == [["1", ""], ["2", "3"]]


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (7, "000", "007"), (12345, "000", "12345"), (-7, "000", "-007"), (1.1, "0.00", "1.10"), (2, "0.0", "2.0"),
        (1.125, "0.00", "1.1250"), (7, '"A-"000', "A-007"), (7, "0", "7"), (2.5, "0", "2.5"), (1234, "#,##0", "1234"),
    ],
)  # fmt: skip
def test_a_number_has_the_zeros_that_the_sheet_shows(value, shown_as, text):
    table = read_table(io.BytesIO(workbook(["a", "b"], [value, "x"], formats={"A2": shown_as})), "plan.xlsx")
    assert table.rows == [[text, "x"]]


def test_names_of_columns_over_two_rows_are_read_where_they_are_whole():
    book = openpyxl.Workbook()
    for row in (["Eje", "Título", "Fechas", None], [None, None, "Inicio", "Fin"], ["A", "Feria", "2026", "2027"]):
        book.active.append(row)
    for area in ("A1:A2", "B1:B2", "C1:D1"):
        book.active.merge_cells(area)
    table = read_table(io.BytesIO(saved(book)), "plan.xlsx", is_heading=is_heading)
    assert (table.header, table.rows) == (["Eje", "Título", "Inicio", "Fin"], [["A", "Feria", "2026", "2027"]])


def test_a_plan_of_one_action_is_not_hidden_by_a_long_list_of_codes():
    book = openpyxl.Workbook()
    codes, plan = book.active, book.create_sheet("Plan")
    for row in (["Código", "Nombre"], *([str(number), "Área"] for number in range(9))):
        codes.append(row)
    header = [
        "Eje",
        "Título",
        "Estado",
        "Avance",
        "Código",
        "Inicio",
        "Fin",
        "Responsable",
        "Peso",
        "Prioridad",
        "Texto",
    ]
    for row in (header, ["A", "Feria"]):
        plan.append(row)
    assert read_table(io.BytesIO(saved(book)), "plan.xlsx", is_heading=is_heading).sheet == "Plan"


def test_values_that_are_names_of_columns_too_are_values():
    book = openpyxl.Workbook()
    for row in (
        ["Eje", "Título", "Estado", None],
        ["Proyecto", "Inicio", "En plazo", "Código"],
        ["B", "Feria", "", "1"],
    ):
        book.active.append(row)
    table = read_table(io.BytesIO(saved(book)), "plan.xlsx", is_heading=is_heading)
    assert (table.header[:3], table.rows[0][:2], len(table.rows)) == (
        ["Eje", "Título", "Estado"],
        ["Proyecto", "Inicio"],
        2,
    )


def test_a_wide_summary_of_one_row_does_not_hide_the_plan():
    book = openpyxl.Workbook()
    summary, plan = book.active, book.create_sheet("Plan")
    for row in (["Eje", "Título", "Estado", "Avance"], ["Todos", "Plan", "en plazo", "10"]):
        summary.append(row)
    for row in (["Eje", "Título"], ["A", "Feria"], ["A", "Visita"], ["A", "Red"]):
        plan.append(row)
    assert read_table(io.BytesIO(saved(book)), "plan.xlsx", is_heading=is_heading).sheet == "Plan"


def test_an_empty_workbook_is_refused():
    assert refusal(workbook()) == "This workbook has no sheet with content."


def test_a_zip_bomb_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr("openpyxl.load_workbook", lambda *args, **kwargs: pytest.fail("It was opened."))
    bomb = replaced(workbook(["a", "b"], ["1", "2"]), "xl/worksheets/sheet1.xml", b" " * 30_000_000)
    assert refusal(bomb) == "This file unpacks to far more than a plan needs. It was not opened."


def test_a_bomb_of_entities_is_refused():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>'
    bomb = replaced(workbook(["a", "b"], ["1", "2"]), "xl/worksheets/sheet1.xml", laughs)
    assert refusal(bomb) == (
        "This workbook is damaged and could not be read. Open it in Excel, save it again as .xlsx, and retry."
    )


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="99000000"><c r="A99000000"><v>1</v></c></row></sheetData>',
            "This workbook names a row that no sheet can have. Save it again in Excel.",
        ),
        (
            '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row></sheetData>',
            "This file has more than 200 columns. Keep those that describe the plan.",
        ),
    ],
)
def test_a_sheet_of_absurd_size_is_refused(content, message):
    sheet = SHEET.format(content).encode()
    assert refusal(replaced(workbook(["a", "b"]), "xl/worksheets/sheet1.xml", sheet)) == message


def test_a_sheet_that_claims_to_be_larger_than_it_is_is_read():
    content = (
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>b</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData>'
    )
    data = replaced(workbook(["a", "b"]), "xl/worksheets/sheet1.xml", SHEET.format(content).encode())
    assert read_table(io.BytesIO(data), "plan.xlsx").rows == [["1", ""]]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            ["plan.csv"],
            "This file is not a table: it is an archive. Unpack it, and choose the CSV or Excel file (.xlsx) inside.",
        ),
        (["mimetype", "content.xml"], "This is an OpenDocument file. Save it as an Excel workbook (.xlsx) or as CSV."),
        (
            ["[Content_Types].xml", "word/document.xml"],
            "This file is not a table: it is a document or a presentation. Save the plan as CSV or as Excel (.xlsx).",
        ),
        (
            ["[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"],
            "This workbook has macros. Save it as .xlsx without them.",
        ),
        (
            ["[Content_Types].xml", "xl/workbook.xml"],
            "This workbook is damaged and could not be read. Open it in Excel, save it again as .xlsx, and retry.",
        ),
    ],
)
def test_other_archives_are_refused_with_what_they_are(names, message):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert refusal(file.getvalue()) == message


@given(st.binary(min_size=1, max_size=40), st.integers(0, 4_000))
def test_a_workbook_damaged_anywhere_gives_a_table_or_a_message(noise, place):
    data = workbook(["a", "b"], ["1", "2"])
    damaged = data[:place] + noise + data[place + len(noise) :]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert outcome(damaged) != ""


def test_a_formula_without_its_result_is_refused_with_its_cell():
    book = openpyxl.Workbook()
    book.active.append(["Axis", "Title", "Progress"])
    book.active.append(["Trade", "Fair", "=50+20"])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    with pytest.raises(Unreadable) as refused:
        read_table(file, "plan.xlsx")
    assert str(refused.value) == (
        "Cell C2 holds a formula without its result. "
        "Open the workbook in Excel or LibreOffice, save it, and bring it in again."
    )
