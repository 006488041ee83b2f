"""Decisions on engagements."""

from collections.abc import Sequence

from django.db import transaction

from intlstrategy.accounts.models import User
from intlstrategy.municipalities.editing import save_record
from intlstrategy.municipalities.models import ScopedModel
from intlstrategy.relations.models import Attendance, Commitment, Engagement
from intlstrategy.relations.services.taking_part import Counterpart, Ours, Served, promise, set_participants, set_served


@transaction.atomic
def save_engagement(
    *,
    engagement: Engagement,
    counterparts: Sequence[Counterpart],
    ours: Ours,
    served: Served,
    commitments: Sequence[Commitment] = (),
    by: User | None,
    seen: int | None = None,
) -> Engagement:
    """Write an engagement with all that was said on its page: who took part, new people and organisations among them,
    what it serves, and what was promised."""
    save_record(engagement, by=by, seen=seen)
    here: dict[str, ScopedModel] = {"engagement": engagement}
    set_participants(Attendance, here, counterparts, ours, engagement.on, by)
    set_served(here, served, by)
    promise(here, commitments, counterparts, by)
    return engagement
