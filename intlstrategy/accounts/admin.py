from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.http import HttpRequest

from intlstrategy.accounts.models import Preference, SavedView, User
from intlstrategy.accounts.signals import account_changed
from intlstrategy.core.admin import EditedAdmin, SuperuserReadsAdmin


@admin.register(User)
class UserAdmin(EditedAdmin, SuperuserReadsAdmin):
    """People who sign in, for the superuser. Passwords are reset by mail, accounts made by invitation."""

    exclude: ClassVar[list[str]] = ["password"]
    list_display = ["email", "name", "language", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser", "language"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "language", "theme", "is_active", "is_superuser", "last_login", "date_joined", "seen"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Nobody shuts themselves out."""
        own = ["is_active", "is_superuser"] if obj == request.user else []
        return ["email", "last_login", "date_joined", *own]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.save()
        account_changed.send(type(self), request=request, user=obj, fields=form.changed_data)


@admin.register(SavedView)
class SavedViewAdmin(SuperuserReadsAdmin):
    list_display = ["name", "register", "user", "municipality_id"]
    list_filter = ["register"]
    list_select_related = ["user"]
    search_fields = ["name", "user__email"]


@admin.register(Preference)
class PreferenceAdmin(SuperuserReadsAdmin):
    list_display = ["key", "user", "municipality_id"]
    list_filter = ["key"]
    list_select_related = ["user"]
    search_fields = ["key", "user__email"]


@admin.register(EmailAddress)
class EmailAddressAdmin(SuperuserReadsAdmin):
    list_display = ["email", "user", "primary", "verified"]
    list_filter = ["primary", "verified"]
    list_select_related = ["user"]
    search_fields = ["email", "user__email"]


@admin.register(Authenticator)
class AuthenticatorAdmin(SuperuserReadsAdmin):
    """That somebody has a second factor, never which."""

    exclude: ClassVar[list[str]] = ["data"]
    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
