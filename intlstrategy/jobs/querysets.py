from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class JobQuerySet(models.QuerySet):
    def in_municipality(self, municipality_id: int) -> Self:
        return self.filter(municipality_id=municipality_id)

    def without_beat(self, before: datetime) -> Self:
        """Running jobs whose worker has said nothing since."""
        return self.filter(Q(beat_at__isnull=True) | Q(beat_at__lt=before), state="running")

    def over(self, before: datetime) -> Self:
        return self.filter(finished_at__lt=before)


class ScheduleQuerySet(models.QuerySet):
    def due(self, moment: datetime) -> Self:
        return self.filter(next_run_at__lte=moment)
