"""Actions that departments propose: written by them, accepted, returned or merged by the office."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import ScopedCreate, ScopedEdit
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.forms.actions import AcceptForm, ProposalForm
from intlstrategy.planning.models import Action
from intlstrategy.planning.services.actions import accept_proposal, merge_proposal, propose_action, return_proposal


class ProposalPage:
    model = Action
    form_class = ProposalForm
    capability = Capability.PROPOSE
    submit_label = gettext_lazy("Send proposal")
    done_message = gettext_lazy("“%(name)s” is sent to the international office.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        url = reverse("planning:action-list", args=[self.municipality.slug])
        return [(_("Actions"), url), (_("Proposals"), f"{url}?standing=proposed")]

    def save(self, form: ProposalForm) -> Action:
        return propose_action(action=form.save(commit=False), by=self.membership, seen=self.get_seen())


class ProposalCreate(ProposalPage, ScopedCreate):
    title = gettext_lazy("Propose an action")


class ProposalEdit(ProposalPage, ScopedEdit):
    title = gettext_lazy("Change the proposal")

    def get_queryset(self):
        return super().get_queryset().proposals()


@require_POST
@requires(Capability.EDIT)
def proposal_decide(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Accept a proposal, return it with a note, or merge it into an action."""
    action = get_object_or_404(Action.objects.of(municipality).proposals(), pk=pk)
    form = AcceptForm(request.POST, municipality=municipality)
    seen = request.POST.get("_seen", "")
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect(action)
    try:
        target = decide(request, action, form.cleaned_data, int(seen) if seen.isdigit() else action.revision)
    except Stale:
        messages.error(request, _("Somebody changed this proposal meanwhile. Look at it again first."))
        return redirect(action)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(action)
    return redirect(target)


def decide(request: HttpRequest, action: Action, data: dict[str, Any], seen: int) -> Action:
    decision = request.POST.get("decision", "")
    if decision == "return":
        messages.success(request, _("The proposal is returned to its department with your note."))
        return return_proposal(action=action, note=data["note"], by=request.user, seen=seen)
    if decision == "merge":
        if not data["into"]:
            raise ValidationError(_("Say into which action it is merged."))
        messages.success(request, _("The proposal is merged into this action."))
        return merge_proposal(action=action, into=data["into"], by=request.user, seen=seen)
    if decision != "accept":
        raise ValidationError(_("Choose what to do with the proposal."))
    messages.success(request, _("The proposal is now an action."))
    return accept_proposal(action=action, element=data["element"], by=request.user, seen=seen)
