"""What the reporting cycle has waiting for a member in My work."""

from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import DueKind, due_kinds
from intlstrategy.monitoring.models import ProgressUpdate, ReportingPeriod
from intlstrategy.municipalities.models import Membership
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Action, Plan

Standing = ProgressUpdate.Standing


def actions_to_report(membership: Membership, today: date) -> Any:
    """One's own actions of which nothing was sent in the period that is due first."""
    here = membership.municipality
    period = ReportingPeriod.objects.of(here).open_on(today).order_by("due_on", "pk").first()
    rows = Action.objects.of(here).accepted().filter(responsible=membership)
    if period is None:
        return rows.none()
    there = ProgressUpdate.objects.of(here).first_entries().filter(period=period, action=OuterRef("pk"))
    asked = rows.filter(
        Q(plan=None) | Q(plan__status=Plan.Status.IN_FORCE), Q(starts_on=None) | Q(starts_on__lte=period.ends_on)
    )
    asked = asked.filter(~Exists(there.exclude(standing=Standing.DRAFT)))
    return asked.annotate(period_asked=Value(period.pk), report_due=Value(period.due_on, DateField())).order_by(
        "folded", "pk"
    )


def action_told(row: Action) -> tuple[str, Any, Any, Any]:
    asked: Any = row
    url = reverse("monitoring:update-create", args=[row.municipality.slug, asked.period_asked, row.pk])
    return url, row, row.lead_department or "", asked.report_due


def updates_returned(membership: Membership, today: date) -> Any:
    """What the office gave back to whoever sent it, as long as it may be sent again."""
    rows = ProgressUpdate.objects.of(membership.municipality).filter(standing=Standing.RETURNED, period__locked_at=None)
    mine = rows.filter(Q(reported_by=membership) | Q(action__responsible=membership))
    return mine.select_related("action", "period").order_by("period__due_on", "pk")


def update_told(row: ProgressUpdate) -> tuple[str, Any, Any, Any]:
    return row.get_absolute_url(), row.action, row.period, row.period.due_on


def updates_to_approve(membership: Membership, today: date) -> Any:
    rows = ProgressUpdate.objects.of(membership.municipality)
    if not membership.can(Capability.APPROVE):
        return rows.none()
    waiting = rows.filter(standing=Standing.SUBMITTED).select_related("action", "period")
    return waiting.order_by(F("period__office_due_on"), "pk")


def approval_told(row: ProgressUpdate) -> tuple[str, Any, Any, Any]:
    return row.get_absolute_url(), row.action, row.period, row.period.office_due_on


def listed(query: str) -> Any:
    def rest(membership: Membership) -> str:
        register = reverse("monitoring:update-list", args=[membership.municipality.slug])
        return f"{register}?{query}"

    return rest


def periods_of(membership: Membership) -> str:
    return f"{reverse('monitoring:period-list', args=[membership.municipality.slug])}?state=open"


def register_due_kinds() -> None:
    for kind in (
        DueKind(
            key="to-report", weight=1, title=_("Progress to report"), icon="graph-up-arrow", act=_("Report progress"),
            find=actions_to_report, told=action_told, rest=periods_of,
        ),
        DueKind(
            key="updates-returned", weight=2, title=_("Progress updates returned"), icon="arrow-counterclockwise",
            act=_("Change and send again"), find=updates_returned, told=update_told, rest=listed("standing=returned"),
        ),
        DueKind(
            key="updates-to-approve", weight=3, title=_("Progress updates to approve"), icon="check2-square", act=_("Decide"),
            find=updates_to_approve, told=approval_told, rest=listed("standing=submitted"),
        ),
    ):  # fmt: skip
        due_kinds.register(kind)
