"""Progress updates: written by whoever answers for an action, read and decided on by the office."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.core.templatetags.components import progress, status
from intlstrategy.documents.models import Document
from intlstrategy.monitoring.filters import UpdateFilters
from intlstrategy.monitoring.forms.updates import CorrectionForm, ReturnForm, UpdateForm
from intlstrategy.monitoring.models import ProgressUpdate, ReportingPeriod
from intlstrategy.monitoring.rounds import Asked, asked_in
from intlstrategy.monitoring.services.updates import approve_update, percent_before, return_update, write_update
from intlstrategy.monitoring.views.periods import period_crumbs
from intlstrategy.municipalities.access import ScopedView, demand, may, requires
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import ScopedCreate, ScopedEdit, ScopedHistory, seen_in
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Action, Attachment

Standing = ProgressUpdate.Standing


class UpdateList(Register):
    queryset = ProgressUpdate.objects.select_related("action__lead_department", "period", "reported_by__user")
    filterset_class = UpdateFilters
    name = "progress-updates"
    title = gettext_lazy("Progress updates")
    lead = gettext_lazy("What departments reported of their actions, period after period.")
    empty_template = "monitoring/_update_list_empty.html"
    default_sort = ("-period__starts_on", "-pk")
    chips = [(gettext_lazy("To approve"), "standing=submitted"), (gettext_lazy("Returned"), "standing=returned")]
    columns = [
        Column(
            key="action", label=gettext_lazy("Action"), sort=("action__folded",), value=lambda row: row.action,
            cell=lambda row: linked(row.action, row.get_absolute_url(), row.period),
        ),
        Column(key="period", label=gettext_lazy("Period"), sort=("period__starts_on",), value=lambda row: row.period, is_hidden=True),
        Column(
            key="percent", label=gettext_lazy("Progress"), sort=("percent",), value=lambda row: row.percent,
            cell=lambda row: progress(row.percent),
        ),
        Column(
            key="status", label=gettext_lazy("How it goes"), sort=("status",), value=lambda row: row.get_status_display(),
            cell=lambda row: in_own_words(status(row.status, row.get_status_display())) if row.status else "–",
        ),
        Column(
            key="standing", label=gettext_lazy("Standing"), sort=("standing",), value=lambda row: row.get_standing_display(),
            cell=lambda row: in_own_words(row.get_standing_display()),
        ),
        Column(key="lead", label=gettext_lazy("Lead department"), sort=("action__lead_department__folded",), value=lambda row: row.action.lead_department),
        Column(key="reporter", label=gettext_lazy("Reported by"), sort=("reported_by__folded",), value=lambda row: row.reported_by),
        Column(key="sent", label=pgettext_lazy("progress update", "Sent"), sort=("submitted_at",), value=lambda row: row.submitted_at and timezone.localtime(row.submitted_at).date()),
        Column(key="achievements", label=gettext_lazy("What was achieved"), value=lambda row: row.achievements, is_hidden=True),
        Column(key="difficulties", label=gettext_lazy("Difficulties"), value=lambda row: row.difficulties, is_hidden=True),
        Column(key="next_steps", label=gettext_lazy("Next steps"), value=lambda row: row.next_steps, is_hidden=True),
        Column(key="spent", label=gettext_lazy("Spent in this period"), sort=("spent",), value=lambda row: row.spent, is_number=True, is_hidden=True),
        Column(key="reason", label=gettext_lazy("Why it is corrected"), value=lambda row: row.reason, is_hidden=True),
    ]  # fmt: skip


class UpdateDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "monitoring/update_detail.html"
    queryset = ProgressUpdate.objects.select_related(
        "period", "action__lead_department", "action__plan", "action__responsible", "reported_by__user", "decided_by", "corrects__period"
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, member = self.object, self.membership
        answers = may(member, Capability.REPORT, row)
        may_approve = may(member, Capability.APPROVE) and row.standing == Standing.SUBMITTED
        is_own = row.reported_by is not None and row.reported_by.user_id == member.user_id
        shown = (
            Document.objects.of(self.municipality).readable_by(member).filter(shows__update=row, shows__binned_at=None)
        )
        return super().get_context_data(**kwargs) | {
            "crumbs": [*period_crumbs(self.municipality), (str(row.period), row.period.get_absolute_url()), (str(row.action), "")],
            "before": percent_before(row),
            "earlier": earlier(row),
            "documents": list(shown.order_by("folded", "pk")),
            "corrections": list(ProgressUpdate.objects.of(self.municipality).filter(corrects=row).order_by("pk")),
            "may_edit": answers and row.is_draft,
            "may_decide": may_approve,
            "may_approve": may_approve and (not is_own or self.municipality.is_simple),
            "may_correct": answers and row.is_approved and row.corrects_id is None,
        }  # fmt: skip


def earlier(update: ProgressUpdate) -> ProgressUpdate | None:
    """What was approved of the same action in the period before."""
    rows = ProgressUpdate.objects.of(update.municipality).approved().filter(action=update.action_id)
    rows = rows.filter(period__ends_on__lt=update.period.ends_on)
    return rows.select_related("period", "reported_by").latest_first().first()


class UpdatePage:
    """What the form pages of an update share: the text of the last period stands beside the form."""

    model = ProgressUpdate
    form_class: Any = UpdateForm
    capability = Capability.REPORT
    template_name = "monitoring/update_form.html"

    def get_action(self) -> Action:
        raise NotImplementedError

    def get_period(self) -> ReportingPeriod:
        raise NotImplementedError

    def get_title(self) -> Any:
        return self.get_action().title

    def get_crumbs(self) -> list[tuple[Any, str]]:
        period = self.get_period()
        return [*period_crumbs(self.municipality), (str(period), period.get_absolute_url())]  # type: ignore[attr-defined]

    def get_form_kwargs(self) -> dict[str, Any]:
        attached = Attachment.objects.of(self.municipality).filter(action=self.get_action())  # type: ignore[attr-defined]
        documents = (
            Document.objects.of(self.municipality)
            .readable_by(self.membership)
            .filter(pk__in=attached.values("document"))
        )  # type: ignore[attr-defined]
        kwargs = super().get_form_kwargs()  # type: ignore[misc]
        kwargs["instance"] = self.prepared(kwargs.get("instance"))
        return kwargs | {"documents": documents}

    def prepared(self, update: ProgressUpdate | None) -> ProgressUpdate:
        """An update that is new knows what it is of; the form asks nobody for that."""
        if update is None:
            update = ProgressUpdate(municipality=self.municipality, action=self.get_action(), period=self.get_period())  # type: ignore[attr-defined]
        return update

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        update = self.prepared(getattr(self, "object", None))
        return super().get_context_data(**kwargs) | {  # type: ignore[misc]
            "action": self.get_action(), "period": self.get_period(), "earlier": earlier(update), "before": percent_before(update),
            "update": update, "left": len(self.others),
        }  # fmt: skip

    @cached_property
    def others(self) -> list[Asked]:
        """What else this member has to report in this period."""
        me, here = self.membership.pk, self.get_action().pk  # type: ignore[attr-defined]
        rows = asked_in(self.get_period(), timezone.localdate())
        return [
            row for row in rows
            if row.responsible is not None and row.responsible.pk == me and row.action.pk != here and not row.is_sent
        ]  # fmt: skip

    def save(self, form: Any) -> ProgressUpdate:
        return write_update(
            update=form.save(commit=False), by=self.membership, evidence=list(form.cleaned_data["evidence"]),  # type: ignore[attr-defined]
            sends="_draft" not in self.request.POST, seen=self.get_seen(),  # type: ignore[attr-defined]
        )  # fmt: skip

    def get_success_url(self) -> str:
        """Several in a row: the next one that is missing, or the round when nothing is."""
        if "_next" in self.request.POST and self.others:  # type: ignore[attr-defined]
            return report_url(self.others[0])
        return self.object.get_absolute_url()  # type: ignore[attr-defined]

    def after_saving(self, url: str) -> HttpResponse:
        if self.object.is_draft:  # type: ignore[attr-defined]
            messages.success(self.request, _("The draft is kept. Nobody is told of it until you send it."))  # type: ignore[attr-defined]
        else:
            messages.success(self.request, _("Thank you: “%(name)s” is sent.") % {"name": self.object.action})  # type: ignore[attr-defined]
        return redirect(url)


def report_url(row: Asked) -> str:
    """Where one action is reported: the draft that is there, or a new update."""
    here = row.action.municipality.slug
    if row.update is not None:
        return reverse("monitoring:update-edit", args=[here, row.update.pk])
    return reverse("monitoring:update-create", args=[here, row.period.pk, row.action.pk])


class UpdateCreate(UpdatePage, ScopedCreate):
    """The first entry of an action in a period; where there is one already, that one is shown."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        there = ProgressUpdate.objects.of(self.municipality).first_entries()
        found = there.filter(action=self.get_action(), period=self.get_period()).first()
        if found is not None:
            return (
                redirect("monitoring:update-edit", self.municipality.slug, found.pk)
                if found.is_draft
                else redirect(found)
            )
        return super().get(request, *args, **kwargs)

    @cached_property
    def the_action(self) -> Action:
        rows = Action.objects.of(self.municipality).accepted().select_related("plan", "lead_department", "responsible")
        action = get_object_or_404(rows, pk=self.kwargs["action"])
        demand(self.membership, Capability.REPORT, action)
        return action

    @cached_property
    def the_period(self) -> ReportingPeriod:
        return get_object_or_404(ReportingPeriod.objects.of(self.municipality), pk=self.kwargs["period"])

    def get_action(self) -> Action:
        return self.the_action

    def get_period(self) -> ReportingPeriod:
        return self.the_period


class UpdateEdit(UpdatePage, ScopedEdit):
    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().filter(standing__in=[Standing.DRAFT, Standing.RETURNED])
        return rows.select_related("period", "action__plan", "action__lead_department", "action__responsible")

    def get_action(self) -> Action:
        return self.object.action

    def get_period(self) -> ReportingPeriod:
        return self.object.period


class UpdateCorrect(UpdateCreate):
    """An entry that puts right what was approved, and says why."""

    form_class = CorrectionForm

    @cached_property
    def corrected(self) -> ProgressUpdate:
        rows = ProgressUpdate.objects.of(self.municipality).approved().first_entries()
        rows = rows.select_related("period", "action__plan", "action__lead_department", "action__responsible")
        found = get_object_or_404(rows, pk=self.kwargs["pk"])
        demand(self.membership, Capability.REPORT, found)
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return ScopedCreate.get(self, request, *args, **kwargs)

    def get_action(self) -> Action:
        return self.corrected.action

    def get_period(self) -> ReportingPeriod:
        return self.corrected.period

    def prepared(self, update: ProgressUpdate | None) -> ProgressUpdate:
        """It opens with what stands there now."""
        if update is not None:
            return update
        new = super().prepared(None)
        new.corrects = self.corrected
        last = self.corrected.corrections.filter(standing=Standing.APPROVED, binned_at=None).order_by("-pk").first()
        for name in ("percent", "status", "achievements", "difficulties", "next_steps", "spent"):
            setattr(new, name, getattr(last or self.corrected, name))
        return new


class UpdateReturn(ScopedEdit):
    """Back to whoever sent it, with what is missing."""

    model = ProgressUpdate
    form_class = ReturnForm
    capability = Capability.APPROVE
    title = gettext_lazy("Return the update")
    submit_label = gettext_lazy("Return it")
    done_message = gettext_lazy("It is back with whoever sent it.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(standing=Standing.SUBMITTED).select_related("action", "period")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        period = self.object.period
        return [*period_crumbs(self.municipality), (str(period), period.get_absolute_url()), (str(self.object.action), self.object.get_absolute_url())]  # fmt: skip

    def save(self, form: ReturnForm) -> ProgressUpdate:
        note = form.cleaned_data["note"]
        return return_update(update=form.instance, note=note, by=self.request.user, seen=self.get_seen())


class UpdateHistory(ScopedHistory):
    model = ProgressUpdate


@require_POST
@requires(Capability.APPROVE)
def update_approve(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Let an update count, and go on to the next that waits."""
    rows = ProgressUpdate.objects.of(municipality).select_related("period", "action", "reported_by")
    update = get_object_or_404(rows, pk=pk)
    try:
        approve_update(update=update, by=request.user, seen=seen_in(request.POST))
    except Stale:
        messages.error(request, _("Somebody changed “%(name)s” meanwhile. Look at it again first.") % {"name": update})
        return redirect(update)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(update)
    messages.success(request, _("“%(name)s” is approved, and counts.") % {"name": update.action})
    following = rows.filter(period=update.period, standing=Standing.SUBMITTED).order_by("pk").first()
    return redirect(following or update.period)
