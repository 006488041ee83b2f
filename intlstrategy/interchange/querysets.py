from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from intlstrategy.municipalities.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import datetime

    from intlstrategy.municipalities.models import Municipality


class ImportRunQuerySet(ScopedQuerySet):
    def with_file_older_than(self, moment: datetime) -> Self:
        return self.exclude(file="").filter(started_at__lt=moment)


class ImportRowQuerySet(models.QuerySet):
    def of(self, municipality: Municipality) -> Self:
        return self.filter(municipality=municipality)
