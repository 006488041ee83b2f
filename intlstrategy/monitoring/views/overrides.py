"""The status that a person sets in place of the computed one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from intlstrategy.monitoring.forms.updates import OverrideForm
from intlstrategy.monitoring.models import StatusOverride
from intlstrategy.monitoring.services.overrides import override_status, withdraw_override
from intlstrategy.monitoring.views.milestones import action_crumbs
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import ScopedCreate
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Action


class OverrideCreate(ScopedCreate):
    model = StatusOverride
    form_class = OverrideForm
    capability = Capability.APPROVE
    title = gettext_lazy("Set the status")
    submit_label = gettext_lazy("Set this status")
    template_name = "monitoring/override_form.html"

    @cached_property
    def action(self) -> Action:
        return get_object_or_404(Action.objects.of(self.municipality).accepted(), pk=self.kwargs["action"])

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*action_crumbs(self.municipality), (str(self.action), self.action.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return kwargs | {"instance": StatusOverride(municipality=self.municipality, action=self.action)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is set now may be taken back here."""
        current = StatusOverride.objects.of(self.municipality).filter(action=self.action, ends_on=None)
        return super().get_context_data(**kwargs) | {"current": current.select_related("set_by").first()}

    def save(self, form: OverrideForm) -> StatusOverride:
        told = form.cleaned_data
        return override_status(action=self.action, status=told["status"], reason=told["reason"], by=self.request.user)


@require_POST
@requires(Capability.APPROVE)
def override_withdraw(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Let the rules say again how an action goes."""
    override = get_object_or_404(StatusOverride.objects.of(municipality).select_related("action"), pk=pk)
    try:
        withdraw_override(override=override, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The rules say again how it goes."))
    return redirect(reverse("planning:action-detail", args=[municipality.slug, override.action_id]))
