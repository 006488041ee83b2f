"""The city's list of legal natures: administrators keep it, everybody reads it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import DetailView, View

from intlstrategy.core.tables import Column, linked
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register, ScopedFilterSet
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.forms.agreements import LegalNatureForm, NatureDutyForm
from intlstrategy.relations.models import Agreement, LegalNature, NatureDuty
from intlstrategy.relations.natures import in_words
from intlstrategy.relations.services.agreements import take_over_natures
from intlstrategy.relations.views.parts import PartBin, PartPage


class NatureFilters(ScopedFilterSet):
    class Meta:
        model = LegalNature
        fields = ["q"]


def nature_crumbs(municipality: Any) -> list[tuple[Any, str]]:
    return [
        (_("Agreements"), reverse("relations:agreement-list", args=[municipality.slug])),
        (_("Legal natures"), reverse("relations:nature-list", args=[municipality.slug])),
    ]


class NatureList(Register):
    queryset = LegalNature.objects.all()
    filterset_class = NatureFilters
    name = "legal-natures"
    title = gettext_lazy("Legal natures")
    lead = gettext_lazy("What an agreement is in law: how long it may last, and what has to be done because of it.")
    acts_template = "relations/_nature_list_acts.html"
    empty_template = "relations/_nature_list_empty.html"
    columns = [
        Column(
            key="name", label=gettext_lazy("Name"), sort=("folded",), value=lambda row: row.name,
            cell=lambda row: linked(row.name, row.get_absolute_url(), row.legal_basis),
        ),
        Column(key="legal_basis", label=gettext_lazy("Legal basis"), value=lambda row: row.legal_basis, is_hidden=True),
        Column(key="longest_months", label=gettext_lazy("Longest first term, in months"), sort=("longest_months",), value=lambda row: row.longest_months, is_number=True),
        Column(key="longest_renewal_months", label=gettext_lazy("Longest renewal, in months"), sort=("longest_renewal_months",), value=lambda row: row.longest_renewal_months, is_number=True),
        Column(key="notice_days", label=gettext_lazy("Notice, in days"), sort=("notice_days",), value=lambda row: row.notice_days, is_number=True),
    ]  # fmt: skip


class NatureReady(ScopedView, View):
    """Add the ready legal natures that are not there yet, in the city's own language."""

    capability = Capability.ADMINISTER
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ready = in_words(self.municipality.main_language)
        added = take_over_natures(municipality=self.municipality, ready=ready, by=request.user)
        words = ngettext("%(n)d legal nature is added.", "%(n)d legal natures are added.", added) % {"n": added}
        messages.success(request, words if added else _("All of them are there already."))
        return redirect("relations:nature-list", self.municipality.slug)


class NatureDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "relations/nature_detail.html"
    queryset = LegalNature.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        duties = list(NatureDuty.objects.of(self.municipality).filter(nature=self.object))
        for each in duties:
            each.before = -each.days
        return super().get_context_data(**kwargs) | {
            "crumbs": [*nature_crumbs(self.municipality), (self.object.name, "")],
            "duties": duties,
            "agreements": Agreement.objects.of(self.municipality).filter(nature=self.object).count(),
            "may_edit": may(self.membership, Capability.ADMINISTER),
        }


class NaturePage:
    """What the form pages of a legal nature share."""

    model = LegalNature
    form_class = LegalNatureForm
    capability = Capability.ADMINISTER
    submit_label = gettext_lazy("Save legal nature")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return nature_crumbs(self.municipality)


class NatureCreate(NaturePage, ScopedCreate):
    title = gettext_lazy("Add legal nature")


class NatureEdit(NaturePage, ScopedEdit):
    title = gettext_lazy("Edit legal nature")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.name, self.object.get_absolute_url())]


class NatureBin(ScopedBin):
    model = LegalNature
    capability = Capability.ADMINISTER

    def get_success_url(self) -> str:
        return reverse("relations:nature-list", args=[self.municipality.slug])


class NatureHistory(ScopedHistory):
    model = LegalNature


class NatureDutyPage(PartPage):
    model, form_class, part, anchor = NatureDuty, NatureDutyForm, "nature-duty", "duties"
    holder, crumbs_of = "nature", nature_crumbs
    add_title, edit_title = gettext_lazy("Add duty by law"), gettext_lazy("Edit duty by law")
    capability = Capability.ADMINISTER


class NatureDutyBin(PartBin):
    capability = Capability.ADMINISTER
