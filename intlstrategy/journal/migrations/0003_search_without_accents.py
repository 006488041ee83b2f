from django.db import migrations

import intlstrategy.core.fields
from intlstrategy.core.text import fold
from intlstrategy.journal import guard

AT_ONCE = 1000


def unguard(apps, editor):
    """SQLite makes the table of the security log anew for a column, and nobody may write into it while it is guarded."""
    guard.remove(editor.connection)


def guard_again(apps, editor):
    guard.install(editor.connection)


def fold_what_is_there(apps, editor):
    for name, *sources in (("JournalEntry", "target_name", "detail"), ("SecurityEvent", "user_name", "detail")):
        model = apps.get_model("journal", name)
        rows = []
        for row in model.objects.only(*sources).iterator(AT_ONCE):
            row.folded = fold(" ".join(getattr(row, source) for source in sources))
            rows.append(row)
        model.objects.bulk_update(rows, ["folded"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_security_log_is_insert_only"),
    ]
    operations = [
        migrations.RunPython(unguard, guard_again),
        migrations.AddField("journalentry", "folded", intlstrategy.core.fields.FoldedField("target_name", "detail")),
        migrations.AddField("securityevent", "folded", intlstrategy.core.fields.FoldedField("user_name", "detail")),
        migrations.RunPython(fold_what_is_there, migrations.RunPython.noop),
        migrations.RunPython(guard_again, unguard),
    ]
