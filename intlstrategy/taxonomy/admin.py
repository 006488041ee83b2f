from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.admin import ExportMixin, administered
from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, GovernanceLevel, UrbanAgendaObjective


class TermAdmin(ExportMixin, admin.ModelAdmin):
    """Shared terms are the superuser's; an administrator reads them and keeps the municipality's own."""

    list_display = ["code", "name_en", "name_es", "municipality"]
    list_filter = ["municipality"]
    list_select_related = ["municipality"]
    search_fields = ["code", "name_en", "name_es"]
    actions = ["export_rows"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        return rows.filter(municipality__isnull=True) | rows.filter(municipality__in=administered(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser or administered(request).exists()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if request.user.is_superuser or obj is None:
            return self.has_add_permission(request)
        return obj.municipality_id is not None and administered(request).filter(pk=obj.municipality_id).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "municipality" and not request.user.is_superuser:
            field.queryset = administered(request)
            field.required = True
        return field

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.save()
        log_security(
            SecurityEvent.Kind.ADMIN_SAVED,
            by=request.user,
            request=request,
            municipality_id=obj.municipality_id,
            target=obj,
        )


for model in (Dimension, GovernanceLevel, Goal, GoalTarget, UrbanAgendaObjective):
    admin.site.register(model, TermAdmin)
