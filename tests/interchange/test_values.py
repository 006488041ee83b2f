from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.wording import named_by
from intlstrategy.interchange.values import (
    PRIORITY_WORDS,
    STATUS_WORDS,
    BadValue,
    parse_bool,
    parse_date,
    parse_names,
    parse_number,
    parse_percent,
    parse_priority,
    parse_status,
    parse_weight,
)

DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))
DATE_FORMATS = ["{0:%Y-%m-%d}", "{0:%d/%m/%Y}", "{0:%d-%m-%Y}", "{0:%d.%m.%Y}", "{0.day}/{0.month}/{0.year}"]
CENTS = st.decimals(0, 100, places=2)
PERCENT_FORMATS = ["{}", "{}%", "{} %", " {} % ", "{}\u00a0%", "+{}"]
ALL_PARSERS = [parse_date, parse_number, parse_percent, parse_weight, parse_status, parse_priority, parse_bool]


def refusal(parse, *args):
    with pytest.raises(BadValue) as refused:
        parse(*args)
    return str(refused.value)


def outcome(parse, text):
    """The value, or the message that there is none."""
    try:
        return parse(text)
    except BadValue as bad:
        return str(bad)


@given(DATES, st.sampled_from(DATE_FORMATS))
def test_a_date_in_either_language_comes_back(day, written):
    assert parse_date(written.format(day)) == day


@pytest.mark.parametrize(
    "written",
    [
        "2020-05-26 22:39:50 UTC", "2020-05-26T22:39:50.123Z", "2020-05-26T22:39+02:00", "2020-05-26 22:39:50 +0200",
        "26/05/2020 22:39", "26-05-2020 9:05:01", "26/05/2020\n22:39",
    ],
)  # fmt: skip
def test_a_time_after_a_date_is_left_out(written):
    assert parse_date(written) == date(2020, 5, 26)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("01/02/26", "“01/02/26” has a year of two digits. Write it with four, as in 24/11/2026."),
        (
            "45292",
            "“45292” is a number, not a date. In the spreadsheet, show the column as dates and save it again.",
        ),
        ("2026", "“2026” is a year only. Write the day too, as 2026-11-24 or 24/11/2026."),
        (
            "12/31/2026",
            "“12/31/2026” is not a day of the calendar. Write the day before the month, as in 24/11/2026.",
        ),
        ("soon", "“soon” is not a date. Write it as 2026-11-24 or 24/11/2026."),
        ("1/2-2026", "“1/2-2026” is not a date. Write it as 2026-11-24 or 24/11/2026."),
        ("0026-01-01", "“0026-01-01” is too far away. Check the year."),
    ],
)
def test_a_date_that_is_none_is_refused_with_the_reason(written, message):
    assert refusal(parse_date, written) == message


def test_a_year_alone_is_its_first_day_for_a_start_and_its_last_for_an_end():
    assert parse_date("2026", "start") == date(2026, 1, 1)
    assert parse_date("2026", "end") == date(2026, 12, 31)


@given(CENTS, st.sampled_from(PERCENT_FORMATS), st.booleans())
def test_a_percentage_in_either_language_comes_back(value, written, comma):
    text = written.format(value)
    assert parse_percent(text.replace(".", ",") if comma else text) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("75%", "75"),
        ("75,5 %", "75.5"),
        ("0.75", "0.75"),
        ("50.00%", "50"),
        ("33.333333333333336", "33.33"),
        ("96.0", "96"),
    ],
)
def test_a_percentage_is_taken_as_written(written, value):
    assert parse_percent(written) == Decimal(value)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("140 %", "140 is more than 100 %."),
        ("140", "140 is more than 100 %."),
        ("-1%", "-1 is less than 0 %."),
        ("half", "“half” is not a number."),
        ("1.234,5", "“1.234,5” is not a number."),
        ("NaN", "“NaN” is not a number."),
        ("1e9", "“1e9” is not a number."),
        ("٣", "“٣” is not a number."),
    ],
)
def test_a_percentage_that_is_none_is_refused_with_the_reason(written, message):
    assert refusal(parse_percent, written) == message


@given(st.decimals(0, Decimal("999999.99"), places=2), st.booleans())
def test_a_weight_in_either_language_comes_back(value, comma):
    text = str(value)
    assert parse_weight(text.replace(".", ",") if comma else text) == value


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("-1", "A weight cannot be less than 0."),
        ("1000000", "A weight must be less than one million."),
        ("999999.999", "A weight must be less than one million."),
        ("9" * 3_000, "A weight must be less than one million."),
    ],
)
def test_a_weight_that_does_not_fit_is_refused(written, message):
    assert refusal(parse_weight, written) == message


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Active", "on_track"),
        ("Pending", "not_started"),
        ("Finished", "completed"),
        ("EN EJECUCION", "on_track"),
        ("No iniciada", "not_started"),
        ("con  retraso", "delayed"),
        ("En risc", "at_risk"),
        ("cancel·lat", "cancelled"),
        ("Suspendue", "suspended"),
        ("réalisé", "completed"),
    ],
)
def test_the_words_of_four_languages_and_of_gobierto_are_statuses(written, status):
    assert parse_status(written) == status


@given(st.sampled_from(sorted((code, word) for code, words in STATUS_WORDS.items() for word in words)), st.booleans())
def test_a_status_comes_back_in_any_case(known, loud):
    code, word = known
    assert parse_status(word.upper() if loud else f" {word} ") == code


def test_no_word_means_two_statuses_or_two_priorities():
    for words in (STATUS_WORDS, PRIORITY_WORDS):
        every = [word for each in words.values() for word in each]
        assert len(every) == len(set(every))


def test_a_citys_own_name_is_read_before_the_words_of_others_and_after_those_of_our_exports():
    with named_by({"at_risk": "Con retraso", "suspended": "Late"}):
        assert [parse_status(word) for word in ("con retraso", "late", "Delayed", "delayed", "en plazo")] == [
            "at_risk", "suspended", "delayed", "delayed", "on_track",
        ]  # fmt: skip
    assert parse_status("con retraso") == "delayed"


@pytest.mark.parametrize("written", ["", "  ", "No data", "SIN DATOS"])
def test_what_our_own_lists_write_for_no_status_is_none(written):
    assert parse_status(written) is None


def test_an_unknown_status_is_refused_with_those_that_are_known():
    assert refusal(parse_status, "Perhaps") == (
        "“Perhaps” is not a status we know. "
        "Use one of: Not started, On track, At risk, Delayed, Completed, Suspended, Cancelled."
    )


@pytest.mark.parametrize(
    ("written", "priority"), [("High", "high"), ("alta", "high"), ("Media", "medium"), ("BAJA", "low")]
)
def test_a_priority_is_known_in_both_languages(written, priority):
    assert parse_priority(written) == priority


def test_an_unknown_priority_is_refused():
    assert refusal(parse_priority, "urgent") == "“urgent” is not a priority. Use high, medium or low."


@pytest.mark.parametrize(
    ("written", "value"),
    [("yes", True), ("Sí", True), ("SI", True), ("x", True), ("no", False), ("False", False), ("0", False)],
)
def test_yes_and_no_are_known_in_both_languages(written, value):
    assert parse_bool(written) is value


def test_what_is_neither_yes_nor_no_is_refused():
    assert refusal(parse_bool, "perhaps") == "“perhaps” is neither yes nor no."


@pytest.mark.parametrize("parse", [parse_date, parse_percent, parse_weight, parse_status, parse_priority, parse_bool])
@pytest.mark.parametrize("blank", ["", "  ", "\u00a0", "\n"])
def test_a_blank_cell_is_no_value(parse, blank):
    assert parse(blank) is None


def test_several_names_stand_in_one_cell():
    assert parse_names(" Urban  planning; Port |Culture\nPort;; ") == ["Urban planning", "Port", "Culture"]


def test_a_long_cell_is_quoted_in_part():
    assert refusal(parse_bool, "a" * 5_000) == f"“{'a' * 59}…” is neither yes nor no."


@pytest.mark.parametrize("parse", ALL_PARSERS)
@given(text=st.text() | st.from_regex(r"[-+0-9.,/% ]{0,12}"))
def test_any_text_gives_a_value_or_a_message(parse, text):
    assert outcome(parse, text) != ""
