import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.interchange import reading
from intlstrategy.interchange.reading import Unreadable, guard, read_table, unguard

CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
FORMULA_LIKE = st.text(alphabet="'=+-@\t\r1a.", max_size=8)


def read(text, encoding="utf-8"):
    return read_table(io.BytesIO(text.encode(encoding) if isinstance(text, str) else text), "plan.csv")


def refusal(data, name="plan.csv"):
    with pytest.raises(Unreadable) as refused:
        read_table(io.BytesIO(data.encode() if isinstance(data, str) else data), name)
    return str(refused.value)


def outcome(data):
    """The table, or the message that there is none."""
    try:
        return read(data)
    except Unreadable as unreadable:
        return str(unreadable)


# Delimiters and encodings ------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_file_with_any_of_the_four_delimiters_is_read(delimiter):
    table = read(f'Eje{delimiter}Título\n"Uno; dos, tres"{delimiter}Puerto\n')
    assert (table.header, table.rows, table.delimiter) == (["Eje", "Título"], [["Uno; dos, tres", "Puerto"]], delimiter)


def test_a_file_with_semicolons_and_decimal_commas_is_read():
    assert read("Título;Avance\nUno, dos y tres;75,5 %\nCuatro, cinco;10,0 %\n").delimiter == ";"


def test_delimiters_inside_quotes_are_not_counted():
    assert read('"a;b;c;d","e;f;g;h"\n"1;2;3;4","5"\n').header == ["a;b;c;d", "e;f;g;h"]


def test_a_quote_inside_a_quoted_cell_does_not_end_it():
    assert read('a;b\n"say ""x, y"", twice";2\n').rows == [['say "x, y", twice', "2"]]


def test_the_first_line_that_excel_writes_for_itself_names_the_delimiter():
    table = read("sep=;\na;b\n1,2;3\n")
    assert (table.header, table.rows, table.numbers) == (["a", "b"], [["1,2", "3"]], [2])


@pytest.mark.parametrize(
    ("bom", "written", "encoding"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (b"", "windows-1252", "windows-1252"),
        (b"", "latin-1", "windows-1252"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (b"", "utf-16-le", "utf-16"),
        (b"", "utf-16-be", "utf-16"),
    ],
)
def test_the_encodings_of_offices_are_read(bom, written, encoding):
    table = read(bom + "Código,Actuación\n1,Año\n".encode(written))
    assert (table.header, table.rows, table.encoding) == (["Código", "Actuación"], [["1", "Año"]], encoding)


def test_the_marks_that_only_windows_knows_are_read():
    assert read("a,b\n“€”,–\n", "windows-1252").rows == [["“€”", "–"]]


def test_a_byte_that_windows_leaves_undefined_is_read_as_latin_1():
    assert read(b"a,b\n\x81\x80,\xf1\n").rows == [["\x81€", "ñ"]]


def test_a_file_of_two_encodings_is_read_line_by_line_and_says_so():
    table = read("a,b\nñ,1\n".encode() + "é,2\n".encode("windows-1252") + "ç,3\n".encode())
    assert table.rows == [["ñ", "1"], ["é", "2"], ["ç", "3"]]
    assert table.notes == ["1 line is not written like the rest of the file and was read as Windows-1252: line 3."]


def test_damaged_text_is_kept_as_it_is():
    assert read("a,b\nEducaciÃ³n,\ufffd?\n").rows == [["EducaciÃ³n", "\ufffd?"]]


@pytest.mark.parametrize(
    ("record", "cells"),
    [
        ('"Dos"x;1', ['"Dos"x', "1"]),
        ('Uno "x;"Dos"', ['Uno "x', "Dos"]),
        ('"say ""x; y""";"Dos"x', ['say "x; y"', '"Dos"x']),
        ('"one\ntwo" x;1', ['"one\ntwo" x', "1"]),
        ('"Dos" ;"a"b', ["Dos", '"a"b']),
    ],
)
def test_damaged_quotation_marks_are_kept_as_they_are(record, cells):
    assert read(f"a;b\n{record}\n3;4\n").rows == [cells, ["3", "4"]]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(line_end):
    assert read(line_end.join(["a,b", "1,2", "3,4"])).rows == [["1", "2"], ["3", "4"]]


# The shape of a table ----------------------------------------------------------------------------------


def test_rows_have_the_numbers_a_spreadsheet_shows():
    table = read('a,b\n\n"one\ntwo",1\n,\nthree,2\n')
    assert list(table.numbered()) == [(3, ["one\ntwo", "1"]), (5, ["three", "2"])]


def test_short_rows_are_filled_up_and_blank_cells_at_the_end_pass():
    assert read("a,b,c\n1\n1,2,3,,,\n").rows == [["1", "", ""], ["1", "2", "3"]]


def test_a_column_without_a_name_is_called_by_its_number():
    assert read("a,,c, \n1,2,3,4\n").header == ["a", "Column 2", "c", "Column 4"]


def test_blank_columns_at_the_end_are_left_out():
    assert read("a,b,,\n1,2,,\n").header == ["a", "b"]


def test_blanks_in_the_names_of_columns_are_normalised():
    assert read(" Fecha \u00a0 inicio ,b\n1,2\n").header == ["Fecha inicio", "b"]


def test_two_columns_of_one_name_are_refused():
    assert refusal("a,b, a\n1,2,3\n") == "Two columns are called “a”. Give each a name of its own."


def test_a_row_longer_than_the_header_is_refused_with_its_number():
    assert refusal("a,b\n1,2\n1,2,3\n") == (
        "Row 3 has 3 cells and the header has 2 columns. "
        "A quotation mark may be missing, or a text may hold the character that separates columns."
    )


@pytest.mark.parametrize("end", ["", "\n", "\n3,4\n5,6\n"])
def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_row(end):
    assert refusal(f'a,b\n1,2\n"open,2{end}') == (
        "A quotation mark opened in row 3 is never closed. Close it and try again."
    )


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_csv_writes_comes_back(rows):
    rows = [["x", *row] for row in rows]
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["a", "b", "c", "d"], *[[guard(cell) for cell in row] for row in rows]])
    assert read(file.getvalue()).rows == rows


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_message(data):
    assert outcome(data) != ""


@given(st.text(alphabet="a,;\"\n\r\t '=", max_size=60))
def test_any_text_gives_a_table_or_a_message(text):
    assert outcome(text) != ""


# What is no table --------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"  \n\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b" \x00"])
def test_an_empty_file_is_refused(data):
    assert refusal(data) == "This file is empty."


def test_a_header_alone_is_refused():
    assert refusal("a,b\n") == "This file has a header and no rows."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "Dear all\nthis is a letter\n",
            "This file is not a table: it has one column only. Put a comma, a semicolon or a tab between columns.",
        ),
        (
            "<!DOCTYPE html><html><table>",
            "This file is not a table: it is a web page. Save it as CSV or as an Excel workbook (.xlsx).",
        ),
        (
            '{"plan": [1, 2]}',
            "This file is not a table: it holds data of another kind. Save the plan as CSV or as Excel (.xlsx).",
        ),
        (
            b"%PDF-1.7\n%\xe2\xe3",
            "This file is not a table: it is a PDF. Save the plan as CSV or as an Excel workbook (.xlsx).",
        ),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00",
            "“plan.csv” is not a table. Save the plan as CSV or as an Excel workbook (.xlsx).",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "“plan.csv” is an old Excel file (.xls) or has a password. Save it as .xlsx without a password, or as CSV.",
        ),
        (b"PK\x03\x04 nonsense", "This file is damaged: it could not be opened."),
    ],
)
def test_what_is_no_table_is_refused_with_what_it_is(data, message):
    assert refusal(data) == message


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            return b"a" * size

    with pytest.raises(Unreadable, match=r"^This file is larger than 25 MB\."):
        read_table(Endless(), "plan.csv")


def test_a_hundred_thousand_columns_are_refused():
    wide = ",".join(f"c{number}" for number in range(100_000))
    assert refusal(f"{wide}\n{wide}\n") == "This file has more than 200 columns. Keep those that describe the plan."


def test_too_many_rows_are_refused():
    assert refusal("a,b\n" + "1,2\n" * 50_001) == "This file has more than 50\u202f000 rows. Split it."
    assert len(read("a,b\n" + "1,2\n" * 50_000).rows) == 50_000


def test_a_cell_that_is_too_long_is_refused_with_its_row():
    assert refusal(f"a,b\n1,{'x' * 1_000_001}\n") == (
        "Row 2 has a cell of more than 1\u202f000\u202f000 characters. Is a quotation mark missing above it?"
    )


# Formulas ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+34 985", "'+34 985"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("- first", "'- first"),
        ("\tx", "'\tx"),
        ("'=1", "''=1"),
        ("=5", "'=5"),
        ("-5", "-5"),
        ("+75,5%", "+75,5%"),
        ("'quoted'", "'quoted'"),
        ("plain", "plain"),
    ],
)
def test_what_a_spreadsheet_would_run_leaves_with_an_apostrophe(cell, guarded):
    assert guard(cell) == guarded
    assert unguard(guarded) == cell


@given(CELLS | FORMULA_LIKE)
def test_an_apostrophe_that_was_put_is_taken_back(cell):
    assert unguard(guard(cell)) == cell
    assert read_back(guard(cell)) == cell


def read_back(cell):
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["a", "b"], ["x", cell]])
    return read(file.getvalue()).rows[0][1] if cell.strip() else cell


def test_a_formula_in_a_file_is_text():
    assert read("a,b\n=cmd|' /C calc'!A0,'=1+1\n").rows == [["=cmd|' /C calc'!A0", "=1+1"]]


def test_the_limits_are_those_that_are_told():
    assert (reading.LARGEST_FILE, reading.MOST_COLUMNS, reading.MOST_ROWS, reading.LONGEST_CELL) == (
        25 * 1024 * 1024,
        200,
        50_000,
        1_000_000,
    )


def test_a_large_file_in_windows_1252_with_an_undefined_byte_keeps_its_marks():
    line = "Comercio,“Feria” – 5 €\n".encode("windows-1252")
    table = read_table(io.BytesIO(b"Eje,T\xedtulo\n" + line * 49_000 + b"x,\x81\n"), "plan.csv")
    assert table.header == ["Eje", "Título"]
    assert (table.rows[0], table.rows[-1]) == (["Comercio", "“Feria” – 5 €"], ["x", "\x81"])
