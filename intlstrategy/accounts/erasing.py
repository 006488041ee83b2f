"""Copies of what people typed that no record holds: filters they saved, forms kept for them, the log of the
administration site."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session

from intlstrategy.accounts.models import SavedView
from intlstrategy.core.kept_forms import SESSION_KEY
from intlstrategy.core.sessions import SessionStore
from intlstrategy.core.text import has_text, speaks_of


def forget_saved_filters(municipality_id: int, texts: list[str]) -> int:
    """Saved filters of a city that look for one of these texts."""
    rows = SavedView.objects.filter(municipality_id=municipality_id)
    gone = [row.pk for row in rows if has_text(f"{row.name} {unquote_plus(row.query)}", texts)]
    SavedView.objects.filter(pk__in=gone).delete()
    return len(gone)


def forget_kept_forms(municipality_id: int, texts: list[str]) -> int:
    """Forms that wait in somebody's session for being sent again."""
    count = 0
    for session in Session.objects.iterator():
        kept = session.get_decoded().get(SESSION_KEY, {})
        left = {key: form for key, form in kept.items() if not has_text(" ".join(words_of(form)), texts)}
        if len(left) < len(kept):
            store = SessionStore(session.session_key)
            store[SESSION_KEY] = left
            store.save()
            count += len(kept) - len(left)
    return count


def words_of(form: Any) -> Iterator[str]:
    return (str(value) for _name, value in form["fields"])


def forget_in_administration(municipality_id: int, texts: list[str]) -> int:
    """Names that the administration site wrote down beside what was done there; that it was done stays."""
    written = LogEntry.objects.exclude(object_repr="").only("object_repr")
    rows = [row for row in written.iterator() if speaks_of(row.object_repr, texts)]
    for row in rows:
        row.object_repr = ""
        row.save(update_fields=["object_repr"])
    return len(rows)
