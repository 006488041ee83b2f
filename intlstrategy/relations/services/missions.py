"""Decisions on missions: who goes where, what it costs, whether citizens read of it."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.municipalities.editing import save_record
from intlstrategy.municipalities.models import ScopedModel
from intlstrategy.relations.models import Commitment, Mission, MissionParticipant
from intlstrategy.relations.services.taking_part import Counterpart, Ours, Served, promise, set_participants, set_served

NOT_TO_COME = {"decided_on", "notified_on", "cancelled_on", "reported_on"}  # what is noted once it happened


@transaction.atomic
def save_mission(
    *,
    mission: Mission,
    counterparts: Sequence[Counterpart] | None = None,
    ours: Ours | None = None,
    served: Served | None = None,
    commitments: Sequence[Commitment] = (),
    by: User | None,
    seen: int | None = None,
) -> Mission:
    """Write a mission with all that was said on its page: who takes part, new people and organisations among them,
    what it serves, and what was promised. What is not given stays as it is."""
    refuse_future(mission)
    save_record(mission, by=by, seen=seen)
    here: dict[str, ScopedModel] = {"mission": mission}
    if counterparts is not None and ours is not None:
        set_participants(MissionParticipant, here, counterparts, ours, mission.starts_on, by)
    if served is not None:
        set_served(here, served, by)
    promise(here, commitments, counterparts or (), by)
    return mission


def refuse_future(mission: Mission) -> None:
    """What was decided, told, cancelled or reported was so today or before; and nobody reports before the last day."""
    today = timezone.localdate()
    wrong: dict[str, Any] = {
        name: _("That was today or earlier.")
        for name in sorted(NOT_TO_COME)
        if (day := getattr(mission, name)) is not None and day > today
    }
    if mission.reported_on is not None and mission.reported_on < mission.ends_on:
        wrong["reported_on"] = _("A report is made on the last day or after it.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def publish_mission(*, mission: Mission, is_public: bool, by: User | None, seen: int | None = None) -> Mission:
    """Say whether citizens read who went where, why, and what it cost."""
    if is_public and mission.cancelled_on is not None:
        raise ValidationError(_("What was cancelled is not published."))
    mission.is_public = is_public
    return save_record(mission, by=by, seen=seen, verb="published" if is_public else "withdrawn")
