"""Meetings and missions that departments propose or tell of, before the office writes them into its registers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.countries import country_choices, country_name
from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models import Department, Membership, ScopedForeignKey, ScopedModel
from intlstrategy.planning.models import Action
from intlstrategy.relations.models.engagement import Engagement
from intlstrategy.relations.models.mission import Mission
from intlstrategy.relations.querysets import ProposalQuerySet
from intlstrategy.stakeholders.models import Stakeholder

BECOMES = ("engagement", "mission")  # what a proposal may become or become part of


class Proposal(ScopedModel):
    """What a department did or wants to do with somebody outside; it counts nowhere until the office takes it over."""

    lets_go = BECOMES

    class Kind(models.TextChoices):
        ENGAGEMENT = "engagement", _("Meeting, call, letter or event")
        OUTGOING = "outgoing", pgettext_lazy("proposal", "Mission of the city")
        INCOMING = "incoming", pgettext_lazy("proposal", "Visit received")

    class Standing(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("proposal", "Waiting for the office")
        RETURNED = "returned", pgettext_lazy("proposal", "Returned")
        ACCEPTED = "accepted", pgettext_lazy("proposal", "Accepted")
        MERGED = "merged", pgettext_lazy("proposal", "Added to another")

    DRAFT = (Standing.PROPOSED, Standing.RETURNED)

    kind = models.CharField(_("what it is"), max_length=10, choices=Kind, default=Kind.ENGAGEMENT)
    title = models.CharField(_("subject"), max_length=300)
    starts_on = models.DateField(_("day"), help_text=_("The day it took place, or the first day it is planned for."))
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("If it takes more than a day."))
    place = models.CharField(pgettext_lazy("of an engagement", "place"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=country_choices, blank=True)
    stakeholder = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="proposals", verbose_name=_("organisation of the register")
    )
    counterpart = models.CharField(
        _("organisation as you know it"), max_length=300, blank=True, help_text=_("As long as it is not in the register.")
    )  # fmt: skip
    purpose = models.TextField(_("purpose"), blank=True)
    outcome = models.TextField(
        _("outcome"), blank=True, help_text=_("If it took place: what was said and agreed. Every member reads it.")
    )
    action = ScopedForeignKey(
        Action, null=True, blank=True, related_name="relation_proposals", verbose_name=_("action it serves")
    )
    department = ScopedForeignKey(
        Department, null=True, editable=False, related_name="relation_proposals", verbose_name=_("department")
    )
    proposed_by = ScopedForeignKey(
        Membership, editable=False, related_name="relation_proposals", verbose_name=_("proposed by")
    )
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, default=Standing.PROPOSED, editable=False
    )
    return_note = models.TextField(_("why it was returned"), blank=True, editable=False)
    engagement = ScopedForeignKey(
        Engagement, null=True, editable=False, related_name="proposals", verbose_name=_("engagement it became")
    )
    mission = ScopedForeignKey(
        Mission, null=True, editable=False, related_name="proposals", verbose_name=_("mission it became")
    )
    folded = FoldedField("title", "place", "counterpart")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("proposal of a meeting or a mission")
        verbose_name_plural = _("proposals of meetings and missions")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="proposal_ends_after_it_starts",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(standing="returned") | ~Q(return_note=""),
                name="proposal_returned_says_why",
                violation_error_message=_("Say what is missing, so that it can be sent again."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("relations:proposal-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        return {self.proposed_by_id}

    def answering_departments(self) -> set[int | None]:
        return {self.department_id}

    @property
    def became(self) -> Engagement | Mission | None:
        """What it became or was added to, unless that is in the bin."""
        found = [each for each in (self.engagement, self.mission) if each is not None and each.binned_at is None]
        return found[0] if found else None

    @property
    def is_draft(self) -> bool:
        """Whether the office did not take it over yet, or what it became is gone."""
        return self.standing in self.DRAFT or self.became is None

    @property
    def is_waiting(self) -> bool:
        return self.is_draft and self.standing != self.Standing.RETURNED

    @property
    def with_whom(self) -> str:
        """The organisation, as it is called in the register or as it was written."""
        return str(self.stakeholder) if self.stakeholder_id else self.counterpart

    @property
    def where(self) -> str:
        return ", ".join(part for part in (self.place, country_name(self.country)) if part)

    @property
    def target(self) -> str:
        """What the office makes of it: ``engagement`` or ``mission``."""
        return "engagement" if self.kind == self.Kind.ENGAGEMENT else "mission"
