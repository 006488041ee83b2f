"""Model fields that any app may use."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from intlstrategy.core.text import fold

MOST_WORDS = 10


class FoldedField(models.TextField):
    """The folded copy of other texts of the row, written whenever the row is: what search boxes and sorting use.

    SQLite compares only ASCII without case; on this copy both databases find "Línea" by "linea".
    """

    def __init__(self, *sources: str, **options) -> None:
        self.sources: Sequence[str] = sources or options.pop("sources", ())
        options.pop("sources", None)
        options |= {"editable": False, "blank": True, "default": ""}
        super().__init__(**options)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for implied in ("editable", "blank", "default"):
            kwargs.pop(implied, None)
        return name, path, [*args, *self.sources], kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(" ".join(str(getattr(model_instance, source) or "") for source in self.sources))
        setattr(model_instance, self.attname, folded)
        return folded


class PercentField(models.DecimalField):
    """From 0 to 100, written with its sign wherever it is told in words. A decimal like others to the database."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **({"max_digits": 5, "decimal_places": 2} | options))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs


class WebAddressField(models.URLField):
    """An address of the web, https unless it says otherwise. A URL like others to the database."""

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https"} | options)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


def words_in(text: str) -> list[str]:
    """The first words of what somebody looks for, folded."""
    return fold(text).split()[:MOST_WORDS]


def having_words(rows: Any, text: str) -> Any:
    """The rows whose folded copy has each of the first words of a text, in any order."""
    for word in words_in(text):
        rows = rows.filter(folded__contains=word)
    return rows


def having_words_in(rows: Any, text: str, *names: str) -> Any:
    """The same for a table without a folded copy, which is short enough to be read."""
    words = words_in(text)
    if not words:
        return rows
    told = (
        (pk, fold(" ".join(str(value or "") for value in values)))
        for pk, *values in rows.order_by().values_list("pk", *names)
    )
    return rows.filter(pk__in=[pk for pk, folded in told if all(word in folded for word in words)])


class BoundedForeignKey(models.ForeignKey):
    """A link that may point at some rows only: the id of any other is refused as not found."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        super().__init__(to, on_delete, **kwargs)

    def rows_for(self, model_instance: Any) -> models.QuerySet:
        """The rows that this record may point at."""
        raise NotImplementedError

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if value is None or self.remote_field.parent_link:
            return
        if not self.rows_for(model_instance).filter(**{self.target_field.attname: value}).exists():
            raise ValidationError(
                self.error_messages["invalid"],
                code="invalid",
                params={
                    "model": self.remote_field.model._meta.verbose_name,
                    "pk": value,
                    "field": self.remote_field.field_name,
                    "value": value,
                },
            )
