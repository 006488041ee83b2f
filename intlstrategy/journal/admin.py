from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from intlstrategy.journal.models import JournalEntry, SecurityEvent


class LogAdmin(admin.ModelAdmin):
    """Read by the superuser, changed by nobody."""

    date_hierarchy = "at"
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


@admin.register(JournalEntry)
class JournalEntryAdmin(LogAdmin):
    list_display = ["at", "by", "verb", "target_model", "target_name", "municipality_id"]
    list_filter = ["verb", "target_model"]
    search_fields = ["target_name", "detail"]
    list_select_related = ["by"]


@admin.register(SecurityEvent)
class SecurityEventAdmin(LogAdmin):
    list_display = ["at", "kind", "user_name", "municipality_id", "address", "detail"]
    list_filter = ["kind"]
    search_fields = ["user_name", "detail"]
