"""Decisions on what the parts of a plan serve: goals, urban agendas, the city plan."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import bulk_save
from intlstrategy.planning.models import Action, Alignment, Element
from intlstrategy.planning.models.alignment import TARGETS
from intlstrategy.planning.services.holding import demand_open, hold, hold_places, hold_record

Aligned = Element | Action


def alignments_of(aligned: Aligned):
    source = "element" if isinstance(aligned, Element) else "action"
    return Alignment.objects.of(aligned.municipality).filter(**{source: aligned})


@transaction.atomic
def add_alignments(*, record_of: Aligned, targets: Mapping[str, Iterable[Model]], by: User | None) -> int:
    """Align an element or an action with several things at once; what it serves already stays as it is."""
    hold_places([*([record_of] if isinstance(record_of, Element) else []), *targets.get("plan_element", ())], record_of)  # type: ignore[list-item]
    demand_open(record_of.plan)
    hold_record(record_of)
    refuse_own_plan(record_of, targets.get("plan_element", ()))
    source = "element" if isinstance(record_of, Element) else "action"
    known = {(name, getattr(row, f"{name}_id")) for row in alignments_of(record_of) for name in TARGETS}
    wanted = {(name, each.pk): each for name, rows in targets.items() for each in rows}
    new = [
        Alignment(municipality=record_of.municipality, **{source: record_of, name: each})
        for (name, pk), each in wanted.items()
        if (name, pk) not in known
    ]
    bulk_save(new, by=by)
    if new:
        record("aligned", record_of, by=by, detail=lambda: "; ".join(str(row) for row in new))
    return len(new)


def refuse_own_plan(record_of: Aligned, elements: Iterable[Any]) -> None:
    if any(each.plan_id == record_of.plan_id for each in elements):
        raise ValidationError(_("Align with an element of another plan, not of the same one."))


@transaction.atomic
def remove_alignment(*, alignment: Alignment, by: User | None) -> None:
    aligned: Any = alignment.element or alignment.action
    hold(aligned)
    hold_record(aligned)
    demand_open(aligned.plan)
    if not Alignment.objects.of(aligned.municipality).filter(pk=alignment.pk).exists():
        return  # somebody else took it away at the same moment
    record("no longer aligned", aligned, by=by, detail=lambda: str(alignment))
    alignment._history_user = by
    alignment.delete()
