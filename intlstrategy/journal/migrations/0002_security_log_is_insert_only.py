from django.db import migrations

from intlstrategy.journal import insert_only


def forwards(apps, schema_editor):
    insert_only.install(schema_editor.connection)


def backwards(apps, schema_editor):
    insert_only.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
