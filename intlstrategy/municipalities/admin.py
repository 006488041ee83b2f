"""The organisation of a municipality in the administration site: the city itself, members, invitations, posts."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intlstrategy.municipalities.administration import administered, reaches
from intlstrategy.municipalities.forms.administration import (
    DepartmentAdminForm,
    DeputyAdminForm,
    HolderAdminForm,
    InvitationAdminForm,
    MemberAdminForm,
    MunicipalityAdminForm,
)
from intlstrategy.municipalities.forms.organisation import STATUSES
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
)
from intlstrategy.municipalities.scoped_admin import RecordAdmin, ScopedAdmin, act_on_each, register_scoped
from intlstrategy.municipalities.services.mails import NOT_SENT, NotSent
from intlstrategy.municipalities.services.members import (
    add_member,
    invite_member,
    resend_invitation,
    save_member,
    withdraw_invitation,
)
from intlstrategy.municipalities.services.settings import create_municipality, save_settings

STATUS_FIELDS = [f"status_{code}" for code, _label in STATUSES]


@admin.register(Municipality)
class MunicipalityAdmin(RecordAdmin):
    """The settings: an administrator changes their own city's, the superuser makes new cities."""

    form = MunicipalityAdminForm
    list_display = ["name", "slug", "main_language", "is_simple", "is_demonstration"]
    list_filter = ["is_simple", "is_demonstration", "main_language"]
    search_fields = ["name", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return administered(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request) and (obj is None or reaches(request, obj.pk))

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if request.user.is_superuser else ["slug", "is_demonstration"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_fields(request, obj), *STATUS_FIELDS]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        plain = [name for name in self.get_fields(request, obj) if name not in STATUS_FIELDS]
        return [(None, {"fields": plain}), (_("Names of the statuses"), {"fields": STATUS_FIELDS})]

    def unlisted(self, obj: Any) -> set[str]:
        return set(STATUS_FIELDS)

    def municipality_of(self, obj: Municipality) -> Municipality:
        return obj

    def write(self, request: HttpRequest, obj: Municipality, form: Any) -> None:
        if obj.pk is None:
            create_municipality(municipality=obj, by=request.user)
        else:
            save_settings(municipality=obj, by=request.user, seen=form.cleaned_data["seen"])


@admin.register(Membership)
class MembershipAdmin(ScopedAdmin):
    """A membership ends by its date. New people are invited; only the superuser adds somebody who has an account."""

    form = MemberAdminForm
    is_administered = True
    actions: ClassVar[list[str]] = []
    fixed = ("user",)
    list_display = ["name", "user", "role_words", "department", "starts_on", "ends_on"]
    list_filter = ["department", ("ends_on", admin.EmptyFieldListFilter)]
    search_fields = ["folded", "user__email"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("roles")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    @admin.display(description=_("roles"))
    def role_words(self, member: Membership) -> str:
        return ", ".join(str(role.label) for role in member.role_names())

    def write(self, request: HttpRequest, obj: Membership, form: Any) -> None:
        roles = form.cleaned_data["roles"]
        if obj.pk is None:
            add_member(member=obj, roles=roles, by=request.user)
        else:
            save_member(member=obj, roles=roles, by=request.user, seen=form.cleaned_data["seen"])


@admin.register(Invitation)
class InvitationAdmin(ScopedAdmin):
    """Sent, sent again or withdrawn, and never rewritten: the mail is out."""

    form = InvitationAdminForm
    is_administered = True
    exclude: ClassVar[list[str]] = ["token"]
    actions: ClassVar[list[str]] = ["send_again", "withdraw"]
    shown_along = ("expires_at", "accepted_at")
    list_display = ["email", "name", "department", "expires_at", "accepted_at"]
    list_filter = ["department", ("accepted_at", admin.EmptyFieldListFilter)]
    search_fields = ["email", "name"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except NotSent:  # the invitation is written; its mail is not out
            messages.warning(request, NOT_SENT)
            return redirect("admin:municipalities_invitation_changelist")

    def write(self, request: HttpRequest, obj: Invitation, form: Any) -> None:
        invite_member(invitation=obj, roles=form.cleaned_data["roles"], by=request.user, site=site_of(request))

    @admin.action(description=_("Send again with a new link"), permissions=["add"])
    def send_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        by, site = request.user, site_of(request)
        done = act_on_each(self, request, queryset, lambda row: resend_invitation(invitation=row, by=by, site=site))
        messages.success(request, gettext("%(n)d sent again.") % {"n": done})

    @admin.action(description=_("Withdraw"), permissions=["add"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = act_on_each(self, request, queryset, lambda row: withdraw_invitation(invitation=row, by=request.user))
        messages.success(request, gettext("%(n)d withdrawn.") % {"n": done})


def site_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


HOLDS = ("ends_on", admin.EmptyFieldListFilter)

register_scoped(
    Mandate, listed=["name", "starts_on", "ends_on"], search=["name"], filters=[HOLDS], is_administered=True
)
register_scoped(
    Department,
    listed=["name", "code", "parent", "starts_on", "ends_on"],
    search=["folded"],
    filters=["parent", HOLDS],
    is_administered=True,
    form=DepartmentAdminForm,
)
register_scoped(
    Post,
    listed=["title", "department", "is_political"],
    search=["folded"],
    filters=["is_political", "department", HOLDS],
    is_administered=True,
)
register_scoped(
    PostHolder,
    listed=["name", "post", "starts_on", "ends_on"],
    search=["name", "post__folded"],
    filters=["post", HOLDS],
    is_administered=True,
    form=HolderAdminForm,
    fixed=("post",),
)
register_scoped(
    MembershipRole,
    listed=["membership", "role"],
    search=["membership__folded"],
    filters=["role"],
    is_frozen=True,
)
register_scoped(
    Deputy,
    listed=["membership", "deputy", "starts_on", "ends_on"],
    search=["membership__folded", "deputy__folded"],
    filters=["membership", HOLDS],
    is_administered=True,
    form=DeputyAdminForm,
    fixed=("membership",),
)
