from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, When

from intlstrategy.municipalities.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date

    from intlstrategy.municipalities.models import Membership, Municipality
    from intlstrategy.planning.models import Plan


class PlanQuerySet(ScopedQuerySet):
    def strategies(self) -> Self:
        return self.filter(kind="strategy")

    def master_plans(self) -> Self:
        return self.filter(kind="master")

    def city_plans(self) -> Self:
        return self.filter(kind="city")

    def in_force(self, on: date) -> Self:
        return self.filter(status="in_force", starts_on__lte=on, ends_on__gte=on)

    def once_at(self, slug: str) -> Self:
        """Those that had this address, whichever left it last first."""
        held = self.model.history.filter(id=OuterRef("pk"), slug=slug).order_by("-history_date")  # type: ignore[attr-defined]
        return (
            self.annotate(held_until=Subquery(held.values("history_date")[:1]))
            .filter(held_until__isnull=False)
            .order_by("-held_until", "pk")
        )

    def to_open_first(self, on: date) -> Self:
        """What is in force on a day before the rest, and what starts last before what started earlier."""
        is_current = Q(status="in_force", starts_on__lte=on, ends_on__gte=on)
        return self.annotate(is_current=Case(When(is_current, then=0), default=1)).order_by(
            "is_current", "-starts_on", "folded", "pk"
        )

    def with_action_count(self) -> Self:
        living = Q(actions__binned_at__isnull=True, actions__standing="accepted")
        return self.annotate(action_count=Count("actions", filter=living))


class ElementQuerySet(ScopedQuerySet):
    def of(self, municipality: Municipality) -> Self:
        """The plan comes along: an element's address names it."""
        return super().of(municipality).select_related("plan")

    def in_tree_order(self) -> Self:
        return self.order_by("depth", "position", "pk")


class ActionQuerySet(ScopedQuerySet):
    def accepted(self) -> Self:
        return self.filter(standing="accepted")

    def answered_by(self, membership: Membership) -> Self:
        """What a member answers for: theirs, and what their department leads."""
        theirs = Q(responsible=membership)
        if membership.department_id:
            theirs |= Q(lead_department=membership.department_id)
        return self.filter(theirs)

    def ended_before(self, day: date) -> Self:
        return self.filter(ends_on__lt=day)

    def ending_between(self, first: date, last: date) -> Self:
        return self.filter(ends_on__gte=first, ends_on__lte=last)

    def ending_after(self, day: date) -> Self:
        """What ends later, and what has no end."""
        return self.filter(Q(ends_on__gt=day) | Q(ends_on__isnull=True))

    def proposals(self) -> Self:
        return self.exclude(standing="accepted")

    def in_order(self) -> Self:
        return self.order_by("element_id", "position", "pk")


class DiagnosisQuerySet(ScopedQuerySet):
    def of(self, municipality: Municipality) -> Self:
        """The plan comes along: a point's address names it."""
        return super().of(municipality).select_related("plan")

    def in_order(self) -> Self:
        return self.order_by("position", "pk")

    def with_answer_count(self) -> Self:
        return self.annotate(answer_count=Count("answers", filter=Q(answers__binned_at__isnull=True)))


class FrozenQuerySet(models.QuerySet):
    """What was approved: read and inserted, never changed."""

    def of(self, municipality: Municipality) -> Self:
        return self.filter(municipality=municipality).select_related("municipality")


class VersionQuerySet(FrozenQuerySet):
    def latest_of(self, plan: Plan):
        return self.filter(plan=plan).order_by("-number").first()
