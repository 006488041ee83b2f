from typing import ClassVar

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from intlstrategy.core.admin import SuperuserReadsAdmin
from intlstrategy.jobs.models import Job, Schedule, WorkerBeat


@admin.register(Job)
class JobAdmin(SuperuserReadsAdmin):
    list_display = ["title", "kind", "state", "attempts", "requested_by", "created_at", "finished_at"]
    list_filter = ["state", "kind"]
    search_fields = ["title", "kind", "error", "requested_by__email"]
    date_hierarchy = "created_at"
    list_select_related = ["requested_by"]


@admin.register(Schedule)
class ScheduleAdmin(SuperuserReadsAdmin):
    list_display = ["kind", "every_seconds", "last_run_at", "next_run_at"]
    list_filter = ["every_seconds"]
    search_fields = ["kind"]


@admin.register(WorkerBeat)
class WorkerBeatAdmin(SuperuserReadsAdmin):
    list_display = ["worker", "started_at", "beat_at"]
    list_filter = ["beat_at"]
    search_fields = ["worker"]


@admin.register(DBTaskResult)
class TaskResultAdmin(SuperuserReadsAdmin):
    """The queue behind the jobs."""

    exclude: ClassVar[list[str]] = ["run_after"]  # the end of time, which no calendar of ours can show
    list_display = ["task_path", "status", "enqueued_at", "started_at", "finished_at", "queue_name"]
    list_filter = ["status", "priority", "queue_name"]
    search_fields = ["task_path"]
