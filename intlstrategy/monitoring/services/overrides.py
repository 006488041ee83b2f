"""Decisions on the status of an action that a person sets in place of the computed one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.monitoring.models import StatusOverride
from intlstrategy.municipalities.editing import held, save_record
from intlstrategy.planning.models import Action


@transaction.atomic
def override_status(*, action: Action, status: str, reason: str, by: User) -> StatusOverride:
    """Set a status in place of the computed one, from today on: the reason, the person and the day show wherever it does."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, so that whoever reads it understands.")})
    if status not in Action.Status.values:
        raise ValidationError({"status": _("Choose one of the seven statuses.")})
    held(action)
    for current in StatusOverride.objects.of(action.municipality).filter(action=action, ends_on=None):
        end(current, by)
    override = StatusOverride(
        municipality=action.municipality, action=action, status=status, reason=reason.strip(),
        starts_on=timezone.localdate(), set_by=by,
    )  # fmt: skip
    return save_record(override, by=by, verb="set the status of")


@transaction.atomic
def withdraw_override(*, override: StatusOverride, by: User) -> StatusOverride:
    """Let the rules say again how the action goes."""
    held(override.action)
    stored = held(override)
    if stored.ends_on is not None:
        raise ValidationError(_("It was taken back already."))
    end(stored, by)
    record("took back the status of", stored, by=by)
    return stored


def end(override: StatusOverride, by: User) -> None:
    override.ends_on = timezone.localdate()
    override.save(by=by, update_fields=["ends_on"])
