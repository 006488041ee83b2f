"""No form, filter or bulk act of the site takes a neighbour's record, and no list costs more the longer it is.

Everything here is found by itself: forms in the context of each page, acts of each register. See `test_whole_site.py`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django import forms
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from intlstrategy.accounts.models import User
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.tenancy import is_owned, links
from tests.factories import make_user
from tests.whole_site.addresses import Address
from tests.whole_site.asking import members_addresses, url_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


def get(client, url: str, data: dict | None = None):
    response = client.get(url, data or {})
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def forms_in(response) -> list[forms.BaseForm]:
    """Every form and every filter's form that a page was rendered with, each once."""
    found: dict[int, forms.BaseForm] = {}
    for layer in response.context or ():
        for value in (each for part in layer.dicts for each in part.values()) if hasattr(layer, "dicts") else ():
            form = getattr(value, "form", None) if not isinstance(value, forms.BaseForm) else value
            if isinstance(form, forms.BaseForm):
                found[id(form)] = form
    return list(found.values())


def scoped_fields(form: forms.BaseForm) -> Iterator[tuple[str, type[models.Model]]]:
    for name, field in form.fields.items():
        queryset = getattr(field, "queryset", None)
        if queryset is not None and is_owned(queryset.model):
            yield name, queryset.model


def as_typed(value: Any) -> Any:
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [as_typed(each) for each in value]
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date):
        return value.isoformat()
    return value


def typed(form: forms.BaseForm) -> dict[str, Any]:
    """What a browser would send when somebody changes nothing."""
    data = {form.add_prefix(bound.name): as_typed(bound.value()) for bound in form}
    return {name: value for name, value in data.items() if value not in (None, "", False)}


def pages() -> list[Address]:
    return members_addresses()


def is_filter(address: Address) -> bool:
    return bool(address.view_class and issubclass(address.view_class, Register))


def test_no_form_offers_or_takes_a_neighbours_record(everything, world):
    faults, looked_at = [], 0
    for address in pages():
        url = url_of(address, world.mine)
        response = get(everything, url)
        for form in forms_in(response) if response.status_code == 200 else ():
            for name, model in scoped_fields(form):
                looked_at += 1
                foreign = world.abroad.of_model(model)
                if foreign is None:
                    faults.append(f"{address.name}: the world has no {model.__name__}")
                elif form.fields[name].queryset.filter(pk=foreign.pk).exists():
                    faults.append(f"{address.name}: {name} offers a neighbour’s {model.__name__}")
                elif not refuses(everything, url, form, name, foreign, is_get=is_filter(address)):
                    faults.append(f"{address.name}: {name} takes a neighbour’s {model.__name__}")

    assert faults == []
    assert looked_at > 40  # the forms are really found


def refuses(client, url: str, form: forms.BaseForm, name: str, foreign: models.Model, *, is_get: bool) -> bool:
    """Whether the page answers with an error at the field, and nothing crosses the cities."""
    many = isinstance(form.fields[name], forms.ModelMultipleChoiceField)
    data = typed(form) | {form.add_prefix(name): [foreign.pk] if many else foreign.pk}
    with transaction.atomic():
        response = client.get(url, data) if is_get else client.post(url, data)
        crossing = [str(link) for link in links() if link.strangers().exists()]
        transaction.set_rollback(True)
    if response.status_code == 302 or crossing or response.status_code >= 500:
        return False
    answered = [each for each in forms_in(response) if name in each.fields]
    return response.status_code in {400, 403, 404} or any(each.errors.get(name) for each in answered)


def registers() -> list[Address]:
    """Those of a city's own tables; logs, jobs and the bin have no records to act on, and count their queries in their own tests."""
    return [each for each in pages() if is_filter(each) and each.view_class.queryset is not None]


def test_no_bulk_act_reaches_a_neighbours_record(everything, world):
    faults = []
    for address in registers():
        view = address.view_class
        model = view.queryset.model
        own, foreign = world.mine.of_model(model), world.abroad.of_model(model)
        for act in view.bulk_acts:
            body = {"act": act.key, "row": f"{foreign.pk}:{foreign.revision}", f"value_{act.key}": own.pk}
            with transaction.atomic():
                response = everything.post(url_of(address, world.mine), body)
                foreign.refresh_from_db()
                touched = foreign.revision != int(body["row"].split(":")[1])
                transaction.set_rollback(True)
            if touched or response.status_code >= 500:
                faults.append(f"{address.name}: {act.key}")

    assert faults == []


def test_no_bulk_act_sets_a_neighbours_record(everything, world):
    faults = []
    for address in registers():
        view = address.view_class
        model = view.queryset.model
        own = world.mine.of_model(model)
        for act in view.bulk_acts:
            for kind in (models_linked_by(model)) if act.choices else ():
                value = world.abroad.of_model(kind)
                body = {"act": act.key, "row": f"{own.pk}:{own.revision}", f"value_{act.key}": value.pk}
                with transaction.atomic():
                    response = everything.post(url_of(address, world.mine), body)
                    crossing = [str(link) for link in links() if link.strangers().exists()]
                    transaction.set_rollback(True)
                if crossing or response.status_code >= 500:
                    faults.append(f"{address.name}: {act.key} takes a neighbour’s {kind.__name__}")

    assert faults == []


def models_linked_by(model: type[models.Model]) -> set[type[models.Model]]:
    return {link.model._meta.get_field(link.name).related_model for link in links() if link.model is model}


# What pages cost ------------------------------------------------------------------------------------


def queries_of(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = get(client, url)
    assert response.status_code < 500
    return len(captured)


def test_no_page_takes_more_than_thirty_queries(everything, world):
    cost = {address.name: queries_of(everything, url_of(address, world.mine)) for address in pages()}

    assert {name: queries for name, queries in cost.items() if queries > MOST_QUERIES} == {}


def test_no_register_takes_more_queries_for_thirty_rows_than_for_one(everything, world):
    faults = []
    for address in registers():
        view = address.view_class
        row = world.mine.of_model(view.queryset.model)
        url = url_of(address, world.mine)
        queries_of(everything, url)  # what is cached for good is not what is counted
        with transaction.atomic():
            one = queries_of(everything, url)
            for number in range(29):
                copy_of(row, number)
            thirty = queries_of(everything, url)
            transaction.set_rollback(True)
        if one != thirty:
            faults.append(f"{address.name}: {one} queries for one row, {thirty} for thirty")

    assert faults == []


def copy_of(row: models.Model, number: int) -> models.Model:
    """Another row like this one, which differs where a constraint says that it must."""
    copy = type(row)._base_manager.get(pk=row.pk)
    copy.pk, copy._state.adding = None, True
    unique = {name for each in row._meta.constraints for name in getattr(each, "fields", ())}
    for field in row._meta.concrete_fields:
        if field.unique or field.name in unique:
            value = another(field, getattr(copy, field.attname), number)
            setattr(copy, field.attname, value)
    copy.save(**({"by": None} if hasattr(copy, "revision") else {}))
    return copy


def another(field: models.Field, value: Any, number: int) -> Any:
    if field.primary_key:
        return None
    if field.related_model is User:
        return make_user().pk
    if isinstance(field, models.CharField):
        return f"{number}-{value}"[: field.max_length]
    return value
