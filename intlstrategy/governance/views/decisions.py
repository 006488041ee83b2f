"""Decisions: the register across bodies, the page of one, and the button that says it is done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, due_cell, in_own_words, linked
from intlstrategy.governance.filters import DecisionFilters
from intlstrategy.governance.forms.decisions import DecisionForm
from intlstrategy.governance.models import Decision, Meeting
from intlstrategy.governance.services.decisions import save_decision
from intlstrategy.governance.views.meetings import meeting_crumbs
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory, seen_in
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability


class DecisionList(Register):
    queryset = Decision.objects.select_related("meeting__body__secretary", "owner")
    filterset_class = DecisionFilters
    name = "decisions"
    title = gettext_lazy("Decisions")
    lead = gettext_lazy("What every body decided, who sees to it, and what is overdue.")
    empty_template = "governance/_decision_list_empty.html"
    default_sort = ("-meeting__on", "-pk")
    chips = [(gettext_lazy("Open ones"), "state=open"), (gettext_lazy("Late ones"), "state=late")]
    columns = [
        Column(
            key="title", label=pgettext_lazy("of a body", "Decision"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url(), row.number),
        ),
        Column(key="number", label=gettext_lazy("Number"), value=lambda row: row.number, is_hidden=True),
        Column(key="body", label=gettext_lazy("Body"), sort=("meeting__body__folded",), value=lambda row: row.meeting.body),
        Column(key="on", label=gettext_lazy("Day"), sort=("meeting__on",), value=lambda row: row.on),
        Column(
            key="vote", label=gettext_lazy("How it was decided"), sort=("vote",), value=lambda row: row.get_vote_display(),
            cell=lambda row: in_own_words(row.get_vote_display()), is_hidden=True,
        ),
        Column(key="in_favour", label=gettext_lazy("In favour"), value=lambda row: row.in_favour, is_number=True, is_hidden=True),
        Column(key="against", label=gettext_lazy("Against"), value=lambda row: row.against, is_number=True, is_hidden=True),
        Column(key="abstained", label=gettext_lazy("Abstained"), value=lambda row: row.abstained, is_number=True, is_hidden=True),
        Column(key="owner", label=gettext_lazy("Who sees to it"), sort=("owner__folded",), value=lambda row: row.in_charge),
        Column(key="due_on", label=gettext_lazy("Due"), sort=("due_on",), value=lambda row: row.due_on, cell=lambda row: due_cell(row.due_on, is_late=row.is_late(timezone.localdate()))),
        Column(
            key="state", label=gettext_lazy("Follow-up"), sort=("state",), value=lambda row: row.get_state_display(),
            cell=lambda row: in_own_words(row.get_state_display()),
        ),
        Column(key="closed_on", label=gettext_lazy("Closed on"), value=lambda row: row.closed_on, is_hidden=True),
        Column(key="text", label=gettext_lazy("Text"), value=lambda row: row.text, is_hidden=True),
        Column(key="note", label=gettext_lazy("What became of it"), value=lambda row: row.note, is_hidden=True),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip


def decision_crumbs(municipality: Any) -> list[tuple[Any, str]]:
    return [(_("Decisions"), reverse("governance:decision-list", args=[municipality.slug]))]


class DecisionDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "governance/decision_detail.html"
    queryset = Decision.objects.select_related("meeting__body__secretary", "item", "owner")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "crumbs": [*decision_crumbs(self.municipality), (str(row), "")],
            "meeting_url": reverse("governance:meeting-detail", args=[self.municipality.slug, row.meeting_id]),
            "body_url": reverse("governance:body-detail", args=[self.municipality.slug, row.meeting.body_id]),
            "is_late": row.is_late(today),
            "panels": panels_for(row, self.membership),
            "may_report": row.state == Decision.State.OPEN and may(self.membership, Capability.REPORT, row),
            "may_edit": may(self.membership, Capability.EDIT),
            "may_bin": may(self.membership, Capability.BIN, row),
        }


class DecisionPage:
    """What the form pages of a decision share."""

    model = Decision
    form_class = DecisionForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save decision")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_meeting(self) -> Meeting:
        if getattr(self, "object", None):
            return self.object.meeting
        rows = Meeting.objects.of(self.municipality).select_related("body")
        return get_object_or_404(rows, pk=self.kwargs["meeting"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"holder": self.get_meeting()}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        meeting = self.get_meeting()
        there = reverse("governance:meeting-detail", args=[self.municipality.slug, meeting.pk])
        return [*meeting_crumbs(self.municipality), (f"{meeting.body}: {meeting}", there)]

    def save(self, form: DecisionForm) -> Decision:
        return save_decision(form.save(commit=False), by=self.request.user, seen=self.get_seen())


class DecisionCreate(DecisionPage, ScopedCreate):
    title = gettext_lazy("Add decision")
    add_another = True


class DecisionEdit(DecisionPage, ScopedEdit):
    title = gettext_lazy("Edit decision")

    def get_queryset(self):
        return super().get_queryset().select_related("meeting__body", "item")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*decision_crumbs(self.municipality), (str(self.object), self.object.get_absolute_url())]


class DecisionDone(ScopedView, DetailView):
    """The one button: it is done, today. Whoever sees to it may press it."""

    capability = Capability.REPORT
    http_method_names = ["post"]
    queryset = Decision.objects.select_related("meeting__body", "item")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_object()
        if row.state == Decision.State.OPEN:
            row.state = Decision.State.DONE
            try:
                save_decision(row, by=request.user, seen=seen_in(request.POST))
            except Stale:
                messages.error(
                    request, _("Somebody changed “%(name)s” meanwhile. Look at it again first.") % {"name": row}
                )
                return redirect(row)
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))
                return redirect(row)
            messages.success(request, _("“%(name)s” is done.") % {"name": row})
        return redirect(row)


class DecisionBin(ScopedBin):
    model = Decision

    def get_success_url(self) -> str:
        return reverse("governance:decision-list", args=[self.municipality.slug])


class DecisionHistory(ScopedHistory):
    model = Decision
