"""Briefing sheets: all that somebody needs to know before meeting others, on one page or in Word."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import View

from intlstrategy.governance.models import Meeting
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.briefing import Briefing, Subject, briefing_of, points, when
from intlstrategy.relations.briefing_subjects import (
    of_body_meeting,
    of_country,
    of_engagement,
    of_mission,
    of_stakeholder,
)
from intlstrategy.relations.briefing_word import briefing_as_word
from intlstrategy.relations.models import Engagement, Mission
from intlstrategy.relations.services.confidence import log_brief
from intlstrategy.relations.views.countries import known_country
from intlstrategy.stakeholders.models import Stakeholder

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class BriefingPage(ScopedView, View):
    """What the sheets share; each says what it is about."""

    capability = Capability.READ

    def subject(self, today: date) -> Subject:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        subject = self.subject(today)
        briefing = self.briefing(subject, today)
        if kwargs.get("as_word"):
            return self.word(subject, briefing, today)
        context = {
            "subject": subject, "briefing": briefing, "today": today, "who_title": when(subject, today),
            "points": points(briefing), "word_url": f"{request.path.removesuffix('/')}.docx",
            "crumbs": [*subject.crumbs, (_("Briefing sheet"), "")],
        }  # fmt: skip
        return render(request, "relations/briefing.html", context)

    def briefing(self, subject: Subject, today: date) -> Briefing:
        """With what this reader may see of each contact's confidential brief, which is then read."""
        briefing = briefing_of(subject, today)
        for contact in briefing.contacts:
            contact.sees_brief = self.sees_brief(contact.record)
        return briefing

    def sees_brief(self, record: Any) -> bool:
        sees = may(self.membership, Capability.CONFIDE, record)
        if sees:
            log_brief(self.request, record)
        return sees

    def word(self, subject: Subject, briefing: Briefing, today: date) -> HttpResponse:
        name = f"{slugify(subject.title)[:60] or 'briefing'}.docx"
        log_security(
            SecurityEvent.Kind.EXPORTED, by=self.request.user, request=self.request,
            municipality_id=self.municipality.pk, target=subject.record, detail="briefing.docx",
        )  # fmt: skip
        response = HttpResponse(briefing_as_word(subject, briefing, today), content_type=WORD)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class StakeholderBriefing(BriefingPage):
    def subject(self, today: date) -> Subject:
        rows = Stakeholder.objects.of(self.municipality).select_related("level", "owner")
        return of_stakeholder(get_object_or_404(rows, pk=self.kwargs["pk"]), today)


class CountryBriefing(BriefingPage):
    def subject(self, today: date) -> Subject:
        return of_country(self.municipality, known_country(self.kwargs["country"]), today)


class MissionBriefing(BriefingPage):
    def subject(self, today: date) -> Subject:
        rows = Mission.objects.of(self.municipality).select_related(
            "agreement", "membership", "decision", "owner__user"
        )
        mission = get_object_or_404(rows, pk=self.kwargs["pk"])
        return of_mission(mission, today, sees_brief=self.sees_brief(mission))


class EngagementBriefing(BriefingPage):
    def subject(self, today: date) -> Subject:
        rows = Engagement.objects.of(self.municipality).select_related("agreement", "mission", "owner__user")
        row = get_object_or_404(rows, pk=self.kwargs["pk"])
        return of_engagement(row, today, sees_brief=self.sees_brief(row))


class MeetingBriefing(BriefingPage):
    """Of a meeting of one of the bodies. It stands on this floor, which knows what was agreed with those who sit there."""

    def subject(self, today: date) -> Subject:
        rows = Meeting.objects.of(self.municipality).select_related("body__municipality")
        return of_body_meeting(get_object_or_404(rows, pk=self.kwargs["pk"]), today, self.membership)
