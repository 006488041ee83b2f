"""The administration site itself: who comes in, how far they reach, and how any list leaves as a file."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.tables import Column, as_csv
from intlstrategy.core.wording import own_names
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security, open_name
from intlstrategy.municipalities.access import administered_by
from intlstrategy.municipalities.models import Municipality

AT_ONCE = 500


def reach(request: HttpRequest) -> frozenset[int]:
    """The ids of the municipalities that this person administers today, read once for each request.

    Whoever administers a single one reads the names that it has given to statuses.
    """
    if not hasattr(request, "municipalities_in_reach"):
        found = dict(administered_by(request.user).values_list("pk", "status_names"))  # type: ignore[arg-type]
        request.municipalities_in_reach = frozenset(found)  # type: ignore[attr-defined]
        if len(found) == 1 and not request.user.is_superuser:
            own_names.set(next(iter(found.values())))
    return request.municipalities_in_reach  # type: ignore[attr-defined]


def reaches(request: HttpRequest, municipality_id: int | None) -> bool:
    return request.user.is_superuser or municipality_id in reach(request)


def administered(request: HttpRequest) -> QuerySet[Municipality]:
    """The municipalities that this person administers: all of them for the superuser."""
    rows = Municipality.objects.all()
    return rows if request.user.is_superuser else rows.filter(pk__in=reach(request))


def reader_of(field: Field, request: HttpRequest) -> Callable[[Model], Any]:
    """How one field is written into a file; only the superuser reads the names of what is confidential."""

    def read(row: Model) -> Any:
        value = getattr(row, field.name)
        if isinstance(value, Model) and getattr(value, "is_confidential", False) and not request.user.is_superuser:
            return open_name(value)  # type: ignore[arg-type]
        return str(value) if isinstance(value, (Model, list, dict)) else value

    return read


@admin.action(description=_("Export to CSV"), permissions=["view"])
def export_rows(model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
    """The rows found or ticked, as CSV, logged as an export."""
    meta, secret = queryset.model._meta, model_admin.get_exclude(request) or ()
    fields = [field for field in meta.concrete_fields if field.name not in secret]
    columns = [Column(key=field.name, label=field.name, value=reader_of(field, request)) for field in fields]
    log_export(model_admin, request, queryset)
    linked = [field.name for field in fields if isinstance(field, ForeignKey)]
    rows = queryset.select_related(*linked) if linked else queryset
    return as_csv(columns, rows.iterator(chunk_size=AT_ONCE), meta.model_name or "")  # type: ignore[return-value]


def log_export(model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> None:
    """One line for each municipality whose records leave, so that its own log has it."""
    meta = queryset.model._meta
    has_municipality = any(field.name == "municipality" for field in meta.concrete_fields)
    ids = queryset.order_by().values_list("municipality_id", flat=True).distinct() if has_municipality else [None]
    for municipality_id in ids:
        log_security(
            SecurityEvent.Kind.EXPORTED,
            by=request.user,  # type: ignore[arg-type]
            request=request,
            municipality_id=municipality_id,
            detail=f"admin {meta.label}",
        )
    if hasattr(model_admin, "log_exported"):
        model_admin.log_exported(request, queryset)


class AdministrationSite(admin.AdminSite):
    """Open to the superuser and to whoever administers a municipality today; it has no sign-in of its own."""

    site_title = site_header = _("Administration of intlstrategy")
    index_title = _("What there is to administer")

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")
        self.add_action(export_rows)

    def reach(self, request: HttpRequest) -> frozenset[int]:
        return reach(request)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """What a library would list by itself is left out: our apps register what is to be seen, and how."""
        if admin_class is not None and admin_class.__module__.startswith("intlstrategy."):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and (request.user.is_superuser or bool(reach(request)))

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", request.get_full_path()))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one page for it, with one set of rules."""
        return redirect("account_change_password")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the address that leads to the page of any record, whose ever it is."""
        return [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]
