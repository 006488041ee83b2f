"""One row more of what the site holds, whatever it is."""

from typing import Any

from django.db import models

from intlstrategy.accounts.models import User
from tests.factories import make_municipality, make_user


def copied(row: models.Model, number: int) -> models.Model:
    """Another row like this one, in the same lists, which differs where a constraint says that it must.

    Each constraint is met by a text alone if it names one, by what the row points at otherwise.
    """
    copy = type(row)._base_manager.get(pk=row.pk)
    for name in told_apart_by(row):
        setattr(copy, name, another(row._meta.get_field(name), getattr(row, name), number))
    if any(getattr(rule, "fields", ()) == ("municipality",) for rule in row._meta.constraints):  # once in a city
        copy.municipality = make_municipality()
    copy.pk, copy._state.adding = None, True
    copy.save(**({"by": None} if hasattr(copy, "revision") else {}))
    return copy


def told_apart_by(row: models.Model) -> set[str]:
    fields = {field.name: field for field in row._meta.concrete_fields if not field.primary_key}
    rules = [[name] for name, field in fields.items() if field.unique]
    rules += [getattr(constraint, "fields", ()) for constraint in row._meta.constraints]
    names: set[str] = set()
    for rule in rules:
        filled = [name for name in rule if name != "municipality" and getattr(row, name) is not None]
        names.update([name for name in filled if is_free_text(fields[name])] or filled)
    return names


def is_free_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField) and not field.choices


def another(field: models.Field, value: Any, number: int) -> Any:
    if isinstance(value, User):
        return make_user()
    if isinstance(field, models.ForeignKey):
        return copied(value, number)
    return f"{number}-{value}"[: field.max_length] if is_free_text(field) else value
