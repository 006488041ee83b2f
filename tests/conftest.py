import gc
import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.plugins.honesty", "tests.plugins.visitors"]

gc.set_threshold(100_000, 50, 100)  # a seventh of the time of all tests went to looking for cycles

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("quick", deadline=None, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "quick")


@pytest.fixture
def count_of_queries(client):
    """How many queries a page takes, once it answers."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    def count(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return count


@pytest.fixture
def municipality():
    from tests.factories import make_municipality  # noqa: PLC0415 - models load after settings

    return make_municipality()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tables made from the models have the guard of the security log too.

    A browser may leave a request behind, whose session would keep PostgreSQL from dropping the database.
    """
    from django.db import connection  # noqa: PLC0415 - settings first

    from intlstrategy.journal import guard  # noqa: PLC0415

    if not connection.settings_dict["TEST"].get("MIGRATE", True):
        with django_db_blocker.unblock():
            guard.install(connection)
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True, scope="session")
def _the_security_log_lets_itself_be_emptied_by_tests():
    """Tests that empty whole tables take the guard of the security log away for that moment only."""
    from django.db import connection  # noqa: PLC0415 - settings first
    from django.test import TransactionTestCase  # noqa: PLC0415

    from intlstrategy.journal import guard  # noqa: PLC0415

    empty = TransactionTestCase._fixture_teardown

    def without_guard(case):
        guard.remove(connection)
        try:
            empty(case)
        finally:
            guard.install(connection)

    TransactionTestCase._fixture_teardown = without_guard
    yield
    TransactionTestCase._fixture_teardown = empty
