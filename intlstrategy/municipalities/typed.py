"""What somebody typed into a form of which nothing is left: neither its record nor what that would hang on."""

from typing import Any

from django.db.models import Q
from django.forms import BaseForm, ChoiceField, ModelChoiceField
from django.http import Http404, QueryDict
from django.utils.text import capfirst

from intlstrategy.core.numbers import whole
from intlstrategy.municipalities.bin import name_for
from intlstrategy.municipalities.models import Membership, ScopedModel


class TypedForNothing(Http404):
    """There is nothing at this address any more; the page gives back what was typed (`core.views.not_found`)."""

    def __init__(self, typed: list[tuple[Any, str]]) -> None:
        super().__init__()
        self.typed = typed


def typed_without_form(form_class: type[BaseForm], sent: QueryDict, reader: Membership) -> list[tuple[Any, str]]:
    """Label and text of each field, of a form that cannot be built without its record."""
    return [
        (capfirst(field.label or name.replace("_", " ")), ", ".join(words_of(field, sent.getlist(name), reader)))
        for name, field in form_class.base_fields.items()
    ]


def words_of(field: Any, values: list[str], reader: Membership) -> list[str]:
    """Values as a person reads them: records by the name that this reader may see, choices by their label."""
    values = [value.replace("\r\n", "\n") for value in values if value]
    if isinstance(field, ModelChoiceField):
        return names_of(field.queryset.model, values, reader)
    labels = dict(field.choices) if isinstance(field, ChoiceField) else {}
    return [str(labels.get(value, value)) for value in values]


def names_of(model: Any, values: list[str], reader: Membership) -> list[str]:
    numbers = [number for value in values if (number := whole(value)) is not None]
    ours = Q(municipality=reader.municipality_id) | Q(municipality=None)  # what a city adds to a list stays its own
    rows = model._base_manager.filter(ours, pk__in=numbers)
    return [name_for(row, reader) if issubclass(model, ScopedModel) else str(row) for row in rows]
