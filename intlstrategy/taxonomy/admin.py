from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.admin import EditedAdmin
from intlstrategy.core.forms import OpenedForm
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security, record
from intlstrategy.municipalities.administration import administered, reach, reaches
from intlstrategy.municipalities.scoped_admin import FilterWithinReach
from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, GovernanceLevel, Term, UrbanAgendaObjective


class TermForm(OpenedForm):
    def clean(self) -> dict[str, Any]:
        """A term hangs on a shared one, or on one of its own municipality."""
        data = super().clean() or self.cleaned_data
        municipality = data.get("municipality")
        for name, linked in list(data.items()):
            if isinstance(linked, Term) and linked.municipality_id not in {None, municipality and municipality.pk}:
                self.add_error(name, ValidationError(_("Choose a shared term, or one of the same municipality.")))
        return data


class TermAdmin(EditedAdmin):
    """Shared terms are the superuser's; an administrator reads them and keeps the municipality's own."""

    form = TermForm
    fixed: ClassVar[tuple[str, ...]] = ()
    list_display = ["code", "name_en", "name_es", "municipality"]
    list_filter = [("municipality", FilterWithinReach)]
    list_select_related = ["municipality"]
    search_fields = ["code", "name_en", "name_es"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        return rows.filter(Q(municipality__isnull=True) | Q(municipality_id__in=reach(request)))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    has_add_permission = has_module_permission

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request) and (obj is None or reaches(request, obj.municipality_id))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["municipality", *self.fixed] if obj else []

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "municipality" and field and not request.user.is_superuser:
            field.required = True
            field.initial = administered(request).first()
        return field

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.save()
        if obj.municipality_id:
            record("changed" if change else "created", obj, by=request.user)
        log_security(
            SecurityEvent.Kind.ADMIN_SAVED,
            by=request.user,
            request=request,
            municipality_id=obj.municipality_id,
            target=obj,
        )


admin.site.register([Dimension, GovernanceLevel, Goal], TermAdmin)


@admin.register(GoalTarget)
class GoalTargetAdmin(TermAdmin):
    fixed = ("goal",)
    list_filter = [("municipality", FilterWithinReach), ("goal", FilterWithinReach)]


@admin.register(UrbanAgendaObjective)
class UrbanAgendaObjectiveAdmin(TermAdmin):
    fixed = ("framework", "parent")
    list_filter = [("municipality", FilterWithinReach), "framework"]
