"""What relations have waiting for a member in My work."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, DateField, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import DueKind, due_kinds
from intlstrategy.municipalities.access import may
from intlstrategy.municipalities.models import Membership
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations import travel
from intlstrategy.relations.models import Agreement, Approach, Commitment, Duty, Mission, Proposal, Review
from intlstrategy.relations.models.commitment import SOURCES
from intlstrategy.relations.models.review import REVIEWED
from intlstrategy.relations.reading import stands_of
from intlstrategy.relations.terms import IN_FORCE

SOON = timedelta(days=90)
NOT_BY_OWNER = ("approach", "proposal")
PAGES = {
    "engagement": "engagement-detail", "agreement": "agreement-detail", "mission": "mission-detail", "membership": "network-detail",
}  # fmt: skip


def commitments_to_keep(membership: Membership, today: date) -> Any:
    """What a member sees to that is late or due within three months, or has no day."""
    mine = Commitment.objects.of(membership.municipality).open().seen_to_by(membership)
    soon = mine.filter(Q(due_on__lte=today + SOON) | Q(due_on=None)).by_due_day()
    return soon.select_related("stakeholder", *SOURCES)


def commitment_told(row: Commitment) -> tuple[str, Any, Any, Any]:
    return commitment_url(row), row.text, row.stakeholder or row.get_side_display(), row.due_on  # type: ignore[attr-defined]


def commitment_url(row: Commitment) -> str:
    """Where a commitment is shown: on the page of the record in which it was made."""
    return f"{place_of(row, PAGES)}#commitments"


def place_of(row: Any, pages: dict[str, str]) -> str:
    """The address of the record that a row hangs on, without reading that record."""
    holder, page = next((name, page) for name, page in pages.items() if getattr(row, f"{name}_id") is not None)
    return reverse(f"relations:{page}", args=[row.municipality.slug, getattr(row, f"{holder}_id")])


def duties_to_meet(membership: Membership, today: date) -> Any:
    mine = Duty.objects.of(membership.municipality).unmet().seen_to_by(membership).filter(agreement__binned_at=None)
    return mine.filter(due_on__lte=today + SOON).select_related("agreement").order_by("due_on", "pk")


def duty_told(row: Duty) -> tuple[str, Any, Any, Any]:
    place = reverse("relations:agreement-detail", args=[row.municipality.slug, row.agreement_id])
    return f"{place}#duties", row.title, row.agreement, row.due_on


def agreements_to_decide_on(membership: Membership, today: date) -> Any:
    """The agreements in force that a member keeps whose notice is due within three months or was missed, or which end."""
    rows = Agreement.objects.of(membership.municipality)
    kept = list(rows.filter(owner=membership).select_related("nature"))
    days = {
        pk: day for pk, stand in stands_of(membership.municipality, kept, today).items()
        if stand.standing.status == IN_FORCE and (day := stand.notice_on or stand.ahead.ends_on) and day <= today + SOON
    }  # fmt: skip
    found = rows.filter(pk__in=days)
    if not days:
        return found
    on = Case(*(When(pk=pk, then=Value(day)) for pk, day in days.items()), output_field=DateField())
    return found.annotate(decided_by_day=on).order_by("decided_by_day", "pk")


def agreement_told(row: Any) -> tuple[str, Any, Any, Any]:
    return row.get_absolute_url(), row.title, _("Notice or end"), row.decided_by_day


def reviews_to_hold(membership: Membership, today: date) -> Any:
    mine = Review.objects.of(membership.municipality).ahead().seen_to_by(membership)
    return mine.filter(due_on__lte=today + SOON).select_related(*REVIEWED).order_by("due_on", "pk")


def review_told(row: Review) -> tuple[str, Any, Any, Any]:
    return row.get_absolute_url(), row.known_as, _("Review"), row.due_on


def missions_to_report(membership: Membership, today: date) -> Any:
    """The missions that a member keeps whose report is missing, from the day after the last one on."""
    mine = Mission.objects.of(membership.municipality).unreported(today).kept_by(membership)
    return mine.order_by("ends_on", "pk")


def report_told(row: Mission) -> tuple[str, Any, Any, Any]:
    return mission_edit(row), row.title, row.where, travel.report_due_on(row.ends_on)


def missions_to_tell(membership: Membership, today: date) -> Any:
    """The missions that a member keeps of which the State was not told, also once they are over: within three months."""
    mine = Mission.objects.of(membership.municipality).untold().kept_by(membership)
    return mine.filter(starts_on__lte=today + SOON).order_by("starts_on", "pk")


def notice_told(row: Mission) -> tuple[str, Any, Any, Any]:
    return mission_edit(row), row.title, row.where, travel.notice_due_on(row.journey)


def mission_edit(row: Mission) -> str:
    return reverse("relations:mission-edit", args=[row.municipality.slug, row.pk])


def approaches_to_decide(membership: Membership, today: date) -> Any:
    """What a member is to decide; for the office also what nobody was named for yet."""
    mine = Q(decider=membership)
    if may(membership, Capability.EDIT):
        mine |= Q(decider=None)
        mine |= ~Q(decider__in=Membership.objects.of(membership.municipality).on(today).values("pk"))
    rows = Approach.objects.of(membership.municipality).open().filter(mine)
    return rows.select_related("stakeholder").order_by(F("decide_by").asc(nulls_last=True), "pk")


def approach_told(row: Approach) -> tuple[str, Any, Any, Any]:
    return row.get_absolute_url(), row, row.from_whom or row.get_kind_display(), row.decide_by


def contact_data_to_review(membership: Membership, today: date) -> Any:
    """Contact data of approaches whose time is over, for whoever may erase them."""
    rows = Approach.objects.of(membership.municipality).to_review(today)
    return (rows if may(membership, Capability.EXPORT_CONTACTS) else rows.none()).order_by("keep_until", "pk")


def contact_told(row: Approach) -> tuple[str, Any, Any, Any]:
    return f"{row.get_absolute_url()}#contact", row, row.get_kind_display(), row.keep_until


def proposals_to_take_over(membership: Membership, today: date) -> Any:
    """What departments propose, for the office."""
    rows = Proposal.objects.of(membership.municipality).waiting()
    rows = rows if may(membership, Capability.EDIT) else rows.none()
    return rows.select_related("stakeholder").order_by("starts_on", "pk")


def proposals_returned(membership: Membership, today: date) -> Any:
    """What the office gave back to whoever made it."""
    mine = Proposal.objects.of(membership.municipality).filter(
        proposed_by=membership, standing=Proposal.Standing.RETURNED
    )
    return (
        (mine if membership.can(Capability.PROPOSE) else mine.none())
        .select_related("stakeholder")
        .order_by("starts_on", "pk")
    )


def proposal_told(row: Proposal) -> tuple[str, Any, Any, Any]:
    return row.get_absolute_url(), row.title, row.with_whom, None


def list_of(name: str, query: str) -> Callable[[Membership], str]:
    def rest(membership: Membership) -> str:
        register = reverse(f"relations:{name}-list", args=[membership.municipality.slug])
        return f"{register}?{query % {'member': membership.pk}}"

    return rest


def register_due_kinds() -> None:
    for key, weight, title, icon, act, find, told, register, query in (
        ("commitments", 50, _("Commitments"), "check2-square", _("See to it"), commitments_to_keep, commitment_told, "commitment", "state=open"),
        ("duties", 55, _("Duties of agreements"), "flag-fill", _("See to it"), duties_to_meet, duty_told, "duty", "state=open"),
        ("agreements", 54, _("Agreements whose notice or end is near"), "file-earmark-text", _("Look at it"), agreements_to_decide_on, agreement_told, "agreement", "ahead=notice"),
        ("reviews", 60, _("Reviews"), "arrow-repeat", _("Hold it"), reviews_to_hold, review_told, "review", "state=open"),
        ("relation-proposals-returned", 40, _("Meetings and missions returned to me"), "arrow-counterclockwise", _("Change proposal"), proposals_returned, proposal_told, "proposal", "standing=returned"),
        ("relation-proposals", 57, _("Meetings and missions proposed"), "check2-square", _("Decide"), proposals_to_take_over, proposal_told, "proposal", "standing=proposed"),
        ("mission-reports", 62, _("Missions to report on"), "airplane", _("Report"), missions_to_report, report_told, "mission", "state=to_report"),
        ("mission-notices", 64, _("Missions to tell the State of"), "send", _("Note it"), missions_to_tell, notice_told, "mission", "to_see_to=notice"),
        ("approaches", 58, _("Approaches to be decided"), "envelope", _("Look at it"), approaches_to_decide, approach_told, "approach", "status=open"),
        ("approach-contacts", 66, _("Contact data of approaches to review"), "shield-lock", _("Review"), contact_data_to_review, contact_told, "approach", "status=review"),
    ):  # fmt: skip
        rest = list_of(register, query if register in NOT_BY_OWNER else f"{query}&owner=%(member)s")
        due_kinds.register(
            DueKind(key=key, weight=weight, title=title, icon=icon, act=act, find=find, told=told, rest=rest)
        )
