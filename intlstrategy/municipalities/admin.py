"""The administrators' workplace: the installation's superuser sees everything, a municipality's administrator their own.

One scoped base class limits lists, choices, autocompletes, actions, history and exports. Records are never deleted
here, only moved to the bin; what was approved or logged is read and nothing else.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from intlstrategy.core.admin import SuperuserReadsAdmin
from intlstrategy.core.tables import Column, as_csv
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security, record
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.models import (
    Department,
    Deputy,
    Invitation,
    Mandate,
    Membership,
    MembershipRole,
    Municipality,
    Post,
    PostHolder,
    ScopedModel,
)
from intlstrategy.municipalities.roles import Role


def administered(request: HttpRequest) -> QuerySet[Municipality]:
    """The municipalities that this person administers: all of them for the superuser."""
    if request.user.is_superuser:
        return Municipality.objects.all()
    return Municipality.objects.filter(
        pk__in=MembershipRole.objects.filter(
            role=Role.ADMINISTRATOR, binned_at=None, membership__binned_at=None, membership__user_id=request.user.pk
        ).values("municipality_id")
    )


class ExportMixin:
    """The rows found or ticked, as CSV, logged as an export."""

    @admin.action(description=_("Export to CSV"), permissions=["view"])
    def export_rows(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        names = [field.name for field in queryset.model._meta.concrete_fields]
        columns = [
            Column(key=name, label=name, value=lambda row, name=name: text(getattr(row, name))) for name in names
        ]
        log_security(
            SecurityEvent.Kind.EXPORTED, by=request.user, request=request, detail=f"admin {queryset.model._meta.label}"
        )
        related = [field.name for field in queryset.model._meta.concrete_fields if isinstance(field, ForeignKey)]
        return as_csv(columns, queryset.select_related(*related), queryset.model._meta.model_name)


def text(value: Any) -> Any:
    return str(value) if isinstance(value, (Model, list, dict)) else value


class ReadOnlyAdmin(ExportMixin, SuperuserReadsAdmin):
    """Read, searched and exported by the superuser; changed by nobody."""

    actions: ClassVar[list[str]] = ["export_rows"]


class ScopedAdminForm(forms.ModelForm):
    """A new record says which municipality it belongs to; its links are checked against it."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "municipality" in data and self.instance._state.adding:
            self.instance.municipality = data["municipality"]
        return data


class ScopedAdmin(ExportMixin, SimpleHistoryAdmin):
    """Any record of a municipality. ``is_administered`` says whether an administrator changes it or reads it."""

    is_administered: ClassVar[bool] = False
    is_frozen: ClassVar[bool] = False
    actions: ClassVar[list[str]] = ["export_rows", "move_to_bin"]
    form = ScopedAdminForm
    list_per_page = 50
    show_full_result_count = False
    object_history_template = "admin/scoped_history.html"

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return [*super().get_list_display(request), "municipality"]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        filters = list(super().get_list_filter(request))
        return [*filters, *(["municipality"] if request.user.is_superuser else [])]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        if not request.user.is_superuser:
            rows = rows.filter(municipality__in=administered(request))
        related = [field.name for field in self.model._meta.concrete_fields if isinstance(field, ForeignKey)]
        shown = [name for name in self.get_list_display(request) if name in related]
        return rows.select_related(*{*shown, "municipality"})

    def may_change(self, request: HttpRequest) -> bool:
        if self.is_frozen:
            return False
        return request.user.is_superuser or (self.is_administered and administered(request).exists())

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def is_within_reach(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or request.user.is_superuser or administered(request).filter(pk=obj.municipality_id).exists()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_active and request.user.is_staff and self.is_within_reach(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request) and self.is_within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None and not change:
            choice = forms.ModelChoiceField(label=_("municipality"), queryset=administered(request))
            form = type(form.__name__, (form,), {"municipality": choice})
            form.base_fields = {"municipality": choice, **form.base_fields}
        return form

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        names = list(super().get_fields(request, obj))
        return (
            names if obj is None or "municipality" not in names else [name for name in names if name != "municipality"]
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["municipality"] if obj else [])]

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Links to large tables are searched, not listed."""
        return [
            field.name
            for field in self.model._meta.concrete_fields
            if isinstance(field, ForeignKey) and field.editable and has_search(self.admin_site, field.related_model)
        ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        model = db_field.related_model
        if issubclass(model, ScopedModel):
            rows = model._base_manager.filter(binned_at=None)
            kwargs["queryset"] = (
                rows if request.user.is_superuser else rows.filter(municipality__in=administered(request))
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.save(by=request.user)
        record("changed" if change else "created", obj, by=request.user)
        log_security(
            SecurityEvent.Kind.ADMIN_SAVED,
            by=request.user,
            request=request,
            municipality_id=obj.municipality_id,
            target=obj,
        )

    @admin.action(description=_("Move to the bin"), permissions=["change"])
    def move_to_bin(self, request: HttpRequest, queryset: QuerySet) -> None:
        n = 0
        for row in queryset.filter(binned_at=None):
            bin_record(row, by=request.user)
            n += 1
        messages.success(request, _("%(n)d moved to the bin.") % {"n": n})


def has_search(site: admin.AdminSite, model: Any) -> bool:
    return model in site._registry and bool(site._registry[model].search_fields)


def register_scoped(
    model: type, *, listed: list[str], search: list[str], filters: list[str] | None = None, **options: Any
) -> None:
    """Register a model of a municipality with what its list shows, searches and filters."""
    name = f"{model.__name__}Admin"
    admin.site.register(
        model,
        type(
            name,
            (ScopedAdmin,),
            {"list_display": listed, "search_fields": search, "list_filter": filters or [], **options},
        ),
    )


@admin.register(Municipality)
class MunicipalityAdmin(ExportMixin, SimpleHistoryAdmin):
    list_display = ["name", "slug", "main_language", "is_simple", "is_demonstration"]
    search_fields = ["name", "slug"]
    actions = ["export_rows"]
    object_history_template = "admin/scoped_history.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return administered(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (
            request.user.is_active
            and request.user.is_staff
            and (obj is None or administered(request).filter(pk=obj.pk).exists())
        )

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if request.user.is_superuser else ["slug", "is_demonstration"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.save(by=request.user)
        record("changed settings", obj, by=request.user)
        log_security(
            SecurityEvent.Kind.ADMIN_SAVED, by=request.user, request=request, municipality_id=obj.pk, target=obj
        )


class MembershipAdmin(ScopedAdmin):
    """Roles and ends of memberships go through the settings pages, where nobody changes their own."""

    list_display = ["name", "user", "department", "starts_on", "ends_on"]
    search_fields = ["folded", "user__email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def may_change(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "user"]


admin.site.register(Membership, MembershipAdmin)
register_scoped(Mandate, listed=["name", "starts_on", "ends_on"], search=["name"], is_administered=True)
register_scoped(
    Department, listed=["name", "code", "parent", "starts_on", "ends_on"], search=["folded"], is_administered=True
)
register_scoped(
    Post,
    listed=["title", "department", "is_political"],
    search=["folded"],
    filters=["is_political"],
    is_administered=True,
)
register_scoped(PostHolder, listed=["name", "post", "starts_on", "ends_on"], search=["name"], is_administered=True)
register_scoped(
    MembershipRole, listed=["membership", "role"], search=["membership__name"], filters=["role"], is_frozen=True
)
register_scoped(
    Deputy, listed=["membership", "deputy", "starts_on", "ends_on"], search=["membership__name"], is_administered=True
)
register_scoped(
    Invitation, listed=["email", "name", "expires_at", "accepted_at"], search=["email", "name"], is_frozen=True
)
