"""The briefing sheet of an organisation: all that somebody needs to know before meeting it, on one page."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.briefing import briefing_of
from intlstrategy.relations.services.engagements import log_brief
from intlstrategy.stakeholders.models import Stakeholder


class StakeholderBriefing(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "relations/briefing.html"

    def get_queryset(self):
        rows = Stakeholder.objects.of(self.municipality).select_related("level", "owner")
        return rows.appraised_by(timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        briefing = briefing_of(self.object, timezone.localdate())
        for contact in briefing.contacts:
            contact.sees_brief = may(self.membership, Capability.CONFIDE, contact)
            if contact.sees_brief:
                log_brief(self.request, contact)
        stakeholders = self.object.get_absolute_url()
        return super().get_context_data(**kwargs) | {
            "crumbs": [(self.object.name, stakeholders), (_("Briefing sheet"), "")],
            "briefing": briefing,
            "today": timezone.localdate(),
        }
