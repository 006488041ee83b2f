"""Triggers that let the security log be added to, and nothing else, on both databases."""

from typing import Any

TABLE = "journal_securityevent"
MESSAGE = "the security log is insert only"

SQLITE = {
    act: f"CREATE TRIGGER {TABLE}_no_{act} BEFORE {act.upper()} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for act in ("update", "delete")
}
POSTGRESQL = [
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$ LANGUAGE plpgsql",
    f"CREATE TRIGGER {TABLE}_guard BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
]


def install(connection: Any) -> None:
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE.values():
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Only a migration taken back, and the tests that empty whole tables, take the guard away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_guard ON {TABLE}")
        else:
            for act in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{act}")
