"""Meetings and missions that departments propose: written by them; taken over, added to another or returned by the office."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.fields import having_words
from intlstrategy.core.numbers import whole
from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory, seen_in
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability, Grant
from intlstrategy.relations.filters import ProposalFilters
from intlstrategy.relations.forms.proposals import RelationProposalForm, ReturnRelationProposalForm
from intlstrategy.relations.models import Engagement, Mission, Proposal
from intlstrategy.relations.models.proposal import BECOMES
from intlstrategy.relations.services.proposals import (
    edit_relation_proposal,
    merge_relation_proposal,
    propose_relation,
    return_relation_proposal,
)
from intlstrategy.relations.views.crumbs import register_named

MOST_CANDIDATES = 20
Standing = Proposal.Standing
LOOK = {
    Standing.PROPOSED: "running", Standing.RETURNED: "suspended", Standing.ACCEPTED: "approved", Standing.MERGED: "completed",
}  # fmt: skip


def standing_mark(row: Proposal) -> Any:
    return status(LOOK[Standing(row.standing)], row.get_standing_display())


class ProposalList(Register):
    """The office sees all that wait, a department its own."""

    capability = Capability.PROPOSE
    queryset = Proposal.objects.select_related("stakeholder", "department", "proposed_by")
    filterset_class = ProposalFilters
    name = "meetings-and-missions-proposed"
    title = gettext_lazy("Meetings and missions proposed")
    lead = gettext_lazy("What departments did or want to do with others. The office takes it over, returns it, or adds it to what is there.")  # fmt: skip
    acts_template = "relations/_proposal_list_acts.html"
    empty_template = "relations/_proposal_list_empty.html"
    default_sort = ("-starts_on", "-pk")
    chips = [
        (gettext_lazy("Waiting for the office"), "standing=proposed"),
        (gettext_lazy("Returned"), "standing=returned"),
    ]
    columns = [
        Column(
            key="title", label=gettext_lazy("Subject"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url(), row.where),
        ),
        Column(
            key="kind", label=gettext_lazy("What it is"), sort=("kind",), value=lambda row: row.get_kind_display(),
            cell=lambda row: in_own_words(row.get_kind_display()),
        ),
        Column(key="starts_on", label=gettext_lazy("Day"), sort=("starts_on",), value=lambda row: row.starts_on),
        Column(key="ends_on", label=gettext_lazy("Last day"), sort=("ends_on",), value=lambda row: row.ends_on, is_hidden=True),
        Column(key="with", label=gettext_lazy("With"), value=lambda row: row.with_whom),
        Column(key="department", label=gettext_lazy("Department"), sort=("department__folded",), value=lambda row: row.department),
        Column(key="proposed_by", label=gettext_lazy("Proposed by"), sort=("proposed_by__folded",), value=lambda row: row.proposed_by),
        Column(
            key="standing", label=pgettext_lazy("proposal", "Standing"), sort=("standing",), value=lambda row: row.get_standing_display(),
            cell=lambda row: in_own_words(standing_mark(row)),
        ),
        Column(key="place", label=gettext_lazy("Where"), value=lambda row: row.where, is_hidden=True),
        Column(key="purpose", label=gettext_lazy("Purpose"), value=lambda row: row.purpose, is_hidden=True),
        Column(key="outcome", label=gettext_lazy("Outcome"), value=lambda row: row.outcome, is_hidden=True),
        Column(key="note", label=gettext_lazy("Why it was returned"), value=lambda row: row.return_note, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        rows = super().entries()
        return rows if self.membership.grant(self.capability) is Grant.ALL else rows.of_member(self.membership)


class ProposalDetail(ScopedView, DetailView):
    capability = Capability.PROPOSE
    template_name = "relations/proposal_detail.html"
    queryset = Proposal.objects.select_related(
        "stakeholder", "department", "proposed_by", "action", *BECOMES, *(f"{name}__municipality" for name in BECOMES)
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, member = self.object, self.membership
        return super().get_context_data(**kwargs) | {
            "crumbs": [*register_named("proposal", self.municipality), (row.title, "")],
            "look": LOOK[Standing(row.standing)],
            "became": row.became,
            "ways": self.ways(),
            "may_decide": row.is_waiting and may(member, Capability.EDIT),
            "may_edit": row.is_draft,
            "may_bin": may(member, Capability.BIN, row),
        }

    def ways(self) -> list[tuple[Any, str]]:
        """The forms in which the office takes it over, filled in; the one it was proposed as comes first."""
        words = {"engagement": _("Take it over as an engagement"), "mission": _("Take it over as a mission")}
        return [
            (words[name], f"{reverse(f'relations:{name}-create', args=[self.municipality.slug])}?proposal={self.object.pk}")
            for name in sorted(words, key=lambda name: name != self.object.target)
        ]  # fmt: skip


class ProposalPage:
    """What the form pages of a proposal share."""

    model = Proposal
    form_class = RelationProposalForm
    capability = Capability.PROPOSE
    submit_label = gettext_lazy("Send proposal")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return register_named("proposal", self.municipality)


class ProposalCreate(ProposalPage, ScopedCreate):
    title = gettext_lazy("Propose a meeting or a mission")
    done_message = gettext_lazy("“%(name)s” is with the office. Its answer will stand on this page.")
    add_another = True

    def save(self, form: RelationProposalForm) -> Proposal:
        return propose_relation(proposal=form.save(commit=False), by=self.membership)


class ProposalStep(ProposalPage, ScopedEdit):
    """A page about a proposal that the office did not take over yet."""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().drafts()

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.title, self.object.get_absolute_url())]


class ProposalEdit(ProposalStep):
    title = gettext_lazy("Change the proposal")
    done_message = gettext_lazy("“%(name)s” is with the office.")

    def save(self, form: RelationProposalForm) -> Proposal:
        return edit_relation_proposal(proposal=form.save(commit=False), by=self.request.user, seen=self.get_seen())


class ProposalReturn(ProposalStep):
    capability = Capability.EDIT
    form_class = ReturnRelationProposalForm
    title = gettext_lazy("Return the proposal")
    submit_label = gettext_lazy("Return proposal")
    done_message = gettext_lazy("“%(name)s” is returned with your note.")

    def is_stored(self, form: ReturnRelationProposalForm, record: Proposal) -> bool:
        return record.standing == Standing.RETURNED and record.return_note == form.cleaned_data["note"].strip()

    def save(self, form: ReturnRelationProposalForm) -> Proposal:
        note = form.cleaned_data["note"]
        return return_relation_proposal(proposal=self.object, note=note, by=self.request.user, seen=self.get_seen())


class ProposalMerge(ScopedView, DetailView):
    """Choose the engagement or the mission that is there already, and add the proposal's texts to it."""

    capability = Capability.EDIT
    queryset = Proposal.objects.select_related("stakeholder")
    template_name = "relations/proposal_merge.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().waiting()

    @cached_property
    def targets(self) -> QuerySet:
        model, day = (Engagement, "on") if self.object.target == "engagement" else (Mission, "starts_on")
        rows = model.objects.of(self.municipality).with_first_counterpart()
        return rows.annotate(first_day=F(day)).order_by("-first_day", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("q", "")
        return super().get_context_data(**kwargs) | {
            "crumbs": [
                *register_named("proposal", self.municipality),
                (self.object.title, self.object.get_absolute_url()),
                (_("Add to another"), ""),
            ],
            "q": asked,
            "candidates": self.candidates(asked),
        }

    def candidates(self, asked: str) -> Sequence[Engagement | Mission]:
        """What was looked for; before that, what was with the same organisation or on the same day."""
        if asked:
            return list(having_words(self.targets, asked[:200])[:MOST_CANDIDATES])
        row = self.object
        alike = Q(first_day=row.starts_on)
        if row.stakeholder_id:
            alike |= Q(pk__in=self.targets.attended_by(stakeholder=row.stakeholder_id).order_by().values("pk"))
        return list(self.targets.filter(alike)[:MOST_CANDIDATES])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        here = reverse("relations:proposal-merge", args=[self.municipality.slug, self.object.pk])
        chosen = whole(request.POST.get("into", ""))
        if chosen is None:
            messages.error(request, _("Choose what it is to be added to."))
            return redirect(here)
        into = get_object_or_404(self.targets, pk=chosen)
        try:
            merge_relation_proposal(proposal=self.object, into=into, by=request.user, seen=seen_in(request.POST))
        except Stale:
            messages.error(request, _("Somebody changed one of the two meanwhile. Look at them again first."))
            return redirect(here)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(here)
        messages.success(request, _("The proposal’s texts are written there now, below what was written before."))
        return redirect(into)


class ProposalBin(ScopedBin):
    model = Proposal

    def get_success_url(self) -> str:
        return reverse("relations:proposal-list", args=[self.municipality.slug])


class ProposalHistory(ScopedHistory):
    capability = Capability.PROPOSE
    model = Proposal
