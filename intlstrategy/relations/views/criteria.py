"""The city's criteria for approaches and how it takes approaches in: administrators keep them, everybody reads them."""

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
from intlstrategy.relations.criteria import in_words
from intlstrategy.relations.forms.approaches import CriterionForm, DeskForm
from intlstrategy.relations.models import ApproachCriterion, ApproachDesk
from intlstrategy.relations.services.approaches import desk_of, move_criterion, save_criterion, take_over_criteria
from intlstrategy.relations.views.crumbs import register_named


class CriterionFilters(ScopedFilterSet):
    class Meta:
        model = ApproachCriterion
        fields = ["q"]


def criteria_crumbs(municipality: Any) -> list[tuple[Any, str]]:
    return [*register_named("approach", municipality), (_("Criteria"), reverse("relations:criterion-list", args=[municipality.slug]))]  # fmt: skip


class CriterionList(Register):
    queryset = ApproachCriterion.objects.all()
    filterset_class = CriterionFilters
    name = "approach-criteria"
    title = gettext_lazy("Criteria for approaches")
    lead = gettext_lazy(
        "What the city asks of every approach, and what each answer weighs. Other weights change no decision that was made."
    )
    acts_template = "relations/_criterion_list_acts.html"
    empty_template = "relations/_criterion_list_empty.html"
    default_sort = ("position", "pk")
    columns = [
        Column(
            key="name", label=gettext_lazy("Name"), sort=("folded",), value=lambda row: row.name,
            cell=lambda row: linked(row.name, reverse("relations:criterion-detail", args=[row.municipality.slug, row.pk]), row.help),
        ),
        Column(key="help", label=gettext_lazy("What is asked"), value=lambda row: row.help, is_hidden=True),
        Column(key="weight", label=gettext_lazy("Weight"), sort=("weight",), value=lambda row: row.weight, is_number=True),
        Column(key="position", label=gettext_lazy("Position"), sort=("position",), value=lambda row: row.position, is_number=True),
        Column(key="is_active", label=gettext_lazy("In use"), sort=("is_active",), value=lambda row: row.is_active),
    ]  # fmt: skip

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*register_named("approach", self.municipality), (self.title, "")]


class CriterionReady(ScopedView, View):
    """Add the ready criteria that are not there yet, in the city's own language."""

    capability = Capability.ADMINISTER
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ready = in_words(self.municipality.main_language)
        added = take_over_criteria(municipality=self.municipality, ready=ready, by=request.user)
        words = ngettext("%(n)d criterion is added.", "%(n)d criteria are added.", added) % {"n": added}
        messages.success(request, words if added else _("All of them are there already."))
        return redirect("relations:criterion-list", self.municipality.slug)


class CriterionDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "relations/criterion_detail.html"
    queryset = ApproachCriterion.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "crumbs": [*criteria_crumbs(self.municipality), (self.object.name, "")],
            "may_edit": may(self.membership, Capability.ADMINISTER),
        }


class CriterionPage:
    """What the form pages of a criterion share."""

    model = ApproachCriterion
    form_class = CriterionForm
    capability = Capability.ADMINISTER
    submit_label = gettext_lazy("Save criterion")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return criteria_crumbs(self.municipality)

    def save(self, form: CriterionForm) -> ApproachCriterion:
        return save_criterion(form.save(commit=False), by=self.request.user, seen=self.get_seen())


class CriterionCreate(CriterionPage, ScopedCreate):
    title = gettext_lazy("Add criterion")
    add_another = True


class CriterionEdit(CriterionPage, ScopedEdit):
    title = gettext_lazy("Edit criterion")


class CriterionMove(ScopedView, DetailView):
    """The buttons that put a criterion one place up or down."""

    capability = Capability.ADMINISTER
    http_method_names = ["post"]
    queryset = ApproachCriterion.objects.all()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_object()
        move_criterion(criterion=row, step=-1 if request.POST.get("step") == "up" else 1, by=request.user)
        messages.success(request, _("“%(name)s” is moved.") % {"name": row})
        return redirect("relations:criterion-list", self.municipality.slug)


class CriterionBin(ScopedBin):
    model = ApproachCriterion
    capability = Capability.ADMINISTER

    def get_success_url(self) -> str:
        return reverse("relations:criterion-list", args=[self.municipality.slug])


class CriterionHistory(ScopedHistory):
    model = ApproachCriterion


class DeskEdit(ScopedEdit):
    """How the city takes approaches in; before anybody said so, as it is by itself."""

    model = ApproachDesk
    form_class = DeskForm
    capability = Capability.ADMINISTER
    template_name = "relations/approach_desk_form.html"
    title = gettext_lazy("Settings of approaches")
    submit_label = gettext_lazy("Save settings")
    done_message = gettext_lazy("The settings are saved.")

    def get_object(self, queryset: Any = None) -> ApproachDesk:
        return desk_of(self.municipality)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return register_named("approach", self.municipality)

    def get_success_url(self) -> str:
        return reverse("relations:approach-desk", args=[self.municipality.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = reverse("relations:public-approach", args=[self.municipality.slug])
        return super().get_context_data(**kwargs) | {"public_address": self.request.build_absolute_uri(address)}


class DeskHistory(ScopedHistory):
    capability = Capability.ADMINISTER
    model = ApproachDesk

    def get_object(self, queryset: Any = None) -> ApproachDesk:
        return desk_of(self.municipality)
