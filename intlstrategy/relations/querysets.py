from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import F, OuterRef, Q, Subquery

from intlstrategy.municipalities.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from intlstrategy.municipalities.models import Membership


class EngagementQuerySet(ScopedQuerySet):
    def with_first_counterpart(self) -> Self:
        """With the name of the organisation that was noted first, None where none was."""
        attendances: Any = apps.get_model("relations", "Attendance")._base_manager
        theirs = attendances.filter(engagement=OuterRef("pk"), binned_at=None).exclude(stakeholder=None).order_by("pk")
        return self.annotate(
            counterpart=Subquery(theirs.values("stakeholder__name")[:1]),
            counterpart_folded=Subquery(theirs.values("stakeholder__folded")[:1]),
        )

    def attended_by(self, **who: Any) -> Self:
        """Those in which a person, an organisation or a member took part, such as ``stakeholder=5``."""
        attendances: Any = apps.get_model("relations", "Attendance")._base_manager
        return self.filter(pk__in=attendances.filter(binned_at=None, **who).values("engagement"))


class CommitmentQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(state="open")

    def late(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def seen_to_by(self, membership: Membership) -> Self:
        return self.filter(owner=membership)

    def by_due_day(self) -> Self:
        """The first due first; what has no day comes last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def with_any_of(self, stakeholders: Iterable[int]) -> Self:
        """Promised to or by one of these organisations: named so, or made where it alone took part."""
        attendances: Any = apps.get_model("relations", "Attendance")._base_manager
        there = attendances.filter(binned_at=None, stakeholder__in=stakeholders).values("engagement")
        return self.filter(Q(stakeholder__in=stakeholders) | Q(stakeholder=None, engagement__in=there))
