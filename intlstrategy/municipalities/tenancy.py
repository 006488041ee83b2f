"""Proof that no record points into another municipality, whatever wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalChanges

OWNER = "municipality"


@dataclass(frozen=True)
class Link:
    """A foreign key from a record of a municipality to what belongs to a municipality too."""

    model: type[models.Model]
    name: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    def strangers(self) -> models.QuerySet:
        """The rows that point at another municipality's record; what is shared by all cities has none."""
        theirs = f"{self.name}__{OWNER}"
        differs = Q(**{f"{OWNER}__isnull": True}) | ~Q(**{OWNER: F(theirs)})
        return self.model._base_manager.filter(differs, **{f"{theirs}__isnull": False})


def is_owned(model: type[models.Model]) -> bool:
    return any(field.name == OWNER and field.is_relation for field in model._meta.concrete_fields)


def links() -> Iterator[Link]:
    """Every such foreign key of the product. History rows tell what was, so they are left out."""
    for model in apps.get_models():
        if issubclass(model, HistoricalChanges) or not is_owned(model):
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and field.name != OWNER and is_owned(field.related_model):  # type: ignore[arg-type]
                yield Link(model, field.name)
