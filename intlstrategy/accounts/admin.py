from django.contrib import admin
from django.http import HttpRequest

from intlstrategy.accounts.models import Preference, SavedView, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People who sign in, for the superuser. Passwords are reset by mail, accounts made by invitation."""

    list_display = ["email", "name", "language", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser", "language"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "language", "theme", "is_active", "is_superuser", "last_login", "date_joined"]
    readonly_fields = ["email", "last_login", "date_joined"]
    list_per_page = 50

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return request.user.is_superuser

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


class OwnThingsAdmin(UserAdmin):
    """What people keep for themselves: read by the superuser only."""

    fields = None
    readonly_fields = []
    list_filter = []

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(SavedView)
class SavedViewAdmin(OwnThingsAdmin):
    list_display = ["name", "register", "user", "municipality_id"]
    search_fields = ["name", "user__email"]


@admin.register(Preference)
class PreferenceAdmin(OwnThingsAdmin):
    list_display = ["key", "user", "municipality_id"]
    search_fields = ["key", "user__email"]
