import pytest

from intlstrategy.interchange.rows import NearDuplicate, Problem
from tests.interchange.plans import plan_of, said

# What is wrong with rows -------------------------------------------------------------------------------


def test_an_identifier_that_stands_twice_is_refused_on_the_later_row():
    plan = plan_of(["Eje", "Id", "Título"], ["A", "7", "One"], ["A", "8", "Two"], ["A", "7", "Three"])
    assert plan.problems == [Problem(4, "Id", "The identifier 7 stands in row 2 already.")]


def test_equal_pairs_without_an_identifier_are_ambiguous():
    plan = plan_of(
        ["Eje", "Id", "Título"],
        ["A", "", "One"],
        ["A", "1", "One"],
        ["A", "2", "One"],
        ["B", "", "One"],
        ["A", "", "One"],
    )
    assert said(plan) == [
        (
            6,
            "Título",
            "Row 2 has the same place and title, and neither has an identifier: "
            "they cannot be told apart. Change a title, or add identifiers.",
        )
    ]


def test_a_missing_title_is_refused():
    plan = plan_of(["Eje", "Título", "Avance"], ["A", " ", "5"])
    assert said(plan) == [(2, "Título", "The title is missing.")]


@pytest.mark.parametrize(
    ("row", "column", "has", "most"),
    [
        (["A", "x" * 501, "1", "2"], "Título", 501, 500),
        (["y" * 501, "One", "1", "2"], "Eje", 501, 500),
        (["A", "One", "z" * 101, "2"], "Id", 101, 100),
        (["A", "One", "1", "c" * 31], "Código", 31, 30),
    ],
)
def test_what_is_too_long_is_refused(row, column, has, most):
    plan = plan_of(["Eje", "Título", "Id", "Código"], row)
    assert said(plan) == [(2, column, f"This has {has} characters. At most {most} fit.")]


def test_extra_blanks_are_normalised_and_counted():
    plan = plan_of(["Eje", "Título"], ["  Axis", "One \u00a0 two"], ["Axis", "Three "], ["Axis", "Four"])
    assert [(row.path, row.title) for row in plan.rows] == [
        (("Axis",), "One two"),
        (("Axis",), "Three"),
        (("Axis",), "Four"),
    ]
    assert plan.notes == ["3 cells had extra blanks."]


# Names spelled in several ways -------------------------------------------------------------------------

SPELLED = [
    ["Eje", "Línea", "Título"],
    ["Europa", "Línea 1. Redes", "a"],
    ["EUROPA", "Linea 1: redes", "b"],
    ["Europa", "Línea 1.2", "c"],
    ["Europa", "Línea 12", "d"],
    ["Mundo", "Linea 1: redes", "e"],
]


def test_names_that_differ_in_spelling_only_are_offered_for_merging_and_not_merged():
    plan = plan_of(*SPELLED)
    assert plan.near_duplicates == [
        NearDuplicate(1, ("Europa", "EUROPA")),
        NearDuplicate(2, ("Línea 1. Redes", "Linea 1: redes"), ("Europa",)),
    ]
    assert [row.path[0] for row in plan.rows] == ["Europa", "EUROPA", "Europa", "Europa", "Mundo"]


def test_names_are_merged_as_the_user_chose_where_they_were_offered():
    merges = {((), "EUROPA"): "Europa", (("europa",), "Linea 1: redes"): "Línea 1. Redes"}
    plan = plan_of(*SPELLED, merges=merges)
    assert [row.path for row in plan.rows] == [
        ("Europa", "Línea 1. Redes"),
        ("Europa", "Línea 1. Redes"),
        ("Europa", "Línea 1.2"),
        ("Europa", "Línea 12"),
        ("Mundo", "Linea 1: redes"),
    ]
    assert plan.near_duplicates == []


def test_names_that_the_user_keeps_apart_are_not_offered_again():
    plan = plan_of(*SPELLED, merges={((), "EUROPA"): "EUROPA"})
    assert [near.depth for near in plan.near_duplicates] == [2]
    assert plan.rows[1].path[0] == "EUROPA"
