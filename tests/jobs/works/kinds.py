"""Work that can be watched, stopped and killed from outside."""

import time

from intlstrategy.jobs.kinds import RunningJob, register
from intlstrategy.journal.models import JournalEntry

LINES = 10
HALF = LINES // 2


def lines_of(job_id: int) -> list[int]:
    lines = JournalEntry.objects.filter(verb="line", target_id=job_id).order_by("pk")
    return [int(line.detail) for line in lines]


def write_line(job: RunningJob, line: int) -> None:
    """Each line in its own transaction and once per job, so the whole can be run again."""
    if line not in lines_of(job.pk):
        JournalEntry.objects.create(
            verb="line",
            target_model="jobs.Job",
            target_id=job.pk,
            target_name="",
            detail=str(line),
            municipality_id=job.municipality_id,
        )


@register("test-ledger")
def write_ledger(job: RunningJob) -> None:
    for line in range(1, LINES + 1):
        write_line(job, line)
        job.progress(line, LINES)


@register("test-stuck")
def write_half_then_wait(job: RunningJob) -> None:
    """The first attempt never gets past the middle; the next one does."""
    for line in range(1, LINES + 1):
        write_line(job, line)
        job.progress(line, LINES)
        while line == HALF and job.job.attempts == 1:
            time.sleep(0.05)
            job.checkpoint()


@register("test-slow")
def write_slowly(job: RunningJob) -> None:
    for line in range(1, LINES + 1):
        write_line(job, line)
        time.sleep(0.1)
