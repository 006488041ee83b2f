"""Decisions on milestones."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.monitoring.models import Milestone
from intlstrategy.municipalities.editing import save_record


def save_milestone(milestone: Milestone, *, by: User | None, seen: int | None = None) -> Milestone:
    """Write a milestone; one that is reached was so today or before."""
    if milestone.reached_on and milestone.reached_on > timezone.localdate():
        raise ValidationError({"reached_on": _("That was today or earlier.")})
    return save_record(milestone, by=by, seen=seen)
