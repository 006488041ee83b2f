"""The briefing sheet of an organisation: all that somebody needs to know before meeting it, on one page or in Word."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.briefing import Briefing, briefing_of
from intlstrategy.relations.briefing_word import briefing_as_word
from intlstrategy.relations.services.confidence import log_brief
from intlstrategy.stakeholders.models import Stakeholder

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class StakeholderBriefing(ScopedView, DetailView):
    capability = Capability.READ

    def get_queryset(self):
        return Stakeholder.objects.of(self.municipality).select_related("level", "owner")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row, today = self.get_object(), timezone.localdate()
        briefing = self.briefing(row, today)
        if kwargs.get("as_word"):
            return self.word(row, briefing, today)
        crumbs = [(row.name, row.get_absolute_url()), (_("Briefing sheet"), "")]
        return render(
            request, "relations/briefing.html", {"object": row, "crumbs": crumbs, "briefing": briefing, "today": today}
        )

    def briefing(self, stakeholder: Stakeholder, today: date) -> Briefing:
        """With what this reader may see of each contact's confidential brief, which is then read."""
        briefing = briefing_of(stakeholder, today)
        for contact in briefing.contacts:
            contact.sees_brief = may(self.membership, Capability.CONFIDE, contact)
            if contact.sees_brief:
                log_brief(self.request, contact)
        return briefing

    def word(self, stakeholder: Stakeholder, briefing: Briefing, today: date) -> HttpResponse:
        name = f"{slugify(stakeholder.name)[:60] or stakeholder.pk}.docx"
        log_security(
            SecurityEvent.Kind.EXPORTED, by=self.request.user, request=self.request,
            municipality_id=self.municipality.pk, target=stakeholder, detail="briefing.docx",
        )  # fmt: skip
        response = HttpResponse(briefing_as_word(stakeholder, briefing, today), content_type=WORD)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
