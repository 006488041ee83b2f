"""What somebody typed into a form of which nothing is left: neither its record nor what that would hang on."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.forms import ChoiceField, Field, ModelChoiceField
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.text import capfirst

from intlstrategy.core.numbers import whole
from intlstrategy.municipalities.access import membership_of
from intlstrategy.municipalities.bin import name_for
from intlstrategy.municipalities.models import Membership, ScopedModel

Typed = list[tuple[Any, str]]
Names = Callable[[Any, list[int]], list[str]]


class GivesBack(Exception):
    """A refusal whose page shows what was typed (`core.views.not_found` and `forbidden`)."""

    def __init__(self, typed: Typed) -> None:
        super().__init__()
        self.typed = typed


class TypedForNothing(GivesBack, Http404):
    """There is nothing at this address any more."""


class TypedWithoutRight(GivesBack, PermissionDenied):
    """The right to send this went away while the form was open."""


def typed_without_form(fields: Mapping[str, Field], sent: QueryDict, names: Names) -> Typed:
    """Label and text of each field, of a form that cannot be built without its record.

    ``names`` gives the names of the records with these ids, of those that a field offers, as the reader may see them.
    """

    def words(field: Any, values: list[str]) -> list[str]:
        values = [value.replace("\r\n", "\n") for value in values if value]
        if isinstance(field, ModelChoiceField) and not getattr(field, "is_written", False):
            return names(field.queryset, [number for value in values if (number := whole(value)) is not None])
        labels = dict(field.choices) if isinstance(field, ChoiceField) else {}
        return [str(labels.get(value, value)) for value in values]

    shown = {name: field for name, field in fields.items() if not field.widget.is_hidden}
    return [
        (capfirst(field.label or name.replace("_", " ")), ", ".join(words(field, sent.getlist(name))))
        for name, field in shown.items()
    ]


def fields_of(form_class: Any, sent: QueryDict) -> Mapping[str, Field]:
    """The fields of a form, those among them of which it has as many as were sent."""
    return form_class.fields_for(sent) if hasattr(form_class, "fields_for") else form_class.base_fields


def names_for(reader: Membership | None) -> Names:
    """Names as a member reads them: of this municipality only, since what a city adds to a list stays its own."""

    def names(offered: QuerySet, ids: list[int]) -> list[str]:
        if reader is None:
            return []
        ours = Q(municipality=reader.municipality_id) | Q(municipality=None)
        rows = offered.model._base_manager.filter(ours, pk__in=ids)
        return [name_for(row, reader) if isinstance(row, ScopedModel) else str(row) for row in rows]

    return names


def read_kept(request: HttpRequest, path: str, sent: QueryDict) -> Typed | None:
    """What was typed into a page of a municipality or of the administration site (`core.kept_forms`)."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    if hasattr(match.func, "model_admin"):
        return read_administration(request, match.func.model_admin, sent)
    form_class = getattr(getattr(match.func, "view_class", None), "form_class", None)
    if form_class is None:
        return None
    try:
        reader = membership_of(request.user, match.kwargs["municipality"])  # type: ignore[arg-type]
    except (Http404, KeyError):
        reader = None
    return typed_without_form(fields_of(form_class, sent), sent, names_for(reader))


def read_administration(request: HttpRequest, model_admin: Any, sent: QueryDict) -> Typed:
    columns = {field.name: field for field in model_admin.opts.get_fields() if field.name in sent}
    fields = {name: model_admin.formfield_for_dbfield(column, request) for name, column in columns.items()}
    names = names_in_administration(request, model_admin.admin_site)
    return typed_without_form({name: field for name, field in fields.items() if field}, sent, names)


def names_in_administration(request: HttpRequest, site: Any) -> Names:
    """Names as the administration site shows them to this person, who may not be let in there at all."""

    def names(offered: QuerySet, ids: list[int]) -> list[str]:
        lister = site._registry.get(offered.model)
        if lister is None or not site.has_permission(request) or not lister.has_view_permission(request):
            return []
        return [str(row) for row in lister.get_queryset(request).filter(pk__in=ids)]

    return names
