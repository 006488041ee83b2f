"""Which parts of the world a plan turns to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from intlstrategy.accounts.models import User
from intlstrategy.municipalities.editing import bulk_delete, bulk_save
from intlstrategy.planning.models import Plan, PlanPriority


@dataclass(frozen=True)
class Stated:
    """A place, what share of the relations should be there, if the plan says so, and why."""

    place: str
    share: Decimal | None = None
    reason: str = ""


@transaction.atomic
def set_priorities(*, plan: Plan, stated: Sequence[Stated], by: User | None) -> None:
    """State the priorities of a plan anew, in their order: what stays as it was is not written."""
    known = {row.place: row for row in PlanPriority.objects.of(plan.municipality).filter(plan=plan)}
    new, changed = [], []
    for position, each in enumerate(stated, start=1):
        row = known.pop(each.place, None)
        told = {"share": each.share, "reason": each.reason, "position": position}
        if row is None:
            new.append(PlanPriority(municipality=plan.municipality, plan=plan, place=each.place, **told))
        elif any(getattr(row, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(row, name, value)
            changed.append(row)
    bulk_delete(list(known.values()), by=by)
    bulk_save(new, by=by)
    bulk_save(changed, by=by, fields=["share", "reason", "position"])
