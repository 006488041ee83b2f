from django.contrib import admin

from intlstrategy.core.admin import ReachedLogAdmin
from intlstrategy.journal.models import JournalEntry, SecurityEvent


class LogAdmin(ReachedLogAdmin):
    """By day."""

    date_hierarchy = "at"


@admin.register(JournalEntry)
class JournalEntryAdmin(LogAdmin):
    list_display = ["at", "by", "verb", "target_model", "target_name", "municipality_id"]
    list_filter = ["verb", "target_model"]
    search_fields = ["folded"]
    list_select_related = ["by"]


@admin.register(SecurityEvent)
class SecurityEventAdmin(LogAdmin):
    list_display = ["at", "kind", "user_name", "municipality_id", "address", "detail"]
    list_filter = ["kind", "target_model"]
    search_fields = ["folded"]
