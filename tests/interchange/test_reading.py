"""Files become tables, or a sentence that says why they cannot."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.sheets import guard, unguard
from intlstrategy.interchange import reading
from intlstrategy.interchange.reading import Table, Unreadable, read_table

ROWS = [(2, ["Línea", "Año"]), (3, ["b", "c"])]
TEXT = "Eje,Título\nLínea,Año\nb,c\n"


def read(data: bytes) -> Table:
    return read_table(BytesIO(data), "plan.csv")


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data)
    return str(refused.value)


def workbook(*rows: list, formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
def test_every_usual_encoding_reads_alike(encoding):
    table = read(TEXT.encode(encoding))
    assert (table.header, table.rows) == (["Eje", "Título"], ROWS)


def test_windows_punctuation_is_read():
    assert read("a,b\n“x” – y,1 €\n".encode("cp1252")).rows == [(2, ["“x” – y", "1 €"])]


def test_lines_of_another_encoding_are_read_and_reported():
    table = read("Eje,Título\nLínea,Año\n".encode() + "Línea,Año\n".encode("latin-1"))
    assert table.rows == [(2, ["Línea", "Año"]), (3, ["Línea", "Año"])]
    assert table.notes == ["1 lines of the file use another encoding than the rest; they were read as Windows-1252."]


def test_damaged_text_stays_as_it_is():
    assert read("a,b\nLÃ­nea,\ufffd\n".encode()).rows == [(2, ["LÃ­nea", "\ufffd"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_recognised(delimiter):
    table = read(f'a{delimiter}b\n"1, 2; 3"{delimiter}x\n'.encode())
    assert (table.delimiter, table.rows) == (delimiter, [(2, ["1, 2; 3", "x"])])


def test_blank_rows_are_passed_over_and_numbers_stay_those_of_the_sheet():
    assert read(b"a,b\n\n1,2\n,\n3,4\n").rows == [(3, ["1", "2"]), (5, ["3", "4"])]


def test_excel_cells_read_as_a_person_sees_them():
    data = workbook(
        ["day", "share", "whole", "half", "yes"],
        [date(2026, 11, 24), 0.755, 3.0, 0.5, True],
        formats={"B2": "0.0%"},
    )
    table = read(data)
    assert (table.kind, table.rows) == ("xlsx", [(2, ["2026-11-24", "75.5%", "3", "0.5", "yes"])])


def test_a_formula_in_a_workbook_is_not_run_nor_kept():
    assert read(workbook(["a", "b"], ["=cmd|' /C calc'!A0", "kept"])).rows == [(2, ["", "kept"])]


def test_a_formula_in_a_csv_is_plain_text():
    assert read(b"a,b\n=cmd|' /C calc'!A0,x\n").rows == [(2, ["=cmd|' /C calc'!A0", "x"])]


def test_the_first_sheet_with_content_is_read():
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Plan")
    for row in (["a", "b"], ["1", "2"]):
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    assert read(file.getvalue()).rows == [(2, ["1", "2"])]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "This file is empty."),
        (b" \n\n ", "This file is empty."),
        (b",\n,\n", "This file is empty."),
        (b"a,b\n", "This file has a header and no rows."),
        (b"a,a\n1,2\n", "Two columns are called “a”. Give each its own name."),
        (
            b"just words\nand more\n",
            "This file is not a table: its first row has one column only. "
            "Use a comma, a semicolon or a tab between columns.",
        ),
        (
            b"<!DOCTYPE html><p>a,b",
            "This file is a web page, not a table. Save it as CSV or as an Excel workbook (.xlsx).",
        ),
        (
            b"%PDF-1.7\n",
            "“plan.csv” is not a table. Save it as CSV or as an Excel workbook (.xlsx) without a password.",
        ),
        (b"PK\x03\x04 broken", "This file is damaged: it could not be opened."),
        (
            b"a,b\n1,2,3\n",
            "Row 2 has more cells than the header has columns. Is a quotation mark missing?",
        ),
        (
            b",".join(b"c%d" % n for n in range(100_000)) + b"\n1,2\n",
            "This file has more than 200 columns. Keep those that describe the plan.",
        ),
        (
            b"a,b\n" + b"x" * (26 * 1024 * 1024),
            "This file is larger than 25 MB. Split it, or leave out the columns you do not need.",
        ),
    ],
    ids=lambda value: None if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_is_no_table_is_refused_in_words(data, message):
    assert refusal(data) == message


def test_a_workbook_too_wide_is_refused():
    assert refusal(workbook([f"c{n}" for n in range(201)], ["1", "2"])) == reading.too_many_columns()


def test_a_zip_bomb_is_not_opened():
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    assert refusal(file.getvalue()) == "This file unpacks to far more than it should. It was not opened."


def test_an_archive_that_is_no_workbook_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("plan.csv", "a,b\n1,2\n")
    assert refusal(file.getvalue()) == (
        "This is an archive, not a table. Save the plan as CSV or as an Excel workbook (.xlsx)."
    )


@given(st.text(st.one_of(st.sampled_from("'=+-@\t\r1.,"), st.characters())))
def test_what_is_guarded_comes_back_the_same(text):
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "@", "\t", "\r"))
