from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from intlstrategy.governance.models import AgendaItem, Body, Decision, Meeting, Paper, Presence, Seat, SeatHolder
from intlstrategy.governance.services.bodies import save_body, save_seat, save_seat_holder
from intlstrategy.governance.services.decisions import save_decision
from intlstrategy.governance.services.meetings import save_meeting, save_paper, save_presence
from intlstrategy.municipalities.scoped_admin import ScopedAdmin


@admin.register(Body)
class BodyAdmin(ScopedAdmin):
    list_display = ["name", "kind", "secretary", "department", "starts_on", "ends_on"]
    list_filter = ["kind", "department"]
    search_fields = ["folded"]

    def write(self, request: HttpRequest, obj: Body, form: Any) -> None:
        save_body(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Seat)
class SeatAdmin(ScopedAdmin):
    fixed = ("body",)
    list_display = ["title", "body", "role", "sector", "side"]
    list_filter = ["role", "sector", "side", "body"]
    search_fields = ["folded", "body__folded"]

    def write(self, request: HttpRequest, obj: Seat, form: Any) -> None:
        save_seat(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(SeatHolder)
class SeatHolderAdmin(ScopedAdmin):
    fixed = ("seat",)
    list_display = ["seat", "post", "membership", "person", "stakeholder", "starts_on", "ends_on"]
    list_filter = []
    search_fields = ["seat__folded", "seat__body__folded", "post__folded", "person__folded", "stakeholder__folded"]

    def write(self, request: HttpRequest, obj: SeatHolder, form: Any) -> None:
        save_seat_holder(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Meeting)
class MeetingAdmin(ScopedAdmin):
    fixed = ("body",)
    list_display = ["__str__", "body", "on", "kind", "state"]
    list_filter = ["kind", "state", "on", "body"]
    search_fields = ["folded", "body__folded"]

    def write(self, request: HttpRequest, obj: Meeting, form: Any) -> None:
        save_meeting(meeting=obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(AgendaItem)
class AgendaItemAdmin(ScopedAdmin):
    fixed = ("meeting",)
    list_display = ["title", "position", "meeting"]
    list_filter = []
    search_fields = ["folded", "meeting__folded"]


@admin.register(Paper)
class PaperAdmin(ScopedAdmin):
    """Administrators hold no CONFIDE: where a confidential document goes is not in their list."""

    fixed = ("meeting", "document")
    list_display = ["document", "meeting", "item"]
    list_filter = []
    search_fields = ["document__folded", "meeting__folded"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.exclude(document__visibility="confidential")

    def write(self, request: HttpRequest, obj: Paper, form: Any) -> None:
        save_paper(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Presence)
class PresenceAdmin(ScopedAdmin):
    fixed = ("meeting", "seat")
    list_display = ["seat", "meeting", "state"]
    list_filter = ["state"]
    search_fields = ["seat__folded", "meeting__folded"]

    def write(self, request: HttpRequest, obj: Presence, form: Any) -> None:
        save_presence(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Decision)
class DecisionAdmin(ScopedAdmin):
    fixed = ("meeting",)
    list_display = ["title", "number", "meeting", "owner", "due_on", "state"]
    list_filter = ["state", "vote", "owner"]
    search_fields = ["folded", "meeting__body__folded"]

    def write(self, request: HttpRequest, obj: Decision, form: Any) -> None:
        save_decision(obj, by=request.user, seen=form.cleaned_data.get("seen"))
