"""Meetings, calls, letters and events with those the city deals with: what was said, by whom, and what it serves."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models import Department, Membership, Post, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.models.agreement import Agreement
from intlstrategy.relations.models.mission import Mission
from intlstrategy.relations.querysets import EngagementQuerySet
from intlstrategy.stakeholders.models import Person, Stakeholder


class Engagement(ScopedModel):
    """One contact with somebody outside the city, on one day."""

    told_along = ("attendances", "ties")
    binned_along = ("attendances", "ties", "commitments")
    guarded = {"brief": Capability.CONFIDE}

    class Kind(models.TextChoices):
        MEETING = "meeting", pgettext_lazy("kind of engagement", "Meeting")
        VIDEO = "video", _("Video call")
        CALL = "call", _("Phone call")
        LETTER = "letter", _("Letter or e-mail")
        EVENT = "event", _("Event")

    class Atmosphere(models.IntegerChoices):
        TENSE = 1, _("Tense")
        COOL = 2, _("Cool")
        CORRECT = 3, _("Correct")
        CORDIAL = 4, _("Cordial")
        WARM = 5, _("Warm")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MEETING)
    title = models.CharField(_("subject"), max_length=300)
    on = models.DateField(_("day"))
    place = models.CharField(pgettext_lazy("of an engagement", "place"), max_length=200, blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    outcome = models.TextField(
        _("outcome"), blank=True, help_text=_("What was said and agreed. Every member reads it.")
    )
    atmosphere = models.PositiveSmallIntegerField(_("atmosphere"), choices=Atmosphere, null=True, blank=True)
    brief = models.TextField(
        _("confidential brief"), blank=True,
        help_text=_("Read by the office, the Mayor’s cabinet and the department that leads it; each reading is logged."),
    )  # fmt: skip
    public_note = models.TextField(
        _("public note"), blank=True, help_text=_("What the city may tell citizens about it. Name no private person.")
    )
    agreement = ScopedForeignKey(
        Agreement, null=True, blank=True, related_name="engagements", verbose_name=_("agreement it belongs to")
    )
    mission = ScopedForeignKey(
        Mission, null=True, blank=True, related_name="engagements", verbose_name=_("mission it was part of")
    )
    department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="engagements", verbose_name=_("lead department")
    )
    owner = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="engagements_owned", verbose_name=_("who keeps it")
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The published source, or “illustrative”.")
    )
    folded = FoldedField("title", "place")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        indexes = [models.Index(fields=["municipality", "-on"], name="engagement_by_day")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("relations:engagement-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        return {self.owner_id}

    def answering_departments(self) -> set[int | None]:
        return {self.department_id}


class Attendance(ScopedModel):
    """Who took part: a person of an organisation, an organisation without a name, a member of the city, or a post."""

    engagement = ScopedForeignKey(Engagement, related_name="attendances", verbose_name=_("engagement"))
    person = ScopedForeignKey(Person, null=True, blank=True, related_name="attendances", verbose_name=_("person"))
    stakeholder = ScopedForeignKey(
        Stakeholder, null=True, blank=True, related_name="attendances", verbose_name=_("organisation")
    )
    membership = ScopedForeignKey(
        Membership, null=True, blank=True, related_name="attendances", verbose_name=_("member")
    )
    post = ScopedForeignKey(Post, null=True, blank=True, related_name="attendances", verbose_name=_("post"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.CheckConstraint(
                condition=Q(membership__isnull=False, post__isnull=True, person__isnull=True, stakeholder__isnull=True)
                | Q(post__isnull=False, membership__isnull=True, person__isnull=True, stakeholder__isnull=True)
                | Q(post__isnull=True, membership__isnull=True)
                & (Q(person__isnull=False) | Q(stakeholder__isnull=False)),
                name="attendance_is_of_one_side",
                violation_error_message=_("Choose a member, a post, or somebody from outside."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["engagement", name],
                    condition=LIVING & Q(**{f"{name}__isnull": False}),
                    name=f"attendance_of_{name}_once",
                    violation_error_message=_("This participant is there already."),
                )
                for name in ("person", "membership", "post")
            ),
            models.UniqueConstraint(
                fields=["engagement", "stakeholder"],
                condition=LIVING & Q(person__isnull=True, stakeholder__isnull=False),
                name="attendance_of_stakeholder_once",
                violation_error_message=_("This participant is there already."),
            ),
        ]

    def __str__(self) -> str:
        """Without the name of a person from outside: the journal keeps this for good."""
        return str(self.membership or self.post or self.stakeholder or self._meta.verbose_name)

    @property
    def known_as(self) -> ScopedModel:
        return self.engagement
