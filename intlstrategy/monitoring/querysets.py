"""Reads of what is managed: periods, updates, milestones."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import F, Q

from intlstrategy.municipalities.querysets import ScopedQuerySet


class PeriodQuerySet(ScopedQuerySet):
    def open_on(self, today: date) -> Self:
        """Those in which something may be sent on that day."""
        return self.filter(opens_on__lte=today, closes_on__gte=today, locked_at=None)

    def late_on(self, today: date) -> Self:
        """Those in which what departments have not sent is late."""
        return self.open_on(today).filter(due_on__lt=today)


class UpdateQuerySet(ScopedQuerySet):
    def approved(self) -> Self:
        return self.filter(standing="approved")

    def first_entries(self) -> Self:
        """One for each action and period; corrections are entries beside it."""
        return self.filter(corrects=None)

    def sent(self) -> Self:
        """Those that wait for the office, or that it approved."""
        return self.filter(standing__in=["submitted", "approved"])

    def latest_first(self) -> Self:
        """The newest period first, in it the last correction first."""
        return self.order_by("-period__ends_on", "-period__pk", "-pk")


class MilestoneQuerySet(ScopedQuerySet):
    def late(self, today: date) -> Self:
        return self.filter(Q(due_on__lt=today), reached_on=None)

    def in_order(self) -> Self:
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")
