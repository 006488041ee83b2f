"""Plans: the register, the plan page with its tree, and the plan's own form."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.municipalities.access import ScopedView
from intlstrategy.municipalities.models import Municipality, ScopedModel
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.filters import PlanFilters
from intlstrategy.planning.forms.plans import PlanForm
from intlstrategy.planning.models import Plan, Version
from intlstrategy.planning.services.holding import CLOSED
from intlstrategy.planning.services.plans import bin_plan, create_plan, save_plan
from intlstrategy.planning.views.tree import tree_context

PLAN_COLUMNS = [
    Column(
        key="title", label=_("Title"), sort=("folded",), value=lambda plan: plan.title,
        cell=lambda plan: linked(plan.title, plan.get_absolute_url(), in_own_words(plan.get_kind_display())),
    ),
    Column(key="kind", label=_("Kind"), value=lambda plan: plan.get_kind_display(), is_hidden=True),
    Column(
        key="status", label=_("Status"), sort=("status",), value=lambda plan: plan.get_status_display(),
        cell=lambda plan: status(plan.status, plan.get_status_display()),
    ),
    Column(key="starts", label=_("Starts"), sort=("starts_on",), value=lambda plan: plan.starts_on),
    Column(key="ends", label=_("Ends"), sort=("ends_on",), value=lambda plan: plan.ends_on),
    Column(key="sponsor", label=_("Political sponsor"), value=lambda plan: plan.sponsor),
    Column(key="actions", label=_("Actions"), value=lambda plan: plan.action_count, is_number=True),
]  # fmt: skip


class PlanList(Register):
    queryset = Plan.objects.with_action_count().select_related("sponsor")
    filterset_class = PlanFilters
    name = "plans"
    title = _("Plans")
    lead = _("Strategies, master plans and the city plan: what the city wants from its external action, and by when.")
    columns = PLAN_COLUMNS
    default_sort = ("-starts_on", "folded")
    acts_template = "planning/_plan_list_acts.html"
    empty_template = "planning/_plan_list_empty.html"


def plan_of(municipality: Municipality, slug: str) -> Plan:
    plans = Plan.objects.of(municipality).select_related("sponsor", "lead_department", "strategy", "city_plan")
    return get_object_or_404(plans, slug=slug)


def plan_frame(plan: Plan) -> dict[str, Any]:
    """What the head of every page of a plan shows."""
    return {
        "plan": plan,
        "latest": Version.objects.of(plan.municipality).select_related("plan").latest_of(plan),
        "included": [other for other in (plan.city_plan, plan.strategy) if other],
    }


class PlanDetail(ScopedView, DetailView):
    capability = Capability.READ
    queryset = Plan.objects.select_related("sponsor", "lead_department", "strategy", "city_plan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | plan_frame(self.object) | tree_context(self.request, self.object)


class PlanPage:
    """What the form pages of a plan share."""

    model = Plan
    form_class = PlanForm
    capability = Capability.EDIT
    submit_label = _("Save plan")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(_("Plans"), reverse("planning:plan-list", args=[self.municipality.slug]))]


class PlanCreate(PlanPage, ScopedCreate):
    title = _("Add plan")
    done_message = _("“%(name)s” is created. Add its first element, or import a file.")

    def save(self, form: PlanForm) -> Plan:
        return create_plan(plan=form.save(commit=False), by=self.request.user, **form.told_beside())


class PlanEdit(PlanPage, ScopedEdit):
    title = _("Edit plan")
    done_message = _("“%(name)s” is saved.")

    def get_ever(self) -> QuerySet:
        """Several plans may have had an address one after the other: the last of them."""
        last = super().get_ever().filter(slug=self.kwargs["slug"]).order_by("-binned_at", "-pk")[:1]
        return super().get_ever().filter(pk__in=last.values("pk"))

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.title, self.object.get_absolute_url())]

    def save(self, form: PlanForm) -> Plan:
        return save_plan(plan=form.save(commit=False), by=self.request.user, seen=self.get_seen(), **form.told_beside())


class PlanBin(ScopedBin):
    model = Plan

    def refusal(self, going: Sequence[ScopedModel]) -> str:
        return super().refusal(going) if self.object.is_open else str(CLOSED)

    def carry_out(self, seen: int | None) -> None:
        bin_plan(plan=self.object, by=self.request.user, seen=seen)

    def get_success_url(self) -> str:
        return reverse("planning:plan-list", args=[self.municipality.slug])


class PlanHistory(ScopedHistory):
    model = Plan
