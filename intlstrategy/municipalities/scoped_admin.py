"""The administrators' workplace: the installation's superuser sees everything, a municipality's administrator their own.

Two scoped base classes limit lists, choices, autocompletes, actions, history and exports. Records are never deleted
here, only moved to the bin, and what lies there is not seen here; what was approved or logged is read and nothing else.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.admin import EditedAdmin, HouseAdmin
from intlstrategy.core.numbers import whole
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.access import membership_of
from intlstrategy.municipalities.administration import administered, reach, reaches
from intlstrategy.municipalities.bin import rows_of_group
from intlstrategy.municipalities.editing import Stale, bin_record, restore_group, save_record
from intlstrategy.municipalities.forms.administration import (
    AdminForm,
    ScopedAdminForm,
)
from intlstrategy.municipalities.history import changes_of
from intlstrategy.municipalities.models import (
    Municipality,
)
from intlstrategy.municipalities.once import Once
from intlstrategy.municipalities.services.mails import NOT_SENT, NotSent
from intlstrategy.municipalities.typed import TypedForNothing, names_in_administration, typed_without_form


class FilterWithinReach(admin.RelatedFieldListFilter):
    """A filter by a linked record offers what the list of those records shows to this person."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        rows = model_admin.admin_site.get_model_admin(field.related_model).get_queryset(request)
        return [(row.pk, str(row)) for row in rows]


class TenantAdmin(HouseAdmin):
    """Rows that belong to a municipality: read by its administrators and the superuser."""

    def get_list_display(self, request: HttpRequest) -> Sequence[Any]:
        return [*super().get_list_display(request), "municipality"]

    def get_list_filter(self, request: HttpRequest) -> Sequence[Any]:
        names = [*super().get_list_filter(request), "municipality"]
        links = {field.name for field in self.opts.concrete_fields if isinstance(field, ForeignKey)}
        return [(name, FilterWithinReach) if name in links else name for name in names]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        if not request.user.is_superuser:
            rows = rows.filter(municipality_id__in=reach(request))
        links = {field.name for field in self.opts.concrete_fields if isinstance(field, ForeignKey)}
        # Django asks for list_select_related only where nothing else is read along.
        along = self.get_list_select_related(request) or ()
        return rows.select_related(*links & {*self.get_list_display(request)}, *along)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request) and (obj is None or reaches(request, obj.municipality_id))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RecordAdmin(EditedAdmin):
    """A record with revision and history: services write it, and what they refuse is said in the form."""

    form: type[AdminForm]

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        """Hand the record over to the service that decides on it."""
        raise NotImplementedError

    def municipality_of(self, obj: Any) -> Municipality:
        return obj.municipality

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self.write(request, obj, form)
        log_security(
            SecurityEvent.Kind.ADMIN_SAVED,
            by=request.user,
            request=request,
            municipality_id=self.municipality_of(obj).pk,
            target=obj,
        )

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """A form sent twice adds one record."""
        if request.method != "POST" or object_id:
            return self.answer(request, object_id, form_url, extra_context)
        once = Once(request)
        if earlier := once.led_to():
            return redirect(earlier)
        try:
            with once.carried_out():
                response = self.answer(request, object_id, form_url, extra_context)
        except ValidationError as unsure:
            request.refusal = unsure
            return super().changeform_view(request, object_id, form_url, extra_context)
        if "adminform" in (getattr(response, "context_data", None) or {}):
            once.forget()
        else:
            once.done(getattr(response, "url", reverse(admin_urlname(self.opts, "changelist"))))
        return response

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """A form whose record went away meanwhile is given back with what was typed."""
        record = self.model._base_manager.filter(pk=whole(unquote(object_id))).first()
        if request.method == "POST" and record is not None and reaches(request, self.municipality_of(record).pk):
            form_class = self.get_form(request, record, change=True)
            names = names_in_administration(request, self.admin_site)
            raise TypedForNothing(typed_without_form(form_class.base_fields, request.POST, names))
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def answer(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> Any:
        """A refusal undoes everything; then the form is shown again with it, and with what was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Stale:
            refusal = ValidationError(gettext("Somebody else saved this record meanwhile. Save again."))
        except ValidationError as refused:
            refusal = refused
        except IntegrityError:
            refusal = ValidationError(gettext("This cannot be saved: it contradicts what is already stored."))
        request.refusal = refusal
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if kwargs.get("fields"):
            kwargs["fields"] = [name for name in kwargs["fields"] if name not in self.unlisted(obj)]
        return super().get_form(request, obj, change=change, **kwargs)

    def added_fields(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        once = forms.CharField(required=False, widget=forms.HiddenInput, initial=Once.new_token)
        added = super().added_fields(request, obj) | ({} if obj else {"_once": once})
        return added | {"refusal": getattr(request, "refusal", None)}

    def unlisted(self, obj: Any) -> set[str]:
        """Fields of the page that the form brings along by itself."""
        return set()

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The same history as in the workspace, for the same reader."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        user = request.user
        reader = None if user.is_superuser else membership_of(user, self.municipality_of(record).slug)
        page = whole(request.GET.get("page", "1")) or 1
        context = {"title": gettext("History of “%(name)s”") % {"name": record}, "opts": self.opts, "object": record}
        context |= self.admin_site.each_context(request) | changes_of(record, page, reader)
        return render(request, "admin/record_history.html", context)


class InTheBin(admin.SimpleListFilter):
    """Offers the superuser what lies in the bin; the list itself reads it from there."""

    title = _("bin")
    parameter_name = "bin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("In the bin"))] if request.user.is_superuser else []

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset


class ScopedAdmin(RecordAdmin, TenantAdmin):
    """Any record of a municipality. ``is_administered`` says whether an administrator changes it or reads it."""

    form = ScopedAdminForm
    actions: ClassVar[list[str]] = ["move_to_bin"]
    is_administered: ClassVar[bool] = False
    is_frozen: ClassVar[bool] = False
    fixed: ClassVar[tuple[str, ...]] = ()  # given when the record is made, and changed by other pages if at all
    shown_along: ClassVar[tuple[str, ...]] = ()  # what nobody types, shown beside what is typed

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(binned_at__isnull=not self.shows_bin(request))

    def shows_bin(self, request: HttpRequest) -> bool:
        """Whether this is the list of what lies in the bin, which leads to no forms."""
        is_list = (
            getattr(request.resolver_match, "url_name", "") == admin_urlname(self.opts, "changelist").split(":")[1]
        )
        return is_list and request.user.is_superuser and request.GET.get("bin") == "1"

    def get_list_filter(self, request: HttpRequest) -> Sequence[Any]:
        return [*super().get_list_filter(request), InTheBin]

    def get_list_display_links(self, request: HttpRequest, list_display: Sequence[Any]) -> Sequence[Any] | None:
        return None if self.shows_bin(request) else super().get_list_display_links(request, list_display)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if not self.shows_bin(request):
            return actions
        return {"restore": self.get_action("restore"), "export_rows": actions["export_rows"]}

    def may_change(self, request: HttpRequest) -> bool:
        return not self.is_frozen and (request.user.is_superuser or self.is_administered)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request) and self.may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj) and self.may_change(request)

    def form_for(self, request: HttpRequest, obj: Any) -> type[AdminForm]:
        """Whoever only reads gets the plain fields of the model."""
        return self.form if obj is None or self.has_change_permission(request, obj) else ScopedAdminForm

    def added_fields(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        added = super().added_fields(request, obj)
        if obj is not None:
            return added
        cities = administered(request)
        if not request.user.is_superuser and len(reach(request)) == 1:
            return added | {"home": cities.get()}
        return added | {"municipality": forms.ModelChoiceField(label=_("municipality"), queryset=cities)}

    def unlisted(self, obj: Any) -> set[str]:
        return {"municipality"} if obj is None else set()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return sorted(super().get_fields(request, obj), key=lambda name: name != "municipality")

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Any:
        """Contact data are not what administrators administer: only the superuser sees them here."""
        hidden = () if request.user.is_superuser else self.model.guarded_with_copies()
        return [*(super().get_exclude(request, obj) or ()), *hidden]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["municipality", *self.fixed, *self.shown_along] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        words = _("What the record belongs to is not changed here: the pages of the workspace move it.")
        has_fixed = obj is not None and self.fixed and self.has_change_permission(request, obj)
        return [
            (name, options | {"description": words} if has_fixed else options)
            for name, options in super().get_fieldsets(request, obj)
        ]

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        save_record(obj, by=request.user, seen=form.cleaned_data.get("seen"))

    def put_away(self, obj: Any, request: HttpRequest) -> None:
        bin_record(obj, by=request.user)

    @admin.action(description=_("Move to the bin"), permissions=["change"])
    def move_to_bin(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = act_on_each(self, request, queryset, lambda row: self.put_away(row, request))
        messages.success(request, gettext("%(n)d moved to the bin.") % {"n": done})

    @admin.action(description=_("Bring back from the bin"))
    def restore(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Whatever went to the bin together comes back together."""

        def bring_back(row: Any) -> None:
            root, rows = rows_of_group(row.municipality, row.bin_group)
            restore_group(rows, root=root or row, by=request.user)

        done = act_on_each(self, request, queryset, bring_back)
        messages.success(request, gettext("%(n)d brought back, with what belongs to them.") % {"n": done})


def act_on_each(model_admin: HouseAdmin, request: HttpRequest, queryset: QuerySet, act: Callable[[Any], object]) -> int:
    """Do something with each ticked row that is still there when its turn comes; say what was refused."""
    done = 0
    for pk in list(queryset.values_list("pk", flat=True)):
        row = model_admin.get_queryset(request).filter(pk=pk).first()
        if row is None:
            continue
        try:
            with transaction.atomic():
                act(row)
            done += 1
        except ValidationError as refusal:
            messages.error(request, f"{row}: {' '.join(refusal.messages)}")
        except NotSent:
            messages.warning(request, f"{row}: {NOT_SENT}")
    return done


def register_scoped(
    model: type,
    *,
    listed: list[str],
    search: list[str],
    filters: list[Any],
    base: type[ScopedAdmin] = ScopedAdmin,
    **options: Any,
) -> None:
    """Register a model of a municipality with what its list shows, searches and filters."""
    options |= {"list_display": listed, "search_fields": search, "list_filter": filters, "__module__": __name__}
    admin.site.register(model, type(f"{model.__name__}Admin", (base,), options))
