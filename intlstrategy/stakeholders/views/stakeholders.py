"""Stakeholders: the register, the map by influence and interest, the pages of one, its appraisals."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, View

from intlstrategy.core.countries import country_name
from intlstrategy.core.fields import having_words
from intlstrategy.core.languages import language_name
from intlstrategy.core.numbers import whole
from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, linked
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory, seen_in
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.stakeholders.awareness import Noted, awareness_by_kind, quarter_ends
from intlstrategy.stakeholders.filters import AwarenessFilters, MapFilters, StakeholderFilters
from intlstrategy.stakeholders.forms.stakeholders import AppraisalForm, StakeholderForm
from intlstrategy.stakeholders.holders import held_on
from intlstrategy.stakeholders.models import Appraisal, Position, Stakeholder
from intlstrategy.stakeholders.querysets import OFF_THE_MAP, Place
from intlstrategy.stakeholders.services.stakeholders import alike_to, merge_stakeholders, save_appraisal

INFLUENCE, INTEREST, AWARENESS = (
    dict(each.choices) for each in (Appraisal.Influence, Appraisal.Interest, Appraisal.Awareness)
)
MOST_IN_CELL = 8
MOST_CANDIDATES = 20  # to merge into
QUARTERS = 8  # before today, in the table of awareness
HIGH = 4  # from this degree on
STRATEGIES = {
    (True, True): gettext_lazy("Work closely together"),
    (True, False): gettext_lazy("Keep satisfied"),
    (False, True): gettext_lazy("Keep informed"),
    (False, False): gettext_lazy("Keep an eye on"),
}


# The register --------------------------------------------------------------------------------------------


class StakeholderList(Register):
    queryset = Stakeholder.objects.select_related("level", "owner")
    filterset_class = StakeholderFilters
    name = "stakeholders"
    title = gettext_lazy("Stakeholders")
    lead = gettext_lazy("Whom the city deals with: cities, networks, institutions, companies, associations.")
    acts_template = "stakeholders/_stakeholder_list_acts.html"
    empty_template = "stakeholders/_stakeholder_list_empty.html"
    chips = [
        (gettext_lazy("Very high influence"), "influence=5"),
        (gettext_lazy("Awareness not known"), "awareness=none"),
    ]
    columns = [
        Column(
            key="name", label=gettext_lazy("Name"), sort=("folded",), value=lambda row: row.name,
            cell=lambda row: linked(row.name, row.get_absolute_url(), row.own_name),
        ),
        Column(key="own_name", label=gettext_lazy("Own name"), value=lambda row: row.own_name, is_hidden=True),
        Column(key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display()),
        Column(key="sector", label=gettext_lazy("Sector"), value=lambda row: row.get_sector_display(), is_hidden=True),
        Column(key="level", label=gettext_lazy("Governance level"), sort=("level__position",), value=lambda row: row.level),
        Column(key="side", label=gettext_lazy("Political or technical"), value=lambda row: row.get_side_display(), is_hidden=True),
        Column(key="place", label=gettext_lazy("Place"), value=lambda row: row.place, is_hidden=True),
        Column(key="country", label=gettext_lazy("Country"), sort=("country",), value=lambda row: country_name(row.country), cell=lambda row: row.where),
        Column(key="latitude", label=gettext_lazy("Latitude"), value=lambda row: row.latitude, is_hidden=True),
        Column(key="longitude", label=gettext_lazy("Longitude"), value=lambda row: row.longitude, is_hidden=True),
        Column(key="languages", label=gettext_lazy("Languages"), value=lambda row: ", ".join(row.languages), is_hidden=True),
        Column(key="influence", label=gettext_lazy("Influence"), sort=("current_influence",), value=lambda row: INFLUENCE.get(row.current_influence, "")),
        Column(key="interest", label=gettext_lazy("Interest"), sort=("current_interest",), value=lambda row: INTEREST.get(row.current_interest, "")),
        Column(key="awareness", label=gettext_lazy("Awareness"), sort=("current_awareness",), value=lambda row: AWARENESS.get(row.current_awareness, "")),
        Column(key="owner", label=gettext_lazy("Relation owner"), sort=("owner__folded",), value=lambda row: row.owner),
        Column(key="website", label=gettext_lazy("Website"), value=lambda row: row.website, is_hidden=True),
        Column(key="description", label=gettext_lazy("Description"), value=lambda row: row.description, is_hidden=True),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        return super().entries().appraised_by(timezone.localdate())


# The map -------------------------------------------------------------------------------------------------


class StakeholderMap(ScopedView, View):
    """Who stands where between influence and interest: a table that is its own chart."""

    capability = Capability.READ
    filterset_class = MapFilters

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        day = timezone.localdate()
        everybody = Stakeholder.objects.of(self.municipality).appraised_by(day)
        filterset = self.filterset_class(request.GET, queryset=everybody, municipality=self.municipality)
        counts, cells = filterset.qs.on_the_map(MOST_IN_CELL)
        placed = sum(counts.values()) - counts.get(OFF_THE_MAP, 0)
        context = {
            "title": _("Stakeholder map"),
            "crumbs": [(_("Stakeholders"), self.register()), (_("Stakeholder map"), "")],
            "filterset": filterset,
            "is_filtered": any(request.GET.get(name) for name in filterset.form.fields),
            "rows": [
                {
                    "label": Appraisal.Influence(influence).label,
                    "cells": [self.cell((influence, interest), counts, cells) for interest in Appraisal.Interest.values],
                }
                for influence in reversed(Appraisal.Influence.values)
            ],
            "interests": Appraisal.Interest.labels,
            "placed": placed,
            "total": sum(counts.values()),
            "not_placed": cells.get(OFF_THE_MAP, []),
            "more_not_placed": max(0, counts.get(OFF_THE_MAP, 0) - MOST_IN_CELL),
            "strategies": [{"title": title, "count": in_corner(counts, *key)} for key, title in STRATEGIES.items()],
        }  # fmt: skip
        return render(request, "stakeholders/stakeholder_map.html", context)

    def register(self, **query: Any) -> str:
        url = reverse("stakeholders:stakeholder-list", args=[self.municipality.slug])
        return f"{url}?{urlencode(query)}" if query else url

    def cell(self, place: Place, counts: dict[Place, int], cells: dict[Place, list[Stakeholder]]) -> dict[str, Any]:
        influence, interest = place
        asked = {name: value for name, value in self.request.GET.items() if value}
        return {
            "rows": cells.get(place, []),
            "more": max(0, counts.get(place, 0) - MOST_IN_CELL),
            "url": self.register(**asked | {"influence": influence, "interest": interest}),
            "is_close": influence >= HIGH and interest >= HIGH,
        }


def in_corner(counts: dict[Place, int], much_influence: bool, much_interest: bool) -> int:
    """How many stand in one of the four corners of the map."""
    return sum(
        count
        for (influence, interest), count in counts.items()
        if influence and ((influence >= HIGH) == much_influence and (interest >= HIGH) == much_interest)
    )


# Awareness over time -------------------------------------------------------------------------------------


class StakeholderAwareness(ScopedView, View):
    """How far each kind of stakeholder knows the city's external action, quarter by quarter."""

    capability = Capability.READ
    filterset_class = AwarenessFilters

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        everybody = Stakeholder.objects.of(self.municipality).appraised_by(timezone.localdate())
        filterset = self.filterset_class(request.GET, queryset=everybody, municipality=self.municipality)
        days = quarter_ends(timezone.localdate(), QUARTERS)
        rows = Appraisal.objects.of(self.municipality).filter(stakeholder__in=filterset.qs.order_by().values("pk"))
        told = rows.exclude(awareness=None).order_by("on", "pk")
        noted = [Noted(*row) for row in told.values_list("stakeholder", "stakeholder__kind", "on", "awareness")]
        found = awareness_by_kind(noted, days)
        register = reverse("stakeholders:stakeholder-list", args=[self.municipality.slug])
        context = {
            "title": _("Awareness over time"),
            "crumbs": [(_("Stakeholders"), register), (_("Awareness over time"), "")],
            "filterset": filterset,
            "days": days,
            "rows": [(label, found[kind]) for kind, label in Stakeholder.Kind.choices if kind in found],
            "degrees": Appraisal.Awareness.choices,
        }
        return render(request, "stakeholders/stakeholder_awareness.html", context)


# One stakeholder -----------------------------------------------------------------------------------------


def merged_at(municipality: Municipality, pk: int) -> Stakeholder | None:
    """Where the address of a stakeholder that was merged leads."""
    rows = Stakeholder._base_manager.filter(municipality=municipality, pk=pk, binned_at__isnull=False)
    merged = rows.select_related("merged_into__municipality").exclude(merged_into=None).first()
    return merged.merged_into if merged and merged.merged_into.binned_at is None else None


class LeadsOn(ScopedView):
    """The address of a stakeholder that was merged into another leads to that one."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            found = merged_at(self.municipality, kwargs["pk"]) if hasattr(self, "municipality") else None
            if found is None:
                raise
            messages.info(request, _("It was merged into “%(name)s”.") % {"name": found})
            return redirect(found)


class StakeholderDetail(LeadsOn, DetailView):
    capability = Capability.READ
    template_name = "stakeholders/stakeholder_detail.html"

    def get_queryset(self):
        rows = Stakeholder.objects.of(self.municipality).select_related("level", "owner")
        return rows.appraised_by(timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        register = reverse("stakeholders:stakeholder-list", args=[self.municipality.slug])
        return super().get_context_data(**kwargs) | {
            "crumbs": [(_("Stakeholders"), register), (row.name, "")],
            "languages": [language_name(code) for code in row.languages],
            "standing": [
                (_("Influence"), INFLUENCE.get(row.current_influence)),
                (_("Interest"), INTEREST.get(row.current_interest)),
                (_("Awareness"), AWARENESS.get(row.current_awareness)),
            ],
            "appraisals": list(row.appraisals.filter(binned_at=None)),
            **self.positions(),
            "merged": list(Stakeholder._base_manager.filter(merged_into=row, binned_at__isnull=False)),
            "panels": panels_for(row, self.membership),
            "may_edit": may(self.membership, Capability.EDIT),
            "may_bin": may(self.membership, Capability.BIN, row),
        }

    def positions(self) -> dict[str, Any]:
        """Who holds positions there today, and who did."""
        rows = Position.objects.of(self.municipality).filter(stakeholder=self.object).select_related("person")
        known = list(rows.first_ones_first())
        now = held_on(known, timezone.localdate())
        return {"holders": now, "former": [each for each in known if each not in now]}


class StakeholderPage:
    """What the form pages of a stakeholder share."""

    model = Stakeholder
    form_class = StakeholderForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save stakeholder")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(_("Stakeholders"), reverse("stakeholders:stakeholder-list", args=[self.municipality.slug]))]


class StakeholderCreate(StakeholderPage, ScopedCreate):
    title = gettext_lazy("Add stakeholder")
    add_another = True


class StakeholderEdit(StakeholderPage, ScopedEdit):
    title = gettext_lazy("Edit stakeholder")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.name, self.object.get_absolute_url())]


class StakeholderBin(ScopedBin):
    model = Stakeholder

    def get_success_url(self) -> str:
        return reverse("stakeholders:stakeholder-list", args=[self.municipality.slug])


class StakeholderHistory(ScopedHistory):
    """Its own history, or that of one which was merged into another."""

    def get_queryset(self):
        theirs = Stakeholder._base_manager.filter(municipality=self.municipality)
        return theirs.filter(Q(binned_at=None) | Q(merged_into__isnull=False))


class StakeholderMerge(LeadsOn, DetailView):
    """Say that two records are one organisation: choose the one that stays."""

    capability = Capability.BIN
    template_name = "stakeholders/stakeholder_merge.html"
    queryset = Stakeholder.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, asked = self.object, self.request.GET.get("q", "")[:200]
        register = reverse("stakeholders:stakeholder-list", args=[self.municipality.slug])
        return super().get_context_data(**kwargs) | {
            "crumbs": [(_("Stakeholders"), register), (row.name, row.get_absolute_url()), (_("Merge"), "")],
            "asked": asked,
            "candidates": self.candidates(asked),
        }

    def candidates(self, asked: str) -> list[Stakeholder]:
        if not asked.strip():
            return alike_to(self.municipality, [self.object.name, self.object.own_name], but=self.object.pk)
        rows = having_words(Stakeholder.objects.of(self.municipality), asked).exclude(pk=self.object.pk)
        return list(rows.order_by("folded", "pk")[:MOST_CANDIDATES])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        chosen = whole(request.POST.get("into", ""))
        into = None
        if chosen is not None:
            into = get_object_or_404(Stakeholder._base_manager.filter(municipality=self.municipality), pk=chosen)
        if into is None or into.binned_at is not None or into == self.object:
            messages.error(request, _("Choose the stakeholder that stays."))
            return redirect(request.get_full_path())
        try:
            merge_stakeholders(merged=self.object, into=into, by=request.user, seen=seen_in(request.POST))
        except Stale:
            words = {"name": self.object}
            messages.error(request, _("Somebody changed “%(name)s” meanwhile. Look at it again first.") % words)
            return redirect(request.get_full_path())
        messages.success(request, _("“%(name)s” is merged into this one.") % {"name": self.object})
        return redirect(into)


# Its appraisals ------------------------------------------------------------------------------------------


class AppraisalPage:
    """What the form pages of an appraisal share."""

    model = Appraisal
    form_class = AppraisalForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save appraisal")
    done_message = gettext_lazy("The appraisal is saved.")

    def get_stakeholder(self) -> Stakeholder:
        if getattr(self, "object", None):
            return self.object.stakeholder
        return get_object_or_404(Stakeholder.objects.of(self.municipality), pk=self.kwargs["stakeholder"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"stakeholder": self.get_stakeholder()}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        stakeholder = self.get_stakeholder()
        register = reverse("stakeholders:stakeholder-list", args=[self.municipality.slug])
        return [(_("Stakeholders"), register), (stakeholder.name, stakeholder.get_absolute_url())]

    def save(self, form: AppraisalForm) -> Appraisal:
        return save_appraisal(appraisal=form.save(commit=False), by=self.request.user, seen=self.get_seen())


class AppraisalCreate(AppraisalPage, ScopedCreate):
    title = gettext_lazy("Appraise")

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}


class AppraisalEdit(AppraisalPage, ScopedEdit):
    title = gettext_lazy("Edit appraisal")
    template_name = "stakeholders/appraisal_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"may_bin": may(self.membership, Capability.BIN, self.object)}


class AppraisalBin(ScopedBin):
    model = Appraisal

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class AppraisalHistory(ScopedHistory):
    model = Appraisal
