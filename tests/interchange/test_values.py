"""Cells as cities write them."""

from datetime import date
from decimal import Decimal

import pytest

from intlstrategy.interchange.values import (
    BadValue,
    parse_date,
    parse_list,
    parse_percent,
    parse_priority,
    parse_status,
    parse_weight,
    parse_yes,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("3.4.2026", date(2026, 4, 3)),
        ("03-04-2026", date(2026, 4, 3)),
        (" 2026-11-24 00:00:00 ", date(2026, 11, 24)),
        ("", None),
        ("  ", None),
    ],
)
def test_dates_are_iso_or_day_first(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("75", Decimal(75)), ("75%", Decimal(75)), ("75,5 %", Decimal("75.5")), ("75.5", Decimal("75.5")),
        ("0", Decimal(0)), ("100 %", Decimal(100)), ("", None), (" ", None), ("0,5", Decimal("0.5")),
    ],
)  # fmt: skip
def test_percentages_are_taken_as_written(text, percent):
    assert parse_percent(text) == percent


@pytest.mark.parametrize(
    ("parse", "text", "message"),
    [
        (parse_date, "11/24/2026", "“11/24/2026” is not a day of the calendar."),
        (parse_date, "2026-02-30", "“2026-02-30” is not a day of the calendar."),
        (parse_date, "soon", "“soon” is not a date. Write it as 2026-11-24 or 24/11/2026."),
        (parse_percent, "140 %", "140 % is more than 100 %."),
        (parse_percent, "-1", "-1 is less than 0 %."),
        (parse_percent, "half", "“half” is not a number."),
        (parse_percent, "NaN", "“NaN” is not a number."),
        (parse_weight, "-2", "A weight cannot be less than 0."),
        (parse_weight, "1000000", "A weight must be less than 1,000,000."),
        (parse_weight, "1e400", "A weight must be less than 1,000,000."),
        (parse_priority, "urgent", "“urgent” is not a priority. Use high, medium or low."),
        (parse_yes, "maybe", "“maybe” is neither yes nor no."),
        (
            parse_status,
            "sleeping",
            "“sleeping” is not a status we know. Use one of: not started, on track, at risk, delayed, completed, "
            "suspended, cancelled.",
        ),
    ],
)
def test_a_bad_cell_says_what_it_may_be(parse, text, message):
    with pytest.raises(BadValue) as refused:
        parse(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", ""), ("En ejecución", "on_track"), ("FINALIZADA", "completed"), ("On hold", "suspended"),
        ("Cancel·lada", "cancelled"), ("no  iniciado", "not_started"), ("En risc", "at_risk"), ("En retard", "delayed"),
    ],
)  # fmt: skip
def test_statuses_are_known_in_several_languages_and_blank_is_no_data(text, status):
    assert parse_status(text) == status


def test_lists_are_split_at_semicolons_and_line_ends():
    assert parse_list("Culture;  Social  services\nTourism ;") == ["Culture", "Social services", "Tourism"]


def test_blank_says_no_for_yes_or_no_and_nothing_for_the_rest():
    assert (parse_yes(""), parse_yes("Sí"), parse_priority(""), parse_weight("")) == (False, True, "", None)
