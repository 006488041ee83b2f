from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from intlstrategy.municipalities.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from intlstrategy.municipalities.models import Membership


class EngagementQuerySet(ScopedQuerySet):
    def with_first_counterpart(self) -> Self:
        """With the name of the organisation that was noted first, None where none was."""
        attendances: Any = apps.get_model("relations", "Attendance")._base_manager
        theirs = attendances.filter(engagement=OuterRef("pk"), binned_at=None).exclude(stakeholder=None).order_by("pk")
        return self.annotate(
            counterpart=Subquery(theirs.values("stakeholder__name")[:1]),
            counterpart_folded=Subquery(theirs.values("stakeholder__folded")[:1]),
        )

    def attended_by(self, **who: Any) -> Self:
        """Those in which a person, an organisation or a member took part, such as ``stakeholder=5``."""
        attendances: Any = apps.get_model("relations", "Attendance")._base_manager
        return self.filter(pk__in=attendances.filter(binned_at=None, **who).values("engagement"))


class CommitmentQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(state="open")

    def late(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def seen_to_by(self, membership: Membership) -> Self:
        return self.filter(owner=membership)

    def by_due_day(self) -> Self:
        """The first due first; what has no day comes last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def with_any_of(self, stakeholders: Iterable[int]) -> Self:
        """Promised to or by one of these organisations: named so, or made with it, wherever that was."""
        attendances: Any = apps.get_model("relations", "Attendance")._base_manager
        there = attendances.filter(binned_at=None, stakeholder__in=stakeholders).values("engagement")
        parties: Any = apps.get_model("relations", "Party")._base_manager
        signed = parties.filter(binned_at=None, stakeholder__in=stakeholders).values("agreement")
        participants: Any = apps.get_model("relations", "MissionParticipant")._base_manager
        travelled = participants.filter(binned_at=None, stakeholder__in=stakeholders).values("mission")
        places = Q(engagement__in=there) | Q(agreement__in=signed) | Q(mission__in=travelled)
        unnamed = Q(stakeholder=None) & (places | Q(membership__network__in=stakeholders))
        return self.filter(Q(stakeholder__in=stakeholders) | unnamed)


class AgreementQuerySet(ScopedQuerySet):
    def with_until(self) -> Self:
        """With the end that its last extension says, else its own: what renewals bring about is computed apart."""
        amendments: Any = apps.get_model("relations", "Amendment")._base_manager
        last = amendments.filter(agreement=OuterRef("pk"), binned_at=None, kind="extension").order_by(
            "-signed_on", "-pk"
        )
        extended = last.values("until")[:1]
        return self.annotate(until=Case(When(Exists(last), then=Subquery(extended)), default=F("expires_on")))

    def with_first_party(self) -> Self:
        """With the name of the party that was noted first, None where none was."""
        parties: Any = apps.get_model("relations", "Party")._base_manager
        theirs = parties.filter(agreement=OuterRef("pk"), binned_at=None).order_by("pk")
        return self.annotate(
            first_party=Subquery(theirs.values("stakeholder__name")[:1]),
            party_folded=Subquery(theirs.values("stakeholder__folded")[:1]),
        )

    def with_any_of(self, stakeholders: Iterable[int]) -> Self:
        parties: Any = apps.get_model("relations", "Party")._base_manager
        there = parties.filter(binned_at=None, stakeholder__in=stakeholders)
        return self.filter(pk__in=there.values("agreement"))


class DutyQuerySet(ScopedQuerySet):
    def unmet(self) -> Self:
        return self.filter(met_on=None)

    def late(self, today: date) -> Self:
        return self.unmet().filter(due_on__lt=today)

    def seen_to_by(self, membership: Membership) -> Self:
        """Whoever is named sees to it, else whoever keeps the agreement."""
        return self.filter(Q(owner=membership) | Q(owner=None, agreement__owner=membership))


class ReviewQuerySet(ScopedQuerySet):
    def ahead(self) -> Self:
        return self.filter(held_on=None)

    def seen_to_by(self, membership: Membership) -> Self:
        return self.filter(owner=membership)


class NetworkQuerySet(ScopedQuerySet):
    def current(self, day: date) -> Self:
        """Those of which the city is a member on a day; one whose first day is not known is taken for one."""
        return self.filter(Q(joined_on=None) | Q(joined_on__lte=day), Q(left_on=None) | Q(left_on__gte=day))

    def with_year(self, year: int) -> Self:
        """With the fee of a year, paid or else planned, and the days spent on it."""
        years: Any = apps.get_model("relations", "NetworkYear")._base_manager
        row = years.filter(membership=OuterRef("pk"), binned_at=None, year=year).order_by("pk")
        return self.annotate(
            fee=Subquery(row.values(amount=Coalesce("fee_paid", "fee_planned"))[:1]),
            staff_days=Subquery(row.values("staff_days")[:1]),
        )


class DeliverableQuerySet(ScopedQuerySet):
    def used(self) -> Self:
        """Those that a department used, or an action, or that proved to be of some use at least."""
        uses: Any = apps.get_model("relations", "DeliverableUse")._base_manager
        by_departments = uses.filter(binned_at=None).values("deliverable")
        return self.filter(Q(pk__in=by_departments) | Q(action__isnull=False) | Q(usefulness__gte=3))


class MissionQuerySet(ScopedQuerySet):
    def public(self) -> Self:
        """What citizens may read: published, and not called off."""
        return self.filter(is_public=True, cancelled_on=None)

    def taking_place(self) -> Self:
        return self.filter(cancelled_on=None)

    def unreported(self, today: date) -> Self:
        """Those that are over and whose report is missing."""
        return self.taking_place().filter(ends_on__lt=today, reported_on=None)

    def untold(self) -> Self:
        """Those of which the State has to be told, and was not."""
        return self.taking_place().filter(direction="outgoing", needs_notice=True, notified_on=None)

    def in_state(self, state: str, today: date) -> Self:
        """The same words as ``travel.state_on``, asked of the database."""
        off, reported = Q(cancelled_on__lte=today), Q(reported_on__lte=today)
        rest = self.exclude(pk__in=self.filter(off | reported).order_by().values("pk"))
        decided = Q(decided_on__lte=today)
        return {
            "cancelled": self.filter(off),
            "reported": self.filter(reported).exclude(pk__in=self.filter(off).order_by().values("pk")),
            "to_report": rest.filter(ends_on__lt=today),
            "under_way": rest.filter(starts_on__lte=today, ends_on__gte=today),
            "approved": rest.filter(decided, starts_on__gt=today),
            "planned": rest.filter(starts_on__gt=today).exclude(pk__in=self.filter(decided).order_by().values("pk")),
        }[state]

    def with_first_counterpart(self) -> Self:
        """With the name of the organisation that was noted first, None where none was."""
        participants: Any = apps.get_model("relations", "MissionParticipant")._base_manager
        theirs = participants.filter(mission=OuterRef("pk"), binned_at=None).exclude(stakeholder=None).order_by("pk")
        return self.annotate(
            counterpart=Subquery(theirs.values("stakeholder__name")[:1]),
            counterpart_folded=Subquery(theirs.values("stakeholder__folded")[:1]),
        )

    def kept_by(self, membership: Membership) -> Self:
        return self.filter(owner=membership)

    def with_costs(self) -> Self:
        """With what the city spends on each: every line as it really was, else as planned."""
        lines: Any = apps.get_model("relations", "MissionCost")._base_manager
        ours = lines.filter(mission=OuterRef("pk"), binned_at=None, payer=None).order_by().values("mission")
        return self.annotate(our_cost=Subquery(ours.annotate(sum=Sum(Coalesce("real", "planned"))).values("sum")))

    def attended_by(self, **who: Any) -> Self:
        participants: Any = apps.get_model("relations", "MissionParticipant")._base_manager
        return self.filter(pk__in=participants.filter(binned_at=None, **who).values("mission"))


class AssetQuerySet(ScopedQuerySet):
    def with_use_count(self, today: date, over: Iterable[int]) -> Self:
        """With how many actions, elements and relations use each. A mission that was cancelled, a network that the city left
        and the agreements ``over`` do not any more."""
        ties: Any = apps.get_model("relations", "Tie")._base_manager
        uses: Any = apps.get_model("relations", "AssetUse")._base_manager

        ended = Q(mission__cancelled_on__lte=today) | Q(membership__left_on__lt=today) | Q(agreement__in=list(over))

        def number(rows: Any) -> Any:
            found = rows.filter(asset=OuterRef("pk"), binned_at=None).order_by().values("asset")
            return Coalesce(Subquery(found.annotate(n=Count("pk")).values("n")), 0)

        return self.annotate(use_count=number(ties) + number(uses.exclude(ended)))


class ApproachQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(status__in=["received", "judging"])

    def overdue(self, today: date) -> Self:
        """Those that should have been decided."""
        return self.open().filter(decide_by__lt=today)

    def decided_by(self, membership: Membership) -> Self:
        return self.filter(decider=membership)

    def without_outcome(self) -> Self:
        """Those that were accepted and became nothing yet."""
        return self.filter(status="accepted", agreement=None, mission=None, engagement=None)

    def with_contact_data(self) -> Self:
        return self.exclude(contact_name="", contact_email="", contact_phone="")

    def to_review(self, day: date) -> Self:
        """Those whose contact data are kept until this day or an earlier one."""
        return self.with_contact_data().filter(keep_until__lte=day)

    def with_judges(self) -> Self:
        """With how many members judged each."""
        rows: Any = apps.get_model("relations", "ApproachJudgement")._base_manager
        given = rows.filter(approach=OuterRef("pk"), binned_at=None).order_by().values("approach")
        return self.annotate(judges=Coalesce(Subquery(given.annotate(n=Count("member", distinct=True)).values("n")), 0))


class ProposalQuerySet(ScopedQuerySet):
    def drafts(self) -> Self:
        """Those that the office did not take over yet, or of which what they became went to the bin."""
        return self.filter(Q(standing__in=["proposed", "returned"]) | self.became_nothing())

    def waiting(self) -> Self:
        return self.filter(Q(standing="proposed") | self.became_nothing())

    @staticmethod
    def became_nothing() -> Q:
        gone = [Q(**{name: None}) | Q(**{f"{name}__binned_at__isnull": False}) for name in ("engagement", "mission")]
        return Q(standing__in=["accepted", "merged"]) & gone[0] & gone[1]

    def of_member(self, membership: Membership) -> Self:
        """Those that a member made, or somebody else of their department."""
        mine = Q(proposed_by=membership)
        if membership.department_id:
            mine |= Q(department_id=membership.department_id)
        return self.filter(mine)
