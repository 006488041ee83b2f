"""Decisions on a whole plan: create, life cycle, approval."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import bin_record, bulk_save, claim, hold_named
from intlstrategy.planning.models import Element, Level, Plan
from intlstrategy.planning.models.plan import deepest_in
from intlstrategy.planning.services.holding import demand_open, hold
from intlstrategy.planning.services.priorities import Stated, set_priorities

LevelName = tuple[str, str]  # singular and plural
Status = Plan.Status

TOO_DEEP_FOR_SIMPLE_MODE = gettext_lazy("In simple mode a plan has two levels. Leave simple mode to work with more.")

# The life of a plan: what may follow what. Approval is a decision of its own, with its version.
NEXT: dict[str, tuple[str, ...]] = {
    Status.DRAFT: (Status.CONSULTATION,),
    Status.CONSULTATION: (Status.DRAFT,),
    Status.APPROVED: (Status.IN_FORCE,),
    Status.IN_FORCE: (Status.CLOSED,),
    Status.CLOSED: (Status.IN_FORCE,),
}


@transaction.atomic
def create_plan(
    *, plan: Plan, levels: Sequence[LevelName], by: User | None, priorities: Sequence[Stated] | None = None
) -> Plan:
    hold_named([plan])
    refuse_changed_kinds(plan)
    plan.save(by=by)
    set_levels(plan=plan, levels=levels, by=by)
    set_priorities(plan=plan, stated=priorities or (), by=by)
    record("created", plan, by=by)
    return plan


@transaction.atomic
def save_plan(
    *,
    plan: Plan,
    levels: Sequence[LevelName],
    by: User | None,
    seen: int | None = None,
    priorities: Sequence[Stated] | None = None,
) -> Plan:
    """Write a plan with the names of its levels and, where they are told, its priorities: all, or nothing."""
    hold(plan, plan.strategy, plan.city_plan)
    if seen is not None:
        claim(plan, seen)
    stored = Plan.objects.of(plan.municipality).get(pk=plan.pk)
    demand_open(stored)
    if plan.kind != stored.kind:
        refuse_to_leave_others(stored)
    hold_named([plan])
    refuse_changed_kinds(plan)
    plan.save(by=by)
    set_levels(plan=plan, levels=levels, by=by)
    if priorities is not None:
        set_priorities(plan=plan, stated=priorities, by=by)
    record("changed", plan, by=by)
    return plan


def refuse_changed_kinds(plan: Plan) -> None:
    """What a plan belongs to is still a strategy, and what it is included in a city plan, now that they are held."""
    for name, kind in (("strategy", Plan.Kind.STRATEGY), ("city_plan", Plan.Kind.CITY)):
        above = getattr(plan, name)
        if above and not Plan.objects.of(plan.municipality).filter(pk=above.pk, kind=kind).exists():
            raise ValidationError({name: _("“%(name)s” became another kind of plan meanwhile.") % {"name": above}})


def refuse_to_leave_others(plan: Plan) -> None:
    """A plan that others belong to stays of its kind; those in the bin would come back to it."""
    others = Plan._base_manager.filter(Q(strategy=plan) | Q(city_plan=plan), municipality=plan.municipality)
    names = [
        _("“%(name)s” (in the bin)") % {"name": other} if other.binned_at else f"“{other}”"
        for other in others.order_by("folded", "pk")
    ]
    if names:
        raise ValidationError(
            {
                "kind": _("Its kind stays as it is, because these plans belong to it: %(names)s. Change them first.")
                % {"names": ", ".join(names)}
            }
        )


@transaction.atomic
def set_levels(*, plan: Plan, levels: Sequence[LevelName], by: User | None) -> None:
    """Name the levels of a plan, top first; a level that elements stand on cannot be taken away."""
    known = {level.depth: level for level in Level.objects.of(plan.municipality).filter(plan=plan)}
    deepest = Element.objects.of(plan.municipality).filter(plan=plan).aggregate(deepest=Max("depth"))["deepest"] or 0
    if len(levels) < deepest:
        raise ValidationError(
            {
                "levels": _("The plan already has elements %(depth)d levels deep, so it needs at least as many names.")
                % {"depth": deepest}
            }
        )
    if len(levels) > max(deepest_in(plan.municipality), len(known)):
        raise ValidationError({"levels": TOO_DEEP_FOR_SIMPLE_MODE})
    new = []
    for depth, (singular, plural) in enumerate(levels, start=1):
        level = known.pop(depth, None)
        if level is None:
            new.append(Level(municipality=plan.municipality, plan=plan, depth=depth, singular=singular, plural=plural))
        elif (level.singular, level.plural) != (singular, plural):
            level.singular, level.plural = singular, plural
            level.save(by=by)
    bulk_save(new, by=by)
    for level in known.values():
        level._history_user = by
        level.delete()


@transaction.atomic
def move_to_status(*, plan: Plan, status: str, by: User | None, seen: int | None = None) -> Plan:
    """Take a plan one step along its life; approving is `approve_plan`."""
    lock_plan(plan, seen)
    if status not in Status.values:
        raise ValidationError(_("Choose one of the steps that follow."))
    if status not in NEXT[plan.status]:
        raise ValidationError(
            _("A plan cannot go from “%(now)s” to “%(then)s”.")
            % {"now": plan.get_status_display(), "then": dict(Status.choices).get(status, status)}
        )
    if status == Status.IN_FORCE and not plan.versions.exists():
        raise ValidationError(_("Only an approved plan may be put in force. Record its approval first."))
    plan.status = status
    plan.save(by=by, update_fields=["status"])
    record(f"moved to {status}", plan, by=by)
    return plan


@transaction.atomic
def bin_plan(*, plan: Plan, by: User, seen: int | None = None) -> Plan:
    """Move a plan to the bin with all that belongs to it; one that is closed stays as it was closed."""
    lock_plan(plan, seen)
    demand_open(plan)
    return bin_record(plan, by=by)


def lock_plan(plan: Plan, seen: int | None) -> None:
    """Keep a plan for oneself until the transaction ends, with its status as it is now."""
    if seen is not None:
        claim(plan, seen)
    else:
        hold(plan)


def period_around(day: date) -> tuple[date, date]:
    """The year of a day: the dates of a plan whose file names none."""
    return date(day.year, 1, 1), date(day.year, 12, 31)
