"""How long an agreement lasts, by when notice is due, and how it stands on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.periods import months_later
from intlstrategy.relations.terms import (
    COMMUNITY,
    DORMANT,
    EXPIRED,
    IN_FORCE,
    NEGOTIATING,
    OVER,
    PROPOSED,
    RELINQUISHED,
    SUSPENDED,
    Ahead,
    Change,
    Extension,
    Standing,
    Terms,
    ahead,
    end_on,
    status_on,
)

DAY = timedelta(days=1)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
statuses = st.sampled_from([PROPOSED, NEGOTIATING, "approved", IN_FORCE, DORMANT, SUSPENDED, *OVER, COMMUNITY])
changes = st.lists(st.builds(Change, days, statuses, st.just("Why")), max_size=6)
maybe = st.none() | days


@st.composite
def any_terms(draw):
    signed = draw(maybe)
    start = draw(st.none() | days)
    first = max((each for each in (signed, start) if each), default=None)
    expires = draw(st.none() | (days if first is None else st.dates(first, date(2070, 1, 1))))
    extensions = draw(st.lists(st.builds(Extension, days, maybe), max_size=3))
    longest = draw(st.none() | st.integers(1, 120))
    return Terms(
        signed_on=signed, in_force_on=start, expires_on=expires, renewal=draw(st.sampled_from(["none", "tacit", "express"])),
        renewal_months=draw(st.none() | st.integers(1, 60)), notice_days=draw(st.integers(0, 400)), longest_months=longest,
        longest_renewal_months=None if longest is None else draw(st.none() | st.integers(0, 120)), extensions=tuple(extensions),
    )  # fmt: skip


@given(any_terms(), days, days)
def test_once_notice_was_given_nothing_is_renewed_and_the_end_stays(terms, given_on, day):
    ended = replace(terms, given_on=given_on)
    if day < given_on:
        assert ahead(ended, day) == ahead(terms, day)
        return
    if not any(given_on < each.on for each in terms.extensions):
        assert end_on(ended, day) == end_on(terms, given_on)
    assert ahead(ended, day) == Ahead(end_on(ended, day), None, is_renewed=False)


# Renewal and notice ---------------------------------------------------------------------------------------

YEARLY = Terms(
    signed_on=date(2020, 3, 1), expires_on=date(2021, 2, 28), renewal="tacit", renewal_months=12, notice_days=30
)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2020, 6, 1), date(2021, 2, 28)),
        (date(2021, 2, 28), date(2021, 2, 28)),
        (date(2021, 3, 1), date(2022, 2, 28)),
        (date(2024, 2, 28), date(2024, 2, 28)),
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_what_renews_itself_runs_from_term_to_term(day, end):
    assert end_on(YEARLY, day) == end


def test_notice_is_due_so_many_days_before_the_end_of_the_running_term():
    found = ahead(YEARLY, date(2022, 6, 1))

    assert (found.ends_on, found.notice_on, found.is_renewed) == (date(2023, 2, 28), date(2023, 1, 29), True)


def test_a_convenio_of_law_40_2015_lasts_four_years_and_four_more_at_most():
    terms = Terms(
        signed_on=date(2016, 10, 2), expires_on=date(2020, 10, 2), renewal="tacit", renewal_months=24,
        longest_months=48, longest_renewal_months=48, notice_days=90,
    )  # fmt: skip

    assert terms.longest_until == date(2024, 10, 2)
    assert ahead(terms, date(2022, 11, 1)).is_renewed is False
    assert [end_on(terms, date(year, 11, 1)) for year in (2019, 2021, 2023, 2025)] == [
        date(2020, 10, 2), date(2022, 10, 2), date(2024, 10, 2), date(2024, 10, 2),
    ]  # fmt: skip
    assert status_on(terms, [], date(2025, 1, 1)) == Standing(EXPIRED, date(2024, 10, 3), is_by_dates=True)


def test_an_extension_moves_the_end_from_its_signing_on():
    terms = Terms(
        signed_on=date(2020, 1, 1), expires_on=date(2022, 12, 31), extensions=(Extension(date(2022, 6, 1), date(2024, 12, 31)),)
    )  # fmt: skip

    assert end_on(terms, date(2022, 5, 31)) == date(2022, 12, 31)
    assert end_on(terms, date(2022, 6, 1)) == date(2024, 12, 31)


def test_an_extension_without_an_end_leaves_none():
    terms = Terms(
        signed_on=date(2020, 1, 1), expires_on=date(2022, 12, 31), extensions=(Extension(date(2022, 6, 1), None),)
    )

    assert ahead(terms, date(2023, 1, 1)).ends_on is None


@given(any_terms(), days)
def test_a_term_that_renews_itself_never_ends_after_what_the_law_allows(terms, day):
    end, limit = end_on(terms, day), terms.longest_until
    if end is not None and limit is not None:
        first = [terms.expires_on, *(each.until for each in terms.extensions)]
        assert end <= max(limit, *(each for each in first if each is not None))


@given(any_terms(), days)
def test_notice_is_never_due_after_the_end(terms, day):
    found = ahead(terms, day)

    assert (found.notice_on is None) == (found.ends_on is None)
    if found.ends_on is not None:
        assert found.ends_on - found.notice_on == timedelta(days=terms.notice_days)


@given(any_terms(), days)
def test_while_nothing_is_signed_in_between_the_end_never_moves_back(terms, day):
    later = min([each.on for each in terms.extensions if each.on > day], default=day + 400 * DAY)
    today, then = end_on(terms, day), end_on(terms, max(day, later - DAY))
    if today is not None and then is not None:
        assert then >= today


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(1, 60), st.integers(1, 40))
def test_each_renewal_begins_the_day_after_the_term_before_it(first_end, months, number):
    terms = Terms(signed_on=date(1999, 1, 1), expires_on=first_end, renewal="tacit", renewal_months=months)
    end = months_later(first_end, months * number)

    assert end_on(terms, end) == end
    assert end_on(terms, end + DAY) == months_later(first_end, months * (number + 1))


# Status at a date -----------------------------------------------------------------------------------------


def test_what_nobody_said_anything_of_is_proposed():
    assert status_on(Terms(), [], date(2026, 1, 1)) == Standing(PROPOSED, None, is_by_dates=True)


def test_it_is_in_force_from_its_first_day_once_it_is_signed():
    terms = Terms(signed_on=date(2026, 1, 10), in_force_on=date(2026, 2, 1))
    stated = [Change(date(2026, 1, 5), "approved")]

    assert status_on(terms, stated, date(2026, 1, 31)) == Standing("approved", date(2026, 1, 5))
    assert status_on(terms, stated, date(2026, 2, 1)) == Standing(IN_FORCE, date(2026, 2, 1), is_by_dates=True)


def test_what_sleeps_awakes_only_when_somebody_says_so():
    terms = Terms(signed_on=date(1977, 5, 9))
    stated = [Change(date(2010, 1, 1), DORMANT, "No answer"), Change(date(2024, 1, 1), IN_FORCE, "A new mayor")]

    assert [status_on(terms, stated, date(year, 6, 1)).status for year in (1970, 1980, 2012, 2025)] == [
        PROPOSED, IN_FORCE, DORMANT, IN_FORCE,
    ]  # fmt: skip


def test_of_two_statements_of_one_day_the_later_one_holds():
    stated = [
        Change(date(2026, 1, 1), SUSPENDED, "War"),
        Change(date(2026, 1, 1), RELINQUISHED, "Decided by the plenary"),
    ]

    assert status_on(Terms(signed_on=date(2000, 1, 1)), stated, date(2026, 1, 1)).status == RELINQUISHED


def test_what_was_suspended_expires_all_the_same():
    terms = Terms(signed_on=date(2020, 1, 1), expires_on=date(2023, 12, 31))

    assert status_on(terms, [Change(date(2022, 3, 1), SUSPENDED, "War")], date(2024, 1, 1)).status == EXPIRED


@pytest.mark.parametrize("status", [RELINQUISHED, COMMUNITY])
def test_what_is_over_or_lives_without_a_paper_does_not_expire(status):
    terms = Terms(signed_on=date(2020, 1, 1), expires_on=date(2023, 12, 31))

    assert status_on(terms, [Change(date(2022, 3, 1), status, "Why")], date(2024, 1, 1)).status == status


@given(any_terms(), changes, days)
def test_what_is_said_later_changes_no_earlier_day(terms, stated, day):
    known = [each for each in stated if each.on <= day]

    assert status_on(terms, stated, day) == status_on(terms, known, day)


@given(any_terms(), changes, days)
def test_a_status_began_on_or_before_the_day_asked_about(terms, stated, day):
    found = status_on(terms, stated, day)

    assert found.since is None or found.since <= day
    assert found.is_by_dates or (found.status, found.since) in {(each.status, each.on) for each in stated}


@given(any_terms(), changes, days)
def test_nothing_unsigned_is_in_force_or_expired_by_its_dates(terms, stated, day):
    found = status_on(terms, stated, day)
    if terms.signed_on is None or terms.signed_on > day:
        assert not found.is_by_dates or found.status == PROPOSED
