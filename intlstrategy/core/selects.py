"""Selects over long lists, written in one go, and searched on the server when they are too long for a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MOST_OPTIONS = 300


def options(choices: Iterable[tuple[Any, Any]], chosen: set[str]) -> SafeString:
    """The options of a select; a choice whose label is a list is a group."""
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html('<optgroup label="{}">{}</optgroup>', value, options(label, chosen))
                if isinstance(label, (list, tuple))
                else option(value, label, chosen),
            )
            for value, label in choices
        ),
    )


def option(value: Any, label: Any, chosen: set[str]) -> SafeString:
    text = "" if value is None else str(value)
    if text in chosen:
        return format_html('<option value="{}" selected>{}</option>', text, label)
    return format_html('<option value="{}">{}</option>', text, label)


class QuickSelect(forms.Select):
    """A select without a template for each option: a plan of hundreds of elements costs next to nothing."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = {str(getattr(each, "pk", each)) for each in self.format_value(value)}
        final = self.build_attrs(self.attrs, attrs or {}) | {"name": name}
        if self.allow_multiple_selected:
            final["multiple"] = True
        return format_html("<select{}>{}</select>", flatatt(final), options(self.choices, chosen))


class QuickSelectMultiple(QuickSelect, forms.SelectMultiple):
    """The same for several."""
