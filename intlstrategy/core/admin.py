"""What every list of the administration site shares, and what the superuser reads there and nobody changes."""

from copy import copy
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models import ForeignKey, IntegerField, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from intlstrategy.core.fields import having_words_in, words_in
from intlstrategy.core.forms import OpenedForm
from intlstrategy.core.numbers import whole

NONSENSE = (ValueError, OverflowError, DataError, ValidationError)  # what values that nobody chose from a page raise
IMPOSSIBLE = (*NONSENSE, DisallowedModelAdminLookup, IncorrectLookupParameters)
MOST_READ = 20_000  # records whose texts are read in one search
LOOKUPS = ("exact", "in", "isnull", "isempty", "gte", "lt")
PARTS_OF_A_DATE = ("year", "month", "day")


class SearchedLink(AutocompleteSelect):
    """A link chosen by searching; a value that can be the id of no record is shown as nothing chosen."""

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [each for each in value if whole(str(each)) is not None], attr)


class HouseAdmin(admin.ModelAdmin):
    """Pages of fifty, a search that finds accents, addresses that never break, nothing deleted.

    What ``exclude`` names is secret: neither shown nor exported.
    """

    exclude: ClassVar[list[str]] = []
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Without accents and capitals: by the folded copies, and where there is none by reading the texts."""
        names = self.get_search_fields(request)
        if all(name.rpartition("__")[2] == "folded" for name in names):
            for word in words_in(search_term):
                queryset = queryset.filter(reduce(or_, (Q(**{f"{name}__contains": word}) for name in names)))
            return queryset, False
        if words_in(search_term) and queryset.order_by()[: MOST_READ + 1].count() > MOST_READ:
            messages.warning(request, _("These are too many records to search in. Choose a filter first."))
            return queryset.none(), False
        return having_words_in(queryset, search_term, *names), False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """An address filters by what the page offers, and by nothing else."""
        filters = self.list_filter if request is None else self.get_list_filter(request)
        offered = {each if isinstance(each, str) else each[0] for each in filters if not isinstance(each, type)}
        allowed = {f"{name}__{how}" for name in offered for how in LOOKUPS} | offered
        allowed |= {f"{name}__id__exact" for name in offered}
        allowed |= {each.parameter_name for each in filters if isinstance(each, type)}
        allowed |= {f"{self.date_hierarchy}__{how}" for how in (*PARTS_OF_A_DATE, *LOOKUPS)}
        return lookup in allowed

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """What an address asks for is shown as far as it can be, and what cannot be is said."""
        try:
            with transaction.atomic():
                return super().get_changelist_instance(request)
        except IMPOSSIBLE:
            self.leave_out_nonsense(request)
        try:
            return super().get_changelist_instance(request)
        except IMPOSSIBLE as error:
            raise IncorrectLookupParameters from error

    def leave_out_nonsense(self, request: HttpRequest) -> None:
        """Keep of an address what the list can be asked for, the number of the page last."""
        trial = copy(request)
        asked, kept = request.GET, QueryDict(mutable=True)
        for name in sorted(asked, key=lambda name: name == PAGE_VAR):
            trial.GET = kept.copy()  # type: ignore[misc]
            trial.GET.setlist(name, asked.getlist(name))
            try:
                with transaction.atomic():
                    super().get_changelist_instance(trial)
            except IMPOSSIBLE:
                words = {"filter": f"{name}={','.join(asked.getlist(name))}"}
                messages.error(request, _("“%(filter)s” is not a filter of this list and was left out.") % words)
            else:
                kept.setlist(name, asked.getlist(name))
        request.GET = kept  # type: ignore[misc]

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> Any:
        try:
            queryset.filter(pk__in=request.POST.getlist("_selected_action")).exists()
        except NONSENSE:
            messages.error(request, _("These records were not found."))
            return None
        return super().response_action(request, queryset)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A whole number fits into its column in whichever database."""
        if isinstance(db_field, IntegerField) and not db_field.choices:
            kwargs["max_value"] = BaseDatabaseOperations.integer_field_ranges[db_field.get_internal_type()][1]
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A link offers and takes what the list of its target shows to this person."""
        target = self.admin_site._registry.get(db_field.related_model)
        if isinstance(target, HouseAdmin):
            kwargs["queryset"] = target.get_queryset(request)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SearchedLink(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """An address names a record by its id, whatever else it asks for."""
        return super().get_object(request, object_id)

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Links to large tables are searched, not listed."""
        links = [each for each in self.opts.concrete_fields if isinstance(each, ForeignKey) and each.editable]
        return [each.name for each in links if self.is_searched(each.related_model)]

    def is_searched(self, model: Any) -> bool:
        return model in self.admin_site._registry and bool(self.admin_site._registry[model].search_fields)


class EditedAdmin(HouseAdmin):
    """What is changed here is not written over what somebody else saved meanwhile, unless knowingly."""

    form: type[OpenedForm] = OpenedForm

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The record is kept for oneself from before it is compared until it is written."""
        with transaction.atomic():
            if request.method == "POST" and object_id:
                self.hold(self.model._base_manager.filter(pk=whole(unquote(object_id))))
            return super().changeform_view(request, object_id, form_url, extra_context)

    def hold(self, rows: QuerySet) -> None:
        """Lock the one row among these; what services lock before it comes before it here too."""
        rows.select_for_update(no_key=True).first()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs["form"] = type(self.form.__name__, (self.form_for(request, obj),), self.added_fields(request, obj))
        return super().get_form(request, obj, change=change, **kwargs)

    def form_for(self, request: HttpRequest, obj: Any) -> type[OpenedForm]:
        return self.form

    def added_fields(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """What stands in the form beside the fields of the record."""
        is_changed = obj is not None and self.has_change_permission(request, obj)
        return {"seen": self.form.seen_field()} if is_changed else {}


class SuperuserReadsAdmin(HouseAdmin):
    """Read and searched by the superuser; changed by nobody."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReachedLogAdmin(SuperuserReadsAdmin):
    """A log that a municipality's administrator reads as far as it is about their own."""

    def reached(self, request: HttpRequest) -> frozenset[int]:
        return self.admin_site.reach(request)  # type: ignore[attr-defined]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser or bool(self.reached(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_theirs = obj is None or obj.municipality_id in self.reached(request)
        return request.user.is_superuser or (self.has_module_permission(request) and is_theirs)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.filter(municipality_id__in=self.reached(request))
