"""Tables become rows of a plan, each with what is wrong with it."""

from io import BytesIO

import pytest

from intlstrategy.interchange.comparison import compare
from intlstrategy.interchange.formats import recognise
from intlstrategy.interchange.parsing import Merges, parse
from intlstrategy.interchange.reading import Unreadable, read_table
from intlstrategy.interchange.rows import NearDuplicate, ParsedPlan
from tests.factories import make_plan


def parsed(text: str, merges: Merges | None = None) -> ParsedPlan:
    table = read_table(BytesIO(text.encode()), "plan.csv")
    found = recognise(table.header)
    return parse(table, found, found.default_mapping(table.header, "es"), merges)


def refusals(text: str) -> list[tuple[int, str]]:
    return [(problem.row, problem.message) for problem in parsed(text).problems]


@pytest.mark.parametrize("first", [0, 1])
def test_levels_are_numbered_from_0_or_1(first):
    plan = parsed(f"Level {first},Level {first + 1},Node.Title\nTrade,Fairs,Host a fair\n")
    assert [(row.path, row.title) for row in plan.rows] == [(("Trade", "Fairs"), "Host a fair")]


@pytest.mark.parametrize("first", [0, 1])
def test_levels_of_our_own_format_too(first):
    plan = parsed(f"Nivel {first},Nivel {first + 1},Título\nTrade,Fairs,Host a fair\n")
    assert plan.rows[0].path == ("Trade", "Fairs")


def test_missing_ids_and_dates_are_no_problem():
    plan = parsed("Eje,Id,Título,Inicio,Fin,Estado\nTrade,,Host a fair,,,\n")
    assert plan.problems == []
    assert plan.rows[0].fields == {"starts_on": None, "ends_on": None, "status": ""}


def test_blanks_are_taken_away_and_reported():
    plan = parsed("Eje,Título\n Trade,Host  a fair \n")
    assert (plan.rows[0].path, plan.rows[0].title) == (("Trade",), "Host a fair")
    assert plan.notes == ["2 cells had extra blanks, which were taken away."]


def test_columns_without_a_meaning_are_kept_with_their_row_as_they_are():
    assert parsed("Eje,Título,Barrio\nTrade,Fair, Centro  2 \n").rows[0].extras == [("Barrio", " Centro  2 ")]


SPELLED = "Eje,Línea,Título\nAcción exterior,A,One\nAccion Exterior,A,Two\nTurismo,A,Three\n"


def test_near_duplicate_names_are_offered_and_not_merged():
    plan = parsed(SPELLED)
    assert plan.near_duplicates == [NearDuplicate((), ("Acción exterior", "Accion Exterior"))]
    assert [row.path[0] for row in plan.rows] == ["Acción exterior", "Accion Exterior", "Turismo"]


def test_they_are_merged_when_somebody_chooses():
    chosen = {((), "Accion Exterior"): "Acción exterior", ((), "Acción exterior"): "Acción exterior"}
    plan = parsed(SPELLED, chosen)
    assert plan.near_duplicates == []
    assert [row.path[0] for row in plan.rows] == ["Acción exterior", "Acción exterior", "Turismo"]


def test_they_are_kept_apart_under_different_parents():
    assert parsed("Eje,Línea,Título\nA,Fairs,One\nB,fairs,Two\n").near_duplicates == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eje,Título,Progreso\nA,One,140 %\n", [(2, "140 % is more than 100 %.")]),
        ("Eje,Título,Inicio,Fin\nA,One,2/1/2024,1/1/2024\n", [(2, "The end date is before the start date.")]),
        ("Eje,Título,Continua,Fin\nA,One,sí,1/1/2024\n", [(2, "A continuous action has no end date.")]),
        ("Eje,Línea,Título\n,Fairs,One\n", [(2, "Level 1 is blank although a lower level is filled in.")]),
        ("Eje,Título,Estado\nA,,Done\n", [(2, "The title is missing.")]),
        (
            f"Eje,Título\nA,{'x' * 501}\n",
            [(2, "A title has at most 500 characters; this one has 501.")],
        ),
        (f"Eje,Título,Código\nA,One,{'x' * 31}\n", [(2, "This is longer than 30 characters.")]),
        (
            "Eje,Título\nA,One\nA,Two\nA,One\n",
            [
                (
                    4,
                    "Row 2 has the same place and title, and neither has an identifier, so they cannot be told apart.",
                )
            ],
        ),
    ],
)
def test_a_bad_row_is_refused_where_it_stands(text, expected):
    assert refusals(text) == expected


def test_equal_pairs_with_identifiers_are_two_actions():
    assert refusals("Eje,Id,Título\nA,1,One\nA,2,One\n") == []


def test_an_identifier_given_twice_is_refused():
    assert [row for row, _message in refusals("Eje,Id,Título\nA,1,One\nA,1,Two\n")] == [3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Eje,Foo\nA,One\n", "No column holds the title of the actions. Say which one does."),
        ("Título,Foo\nA,One\n", "No column holds the first level of the plan. Say which one does."),
    ],
)
def test_columns_that_make_no_plan_are_refused(text, message):
    with pytest.raises(Unreadable) as refused:
        parsed(text)
    assert str(refused.value) == message


DECIDIM = "id,parent/id,title/es,progress\n"


def test_decidim_results_that_have_results_below_are_elements():
    plan = parsed(DECIDIM + "1,,Comercio,\n2,1,Feria,50\n")
    assert [(row.kind, row.path, row.title) for row in plan.rows] == [
        ("element", ("Comercio",), "Comercio"),
        ("action", ("Comercio",), "Feria"),
    ]


def test_decidim_parents_that_make_a_loop_are_refused():
    assert refusals(DECIDIM + "1,2,A,\n2,1,B,\n") == [
        (2, "The parent 1 makes a loop: a result cannot stand below itself."),
        (3, "The parent 2 makes a loop: a result cannot stand below itself."),
    ]


def test_a_decidim_parent_that_is_missing_is_refused():
    assert refusals(DECIDIM + "2,9,B,\n") == [(2, "The parent 9 is not in the file.")]


@pytest.mark.django_db
def test_a_row_deeper_than_the_plan_is_refused(municipality):
    plan = make_plan(municipality)
    rows = parsed("Nivel 1,Nivel 2,Nivel 3,Título\nA,B,C,One\n")
    comparison = compare(rows, plan, levels=2)
    assert [(problem.row, problem.message) for problem in comparison.problems] == [
        (2, "This row is 3 levels deep, and the plan has 2.")
    ]
