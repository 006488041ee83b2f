from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from intlstrategy.municipalities.scoped_admin import ScopedAdmin
from intlstrategy.relations.models import Attendance, Commitment, Engagement, Tie
from intlstrategy.relations.services.engagements import save_commitment


@admin.register(Engagement)
class EngagementAdmin(ScopedAdmin):
    list_display = ["title", "on", "kind", "department", "owner"]
    list_filter = ["kind", "on", "department"]
    search_fields = ["folded"]


@admin.register(Attendance)
class AttendanceAdmin(ScopedAdmin):
    fixed = ("engagement",)
    list_display = ["engagement", "person", "stakeholder", "membership", "post"]
    list_filter = []
    search_fields = ["engagement__folded", "person__folded", "stakeholder__folded"]


@admin.register(Tie)
class TieAdmin(ScopedAdmin):
    fixed = ("engagement",)
    list_display = ["engagement", "element", "action"]
    list_filter = []
    search_fields = ["engagement__folded", "element__folded", "action__folded"]


@admin.register(Commitment)
class CommitmentAdmin(ScopedAdmin):
    fixed = ("engagement",)
    list_display = ["text", "side", "stakeholder", "owner", "due_on", "state"]
    list_filter = ["side", "state", "owner"]
    search_fields = ["folded"]

    def write(self, request: HttpRequest, obj: Commitment, form: Any) -> None:
        save_commitment(commitment=obj, by=request.user, seen=form.cleaned_data.get("seen"))
