"""A record chosen by writing its name: a list of twenty thousand fits no select, and this works without JavaScript."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import having_words
from intlstrategy.core.numbers import whole
from intlstrategy.core.text import fold
from intlstrategy.municipalities.models import ScopedModel

NUMBERED = re.compile(r"#(\d{1,18})\s*$")  # as the list of suggestions writes one of several with the same name
MOST_TOLD = 5
MOST_COMPARED = 500


class NameInput(forms.TextInput):
    """A text box that offers the names of records of one kind while one types (js/suggest.js)."""

    def __init__(self, kind: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-suggest": kind} | (attrs or {}))


class RecordField(forms.ModelChoiceField):
    """One living record of the municipality, by its name, or by ``#`` and its number where several have the same.

    ``model`` needs a ``folded`` copy with its name in it. Gives the record, or None where nothing is written.
    """

    is_written = True  # what is sent is a text, not an id

    def __init__(self, model: type[ScopedModel], *, kind: str, **kwargs: Any) -> None:
        super().__init__(model.objects.all(), widget=NameInput(kind), **kwargs)  # type: ignore[arg-type]

    def prepare_value(self, value: Any) -> Any:
        """What was typed as it was typed; an id, as models give it, as the name."""
        if isinstance(value, str):
            return value
        row = value if hasattr(value, "pk") else self.queryset.filter(pk=value).first() if value else None
        return "" if row is None else name_among(self.queryset, row)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return fold(str(self.prepare_value(initial) or "")) != fold(str(data or ""))

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        return found_by_name(self.queryset, text)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


def name_among(rows: Any, row: Any) -> str:
    """A record's name, with its number where another one has the same."""
    name = str(row)
    return name if len(same_name(rows, name)) == 1 else f"{name} #{row.pk}"


def found_exactly(rows: Any, text: str) -> Any:
    """The one record with this name, or with this number behind it; None where there is none, a refusal of several."""
    number = NUMBERED.search(text)
    if number:
        found = rows.filter(pk=whole(number[1])).first()
        if found is not None:
            return found
    same = same_name(rows, text)
    if len(same) > 1:
        names = "; ".join(f"{each} #{each.pk}" for each in same[:MOST_TOLD])
        raise ValidationError(_("Several have this name. Write one of: %(names)s"), params={"names": names})
    return same[0] if same else None


def found_by_name(rows: Any, text: str) -> Any:
    """The one record that is meant; a refusal names those that may be."""
    found = found_exactly(rows, text)
    if found is not None:
        return found
    near = list(having_words(rows, text).order_by("folded", "pk")[:MOST_TOLD])
    if near:
        names = "; ".join(str(each) for each in near)
        raise ValidationError(
            _("There is none with this name. Is it one of these: %(names)s?"), params={"names": names}
        )
    raise ValidationError(_("There is none with this name."))


def same_name(rows: Any, text: str) -> list[Any]:
    wanted = fold(text)
    return [each for each in having_words(rows, text)[:MOST_COMPARED] if fold(str(each)) == wanted]
