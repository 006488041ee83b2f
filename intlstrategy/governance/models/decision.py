"""What a body decided, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import FoldedField
from intlstrategy.governance.models.meeting import AgendaItem, Meeting
from intlstrategy.governance.querysets import DecisionQuerySet
from intlstrategy.municipalities.models import Membership, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING

COUNTS = ("in_favour", "against", "abstained")


class Decision(ScopedModel):
    """One decision of a meeting; its day is the meeting's. What follows from it has one person who sees to it."""

    class Vote(models.TextChoices):
        UNANIMOUS = "unanimous", _("Unanimously")
        ASSENT = "assent", _("By assent, without a vote")
        VOTED = "voted", _("By vote")

    class State(models.TextChoices):
        NONE = "none", _("Nothing to follow up")
        OPEN = "open", pgettext_lazy("decision", "Open")
        DONE = "done", pgettext_lazy("decision", "Done")
        DROPPED = "dropped", pgettext_lazy("decision", "Dropped")

    meeting = ScopedForeignKey(Meeting, related_name="decisions", verbose_name=pgettext_lazy("of a body", "meeting"))
    item = ScopedForeignKey(AgendaItem, null=True, blank=True, related_name="decisions", verbose_name=_("agenda item"))
    number = models.CharField(_("number"), max_length=60, blank=True, help_text=_("As in the minutes."))
    title = models.CharField(_("what was decided"), max_length=300, help_text=_("In one line."))
    text = models.TextField(_("text"), blank=True, help_text=_("As it was agreed."))
    vote = models.CharField(_("how it was decided"), max_length=10, choices=Vote, default=Vote.UNANIMOUS)
    in_favour = models.PositiveSmallIntegerField(_("in favour"), null=True, blank=True)
    against = models.PositiveSmallIntegerField(pgettext_lazy("votes", "against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    state = models.CharField(_("follow-up"), max_length=7, choices=State, default=State.OPEN)
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="decisions", verbose_name=_("who sees to it"),
        help_text=_("Where nobody is named, the secretary of the body sees to it."),
    )  # fmt: skip
    due_on = models.DateField(_("due"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    note = models.TextField(_("what became of it"), blank=True)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The published source, or “illustrative”.")
    )
    folded = FoldedField("number", "title")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__on", "-pk"]
        verbose_name = pgettext_lazy("of a body", "decision")
        verbose_name_plural = pgettext_lazy("of a body", "decisions")
        indexes = [models.Index(fields=["municipality", "state", "due_on"], name="decision_by_due_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                condition=LIVING & ~Q(number=""),
                name="decision_number_once_per_meeting",
                violation_error_message=_("This meeting has a decision with this number already."),
            ),
            models.CheckConstraint(
                condition=Q(vote="voted", in_favour__isnull=False, against__isnull=False, abstained__isnull=False)
                | ~Q(vote="voted") & Q(in_favour__isnull=True, against__isnull=True, abstained__isnull=True),
                name="decision_by_vote_has_its_counts",
                violation_error_message=_(
                    "Write how many were in favour, against and abstained where it was decided by vote, and only there."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["none", "open"], closed_on__isnull=True)
                | Q(state__in=["done", "dropped"], closed_on__isnull=False),
                name="decision_closed_has_a_day",
                violation_error_message=_(
                    "What is done or dropped has the day on which it was; what is open has none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("governance:decision-detail", args=[self.municipality.slug, self.pk])

    @property
    def on(self) -> date:
        return self.meeting.on

    @property
    def in_charge(self) -> Membership | None:
        """Who sees to it: whoever is named, else the secretary of the body where there is something to follow up."""
        return self.owner if self.owner_id or self.state == self.State.NONE else self.meeting.body.secretary

    def answering_members(self) -> set[int | None]:
        return {self.owner_id or self.meeting.body.secretary_id}

    @classmethod
    def check_return(cls, rows: Sequence[Self]) -> None:
        """A meeting that was put off or cancelled meanwhile decided nothing."""
        meetings = Meeting._base_manager.in_bulk({row.meeting_id for row in rows})
        for row in rows:
            meeting = meetings[row.meeting_id]
            if meeting.on > timezone.localdate() or meeting.state == Meeting.State.CANCELLED:
                raise ValidationError(
                    _("“%(name)s” cannot come back: its meeting was cancelled or is still to come.") % {"name": row}
                )

    def is_late(self, today: date) -> bool:
        return self.state == self.State.OPEN and self.due_on is not None and self.due_on < today
