"""The settings of a municipality and its organisation: departments, posts, mandates."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import django_filters
from django.contrib import messages
from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, When
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.fields import having_words_in
from intlstrategy.core.tables import Column, linked
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.forms.organisation import (
    DepartmentForm,
    HolderForm,
    MandateForm,
    MunicipalityForm,
    PostForm,
)
from intlstrategy.municipalities.models import Department, Mandate, Municipality, Post, PostHolder
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register, ScopedFilterSet
from intlstrategy.municipalities.roles import Capability, Role, grants_of
from intlstrategy.municipalities.services.mails import NOT_SENT, NotSent
from intlstrategy.municipalities.services.settings import save_settings

CRESTS = {"png": "image/png", "jpg": "image/jpeg"}


@requires(Capability.READ)
def crest(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    if not municipality.crest:
        raise Http404
    content_type = CRESTS.get(municipality.crest.name.rpartition(".")[2], "application/octet-stream")
    headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline"}
    try:
        return FileResponse(municipality.crest.open(), content_type=content_type, headers=headers)
    except FileNotFoundError as error:
        raise Http404 from error


@requires(Capability.READ)
def settings_overview(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """What the settings hold, and who may do what: the table that decides it."""
    tables = [grants_of(role, is_simple=municipality.is_simple) for role in Role]
    capabilities = [
        {"name": capability.label, "grants": [table.get(capability) for table in tables]} for capability in Capability
    ]
    return render(
        request, "municipalities/settings.html", {"roles": [role.label for role in Role], "capabilities": capabilities}
    )


def settings_crumbs(slug: str, list_title: Any, list_name: str) -> list[tuple[Any, str]]:
    return [
        (_("Settings"), reverse("municipalities:settings", args=[slug])),
        (list_title, reverse(list_name, args=[slug])),
    ]


class SettingsPage:
    """What the form pages of the settings share."""

    capability = Capability.ADMINISTER
    done_message = gettext_lazy("“%(name)s” is saved.")
    list_name = ""
    list_title: Any = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One after the other: what is checked here depends on other records, which another may be writing."""
        try:
            with transaction.atomic():
                Municipality.objects.select_for_update(no_key=True).get(pk=self.municipality.pk)
                response = super().post(request, *args, **kwargs)  # type: ignore[misc]
        except NotSent:
            messages.warning(request, NOT_SENT)
        return response

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return settings_crumbs(self.municipality.slug, self.list_title, self.list_name)

    def get_success_url(self) -> str:
        return reverse(self.list_name, args=[self.municipality.slug])


class SettingsList:
    """What the registers of the settings share."""

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(_("Settings"), reverse("municipalities:settings", args=[self.municipality.slug])), (self.title, "")]


class MunicipalityEdit(SettingsPage, ScopedEdit):
    model = Municipality
    form_class = MunicipalityForm
    title = gettext_lazy("Municipality")
    submit_label = gettext_lazy("Save settings")
    done_message = gettext_lazy("The settings are saved.")

    def get_object(self, queryset: Any = None) -> Municipality:
        return Municipality.objects.get(pk=self.municipality.pk)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(_("Settings"), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("municipalities:settings", args=[self.municipality.slug])

    def save(self, form: MunicipalityForm) -> Municipality:
        return save_settings(municipality=form.save(), by=self.request.user, seen=self.get_seen())


class MunicipalityHistory(ScopedHistory):
    capability = Capability.ADMINISTER
    model = Municipality

    def get_object(self, queryset: Any = None) -> Municipality:
        return self.municipality


# Departments -----------------------------------------------------------------------------------------------


class DepartmentFilters(ScopedFilterSet):
    parent = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=gettext_lazy("Belongs to"), empty_label=gettext_lazy("Any")
    )

    class Meta:
        model = Department
        fields = ["q", "parent"]


def department_cell(row: Department) -> Any:
    """The name, as far in as the department stands below others."""
    return format_html(
        '<span class="in-{}">{}</span>', min(row.level, 4), linked(row.name, row.get_absolute_url(), row.code)
    )


def tree_levels(rows: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """The ids in the order of the tree, each followed by what belongs to it, with how deep it stands.

    ``rows`` are (id, id of the parent) in alphabetical order. What belongs to something that is not there is at the top.
    """
    below: dict[int | None, list[int]] = defaultdict(list)
    pairs = list(rows)
    known = {pk for pk, _parent in pairs}
    for pk, parent in pairs:
        below[parent if parent in known else None].append(pk)
    levels: dict[int, int] = {}
    waiting = [(pk, 0) for pk in reversed(below[None])]
    while waiting:
        pk, level = waiting.pop()
        levels[pk] = level
        waiting.extend((child, level + 1) for child in reversed(below[pk]))
    return levels


class DepartmentList(SettingsList, Register):
    queryset = Department.objects.select_related("parent", "successor")
    filterset_class = DepartmentFilters
    name = "departments"
    title = gettext_lazy("Departments")
    lead = gettext_lazy("The units of the council, now and before. External action crosses them all.")
    default_sort = ("place", "pk")
    acts_template = "municipalities/_department_acts.html"
    columns = [
        Column(key="name", label=gettext_lazy("Name"), sort=("folded",), value=lambda row: row.name, cell=department_cell),
        Column(key="code", label=gettext_lazy("Code"), value=lambda row: row.code, is_hidden=True),
        Column(key="parent", label=gettext_lazy("Belongs to"), sort=("parent__folded",), value=lambda row: row.parent),
        Column(key="from", label=gettext_lazy("From"), sort=("starts_on",), value=lambda row: row.starts_on),
        Column(key="to", label=gettext_lazy("To"), sort=("ends_on",), value=lambda row: row.ends_on),
        Column(key="successor", label=gettext_lazy("Followed by"), value=lambda row: row.successor),
    ]  # fmt: skip

    def get_queryset(self) -> QuerySet:
        """In the order of the tree, unless another is asked for."""
        everything = Department.objects.of(self.municipality).order_by("folded", "pk")
        self.levels = tree_levels(everything.values_list("pk", "parent_id"))
        places = [When(pk=pk, then=place) for place, pk in enumerate(self.levels)]
        self.queryset = self.queryset.annotate(place=Case(*places, default=len(places), output_field=IntegerField()))
        return super().get_queryset()

    def dress(self, rows: Sequence[Any]) -> Sequence[Any]:
        is_tree = "sort" not in self.request.GET
        for row in rows:
            row.level = self.levels.get(row.pk, 0) if is_tree else 0
        return rows


class DepartmentPage(SettingsPage):
    model = Department
    form_class = DepartmentForm
    submit_label = gettext_lazy("Save department")
    list_name = "municipalities:department-list"
    list_title = gettext_lazy("Departments")


class DepartmentCreate(DepartmentPage, ScopedCreate):
    title = gettext_lazy("Add department")
    add_another = True


class DepartmentEdit(DepartmentPage, ScopedEdit):
    title = gettext_lazy("Edit department")
    template_name = "municipalities/settings_form.html"
    bin_name = "municipalities:department-bin"
    history_name = "municipalities:department-history"


class SettingsBin(ScopedBin):
    capability = Capability.ADMINISTER
    list_name = ""

    def get_success_url(self) -> str:
        return reverse(self.list_name, args=[self.municipality.slug])


class DepartmentBin(SettingsBin):
    model = Department
    list_name = "municipalities:department-list"


class DepartmentHistory(ScopedHistory):
    model = Department


# Mandates --------------------------------------------------------------------------------------------------


class MandateFilters(ScopedFilterSet):
    """A city has a dozen mandates in a century: they are searched as they are read, without a folded copy."""

    q = django_filters.CharFilter(label=gettext_lazy("Search"), method="by_name")

    class Meta:
        model = Mandate
        fields = ["q"]

    def by_name(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return having_words_in(rows, value, "name")


class MandateList(SettingsList, Register):
    queryset = Mandate.objects.all()
    filterset_class = MandateFilters
    name = "mandates"
    title = gettext_lazy("Mandates")
    lead = gettext_lazy("The terms of the council between elections.")
    default_sort = ("-starts_on", "name")
    acts_template = "municipalities/_mandate_acts.html"
    columns = [
        Column(key="name", label=gettext_lazy("Name"), sort=("name",), value=lambda row: row.name, cell=lambda row: linked(row.name, row.get_absolute_url())),
        Column(key="from", label=gettext_lazy("From"), sort=("starts_on",), value=lambda row: row.starts_on),
        Column(key="to", label=gettext_lazy("To"), sort=("ends_on",), value=lambda row: row.ends_on),
    ]  # fmt: skip


class MandatePage(SettingsPage):
    model = Mandate
    form_class = MandateForm
    submit_label = gettext_lazy("Save mandate")
    list_name = "municipalities:mandate-list"
    list_title = gettext_lazy("Mandates")


class MandateCreate(MandatePage, ScopedCreate):
    title = gettext_lazy("Add mandate")


class MandateEdit(MandatePage, ScopedEdit):
    title = gettext_lazy("Edit mandate")
    template_name = "municipalities/settings_form.html"
    bin_name = "municipalities:mandate-bin"
    history_name = "municipalities:mandate-history"


class MandateBin(SettingsBin):
    model = Mandate
    list_name = "municipalities:mandate-list"


class MandateHistory(ScopedHistory):
    model = Mandate


# Posts -----------------------------------------------------------------------------------------------------


class PostFilters(ScopedFilterSet):
    is_political = django_filters.BooleanFilter(label=gettext_lazy("Elected or appointed"))

    class Meta:
        model = Post
        fields = ["q", "is_political"]


class PostList(SettingsList, Register):
    queryset = Post.objects.select_related("department")
    filterset_class = PostFilters
    name = "posts"
    title = gettext_lazy("Posts")
    lead = gettext_lazy(
        "Offices that people hold one after the other. A political sponsor is a post, so it survives elections."
    )
    acts_template = "municipalities/_post_acts.html"
    columns = [
        Column(key="title", label=gettext_lazy("Title"), sort=("folded",), value=lambda row: row.title, cell=lambda row: linked(row.title, row.get_absolute_url())),
        Column(key="holder", label=gettext_lazy("Held by"), value=lambda row: getattr(row, "holder", "")),
        Column(key="department", label=gettext_lazy("Department"), sort=("department__folded",), value=lambda row: row.department),
        Column(key="political", label=gettext_lazy("Elected or appointed"), value=lambda row: row.is_political),
    ]  # fmt: skip

    def get_queryset(self):
        return super().get_queryset().with_holder(PostHolder.objects.on(timezone.localdate()))


class PostPage(SettingsPage):
    model = Post
    form_class = PostForm
    submit_label = gettext_lazy("Save post")
    list_name = "municipalities:post-list"
    list_title = gettext_lazy("Posts")


class PostCreate(PostPage, ScopedCreate):
    title = gettext_lazy("Add post")

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class PostEdit(PostPage, ScopedEdit):
    title = gettext_lazy("Edit post")
    template_name = "municipalities/post_form.html"
    bin_name = "municipalities:post-bin"
    history_name = "municipalities:post-history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holders = PostHolder.objects.of(self.municipality).filter(post=self.object).order_by("-starts_on", "pk")
        return super().get_context_data(**kwargs) | {"holders": list(holders)}


class PostBin(SettingsBin):
    model = Post
    list_name = "municipalities:post-list"


class PostHistory(ScopedHistory):
    model = Post


class HolderPage(SettingsPage):
    model = PostHolder
    form_class = HolderForm
    submit_label = gettext_lazy("Save holder")
    list_name = "municipalities:post-list"
    list_title = gettext_lazy("Posts")

    def get_post(self) -> Post:
        return (
            self.object.post
            if getattr(self, "object", None)
            else get_object_or_404(Post.objects.of(self.municipality), pk=self.kwargs["post"])
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"post": self.get_post()}

    def get_success_url(self) -> str:
        return reverse("municipalities:post-edit", args=[self.municipality.slug, self.object.post_id])


class HolderCreate(HolderPage, ScopedCreate):
    title = gettext_lazy("Add a holder of the post")


class HolderEdit(HolderPage, ScopedEdit):
    title = gettext_lazy("Edit a holder of the post")
    template_name = "municipalities/settings_form.html"
    bin_name = "municipalities:holder-bin"
    history_name = "municipalities:holder-history"

    def get_queryset(self):
        return super().get_queryset().select_related("post")


class HolderBin(SettingsBin):
    model = PostHolder
    list_name = "municipalities:post-list"


class HolderHistory(ScopedHistory):
    model = PostHolder
