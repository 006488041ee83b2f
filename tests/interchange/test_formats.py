import csv
import io
import os
import tracemalloc
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from intlstrategy.interchange.formats import FORMATS, TARGETS, parse, recognise
from intlstrategy.interchange.formats.native import HEADINGS, HEADINGS_ES
from intlstrategy.interchange.reading import Unreadable, read_table
from tests.interchange.plans import plan_of, said


@pytest.fixture
def samples():
    folder = os.environ.get("INTLSTRATEGY_SAMPLES")
    if not folder and os.environ.get("CI") == "true":
        pytest.fail("INTLSTRATEGY_SAMPLES names no folder.")
    if not folder:
        pytest.skip("INTLSTRATEGY_SAMPLES names the folder of sample files.")
    return Path(folder)


def read_sample(samples, name, language="en"):
    table = read_table(samples / name, name)
    file_format = recognise(table.header)
    return file_format.key, parse(table, file_format, file_format.default_mapping(table.header, language))


# Sample files ------------------------------------------------------------------------------------------


def test_barcelonas_plan_is_read_whole(samples):
    key, plan = read_sample(samples, "barcelona_action_plan_2016_2019.csv")
    assert key == "barcelona"
    assert plan.problems == []
    assert Counter(row.kind for row in plan.rows) == {"action": 1467}
    assert Counter(row.path[0] for row in plan.rows) == {
        "Bon viure": 715,
        "Transició ecològica": 414,
        "Economia plural": 196,
        "Bon govern": 125,
        "Justícia global": 17,
    }
    assert len({row.path for row in plan.rows}) == 29
    assert plan.level_names == ["Categoria", "Subcategoria"]
    assert plan.near_duplicates == []
    assert plan.notes == ["510 cells had extra blanks."]


def test_a_row_of_barcelonas_plan_keeps_what_has_no_field(samples):
    row = read_sample(samples, "barcelona_action_plan_2016_2019.csv")[1].rows[0]
    assert (row.number, row.external_id, row.path) == (2, "6508", ("Bon govern", "Participació ciutadana"))
    assert row.text.startswith("Revisió del pla d’equipament")
    assert row.extras == [
        ("Districte", "Nou Barris"),
        ("Propostes", "4"),
        ("Suports", "35"),
        ("Comentaris", "2"),
        ("Participants", "30"),
        ("Intervencions", "0"),
        ("URL", "https://decidim.barcelona/action_plans/6508"),
    ]


def test_gobiertos_plan_is_read_whole(samples):
    key, plan = read_sample(samples, "gobierto_plan_format.csv")
    assert (key, plan.problems, plan.level_names) == ("gobierto", [], None)
    assert Counter(row.kind for row in plan.rows) == {"action": 16, "element": 1}
    assert plan.rows[0].fields == {
        "starts_on": date(2018, 1, 1),
        "ends_on": date(2019, 1, 1),
        "status": "on_track",
        "progress": Decimal(50),
    }
    assert (plan.rows[-1].kind, plan.rows[-1].path[-1]) == ("element", "Transportation C")


def test_decidims_results_are_read_whole(samples):
    key, plan = read_sample(samples, "decidim_results_format.csv", "es")
    assert (key, plan.problems) == ("decidim", [])
    category = "Vero et molestiae amet itaque."
    assert [(row.kind, row.path, row.title) for row in plan.rows] == [
        ("action", (category, "test es 69"), "test es 70"),
        ("action", (category, "test es 69"), "test es 71"),
        ("action", (category, "test es 69"), "test es 72"),
        ("element", (category, "test es 69"), "test es 69"),
    ]
    assert plan.notes == ["3 rows have statuses of the source’s own. They are kept with the rows, “From the source”."]


# Recognising -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "key"),
    [
        (["Level 0", "Level 1", "Node.Title"], "gobierto"),
        (["id", "parent/id", "title/en", "progress"], "decidim"),
        (["ID", "Categoria", "Subcategoria", "Títol", "Descripció"], "barcelona"),
        (["Eje", "Actuación"], "native"),
    ],
)
def test_a_format_is_recognised_by_its_columns(header, key):
    assert recognise(header).key == key


@pytest.mark.parametrize("headings", [HEADINGS, HEADINGS_ES])
def test_our_own_columns_are_known_in_both_languages(headings):
    header = [*headings.values(), "Level 1: Axis", "Nivel 2", "Level 1 code", "Código del nivel 2"]
    levels = ["level_1", "level_2", "level_code_1", "level_code_2"]
    assert list(FORMATS["native"].default_mapping(header).values()) == [*headings, *levels]


def test_the_columns_of_an_unknown_sheet_are_guessed():
    header = [
        "Nº", "EJE ESTRATÉGICO", "Línea", "Objetivo", "Actuación", "Responsable", "Fecha inicio (dd/mm/aaaa)",
        "Fecha fin:", "% ejecución", "Estado", "Prioridad", "Peso", "Nº expediente", "Observaciones",
    ]  # fmt: skip
    assert FORMATS["native"].default_mapping(header) == dict(
        zip(
            header,
            [
                "code", "level_1", "level_2", "level_3", "title", "responsible", "starts_on",
                "ends_on", "progress", "status", "priority", "weight", "file_number", "",
            ],
            strict=True,
        )
    )  # fmt: skip


def test_levels_without_the_one_between_close_up():
    assert FORMATS["native"].default_mapping(["Eje", "Objetivo", "Acción"]) == {
        "Eje": "level_1",
        "Objetivo": "level_2",
        "Acción": "title",
    }


@pytest.mark.parametrize("header", [["Level 0", "Level 1"], ["Level 1", "Level 2"], ["level 1", "level 3"]])
def test_levels_are_numbered_from_anywhere(header):
    for key in ("gobierto", "native"):
        assert list(FORMATS[key].default_mapping(header).values()) == ["level_1", "level_2"]


def test_a_meaning_is_given_to_one_column_only():
    assert FORMATS["native"].default_mapping(["Título", "Nombre"]) == {"Título": "title", "Nombre": ""}


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["Level 1: Axis", "Level 2: Line", "Title"], ["Axis", "Line"]),
        (["Eje", "Línea", "Título"], ["Eje", "Línea"]),
        (["Eje", "Nivel 2", "Título"], ["Eje", "Nivel 2"]),
        (["Nivel 1", "Nivel 2", "Título"], None),
    ],
)
def test_the_names_of_levels_are_those_of_their_columns(header, names):
    native = FORMATS["native"]
    assert native.level_names(header, native.default_mapping(header)) == names


def test_every_target_has_a_label_and_a_help():
    assert [target.key for target in TARGETS if not target.label or not target.help] == []
    assert len({target.key for target in TARGETS}) == len(TARGETS)


# The native format -------------------------------------------------------------------------------------


def test_element_rows_define_elements_and_action_rows_name_them():
    plan = plan_of(
        [
            "Row type",
            "Level 1",
            "Level 2",
            "External id",
            "Title",
            "Starts on",
            "Continuous",
            "Contributing departments",
        ],
        ["element", "Axis", "", "1", "Axis", "", "", ""],
        ["element", "Axis", "Goal", "2", "Goal", "", "", ""],
        ["action", "Axis", "Goal", "3", "Host", "2026", "yes", "Port; Culture"],
    )
    assert plan.problems == []
    assert [(row.number, row.kind, row.path, row.title) for row in plan.rows] == [
        (2, "element", ("Axis",), "Axis"),
        (3, "element", ("Axis", "Goal"), "Goal"),
        (4, "action", ("Axis", "Goal"), "Host"),
    ]
    assert plan.rows[2].fields == {
        "starts_on": date(2026, 1, 1),
        "is_continuous": True,
        "contributing_departments": ["Port", "Culture"],
    }
    assert plan.columns.keys() == {
        "kind",
        "external_id",
        "title",
        "starts_on",
        "is_continuous",
        "contributing_departments",
    }


def test_element_rows_may_name_only_the_levels_above_them():
    plan = plan_of(
        ["Tipo de fila", "Nivel 1", "Nivel 2", "Título"],
        ["elemento", "", "", "Justice"],
        ["elemento", "Justice", "", "Justice"],
        ["actuación", "Justice", "Justice", "Host"],
    )
    assert [row.path for row in plan.rows] == [("Justice",), ("Justice", "Justice"), ("Justice", "Justice")]
    assert plan.problems == []


def test_an_element_that_was_given_a_new_title_in_an_export_stays_where_it_is():
    plan = plan_of(
        ["Row type", "Level 1", "Level 2", "External id", "Title"],
        ["element", "Axis", "", "1", "Axis"],
        ["element", "Axis", "Goal", "2", "New goal"],
    )
    assert [row.path for row in plan.rows] == [("Axis",), ("Axis", "New goal")]


def test_a_flat_table_is_all_actions():
    plan = plan_of(
        ["Eje", "Línea", "Actuación", "Avance", "Correo responsable", "Nota"],
        ["1. Europa", "1.1", "Ir", "75,5 %", "ana@x.test", " Ver  acta "],
    )
    row = plan.rows[0]
    assert (row.kind, row.path, row.title) == ("action", ("1. Europa", "1.1"), "Ir")
    assert row.fields == {"progress": Decimal("75.5"), "responsible_email": "ana@x.test"}
    assert row.extras == [("Nota", " Ver  acta ")]


def test_the_codes_of_levels_make_rows_of_their_elements():
    plan = plan_of(
        ["Level 1", "Level 1 code", "Level 2", "Level 2 code", "Title"],
        ["Axis", "1", "Goal", "1.1", "Host"],
        ["Axis", "1", "Other", "", "Visit"],
        ["Axis", "9", "Goal", "1.1", "Write"],
    )
    assert [(row.number, row.kind, row.path, row.code) for row in plan.rows] == [
        (2, "element", ("Axis",), "1"),
        (2, "element", ("Axis", "Goal"), "1.1"),
        (2, "action", ("Axis", "Goal"), ""),
        (3, "action", ("Axis", "Other"), ""),
        (4, "action", ("Axis", "Goal"), ""),
    ]
    assert said(plan) == [(4, "Level 1 code", "“Axis” has the code 1 in row 2 and 9 here.")]


def test_what_belongs_to_actions_is_kept_with_an_element():
    plan = plan_of(["Tipo", "Eje", "Título", "Situación"], ["elemento", "Axis", "Axis", "whatever"])
    assert (plan.rows[0].extras, plan.rows[0].fields, plan.problems) == ([("Situación", "whatever")], {}, [])


def test_under_one_of_our_own_headings_it_is_left_out_with_a_note():
    plan = plan_of(["Row type", "Level 1", "Title", "Status"], ["element", "Axis", "Axis", "on track"])
    assert plan.rows[0].extras == []
    assert plan.rows[0].notes == ["“Status” belongs to actions. It was not read for the element in row 2."]


def test_an_unknown_type_of_row_is_refused():
    plan = plan_of(["Row type", "Level 1", "Title"], ["thing", "Axis", "Host"])
    assert said(plan) == [(2, "Row type", "“thing” is neither “element” nor “action”.")]


def test_text_in_markdown_stays_as_it_is():
    text = "# Title\n\n- one\n  - two < three\n\n<b>kept</b>"
    assert plan_of(["Eje", "Título", "Texto"], ["Axis", "Host", text]).rows[0].text == text


@pytest.mark.parametrize(
    ("header", "mapping", "message"),
    [
        (["Eje", "Nota"], {}, "No column holds the title of the actions. Say which one does."),
        (["Título", "Nota"], {}, "No column holds the first level of the plan. Say which one does."),
        (["Eje", "Título"], {"Eje": "title"}, "The columns “Eje” and “Título” cannot both be “Title”."),
        (["Eje", "Título"], {"Eje": "colour"}, "“colour” is not something a column can mean."),
    ],
)
def test_columns_that_make_no_plan_are_refused(header, mapping, message):
    with pytest.raises(Unreadable) as refused:
        plan_of(header, ["x", "y"], **mapping)
    assert str(refused.value) == message


# Gobierto ----------------------------------------------------------------------------------------------


def test_gobiertos_levels_from_0_and_its_words_for_statuses_are_read():
    plan = plan_of(
        ["Level 0", "Level 1", "Node.Title", "Node.Status", "Node.Progress", "Node.Owner"],
        ["Axis", "Line", "One", "Finished", "75,5 %", "Ana"],
        ["Axis", "", "Two", "", "", ""],
    )
    assert [(row.path, row.fields, row.extras) for row in plan.rows] == [
        (("Axis", "Line"), {"status": "completed", "progress": Decimal("75.5")}, [("Node.Owner", "Ana")]),
        (("Axis",), {"status": None, "progress": None}, []),
    ]


def test_a_level_left_out_is_refused():
    plan = plan_of(["Level 1", "Level 2", "Node.Title"], ["", "Line", "One"])
    assert said(plan) == [
        (
            2,
            "Level 1",
            "Level 1 is blank although a level below it is filled in. In a sheet, merged cells do this.",
        )
    ]


def test_a_level_too_deep_is_refused():
    header = [*(f"Level {depth}" for depth in range(6)), "Node.Title"]
    plan = plan_of(header, ["a", "b", "c", "d", "e", "", "Fits"], ["a", "b", "c", "d", "e", "f", "Too deep"])
    assert said(plan) == [(3, "", "This row is more than 5 levels deep. A plan has 5 levels at most.")]


def test_html_becomes_markdown_and_words():
    row = plan_of(
        ["Level 1", "Node.Title", "Node.description"], ["Axis", "<b>One</b> &amp; two", "<p>First</p><p>Second</p>"]
    ).rows[0]
    assert (row.title, row.text) == ("One & two", "First\n\nSecond")


# Decidim -----------------------------------------------------------------------------------------------

DECIDIM = ["id", "parent/id", "title/ca", "title/es", "category/name/ca", "category/name/es", "start_date", "progress"]


def test_decidims_texts_fall_back_to_the_first_language_there_is():
    plan = plan_of(
        DECIDIM,
        ["1", "", "Un", "", "Eix", "", "", "10"],
        ["2", "", "Dos", "Dos es", "Eix", "Eje", "", ""],
        language="es",
    )
    assert [(row.title, row.path) for row in plan.rows] == [("Un", ("Eix",)), ("Dos es", ("Eje",))]
    assert plan_of(DECIDIM, ["2", "", "Dos", "Dos es", "", "", "", ""], language="fr").rows[0].title == "Dos"


def test_what_decidim_says_of_an_element_is_kept_with_it():
    plan = plan_of(
        DECIDIM, ["1", "", "Un", "", "Eix", "", "2020-05-26", "50.0"], ["2", "1", "Dos", "", "Altre", "", "", "140"]
    )
    element, action = plan.rows
    assert (element.kind, element.path, element.fields) == ("element", ("Eix", "Un"), {})
    assert element.extras == [("start_date", "2020-05-26"), ("progress", "50.0")]
    assert (action.kind, action.path) == ("action", ("Eix", "Un"))
    assert action.extras == [("category/name/ca", "Altre")]
    assert said(plan) == [(3, "progress", "140 is more than 100 %.")]


def test_decidims_own_statuses_are_kept_and_known_ones_read():
    header = ["id", "parent/id", "title/en", "status/name/en", "progress"]
    plan = plan_of(header, ["1", "", "One", "In progress", ""], ["2", "", "Two", "Blooming", ""])
    assert [(row.fields["status"], row.extras) for row in plan.rows] == [
        ("on_track", []),
        (None, [("status/name/en", "Blooming")]),
    ]
    assert plan.problems == []
    assert plan.notes == ["1 row has a status of the source’s own. It is kept with the row, “From the source”."]


def test_a_parent_that_makes_a_loop_is_refused():
    plan = plan_of(
        DECIDIM,
        ["1", "2", "One", *[""] * 5],
        ["2", "1", "Two", *[""] * 5],
        ["3", "3", "Three", *[""] * 5],
        ["4", "1", "Below a loop", *[""] * 5],
        ["5", "", "Fine", *[""] * 5],
    )
    message = "{} is a parent that makes a loop: a result cannot stand below itself."
    assert said(plan) == [
        (number, "parent/id", message.format(parent)) for number, parent in enumerate("2131", start=2)
    ]


def test_a_parent_that_is_not_in_the_file_is_refused():
    plan = plan_of(DECIDIM, ["1", "9", "One", *[""] * 5])
    assert said(plan) == [(2, "parent/id", "The parent 9 is not in the file.")]


def test_a_chain_of_parents_as_long_as_the_file_is_refused():
    rows = [
        [str(number), str(number - 1) if number > 1 else "", f"Row {number}", *[""] * 5] for number in range(1, 3001)
    ]
    plan = plan_of(DECIDIM, *rows)
    assert {problem.message for problem in plan.problems} == {
        "This row is more than 5 levels deep. A plan has 5 levels at most."
    }
    assert plan.problems[0].row == 7


# Size --------------------------------------------------------------------------------------------------


def rows_of_a_city(count):
    text = "<div>Una acció de la ciutat al món.</div><div>Amb <br>dues línies i més paraules.</div>" * 4
    rows = [
        [str(number), f"Eix {number % 5}", f"Línia {number % 50}", f"Acció {number}", text, "https://example.test"]
        for number in range(count)
    ]
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["ID", "Categoria", "Subcategoria", "Títol", "Descripció", "URL"], *rows])
    return file.getvalue().encode()


def parse_bytes(data):
    table = read_table(io.BytesIO(data), "plan.csv")
    file_format = recognise(table.header)
    return parse(table, file_format, file_format.default_mapping(table.header))


def test_ten_thousand_rows_are_read():
    assert len(parse_bytes(rows_of_a_city(10_000)).rows) == 10_000


def test_a_thousand_rows_take_less_than_fifteen_megabytes():
    data = rows_of_a_city(1_000)
    tracemalloc.start()
    try:
        parse_bytes(data)
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()
