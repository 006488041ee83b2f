"""What was decided, what was looked at, and what lies in the bin."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.core.fields import having_words, words_in
from intlstrategy.core.forms import DateInput
from intlstrategy.core.tables import Column
from intlstrategy.core.templatetags.components import icon
from intlstrategy.core.text import fold
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.journal.words import security_in_words, verb_in_words
from intlstrategy.municipalities.access import demand, requires
from intlstrategy.municipalities.bin import BinnedGroup, groups_in, is_hidden, name_for, rows_of_group
from intlstrategy.municipalities.editing import restore_group
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.registers import Demanding, Register, ScopedFilterSet
from intlstrategy.municipalities.roles import Capability
from intlstrategy.municipalities.views.settings import SettingsList

MOST_SHOWN = 100


class LogRegister(Register):
    """A register of what is only ever added to. Its rows carry plain ids, so each log says which are this city's."""

    default_sort = ("-at", "-pk")

    def rows_to_export(self, rows: QuerySet) -> Iterable[Any]:
        """Read as they are written: a log is long."""
        return rows.iterator()


class LogFilters(ScopedFilterSet):
    """Every log is searched, and has a first and a last day."""

    q = django_filters.CharFilter(label=gettext_lazy("Search"), method="search")
    since = django_filters.DateFilter(
        label=gettext_lazy("From"), field_name="at", lookup_expr="date__gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label=gettext_lazy("To"), field_name="at", lookup_expr="date__lte", widget=DateInput
    )

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return having_words(rows, value)


# The journal ---------------------------------------------------------------------------------------------------


class JournalFilters(LogFilters):
    verb = django_filters.ChoiceFilter(label=gettext_lazy("Act"), empty_label=gettext_lazy("Any act"), choices=[])
    by = django_filters.ChoiceFilter(label=gettext_lazy("Person"), empty_label=gettext_lazy("Anybody"), choices=[])

    class Meta:
        model = JournalEntry
        fields = ["q", "verb", "by", "since", "until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbs = self.queryset.order_by("verb").values_list("verb", flat=True).distinct()
        self.form.fields["verb"].choices = [(verb, verb_in_words(verb)) for verb in verbs]
        people = User.objects.filter(pk__in=self.queryset.order_by().values("by_id")).values_list("pk", "name", "email")
        self.people = [(pk, person or email) for pk, person, email in people]
        self.form.fields["by"].choices = self.people

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in words_in(value):
            people = [pk for pk, person in self.people if word in fold(person)]
            rows = rows.filter(Q(folded__contains=word) | Q(by_id__in=people))
        return rows


def who(row: Any) -> Any:
    return row.by or _("The system")


class JournalList(LogRegister):
    """Who decided what, when, on what. What has been said here stays said."""

    filterset_class = JournalFilters
    name = "journal"
    title = gettext_lazy("Journal")
    lead = gettext_lazy("Who decided what, when, on what.")
    columns = [
        Column(key="at", label=gettext_lazy("When"), sort=("at",), value=lambda row: row.at),
        Column(key="by", label=gettext_lazy("Who"), sort=("by__name",), value=who),
        Column(key="verb", label=gettext_lazy("Act"), sort=("verb",), value=lambda row: verb_in_words(row.verb)),
        Column(key="record", label=gettext_lazy("Record"), sort=("target_name",), value=lambda row: row.target_name),
        Column(key="detail", label=gettext_lazy("Detail"), value=lambda row: row.detail),
    ]

    def entries(self) -> QuerySet:
        return JournalEntry.objects.filter(municipality_id=self.municipality.pk).select_related("by")


# The security log ----------------------------------------------------------------------------------------------


class SecurityFilters(LogFilters):
    kind = django_filters.ChoiceFilter(
        choices=SecurityEvent.Kind, label=gettext_lazy("Kind"), empty_label=gettext_lazy("Any kind")
    )

    class Meta:
        model = SecurityEvent
        fields = ["q", "kind", "since", "until"]


def kind_in_words(label: str) -> Any:
    """What records of a model are called, by the label that the log keeps."""
    try:
        return apps.get_model(label)._meta.verbose_name
    except (LookupError, ValueError):
        return label


def detail_in_words(row: SecurityEvent) -> str:
    """An export names the list it took by its title; anything else says it itself."""
    name, _blank, query = row.detail.partition(" ")
    title = titles_of_registers().get(name) if row.kind == row.Kind.EXPORTED else None
    return f"{title} {query}".strip() if title else security_in_words(row)


@cache
def titles_of_registers() -> dict[str, Any]:
    return {register.name: register.title for register in every_register(Register) if hasattr(register, "name")}


def every_register(base: type[Register]) -> Iterable[type[Register]]:
    for register in base.__subclasses__():
        yield register
        yield from every_register(register)


class SecurityLog(SettingsList, LogRegister):
    """What concerns this municipality, and the sign-ins of its members. Nobody can change it."""

    capability = Capability.ADMINISTER
    filterset_class = SecurityFilters
    name = "security-log"
    title = gettext_lazy("Security log")
    lead = gettext_lazy("Sign-ins, exports, downloads and what else needs a trace. Nobody can change it.")
    columns = [
        Column(key="at", label=gettext_lazy("When"), sort=("at",), value=lambda row: row.at),
        Column(key="user", label=gettext_lazy("Who"), sort=("user_name",), value=lambda row: row.user_name),
        Column(key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display()),
        Column(
            key="record",
            label=gettext_lazy("Record"),
            value=lambda row: f"{kind_in_words(row.target_model)} {row.target_id or ''}".strip(),
        ),
        Column(key="detail", label=gettext_lazy("Detail"), value=detail_in_words),
        Column(key="address", label=gettext_lazy("Address"), sort=("address",), value=lambda row: row.address),
    ]

    def entries(self) -> QuerySet:
        members = Membership.objects.filter(municipality=self.municipality)
        by_them = Q(user_id__in=members.values("user_id")) | Q(user_name__in=members.values("user__email"))
        mine = Q(municipality_id=self.municipality.pk) | (Q(municipality_id__isnull=True) & by_them)
        return SecurityEvent.objects.filter(mine)


# The bin -------------------------------------------------------------------------------------------------------


class BinFilters(Demanding, forms.Form):
    """The filters of the bin, whose rows are groups of records of every kind and no table of their own."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    by = forms.ChoiceField(label=gettext_lazy("Moved by"), required=False)
    more = more_fields = ()
    uses_more = False

    def __init__(self, data: QueryDict, groups: list[BinnedGroup]) -> None:
        super().__init__(data)
        people = {str(each.by_id): each.by for each in groups if each.by_id}
        kinds = sorted({each.kind for each in groups}, key=fold)
        self.fields["kind"].choices = [("", _("All kinds")), *((kind, capfirst(kind)) for kind in kinds)]
        self.fields["by"].choices = [("", _("Anybody")), *sorted(people.items(), key=lambda each: fold(each[1]))]

    @property
    def form(self) -> "BinFilters":
        return self

    @property
    def first_fields(self) -> list[Any]:
        return list(self)

    def let_through(self, group: BinnedGroup) -> bool:
        if not self.is_valid():
            return True
        asked = self.cleaned_data
        return (
            group.has(fold(asked["q"]).split())
            and asked["kind"] in {"", group.kind}
            and asked["by"] in {"", str(group.by_id)}
        )


def binned_cell(group: BinnedGroup) -> Any:
    lock = format_html("{} ", icon("lock")) if group.is_hidden else ""
    return format_html('{}{}<span class="sub">{}</span>', lock, group.name, capfirst(group.kind))


def restore_cell(group: BinnedGroup) -> Any:
    return format_html(
        '<a class="btn btn-outline btn-sm" href="{}" aria-label="{}">{}{}</a>',
        reverse("municipalities:bin-restore", args=[group.root.municipality.slug, group.group]),
        _("Restore %(name)s") % {"name": group.name},
        icon("arrow-counterclockwise"),
        _("Restore"),
    )


BIN_ORDERS: dict[str, Callable[[BinnedGroup], Any]] = {
    "record": lambda group: fold(group.name),
    "kind": lambda group: fold(group.kind),
    "by": lambda group: fold(group.by),
    "at": lambda group: group.at,
    "count": lambda group: group.count,
}


class BinList(Register):
    """What went to the bin, by the group it went there with."""

    capability = Capability.RESTORE
    name = "bin"
    title = gettext_lazy("Bin")
    lead = gettext_lazy("Nothing disappears: what was moved here comes back whole, with everything that went along.")
    empty_template = "municipalities/_bin_empty.html"
    columns = [
        Column(key="record", label=gettext_lazy("Record"), sort=("record",), value=lambda row: row.name, cell=binned_cell),
        Column(key="kind", label=gettext_lazy("Kind"), value=lambda row: capfirst(row.kind), is_hidden=True),
        Column(key="by", label=gettext_lazy("Moved by"), sort=("by",), value=lambda row: row.by),
        Column(key="at", label=gettext_lazy("When"), sort=("at",), value=lambda row: row.at),
        Column(key="count", label=gettext_lazy("Records"), sort=("count",), value=lambda row: row.count, is_number=True),
    ]  # fmt: skip
    act = Column(key="act", label=gettext_lazy("What to do"), value=restore_cell)

    def get_queryset(self) -> list[BinnedGroup]:
        groups = groups_in(self.municipality, self.membership)
        names = dict(User.objects.filter(pk__in={each.by_id for each in groups}).values_list("pk", "name"))
        groups = [replace(each, by=names.get(each.by_id, _("The system"))) for each in groups]
        self.filterset = BinFilters(self.request.GET, groups)
        found = [each for each in groups if self.filterset.let_through(each)]
        asked = self.request.GET.get("sort", "")
        order = BIN_ORDERS.get(asked.removeprefix("-"))
        return sorted(found, key=order, reverse=asked.startswith("-")) if order else found

    def shown_columns(self) -> list[Column]:
        return [*super().shown_columns(), self.act]


@requires(Capability.RESTORE)
def bin_restore(request: HttpRequest, municipality: Municipality, group: uuid.UUID) -> HttpResponse:
    """What comes back together, and the button that brings it."""
    root, rows = rows_of_group(municipality, group)
    if root is None:
        raise Http404
    demand(request.membership, root.restored_with)
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
