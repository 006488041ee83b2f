from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from intlstrategy.jobs.models import Job, Schedule, WorkerBeat


class MachineAdmin(admin.ModelAdmin):
    """What the machine does, read by the superuser."""

    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Job)
class JobAdmin(MachineAdmin):
    list_display = ["title", "kind", "state", "attempts", "requested_by", "created_at", "finished_at"]
    list_filter = ["state", "kind"]
    search_fields = ["title", "kind", "error", "requested_by__email"]
    date_hierarchy = "created_at"
    list_select_related = ["requested_by"]


@admin.register(Schedule)
class ScheduleAdmin(MachineAdmin):
    list_display = ["kind", "every_seconds", "last_run_at", "next_run_at"]
    list_filter = ["every_seconds"]
    search_fields = ["kind"]


@admin.register(WorkerBeat)
class WorkerBeatAdmin(MachineAdmin):
    list_display = ["worker", "started_at", "beat_at"]
    list_filter = ["beat_at"]
    search_fields = ["worker"]
