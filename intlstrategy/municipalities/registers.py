"""A register: one list page with search, filters in the address, sorting, paging, bulk actions and export."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote, unquote_plus

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.forms import Select
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import ListView

from intlstrategy.accounts.models import SavedView
from intlstrategy.core import converters  # noqa: F401 - names the kinds of table files
from intlstrategy.core.batches import batches
from intlstrategy.core.fields import having_words
from intlstrategy.core.numbers import whole
from intlstrategy.core.selects import QuickSelect
from intlstrategy.core.tables import Column, Heading, cell_writer, shown
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.exports import export_response
from intlstrategy.municipalities.models import ScopedModel
from intlstrategy.municipalities.querysets import ScopedQuerySet
from intlstrategy.municipalities.roles import Capability

TOGETHER = 2000  # rows that one transaction of a bulk act writes
MOST_TICKED = 1000  # characters of an address
NOT_FILTERS = {"page", "sort", "export", "csrfmiddlewaretoken", "size", "ticked"}
PAGE_SIZES = (25, 50, 100)


def filters_in(query: QueryDict) -> str:
    """The filters of an export as the security log keeps them for good: not the words, which may be somebody's name."""
    kept = query.copy()
    if kept.get("q"):
        kept["q"] = "…"
    return unquote_plus(kept.urlencode())


class FoldedSearch(django_filters.CharFilter):
    """A search box that finds "linea" in "Línea": every word typed must occur."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return having_words(qs, value or "")


class Demanding:
    """What filters of every kind say when something is to be done with all that they found."""

    form: Any

    def demand_valid(self) -> None:
        """Whoever carries something out on everything found must know what was looked for."""
        if not self.form.is_valid():
            fields = ", ".join(f"“{self.form[name].label}”" for name in self.form.errors)
            raise ValidationError(
                _("The filter %(fields)s could not be read. Correct it or take it away first.") % {"fields": fields}
            )


class DemandingFilterSet(Demanding, django_filters.FilterSet):
    """Filters that hold each by itself: one that cannot be read says so, and the others hold all the same."""


def refuse_export(request: HttpRequest, filterset: Demanding) -> HttpResponse:
    """Back to the list, whose filter says what is wrong with it, instead of a file of something else."""
    try:
        filterset.demand_valid()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(f"{request.path.rpartition('/')[0]}/?{request.GET.urlencode()}")


class ScopedFilterSet(DemandingFilterSet):
    """Filters whose choices are this municipality's own."""

    q = FoldedSearch(label=gettext_lazy("Search"))
    more: ClassVar[tuple[str, ...]] = ()  # filters that stand under “More filters”

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            if type(field.widget) is Select:
                field.widget = QuickSelect(attrs=field.widget.attrs, choices=field.widget.choices)
            queryset = getattr(field, "queryset", None)
            if isinstance(queryset, ScopedQuerySet):
                field.queryset = queryset.of(municipality)

    @property
    def first_fields(self) -> list[Any]:
        return [field for field in self.form if field.name not in self.more]

    @property
    def more_fields(self) -> list[Any]:
        return [field for field in self.form if field.name in self.more]

    @property
    def uses_more(self) -> bool:
        return any(self.data.get(name) for name in self.more)


@dataclass(frozen=True, kw_only=True)
class BulkAct:
    """One act on many rows: ``carry_out(rows, by, data)`` returns the rows it had to skip."""

    key: str
    label: Any
    capability: Capability
    carry_out: Callable[[Sequence[ScopedModel], Any, QueryDict], Sequence[ScopedModel]]
    choices: Callable[[Any], Sequence[tuple[Any, Any]]] | None = None  # what to set, from what the filters know
    icon: str = "pencil"


@dataclass(frozen=True)
class Applied:
    """One filter in force, with the address that removes it."""

    label: Any
    value: Any
    remove_url: str


class Register(ScopedView, ListView):
    capability = Capability.READ
    template_name = "components/register.html"
    filterset_class: ClassVar[type[ScopedFilterSet]]
    name: ClassVar[str]  # of the register, for saved filters and files
    title: ClassVar[Any]
    lead: ClassVar[Any] = ""
    columns: ClassVar[list[Column]]
    default_sort: ClassVar[tuple[str, ...]] = ("folded", "pk")
    bulk_acts: ClassVar[list[BulkAct]] = []
    acts_template: ClassVar[str] = ""
    empty_template: ClassVar[str] = "components/register_empty.html"
    chips: ClassVar[list[tuple[Any, str]]] = []  # ready-made filters: (label, query)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(self.title, "")]

    # What is shown ---------------------------------------------------------------------------------

    def entries(self) -> QuerySet:
        """All that this reader may find here, before any filter."""
        return super().get_queryset()

    def get_filterset(self, data: QueryDict | None = None) -> ScopedFilterSet:
        return self.filterset_class(
            self.request.GET if data is None else data, queryset=self.entries(), municipality=self.municipality
        )

    def get_queryset(self):
        self.filterset = self.get_filterset()
        return self.filterset.qs.order_by(*self.sort_fields())

    def sort_fields(self) -> tuple[Any, ...]:
        asked = self.request.GET.get("sort", "")
        column = next((c for c in self.allowed_columns() if c.sort and c.key == asked.removeprefix("-")), None)
        if column is None:
            return self.default_sort
        fields = [F(name) for name in column.sort]
        # What is empty comes last, whichever way; left alone, the two databases disagree.
        if asked.startswith("-"):
            return (*(field.desc(nulls_last=True) for field in fields), "pk")
        return (*(field.asc(nulls_last=True) for field in fields), "pk")

    def dress(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Add to rows what columns need and no join brings, in a constant number of queries."""
        return rows

    def get_paginate_by(self, queryset):
        size = whole(self.request.GET.get("size", ""))
        return size if size in PAGE_SIZES else PAGE_SIZES[0]

    def paginate_queryset(self, queryset, page_size):
        paginator = Paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        page.object_list = self.dress(list(page.object_list))
        return paginator, page, page.object_list, page.has_other_pages()

    def address(self, **changes: str | None) -> str:
        """This page's address with some parameters changed; None takes one away."""
        query = self.request.GET.copy()
        query.pop("page", None)
        query.pop("ticked", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"?{query.urlencode()}"

    def headings(self) -> list[Heading]:
        asked = self.request.GET.get("sort", "")
        found = []
        for column in self.shown_columns():
            direction = {column.key: "ascending", f"-{column.key}": "descending"}.get(asked, "")
            turned = f"-{column.key}" if direction == "ascending" else column.key
            found.append(Heading(column, self.address(sort=turned) if column.sort else "", direction))
        return found

    def shown_columns(self) -> list[Column]:
        return [column for column in self.allowed_columns() if not column.is_hidden]

    def allowed_columns(self) -> list[Column]:
        """The columns that this reader may see, on the screen or in a file."""
        return [column for column in self.columns if not column.needs or self.membership.can(column.needs)]

    def applied(self) -> list[Applied]:
        form = self.filterset.form
        found = []
        for name in form.changed_data:
            if name == "q" or name in form.errors:
                continue
            value = form.cleaned_data[name]
            choices = {str(key): label for key, label in getattr(form.fields[name], "choices", [])}
            words = choices.get(str(self.request.GET.get(name)), shown(value))
            found.append(Applied(form.fields[name].label, words, self.address(**{name: None})))
        return found

    def is_filtered(self) -> bool:
        return any(value for name, value in self.request.GET.items() if name not in NOT_FILTERS)

    def allowed_acts(self) -> list[dict[str, Any]]:
        return [
            {"act": act, "choices": act.choices(self.filterset) if act.choices else None}
            for act in self.bulk_acts
            if self.membership.can(act.capability)
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown_columns = self.shown_columns()
        cells_of = cell_writer(shown_columns, self.municipality.main_language)
        ticked = set(self.request.GET.get("ticked", "").split(",")) - {""}
        rows = [
            {"row": row, "cells": cells_of(row), "is_ticked": bool(ticked) and str(row.pk) in ticked}
            for row in context["object_list"]
        ]
        total = context["paginator"].count
        return context | {
            "register": self,
            "title": self.title,
            "crumbs": self.get_crumbs(),
            "filterset": self.filterset,
            "rows": rows,
            "total": total,
            "headings": self.headings(),
            "applied": self.applied(),
            "is_filtered": self.is_filtered(),
            "acts": self.allowed_acts(),
            "saved_views": list(
                SavedView.objects.filter(
                    user=self.request.user, municipality_id=self.municipality.pk, register=self.name
                )
            ),
            "query": self.request.GET.urlencode(),
            "export_csv": f"export.csv{self.address()}",
            "export_excel": f"export.xlsx{self.address()}",
            "pages": list(
                context["paginator"].get_elided_page_range(context["page_obj"].number, on_each_side=2, on_ends=1)
            ),
            "query_before_page": self.address() + ("&" if self.request.GET else ""),
        }

    # What is done ----------------------------------------------------------------------------------

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        suffix = kwargs.get("suffix")
        if not suffix:
            return super().get(request, *args, **kwargs)
        rows = self.get_queryset()
        if not self.filterset.is_valid():
            return refuse_export(request, self.filterset)
        return export_response(
            request,
            suffix,
            self.allowed_columns(),
            self.rows_to_export(rows),
            self.name,
            municipality_id=self.municipality.pk,
            detail=f"{self.name} {filters_in(request.GET)}",
        )

    def rows_to_export(self, rows: QuerySet) -> Iterable[Any]:
        return self.dress(list(rows))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("save_view"):
            return self.save_view(request)
        if "drop_view" in request.POST:
            SavedView.objects.filter(
                user=request.user,
                municipality_id=self.municipality.pk,
                register=self.name,
                pk=whole(request.POST["drop_view"]),
            ).delete()
            return redirect(request.path)
        act = next((each for each in self.bulk_acts if each.key == request.POST.get("act")), None)
        if act is None or not self.membership.can(act.capability):
            raise PermissionDenied
        return self.carry_out(act, request.POST)

    def save_view(self, request: HttpRequest) -> HttpResponse:
        name, query = request.POST["save_view"].strip()[:60], request.POST.get("query", "")[:2000]
        if name:
            SavedView.objects.update_or_create(
                user=request.user,
                municipality_id=self.municipality.pk,
                register=self.name,
                name=name,
                defaults={"query": query},
            )
            messages.success(request, _("The filter “%(name)s” is saved. It stands above the list.") % {"name": name})
        return redirect(f"{request.path}?{query}")

    def carry_out(self, act: BulkAct, data: QueryDict) -> HttpResponse:
        back, done = f"{self.request.path}?{data.get('query', '')}", 0
        try:
            rows, stale = self.chosen_rows(data)
            allowed = [row for row in rows if may(self.membership, act.capability, row)]
            ids = {row.pk for row in allowed}
            skipped = [*stale, *(row for row in rows if row.pk not in ids)]
            for part in [*batches(allowed, TOGETHER)] or [[]]:  # each a transaction: nobody waits for all of them
                left = act.carry_out(part, self.request.user, data)
                skipped += left
                done += len(part) - len(left)
        except ValidationError as refusal:
            if done:
                self.tell_done(done)
            messages.error(self.request, " ".join(refusal.messages))
            ticked = ",".join(each.partition(":")[0] for each in data.getlist("row"))[:MOST_TICKED]
            return redirect(f"{back}&ticked={quote(ticked)}" if ticked else back)
        if done or not skipped:
            self.tell_done(done)
        if skipped:
            names = ", ".join(str(row) for row in skipped[:10])
            messages.warning(
                self.request,
                ngettext("%(n)d was left alone, because somebody changed it meanwhile, or it is closed or not yours: %(names)s",
                         "%(n)d were left alone, because somebody changed them meanwhile, or they are closed or not yours: "
                         "%(names)s",
                         len(skipped)) % {"n": len(skipped), "names": names},
            )  # fmt: skip
        return redirect(back)

    def tell_done(self, done: int) -> None:
        messages.success(self.request, ngettext("%(n)d record changed.", "%(n)d records changed.", done) % {"n": done})

    def chosen_rows(self, data: QueryDict) -> tuple[list[ScopedModel], list[ScopedModel]]:
        """The rows ticked that nobody changed since, or everything found, and apart the ones that are stale."""
        if data.get("scope") == "all":
            filterset = self.get_filterset(QueryDict(data.get("query", "")))
            filterset.demand_valid()
            rows = list(filterset.qs)
            if str(len(rows)) != data.get("expected"):
                raise ValidationError(_("The list changed while you were looking at it. Check it and choose again."))
            return rows, []
        pairs = [pair.split(":", 1) for pair in data.getlist("row") if ":" in pair]
        seen = {pk: revision for text, revision in pairs if (pk := whole(text)) is not None}
        if not seen:
            raise ValidationError(_("Tick at least one row first."))
        rows = list(super().get_queryset().filter(pk__in=seen))
        return (
            [row for row in rows if str(row.revision) == seen[row.pk]],
            [row for row in rows if str(row.revision) != seen[row.pk]],
        )


def register_paths(route: str, view: type[Register], name: str) -> list[URLPattern]:
    """The address of a register and those of its exports, which end as the files do."""
    return [
        path(route, view.as_view(), name=name),
        path(f"{route}export.<table_suffix:suffix>", view.as_view(), name=f"{name}-export"),
    ]
