"""Decisions on the diagnosis: what it says, what answers it, in which order it is read."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import bin_record, bulk_save, claim
from intlstrategy.planning.models import Diagnosis, Element
from intlstrategy.planning.querysets import DiagnosisQuerySet
from intlstrategy.planning.services.holding import demand_open, hold, hold_places
from intlstrategy.planning.services.links import set_links
from intlstrategy.planning.services.tree import next_position


def quadrant_of(diagnosis: Diagnosis) -> DiagnosisQuerySet:
    return Diagnosis.objects.of(diagnosis.municipality).filter(plan_id=diagnosis.plan_id, kind=diagnosis.kind)


@transaction.atomic
def save_diagnosis(
    *, diagnosis: Diagnosis, elements: Sequence[Element], by: User | None, seen: int | None = None
) -> Diagnosis:
    """Write a point of the diagnosis with the elements that answer it; in a new quadrant it goes to the end."""
    is_new = diagnosis._state.adding
    hold_places(elements, diagnosis)
    demand_open(diagnosis.plan)
    if not is_new and seen is not None:
        claim(diagnosis, seen)
    if any(element.plan_id != diagnosis.plan_id for element in elements):
        raise ValidationError(_("An answer is an element of the same plan."))
    if not quadrant_of(diagnosis).filter(pk=diagnosis.pk).exists():
        diagnosis.position = next_position(quadrant_of(diagnosis))
    diagnosis.save(by=by)
    set_links(diagnosis.answers, "element", list(elements), by)
    record("created" if is_new else "changed", diagnosis, by=by)
    return diagnosis


@transaction.atomic
def step_diagnosis(*, diagnosis: Diagnosis, step: str, by: User | None) -> None:
    """Move a point one place up or down in its quadrant."""
    hold(diagnosis)
    demand_open(diagnosis.plan)
    rows = list(quadrant_of(diagnosis).select_for_update(of=("self",), no_key=True).order_by("position", "pk"))
    where = next((number for number, row in enumerate(rows) if row.pk == diagnosis.pk), None)
    if where is None:
        raise ValidationError(_("“%(name)s” went to the bin meanwhile.") % {"name": diagnosis})
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
def bin_diagnosis(*, diagnosis: Diagnosis, by: User, seen: int | None = None) -> Diagnosis:
    hold(diagnosis)
    demand_open(diagnosis.plan)
    return bin_record(diagnosis, by=by, seen=seen)
