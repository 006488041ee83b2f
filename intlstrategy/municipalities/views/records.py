"""What was decided, what was looked at, and what lies in the bin."""

import uuid
from collections import Counter
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.core.forms import DateInput
from intlstrategy.core.tables import Column
from intlstrategy.core.text import fold
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.bin import groups_in, is_hidden, name_for, rows_of_group
from intlstrategy.municipalities.editing import restore_group
from intlstrategy.municipalities.exports import export_response
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability

PER_PAGE = 50
MOST_SHOWN = 100


def paged(request: HttpRequest, rows: Any) -> dict[str, Any]:
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    pages = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return {"page_obj": page, "paginator": page.paginator, "pages": pages}


def log_export(
    request: HttpRequest, municipality: Municipality, suffix: str, columns: list[Column], rows: Any, name: str
) -> HttpResponseBase:
    return export_response(
        request,
        suffix,
        columns,
        rows.iterator(),
        name,
        municipality_id=municipality.pk,
        detail=f"{name} {request.GET.urlencode()}",
    )


class LogFilters(django_filters.FilterSet):
    """Filters of a log, as the bar above a list shows them."""

    more_fields: list[Any] = []
    uses_more = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            self.filters[name].extra["widget"] = DateInput()

    @property
    def first_fields(self) -> list[Any]:
        return list(self.form)


class JournalFilters(LogFilters):
    q = django_filters.CharFilter(label=gettext_lazy("Search"), method="search")
    verb = django_filters.ChoiceFilter(label=gettext_lazy("Act"), empty_label=gettext_lazy("Any act"), choices=[])
    by = django_filters.ChoiceFilter(label=gettext_lazy("Person"), empty_label=gettext_lazy("Anybody"), choices=[])
    since = django_filters.DateFilter(label=gettext_lazy("From"), field_name="at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label=gettext_lazy("To"), field_name="at", lookup_expr="date__lte")

    class Meta:
        model = JournalEntry
        fields = ["q", "verb", "by", "since", "until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbs = self.queryset.order_by("verb").values_list("verb", flat=True).distinct()
        self.filters["verb"].extra["choices"] = [(verb, verb_in_words(verb)) for verb in verbs]
        people = User.objects.filter(pk__in=self.queryset.order_by().values("by_id")).values_list("pk", "name", "email")
        self.filters["by"].extra["choices"] = [(pk, person or email) for pk, person, email in people]

    def search(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(Q(target_name__icontains=value) | Q(detail__icontains=value) | Q(by__name__icontains=value))


VERBS = {
    "created": gettext_lazy("created"), "changed": gettext_lazy("changed"), "moved": gettext_lazy("moved"),
    "binned": gettext_lazy("moved to the bin"), "restored": gettext_lazy("restored"), "approved": gettext_lazy("approved"),
    "imported": gettext_lazy("imported"), "invited": gettext_lazy("invited"), "invited again": gettext_lazy("invited again"),
    "joined": gettext_lazy("joined"), "ended": gettext_lazy("ended"), "changed roles": gettext_lazy("changed the roles"),
    "changed settings": gettext_lazy("changed the settings"), "stated progress": pgettext_lazy("in the journal", "stated progress"),
    "proposed": gettext_lazy("proposed"), "accepted": gettext_lazy("accepted"), "returned": gettext_lazy("returned"),
    "merged": gettext_lazy("merged"), "aligned": gettext_lazy("aligned"), "no longer aligned": gettext_lazy("took an alignment away"),
    "attached": gettext_lazy("attached a document"),
    "detached": gettext_lazy("detached a document"), "stored": gettext_lazy("stored"), "replaced": gettext_lazy("replaced the file"),
    "queued": gettext_lazy("queued"), "queued again": gettext_lazy("queued again"), "failed": gettext_lazy("failed"),
    "cancelled": gettext_lazy("cancelled"), "sent": gettext_lazy("sent"),
    "moved to draft": gettext_lazy("moved to draft"), "moved to consultation": gettext_lazy("moved to consultation"),
    "moved to in_force": gettext_lazy("put in force"), "moved to closed": gettext_lazy("closed"),
}  # fmt: skip


def verb_in_words(verb: str) -> Any:
    return VERBS.get(verb, verb)


def who(row: Any) -> Any:
    return row.by or _("The system")


JOURNAL_COLUMNS = [
    Column(key="at", label=gettext_lazy("When"), value=lambda row: row.at),
    Column(key="by", label=gettext_lazy("Who"), value=who),
    Column(key="verb", label=gettext_lazy("Act"), value=lambda row: verb_in_words(row.verb)),
    Column(key="record", label=gettext_lazy("Record"), value=lambda row: row.target_name),
    Column(key="detail", label=gettext_lazy("Detail"), value=lambda row: row.detail),
]


@requires(Capability.READ)
def journal(request: HttpRequest, municipality: Municipality, suffix: str = "") -> HttpResponseBase:
    """Who decided what, when, on what. What has been said here stays said."""
    rows = JournalEntry.objects.filter(municipality_id=municipality.pk).select_related("by")
    filters = JournalFilters(request.GET, queryset=rows)
    found = filters.qs if filters.form.is_valid() else rows
    if suffix:
        return log_export(request, municipality, suffix, JOURNAL_COLUMNS, found, "journal")
    context = {
        "filterset": filters,
        "columns": JOURNAL_COLUMNS,
        "title": _("Journal"),
        "lead": _("Who decided what, when, on what."),
    }
    return render(request, "municipalities/log.html", context | log_rows(request, found, JOURNAL_COLUMNS))


class SecurityFilters(LogFilters):
    q = django_filters.CharFilter(label=gettext_lazy("Search"), method="search")
    kind = django_filters.ChoiceFilter(
        choices=SecurityEvent.Kind, label=gettext_lazy("Kind"), empty_label=gettext_lazy("Any kind")
    )
    since = django_filters.DateFilter(label=gettext_lazy("From"), field_name="at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label=gettext_lazy("To"), field_name="at", lookup_expr="date__lte")

    class Meta:
        model = SecurityEvent
        fields = ["q", "kind", "since", "until"]

    def search(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(Q(user_name__icontains=value) | Q(detail__icontains=value))


SECURITY_COLUMNS = [
    Column(key="at", label=gettext_lazy("When"), value=lambda row: row.at),
    Column(key="user", label=gettext_lazy("Who"), value=lambda row: row.user_name),
    Column(key="kind", label=gettext_lazy("Kind"), value=lambda row: row.get_kind_display()),
    Column(
        key="record",
        label=gettext_lazy("Record"),
        value=lambda row: f"{row.target_model} {row.target_id or ''}".strip(),
    ),
    Column(key="detail", label=gettext_lazy("Detail"), value=lambda row: row.detail),
    Column(key="address", label=gettext_lazy("Address"), value=lambda row: row.address),
]


@requires(Capability.ADMINISTER)
def security_log(request: HttpRequest, municipality: Municipality, suffix: str = "") -> HttpResponseBase:
    """What concerns this municipality, and the sign-ins of its members. Nobody can change it."""
    members = Membership.objects.filter(municipality=municipality)
    by_them = Q(user_id__in=members.values("user_id")) | Q(user_name__in=members.values("user__email"))
    mine = Q(municipality_id=municipality.pk) | (Q(municipality_id__isnull=True) & by_them)
    rows = SecurityEvent.objects.filter(mine)
    filters = SecurityFilters(request.GET, queryset=rows)
    found = filters.qs if filters.form.is_valid() else rows
    if suffix:
        return log_export(request, municipality, suffix, SECURITY_COLUMNS, found, "security-log")
    context = {
        "filterset": filters, "columns": SECURITY_COLUMNS, "title": _("Security log"),
        "lead": _("Sign-ins, exports, downloads and what else needs a trace. Nobody can change it."),
    }  # fmt: skip
    return render(request, "municipalities/log.html", context | log_rows(request, found, SECURITY_COLUMNS))


def log_rows(request: HttpRequest, rows: Any, columns: list[Column]) -> dict[str, Any]:
    context = paged(request, rows.order_by("-at", "-pk"))
    cells = [[(column.label, column.html(row)) for column in columns] for row in context["page_obj"].object_list]
    query = request.GET.copy()
    query.pop("page", None)
    return context | {"rows": cells, "query": query.urlencode()}


# The bin -------------------------------------------------------------------------------------------------------


@requires(Capability.RESTORE)
def bin_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    groups = groups_in(municipality, request.membership)
    names = dict(User.objects.filter(pk__in={each.by_id for each in groups}).values_list("pk", "name"))
    asked = {name: request.GET.get(name, "") for name in ("q", "kind", "by")}
    found = [
        each
        for each in groups
        if each.has(fold(asked["q"]).split())
        and asked["kind"] in {"", each.kind}
        and asked["by"] in {"", str(each.by_id)}
    ]
    context = paged(request, found) | asked
    context["groups"] = [
        {"group": each, "by": names.get(each.by_id, _("The system"))} for each in context["page_obj"].object_list
    ]
    context["kinds"] = sorted({each.kind for each in groups})
    context["people"] = sorted(((str(pk), name) for pk, name in names.items()), key=lambda each: fold(each[1]))
    return render(request, "municipalities/bin.html", context)


@requires(Capability.RESTORE)
def bin_restore(request: HttpRequest, municipality: Municipality, group: uuid.UUID) -> HttpResponse:
    """What comes back together, and the button that brings it."""
    root, rows = rows_of_group(municipality, group)
    if root is None:
        raise Http404
    name = name_for(root, request.membership)
    if request.method == "POST":
        return restored(request, municipality, root, rows)
    counts = [(meta_name(model, n), n) for model, n in Counter(type(row) for row in rows).items()]
    shown = [name_for(row, request.membership) for row in rows[:MOST_SHOWN]]
    context = {"root": name, "counts": counts, "rows": shown, "more": len(rows) - len(shown)}
    return render(request, "municipalities/bin_restore.html", context)


def meta_name(model: Any, n: int) -> Any:
    return model._meta.verbose_name if n == 1 else model._meta.verbose_name_plural


def restored(request: HttpRequest, municipality: Municipality, root: Any, rows: list[Any]) -> HttpResponse:
    name = name_for(root, request.membership)
    try:
        restore_group(rows, root=root, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(request.path)
    messages.success(request, _("“%(name)s” is back where it was.") % {"name": name})
    if is_hidden(root, request.membership) or not hasattr(root, "get_absolute_url"):
        return redirect("municipalities:bin-list", municipality.slug)
    return redirect(root.get_absolute_url())
