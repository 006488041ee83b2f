from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.admin import ReachedLogAdmin
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.journal.words import security_in_words, verb_in_words


class LogAdmin(ReachedLogAdmin):
    """By day."""

    date_hierarchy = "at"


@admin.register(JournalEntry)
class JournalEntryAdmin(LogAdmin):
    list_display = ["at", "by", "act", "target_model", "target_name", "municipality_id"]
    list_filter = ["verb", "target_model"]
    search_fields = ["folded"]
    list_select_related = ["by"]

    @admin.display(description=_("act"), ordering="verb")
    def act(self, entry: JournalEntry) -> str:
        return str(verb_in_words(entry.verb))


@admin.register(SecurityEvent)
class SecurityEventAdmin(LogAdmin):
    list_display = ["at", "kind", "user_name", "municipality_id", "address", "told"]
    list_filter = ["kind", "target_model"]
    search_fields = ["folded"]

    @admin.display(description=_("detail"))
    def told(self, event: SecurityEvent) -> str:
        return security_in_words(event)
