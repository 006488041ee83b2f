import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from intlstrategy.core.schema import CreateModels

PIER = migrations.CreateModel("Pier", fields=[("id", models.AutoField(primary_key=True))])
SHIP = migrations.CreateModel(
    "Ship",
    fields=[("id", models.AutoField(primary_key=True)), ("pier", models.ForeignKey("core.Pier", models.CASCADE))],
)


@pytest.mark.django_db(transaction=True)
def test_models_are_created_together_and_taken_away_again():
    both = CreateModels(operations=[SHIP, PIER])  # one may name another that comes after it
    empty, full = ProjectState(), ProjectState()
    assert list(full.apps.get_models()) == []
    both.state_forwards("core", full)

    with connection.schema_editor() as editor:
        both.database_forwards("core", editor, empty, full)
    there = {"core_ship", "core_pier"} & set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        both.database_backwards("core", editor, full, empty)

    assert there == {"core_ship", "core_pier"}
    assert {"core_ship", "core_pier"} & set(connection.introspection.table_names()) == set()
    assert {model.__name__ for model in full.apps.get_models()} == {"Ship", "Pier"}


def test_a_migration_is_written_with_them():
    both = CreateModels(operations=[PIER])

    assert both.describe() == "Create models Pier"
    lines = OperationWriter(both, indentation=0).serialize()[0].splitlines()
    assert [line.strip() for line in lines[:3]] == [
        "intlstrategy.core.schema.CreateModels(",
        "operations=[",
        "migrations.CreateModel(",
    ]
