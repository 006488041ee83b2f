"""Approval: the text of a plan is frozen as a numbered version, and work goes on with the next."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.documents.models import Document
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import BATCH, claim
from intlstrategy.municipalities.models import Post, PostHolder
from intlstrategy.planning.models import (
    Action,
    ActionDepartment,
    Alignment,
    Element,
    Level,
    Plan,
    Version,
    VersionAction,
    VersionElement,
)
from intlstrategy.planning.tree import in_reading_order

APPROVABLE = {Plan.Status.DRAFT, Plan.Status.CONSULTATION, Plan.Status.APPROVED, Plan.Status.IN_FORCE}


def freeze(rows: Sequence[models.Model]) -> None:
    """The one door through which approved rows come in: inserted, never to be changed."""
    if rows:
        type(rows[0])._base_manager.bulk_create(rows, batch_size=BATCH)


@transaction.atomic
def approve_plan(
    *,
    plan: Plan,
    body: str,
    approved_on: date,
    by: User,
    document: Document | None = None,
    note: str = "",
    seen: int | None = None,
) -> Version:
    """Freeze the text of a plan as the body approved it on that day."""
    if seen is not None:
        claim(plan, seen)
    if plan.status not in APPROVABLE:
        raise ValidationError(_("A closed plan cannot be approved. Put it in force again first."))
    if approved_on > timezone.localdate():
        raise ValidationError({"approved_on": _("The date of approval cannot be in the future.")})
    elements = list(
        Element.objects.of(plan.municipality)
        .filter(plan=plan)
        .select_related("sponsor", "lead_department")
        .in_tree_order()
    )
    if not elements:
        raise ValidationError(_("Give the plan at least one element before it is approved."))
    number = (Version.objects.of(plan.municipality).filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1
    holders = holders_on(plan, approved_on)
    version = Version(
        municipality=plan.municipality, plan=plan, number=number, approved_by_body=body, approved_on=approved_on,
        document=document, note=note, title=plan.title, summary=plan.summary, starts_on=plan.starts_on, ends_on=plan.ends_on,
        sponsor_name=sponsor_name(plan.sponsor, holders), lead_department_name=str(plan.lead_department or ""), recorded_by=by,
    )  # fmt: skip
    version.save()
    freeze(frozen_elements(version, elements, holders))
    freeze(frozen_actions(version, elements))
    if plan.status in {Plan.Status.DRAFT, Plan.Status.CONSULTATION}:
        plan.status = Plan.Status.APPROVED
    plan.save(by=by, update_fields=["status"])
    record("approved", plan, by=by, detail=f"{number}: {body}, {approved_on.isoformat()}")
    return version


def holders_on(plan: Plan, day: date) -> dict[int, str]:
    """Who held each post of the municipality on a day."""
    holders = PostHolder.objects.of(plan.municipality).on(day)
    return dict(holders.order_by("starts_on").values_list("post_id", "name"))


def sponsor_name(post: Post | None, holders: dict[int, str]) -> str:
    """A post with its holder of the day: an office, so named openly."""
    if post is None:
        return ""
    holder = holders.get(post.pk)
    return f"{post.title} ({holder})" if holder else post.title


def alignments_by(field: str, plan: Plan) -> dict[int, list[str]]:
    rows = Alignment.objects.of(plan.municipality).filter(**{f"{field}__plan": plan})
    rows = rows.select_related("goal", "goal_target", "urban_objective", "plan_element__plan")
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[getattr(row, f"{field}_id")].append(str(row))
    return found


def frozen_elements(version: Version, elements: list[Element], holders: dict[int, str]) -> list[VersionElement]:
    plan = version.plan
    levels = {level.depth: level.singular for level in Level.objects.of(plan.municipality).filter(plan=plan)}
    alignments = alignments_by("element", plan)
    return [
        VersionElement(
            municipality=plan.municipality, version=version, source_id=element.pk, parent_source_id=element.parent_id,
            depth=element.depth, order=order, level_name=levels.get(element.depth, ""), code=element.code, title=element.title,
            text=element.text, weight=element.weight, sponsor_name=sponsor_name(element.sponsor, holders),
            lead_department_name=str(element.lead_department or ""), alignments="\n".join(alignments[element.pk]),
        )
        for order, element in enumerate(in_reading_order(elements))
    ]  # fmt: skip


def frozen_actions(version: Version, elements: list[Element]) -> list[VersionAction]:
    plan = version.plan
    alignments = alignments_by("action", plan)
    departments: dict[int, list[str]] = defaultdict(list)
    for link in ActionDepartment.objects.of(plan.municipality).filter(action__plan=plan).select_related("department"):
        departments[link.action_id].append(str(link.department))
    order_of: dict[Any, int] = {element.pk: order for order, element in enumerate(in_reading_order(elements))}
    actions = (
        Action.objects.of(plan.municipality).filter(plan=plan).accepted().select_related("lead_department").in_order()
    )
    return [
        VersionAction(
            municipality=plan.municipality, version=version, source_id=action.pk, element_source_id=action.element_id or 0, order=order,
            code=action.code, title=action.title, text=action.text, reason=action.reason, starts_on=action.starts_on,
            ends_on=action.ends_on, is_continuous=action.is_continuous, priority=action.priority, weight=action.weight,
            file_number=action.file_number, responsible_id=action.responsible_id,
            lead_department_name=str(action.lead_department or ""),
            contributing_department_names="\n".join(departments[action.pk]), stated_status=action.stated_status,
            stated_progress=action.stated_progress, alignments="\n".join(alignments[action.pk]),
        )
        for order, action in enumerate(sorted(actions, key=lambda action: order_of[action.element_id]))
    ]  # fmt: skip


def working_text(plan: Plan) -> tuple[list[VersionElement], list[VersionAction]]:
    """The plan as it would be frozen today, for comparing; nothing is saved."""
    today = Version(municipality=plan.municipality, plan=plan)
    elements = list(
        Element.objects.of(plan.municipality)
        .filter(plan=plan)
        .select_related("sponsor", "lead_department")
        .in_tree_order()
    )
    return frozen_elements(today, elements, holders_on(plan, timezone.localdate())), frozen_actions(today, elements)


Told = dict[str, Any]
COMPARED = {
    VersionElement: ("code", "title", "text", "weight", "parent_source_id", "sponsor_name", "lead_department_name", "alignments"),
    VersionAction: (
        "code", "title", "text", "reason", "element_source_id", "starts_on", "ends_on", "is_continuous", "priority", "weight",
        "file_number", "lead_department_name", "contributing_department_names", "alignments",
    ),
}  # fmt: skip


def compare_rows(old: Sequence[Any], new: Sequence[Any]) -> Told:
    """What was added, taken away and changed between two frozen texts, matched by the id of their source."""
    before, after = {row.source_id: row for row in old}, {row.source_id: row for row in new}
    changed = []
    for source_id, row in after.items():
        if source_id in before:
            differences = [
                (row._meta.get_field(name).verbose_name, getattr(before[source_id], name), getattr(row, name))
                for name in COMPARED[type(row)]
                if getattr(before[source_id], name) != getattr(row, name)
            ]
            if differences:
                changed.append({"row": row, "differences": differences})
    return {
        "added": [row for source_id, row in after.items() if source_id not in before],
        "removed": [row for source_id, row in before.items() if source_id not in after],
        "changed": changed,
    }
