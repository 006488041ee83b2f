"""Decisions on the diagnosis and on what the plan is aligned with."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import bulk_save, claim
from intlstrategy.planning.models import Action, Alignment, Diagnosis, Element
from intlstrategy.planning.models.alignment import TARGETS
from intlstrategy.planning.services.links import set_links
from intlstrategy.planning.services.tree import demand_open, next_position


@transaction.atomic
def save_diagnosis(
    *, diagnosis: Diagnosis, elements: Sequence[Element], by: User, seen: int | None = None
) -> Diagnosis:
    """Write a point of the diagnosis with the elements that answer it."""
    is_new = diagnosis._state.adding
    demand_open(diagnosis.plan)
    if not is_new and seen is not None:
        claim(diagnosis, seen)
    if any(element.plan_id != diagnosis.plan_id for element in elements):
        raise ValidationError(_("An answer is an element of the same plan."))
    if is_new:
        siblings = Diagnosis.objects.of(diagnosis.municipality).filter(plan=diagnosis.plan, kind=diagnosis.kind)
        diagnosis.position = next_position(siblings)
    diagnosis.save(by=by)
    set_links(diagnosis.answers, "element", list(elements), by)
    record("created" if is_new else "changed", diagnosis, by=by)
    return diagnosis


@transaction.atomic
def step_diagnosis(*, diagnosis: Diagnosis, step: str, by: User) -> None:
    """Move a point one place up or down in its quadrant."""
    rows = list(
        Diagnosis.objects.of(diagnosis.municipality)
        .filter(plan=diagnosis.plan_id, kind=diagnosis.kind)
        .order_by("position", "pk")
    )
    where = next(number for number, row in enumerate(rows) if row.pk == diagnosis.pk)
    other = where + {"up": -1, "down": 1}.get(step, 0)
    if other == where or not 0 <= other < len(rows):
        return
    rows[where], rows[other] = rows[other], rows[where]
    changed = []
    for number, row in enumerate(rows, start=1):
        if row.position != number:
            row.position = number
            changed.append(row)
    bulk_save(changed, by=by, fields=["position"])
    record("moved", diagnosis, by=by)


@transaction.atomic
def set_alignments(*, record_of: Element | Action, targets: dict[str, Sequence[Any]], by: User) -> None:
    """Align an element or an action with exactly these goals, targets, objectives and elements."""
    source = "element" if isinstance(record_of, Element) else "action"
    if any(each.plan_id == record_of.plan_id for each in targets.get("plan_element", ())):
        raise ValidationError(_("Align with an element of another plan, not of the same one."))
    living = {
        (name, getattr(row, f"{name}_id")): row
        for row in Alignment.objects.of(record_of.municipality).filter(**{source: record_of})
        for name in TARGETS
        if getattr(row, f"{name}_id")
    }
    wanted = {(name, each.pk): each for name, rows in targets.items() for each in rows}
    new = [
        Alignment(municipality=record_of.municipality, **{source: record_of, name: each})
        for (name, pk), each in wanted.items()
        if (name, pk) not in living
    ]
    bulk_save(new, by=by)
    gone = [row for key, row in living.items() if key not in wanted and key[0] in targets]
    for row in gone:
        row._history_user = by
        row.delete()
    if new or gone:
        record("aligned", record_of, by=by)
