"""Forms say their fields, order and groups; the page owns ``<form>``, the token and the buttons."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template.loader import render_to_string
from django.utils.formats import get_format, localize
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.numbers import FIRST_YEAR, LAST_YEAR, whole, with_point
from intlstrategy.core.text import without_unseen

DASHES = BLANK_CHOICE_DASH[0][1]
EMPTY_CHOICES = {  # what an empty choice means, by the model chosen from
    "department": _("No department"), "post": _("No post"), "membership": _("Nobody"), "document": _("No document"),
    "plan": _("No plan"), "dimension": _("No dimension"),
}  # fmt: skip


class Section(LayoutObject):
    """A group of related fields under a heading, with an anchor that the list of sections links to."""

    template = "components/form_section.html"

    def __init__(self, title: Any, *fields: Any, lead: Any = "") -> None:
        self.title, self.fields, self.lead = title, list(fields), lead

    @property
    def anchor(self) -> str:
        return f"s-{slugify(self.title)}"

    def render(self, form: forms.BaseForm, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> str:
        content = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(self.template, {"section": self, "content": content})


class Pair(LayoutObject):
    """Two short fields side by side where there is room."""

    def __init__(self, *fields: Any) -> None:
        self.fields = list(fields)

    def render(self, form: forms.BaseForm, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> str:
        content = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return format_html('<div class="frow frow-2">{}</div>', content)


class Lines(LayoutObject):
    """Rows of short fields, each under a legend that tells it from the others."""

    template = "components/entry_lines.html"

    def __init__(self, legend: Any, rows: Iterable[Iterable[str]], more: str = "", words: Any = "") -> None:
        self.legend, self.rows, self.more, self.words = legend, [list(row) for row in rows], more, words
        self.fields = [name for row in self.rows for name in row]

    def render(self, form: forms.BaseForm, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> str:
        rows = [[form[name] for name in row] for row in self.rows]
        told = {"legend": self.legend, "rows": rows, "more": self.more, "words": self.words}
        return render_to_string(self.template, told)


@dataclass(frozen=True)
class SectionLink:
    title: Any
    anchor: str
    errors: int


@dataclass(frozen=True)
class FormError:
    field_id: str
    message: Any


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "w-s"} | (attrs or {}), format="%Y-%m-%d")


def named(label: Any, message: Any) -> str:
    """A message that stands away from its field says which one it is about."""
    return str(message) if str(label).casefold() in str(message).casefold() else f"{label}: {message}"


class PageFormMixin:
    """What every form of ours has: a layout in sections, and its errors as a list of links."""

    def layout(self) -> Layout:
        return Layout(Section("", *self.fields))  # type: ignore[attr-defined]

    @cached_property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = self.layout()
        return helper

    @property
    def sections(self) -> list[SectionLink]:
        links = []
        for part in self.helper.layout.fields:
            if isinstance(part, Section) and part.title:
                names = [pointer.name for pointer in Layout(part).get_field_names()]
                errors = sum(len(self.errors.get(name, [])) for name in names)  # type: ignore[attr-defined]
                links.append(SectionLink(part.title, part.anchor, errors))
        return links

    @property
    def error_list(self) -> list[FormError]:
        found = [FormError("", message) for message in self.non_field_errors()]  # type: ignore[attr-defined]
        for bound in self:  # type: ignore[attr-defined]
            found += [
                FormError(bound.id_for_label or bound.auto_id, named(bound.label, message)) for message in bound.errors
            ]
        return found


def refuse_odd_year(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("Write a date between the years %(first)d and %(last)d."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


FILE_MESSAGES = {
    "invalid": _("No file arrived. Choose it again."),
    "missing": _("No file arrived. Choose it again."),
    "empty": _("The file is empty."),
    "contradiction": _("Either choose a file or tick “clear”, not both."),
}
SLUG_MESSAGE = _("Use letters without accents, digits, hyphens and underscores only, such as plan-2027.")


class DecimalInput(forms.TextInput):
    """A number as the reader writes it: a box for numbers drops the comma in a browser of another language, unseen."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        kept = {name: value for name, value in (attrs or {}).items() if name not in {"step", "min", "max"}}
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | kept)

    def format_value(self, value: Any) -> str | None:
        return str(localize(value, use_l10n=True)) if isinstance(value, Decimal) else super().format_value(value)


def dress_fields(form: forms.BaseForm) -> None:
    """Calendar inputs for dates, which are of our time, empty choices that say so, and messages that say what to do."""
    for name, field in form.fields.items():
        name_empty_choice(field)
        field.error_messages["required"] = _("Fill in “%(label)s”.") % {"label": field.label or name}
        if isinstance(field, forms.DateField):
            field.widget = DateInput()
            field.validators = [*field.validators, refuse_odd_year]
        elif isinstance(field, forms.DecimalField) and isinstance(field.widget, forms.NumberInput):
            field.widget = DecimalInput(field.widget.attrs)
        elif isinstance(field, forms.FileField):
            field.error_messages |= FILE_MESSAGES
        elif isinstance(field, forms.SlugField):
            field.error_messages["invalid"] = SLUG_MESSAGE
    read_plainly(form)


def read_plainly(form: forms.BaseForm) -> None:
    """Texts lose what nobody can see, as pasted from a PDF; “1_0” is no number, though Python reads it as ten.

    A form that grows asks for this again: what was dressed once stays as it is.
    """
    for field in form.fields.values():
        if getattr(field, "is_read_plainly", False):
            continue
        field.is_read_plainly = True  # type: ignore[attr-defined]
        if isinstance(field, (forms.IntegerField, forms.DecimalField)):
            field.to_python = plain_number(field)
        elif isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput):
            field.to_python = plain_text(field.to_python)


def plain_text(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def clean(value: Any) -> Any:
        text = read(value)
        return without_unseen(text) if isinstance(text, str) else text

    return clean


def plain_number(field: forms.Field) -> Callable[[Any], Any]:
    read = field.to_python

    def clean(value: Any) -> Any:
        if isinstance(value, str) and "_" in value:
            raise ValidationError(field.error_messages["invalid"], code="invalid")
        if isinstance(value, str) and isinstance(field.widget, DecimalInput):
            value = with_point(value, get_format("DECIMAL_SEPARATOR"))
        return read(value)

    return clean


class SeveralField(forms.ModelMultipleChoiceField):
    """Several records; what can be the id of none is refused before a database is asked, which may not take it."""

    def clean(self, value: Any) -> Any:
        odd = next((each for each in value or () if whole(str(each)) is None), None)
        if odd is not None:
            raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": odd})
        return super().clean(value)


def name_empty_choice(field: forms.Field) -> None:
    """Django writes the empty choice as a row of hyphens."""
    words = _("Choose…") if field.required else _("Not chosen")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = EMPTY_CHOICES.get(field.queryset.model._meta.model_name, words)
    elif isinstance(field, forms.ChoiceField):
        field.choices = [(value, words if label == DASHES else label) for value, label in field.choices]


class PageForm(PageFormMixin, forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress_fields(self)


class OpenedForm(forms.ModelForm):
    """A form that is refused where its record is no longer stored as it was when the form was opened.

    The refusal says what is stored now, and the form takes that state along: whoever saves again writes over it knowingly.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        read_plainly(self)
        self.state = self.state_of_record()
        self.initial["seen"] = self.state

    @staticmethod
    def seen_field() -> forms.Field:
        return forms.CharField(widget=forms.HiddenInput, label=_("version read"))

    def state_of_record(self) -> Any:
        """What differs whenever one of the values of this form is stored otherwise."""
        values = [(name, str(self.initial.get(name))) for name in sorted(self.fields) if name != "seen"]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.cleaned_data.get("seen", self.state) != self.state:
            self.refuse_stale()

    def refuse_stale(self) -> None:
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(self.state)
        self.add_error(
            None,
            gettext(
                "Somebody else saved this record meanwhile. What you typed is still here; beside each field that differs"
                " stands what is stored now. Save again to write over it."
            ),
        )
        for name in self.changed_data:
            if name != "seen":
                self.add_error(name, gettext("Stored now: %(text)s") % {"text": self.stored_text(name)})

    def stored_text(self, name: str) -> str:
        """The stored value of a field in words."""
        field, value = self.fields[name], self[name].initial
        if isinstance(field, forms.ModelChoiceField):
            value = field.queryset.filter(pk=value).first() or value
        elif isinstance(value, bool):
            value = gettext("Yes") if value else gettext("No")
        labels = {} if isinstance(value, models.Model) else dict(getattr(field, "choices", ()))
        values = value if isinstance(value, (list, tuple)) else [value]
        texts = [str(labels.get(each, localize(each))) for each in values if each not in {None, ""}]
        return ", ".join(texts) or gettext("(empty)")
