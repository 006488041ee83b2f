from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from intlstrategy.municipalities.admin import ReadOnlyAdmin, ScopedAdmin, register_scoped
from intlstrategy.planning.models import (
    Action,
    ActionDepartment,
    ActionElement,
    Alignment,
    Attachment,
    Diagnosis,
    DiagnosisAnswer,
    Element,
    Level,
    Plan,
    Version,
    VersionAction,
    VersionElement,
)

register_scoped(
    Plan, listed=["title", "kind", "status", "starts_on", "ends_on"], search=["folded"], filters=["kind", "status"]
)
register_scoped(Level, listed=["singular", "plural", "depth", "plan"], search=["singular", "plan__folded"])
register_scoped(Element, listed=["title", "code", "depth", "plan"], search=["folded"], filters=["depth"])
register_scoped(
    Action,
    listed=["title", "code", "stated_status", "lead_department", "ends_on"],
    search=["folded"],
    filters=["stated_status", "standing"],
)
register_scoped(ActionElement, listed=["action", "element"], search=["action__folded"])
register_scoped(ActionDepartment, listed=["action", "department"], search=["action__folded"])
register_scoped(Diagnosis, listed=["title", "kind", "plan"], search=["folded"], filters=["kind"])
register_scoped(DiagnosisAnswer, listed=["diagnosis", "element"], search=["diagnosis__folded"])
register_scoped(
    Alignment, listed=["element", "action", "goal", "goal_target"], search=["element__folded", "action__folded"]
)


@admin.register(Attachment)
class AttachmentAdmin(ScopedAdmin):
    """Administrators hold no CONFIDE: where a confidential document is attached is not in their list."""

    list_display = ["document", "plan", "element", "action"]
    search_fields = ["document__folded"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.exclude(document__visibility="confidential")


class FrozenAdmin(ReadOnlyAdmin):
    """What was approved: read, and changed by nobody."""

    list_select_related = True


@admin.register(Version)
class VersionAdmin(FrozenAdmin):
    list_display = ["plan", "number", "approved_by_body", "approved_on", "municipality"]
    list_filter = ["municipality"]
    search_fields = ["title", "approved_by_body"]


@admin.register(VersionElement)
class VersionElementAdmin(FrozenAdmin):
    list_display = ["title", "code", "version"]
    search_fields = ["title"]


@admin.register(VersionAction)
class VersionActionAdmin(FrozenAdmin):
    list_display = ["title", "code", "version"]
    search_fields = ["title"]
