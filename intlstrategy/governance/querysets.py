from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from intlstrategy.municipalities.querysets import DatedQuerySet, ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date

    from intlstrategy.municipalities.models import Membership


def counted(rows: Any) -> Coalesce:
    """How many of these rows there are for each row of the outer query, whose link they are grouped by."""
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


class BodyQuerySet(DatedQuerySet):
    def with_sessions(self, day: date) -> Self:
        """With its seats on a day, the last meeting that was held until then and the next one that is convened."""
        seats: Any = apps.get_model("governance", "Seat")._base_manager
        meetings: Any = apps.get_model("governance", "Meeting")._base_manager
        there = seats.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day),
            body=OuterRef("pk"), binned_at=None,
        )  # fmt: skip
        theirs = meetings.filter(body=OuterRef("pk"), binned_at=None)
        held = theirs.filter(state="held", on__lte=day).order_by("-on", "-pk")
        convened = theirs.filter(state="convened", on__gte=day).order_by("on", "pk")
        return self.annotate(
            seat_count=counted(there.order_by().values("body")),
            last_meeting=Subquery(held.values("on")[:1]),
            next_meeting=Subquery(convened.values("on")[:1]),
        )


class SeatHolderQuerySet(DatedQuerySet):
    def newest_first(self) -> Self:
        return self.order_by(F("starts_on").desc(nulls_last=True), "-pk")


class MeetingQuerySet(ScopedQuerySet):
    def with_decision_count(self) -> Self:
        decisions: Any = apps.get_model("governance", "Decision")._base_manager
        theirs = decisions.filter(meeting=OuterRef("pk"), binned_at=None)
        return self.annotate(decision_count=counted(theirs.order_by().values("meeting")))

    def ahead(self, day: date) -> Self:
        return self.filter(state="convened", on__gte=day)


class DecisionQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        """Those whose follow-up is not over."""
        return self.filter(state="open")

    def late(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def seen_to_by(self, membership: Membership) -> Self:
        """Whoever is named sees to it, else the secretary of the body."""
        return self.filter(Q(owner=membership) | Q(owner=None, meeting__body__secretary=membership))

    def by_due_day(self) -> Self:
        """The first due first; what has no day comes last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")
