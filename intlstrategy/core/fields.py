"""Model fields that any app may use."""

from collections.abc import Sequence

from django.db import models

from intlstrategy.core.text import fold


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
