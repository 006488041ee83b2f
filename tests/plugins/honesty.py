"""What keeps the whole suite honest: nothing is skipped in CI, and no test leaves a row that crosses cities."""

import os
from functools import cache

import pytest

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
USE_THE_DATABASE = {"db", "transactional_db", "live_server"}


def skip_is_a_failure(report: pytest.TestReport | pytest.CollectReport) -> None:
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which counts as a failure in CI: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    skip_is_a_failure(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    skip_is_a_failure(report)
    return report


def pytest_configure(config):
    config.addinivalue_line("markers", "crosses_tenants: makes a row that points into another municipality on purpose")


def pytest_collection_modifyitems(config, items):
    from django.db import connection  # noqa: PLC0415 - settings are ready only now

    if connection.vendor == "postgresql":
        apart = [item for item in items if not asks_the_database(item)]
        if len(apart) < len(items):  # whoever asks for such a test alone gets it
            config.hook.pytest_deselected(items=apart)
            items[:] = [item for item in items if asks_the_database(item)]
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL: set DATABASE_URL")
    for item in items:
        if item.get_closest_marker("postgresql"):
            item.add_marker(skip)


def asks_the_database(item) -> bool:
    """Whether the answer of a test may depend on the engine; the others are proved once, on SQLite."""
    return bool(item.get_closest_marker("django_db") or USE_THE_DATABASE & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def no_row_crosses_tenants(request):
    """After each test that used the database, every link is looked at, as `check_tenancy` does."""
    marked = request.node.get_closest_marker("django_db")
    if not marked and not USE_THE_DATABASE & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    if request.node.get_closest_marker("crosses_tenants"):
        return
    from django.db import connection  # noqa: PLC0415 - settings are ready only now

    if not connection.needs_rollback:
        assert crossing_links(connection) == []


@cache
def whether_a_link_crosses() -> tuple[list[str], str]:
    """The names of all links, and the statement that asks of each whether some row follows it into another city."""
    from intlstrategy.municipalities.tenancy import links  # noqa: PLC0415 - settings are ready only now

    names, questions = [], []
    for link in links():
        sql, values = link.strangers().values("pk").query.sql_with_params()
        assert values == ()  # so that it can be asked as it stands
        names.append(str(link))
        questions.append(f"EXISTS ({sql})")
    return names, f"SELECT {', '.join(questions)}"


def crossing_links(connection) -> list[str]:
    """The links that some row follows into another city: one statement, as two hundred took a third of all tests' time."""
    names, statement = whether_a_link_crosses()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # whose planner takes ten times as long over it as the answer
            cursor.execute("SELECT 1 FROM pg_prepared_statements WHERE name = 'crossing'")
            if cursor.fetchone() is None:
                cursor.execute(f"PREPARE crossing AS {statement}")
            statement = "EXECUTE crossing"
        cursor.execute(statement)
        return [name for name, crosses in zip(names, cursor.fetchone(), strict=True) if crosses]
