"""import_plan and export_plan, as a person at a terminal meets them."""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from intlstrategy.interchange.exporting import export_table
from intlstrategy.interchange.models import ImportRun
from intlstrategy.municipalities.models import Post
from intlstrategy.planning.models import Action, Alignment, Element, Plan
from intlstrategy.planning.services.actions import save_action
from intlstrategy.planning.services.alignment import add_alignments
from tests.factories import (
    make_action,
    make_department,
    make_element,
    make_goal,
    make_member,
    make_municipality,
    make_objective,
    make_plan,
    make_target,
)
from tests.interchange.commands import export_file, import_file, run, written

pytestmark = pytest.mark.django_db

GOOD = """Level 1: Axis,Level 2: Line,Identifier,Title,Starts on,Progress
Trade,Fairs,a1,Host a fair,01/02/2024,75%
Trade,Fairs,a2,Visit a fair,2024-03-01,"75,5 %"
"""
TOLD_TWICE = "created 0, updated 0, unchanged {n}, errors 0"


@pytest.fixture
def samples() -> Path:
    folder = os.environ.get("INTLSTRATEGY_SAMPLES")
    if folder:
        return Path(folder)
    if os.environ.get("CI") == "true":
        pytest.fail("INTLSTRATEGY_SAMPLES is not set.")
    pytest.skip("INTLSTRATEGY_SAMPLES is not set.")


def test_import_says_what_it_did_in_its_last_two_lines(municipality, tmp_path):
    code, out, err = import_file(written(tmp_path, GOOD), municipality)
    assert (code, out, err) == (0, ["absent 0", "created 4, updated 0, unchanged 0, errors 0"], [])
    assert [action.starts_on for action in Action.objects.of(municipality).order_by("external_id")] == [
        date(2024, 2, 1),
        date(2024, 3, 1),
    ]


def test_importing_again_changes_nothing(municipality, tmp_path):
    file = written(tmp_path, GOOD)
    import_file(file, municipality)
    code, out, _err = import_file(file, municipality)
    assert (code, out[0]) == (0, "absent 0")
    assert out[-1].startswith("created 0, updated 0, unchanged ")
    assert out[-1].endswith(", errors 0")


def test_what_the_file_leaves_out_is_counted_absent_and_kept(municipality, tmp_path):
    import_file(written(tmp_path, GOOD), municipality)
    _code, out, _err = import_file(written(tmp_path, "".join(GOOD.splitlines(keepends=True)[:2])), municipality)
    assert out[0] == "absent 1"
    assert Action.objects.of(municipality).count() == 2


def test_a_refused_row_is_named_and_nothing_is_written(municipality, tmp_path):
    file = written(tmp_path, GOOD + "Trade,Fairs,a3,Third,2024-01-01,140 %\n")
    code, out, err = import_file(file, municipality)
    assert code == 1
    assert err == ["row 4, column Progress: 140 is more than 100 %."]
    assert out[-1].endswith(", errors 1")
    assert not Plan.objects.of(municipality).exists()
    assert not ImportRun.objects.of(municipality).exists()


@pytest.mark.parametrize(
    "cell",
    ["01/01/2026 - 31/12/2026", "30/06/2026 a 31/12/2027", "2026-01-01 (prev.)", "2026-06-30 o después", "2026-01-01T"],
)
def test_a_cell_that_holds_more_than_a_date_is_refused_and_not_cut(municipality, tmp_path, cell):
    file = written(tmp_path, f"Level 1: Axis,Title,Ends on\nTrade,Host a fair,{cell}\n")
    code, _out, err = import_file(file, municipality)
    assert (code, err) == (
        1,
        [f"row 2, column Ends on: “{cell}” holds more than a date. Write the date alone, as 2026-11-24 or 24/11/2026."],
    )


@pytest.mark.parametrize(
    "cell",
    ["24/11/2026 12:00:00 a. m.", "24/11/2026 12:00:00 a.\u00a0m.", "24/11/2026 10:00:00 AM", "24/11/2026 0:00 h",
     "24/11/2026 10h", "24/11/2026.", "2026-11-24 10.30", "2026-11-24T10:30:00.123+02:00"],
)  # fmt: skip
def test_a_time_beside_a_date_is_no_remark(municipality, tmp_path, cell):
    file = written(tmp_path, f"Level 1: Axis,Title,Ends on\nTrade,Host a fair,{cell}\n")
    assert import_file(file, municipality)[0] == 0
    assert Action.objects.get().ends_on == date(2026, 11, 24)


@pytest.mark.parametrize("end", ["", ";;;"])
def test_titles_above_a_text_table_are_passed_over_and_rows_keep_their_numbers(municipality, tmp_path, end):
    table = "Eje;Línea;Actuación;Inicio\nA;B;Feria, y más;01/02/2026\nA;B;Misión;soon\n"
    text = f"AYUNTAMIENTO DE GIJÓN{end}\nPlan 2026, 2027{end}\n\n{table}"
    code, out, err = import_file(written(tmp_path, text), municipality)
    assert (code, err) == (1, ["row 6, column Inicio: “soon” is not a date. Write it as 2026-11-24 or 24/11/2026."])
    assert out[:2] == [f"Row {number} was passed over: it has one cell and seems to be a heading." for number in (1, 2)]
    assert import_file(written(tmp_path, text.replace("soon", "")), municipality)[0] == 0


def test_a_title_above_names_that_nobody_knows_does_not_make_a_table_of_one_column(municipality, tmp_path):
    file = written(tmp_path, "AJUNTAMENT\n\nFita;Repte\nFira;A\nMissió;B\n")
    assert import_file(file, municipality)[2] == ["No column holds the title of the actions. Say which one does."]


def test_a_number_that_is_rounded_is_told(municipality, tmp_path):
    file = written(tmp_path, "Eje;Actuación;Avance;Peso\nA;Feria;33,3333%;33,335\nA;Misión;12,50;2,500\n")
    assert import_file(file, municipality)[1:] == (
        [
            "“Avance” in row 2: 33,3333% was rounded to 33.33.",
            "“Peso” in row 2: 33,335 was rounded to 33.34.",
            "absent 0",
            "created 3, updated 0, unchanged 0, errors 0",
        ],
        [],
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (";0,001", "column Peso: 0,001 would be rounded to 0.00. Write it with two decimals at most."),
        (";0.004", "column Peso: 0.004 would be rounded to 0.00. Write it with two decimals at most."),
        ("99,999 %;", "column Avance: 99,999 would be rounded to 100.00. Write it with two decimals at most."),
        ("0,001;", "column Avance: 0,001 would be rounded to 0.00. Write it with two decimals at most."),
        (";1.000", "column Peso: “1.000” can be read in two ways. Write 1 or 1000."),
        (";12.345", "column Peso: “12.345” can be read in two ways. Write 12.34 or 12345."),
    ],
)
def test_a_number_that_rounding_would_falsify_or_that_means_two_is_refused(municipality, tmp_path, cells, message):
    file = written(tmp_path, f"Eje;Actuación;Avance;Peso\nA;Feria;{cells}\n")
    assert import_file(file, municipality)[2] == [f"row 2, {message}"]


def test_a_number_of_a_workbook_means_one_thing_whatever_it_looks_like_as_a_text(municipality, tmp_path):
    book = openpyxl.Workbook()
    for row in (["Eje", "Actuación", "Peso"], ["A", "Feria", 3.125], ["A", "Misión", 33.333]):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")

    code, out, err = import_file(tmp_path / "plan.xlsx", municipality)

    assert (code, err, out[-1]) == (0, [], "created 3, updated 0, unchanged 0, errors 0")
    assert [float(action.weight) for action in Action.objects.order_by("pk")] == [3.12, 33.33]


def test_an_unreadable_file_or_an_unknown_municipality_ends_with_2(municipality, tmp_path):
    assert import_file(tmp_path / "missing.csv", municipality)[0] == 2
    assert import_file(written(tmp_path, ""), municipality)[0::2] == (2, ["This file is empty."])
    file = written(tmp_path, GOOD)
    assert run("import_plan", file, "--municipality", "nowhere", "--plan", "plan")[0] == 2
    assert import_file(file, municipality, "--by", "nobody@city.test")[0] == 2


def test_a_dry_run_tells_the_same_and_writes_nothing(municipality, tmp_path):
    code, out, _err = import_file(written(tmp_path, GOOD), municipality, "--dry-run")
    assert (code, out[-1]) == (0, "created 4, updated 0, unchanged 0, errors 0")
    assert not Plan.objects.of(municipality).exists()
    assert not ImportRun.objects.of(municipality).exists()
    assert not [each for each in (tmp_path / "media").rglob("*") if each.is_file()]


def test_in_simple_mode_a_new_plan_has_two_levels_and_a_file_with_more_is_refused_row_by_row(tmp_path):
    small = make_municipality(is_simple=True)
    deep = (
        "Level 1: Axis,Level 2: Line,Level 3: Goal,Title\nTrade,Fairs,Madrid,Host a fair\nTrade,Fairs,,Visit a fair\n"
    )

    code, _out, err = import_file(written(tmp_path, deep), small)

    assert (code, err) == (1, ["row 2: This row is 3 levels deep, and in simple mode a new plan has 2."])
    assert not Plan.objects.exists()
    assert import_file(written(tmp_path, deep.replace("Madrid", "")), small)[0] == 0
    assert list(Plan.objects.get().levels.values_list("singular", flat=True)) == ["Axis", "Line"]


def test_the_same_plan_of_another_municipality_is_left_alone(municipality, tmp_path):
    other = make_municipality()
    file = written(tmp_path, GOOD)
    import_file(file, municipality)
    assert import_file(file, other)[1][-1] == "created 4, updated 0, unchanged 0, errors 0"
    assert Action.objects.of(municipality).count() == Action.objects.of(other).count() == 2


def full_plan(municipality) -> Plan:
    """Everything a person can fill in, with the marks that files are apt to lose."""
    plan, city_plan = make_plan(municipality), make_plan(municipality, kind=Plan.Kind.CITY)
    department, second = make_department(municipality), make_department(municipality, name="Trade; 50%25 | fairs")
    post = Post.objects.create(by=None, municipality=municipality, title="Mayor’s office")
    axis = make_element(plan, title="=cmd|' /C calc'!A0", code="1", lead_department=department, sponsor=post)
    objective = make_element(plan, axis, title="'quoted", text="Two\nlines", weight="2.50")
    elsewhere = make_element(city_plan, title="A city that opens", external_id="city; 1|2")
    member = make_member(municipality)
    fair = make_action(
        objective, title="@sum", starts_on=date(2024, 2, 1), ends_on=date(2025, 3, 2), responsible=member,
        reason="Because **it** matters.\n\n- to all", priority="high", file_number="AB/12", weight="0",
        source_columns=[["Status", "Sehr gut"], ["Ours (source)", "x"], ["Budget", "1.000"]],
    )  # fmt: skip
    make_action(objective, title="+34 600", is_continuous=True, starts_on=date(2024, 2, 1), lead_department=second)
    make_action(axis, title="-", stated_progress="75.50", stated_status="on_track", stated_on=date(2024, 5, 5))
    save_action(action=fair, by=None, departments=[department, second], elements=[axis, elsewhere])
    goal, agenda = make_goal(code="11"), make_objective(framework="aue", code="3.1")
    targets = {"goal": [goal], "goal_target": [make_target(goal, code="11.6")], "urban_objective": [agenda]}
    add_alignments(record_of=fair, targets=targets | {"plan_element": [elsewhere]}, by=None)
    add_alignments(record_of=axis, targets={"goal": [goal]}, by=None)
    return plan


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_plan_made_here_goes_out_and_comes_back_unchanged(municipality, tmp_path, suffix):
    plan = full_plan(municipality)
    file = tmp_path / f"out{suffix}"
    assert export_file(file, plan) == (0, ["exported 5"], [])
    assert import_file(file, municipality, plan=plan.slug) == (0, ["absent 0", TOLD_TWICE.format(n=5)], [])


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_plan_that_went_out_can_be_made_again_from_its_file_with_nothing_lost(municipality, tmp_path, suffix):
    plan, file, again = full_plan(municipality), tmp_path / f"out{suffix}", tmp_path / f"again{suffix}"
    export_file(file, plan)
    assert import_file(file, municipality, plan="second")[1][-1] == "created 5, updated 0, unchanged 0, errors 0"
    second = Plan.objects.get(municipality=municipality, slug="second")
    export_file(again, second)
    assert export_table(second) == export_table(plan)
    assert export_table(plan).rows != []
    fair = Action.objects.of(municipality).get(plan=second, title="@sum")
    assert fair.source_columns == [["Status", "Sehr gut"], ["Ours (source)", "x"], ["Budget", "1.000"]]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_column_whose_name_ends_in_an_unseen_mark_does_not_come_back_twice(municipality, tmp_path, suffix):
    plan, file = make_plan(municipality), tmp_path / f"out{suffix}"
    fair = make_action(make_element(plan), source_columns=[["Nota\ufeff", "x"]])
    export_file(file, plan)
    assert import_file(file, municipality, plan=plan.slug)[1] == ["absent 0", TOLD_TWICE.format(n=2)]
    fair.refresh_from_db()
    assert fair.source_columns == [["Nota\ufeff", "x"]]


def test_links_that_a_file_names_replace_those_there_and_the_preview_tells_both(municipality, tmp_path):
    plan, file = full_plan(municipality), tmp_path / "out.csv"
    export_file(file, plan)
    text = file.read_text(encoding="utf-8-sig")
    make_goal(code="1")
    assert text.count("SDG 11; SDG 11.6; ") == 1
    file.write_text(text.replace("SDG 11; SDG 11.6; ", "ods 1; SDG 11.6; "), encoding="utf-8")
    changed = import_file(file, municipality, plan=plan.slug)[1][-1]
    assert changed == "created 0, updated 1, unchanged 4, errors 0"
    fair = Action.objects.of(municipality).get(plan=plan, title="@sum")
    assert [str(row.target.code) for row in fair.alignments.exclude(plan_element__isnull=False)] == [
        "11.6",
        "3.1",
        "1",
    ]


def test_an_alignment_with_an_element_of_no_city_plan_that_is_there_already_stays(municipality, tmp_path):
    plan, file = full_plan(municipality), tmp_path / "out.csv"
    Plan.objects.city_plans().update(kind="strategy")
    export_file(file, plan)
    assert import_file(file, municipality, plan=plan.slug) == (0, ["absent 0", TOLD_TWICE.format(n=5)], [])


def test_a_code_that_two_goals_have_is_refused_unless_one_of_them_is_aligned_already(municipality, tmp_path):
    common = make_goal(code="18", name_en="Common", name_es="Común")
    make_goal(code="18", name_en="Ours", name_es="Nuestro", municipality=municipality)
    file = written(tmp_path, "Level 1: Axis,Title,Identifier,Alignments\nTrade,Host a fair,a1,SDG 18\n")
    code, _out, err = import_file(file, municipality)
    assert (code, err) == (
        1,
        [
            "row 2, column Alignments: “SDG 18” is the code of several: “18 Common”, “18 Ours”. Give your own another code."
        ],
    )

    action = make_action(make_element(make_plan(municipality, slug="known"), title="Trade"), external_id="a1")
    Alignment.objects.create(municipality=municipality, action=action, goal=common, by=None)
    assert import_file(file, municipality, plan="known")[0] == 0


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("Alignments", "SDG 99", "“SDG 99” is nothing to align with."),
        ("Alignments", "11.6", "“11.6” is nothing to align with."),
        (
            "Alignments",
            "abroad#e",
            "“abroad#e” is an element of a plan that is no city plan. Align with elements of a city plan only.",
        ),
        ("Further elements", "gone", "No element has the identifier “gone”."),
        ("Further elements", "nowhere#1", "No element has the identifier “nowhere#1”."),
        ("Stated on", "2999-01-01", "is too far away"),
        ("Stated on", "2198-01-01", "Progress is stated as of today or an earlier day."),
    ],
)
def test_a_link_to_what_is_not_there_is_refused_at_its_cell(municipality, tmp_path, column, cell, message):
    make_element(make_plan(municipality, slug="abroad"), external_id="e")
    file = written(tmp_path, f"Level 1: Axis,Title,Progress,{column}\nTrade,Host a fair,50%,{cell}\n")
    code, _out, err = import_file(file, municipality)
    assert code == 1
    assert [line.startswith(f"row 2, column {column}: ") and message in line for line in err] == [True]


def test_export_refuses_what_it_does_not_know(municipality, tmp_path):
    plan = make_plan(municipality)
    assert export_file(tmp_path / "out.pdf", plan)[0] == 2
    missing = run("export_plan", "--municipality", municipality.slug, "--plan", "none", "--output", tmp_path / "a.csv")
    assert missing[0] == 2
    assert not list(tmp_path.glob("*.*"))


def test_barcelona_comes_in_whole_and_survives_the_round_trip(municipality, tmp_path, samples):
    file = samples / "barcelona_action_plan_2016_2019.csv"
    code, out, _err = import_file(file, municipality, plan="barcelona")
    assert (code, out[-1]) == (0, "created 1501, updated 0, unchanged 0, errors 0")
    plan = Plan.objects.of(municipality).get(slug="barcelona")
    elements = {element.pk: element for element in Element.objects.of(municipality).filter(plan=plan)}

    def axis_of(element: Element) -> str:
        return axis_of(elements[element.parent_id]) if element.parent_id else element.title

    actions = Action.objects.of(municipality).filter(plan=plan)
    by_axis = Counter(axis_of(elements[action.element_id]) for action in actions)
    assert sorted(by_axis.values(), reverse=True) == [715, 414, 196, 125, 17]
    assert import_file(file, municipality, plan="barcelona")[1][-1].startswith("created 0, updated 0, ")
    for suffix in (".csv", ".xlsx"):
        out_file = tmp_path / f"barcelona{suffix}"
        assert export_file(out_file, plan)[1] == ["exported 1501"]
        assert import_file(out_file, municipality, plan="barcelona")[1] == ["absent 0", TOLD_TWICE.format(n=1501)]


def test_the_export_of_the_widest_file_is_taken_back(municipality, tmp_path):
    names = [f"c{number}" for number in range(198)]
    file = written(tmp_path, f"Level 1: Axis,Title,{','.join(names)}\nTrade,Host a fair,{','.join(names)}\n")
    assert import_file(file, municipality)[1][-1] == "created 2, updated 0, unchanged 0, errors 0"
    out_file = tmp_path / "out.xlsx"
    export_file(out_file, Plan.objects.of(municipality).get())
    assert import_file(out_file, municipality)[1][-1] == "created 0, updated 0, unchanged 2, errors 0"


@pytest.mark.parametrize("name", ["gobierto", "decidim"])
def test_the_other_samples_come_in_twice_alike(municipality, samples, name):
    files = sorted(samples.glob(f"*{name}*.csv"))
    assert files
    for number, file in enumerate(files):
        assert import_file(file, municipality, plan=f"plan-{number}")[0] == 0
        again = import_file(file, municipality, plan=f"plan-{number}")
        assert (again[0], again[1][-1].rpartition(", unchanged")[0]) == (0, "created 0, updated 0")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--starts", "2030-01-01"), "The end date must not be before the start date."),
        (("--title", "x" * 301), "Title: Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_a_dry_run_refuses_what_the_real_run_refuses(municipality, tmp_path, more, message):
    file = written(tmp_path, "Level 1: Axis,Title,Ends on\nTrade,Fair,2020-01-01\n")
    told = (1, ["absent 0", "created 0, updated 0, unchanged 0, errors 1"], [message])
    assert import_file(file, municipality, "--dry-run", *more) == told
    assert import_file(file, municipality, *more) == told


def test_a_level_with_too_long_a_name_is_refused_and_not_cut(municipality, tmp_path):
    name = "Strategic axis of the international action of the whole city council"
    file = written(tmp_path, f"Level 1: {name},Title\nTrade,Fair\n")
    message = f"The level “{name}” has a name of 68 characters. At most 60 fit: shorten it in the header."
    told = (1, ["absent 0", "created 0, updated 0, unchanged 0, errors 1"], [message])
    assert import_file(file, municipality, "--dry-run") == told
    assert import_file(file, municipality) == told
    plan = make_plan(municipality, slug="plan")
    assert import_file(file, municipality)[1][-1] == "created 2, updated 0, unchanged 0, errors 0"
    assert list(plan.levels.values_list("singular", flat=True)) == ["Axis", "Objective"]


@pytest.mark.parametrize("slug", ["new", "Bad Slug", "x" * 90])
def test_an_address_that_no_plan_can_have_is_refused_dry_or_not(municipality, tmp_path, slug):
    file = written(tmp_path, GOOD)
    dry, real = import_file(file, municipality, "--dry-run", plan=slug), import_file(file, municipality, plan=slug)
    assert dry == real
    assert (dry[0], dry[1][-1]) == (1, "created 0, updated 0, unchanged 0, errors 1")


def test_a_closed_plan_is_refused_dry_or_not(municipality, tmp_path):
    plan = make_plan(municipality, slug="plan", status=Plan.Status.CLOSED)
    file = written(tmp_path, GOOD)
    dry, real = import_file(file, municipality, "--dry-run"), import_file(file, municipality)
    assert dry == real
    assert dry[0] == 1
    assert not Action.objects.filter(plan=plan).exists()


def test_what_was_normalised_and_what_may_be_one_name_is_told(municipality, tmp_path):
    file = written(tmp_path, "Level 1: Axis,Title\nLínea 1,Host  a fair\nLinea 1.,Visit a fair\n")
    assert import_file(file, municipality)[1] == [
        "1 cell had extra blanks.",
        "“Línea 1”, “Linea 1.” may be one name. They are kept apart; the wizard offers to merge them.",
        "absent 0",
        "created 4, updated 0, unchanged 0, errors 0",
    ]


def test_a_file_that_cannot_be_written_is_told(municipality, tmp_path):
    plan = make_plan(municipality)
    code, out, err = export_file(tmp_path / "nowhere" / "out.csv", plan)
    assert (code, out, [line.startswith("The file could not be written: ") for line in err]) == (2, [], [True])


def test_a_column_called_type_that_says_something_else_stays_with_its_row(municipality, tmp_path):
    text = "Eje,Tipo,Actuación\nA,Proyecto,Feria\nA,Programa,Visita\n"
    assert import_file(written(tmp_path, text), municipality)[1][-1] == "created 3, updated 0, unchanged 0, errors 0"
    assert [action.source_columns for action in Action.objects.of(municipality).order_by("title")] == [
        [["Tipo", "Proyecto"]],
        [["Tipo", "Programa"]],
    ]
    text = "Eje,Tipo,Actuación\nA,elemento,A\nA,acción,Feria\nA,accion,Red\n"
    assert import_file(written(tmp_path, text), municipality, plan="other")[1][-1].startswith("created 3")
