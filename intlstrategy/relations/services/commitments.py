"""Decisions on what was promised."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.municipalities.editing import save_record
from intlstrategy.relations.models import Commitment


@transaction.atomic
def save_commitment(*, commitment: Commitment, by: User | None, seen: int | None = None) -> Commitment:
    """Write a promise; one that is no longer open was closed today unless another day is said, and not one to come."""
    today = timezone.localdate()
    if commitment.state == Commitment.State.OPEN:
        commitment.closed_on = None
    else:
        commitment.closed_on = commitment.closed_on or today
        if commitment.closed_on > today:
            raise ValidationError({"closed_on": _("That was today or earlier.")})
    return save_record(commitment, by=by, seen=seen)
