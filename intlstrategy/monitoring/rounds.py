"""A round of reporting: who is asked for what in a period, what has come in, and from whom not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from intlstrategy.monitoring.models import ProgressUpdate, ReportingPeriod
from intlstrategy.monitoring.reading import is_asked
from intlstrategy.municipalities.models import Department, Membership, Municipality
from intlstrategy.planning.models import Action

Standing = ProgressUpdate.Standing
MISSING = "missing"  # nothing was written yet


@dataclass
class Asked:
    """One action in a period: who answers for it, and what they sent."""

    period: ReportingPeriod
    action: Action
    responsible: Membership | None
    department: Department | None
    update: ProgressUpdate | None = None

    @property
    def standing(self) -> str:
        return MISSING if self.update is None else self.update.standing

    @property
    def is_sent(self) -> bool:
        return self.standing in {Standing.SUBMITTED, Standing.APPROVED}


@dataclass
class Share:
    """What one department is asked for."""

    department: Department | None
    rows: list[Asked] = field(default_factory=list)

    def count(self, *standings: str) -> int:
        return sum(row.standing in standings for row in self.rows)

    @property
    def sent(self) -> int:
        return sum(row.is_sent for row in self.rows)

    @property
    def approved(self) -> int:
        return self.count(Standing.APPROVED)

    @property
    def waiting(self) -> int:
        return self.count(Standing.SUBMITTED)

    @property
    def outstanding(self) -> int:
        return len(self.rows) - self.sent


def asked_in(period: ReportingPeriod, today: date) -> list[Asked]:
    """Every action that is reported on in a period, in the order of the plans, in a handful of queries.

    Who answers for it is whoever does today; of a period that is over, whoever did on the day on which it was due.
    """
    here = period.municipality
    actions = [row for row in carried_out(here) if is_asked(row, period)]
    answered = responsible_on(here, period.due_on) if today > period.closes_on else {}
    people = {row.pk: row for row in Membership.objects.of(here).select_related("user")} if answered else {}
    updates = {
        row.action_id: row
        for row in ProgressUpdate.objects.of(here).first_entries().filter(period=period).select_related("period")
    }
    return [
        Asked(
            period=period,
            action=row,
            responsible=people.get(answered[row.pk]) if row.pk in answered else row.responsible,
            department=row.lead_department,
            update=updates.get(row.pk),
        )
        for row in actions
    ]


def carried_out(municipality: Municipality) -> Sequence[Action]:
    rows = Action.objects.of(municipality).accepted().select_related("plan", "lead_department", "responsible__user")
    return list(rows.order_by("plan__folded", "element__position", "position", "pk"))


def responsible_on(municipality: Municipality, day: date) -> dict[int, int | None]:
    """Who answered for each action at the end of a day, as its history says."""
    moment = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    rows = Action.history.as_of(moment).filter(municipality=municipality)
    return dict(rows.values_list("id", "responsible_id"))


def by_department(rows: Sequence[Asked]) -> list[Share]:
    """The departments with most outstanding first."""
    found: dict[Any, Share] = {}
    for row in rows:
        key = row.department.pk if row.department else None
        found.setdefault(key, Share(row.department)).rows.append(row)
    return sorted(
        found.values(), key=lambda share: (-share.outstanding, share.department.folded if share.department else "~")
    )
