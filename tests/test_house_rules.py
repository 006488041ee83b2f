"""What the house forbids everywhere, looked up in the source itself."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from packaging.specifiers import SpecifierSet
from simple_history.models import HistoricalChanges

from intlstrategy.municipalities.models import ScopedModel
from tests.factories import make_user
from tools.messages import KEYWORDS

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))
SOURCES = [path for path in sorted((ROOT / "intlstrategy").rglob("*.py")) if "migrations" not in path.parts]
NAME_OF = {path: str(path.relative_to(ROOT)) for path in [*TEMPLATES, *SOURCES]}

# The one bulk door, and what writes rows that belong to no municipality or have no history.
BULK_DOORS = {
    "intlstrategy/municipalities/editing.py",
    "intlstrategy/jobs/kinds.py",  # a job has no history; its progress is written past whoever cancels it
    "intlstrategy/planning/services/versions.py",  # what was approved is inserted once and never changes
}
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    re.IGNORECASE,
)
MANAGERS = {"objects", "_base_manager", "_default_manager"}
WRITERS = {"update", "bulk_update", "bulk_create", "create", "get_or_create", "update_or_create"}


def test_every_pinned_requirement_works_with_the_oldest_python_we_promise():
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    oldest = promised.removeprefix(">=") + ".0"
    pins = re.findall(r"^([\w.-]+)==", (ROOT / "requirements-dev.txt").read_text(), re.MULTILINE)
    asks = {name: metadata(name)["Requires-Python"] or "" for name in pins}

    assert {name: asked for name, asked in asks.items() if oldest not in SpecifierSet(asked)} == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=NAME_OF.get)
def test_every_template_compiles(path):
    assert get_template(str(path.relative_to(ROOT / "templates")))


def test_no_template_holds_inline_style_script_or_handlers():
    found = [f"{NAME_OF[path]}: {match[0]}" for path in TEMPLATES for match in INLINE.finditer(path.read_text())]

    assert found == []


def test_no_text_is_translated_under_a_name_that_the_collector_of_messages_does_not_know():
    unknown = {name for name in dir(translation) if name.removesuffix("_lazy").endswith("gettext")} - set(KEYWORDS)
    faults = [
        f"{NAME_OF[path]}:{line}: {name}"
        for path in SOURCES
        for line, name in translating_names(path)
        if name not in KEYWORDS
    ]

    assert unknown == set()
    assert faults == []


def translating_names(path: Path) -> Iterator[tuple[int, str]]:
    """Every name that a file gives to a function of gettext: by importing it, or by assignment."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from ((node.lineno, each.asname or each.name) for each in node.names if "gettext" in each.name)
        elif isinstance(node, ast.Assign) and is_gettext(node.value):
            yield from ((node.lineno, ast.unparse(target)) for target in node.targets)


def is_gettext(node: ast.AST) -> bool:
    named = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return named in KEYWORDS


def test_no_text_is_translated_inside_a_formatted_string_where_the_collector_of_messages_does_not_look():
    hidden = [
        f"{NAME_OF[path]}:{call.lineno}"
        for path in SOURCES
        for string in ast.walk(ast.parse(path.read_text()))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "gettext", "pgettext", "ngettext"}
    ]

    assert hidden == []


def test_our_models_with_a_manager_are_written_through_save_and_bulk_save_only():
    """QuerySet.update, bulk_update, bulk_create and create without an author write no history."""
    faults = [
        f"{NAME_OF[path]}:{call.lineno}: .{call.func.attr}("
        for path in SOURCES
        if NAME_OF[path] not in BULK_DOORS
        for call in calls(path)
        if bypasses_history(call)
    ]

    assert faults == []


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITERS:
            yield node


def bypasses_history(call: ast.Call) -> bool:
    keywords = {keyword.arg for keyword in call.keywords}
    model = model_named(call.func)
    if model is not None and not issubclass(model, ScopedModel):
        return False
    if call.func.attr in {"bulk_update", "bulk_create"}:
        return True
    if call.func.attr == "update":
        return bool(keywords)  # a dictionary's update is given a dictionary
    return bool(keywords) and "by" not in keywords


def model_named(node: ast.AST) -> type | None:
    """The model that a chain of calls begins with: `Job` in `Job.objects.filter(…).update`."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    if not isinstance(node, ast.Name):
        return None
    return next((model for model in apps.get_models() if model.__name__ == node.id), None)


def our_models() -> list[type]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("intlstrategy.") and not issubclass(model, HistoricalChanges)
    ]


@pytest.mark.django_db
def test_every_model_has_its_list_in_the_administration_site(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    names = {model: f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in our_models()}

    assert [model.__name__ for model in names if not admin.site.is_registered(model)] == []
    assert {model.__name__: client.get(reverse(name)).status_code for model, name in names.items()} == {
        model.__name__: 200 for model in names
    }
