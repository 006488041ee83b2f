"""What the reporting cycle says on the page of an action."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import Panel, panels
from intlstrategy.monitoring.models import Milestone, ProgressUpdate, ReportingPeriod
from intlstrategy.municipalities.access import may
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Action

SHOWN = 8


def own_among(municipality: Municipality, ids: Sequence[int], reader: Membership) -> set[int]:
    """Those of which this member may report."""
    rows = Action.objects.of(municipality).accepted().filter(pk__in=ids)
    return {row.pk for row in rows if may(reader, Capability.REPORT, row)}


def reported(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
    """The updates of these actions, the newest first, and the open periods in which one may be written."""
    today = timezone.localdate()
    found: dict[int, list[ProgressUpdate]] = defaultdict(list)
    rows = ProgressUpdate.objects.of(municipality).filter(action__in=ids).latest_first()
    for row in rows.select_related("period", "reported_by"):
        found[row.action_id].append(row)
    own = own_among(municipality, ids, reader)
    periods = list(ReportingPeriod.objects.of(municipality).open_on(today).order_by("due_on", "pk"))
    return {
        pk: {
            "action_id": pk, "municipality": municipality, "updates": found[pk][:SHOWN], "more": len(found[pk]) - SHOWN,
            "open": [each for each in periods if each.pk not in {row.period_id for row in found[pk]}],
            "may_report": pk in own, "may_set": may(reader, Capability.APPROVE),
        }
        for pk in ids
    }  # fmt: skip


def milestones(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
    found: dict[int, list[Milestone]] = defaultdict(list)
    for row in Milestone.objects.of(municipality).filter(action__in=ids).in_order():
        found[row.action_id].append(row)
    own = own_among(municipality, ids, reader)
    return {
        pk: {"action_id": pk, "municipality": municipality, "rows": found[pk], "may_edit": pk in own, "today": timezone.localdate()}
        for pk in ids
        if found[pk] or pk in own
    }  # fmt: skip


def register_panels() -> None:
    for key, weight, title, template, load in (
        ("milestones", 2, _("Milestones"), "monitoring/_milestones_panel.html", milestones),
        ("updates", 3, _("Progress updates"), "monitoring/_updates_panel.html", reported),
    ):
        panels.register(
            Panel(
                key=key, weight=weight, for_model="planning.Action", title=title, capability=Capability.READ,
                template=template, load=load,
            )
        )  # fmt: skip
