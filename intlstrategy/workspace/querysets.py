from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps

from intlstrategy.municipalities.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date

    from intlstrategy.municipalities.models import Membership


def hash_of(token: str) -> str:
    """What is stored of a token: it has 256 bits of chance, so a plain hash cannot be turned round by guessing."""
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarFeedQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(revoked_at=None, binned_at=None)

    def made_by(self, membership: Membership) -> Self:
        return self.filter(membership=membership)

    def read_with(self, token: str, day: date) -> Self:
        """The feed that a token opens on a day: its maker is a member that day, and may sign in."""
        memberships: Any = apps.get_model("municipalities", "Membership").objects
        members = memberships.on(day).filter(binned_at=None, user__is_active=True)
        found = self.open().filter(token_hash=hash_of(token), membership__in=members.values("pk"))
        return found.select_related("municipality", "membership__municipality", "membership__user").prefetch_related(
            "membership__roles"
        )
