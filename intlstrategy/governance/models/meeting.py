"""The meetings of a body: what is on the agenda, which papers go with it, who was there, what the minutes say."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import FoldedField
from intlstrategy.documents.models import Document
from intlstrategy.governance.models.body import Body, Seat
from intlstrategy.governance.querysets import MeetingQuerySet
from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING


class Meeting(ScopedModel):
    """One session of a body."""

    told_along = ("agenda_items", "papers", "presences")
    binned_along = ("agenda_items", "papers", "presences", "decisions")

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", pgettext_lazy("meeting", "Ordinary meeting")
        EXTRAORDINARY = "extraordinary", pgettext_lazy("meeting", "Extraordinary meeting")

    class State(models.TextChoices):
        CONVENED = "convened", pgettext_lazy("meeting", "Convened")
        HELD = "held", pgettext_lazy("meeting", "Held")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")

    body = ScopedForeignKey(Body, related_name="meetings", verbose_name=_("body"))
    title = models.CharField(
        pgettext_lazy("meeting", "number or name"), max_length=200, blank=True,
        help_text=_("Such as 3/2026. Without it the meeting is known by its day."),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.ORDINARY)
    on = models.DateField(_("day"))
    time = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("of a meeting", "place"), max_length=200, blank=True)
    state = models.CharField(pgettext_lazy("meeting", "state"), max_length=10, choices=State, default=State.CONVENED)
    guests = models.TextField(
        _("others who attended"), blank=True, help_text=_("Substitutes and guests, and for whom they came.")
    )
    minutes = models.TextField(_("minutes"), blank=True)
    minutes_approved_on = models.DateField(_("minutes approved on"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The published source, or “illustrative”.")
    )
    folded = FoldedField("title", "place")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = pgettext_lazy("of a body", "meeting")
        verbose_name_plural = pgettext_lazy("of a body", "meetings")
        indexes = [models.Index(fields=["municipality", "-on"], name="meeting_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_approved_on__isnull=True) | Q(minutes_approved_on__gte=F("on")),
                name="meeting_minutes_come_after_it",
                violation_error_message=_("Minutes are approved on the day of the meeting or later."),
            ),
            models.CheckConstraint(
                condition=Q(minutes_approved_on__isnull=True) | Q(state="held"),
                name="meeting_with_approved_minutes_was_held",
                violation_error_message=_("Only a meeting that was held has approved minutes."),
            ),
        ]

    def __str__(self) -> str:
        name = self.title or self.get_kind_display()
        return f"{name}, {date_format(self.on, 'SHORT_DATE_FORMAT')}"

    def get_absolute_url(self) -> str:
        return reverse("governance:meeting-detail", args=[self.municipality.slug, self.pk])


class AgendaItem(ScopedModel):
    """One point of the agenda, in its place."""

    meeting = ScopedForeignKey(Meeting, related_name="agenda_items", verbose_name=pgettext_lazy("of a body", "meeting"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    title = models.CharField(pgettext_lazy("agenda item", "title"), max_length=300)
    note = models.TextField(_("note"), blank=True)
    folded = FoldedField("title")

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    def get_absolute_url(self) -> str:
        return f"{reverse('governance:meeting-detail', args=[self.municipality.slug, self.meeting_id])}#agenda"

    @property
    def known_as(self) -> ScopedModel:
        return self.meeting


class Paper(ScopedModel):
    """A document that goes with a meeting, or with one point of its agenda."""

    meeting = ScopedForeignKey(Meeting, related_name="papers", verbose_name=pgettext_lazy("of a body", "meeting"))
    item = ScopedForeignKey(
        AgendaItem, null=True, blank=True, related_name="papers", verbose_name=_("agenda item"),
        help_text=_("Leave it empty for a paper of the whole meeting."),
    )  # fmt: skip
    document = ScopedForeignKey(Document, related_name="papers", verbose_name=_("document"))
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("Such as who presents it."))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("paper of a meeting")
        verbose_name_plural = _("papers of meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "document"],
                condition=LIVING,
                name="paper_once_per_meeting",
                violation_error_message=_("This document goes with the meeting already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)

    def get_absolute_url(self) -> str:
        return f"{reverse('governance:meeting-detail', args=[self.municipality.slug, self.meeting_id])}#papers"

    def answering_departments(self) -> set[int | None]:
        return self.document.answering_departments()

    @property
    def is_confidential(self) -> bool:
        return self.document.is_confidential

    @property
    def known_as(self) -> ScopedModel:
        return self.meeting


class Presence(ScopedModel):
    """Whether a seat was taken at a meeting; by whom, the holders of that day tell."""

    class State(models.TextChoices):
        ATTENDED = "attended", _("Attended")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    meeting = ScopedForeignKey(Meeting, related_name="presences", verbose_name=pgettext_lazy("of a body", "meeting"))
    seat = ScopedForeignKey(Seat, related_name="presences", verbose_name=_("seat"))
    state = models.CharField(_("attendance"), max_length=8, choices=State)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attendance at a meeting")
        verbose_name_plural = _("attendances at meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=LIVING,
                name="presence_of_seat_once",
                violation_error_message=_("The attendance of this seat is noted already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return f"{reverse('governance:meeting-detail', args=[self.municipality.slug, self.meeting_id])}#attendance"

    @property
    def known_as(self) -> ScopedModel:
        return self.meeting
