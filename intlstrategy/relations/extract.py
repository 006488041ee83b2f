"""What citizens read of a mission: who went where, why, and what it cost. Private persons are never in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from intlstrategy.relations.travel import Costs


@dataclass(frozen=True)
class Extract:
    """The public part of a mission, whole: nothing else of the record is read where this is shown."""

    title: str
    starts_on: date
    ends_on: date
    where: str
    why: str
    note: str
    posts: tuple[str, ...]  # by their titles, not by who holds them
    departments: tuple[tuple[str, int], ...]  # how many of their members took part
    others: int  # members without a department
    organisations: tuple[str, ...]
    cost: Decimal | None  # None where no cost was noted
    paid_by_others: Decimal
    is_final: bool


def extract(mission: Any, participants: Iterable[Any], costs: Costs) -> Extract:
    """From a mission and its participants, whose posts, members with department and organisations were read along."""
    rows = list(participants)
    members = [row.membership for row in rows if row.membership is not None]
    departments = Counter(str(each.department) for each in members if each.department is not None)
    return Extract(
        title=mission.title,
        starts_on=mission.starts_on,
        ends_on=mission.ends_on,
        where=mission.where,
        why=mission.purpose,
        note=mission.public_note,
        posts=tuple(dict.fromkeys(str(row.post) for row in rows if row.post is not None)),
        departments=tuple(sorted(departments.items())),
        others=sum(1 for each in members if each.department is None),
        organisations=tuple(dict.fromkeys(str(row.stakeholder) for row in rows if row.stakeholder is not None)),
        cost=costs.ours if costs.is_known else None,
        paid_by_others=costs.theirs,
        is_final=costs.is_final,
    )
