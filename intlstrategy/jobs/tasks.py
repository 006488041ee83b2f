"""The one task of the queue: it carries the id of a job, and the job knows the rest."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from intlstrategy.jobs import running
from intlstrategy.jobs.kinds import RunningJob, register
from intlstrategy.jobs.services import KEPT, carry_out, forget_old

DAY = int(timedelta(days=1).total_seconds())


@task()
def run_job(job_id: int) -> None:
    running.job_id = job_id
    try:
        carry_out(job_id)
    finally:
        running.job_id = None


@register("forget-old-jobs", every_seconds=DAY)
def forget_old_jobs(job: RunningJob) -> None:
    now = timezone.now()
    forget_old(now)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
