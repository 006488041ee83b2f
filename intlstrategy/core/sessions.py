"""Sessions in the database, where forms that wait for their owners outlive whoever signs in and out meanwhile."""

from django.contrib.sessions.backends import db

from intlstrategy.core.kept_forms import SESSION_KEY


class SessionStore(db.SessionStore):
    def flush(self) -> None:
        kept = self.get(SESSION_KEY)
        super().flush()
        if kept:
            self[SESSION_KEY] = kept
