"""Rows that do nothing but link two records."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F

from intlstrategy.accounts.models import User
from intlstrategy.core.batches import batches
from intlstrategy.municipalities.editing import bulk_delete, bulk_save, hold_named
from intlstrategy.planning.models import Action, ActionDepartment, ActionElement, Alignment


def set_links(links, name: str, targets: list, by: User | None) -> None:
    """Make the living rows of a link model point at exactly these targets."""
    owner = links.instance
    living = {getattr(link, f"{name}_id"): link for link in links.filter(binned_at=None)}
    wanted = {target.pk: target for target in targets}
    new = [
        links.model(municipality=owner.municipality, **{links.field.name: owner, name: target})
        for pk, target in wanted.items()
        if pk not in living
    ]
    hold_named(new)
    bulk_save(new, by=by)
    bulk_delete([link for pk, link in living.items() if pk not in wanted], by=by)


def drop_redundant_links(actions: Sequence[Action], by: User | None) -> None:
    """What an action has become needs no link besides: its lead does not also contribute, its own place is not also a
    further one, and nothing is aligned with its own plan."""
    redundant: tuple[tuple[Any, dict[str, F]], ...] = (
        (ActionDepartment, {"department": F("action__lead_department")}),
        (ActionElement, {"element": F("action__element")}),
        (Alignment, {"plan_element__plan": F("action__plan")}),
    )
    for batch in batches([action.pk for action in actions]):
        for model, condition in redundant:
            bulk_delete(list(model.objects.filter(binned_at=None).filter(action__in=batch, **condition)), by=by)
