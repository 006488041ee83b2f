from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from intlstrategy.municipalities.scoped_admin import ScopedAdmin
from intlstrategy.relations.models import (
    Agreement,
    AgreementText,
    Amendment,
    Approach,
    ApproachChange,
    ApproachCriterion,
    ApproachDesk,
    ApproachJudgement,
    Asset,
    AssetUse,
    Attendance,
    Commitment,
    Contribution,
    Deliverable,
    DeliverableUse,
    Duty,
    Engagement,
    Gift,
    GroupParticipant,
    LegalNature,
    Mission,
    MissionCost,
    MissionParticipant,
    NatureDuty,
    NetworkMembership,
    NetworkRole,
    NetworkYear,
    Party,
    ProgrammeItem,
    Proposal,
    Review,
    RoleHolder,
    StatusChange,
    Tie,
    WorkingGroup,
)
from intlstrategy.relations.models.review import REVIEWED
from intlstrategy.relations.models.tie import SOURCES
from intlstrategy.relations.services.agreements import (
    save_amendment,
    save_contribution,
    save_duty,
    save_review,
    save_status_change,
)
from intlstrategy.relations.services.approaches import save_approach, save_criterion
from intlstrategy.relations.services.commitments import save_commitment
from intlstrategy.relations.services.missions import save_mission
from intlstrategy.relations.services.networks import (
    save_deliverable,
    save_membership,
    save_role_holder,
    save_working_group,
)
from intlstrategy.relations.services.proposals import edit_relation_proposal


@admin.register(Engagement)
class EngagementAdmin(ScopedAdmin):
    list_display = ["title", "on", "kind", "department", "owner"]
    list_filter = ["kind", "on", "department"]
    search_fields = ["folded"]


@admin.register(Attendance)
class AttendanceAdmin(ScopedAdmin):
    fixed = ("engagement",)
    list_display = ["engagement", "person", "stakeholder", "membership", "post"]
    list_filter = []
    search_fields = ["engagement__folded", "person__folded", "stakeholder__folded"]


@admin.register(Tie)
class TieAdmin(ScopedAdmin):
    fixed = SOURCES
    list_display = ["known_as", "element", "action"]
    list_select_related = [*SOURCES, "element", "action"]
    list_filter = []
    search_fields = [
        "engagement__folded", "agreement__folded", "membership__folded", "mission__folded", "asset__folded", "approach__folded", "element__folded",
        "action__folded",
    ]  # fmt: skip


@admin.register(Commitment)
class CommitmentAdmin(ScopedAdmin):
    fixed = ("engagement", "agreement", "mission", "membership")
    list_display = ["text", "side", "stakeholder", "owner", "due_on", "state"]
    list_filter = ["side", "state", "owner"]
    search_fields = ["folded"]

    def write(self, request: HttpRequest, obj: Commitment, form: Any) -> None:
        save_commitment(commitment=obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(LegalNature)
class LegalNatureAdmin(ScopedAdmin):
    is_administered = True
    list_display = ["name", "legal_basis", "longest_months", "longest_renewal_months", "notice_days"]
    list_filter = []
    search_fields = ["folded"]


@admin.register(NatureDuty)
class NatureDutyAdmin(ScopedAdmin):
    is_administered = True
    fixed = ("nature",)
    list_display = ["title", "nature", "days", "counts_from"]
    list_filter = ["nature", "counts_from"]
    search_fields = ["title"]


@admin.register(Agreement)
class AgreementAdmin(ScopedAdmin):
    list_display = ["title", "kind", "nature", "signed_on", "expires_on", "department", "owner"]
    list_filter = ["kind", "nature", "department"]
    search_fields = ["folded"]


class PartAdmin(ScopedAdmin):
    fixed = ("agreement",)
    search_fields = ["agreement__folded"]


@admin.register(Party)
class PartyAdmin(PartAdmin):
    list_display = ["agreement", "stakeholder", "role", "signatory"]
    list_filter = ["role"]
    search_fields = ["agreement__folded", "stakeholder__folded", "signatory__folded"]


@admin.register(StatusChange)
class StatusChangeAdmin(PartAdmin):
    list_display = ["agreement", "status", "on"]
    list_filter = ["status", "on"]

    def write(self, request: HttpRequest, obj: StatusChange, form: Any) -> None:
        save_status_change(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Amendment)
class AmendmentAdmin(PartAdmin):
    list_display = ["agreement", "title", "kind", "signed_on", "until"]
    list_filter = ["kind", "signed_on"]

    def write(self, request: HttpRequest, obj: Amendment, form: Any) -> None:
        save_amendment(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Contribution)
class ContributionAdmin(PartAdmin):
    list_display = ["agreement", "party", "text", "form", "year", "amount"]
    list_select_related = ["agreement", "party__stakeholder"]
    list_filter = ["form", "year"]

    def write(self, request: HttpRequest, obj: Contribution, form: Any) -> None:
        save_contribution(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Duty)
class DutyAdmin(PartAdmin):
    list_display = ["agreement", "title", "due_on", "owner", "met_on"]
    list_filter = ["due_on", "owner"]

    def write(self, request: HttpRequest, obj: Duty, form: Any) -> None:
        save_duty(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(AgreementText)
class AgreementTextAdmin(PartAdmin):
    list_display = ["agreement", "language", "document", "is_authentic"]
    list_filter = ["language", "is_authentic"]


@admin.register(Review)
class ReviewAdmin(ScopedAdmin):
    fixed = ("agreement", "membership")
    list_select_related = [*REVIEWED, "owner"]
    list_display = ["known_as", "due_on", "held_on", "verdict", "owner"]
    list_filter = ["verdict", "owner"]
    search_fields = ["agreement__folded", "membership__folded"]

    def write(self, request: HttpRequest, obj: Review, form: Any) -> None:
        save_review(obj, by=request.user, seen=form.cleaned_data.get("seen"))


# Networks, missions and assets ----------------------------------------------------------------------------


@admin.register(NetworkMembership)
class NetworkMembershipAdmin(ScopedAdmin):
    list_display = ["title", "network", "category", "joined_on", "left_on", "owner"]
    list_filter = ["category", "department"]
    search_fields = ["folded", "network__folded"]

    def write(self, request: HttpRequest, obj: NetworkMembership, form: Any) -> None:
        save_membership(obj, by=request.user, seen=form.cleaned_data.get("seen"))


class NetworkPartAdmin(ScopedAdmin):
    fixed = ("membership",)
    search_fields = ["membership__folded"]


@admin.register(NetworkYear)
class NetworkYearAdmin(NetworkPartAdmin):
    list_display = ["membership", "year", "fee_planned", "fee_paid", "staff_days"]
    list_filter = ["year"]


@admin.register(NetworkRole)
class NetworkRoleAdmin(NetworkPartAdmin):
    list_display = ["membership", "title", "kind"]
    list_filter = ["kind"]


@admin.register(RoleHolder)
class RoleHolderAdmin(ScopedAdmin):
    fixed = ("role",)
    list_display = ["role", "post", "membership", "name", "starts_on", "ends_on"]
    list_filter = []
    search_fields = ["role__title", "name"]

    def write(self, request: HttpRequest, obj: RoleHolder, form: Any) -> None:
        save_role_holder(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(WorkingGroup)
class WorkingGroupAdmin(NetworkPartAdmin):
    list_display = ["membership", "name", "starts_on", "ends_on"]
    list_filter = []

    def write(self, request: HttpRequest, obj: WorkingGroup, form: Any) -> None:
        save_working_group(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(GroupParticipant)
class GroupParticipantAdmin(ScopedAdmin):
    fixed = ("group",)
    list_display = ["group", "membership"]
    list_filter = []
    search_fields = ["group__name", "membership__folded"]


@admin.register(Deliverable)
class DeliverableAdmin(NetworkPartAdmin):
    list_display = ["membership", "title", "kind", "on", "usefulness"]
    list_filter = ["kind", "usefulness", "on"]
    search_fields = ["folded", "membership__folded"]

    def write(self, request: HttpRequest, obj: Deliverable, form: Any) -> None:
        save_deliverable(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(DeliverableUse)
class DeliverableUseAdmin(ScopedAdmin):
    fixed = ("deliverable",)
    list_display = ["deliverable", "department"]
    list_filter = ["department"]
    search_fields = ["deliverable__folded", "department__folded"]


@admin.register(Mission)
class MissionAdmin(ScopedAdmin):
    list_display = ["title", "direction", "starts_on", "ends_on", "department", "owner", "is_public"]
    list_filter = ["direction", "is_public", "starts_on", "department"]
    search_fields = ["folded"]
    shown_along = ("is_public",)

    def write(self, request: HttpRequest, obj: Mission, form: Any) -> None:
        save_mission(mission=obj, by=request.user, seen=form.cleaned_data.get("seen"))


class MissionPartAdmin(ScopedAdmin):
    fixed = ("mission",)
    search_fields = ["mission__folded"]


@admin.register(MissionParticipant)
class MissionParticipantAdmin(MissionPartAdmin):
    list_display = ["mission", "person", "stakeholder", "membership", "post"]
    list_filter = []
    search_fields = ["mission__folded", "person__folded", "stakeholder__folded"]


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(MissionPartAdmin):
    list_display = ["mission", "on", "at", "title", "place", "stakeholder"]
    list_filter = ["on"]
    search_fields = ["title", "mission__folded"]


@admin.register(MissionCost)
class MissionCostAdmin(MissionPartAdmin):
    list_display = ["mission", "kind", "text", "planned", "real", "payer"]
    list_filter = ["kind"]


@admin.register(Gift)
class GiftAdmin(MissionPartAdmin):
    list_display = ["mission", "side", "title", "value", "stakeholder", "kept_at"]
    list_filter = ["side"]


@admin.register(Asset)
class AssetAdmin(ScopedAdmin):
    list_display = ["name", "kind", "holder", "department", "owner"]
    list_filter = ["kind", "department"]
    search_fields = ["folded", "holder__folded"]


@admin.register(AssetUse)
class AssetUseAdmin(ScopedAdmin):
    fixed = ("asset",)
    list_display = ["asset", "agreement", "mission", "membership", "note"]
    list_filter = []
    search_fields = ["asset__folded"]


# Approaches -----------------------------------------------------------------------------------------------


@admin.register(Approach)
class ApproachAdmin(ScopedAdmin):
    list_display = ["reference", "title", "kind", "received_on", "status", "decider", "decide_by"]
    list_filter = ["kind", "status", "channel", "year"]
    search_fields = ["folded", "stakeholder__folded"]
    shown_along = ("status", "reason", "answer", "answered_on")

    def write(self, request: HttpRequest, obj: Approach, form: Any) -> None:
        save_approach(approach=obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Proposal)
class ProposalAdmin(ScopedAdmin):
    """Made on their page only: each is in the name of whoever proposes it."""

    list_display = ["title", "kind", "starts_on", "standing", "department", "proposed_by"]
    list_filter = ["kind", "standing", "department"]
    search_fields = ["folded", "stakeholder__folded"]
    shown_along = ("standing", "return_note", "department", "proposed_by", "engagement", "mission")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def write(self, request: HttpRequest, obj: Proposal, form: Any) -> None:
        edit_relation_proposal(proposal=obj, by=request.user, seen=form.cleaned_data.get("seen"))


class ReadOnlyPartAdmin(ScopedAdmin):
    """What only the pages of the approach write, each with what belongs to it."""

    search_fields = ["approach__folded"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ApproachChange)
class ApproachChangeAdmin(ReadOnlyPartAdmin):
    list_display = ["approach", "status", "on", "member"]
    list_filter = ["status", "on"]


@admin.register(ApproachJudgement)
class ApproachJudgementAdmin(ReadOnlyPartAdmin):
    list_display = ["approach", "criterion", "member", "value", "weight_then"]
    list_filter = ["criterion"]


@admin.register(ApproachCriterion)
class ApproachCriterionAdmin(ScopedAdmin):
    is_administered = True
    list_display = ["name", "weight", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["folded"]

    def write(self, request: HttpRequest, obj: ApproachCriterion, form: Any) -> None:
        save_criterion(obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(ApproachDesk)
class ApproachDeskAdmin(ScopedAdmin):
    is_administered = True
    list_display = ["is_open", "answer_days", "decider"]
    list_filter = ["is_open"]
    search_fields = ["municipality__name"]
