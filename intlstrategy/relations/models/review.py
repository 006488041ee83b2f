"""The look that a city takes every so often at what it has signed: is it still worth it?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.municipalities.models import Membership, ScopedForeignKey, ScopedModel
from intlstrategy.planning.models.alignment import exactly_one
from intlstrategy.relations.models.agreement import Agreement
from intlstrategy.relations.models.holders import holder_of
from intlstrategy.relations.models.network import NetworkMembership
from intlstrategy.relations.querysets import ReviewQuerySet

REVIEWED = ("agreement", "membership")


class Review(ScopedModel):
    """One review: due on a day, held on another, with what was decided and why."""

    class Verdict(models.TextChoices):
        KEEP = "keep", _("Keep as it is")
        RENEGOTIATE = "renegotiate", _("Renegotiate")
        LEAVE = "leave", _("Leave or let end")

    agreement = ScopedForeignKey(Agreement, null=True, blank=True, related_name="reviews", verbose_name=_("agreement"))
    membership = ScopedForeignKey(
        NetworkMembership, null=True, blank=True, related_name="reviews", verbose_name=_("membership of a network")
    )
    due_on = models.DateField(_("due"))
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="reviews", verbose_name=_("who sees to it")
    )
    held_on = models.DateField(_("held on"), null=True, blank=True)
    verdict = models.CharField(_("decision"), max_length=12, choices=Verdict, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True, help_text=_("The body or the person."))

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(*REVIEWED),
                name="review_is_of_one_record",
                violation_error_message=_("Choose the one record that is reviewed."),
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, verdict="") | Q(held_on__isnull=False) & ~Q(verdict="") & ~Q(reasons=""),
                name="review_held_has_a_verdict",
                violation_error_message=_("A review that was held has a day, a decision and the reasons for it."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_verdict_display() or self._meta.verbose_name)

    def get_absolute_url(self) -> str:
        return reverse("relations:review-edit", args=[self.municipality.slug, self.pk])

    @property
    def known_as(self) -> ScopedModel:
        return holder_of(self, REVIEWED)

    def answering_members(self) -> set[int | None]:
        return {self.owner_id}
