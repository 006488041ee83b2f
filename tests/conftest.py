import os

import pytest
from django.test import TransactionTestCase
from hypothesis import settings

pytest_plugins = ["tests.plugins.honesty"]

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("quick", deadline=None, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "quick")

flush_as_django_does = TransactionTestCase._fixture_teardown


def flush_with_the_security_log_open(self):
    """Django's flush deletes row by row on SQLite, which the security log refuses by a trigger."""
    from django.db import connection  # noqa: PLC0415 - settings are ready only now

    from intlstrategy.journal import insert_only  # noqa: PLC0415

    insert_only.remove(connection)
    flush_as_django_does(self)
    insert_only.install(connection)


TransactionTestCase._fixture_teardown = flush_with_the_security_log_open


@pytest.fixture
def count_of_queries(client):
    """How many queries a page takes, once it answers."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    def count(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return count


@pytest.fixture
def municipality():
    from tests.factories import make_municipality  # noqa: PLC0415 - models load after settings

    return make_municipality()
