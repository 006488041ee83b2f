"""The database itself refuses to change or delete a line of the security log.

SQLite drops a table's triggers when a migration rebuilds the table: a migration that alters ``SecurityEvent``
ends with ``install`` again. There is no trigger on TRUNCATE, which only the tests' flush uses.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "journal_securityevent"
MESSAGE = "The security log is insert only."
ACTS = ("UPDATE", "DELETE")

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def trigger(act: str) -> str:
    return f"{TABLE}_no_{act.lower()}"


def statements_to_install(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            POSTGRESQL_FUNCTION,
            *(
                f"CREATE TRIGGER {trigger(act)} BEFORE {act} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
                for act in ACTS
            ),
        ]
    return [
        f"CREATE TRIGGER {trigger(act)} BEFORE {act} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for act in ACTS
    ]


def statements_to_remove(vendor: str) -> list[str]:
    if vendor == "postgresql":
        dropped = [f"DROP TRIGGER IF EXISTS {trigger(act)} ON {TABLE}" for act in ACTS]
        return [*dropped, f"DROP FUNCTION IF EXISTS {TABLE}_refuse()"]
    return [f"DROP TRIGGER IF EXISTS {trigger(act)}" for act in ACTS]


def carry_out(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def install(connection: BaseDatabaseWrapper) -> None:
    remove(connection)
    carry_out(connection, statements_to_install(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    carry_out(connection, statements_to_remove(connection.vendor))
