from typing import ClassVar

from django.contrib import admin

from intlstrategy.municipalities.scoped_admin import ScopedAdmin
from intlstrategy.workspace.models import CalendarFeed


@admin.register(CalendarFeed)
class CalendarFeedAdmin(ScopedAdmin):
    """Read and nothing else: a feed is made by whoever will read it, who alone sees its address."""

    is_frozen = True
    actions: ClassVar[list[str]] = []
    exclude = ("token_hash",)
    list_display = ["name", "membership", "made_at", "revoked_at"]
    list_filter = ["is_mine_only", "made_at", "revoked_at"]
    search_fields = ["name", "membership__folded"]
