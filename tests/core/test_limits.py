import pytest
import time_machine
from django.core.cache import cache

from intlstrategy.core.limits import Limit

pytestmark = pytest.mark.django_db


def test_whoever_was_wrong_too_often_waits_until_the_time_is_over():
    limit = Limit("test", most=2, seconds=60)
    cache.clear()
    with time_machine.travel("2026-05-02 10:00:00Z", tick=False) as clock:
        limit.count("here")
        assert not limit.is_reached("here")
        limit.count("here")
        assert limit.is_reached("here")
        assert not limit.is_reached("there")
        clock.shift(61)
        assert not limit.is_reached("here")
