"""Load the lists that every city shares. Codes are stable, so loading again only mends names and order."""

from typing import Any

from django.db import models, transaction

from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, GovernanceLevel, UrbanAgendaObjective
from intlstrategy.taxonomy.reference import entries


@transaction.atomic
def load_shared_terms() -> int:
    """Create or mend every shared term and say how many there are."""
    load(Dimension, "dimensions")
    load(GovernanceLevel, "governance_levels")
    goals = load(Goal, "goals")
    load(GoalTarget, "goal_targets", links={"goal": goals})
    objectives = load(UrbanAgendaObjective, "urban_agenda", own=("framework",))
    place_below_parents(objectives)
    return sum(
        model.objects.shared().count() for model in (Dimension, GovernanceLevel, Goal, GoalTarget, UrbanAgendaObjective)
    )


def load(
    model: type[models.Model], name: str, *, own: tuple[str, ...] = (), links: dict[str, dict[Any, Any]] | None = None
) -> dict[Any, Any]:
    """The shared terms of one list by code (or by the fields of its own, then code)."""
    known = {key_of(term, own): term for term in model.objects.shared()}  # type: ignore[attr-defined]
    for position, entry in enumerate(entries(name), start=1):
        values = {"code": entry["code"], "name_en": entry["name_en"], "name_es": entry["name_es"], "position": position}
        values |= {field: entry[field] for field in own}
        values |= {field: terms[entry[field]] for field, terms in (links or {}).items()}
        key = (*(entry[field] for field in own), entry["code"]) if own else entry["code"]
        term = known.get(key) or model()
        if any(getattr(term, field, None) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(term, field, value)
            term.save()
        known[key] = term
    return known


def key_of(term: Any, own: tuple[str, ...]) -> Any:
    return (*(getattr(term, field) for field in own), term.code) if own else term.code


def place_below_parents(objectives: dict[Any, UrbanAgendaObjective]) -> None:
    for entry in entries("urban_agenda"):
        term = objectives[entry["framework"], entry["code"]]
        parent = objectives.get((entry["framework"], entry["parent"])) if entry["parent"] else None
        if term.parent_id != (parent.pk if parent else None):
            term.parent = parent
            term.save(update_fields=["parent"])
