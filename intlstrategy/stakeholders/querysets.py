from __future__ import annotations

from datetime import date
from typing import Self

from django.apps import apps
from django.db.models import OuterRef, Subquery

from intlstrategy.municipalities.querysets import ScopedQuerySet

ASPECTS = ("influence", "interest", "awareness")


class StakeholderQuerySet(ScopedQuerySet):
    def appraised_by(self, day: date) -> Self:
        """With the latest value of each aspect that was noted by a day, None where there is none."""
        appraisals = apps.get_model("stakeholders", "Appraisal")._base_manager

        def latest(aspect: str) -> Subquery:
            noted = appraisals.filter(stakeholder=OuterRef("pk"), binned_at=None, on__lte=day)
            return Subquery(noted.exclude(**{aspect: None}).order_by("-on", "-pk").values(aspect)[:1])

        return self.annotate(**{f"current_{aspect}": latest(aspect) for aspect in ASPECTS})
