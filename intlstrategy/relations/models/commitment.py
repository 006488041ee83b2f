"""What was promised, by which side, and whether it was kept."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models import Membership, ScopedForeignKey, ScopedModel
from intlstrategy.planning.models.alignment import exactly_one
from intlstrategy.relations.models.agreement import Agreement
from intlstrategy.relations.models.engagement import Engagement
from intlstrategy.relations.models.holders import holder_of
from intlstrategy.relations.models.mission import Mission
from intlstrategy.relations.models.network import NetworkMembership
from intlstrategy.relations.querysets import CommitmentQuerySet
from intlstrategy.stakeholders.models import Stakeholder

SOURCES = ("engagement", "agreement", "mission", "membership")


class Commitment(ScopedModel):
    """One promise, with the day by which it is due and one member who sees to it, also when the other side made it."""

    class Side(models.TextChoices):
        OURS = "ours", _("Ours")
        THEIRS = "theirs", _("Theirs")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("commitment", "Open")
        DONE = "done", pgettext_lazy("commitment", "Kept")
        DROPPED = "dropped", pgettext_lazy("commitment", "Dropped")

    engagement = ScopedForeignKey(
        Engagement, null=True, blank=True, related_name="commitments", verbose_name=_("engagement")
    )
    agreement = ScopedForeignKey(
        Agreement, null=True, blank=True, related_name="commitments", verbose_name=_("agreement")
    )
    mission = ScopedForeignKey(Mission, null=True, blank=True, related_name="commitments", verbose_name=_("mission"))
    membership = ScopedForeignKey(
        NetworkMembership, null=True, blank=True, related_name="commitments", verbose_name=_("membership of a network")
    )
    text = models.CharField(_("what was promised"), max_length=300)
    side = models.CharField(_("whose"), max_length=6, choices=Side, default=Side.OURS)
    stakeholder = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="commitments", verbose_name=_("organisation"),
        help_text=_("To whom we promised it, or who promised it to us."),
    )  # fmt: skip
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="commitments", verbose_name=_("who sees to it")
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.OPEN)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("How it was kept, or why it was dropped."))
    folded = FoldedField("text")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        indexes = [models.Index(fields=["municipality", "state", "due_on"], name="commitment_by_due_day")]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(*SOURCES),
                name="commitment_was_made_in_one_place",
                violation_error_message=_("Choose the one record in which it was promised."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True) | ~Q(state="open") & Q(closed_on__isnull=False),
                name="commitment_closed_has_a_day",
                violation_error_message=_(
                    "What is kept or dropped has the day on which it was; what is open has none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("relations:commitment-edit", args=[self.municipality.slug, self.pk])

    @property
    def source(self) -> ScopedModel:
        """The record in which it was promised."""
        return holder_of(self, SOURCES)

    def answering_members(self) -> set[int | None]:
        return {self.owner_id}

    def is_late(self, today: date) -> bool:
        return self.state == self.State.OPEN and self.due_on is not None and self.due_on < today
