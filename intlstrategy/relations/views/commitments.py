"""Commitments: the register, the page of one, and the button that says it was kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.tables import Column, due_cell, in_own_words, linked
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory, seen_in
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.due import commitment_url
from intlstrategy.relations.filters import CommitmentFilters
from intlstrategy.relations.forms.commitments import CommitmentForm
from intlstrategy.relations.models import Commitment
from intlstrategy.relations.models.commitment import SOURCES
from intlstrategy.relations.services.commitments import save_commitment
from intlstrategy.relations.views.crumbs import register_of


class CommitmentList(Register):
    queryset = Commitment.objects.select_related("owner", "stakeholder", *SOURCES)
    filterset_class = CommitmentFilters
    name = "commitments"
    title = gettext_lazy("Commitments")
    lead = gettext_lazy("What was promised by either side, who sees to it, and by when.")
    empty_template = "relations/_commitment_list_empty.html"
    default_sort = ("due_on", "pk")
    chips = [(gettext_lazy("Open ones"), "state=open"), (gettext_lazy("Late ones"), "state=late")]
    columns = [
        Column(
            key="text", label=gettext_lazy("What was promised"), sort=("folded",), value=lambda row: row.text,
            cell=lambda row: linked(row.text, commitment_url(row), row.source),
        ),
        Column(
            key="side", label=gettext_lazy("Whose"), sort=("side",), value=lambda row: row.get_side_display(),
            cell=lambda row: in_own_words(row.get_side_display()),
        ),
        Column(key="stakeholder", label=gettext_lazy("Organisation"), sort=("stakeholder__folded",), value=lambda row: row.stakeholder),
        Column(key="owner", label=gettext_lazy("Who sees to it"), sort=("owner__folded",), value=lambda row: row.owner),
        Column(key="due_on", label=gettext_lazy("Due"), sort=("due_on",), value=lambda row: row.due_on, cell=lambda row: due_cell(row.due_on, is_late=row.is_late(timezone.localdate()))),
        Column(
            key="state", label=pgettext_lazy("commitment", "State"), sort=("state",), value=lambda row: row.get_state_display(),
            cell=lambda row: in_own_words(row.get_state_display()),
        ),
        Column(key="closed_on", label=gettext_lazy("Closed on"), value=lambda row: row.closed_on, is_hidden=True),
        Column(key="source", label=gettext_lazy("Promised in"), value=lambda row: row.source, is_hidden=True),
        Column(key="note", label=gettext_lazy("Note"), value=lambda row: row.note, is_hidden=True),
    ]  # fmt: skip


class CommitmentPage:
    """What the form pages of a commitment share."""

    model = Commitment
    form_class = CommitmentForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save commitment")
    done_message = gettext_lazy("The commitment is saved.")

    def get_source(self) -> Any:
        """The record in which it is promised: each kind has its own argument in the address."""
        if getattr(self, "object", None):
            return self.object.source
        name = next(name for name in SOURCES if name in self.kwargs)
        holders: Any = Commitment._meta.get_field(name).related_model
        return get_object_or_404(holders.objects.of(self.municipality), pk=self.kwargs[name])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"source": self.get_source()}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        source = self.get_source()
        return [*register_of(source), (str(source), source.get_absolute_url())]

    def get_success_url(self) -> str:
        return f"{self.get_source().get_absolute_url()}#commitments"

    def save(self, form: CommitmentForm) -> Commitment:
        return save_commitment(commitment=form.save(commit=False), by=self.request.user, seen=self.get_seen())


class CommitmentCreate(CommitmentPage, ScopedCreate):
    title = gettext_lazy("Add commitment")
    add_another = True

    def get_initial(self) -> dict[str, Any]:
        return {"owner": self.membership.pk}


class CommitmentEdit(CommitmentPage, ScopedEdit):
    title = gettext_lazy("Edit commitment")
    template_name = "relations/commitment_form.html"

    def get_queryset(self):
        return super().get_queryset().select_related("stakeholder", *SOURCES)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"may_bin": may(self.membership, Capability.BIN, self.object)}


class CommitmentKeep(ScopedView, DetailView):
    """The one button: it was kept, today. Whoever sees to it may press it."""

    capability = Capability.REPORT
    http_method_names = ["post"]
    queryset = Commitment.objects.select_related(*SOURCES)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_object()
        if row.state == Commitment.State.OPEN:
            row.state = Commitment.State.DONE
            try:
                save_commitment(commitment=row, by=request.user, seen=seen_in(request.POST))
            except Stale:
                messages.error(
                    request, _("Somebody changed “%(name)s” meanwhile. Look at it again first.") % {"name": row}
                )
                return redirect(commitment_url(row))
            messages.success(request, _("“%(name)s” is kept.") % {"name": row})
        return redirect(commitment_url(row))


class CommitmentBin(ScopedBin):
    model = Commitment

    def get_success_url(self) -> str:
        return reverse("relations:commitment-list", args=[self.municipality.slug])


class CommitmentHistory(ScopedHistory):
    model = Commitment


def commitments_in(view: Any, **source: Any) -> list[Commitment]:
    """What was promised in a record, each with whether this reader may say that it was kept."""
    rows = list(
        Commitment.objects.of(view.municipality).filter(**source).by_due_day().select_related("owner", "stakeholder")
    )
    for each in rows:
        each.may_report = may(view.membership, Capability.REPORT, each)
    return rows
