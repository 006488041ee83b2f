from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from intlstrategy.monitoring.models import Evidence, Milestone, ProgressUpdate, ReportingPeriod, StatusOverride
from intlstrategy.monitoring.services.milestones import save_milestone
from intlstrategy.monitoring.services.periods import save_period
from intlstrategy.municipalities.scoped_admin import ScopedAdmin


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(ScopedAdmin):
    shown_along = ("locked_at", "locked_by")
    list_display = ["title", "starts_on", "ends_on", "due_on", "closes_on", "locked_at"]
    list_filter = ["starts_on"]
    search_fields = ["folded"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A locked period is read-only for everybody."""
        return super().has_change_permission(request, obj) and not (obj is not None and obj.is_locked)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj is not None and obj.is_locked)

    def write(self, request: HttpRequest, obj: ReportingPeriod, form: Any) -> None:
        save_period(period=obj, by=request.user, seen=form.cleaned_data.get("seen"))


class ReadHere(ScopedAdmin):
    """Written on the pages of the workspace, where the rules of a round hold; read here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ReadHere):
    list_display = ["action", "period", "standing", "percent", "status", "reported_by", "decided_by"]
    list_filter = ["standing", "period", "status"]
    search_fields = ["action__folded", "period__folded"]


@admin.register(Evidence)
class EvidenceAdmin(ReadHere):
    """Administrators hold no CONFIDE: where a confidential document goes is not in their list."""

    list_display = ["document", "update"]
    list_select_related = ["document", "update__action", "update__period"]
    list_filter = []
    search_fields = ["document__folded", "update__action__folded"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.exclude(document__visibility="confidential")


@admin.register(StatusOverride)
class StatusOverrideAdmin(ReadHere):
    list_display = ["action", "status", "reason", "starts_on", "ends_on", "set_by"]
    list_filter = ["status"]
    search_fields = ["action__folded"]


@admin.register(Milestone)
class MilestoneAdmin(ScopedAdmin):
    fixed = ("action",)
    list_display = ["title", "action", "due_on", "reached_on", "weight"]
    list_filter = ["due_on"]
    search_fields = ["action__folded", "title"]

    def write(self, request: HttpRequest, obj: Milestone, form: Any) -> None:
        save_milestone(obj, by=request.user, seen=form.cleaned_data.get("seen"))
