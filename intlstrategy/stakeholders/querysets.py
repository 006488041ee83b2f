from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import RowNumber

from intlstrategy.municipalities.querysets import DatedQuerySet, ScopedQuerySet

ASPECTS = ("influence", "interest", "awareness")
Place = tuple[int, int]  # on the map: influence and interest, from 1 to 5
OFF_THE_MAP = (0, 0)  # where one of the two is not known


class StakeholderQuerySet(ScopedQuerySet):
    def appraised_by(self, day: date) -> Self:
        """With the latest value of each aspect that was noted by a day, None where there is none."""
        appraisals = apps.get_model("stakeholders", "Appraisal")._base_manager

        def latest(aspect: str) -> Subquery:
            noted = appraisals.filter(stakeholder=OuterRef("pk"), binned_at=None, on__lte=day)
            return Subquery(noted.exclude(**{aspect: None}).order_by("-on", "-pk").values(aspect)[:1])

        return self.annotate(**{f"current_{aspect}": latest(aspect) for aspect in ASPECTS})

    def on_the_map(self, most: int) -> tuple[dict[Place, int], dict[Place, list[Any]]]:
        """How many stand in each place, and the first of them by name, in two queries however many there are.

        For rows with their current values (`appraised_by`).
        """
        is_known = Q(current_influence__isnull=False, current_interest__isnull=False)
        rows = self.annotate(
            row_of_map=Case(When(is_known, then="current_influence"), default=0),
            column_of_map=Case(When(is_known, then="current_interest"), default=0),
        )
        told = rows.order_by().values_list("row_of_map", "column_of_map").annotate(count=Count("pk"))
        places = [F("row_of_map"), F("column_of_map")]
        first: Any = rows.annotate(rank=Window(RowNumber(), partition_by=places, order_by=["folded", "pk"]))
        cells: dict[Place, list[Any]] = defaultdict(list)
        for row in first.filter(rank__lte=most).select_related("municipality").order_by("folded", "pk"):
            cells[row.row_of_map, row.column_of_map].append(row)
        return {(influence, interest): count for influence, interest, count in told}, dict(cells)


class PersonQuerySet(ScopedQuerySet):
    def known(self) -> Self:
        """Those whose data are still there."""
        return self.filter(erased_at=None)

    def with_position_on(self, day: date) -> Self:
        """With the first position that each held on a day: ``position``, ``organisation`` and its id, None without one."""
        positions: Any = apps.get_model("stakeholders", "Position")._base_manager
        held = positions.filter(person=OuterRef("pk"), binned_at=None).filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )
        first = held.order_by("-is_main", F("starts_on").desc(nulls_last=True), "-pk")
        return self.annotate(
            position=Subquery(first.values("title")[:1]),
            organisation=Subquery(first.values("stakeholder__name")[:1]),
            organisation_id=Subquery(first.values("stakeholder")[:1]),
            organisation_folded=Subquery(first.values("stakeholder__folded")[:1]),
            organisation_country=Subquery(first.values("stakeholder__country")[:1]),
        )

    def to_review(self, day: date) -> Self:
        """Those whose time is over on a day, who are to be kept longer or erased."""
        return self.known().filter(keep_until__lte=day)


class PositionQuerySet(DatedQuerySet):
    def first_ones_first(self) -> Self:
        """The main contact first, then whoever began last."""
        return self.order_by("-is_main", F("starts_on").desc(nulls_last=True), "-pk")
