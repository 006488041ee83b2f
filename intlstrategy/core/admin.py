"""What the installation's superuser reads in the admin and nobody changes there."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class SuperuserReadsAdmin(admin.ModelAdmin):
    """Read and searched by the superuser; changed by nobody."""

    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
