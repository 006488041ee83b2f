"""Reporting periods: the register, their forms, and the round of one on a page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView

from intlstrategy.core.languages import interface_language
from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.monitoring.filters import PeriodFilters
from intlstrategy.monitoring.forms.periods import PeriodForm, YearForm
from intlstrategy.monitoring.models import ProgressUpdate, ReportingPeriod
from intlstrategy.monitoring.rounds import Share, asked_in, by_department
from intlstrategy.monitoring.services.periods import lock_period, plan_periods, save_period
from intlstrategy.municipalities.access import ScopedView, may, requires
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import (
    ScopedBin,
    ScopedCreate,
    ScopedEdit,
    ScopedFormPage,
    ScopedHistory,
    seen_in,
)
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability

Standing = ProgressUpdate.Standing


def state_words(row: ReportingPeriod) -> Any:
    return row.state_on(timezone.localdate()).label


class PeriodList(Register):
    queryset = ReportingPeriod.objects.all()
    filterset_class = PeriodFilters
    name = "reporting-periods"
    title = gettext_lazy("Reporting")
    lead = gettext_lazy("The rounds in which departments say how their actions go: by when, and what came in.")
    acts_template = "monitoring/_period_list_acts.html"
    empty_template = "monitoring/_period_list_empty.html"
    default_sort = ("-starts_on", "-pk")
    chips = [(pgettext_lazy("reporting periods", "Open"), "state=open")]
    columns = [
        Column(
            key="title", label=gettext_lazy("Period"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url()),
        ),
        Column(key="starts_on", label=gettext_lazy("First day"), sort=("starts_on",), value=lambda row: row.starts_on),
        Column(key="ends_on", label=gettext_lazy("Last day"), sort=("ends_on",), value=lambda row: row.ends_on, is_hidden=True),
        Column(
            key="state", label=pgettext_lazy("reporting period", "State"), value=state_words,
            cell=lambda row: in_own_words(state_words(row)),
        ),
        Column(key="opens_on", label=gettext_lazy("Opens"), sort=("opens_on",), value=lambda row: row.opens_on, is_hidden=True),
        Column(key="due_on", label=gettext_lazy("Due for departments"), sort=("due_on",), value=lambda row: row.due_on),
        Column(key="office_due_on", label=gettext_lazy("Due for the office"), sort=("office_due_on",), value=lambda row: row.office_due_on),
        Column(key="closes_on", label=gettext_lazy("Closes"), sort=("closes_on",), value=lambda row: row.closes_on),
        Column(key="sent", label=gettext_lazy("Sent"), value=lambda row: row.sent_count, is_number=True),
        Column(key="approved", label=gettext_lazy("Approved"), value=lambda row: row.approved_count, is_number=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        living = Q(updates__binned_at=None, updates__corrects=None)
        return super().entries().annotate(
            sent_count=Count("updates", filter=living & Q(updates__standing__in=[Standing.SUBMITTED, Standing.APPROVED])),
            approved_count=Count("updates", filter=living & Q(updates__standing=Standing.APPROVED)),
        )  # fmt: skip


def period_crumbs(municipality: Municipality) -> list[tuple[Any, str]]:
    return [(_("Reporting"), reverse("monitoring:period-list", args=[municipality.slug]))]


class PeriodDetail(ScopedView, DetailView):
    """The round on one page: what each department sent, and what is missing from whom."""

    capability = Capability.READ
    template_name = "monitoring/period_detail.html"
    model = ReportingPeriod

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period, today = self.object, timezone.localdate()
        rows = asked_in(period, today)
        shares = by_department(rows)
        return super().get_context_data(**kwargs) | {
            "crumbs": [*period_crumbs(self.municipality), (str(period), "")],
            "state": period.state_on(today),
            "is_open": period.is_open_on(today),
            "today": today,
            "whole": Share(None, rows),
            "shares": shares,
            "mine": [row for row in rows if self.is_mine(row)],
            "may_edit": may(self.membership, Capability.EDIT) and not period.is_locked,
            "may_lock": may(self.membership, Capability.APPROVE) and not period.is_locked,
            "may_bin": may(self.membership, Capability.BIN, period) and not period.is_locked,
        }

    def is_mine(self, row: Any) -> bool:
        return row.responsible is not None and row.responsible.pk == self.membership.pk


class PeriodPage:
    """What the form pages of a period share."""

    model = ReportingPeriod
    form_class = PeriodForm
    capability = Capability.EDIT
    done_message = gettext_lazy("“%(name)s” is saved.")
    submit_label = gettext_lazy("Save period")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return period_crumbs(self.municipality)  # type: ignore[attr-defined]

    def save(self, form: PeriodForm) -> ReportingPeriod:
        return save_period(period=form.save(commit=False), by=self.request.user, seen=self.get_seen())  # type: ignore[attr-defined]


class PeriodCreate(PeriodPage, ScopedCreate):
    title = gettext_lazy("Add a reporting period")


class PeriodEdit(PeriodPage, ScopedEdit):
    title = gettext_lazy("Edit the reporting period")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(locked_at=None)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (str(self.object), self.object.get_absolute_url())]


class PeriodBin(ScopedBin):
    model = ReportingPeriod

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(locked_at=None)


class PeriodHistory(ScopedHistory):
    model = ReportingPeriod


class PeriodYear(ScopedFormPage, FormView):
    """The periods of a whole year at once."""

    capability = Capability.EDIT
    form_class = YearForm
    title = gettext_lazy("Plan a year of reporting")
    submit_label = gettext_lazy("Add these periods")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return period_crumbs(self.municipality)

    def form_valid(self, form: YearForm) -> HttpResponse:
        told, here = form.cleaned_data, self.municipality
        try:
            with translation.override(interface_language(here.main_language)):
                made = plan_periods(
                    municipality=here, year=told["year"], parts=int(told["parts"]), rhythm=form.rhythm, by=self.request.user
                )  # fmt: skip
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        words = ngettext("%(n)d period is added.", "%(n)d periods are added.", len(made))
        messages.success(self.request, words % {"n": len(made)})
        return redirect("monitoring:period-list", here.slug)


@require_POST
@requires(Capability.APPROVE)
def period_lock(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Settle a period for good."""
    period = get_object_or_404(ReportingPeriod.objects.of(municipality), pk=pk)
    try:
        lock_period(period=period, by=request.user, seen=seen_in(request.POST))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("“%(name)s” is locked: what was approved in it stays as it is.") % {"name": period})
    return redirect(period)
