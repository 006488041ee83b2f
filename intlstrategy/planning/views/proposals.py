"""Actions that departments propose: written by them; accepted, returned or merged by the office."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.fields import having_words
from intlstrategy.core.numbers import whole
from intlstrategy.core.text import fold
from intlstrategy.municipalities.access import ScopedView
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.pages import ScopedCreate, ScopedEdit, seen_in
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.forms.actions import AcceptForm, ProposalForm, ReturnForm
from intlstrategy.planning.models import Action
from intlstrategy.planning.services.proposals import (
    accept_proposal,
    edit_proposal,
    merge_proposal,
    propose_action,
    return_proposal,
)

MOST_CANDIDATES = 20
LONG_WORD = 5


class ProposalPage:
    """What the form pages of a proposal share."""

    model = Action
    form_class = ProposalForm
    capability = Capability.PROPOSE
    submit_label = gettext_lazy("Send proposal")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(_("Proposals"), reverse("planning:proposal-list", args=[self.municipality.slug]))]


class ProposalCreate(ProposalPage, ScopedCreate):
    title = gettext_lazy("Propose an action")
    done_message = gettext_lazy("“%(name)s” is with the office. Its answer will stand on this page.")

    def save(self, form: ProposalForm) -> Action:
        return propose_action(action=form.save(commit=False), by=self.membership)


class ProposalStep(ProposalPage, ScopedEdit):
    """A page about a proposal that exists."""

    def get_queryset(self):
        return super().get_queryset().proposals()

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.title, self.object.get_absolute_url())]


class ProposalEdit(ProposalStep):
    title = gettext_lazy("Change the proposal")
    done_message = gettext_lazy("“%(name)s” is with the office.")

    def save(self, form: ProposalForm) -> Action:
        return edit_proposal(action=form.save(commit=False), by=self.request.user, seen=self.get_seen())


class ProposalAccept(ProposalStep):
    capability = Capability.EDIT
    form_class = AcceptForm
    title = gettext_lazy("Accept the proposal")
    submit_label = gettext_lazy("Accept proposal")
    done_message = gettext_lazy("“%(name)s” is an action now, and counts.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"whole": "whole" in self.request.GET}

    def get_initial(self) -> dict[str, Any]:
        return {"responsible": self.object.responsible_id or self.object.proposed_by_id}

    def save(self, form: AcceptForm) -> Action:
        element = form.cleaned_data["element"]
        return accept_proposal(action=form.save(), element=element, by=self.request.user, seen=self.get_seen())


class ProposalReturn(ProposalStep):
    capability = Capability.EDIT
    form_class = ReturnForm
    title = gettext_lazy("Return the proposal")
    submit_label = gettext_lazy("Return proposal")
    done_message = gettext_lazy("“%(name)s” is returned with your note.")

    def is_stored(self, form: ReturnForm, record: Action) -> bool:
        return record.standing == Action.Standing.RETURNED and record.return_note == form.cleaned_data["note"].strip()

    def save(self, form: ReturnForm) -> Action:
        note = form.cleaned_data["note"]
        return return_proposal(action=self.object, note=note, by=self.request.user, seen=self.get_seen())


class ProposalMerge(ScopedView, DetailView):
    """Choose the action that already says much the same, and add the proposal's texts to it."""

    capability = Capability.EDIT
    model = Action
    template_name = "planning/action_merge.html"

    def get_queryset(self):
        return super().get_queryset().proposals()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("q")
        return super().get_context_data(**kwargs) | {
            "q": asked or "",
            "candidates": self.candidates(asked),
            "most": MOST_CANDIDATES,
        }

    def candidates(self, asked: str | None) -> list[Action]:
        """What was looked for; before that, the actions that share a long word with the proposal."""
        rows = Action.objects.of(self.municipality).accepted().select_related("plan", "element", "lead_department")
        if asked:
            return list(having_words(rows, asked[:200]).order_by("folded", "pk")[:MOST_CANDIDATES])
        words = sorted({word for word in fold(self.object.title).split() if len(word) >= LONG_WORD}, key=len)[-3:]
        alike: dict[int, Action] = {}
        for word in reversed(words):
            alike |= {row.pk: row for row in rows.filter(folded__contains=word).order_by("folded", "pk")[:10]}
        return list(alike.values())[:MOST_CANDIDATES]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        here = reverse("planning:proposal-merge", args=[self.municipality.slug, self.object.pk])
        into = whole(request.POST.get("into", ""))
        if into is None:
            messages.error(request, _("Choose the action to merge it into."))
            return redirect(here)
        target = get_object_or_404(Action.objects.of(self.municipality).accepted(), pk=into)
        try:
            merge_proposal(action=self.object, into=target, by=request.user, seen=seen_in(request.POST))
        except Stale:
            messages.error(request, _("Somebody changed one of the two meanwhile. Look at them again first."))
            return redirect(here)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(here)
        messages.success(request, _("The proposal’s texts are part of this action now. The proposal is in the bin."))
        return redirect(target)
