from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

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
        """Promised to or by one of these organisations: named so, or made with it in a meeting or an agreement."""
        attendances: Any = apps.get_model("relations", "Attendance")._base_manager
        there = attendances.filter(binned_at=None, stakeholder__in=stakeholders).values("engagement")
        parties: Any = apps.get_model("relations", "Party")._base_manager
        signed = parties.filter(binned_at=None, stakeholder__in=stakeholders).values("agreement")
        unnamed = Q(stakeholder=None) & (Q(engagement__in=there) | Q(agreement__in=signed))
        return self.filter(Q(stakeholder__in=stakeholders) | unnamed)


class AgreementQuerySet(ScopedQuerySet):
    def with_until(self) -> Self:
        """With the end that its last extension says, else its own: what renewals bring about is computed apart."""
        amendments: Any = apps.get_model("relations", "Amendment")._base_manager
        last = amendments.filter(agreement=OuterRef("pk"), binned_at=None, kind="extension").order_by(
            "-signed_on", "-pk"
        )
        extended = last.values("until")[:1]
        return self.annotate(until=Case(When(Exists(last), then=Subquery(extended)), default=F("expires_on")))

    def with_first_party(self) -> Self:
        """With the name of the party that was noted first, None where none was."""
        parties: Any = apps.get_model("relations", "Party")._base_manager
        theirs = parties.filter(agreement=OuterRef("pk"), binned_at=None).order_by("pk")
        return self.annotate(
            first_party=Subquery(theirs.values("stakeholder__name")[:1]),
            party_folded=Subquery(theirs.values("stakeholder__folded")[:1]),
        )

    def with_any_of(self, stakeholders: Iterable[int]) -> Self:
        parties: Any = apps.get_model("relations", "Party")._base_manager
        there = parties.filter(binned_at=None, stakeholder__in=stakeholders)
        return self.filter(pk__in=there.values("agreement"))


class DutyQuerySet(ScopedQuerySet):
    def unmet(self) -> Self:
        return self.filter(met_on=None)

    def late(self, today: date) -> Self:
        return self.unmet().filter(due_on__lt=today)

    def seen_to_by(self, membership: Membership) -> Self:
        """Whoever is named sees to it, else whoever keeps the agreement."""
        return self.filter(Q(owner=membership) | Q(owner=None, agreement__owner=membership))


class ReviewQuerySet(ScopedQuerySet):
    def ahead(self) -> Self:
        return self.filter(held_on=None)

    def seen_to_by(self, membership: Membership) -> Self:
        return self.filter(owner=membership)
