"""Carry out a comparison: everything in one transaction, or nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.core.batches import batches
from intlstrategy.interchange.comparison import CHANGED, NEW, UNCHANGED, Change, Comparison, compare, levels_of
from intlstrategy.interchange.links import FURTHER, KINDS, Owner, Target
from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.rows import ParsedPlan
from intlstrategy.interchange.services.mappings import remember_mapping
from intlstrategy.interchange.sheets.comparing import RegisterComparison
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security, record
from intlstrategy.municipalities.editing import bulk_delete, bulk_save, hold_named
from intlstrategy.planning.models import Action, Element, Level, Plan
from intlstrategy.planning.models.plan import DEEPEST, deepest_in
from intlstrategy.planning.services.changes import State, state_of
from intlstrategy.planning.services.holding import demand_open, hold, hold_places
from intlstrategy.planning.services.links import drop_redundant_links
from intlstrategy.planning.services.plans import create_plan, period_around
from intlstrategy.planning.services.tree import touch_structure

CHANGED_MEANWHILE = gettext_lazy(
    "The plan changed since this comparison. Look at what the import does now, and apply it again."
)
NOT_TAKEN = gettext_lazy(
    "The database did not take what this file says, so nothing was written. Compare the file again."
)
NOT_IN_THE_DATABASE = (IntegrityError, DataError)


@dataclass(frozen=True)
class Readied:
    """A comparison and the state of the plan it was made on."""

    comparison: Comparison
    state: State
    plan: Plan


def depth_for(plan: Plan, parsed: ParsedPlan) -> int:
    """An existing plan is as deep as it says; a new one becomes as deep as the file, where the city has so many levels."""
    if plan.pk:
        return levels_of(plan)
    return min(max(len(parsed.level_names or []), parsed.depth, 1), deepest_in(plan.municipality))


def ready(parsed: ParsedPlan, plan: Plan) -> Readied:
    """Compare; refuse a closed plan, and a new one that could not be made as the file has it."""
    if plan.pk:
        demand_open(plan)
    else:
        fill_in_period(plan, parsed, timezone.localdate())
        plan.full_clean(exclude=["municipality"])
        if Plan.objects.of(plan.municipality).filter(slug=plan.slug).exists():
            raise ValidationError({"slug": _("Another plan already has this address.")})
        refuse_long_names(names_of_levels(plan, parsed))
    state = state_of(plan)
    return Readied(compare(parsed, plan, levels=depth_for(plan, parsed)), state, plan)


def plan_to_create(run: ImportRun) -> Plan:
    """The plan that a run brings with it, not yet saved."""
    told = run.new_plan
    return Plan(
        municipality=run.municipality,
        slug=told["slug"],
        title=told["title"],
        kind=told.get("kind", Plan.Kind.STRATEGY),
        **{name: date.fromisoformat(told[name]) for name in ("starts_on", "ends_on") if told.get(name)},
    )


def fill_in_period(plan: Plan, parsed: ParsedPlan, today: date) -> None:
    """The dates of a new plan: those given, else the widest of the file, else this year."""
    starts = [row.fields["starts_on"] for row in parsed.rows if row.fields.get("starts_on")]
    ends = [row.fields["ends_on"] for row in parsed.rows if row.fields.get("ends_on")]
    first, last = period_around(today)
    plan.starts_on = plan.starts_on or min([*starts, *ends], default=first)
    plan.ends_on = plan.ends_on or max(ends, default=None) or max(last, plan.starts_on)


@transaction.atomic
def apply_run(
    *, run: ImportRun, parsed: ParsedPlan, readied: Readied | None, by: User | None, as_seen: bool = False
) -> ImportRun:
    """Write the whole file, or refuse it whole. A run that was applied is not applied again.

    ``as_seen``: somebody looked at this comparison, so it is not made anew when the plan has changed since, and what
    they said of the columns is remembered.
    """
    locked = ImportRun.objects.of(run.municipality).select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if locked.status == ImportRun.Status.APPLIED:
        return locked
    if locked.status == ImportRun.Status.CANCELLED or (as_seen and locked.status != ImportRun.Status.APPLYING):
        raise ValidationError(_("This import was left. Nothing of it was written."))
    plan = locked.plan or (readied.plan if readied else plan_to_create(locked))
    if plan.pk is None:
        create_new_plan(plan, parsed, by)  # compared before as a plan that is not there yet: all of it is new
    else:
        hold(plan, *(elements_elsewhere(readied.comparison) if readied else ()))  # all of them at once, in their order
        touch_structure(plan, None, by)
        demand_open(plan)
        if readied and readied.state != state_of(plan):
            if as_seen:
                raise ValidationError(CHANGED_MEANWHILE)
            readied = None
    readied = readied or ready(parsed, plan)
    comparison = readied.comparison
    if comparison.problems:
        raise ValidationError(_("Some rows are refused, so nothing was written."))
    hold_places(elements_elsewhere(comparison))
    write(comparison, by, source=locked.original_name)
    locked.plan = plan
    locked.status, locked.applied_at = ImportRun.Status.APPLIED, timezone.now()
    set_counts(locked, comparison)
    locked.save(by=by)
    if as_seen:
        remember_mapping(run=locked, by=by)
    record("imported", plan, by=by, detail=locked.original_name)
    log_security(
        SecurityEvent.Kind.IMPORTED,
        by=by,
        municipality_id=plan.municipality_id,
        target=plan,
        detail=locked.original_name,
    )
    return locked


def elements_elsewhere(comparison: Comparison) -> list[Element]:
    """The elements of other plans that the file names: their plans stay as they are until it is written."""
    named = (target for change in comparison for targets in change.links.values() for target in targets)
    return list({id(each): each for each in named if isinstance(each, Element) and each.pk}.values())


def why_not_written(readied: Readied) -> ValidationError:
    """What the database would not take although the comparison found nothing wrong, in words and by its row.

    Ask after the transaction has ended: every record is checked by itself, which takes its time.
    """
    try:
        readied.plan.validate_constraints()  # another one may have taken its address meanwhile
    except ValidationError as refusal:
        return refusal
    for change in readied.comparison:
        try:
            if change.outcome in {NEW, CHANGED}:
                change.record.validate_constraints()
        except ValidationError as refusal:
            words = {"row": change.row.number, "title": change.row.title, "reason": " ".join(refusal.messages)}
            return ValidationError(_("Row %(row)d, “%(title)s”, cannot be written: %(reason)s") % words)
    return ValidationError(NOT_TAKEN)


def create_new_plan(plan: Plan, parsed: ParsedPlan, by: User | None) -> None:
    create_plan(plan=plan, levels=[(name, name) for name in names_of_levels(plan, parsed)], by=by)


def names_of_levels(plan: Plan, parsed: ParsedPlan) -> list[str]:
    depth = depth_for(plan, parsed)
    names = (parsed.level_names or [])[:depth]
    return names + [_("Level %(depth)d") % {"depth": number} for number in range(len(names) + 1, depth + 1)]


def refuse_long_names(names: Sequence[str]) -> None:
    most = Level._meta.get_field("singular").max_length or 0
    for name in names:
        if len(name) > most:
            raise ValidationError(
                _(
                    "The level “%(name)s” has a name of %(has)d characters. At most %(most)d fit: shorten it in the header."
                )
                % {"name": name, "has": len(name), "most": most}
            )


def set_counts(run: ImportRun, comparison: Comparison | RegisterComparison) -> None:
    run.created_count = comparison.count(NEW)
    run.updated_count = comparison.count(CHANGED)
    run.unchanged_count = comparison.count(UNCHANGED)
    run.refused_count = comparison.count("refused")
    run.absent_count = comparison.absent


def write(comparison: Comparison, by: User | None, *, source: str) -> None:
    hold_named([change.record for change in comparison if change.outcome in {NEW, CHANGED}])
    write_elements(comparison.elements, by)
    bulk_save(comparison.carried, by=by, fields=["depth"])
    write_actions(comparison.actions, by, source=source)
    for key in KINDS:
        write_links(key, [change for change in comparison if key in change.links], by)
    drop_redundant_links([change.record for change in comparison.actions if change.outcome == CHANGED], by)


def last_positions(model: type[Element | Action], above: str, changes: Sequence[Change]) -> dict[int | None, int]:
    """Where the siblings below each element end, also those that the file does not name."""
    if not changes:
        return {}
    plan = changes[0].record.plan
    rows = model.objects.of(plan.municipality).filter(plan=plan).order_by()
    return dict(rows.values_list(above).annotate(last=Max("position")))


def put_last(change: Change, last: dict[int | None, int], above: int | None) -> None:
    """What is new, or comes from elsewhere, stands after its siblings."""
    change.record.position = last[above] = last.get(above, 0) + 1
    if change.outcome == CHANGED:
        change.fields.append("position")


def write_elements(changes: Sequence[Change], by: User | None) -> None:
    """New elements level by level, since a child needs its parent's id; then what changed, in one go."""
    last = last_positions(Element, "parent", changes)
    for depth in range(1, DEEPEST + 1):
        here = sorted((each for each in changes if each.record.depth == depth), key=lambda each: each.order)
        for change in here:
            element = change.record
            if change.outcome == NEW or "parent" in change.fields:
                element.plan, element.parent = element.plan, element.parent  # both have an id by now
                put_last(change, last, element.parent_id)
        bulk_save([change.record for change in here if change.outcome == NEW], by=by)
    changed = [change for change in changes if change.outcome == CHANGED]
    bulk_save(
        [change.record for change in changed],
        by=by,
        fields=sorted({name for change in changed for name in change.fields}),
    )


def write_actions(changes: Sequence[Change], by: User | None, *, source: str) -> None:
    last = last_positions(Action, "element", changes)
    today = timezone.localdate()
    for change in changes:
        action = change.record
        if Action._meta.get_field("element").is_cached(action):
            action.plan, action.element = action.plan, action.element  # both have an id by now
        if change.outcome == NEW or "element" in change.fields:
            put_last(change, last, action.element_id)
        if {"stated_progress", "stated_status", "stated_on"} & set(change.fields):
            said = change.row.fields.get("stated_on") or today, by, source
            is_said = action.stated_progress is not None or bool(action.stated_status)
            action.stated_on, action.stated_by, action.stated_in = said if is_said else (None, None, "")
            change.fields += ["stated_on", "stated_by", "stated_in"]
    bulk_save([change.record for change in changes if change.outcome == NEW], by=by)
    changed = [change for change in changes if change.outcome == CHANGED and change.fields]
    bulk_save(
        [change.record for change in changed],
        by=by,
        fields=sorted({name for change in changed for name in change.fields}),
    )


def write_links(key: str, changes: Sequence[Change], by: User | None) -> None:
    """The links of each element and action become those of the file."""
    if not changes:
        return
    kind, municipality = KINDS[key], changes[0].record.municipality
    living: dict[Owner, dict[Target, Any]] = defaultdict(dict)
    for model, name in kind.owners.items():
        for batch in batches([change.record.pk for change in changes if type(change.record) is model]):
            for link in kind.living(Q(**{f"{name}_id__in": batch}), municipality):
                living[kind.owner(link)][kind.target(kind.target_of(link))] = link
    new, gone = [], []
    for change in changes:
        record = change.record
        wanted = {kind.target(target): target for target in change.links[key]}
        here = living[type(record), record.pk]
        owner = kind.owners[type(record)]
        new += [
            kind.model(municipality=municipality, **{owner: record, field: target})
            for (field, pk), target in wanted.items()
            if (field, pk) not in here
        ]
        gone += [link for target, link in here.items() if target not in wanted]
    bulk_delete(gone, by=by)
    if key == FURTHER:
        for link in new:
            demand_open(link.element.plan)  # type: ignore[attr-defined]
    hold_named(new)
    bulk_save(new, by=by)
