from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult


class JobQuerySet(models.QuerySet):
    def in_municipality(self, municipality_id: int) -> Self:
        return self.filter(municipality_id=municipality_id)

    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def running(self) -> Self:
        return self.filter(state="running")

    def over(self, before: datetime) -> Self:
        return self.filter(finished_at__lt=before)

    def without_beat(self, before: datetime) -> Self:
        """Running jobs whose worker has said nothing since."""
        return self.running().filter(beat_at__lt=before)

    def stranded(self, before: datetime) -> Self:
        """Waiting jobs that nothing in the queue will start: the task was never written, or its worker died with it."""
        alive = Q(status=TaskResultStatus.READY) | Q(status=TaskResultStatus.RUNNING, started_at__gte=before)
        task = DBTaskResult.objects.filter(alive, pk=OuterRef("task_id"))
        return self.waiting().filter(~Exists(task), created_at__lt=before)

    def held(self, job_id: int, attempt: int) -> Self:
        """The job, as long as this attempt is the one that runs it."""
        return self.running().filter(pk=job_id, attempts=attempt)


class ScheduleQuerySet(models.QuerySet):
    def due(self, moment: datetime) -> Self:
        return self.filter(next_run_at__lte=moment)
