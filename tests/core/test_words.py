"""Days and amounts in words, as a reader of either language writes them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from intlstrategy.core.days import how_far
from intlstrategy.core.numbers import amount_in

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "today"), (1, "in 1 day"), (-6, "6 days ago"), (60, "in 60 days"), (61, "in 2 months"), (-400, "13 months ago"),
        (730, "in 24 months"), (-1100, "3 years ago"), (366 * 10, "in 10 years"),
    ],
)  # fmt: skip
def test_a_day_is_told_by_how_far_away_it_is(days, told):
    assert how_far(TODAY + timedelta(days=days), TODAY) == told


@pytest.mark.parametrize(
    ("value", "currency", "english", "spanish"),
    [
        (Decimal("3050.00"), "EUR", "€3,050", "3.050\u00a0€"),
        (Decimal("1234567.5"), "EUR", "€1,234,567.50", "1.234.567,50\u00a0€"),
        (Decimal(-20), "EUR", "-€20", "-20\u00a0€"),
        (Decimal(20), "CHF", "CHF\u00a020", "20\u00a0CHF"),
        (Decimal(0), "XYZ", "XYZ\u00a00", "0\u00a0XYZ"),
    ],
)
def test_an_amount_is_written_with_its_currency(value, currency, english, spanish):
    with translation.override("en"):
        assert amount_in(value, currency) == english
    with translation.override("es"):
        assert amount_in(value, currency) == spanish
