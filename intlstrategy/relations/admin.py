from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from intlstrategy.municipalities.scoped_admin import ScopedAdmin
from intlstrategy.relations.models import (
    Agreement,
    AgreementText,
    Amendment,
    Attendance,
    Commitment,
    Contribution,
    Duty,
    Engagement,
    LegalNature,
    NatureDuty,
    Party,
    Review,
    StatusChange,
    Tie,
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
from intlstrategy.relations.services.engagements import save_commitment


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
    fixed = ("engagement", "agreement")
    list_display = ["known_as", "element", "action"]
    list_select_related = [*SOURCES, "element", "action"]
    list_filter = []
    search_fields = ["engagement__folded", "agreement__folded", "element__folded", "action__folded"]


@admin.register(Commitment)
class CommitmentAdmin(ScopedAdmin):
    fixed = ("engagement", "agreement")
    list_display = ["text", "side", "stakeholder", "owner", "due_on", "state"]
    list_filter = ["side", "state", "owner"]
    search_fields = ["folded"]

    def write(self, request: HttpRequest, obj: Commitment, form: Any) -> None:
        save_commitment(commitment=obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(LegalNature)
class LegalNatureAdmin(ScopedAdmin):
    list_display = ["name", "legal_basis", "longest_months", "longest_renewal_months", "notice_days"]
    list_filter = []
    search_fields = ["folded"]


@admin.register(NatureDuty)
class NatureDutyAdmin(ScopedAdmin):
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
    fixed = ("agreement",)
    list_select_related = [*REVIEWED, "owner"]
    list_display = ["known_as", "due_on", "held_on", "verdict", "owner"]
    list_filter = ["verdict", "owner"]
    search_fields = ["agreement__folded"]

    def write(self, request: HttpRequest, obj: Review, form: Any) -> None:
        save_review(obj, by=request.user, seen=form.cleaned_data.get("seen"))
