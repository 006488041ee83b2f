"""What bodies decided waits in My work of whoever sees to it."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import DueKind, due_kinds
from intlstrategy.governance.models import Decision
from intlstrategy.municipalities.models import Membership

SOON = timedelta(days=90)


def decisions_to_see_to(membership: Membership, today: date) -> Any:
    """What a member sees to that is late or due within three months, or has no day."""
    mine = Decision.objects.of(membership.municipality).open().seen_to_by(membership)
    soon = mine.filter(Q(due_on__lte=today + SOON) | Q(due_on=None)).by_due_day()
    return soon.select_related("meeting__body")


def decision_told(row: Decision) -> tuple[str, Any, Any, Any]:
    return row.get_absolute_url(), row, row.meeting.body, row.due_on


def rest(membership: Membership) -> str:
    register = reverse("governance:decision-list", args=[membership.municipality.slug])
    return f"{register}?state=open&owner={membership.pk}"


def register_due_kinds() -> None:
    due_kinds.register(
        DueKind(
            key="decisions", weight=45, title=_("Decisions to see to"), icon="check2-square", act=_("See to it"),
            find=decisions_to_see_to, told=decision_told, rest=rest,
        )
    )  # fmt: skip
