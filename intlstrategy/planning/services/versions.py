"""Approval: the text of a plan is frozen as a numbered version, and work goes on with the next."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.batches import BATCH
from intlstrategy.documents.models import Document
from intlstrategy.governance.models import Decision
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Membership, Municipality, Post, PostHolder
from intlstrategy.planning.models import (
    Action,
    ActionDepartment,
    ActionElement,
    Alignment,
    Element,
    Level,
    Plan,
    Version,
    VersionAction,
    VersionElement,
)
from intlstrategy.planning.services.changes import State, state_of, wrote_alone
from intlstrategy.planning.services.plans import lock_plan
from intlstrategy.planning.tree import in_reading_order

APPROVABLE = {Plan.Status.DRAFT, Plan.Status.CONSULTATION, Plan.Status.APPROVED, Plan.Status.IN_FORCE}


@dataclass(frozen=True)
class Text:
    """Everything of a plan that a version keeps: its own lines, its elements, its actions, in reading order."""

    version: Version
    elements: Sequence[VersionElement]
    actions: Sequence[VersionAction]


def freeze(rows: Sequence[models.Model]) -> None:
    """The one door through which approved rows come in: inserted, never to be changed.

    The only `bulk_create` outside `municipalities.editing`: frozen rows have no revision, history or bin.
    """
    if rows:
        type(rows[0])._base_manager.bulk_create(rows, batch_size=BATCH)


@transaction.atomic
def approve_plan(
    *,
    plan: Plan,
    by: User | None,
    body: str = "",
    approved_on: date | None = None,
    decision: Decision | None = None,
    document: Document | None = None,
    note: str = "",
    seen: int | None = None,
    state: State | None = None,
) -> Version:
    """Freeze the text of a plan as the body approved it on that day, and as it was read: ``seen`` and ``state``.

    A decision in the register says by itself which body it was, and when; both are kept as they read now.
    """
    lock_plan(plan, seen)
    if plan.status not in APPROVABLE:
        raise ValidationError(_("A closed plan cannot be approved. Put it in force again first."))
    body, approved_on = said_by(decision, plan) if decision else said_without_decision(body, approved_on)
    if document and document.municipality_id != plan.municipality_id:
        raise ValidationError({"document": _("This document was not found.")})
    refuse_earlier(plan, approved_on)
    refuse_alone(plan, by)
    text = working_text(plan, approved_on)
    if state is not None and state != state_of(plan):  # asked after the text was read, so nothing comes in between
        raise Stale(plan)
    if not text.elements:
        raise ValidationError(_("Give the plan at least one element before it is approved."))
    if plan.status in {Plan.Status.DRAFT, Plan.Status.CONSULTATION}:
        plan.status = Plan.Status.APPROVED
    plan.save(by=by, update_fields=["status"])
    version = text.version
    version.number = next_number(plan)
    version.approved_by_body, version.approved_on, version.document, version.note = body, approved_on, document, note
    version.decision = decision
    version.recorded_by = by
    version.save()
    freeze(text.elements)
    freeze(text.actions)
    record(
        "approved",
        plan,
        by=by,
        detail=lambda: f"{version.number}: {body}, {date_format(approved_on, 'SHORT_DATE_FORMAT')}",
    )
    return version


def said_by(decision: Decision, plan: Plan) -> tuple[str, date]:
    """The body that took a decision, and the day; the decision stays as it is until the version is kept."""
    rows = Decision._base_manager.select_for_update(of=("self",)).select_related("meeting__body")
    found = rows.filter(pk=decision.pk, municipality_id=plan.municipality_id, binned_at=None).first()
    if found is None:
        raise ValidationError({"decision": _("This decision was not found.")})
    return found.meeting.body.name, found.meeting.on


def said_without_decision(body: str, approved_on: date | None) -> tuple[str, date]:
    """What somebody typed of a decision that is in no register."""
    if not body or approved_on is None:
        raise ValidationError(_("Choose the decision, or write which body approved the plan, and when."))
    if approved_on > timezone.localdate():
        raise ValidationError({"approved_on": _("The date of approval cannot be in the future.")})
    return body, approved_on


def refuse_earlier(plan: Plan, approved_on: date) -> None:
    """Versions follow one another: what is approved now is not older than what was approved last."""
    last = Version.objects.of(plan.municipality).filter(plan=plan).order_by("-number").first()
    if last and approved_on < last.approved_on:
        words = {"number": last.number, "date": date_format(last.approved_on, "SHORT_DATE_FORMAT")}
        raise ValidationError(
            {
                "approved_on": _(
                    "Version %(number)d was approved on %(date)s. The next one is of that day or a later one."
                )
                % words
            }
        )


def refuse_alone(plan: Plan, by: User | None) -> None:
    """A second person looks at what is approved, except in simple mode."""
    if not plan.municipality.is_simple and wrote_alone(plan, by):
        raise ValidationError(
            _(
                "Everything new in it was written by you alone. Somebody else of the office must look at it and save,"
                " or approve it."
            )
        )


def next_number(plan: Plan) -> int:
    return (Version.objects.of(plan.municipality).filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1


# The text of a plan ----------------------------------------------------------------------------------------


def language_of(municipality: Municipality) -> str:
    """Names of goals are kept in the city's own language where the product has it, whoever approves."""
    main = municipality.main_language
    return main if main in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def working_text(plan: Plan, day: date) -> Text:
    """The plan as it would be frozen now, its sponsors being who held the posts on a day; nothing is saved."""
    holders = holders_on(plan, day)
    version = Version(
        municipality=plan.municipality, plan=plan, title=plan.title, summary=plan.summary, starts_on=plan.starts_on,
        ends_on=plan.ends_on, sponsor_name=sponsor_name(plan.sponsor, holders),
        lead_department_name=str(plan.lead_department or ""),
    )  # fmt: skip
    elements = Element.objects.of(plan.municipality).filter(plan=plan).select_related("sponsor", "lead_department")
    ordered = list(in_reading_order(elements.in_tree_order()))
    with translation.override(language_of(plan.municipality)):
        return Text(version, frozen_elements(version, ordered, holders), frozen_actions(version, ordered))


def frozen_text(version: Version) -> Text:
    """What was approved, as it was."""
    elements = VersionElement.objects.of(version.municipality).filter(version=version).order_by("order")
    actions = VersionAction.objects.of(version.municipality).filter(version=version).order_by("order")
    return Text(version, list(elements), list(actions))


def holders_on(plan: Plan, day: date) -> dict[int, str]:
    """Who held each post of the municipality on a day."""
    holders = PostHolder.objects.of(plan.municipality).on(day)
    return dict(holders.order_by("starts_on", "pk").values_list("post_id", "name"))


def sponsor_name(post: Post | None, holders: dict[int, str]) -> str:
    """A post with its holder of the day: an office, so named openly."""
    if post is None:
        return ""
    holder = holders.get(post.pk)
    return f"{post.title} ({holder})" if holder else post.title


def alignments_by(field: str, plan: Plan) -> Callable[[int], str]:
    """What each element, or each action, of a plan serves: one line for each."""
    rows = Alignment.objects.of(plan.municipality).filter(**{f"{field}__plan": plan})
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.select_related("goal", "goal_target", "urban_objective", "plan_element__plan"):
        found[getattr(row, f"{field}_id")].append(row.in_full)
    return lambda pk: "\n".join(sorted(found[pk]))


def frozen_elements(version: Version, elements: list[Element], holders: dict[int, str]) -> list[VersionElement]:
    plan = version.plan
    levels = {level.depth: level.singular for level in Level.objects.of(plan.municipality).filter(plan=plan)}
    served = alignments_by("element", plan)
    return [
        VersionElement(
            municipality=plan.municipality, version=version, source_id=element.pk, parent_source_id=element.parent_id,
            depth=element.depth, order=order, level_name=levels.get(element.depth, ""), code=element.code,
            title=element.title, text=element.text, weight=element.weight,
            sponsor_name=sponsor_name(element.sponsor, holders),
            lead_department_name=str(element.lead_department or ""), alignments=served(element.pk),
        )
        for order, element in enumerate(elements)
    ]  # fmt: skip


def frozen_actions(version: Version, elements: list[Element]) -> list[VersionAction]:
    plan = version.plan
    served, departments, further = alignments_by("action", plan), contributing_departments(plan), further_elements(plan)
    order_of: dict[int | None, int] = {element.pk: order for order, element in enumerate(elements)}
    actions = Action.objects.of(plan.municipality).filter(plan=plan).accepted().select_related("lead_department")
    return [
        VersionAction(
            municipality=plan.municipality, version=version, source_id=action.pk, element_source_id=action.element_id or 0,
            order=order, code=action.code, title=action.title, text=action.text, reason=action.reason,
            starts_on=action.starts_on, ends_on=action.ends_on, is_continuous=action.is_continuous,
            priority=action.priority, weight=action.weight, file_number=action.file_number,
            responsible_id=action.responsible_id, lead_department_name=str(action.lead_department or ""),
            contributing_department_names=departments(action.pk), stated_status=action.stated_status,
            stated_status_name=plan.municipality.status_names.get(action.stated_status, ""),
            further_elements=further(action.pk), stated_progress=action.stated_progress, stated_on=action.stated_on,
            stated_by_id=action.stated_by_id, stated_in=action.stated_in, alignments=served(action.pk),
        )
        for order, action in enumerate(sorted(actions.in_order(), key=lambda action: order_of[action.element_id]))
    ]  # fmt: skip


def contributing_departments(plan: Plan) -> Callable[[int], str]:
    found: dict[int, list[str]] = defaultdict(list)
    for link in ActionDepartment.objects.of(plan.municipality).filter(action__plan=plan).select_related("department"):
        found[link.action_id].append(str(link.department))
    return lambda pk: "\n".join(sorted(found[pk]))


def further_elements(plan: Plan) -> Callable[[int], str]:
    found: dict[int, list[str]] = defaultdict(list)
    links = ActionElement.objects.of(plan.municipality).filter(action__plan=plan)
    for link in links.select_related("element__plan"):
        where = "" if link.element.plan_id == plan.pk else f" ({link.element.plan})"
        found[link.action_id].append(f"{link.element}{where}")
    return lambda pk: "\n".join(sorted(found[pk]))


def users_named(ids: Iterable[int | None]) -> dict[int, str]:
    """Who stated what frozen texts keep, by the ids they keep."""
    return dict(User.objects.filter(pk__in={pk for pk in ids if pk}).values_list("pk", "name"))


def people_named(municipality: Municipality) -> dict[int, str]:
    """Everybody who is or was a member, to resolve the ids that frozen texts keep."""
    return dict(Membership.objects.filter(municipality=municipality).values_list("pk", "name"))
