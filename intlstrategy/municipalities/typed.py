"""What somebody typed into a form of which nothing is left: neither its record nor what that would hang on."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
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


def typed_without_form(
    form_class: type[BaseForm], sent: QueryDict, names: Callable[[Any, list[int]], list[str]]
) -> list[tuple[Any, str]]:
    """Label and text of each field, of a form that cannot be built without its record.

    ``names`` gives the names of the records with these ids, of those that a field offers, as the reader may see them.
    """

    def words(field: Any, values: list[str]) -> list[str]:
        values = [value.replace("\r\n", "\n") for value in values if value]
        if isinstance(field, ModelChoiceField):
            return names(field.queryset, [number for value in values if (number := whole(value)) is not None])
        labels = dict(field.choices) if isinstance(field, ChoiceField) else {}
        return [str(labels.get(value, value)) for value in values]

    shown = {name: field for name, field in form_class.base_fields.items() if not field.widget.is_hidden}
    return [
        (capfirst(field.label or name.replace("_", " ")), ", ".join(words(field, sent.getlist(name))))
        for name, field in shown.items()
    ]


def names_for(reader: Membership) -> Callable[[QuerySet, list[int]], list[str]]:
    """Names as a member reads them: of this municipality only, since what a city adds to a list stays its own."""

    def names(offered: QuerySet, ids: list[int]) -> list[str]:
        ours = Q(municipality=reader.municipality_id) | Q(municipality=None)
        rows = offered.model._base_manager.filter(ours, pk__in=ids)
        return [name_for(row, reader) if isinstance(row, ScopedModel) else str(row) for row in rows]

    return names
