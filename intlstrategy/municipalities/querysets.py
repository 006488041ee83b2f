from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from intlstrategy.municipalities.roles import Role

if TYPE_CHECKING:
    from datetime import date, datetime

    from intlstrategy.accounts.models import User
    from intlstrategy.municipalities.models import Municipality


class ScopedQuerySet(models.QuerySet):
    """Every query of a municipality's records starts from ``of``."""

    def of(self, municipality: Municipality) -> Self:
        """The living records of a municipality; each refers to this very object, so that addresses cost no query.

        As Django's own ``municipality.records.all()`` does it: a join would read the city again with every row.
        """
        found = self.filter(municipality=municipality, binned_at=None)
        city = self.model._meta.get_field("municipality")
        found._known_related_objects = {**found._known_related_objects, city: {municipality.pk: municipality}}  # type: ignore[attr-defined]
        return found

    def with_last_change(self) -> Self:
        """With the moment at which each was last written, as its history says: ``changed_at``."""
        written: Any = self.model.history.model._base_manager.filter(id=OuterRef("pk"))  # type: ignore[attr-defined]
        return self.annotate(changed_at=Subquery(written.order_by("-history_date").values("history_date")[:1]))

    def create(self, *, by: User | None, **fields: Any):  # type: ignore[override]  # nobody writes without an author
        record = self.model(**fields)
        record.save(by=by, force_insert=True, using=self.db)  # type: ignore[call-arg]
        return record


class DatedQuerySet(ScopedQuerySet):
    """Records that hold from a date to a date, either of which may be open."""

    def on(self, day: date) -> Self:
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def between(self, first: date | None, last: date | None) -> Self:
        """What holds on some day from the first to the last; either may be open."""
        begun = Q() if last is None else Q(starts_on__isnull=True) | Q(starts_on__lte=last)
        not_over = Q() if first is None else Q(ends_on__isnull=True) | Q(ends_on__gte=first)
        return self.filter(begun, not_over)


class PostQuerySet(DatedQuerySet):
    def with_holder(self, holders: models.QuerySet) -> Self:
        """The name of who holds each post, among holders of one day."""
        holders = holders.filter(post=OuterRef("pk"), binned_at=None).order_by("-starts_on", "-pk")
        return self.annotate(holder=Subquery(holders.values("name")[:1]))


class InvitationQuerySet(ScopedQuerySet):
    def in_state(self, state: str, now: datetime) -> Self:
        if state == "accepted":
            return self.filter(accepted_at__isnull=False)
        waiting = self.filter(accepted_at__isnull=True)
        return waiting.filter(expires_at__gt=now) if state == "open" else waiting.filter(expires_at__lte=now)


class MembershipQuerySet(DatedQuerySet):
    def administering(self, day: date) -> Self:
        """The living memberships that carry the administrator's role on a day."""
        rows = self.on(day).filter(binned_at=None, user__is_active=True)
        return rows.filter(roles__role=Role.ADMINISTRATOR, roles__binned_at=None)

    def with_roles(self) -> Self:
        return self.select_related("user", "department").prefetch_related("roles")
