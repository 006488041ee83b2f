"""The one task of the queue: it carries the id of a job, and the job knows the rest."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from intlstrategy.jobs.kinds import RunningJob, register
from intlstrategy.jobs.services import carry_out, prune

WEEK = int(timedelta(days=7).total_seconds())


@task()
def run_job(job_id: int) -> None:
    carry_out(job_id)


@register("prune", every_seconds=WEEK)
def prune_the_queue(job: RunningJob) -> None:
    prune(timezone.now())
