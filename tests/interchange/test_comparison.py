"""What a file does to a plan that is there: where it is refused, what it leaves alone, what it carries along."""

import pytest

from intlstrategy.interchange.comparison import compare, levels_of
from intlstrategy.interchange.exporting import export_table
from intlstrategy.interchange.formats.native import HEADINGS
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, ActionElement, Element, Plan
from intlstrategy.planning.services.actions import bin_action
from intlstrategy.planning.services.holding import hold
from intlstrategy.planning.services.plans import bin_plan, move_to_status
from intlstrategy.planning.tree import in_reading_order
from tests.factories import make_action, make_department, make_element, make_member, make_plan, make_user, make_version
from tests.interchange.commands import export_file, import_file, written
from tests.interchange.plans import plan_of

pytestmark = pytest.mark.django_db
PLACES = ("Row type", "Level 1: Axis", "Level 2: Line", "Level 3: Goal", "External id", "Title")


@pytest.fixture
def plan(municipality):
    """A > A1 > A11, and B; one action below A11."""
    plan = make_plan(municipality, slug="plan", levels=[("Axis", "Axes"), ("Line", "Lines"), ("Goal", "Goals")])
    a = make_element(plan, title="A", external_id="a")
    a1 = make_element(plan, a, title="A1", external_id="a1")
    a11 = make_element(plan, a1, title="A11", external_id="a11")
    make_element(plan, title="B", external_id="b")
    make_action(a11, title="Fair", external_id="f")
    return plan


def compared(plan, *rows):
    return compare(plan_of(*rows), plan, levels=levels_of(plan))


def refusals(comparison):
    return [(problem.row, problem.message) for problem in comparison.problems]


def shape(plan):
    return {element.title: (element.parent and element.parent.title, element.depth) for element in elements(plan)}


def elements(plan):
    return Element.objects.of(plan.municipality).filter(plan=plan).select_related("parent")


def bring_in(folder, plan, *lines):
    return import_file(written(folder, "\n".join([*lines, ""])), plan.municipality, plan=plan.slug)


def test_an_element_is_not_put_below_itself(plan):
    comparison = compared(plan, PLACES, ("element", "A", "A1", "A", "a", "A"))
    assert refusals(comparison) == [(2, "This would put “A” below itself.")]


def test_what_stands_below_a_moved_element_goes_along(plan, tmp_path):
    code, out, _err = bring_in(tmp_path, plan, ",".join(PLACES), "element,B,A1,,a1,A1")
    assert (code, out[-1]) == (0, "created 0, updated 1, unchanged 1, errors 0")
    assert shape(plan) == {"A": (None, 1), "B": (None, 1), "A1": ("B", 2), "A11": ("A1", 3)}
    code, out, _err = bring_in(tmp_path, plan, ",".join(PLACES), "element,A1,,,a1,A1")
    assert (code, out[-1]) == (0, "created 0, updated 1, unchanged 0, errors 0")
    assert shape(plan) == {"A": (None, 1), "B": (None, 1), "A1": (None, 1), "A11": ("A1", 2)}


def order(records):
    return [(each.title, each.position) for each in records.order_by("position", "pk")]


def test_what_is_new_stands_after_the_siblings_that_the_file_does_not_name(plan, tmp_path):
    make_action(elements(plan).get(title="A11"), title="Market")
    bring_in(tmp_path, plan, "Level 1: Axis,Level 2: Line,Level 3: Goal,Title", "A,A1,A11,New", "Z,Z1,Z11,Other")
    assert order(elements(plan).filter(parent=None)) == [("A", 1), ("B", 2), ("Z", 3)]
    assert order(Action.objects.filter(element__title="A11")) == [("Fair", 1), ("Market", 2), ("New", 3)]


def test_what_moves_stands_after_its_new_siblings(plan, tmp_path):
    b = elements(plan).get(title="B")
    for title in ("B1", "B2"):
        make_action(make_element(plan, b, title=title, external_id=title.lower()), title=f"Act {title}")
    bring_in(tmp_path, plan, ",".join(PLACES), "element,B,A1,,a1,A1", "element,B,New,,,New", "action,B,B1,,f,Fair")
    assert order(elements(plan).filter(parent__title="B")) == [("B1", 1), ("B2", 2), ("A1", 3), ("New", 4)]
    assert order(Action.objects.filter(element__title="B1")) == [("Act B1", 1), ("Fair", 2)]


def test_a_move_that_would_take_others_too_deep_is_refused(plan):
    comparison = compared(plan, PLACES, ("element", "B", "A", "", "a", "A"))
    assert refusals(comparison) == [(2, "This row is 4 levels deep, and the plan has 3.")]


def test_identifiers_above_place_elements_without_any_level(municipality, tmp_path):
    file = written(
        tmp_path,
        "Row type,External id,Parent external id,Title\n"
        "element,1.1,1,Networks\nelement,1,,Open city\naction,x,1.1,Join\n",
    )
    assert import_file(file, municipality)[1][-1] == "created 3, updated 0, unchanged 0, errors 0"
    networks = Element.objects.get(title="Networks")
    assert (networks.parent.title, networks.depth) == ("Open city", 2)
    assert import_file(file, municipality)[1][-1] == "created 0, updated 0, unchanged 3, errors 0"


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        (
            [("element", "1", "2", "One"), ("element", "2", "1", "Two")],
            ["The identifier above, 1, makes a loop: an element cannot stand below itself."],
        ),
        ([("element", "1", "9", "One")], ["No element has the identifier “9”."]),
        ([("element", "1", "", "One"), ("action", "2", "9", "Two")], ["No element has the identifier “9”."]),
    ],
)
def test_an_identifier_above_that_leads_nowhere_is_refused(plan, rows, messages):
    comparison = compared(plan, ("Row type", "External id", "Parent external id", "Title"), *rows)
    assert [message for _row, message in refusals(comparison)] == messages


def test_two_siblings_of_one_name_come_back_as_they_went_out(plan, tmp_path):
    twin = make_element(plan, title="B", external_id="b2")
    make_element(plan, twin, title="Below the second")
    file = tmp_path / "out.csv"
    export_file(file, plan)
    assert import_file(file, plan.municipality, plan=plan.slug)[1][-1].startswith("created 0, updated 0")


def test_a_name_that_stands_twice_in_the_plan_is_refused_without_an_identifier(plan):
    make_element(plan, title="B", external_id="b2")
    comparison = compared(plan, ("Level 1: Axis", "Title"), ("B", "Fair"))
    assert refusals(comparison) == [
        (2, "The plan has several elements called “B” at this place. Tell them apart by their identifiers.")
    ]


def test_a_column_of_the_source_that_the_file_does_not_have_stays(plan, tmp_path):
    bring_in(tmp_path, plan, "Level 1: Axis,Identifier,Title,Note,Remark", "B,n,New,one,two")
    bring_in(tmp_path, plan, "Level 1: Axis,Identifier,Title,Remark", "B,n,New,three")
    assert Action.objects.get(title="New").source_columns == [["Note", "one"], ["Remark", "three"]]
    bring_in(tmp_path, plan, "Level 1: Axis,Identifier,Title,Remark,Progress", "B,n,New,,5%")
    assert Action.objects.get(title="New").source_columns == [["Note", "one"]]


@pytest.mark.parametrize(
    "lines",
    [
        ("Code of level 1,Level 1: Axis,Title,Progress", "7,B,New,5%"),
        ("Level 1: Axis,Title,Text,Weight,Progress", "B,,,,", "B,New,,,5%"),
    ],
)
def test_an_element_that_a_flat_table_only_names_keeps_its_text_and_weight(plan, tmp_path, lines):
    element = elements(plan).get(title="B")
    element.text, element.weight = "What we want", 3
    element.save(by=None)
    assert bring_in(tmp_path, plan, *lines)[0] == 0
    element = elements(plan).get(title="B")
    assert (element.text, element.weight) == ("What we want", 3)


def test_codes_of_levels_are_read_without_a_column_of_codes(plan, tmp_path):
    bring_in(tmp_path, plan, "Code of level 1,Level 1: Axis,Title", "7,B,New")
    assert elements(plan).get(title="B").code == "7"


def test_a_row_without_an_identifier_never_takes_a_record_that_another_row_names(plan, tmp_path):
    lines = "Level 1: Axis,Identifier,Title,Starts on", "B,7,Same,2026-01-01", "B,,Same,2027-05-05"
    bring_in(tmp_path, plan, *lines[:2])
    assert bring_in(tmp_path, plan, *lines)[1][-1] == "created 1, updated 0, unchanged 2, errors 0"
    assert bring_in(tmp_path, plan, *lines)[1][-1] == "created 0, updated 0, unchanged 3, errors 0"
    assert [str(each.starts_on) for each in Action.objects.filter(title="Same").order_by("pk")] == [
        "2026-01-01",
        "2027-05-05",
    ]


def test_of_two_departments_that_differ_in_accents_the_one_written_is_meant(plan, municipality):
    plain, accented = make_department(municipality, name="Economia"), make_department(municipality, name="Economía")
    header = ("Level 1: Axis", "Title", "Lead department")
    comparison = compared(plan, header, ("B", "One", "Economía"), ("B", "Two", "Economia"))
    assert [change.record.lead_department for change in comparison.actions] == [accented, plain]
    assert [message for _row, message in refusals(compared(plan, header, ("B", "One", "ECONOMIA")))] == [
        "Several records of the kind “department” are called “ECONOMIA”."
    ]


SOURCE = [
    ["Priority", "urgent"], ["Code", "x"], ["Programa", "p"], ["Objetivo", "o"], ["Línea", "l"],
    ["Código nivel 1", "c"], ["Level 1: Axis", "z"], ["Lines", "one\r\ntwo\x07"], ["Begins", "\r\na"],
]  # fmt: skip


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_columns_of_the_source_go_out_and_come_back_whatever_they_are_called(plan, municipality, tmp_path, suffix):
    make_action(elements(plan).get(title="B"), title="With a past", source_columns=SOURCE)
    file = tmp_path / f"out{suffix}"
    export_file(file, plan)
    table = export_table(plan)
    assert len({*table.header}) == len(table.header)
    assert import_file(file, municipality, plan=plan.slug)[1][-1].startswith("created 0, updated 0, unchanged 6")


def test_a_level_may_be_called_as_one_of_our_columns(municipality, tmp_path):
    plan = make_plan(municipality, slug="plan", levels=[("Code", "Codes"), ("Title", "Titles")])
    axis = make_element(plan, title="A", code="1")
    make_action(make_element(plan, axis, title="A1", code="1.1"), title="Fair")
    file = tmp_path / "out.csv"
    export_file(file, plan)
    assert import_file(file, municipality, plan=plan.slug)[1][-1].startswith("created 0, updated 0, unchanged 3")


def test_a_text_too_long_for_a_cell_goes_out_as_csv_and_says_so_for_excel(plan, municipality, tmp_path):
    make_action(elements(plan).get(title="B"), title="Long", text="word " * 8000)
    assert export_file(tmp_path / "out.xlsx", plan) == (
        2, [], ["The text that begins “" + ("word " * 12) + "…” is longer than a cell of a spreadsheet. "
                "Export the plan as CSV."],
    )  # fmt: skip
    file = tmp_path / "out.csv"
    assert export_file(file, plan)[0] == 0
    assert import_file(file, municipality, plan=plan.slug)[1][-1].startswith("created 0, updated 0")


def test_the_names_of_our_columns_are_distinct():
    assert len({*HEADINGS.values()}) == len(HEADINGS)


@pytest.mark.parametrize(
    "rows",
    [
        (("Row type", "External id", "Title"), ("element", "a11", "New name")),
        (PLACES, ("element", "", "", "", "a11", "New name")),
    ],
)
def test_a_file_that_says_nothing_of_places_moves_nothing(plan, tmp_path, rows):
    lines = [",".join(row) for row in rows]
    assert bring_in(tmp_path, plan, *lines)[1][-1] == "created 0, updated 1, unchanged 0, errors 0"
    assert shape(plan)["New name"] == ("A1", 3)


@pytest.mark.parametrize("last", ["", "e0"])
def test_a_chain_of_a_thousand_is_refused_and_not_a_failure(plan, last):
    rows = [("element", f"e{number}", f"e{number + 1}", f"E{number}") for number in range(1200)]
    rows[-1] = ("element", "e1199", last, "Last")
    assert refusals(compared(plan, ("Row type", "External id", "Parent external id", "Title"), *rows)) != []


def test_a_loop_is_told_once_for_its_row(plan):
    header = ("Row type", "External id", "Parent external id", "Title")
    comparison = compared(plan, header, ("element", "x", "y", "X"), ("element", "y", "x", "Y"))
    assert [message for _row, message in refusals(comparison)] == [
        "The identifier above, x, makes a loop: an element cannot stand below itself."
    ]


def test_values_that_an_element_cannot_have_are_told(municipality, tmp_path):
    file = written(tmp_path, "Row type,Level 1,External id,Title,Status\nelement,A,a,A,on track\naction,A,1,x,\n")
    assert import_file(file, municipality)[1][0] == (
        "“Status” belongs to actions. It was not read for the element in row 2."
    )


def test_a_title_with_a_separator_of_unicode_comes_back_unchanged(plan, municipality, tmp_path):
    make_action(elements(plan).get(title="B"), title="x\u2028y", text="one\u2028two", file_number="1\u20282")
    file = tmp_path / "out.csv"
    export_file(file, plan)
    assert import_file(file, municipality, plan=plan.slug)[1][-1].startswith("created 0, updated 0")


def test_a_blank_takes_away_nothing_that_was_stated_and_says_so(plan, tmp_path):
    bring_in(tmp_path, plan, "Level 1: Axis,Identifier,Title,Progress", "B,n,New,50%")
    _code, out, _err = bring_in(tmp_path, plan, "Level 1: Axis,Identifier,Title,Progress", "B,n,New,")
    assert (out[0], out[-1]) == (
        "1 status or progress is blank in the file: what was stated before stands.",
        "created 0, updated 0, unchanged 2, errors 0",
    )
    action = Action.objects.get(title="New")
    assert (action.stated_progress, action.stated_in) == (50, "plan.csv")


BOTH = "Level 1: Axis,Identifier,Title,Progress,Status,Stated on"


@pytest.mark.parametrize(
    ("cells", "updated", "stands"),
    [
        (",on track,", 0, (50, "on_track", "2026-05-05")),  # the same status, and nothing of progress
        (",on track,2026-05-06", 1, (None, "on_track", "2026-05-06")),  # another day: a statement of its own
        (",delayed,2026-05-05", 1, (None, "delayed", "2026-05-05")),
        (",,2026-05-06", 0, (50, "on_track", "2026-05-05")),
    ],
)
def test_a_row_that_states_anew_states_all_it_says_and_no_more(plan, tmp_path, cells, updated, stands):
    bring_in(tmp_path, plan, BOTH, "B,n,New,50%,on track,2026-05-05")
    _code, out, _err = bring_in(tmp_path, plan, BOTH, f"B,n,New,{cells}")
    assert out[-1] == f"created 0, updated {updated}, unchanged {2 - updated}, errors 0"
    action = Action.objects.get(title="New")
    assert (action.stated_progress, action.stated_status, str(action.stated_on)) == stands


@pytest.mark.parametrize(
    ("column", "same", "other", "message"),
    [
        (
            "Status", "on track", "delayed",
            "Its progress, 50 %, was stated on 5 May 2026, and this file says nothing of progress: with another status "
            "it would be dated anew. Add a column of progress, or leave this one “From the source”.",
        ),
        (
            "Progress", "50", "60",
            "Its status, “On track”, was stated on 5 May 2026, and this file says nothing of the status: with another "
            "progress it would be dated anew. Add a column of the status, or leave this one “From the source”.",
        ),
    ],
)  # fmt: skip
def test_a_file_of_half_a_statement_does_not_date_the_other_half(plan, tmp_path, column, same, other, message):
    bring_in(tmp_path, plan, BOTH, "B,n,New,50%,on track,2026-05-05")
    header = f"Level 1: Axis,Identifier,Title,{column}"
    _code, out, err = bring_in(tmp_path, plan, header, f"B,n,New,{same}")
    assert (out[-1], err) == ("created 0, updated 0, unchanged 2, errors 0", [])
    code, out, err = bring_in(tmp_path, plan, header, f"B,n,New,{other}")
    assert (code, [line.replace("\u00a0", " ") for line in err]) == (1, [f"row 2, column {column}: {message}"])
    action = Action.objects.get(title="New")
    assert (action.stated_progress, action.stated_status, str(action.stated_on)) == (50, "on_track", "2026-05-05")


def test_a_file_of_half_a_statement_states_where_nothing_else_was(plan, tmp_path):
    bring_in(tmp_path, plan, "Level 1: Axis,Identifier,Title,Status", "B,n,New,on track")
    _code, out, _err = bring_in(tmp_path, plan, "Level 1: Axis,Identifier,Title,Status", "B,n,New,delayed")
    assert out[-1] == "created 0, updated 1, unchanged 1, errors 0"


def test_elements_stand_in_the_order_in_which_the_file_names_them_first(municipality, tmp_path):
    lines = [
        "Eje;Línea;Título", "Eje 1;Línea 1.1;a", "Eje 1;Línea 1.2;", "Eje 2;;", "Eje 3;Línea 3.1;b", "Eje 1;Línea 1.3;c",
    ]  # fmt: skip
    import_file(written(tmp_path, "\n".join([*lines, ""])), municipality, plan="fresh")
    plan = Plan.objects.get(slug="fresh")
    assert [str(each) for each in in_reading_order(elements(plan).in_tree_order())] == [
        "Eje 1", "Línea 1.1", "Línea 1.2", "Línea 1.3", "Eje 2", "Eje 3", "Línea 3.1",
    ]  # fmt: skip


def test_actions_whose_last_level_is_blank_are_told_where_they_went(municipality, tmp_path):
    text = "Eje;Línea;Título\nA;A1;a\nA;;b\nB;;c\nA;A1;d\nA;;e\n"
    _code, out, _err = import_file(written(tmp_path, text), municipality, plan="fresh")
    assert out[0] == (
        "2 rows leave a level blank although rows above fill it in, from row 3, “Línea”, placed under “A”. "
        "Where the blank means the same as above, fill it in."
    )
    text = "Eje;Línea;Título\nA;;b\nB;;c\n"
    assert import_file(written(tmp_path, text), municipality, plan="other")[1][0] == "absent 0"


def test_elements_with_rows_of_their_own_do_not_overtake_the_others(municipality, tmp_path):
    lines = ["Row type,Level 1: Axis,Title", "action,One,a", "element,Two,Two", "action,Three,c", "element,Four,Four"]
    import_file(written(tmp_path, "\n".join([*lines, ""])), municipality, plan="fresh")
    plan = Plan.objects.get(slug="fresh")
    assert [str(each) for each in elements(plan).in_tree_order()] == ["One", "Two", "Three", "Four"]


def test_an_element_of_a_closed_plan_takes_no_further_action_by_import(plan, municipality, tmp_path):
    closed = make_plan(municipality, slug="old", levels=[("Axis", "Axes")])
    old = make_element(closed, title="Old", external_id="o")
    Plan.objects.filter(pk=closed.pk).update(status="closed")
    header = "Level 1: Axis,Identifier,Title,Further elements"
    _code, _out, err = bring_in(tmp_path, plan, header, "B,n,New,old#o")
    assert err == [
        "row 2, column Further elements: “old#o” is an element of a closed plan, to which nothing is added any more."
    ]
    action = Action.objects.get(title="Fair")
    ActionElement.objects.create(municipality=municipality, action=action, element=old, by=None)
    code, out, _err = bring_in(tmp_path, plan, header, "B,f,Fair,old#o")
    assert (code, out[-1]) == (0, "created 0, updated 1, unchanged 1, errors 0")


@pytest.mark.parametrize(
    ("decide", "said"),
    [
        (lambda other: move_to_status(plan=other, status="closed", by=None), "This plan is closed"),
        (lambda other: bin_plan(plan=other, by=make_user()), "“Old” went to the bin meanwhile."),
    ],
)
def test_what_is_decided_on_another_plan_while_an_import_waits_holds(
    plan, municipality, tmp_path, monkeypatch, decide, said
):
    other = make_plan(municipality, slug="old", title="Old")
    make_element(other, external_id="o")
    make_version(other)
    move_to_status(plan=other, status="in_force", by=None)

    def waited(*rows):
        decide(Plan.objects.select_related("municipality").get(pk=other.pk))
        return hold(*rows)

    monkeypatch.setattr("intlstrategy.interchange.services.applying.hold", waited)
    code, _out, err = bring_in(tmp_path, plan, "Level 1: Axis,Identifier,Title,Further elements", "B,n,New,old#o")

    assert (code, [line.partition(". ")[0] for line in err]) == (1, [said])
    assert not ActionElement.objects.exists()


def test_what_is_made_anew_although_it_lies_in_the_bin_is_told(plan, tmp_path):
    user = make_member(plan.municipality, Role.LEAD).user
    bin_action(action=Action.objects.get(external_id="f"), by=user)
    _code, out, _err = bring_in(tmp_path, plan, "Level 1: Axis,Identifier,Title", "B,f,Fair", "B,g,Other")
    assert (out[0], out[-1]) == (
        "These identifiers are those of records in the bin: f. The import makes new ones, and then those cannot come "
        "back. To have them back, restore them first and compare again.",
        "created 2, updated 0, unchanged 1, errors 0",
    )


def test_our_own_export_names_a_department_that_has_ended_in_a_new_plan(plan, municipality, tmp_path):
    gone = make_department(municipality, name="Old Harbour", ends_on="2020-12-31")
    Action.objects.filter(external_id="f").update(lead_department=gone)
    file = tmp_path / "out.csv"
    export_file(file, plan)
    code, out, err = import_file(file, municipality, plan="copy")
    assert (code, out[0], err) == (
        0, "These are no longer here and are kept as the file has them: Old Harbour.", [],
    )  # fmt: skip
    assert Action.objects.get(plan__slug="copy").lead_department == gone
    text = "Level 1: Axis,Identifier,Title,Lead department\nB,n,New,Old Harbour\n"
    code, _out, err = import_file(written(tmp_path, text), municipality, plan="other")
    assert (code, len(err)) == (1, 1)
