"""What relations serve: each tie leads from a record of this floor to an element of a plan, or to an action."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.planning.models import Action, Element
from intlstrategy.planning.models.alignment import exactly_one
from intlstrategy.relations.models.agreement import Agreement
from intlstrategy.relations.models.approach import Approach
from intlstrategy.relations.models.asset import Asset
from intlstrategy.relations.models.engagement import Engagement
from intlstrategy.relations.models.holders import holder_of
from intlstrategy.relations.models.mission import Mission
from intlstrategy.relations.models.network import NetworkMembership

SOURCES = ("engagement", "agreement", "membership", "mission", "asset", "approach")
SERVED = ("element", "action")


class Tie(ScopedModel):
    """What a relation serves: an element of a plan, or an action."""

    engagement = ScopedForeignKey(Engagement, null=True, blank=True, related_name="ties", verbose_name=_("engagement"))
    agreement = ScopedForeignKey(Agreement, null=True, blank=True, related_name="ties", verbose_name=_("agreement"))
    membership = ScopedForeignKey(
        NetworkMembership, null=True, blank=True, related_name="ties", verbose_name=_("membership of a network")
    )
    mission = ScopedForeignKey(Mission, null=True, blank=True, related_name="ties", verbose_name=_("mission"))
    asset = ScopedForeignKey(Asset, null=True, blank=True, related_name="ties", verbose_name=_("city asset"))
    approach = ScopedForeignKey(Approach, null=True, blank=True, related_name="ties", verbose_name=_("approach"))
    element = ScopedForeignKey(Element, null=True, blank=True, related_name="ties", verbose_name=_("element"))
    action = ScopedForeignKey(Action, null=True, blank=True, related_name="ties", verbose_name=_("action"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("what it serves")
        verbose_name_plural = _("what relations serve")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(*SOURCES),
                name="tie_is_of_one_relation",
                violation_error_message=_("Choose the one record whose tie it is."),
            ),
            models.CheckConstraint(
                condition=exactly_one(*SERVED),
                name="tie_serves_one_thing",
                violation_error_message=_("Choose an element or an action."),
            ),
            *(
                models.UniqueConstraint(
                    fields=[source, name],
                    condition=LIVING & models.Q(**{f"{source}__isnull": False, f"{name}__isnull": False}),
                    name=f"tie_of_{source}_to_{name}_once",
                    violation_error_message=_("It is named already."),
                )
                for source in SOURCES
                for name in SERVED
            ),
        ]

    def __str__(self) -> str:
        return str(self.action or self.element)

    def get_absolute_url(self) -> str:
        return self.known_as.get_absolute_url()  # type: ignore[attr-defined]

    @property
    def known_as(self) -> ScopedModel:
        return holder_of(self, SOURCES)
