"""No form, filter or bulk act of the site takes a neighbour's record, and no list costs more the longer it is.

Everything here is found by itself: forms in the context of each page, acts of each register. See `test_whole_site.py`.
"""

from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django import forms
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intlstrategy.municipalities.pages import ScopedEdit
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.tenancy import is_owned, links
from intlstrategy.planning.views.action_register import ProposalList
from tests.plugins.honesty import crossing_links
from tests.whole_site.addresses import Address
from tests.whole_site.arguments import ARGUMENTS
from tests.whole_site.asking import members_addresses, url_of
from tests.whole_site.rows import copied
from tests.whole_site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]  # a walk through all, slow under a tracer
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


def asks_by_address(address: Address) -> bool:
    """Whether its form only asks: a register, or another page with the filters of one."""
    return hasattr(address.view_class, "filterset_class")


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
                elif not refuses(everything, url, form, name, foreign, is_get=asks_by_address(address)):
                    faults.append(f"{address.name}: {name} takes a neighbour’s {model.__name__}")

    assert faults == []
    assert looked_at > 40  # the forms are really found


def refuses(client, url: str, form: forms.BaseForm, name: str, foreign: models.Model, *, is_get: bool) -> bool:
    """Whether the page answers with an error at the field, and nothing crosses the cities."""
    many = isinstance(form.fields[name], forms.ModelMultipleChoiceField)
    data = typed(form) | {form.add_prefix(name): [foreign.pk] if many else foreign.pk}
    with transaction.atomic():
        response = client.get(url, data) if is_get else client.post(url, data)
        crossing = crossing_links(connection)
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
                    crossing = crossing_links(connection)
                    transaction.set_rollback(True)
                if crossing or response.status_code >= 500:
                    faults.append(f"{address.name}: {act.key} takes a neighbour’s {kind.__name__}")

    assert faults == []


def models_linked_by(model: type[models.Model]) -> set[type[models.Model]]:
    return {link.model._meta.get_field(link.name).related_model for link in links() if link.model is model}


# What lists are asked for -------------------------------------------------------------------------


def lists() -> list[Address]:
    return [each for each in registers() if not each.name.endswith("-export")]


def a_row_of(address: Address, world: World) -> models.Model:
    queryset = address.view_class.queryset
    if address.view_class is ProposalList:
        return world.mine.action_proposal
    return world.mine.of_model(queryset.model)


@pytest.mark.parametrize("address", lists(), ids=lambda address: address.name)
def test_every_register_finds_its_rows_by_words_whatever_their_marks_and_case(everything, world, address):
    row, url = a_row_of(address, world), url_of(address, world.mine)
    names = ("title", "name", "original_name", "text")
    named = row if any(hasattr(row, each) for each in names) else row.known_as
    setattr(named, next(each for each in names if hasattr(named, each)), "Línea AZUL del puerto")
    named.save(by=None)

    assert [each.pk for each in everything.get(url, {"q": "azul LINEA"}).context["object_list"]] == [row.pk]
    assert list(everything.get(url, {"q": "azul verde"}).context["object_list"]) == []
    assert get(everything, f"{url}export.csv", {"q": "azul"}).status_code == 200


@pytest.mark.parametrize("asked", ["abc", "", "9" * 30])
def test_no_register_stumbles_over_a_saved_filter_that_is_none(everything, world, asked):
    urls = [url_of(address, world.mine) for address in lists()]

    assert {url: everything.post(url, {"drop_view": asked}).status_code for url in urls} == dict.fromkeys(urls, 302)


@pytest.mark.parametrize("address", lists(), ids=lambda address: address.name)
def test_a_filter_that_cannot_be_read_says_so_and_leaves_the_others_in_force(everything, world, address):
    url = url_of(address, world.mine)
    closed = (forms.ModelChoiceField, forms.ChoiceField, forms.DateField)
    fields = everything.get(url).context["filterset"].form.fields
    for name in (name for name, field in fields.items() if isinstance(field, closed) and name != "is_political"):
        page = everything.get(url, {name: "no such thing", "q": "nothing is called so"})
        errors = page.context["filterset"].errors
        assert (page.status_code, page.context["total"], list(errors)) == (200, 0, [name])
        assert errors[name][0] in unescape(page.content.decode())
        refused = everything.get(f"{url}export.csv", {name: "no such thing"})
        assert (refused.status_code, refused.url) == (302, f"{url}?{name}=no+such+thing")


# What two people, and two hands, do at once --------------------------------------------------------


def edit_pages() -> list[Address]:
    """All but the row of the tree, which shows both texts in its place (tests/planning, tests/browser)."""
    edits = [each for each in pages() if each.view_class and issubclass(each.view_class, ScopedEdit)]
    return [each for each in edits if each.name != "planning:element-inline"]


def as_opened(response, form: forms.BaseForm) -> dict[str, Any]:
    """What a browser sends when somebody fills in only what is asked for."""
    texts = (forms.TextInput, forms.Textarea)
    empty = [each for each in form if each.field.required and not each.value() and isinstance(each.field.widget, texts)]
    files = {each.html_name for each in form if isinstance(each.field, forms.FileField)}
    data = typed(form) | {each.html_name: "Word" for each in empty} | {"_seen": response.context["seen"]}
    return {name: value for name, value in data.items() if name not in files}


@pytest.mark.parametrize("address", edit_pages(), ids=lambda address: address.name)
def test_the_second_of_two_editors_sees_both_texts_and_chooses(everything, world, address):
    url = url_of(address, world.mine)
    opened = everything.get(url)
    form, record = opened.context["form"], opened.context["object"]
    data = as_opened(opened, form) | something_else(form)
    record.save(by=None)

    second = everything.post(url, data)
    assert second.status_code == 409
    assert second.context["seen"] == record.revision
    for theirs in ([], list(form.fields)):
        with transaction.atomic():
            answer = everything.post(url, data | {"_seen": record.revision, "_theirs": theirs})
            transaction.set_rollback(True)
        assert answer.status_code == (302 if not theirs or can_be_left(form) else 422)


def something_else(form: forms.BaseForm) -> dict[str, Any]:
    """One field filled in otherwise than it is stored: a text where there is one, else a day or a choice."""
    for bound in sorted(form, key=is_text, reverse=True):
        if is_text(bound):
            return {bound.html_name: "Something else"}
        if isinstance(bound.field, forms.DateField):
            return {bound.html_name: "2030-01-01"}
        if isinstance(bound.field, forms.ChoiceField) and not isinstance(bound.field, forms.ModelChoiceField):
            return {bound.html_name: next(key for key, _label in bound.field.choices if key not in {"", bound.value()})}
    raise AssertionError(f"{type(form).__name__} has nothing to fill in")


@pytest.mark.parametrize("address", edit_pages(), ids=lambda address: address.name)
def test_the_same_form_sent_twice_is_answered_as_saved_twice(everything, world, address):
    url = url_of(address, world.mine)
    opened = everything.get(url)
    data = as_opened(opened, opened.context["form"]) | something_else(opened.context["form"])

    first, second = everything.post(url, data), everything.post(url, data)

    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)


def pages_of_records_that_go() -> list[Address]:
    return [each for each in edit_pages() if each.records]


@pytest.mark.parametrize("address", pages_of_records_that_go(), ids=lambda address: address.name)
def test_what_was_typed_about_a_record_that_went_to_the_bin_is_given_back(everything, world, address):
    url = url_of(address, world.mine)
    opened = everything.get(url)
    form, record = opened.context["form"], opened.context["object"]
    data = as_opened(opened, form) | {each.html_name: f"My {each.name}" for each in form if is_text(each)}
    record.binned_at = timezone.now()
    record.save(by=None)

    sent = everything.post(url, data)

    shown = unescape(sent.content.decode())
    assert sent.status_code == 410
    assert [each.name for each in form if is_text(each) and f"My {each.name}" not in shown] == []
    assert everything.get(url).status_code == 404


def is_text(bound: forms.BoundField) -> bool:
    return type(bound.field) is forms.CharField


@pytest.mark.parametrize("address", pages_of_records_that_go(), ids=lambda address: address.name)
def test_a_neighbours_record_in_the_bin_is_no_record_here(everything, world, address):
    url = url_of(address, world.abroad).replace(world.abroad.municipality.slug, world.municipality.slug, 1)
    record = ARGUMENTS[address.name].record(world.abroad)
    record.binned_at = timezone.now()
    record.save(by=None)

    assert everything.post(url, {"_seen": record.revision}).status_code == 404


def can_be_left(form: forms.BaseForm) -> bool:
    """Whether what is stored is enough: a note that only this form asks for is stored nowhere."""
    return all(each.value() or not each.field.required for each in form)


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
                copied(row, number)
            thirty = queries_of(everything, url)
            transaction.set_rollback(True)
        if one != thirty:
            faults.append(f"{address.name}: {one} queries for one row, {thirty} for thirty")

    assert faults == []
