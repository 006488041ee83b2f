"""What every list of the administration site shares, and what the superuser reads there and nobody changes."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import ForeignKey, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from intlstrategy.core.fields import MOST_WORDS
from intlstrategy.core.numbers import whole
from intlstrategy.core.text import fold

NONSENSE = (ValueError, OverflowError, DataError, ValidationError)  # what values that nobody chose from a page raise
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
        for word in search_term.split()[:MOST_WORDS]:
            found = Q()
            for name in self.get_search_fields(request):
                is_folded = name.rpartition("__")[2] == "folded"
                found |= Q(**{f"{name}__contains": fold(word)} if is_folded else {f"{name}__icontains": word})
            queryset = queryset.filter(found)
        return queryset, False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """An address filters by what the page offers, and by nothing else."""
        filters = self.list_filter if request is None else self.get_list_filter(request)
        offered = {each if isinstance(each, str) else each[0] for each in filters if not isinstance(each, type)}
        allowed = {f"{name}__{how}" for name in offered for how in LOOKUPS} | offered
        allowed |= {f"{name}__id__exact" for name in offered}
        allowed |= {f"{self.date_hierarchy}__{how}" for how in (*PARTS_OF_A_DATE, *LOOKUPS)}
        return lookup in allowed

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        try:
            return super().get_changelist_instance(request)
        except (*NONSENSE, DisallowedModelAdminLookup) as error:
            raise IncorrectLookupParameters from error

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> Any:
        try:
            queryset.filter(pk__in=request.POST.getlist("_selected_action")).exists()
        except NONSENSE:
            messages.error(request, _("These records were not found."))
            return None
        return super().response_action(request, queryset)

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
