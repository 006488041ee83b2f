from typing import Self

from django.db import models
from django.db.models import Q


class TaxonomyQuerySet(models.QuerySet):
    def available_to(self, municipality_id: int) -> Self:
        """What every city shares, and this municipality's own."""
        return self.filter(Q(municipality__isnull=True) | Q(municipality_id=municipality_id))

    def shared(self) -> Self:
        return self.filter(municipality__isnull=True)
