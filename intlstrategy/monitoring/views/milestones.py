"""The milestones of an action: written by whoever answers for it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.monitoring.forms.milestones import MilestoneForm
from intlstrategy.monitoring.models import Milestone
from intlstrategy.monitoring.services.milestones import save_milestone
from intlstrategy.municipalities.access import demand
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.parts import PartPage
from intlstrategy.municipalities.roles import Capability


def action_crumbs(municipality: Municipality) -> list[tuple[Any, str]]:
    return [(_("Actions"), reverse("planning:action-list", args=[municipality.slug]))]


class MilestonePage(PartPage):
    space = "monitoring"
    model = Milestone
    form_class = MilestoneForm
    holder = "action"
    part = "milestone"
    anchor = "milestones"
    add_title = gettext_lazy("Add a milestone")
    edit_title = gettext_lazy("Edit the milestone")
    crumbs_of = action_crumbs
    service = save_milestone
    capability = Capability.REPORT

    def get_holder(self) -> Any:
        """Of an action that this member answers for."""
        holder = super().get_holder()
        demand(self.membership, self.capability, holder)  # type: ignore[attr-defined]
        return holder
