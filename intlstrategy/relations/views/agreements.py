"""Agreements: the register, the page of one with all that belongs to it, and the dates ahead of all."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import DetailView, View

from intlstrategy.core.days import how_far
from intlstrategy.core.languages import language_name
from intlstrategy.core.numbers import whole
from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, in_own_words, linked, shown
from intlstrategy.core.templatetags.components import status
from intlstrategy.documents.models import Document
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.models import Membership, PostHolder
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedHistory
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.agenda import dates_ahead
from intlstrategy.relations.filters import AgreementFilters
from intlstrategy.relations.forms.agreements import (
    AgreementForm,
    AgreementTextForm,
    AmendmentForm,
    ContributionForm,
    DutyForm,
    PartyForm,
    StatusChangeForm,
    TextUploadForm,
)
from intlstrategy.relations.leverage import Balance, Brought, balance
from intlstrategy.relations.models import (
    Agreement,
    AgreementText,
    Amendment,
    Contribution,
    Duty,
    Party,
    Review,
    StatusChange,
)
from intlstrategy.relations.reading import activities_of, stands_of, vitality_of
from intlstrategy.relations.services.agreements import (
    limits_broken,
    save_agreement,
    save_amendment,
    save_contribution,
    save_duty,
    save_status_change,
    upload_text,
)
from intlstrategy.relations.services.confidence import log_brief
from intlstrategy.relations.views.brief import BriefEdit, BriefHistory
from intlstrategy.relations.views.commitments import commitments_in
from intlstrategy.relations.views.crumbs import register_named
from intlstrategy.relations.views.engagements import FormWithRows
from intlstrategy.relations.views.origin import MadeOf
from intlstrategy.relations.views.parts import PartBin, PartPage
from intlstrategy.relations.views.ties import served_by
from intlstrategy.relations.vitality import STEADY, STRONG, WEAK, Vitality, vitality
from intlstrategy.stakeholders.holders import first_on
from intlstrategy.stakeholders.models import Position, Stakeholder

LAST_ACTIVITIES = 10
LEVELS = {
    STRONG: gettext_lazy("Strong"),
    STEADY: gettext_lazy("Steady"),
    WEAK: gettext_lazy("Weak"),
    "silent": gettext_lazy("Silent"),
}
ACTIVITY_WORDS = {
    "engagement": pgettext_lazy("activity", "Engagement"),
    "mission": pgettext_lazy("activity", "Mission"),
    "commitment": pgettext_lazy("activity", "Commitment kept"),
    "amendment": pgettext_lazy("activity", "Amendment"),
}


def status_cell(row: Agreement) -> Any:
    return in_own_words(status(row.stand.standing.status, row.stand.words))


def vitality_cell(row: Agreement) -> Any:
    return in_own_words(f"{LEVELS[row.vitality.level]}\u00a0· {row.vitality.alive}/8")


def ends_cell(row: Agreement) -> Any:
    """The end, and how far away it is."""
    day = row.stand.ahead.ends_on
    if day is None:
        return ""
    return format_html('{} <span class="sub">{}</span>', shown(day), in_own_words(how_far(day, timezone.localdate())))


class AgreementList(Register):
    queryset = Agreement.objects.select_related("nature", "department", "owner", "dimension")
    filterset_class = AgreementFilters
    name = "agreements"
    title = gettext_lazy("Agreements")
    lead = gettext_lazy(
        "What the city has signed with others: until when, what has to be done, and whether it is alive."
    )
    acts_template = "relations/_agreement_list_acts.html"
    empty_template = "relations/_agreement_list_empty.html"
    chips = [
        (gettext_lazy("Not over yet"), "status=living"), (gettext_lazy("Notice within six months, or missed"), "ahead=notice"),
        (gettext_lazy("Duties late"), "ahead=duties"), (gettext_lazy("Silent for two years"), "ahead=silent"),
    ]  # fmt: skip
    columns = [
        Column(
            key="title", label=gettext_lazy("Title"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url(), row.code),
        ),
        Column(key="code", label=gettext_lazy("File number"), value=lambda row: row.code, is_hidden=True),
        Column(
            key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display(),
            cell=lambda row: in_own_words(row.get_kind_display()),
        ),
        Column(key="nature", label=gettext_lazy("Legal nature"), value=lambda row: row.nature, is_hidden=True),
        Column(key="party", label=gettext_lazy("With"), sort=("party_folded",), value=lambda row: row.first_party),
        Column(
            key="status", label=pgettext_lazy("agreement", "Status"), cell=status_cell,
            value=lambda row: row.stand.words,
        ),
        Column(key="signed_on", label=gettext_lazy("Signed on"), sort=("signed_on",), value=lambda row: row.signed_on, is_hidden=True),
        Column(key="in_force_on", label=gettext_lazy("In force from"), value=lambda row: row.in_force_on, is_hidden=True),
        Column(
            key="ends_on", label=gettext_lazy("Ends on"), sort=("until",), cell=ends_cell,
            value=lambda row: row.stand.ahead.ends_on,
        ),
        Column(key="notice_on", label=gettext_lazy("Notice by"), value=lambda row: row.stand.ahead.notice_on, is_hidden=True),
        Column(key="renewal", label=gettext_lazy("Renewal"), value=lambda row: row.get_renewal_display(), is_hidden=True),
        Column(
            key="vitality", label=gettext_lazy("Vitality"), cell=vitality_cell,
            value=lambda row: f"{LEVELS[row.vitality.level]} {row.vitality.alive}/8",
        ),
        Column(key="matter", label=gettext_lazy("Matter"), value=lambda row: row.matter, is_hidden=True),
        Column(key="dimension", label=pgettext_lazy("of external action", "Dimension"), value=lambda row: row.dimension, is_hidden=True),
        Column(key="subject", label=gettext_lazy("Object"), value=lambda row: row.subject, is_hidden=True),
        Column(key="decided_by", label=gettext_lazy("Decided by"), value=lambda row: row.decided_by, is_hidden=True),
        Column(key="decided_on", label=gettext_lazy("Decided on"), value=lambda row: row.decided_on, is_hidden=True),
        Column(key="public_note", label=gettext_lazy("Public note"), value=lambda row: row.public_note, is_hidden=True),
        Column(key="department", label=gettext_lazy("Lead department"), sort=("department__folded",), value=lambda row: row.department, is_hidden=True),
        Column(key="owner", label=gettext_lazy("Who keeps it"), sort=("owner__folded",), value=lambda row: row.owner),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> Any:
        return super().entries().with_first_party().with_until()

    def dress(self, rows: Sequence[Agreement]) -> Sequence[Agreement]:
        today = timezone.localdate()
        stands = stands_of(self.municipality, rows, today)
        alive = vitality_of(self.municipality, [row.pk for row in rows], today)
        for row in rows:
            row.stand, row.vitality = stands[row.pk], alive[row.pk]
        return rows


class AgreementDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "relations/agreement_detail.html"
    queryset = Agreement.objects.select_related("nature", "department", "owner", "dimension", "signed_by", "decision")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        sees_brief = may(self.membership, Capability.CONFIDE, row)
        if sees_brief:
            log_brief(self.request, row)
        stand = stands_of(self.municipality, [row], today)[row.pk]
        activities = activities_of(self.municipality, [row.pk], today).get(row.pk, [])
        return super().get_context_data(**kwargs) | self.parts() | {
            "crumbs": [*register_named("agreement", self.municipality), (row.title, "")],
            "today": today,
            "stand": stand,
            "broken": list(limits_broken(row, stand.terms.extensions).values()),
            "signed_for_us": self.signed_for_us(),
            "sees_brief": sees_brief,
            "panels": panels_for(row, self.membership),
            "may_edit": may(self.membership, Capability.EDIT),
            "may_bin": may(self.membership, Capability.BIN, row),
            **alive_in_words(vitality([each.on for each in activities], today)),
            "activities": [(each, ACTIVITY_WORDS[each.kind]) for each in activities[:LAST_ACTIVITIES]],
            "more_activities": max(0, len(activities) - LAST_ACTIVITIES),
        }  # fmt: skip

    def parts(self) -> dict[str, Any]:
        """All that belongs to it, each kind in one query."""
        row, city = self.object, self.municipality
        contributions = list(Contribution.objects.of(city).filter(agreement=row).select_related("party__stakeholder"))
        texts = readable(AgreementText.objects.of(city).filter(agreement=row), self.membership)
        return {
            "parties": self.parties(),
            "changes": list(StatusChange.objects.of(city).filter(agreement=row).order_by("-on", "-pk")),
            "amendments": list(Amendment.objects.of(city).filter(agreement=row)),
            "contributions": contributions,
            "balance": balance_of(contributions),
            "duties": list(Duty.objects.of(city).filter(agreement=row).select_related("owner", "rule")),
            "texts": [(each, language_name(each.language)) for each in texts.select_related("document__municipality")],
            "reviews": list(Review.objects.of(city).filter(agreement=row).select_related("owner")),
            "commitments": commitments_in(self, agreement=row),
            "served": served_by(city, agreement=row),
        }  # fmt: skip

    def parties(self) -> list[dict[str, Any]]:
        """Each party with who signed for it, and what that person was there on the day of signing."""
        rows = list(
            Party.objects.of(self.municipality).filter(agreement=self.object).select_related("stakeholder", "signatory")
        )
        people = [row.signatory_id for row in rows if row.signatory_id]
        held = list(Position.objects.of(self.municipality).filter(person__in=people)) if people else []
        day = self.object.signed_on or timezone.localdate()
        return [
            {"row": row, "position": first_on([each for each in held if each.person_id == row.signatory_id and each.stakeholder_id == row.stakeholder_id], day)}
            for row in rows
        ]  # fmt: skip

    def signed_for_us(self) -> str:
        """Who held the post that signed, on the day of signing."""
        row = self.object
        if row.signed_by_id is None or row.signed_on is None:
            return ""
        holders = PostHolder.objects.of(self.municipality).filter(post=row.signed_by_id).on(row.signed_on)
        first = holders.order_by("starts_on", "pk").first()
        return first.name if first else ""


def balance_of(contributions: Sequence[Contribution]) -> Balance:
    return balance(
        Brought(is_ours=each.party_id is None, is_money=each.form == Contribution.Form.MONEY, amount=each.amount)
        for each in contributions
    )


def alive_in_words(found: Vitality) -> dict[str, Any]:
    return {"vitality": found, "level": LEVELS[found.level]}


# Forms ----------------------------------------------------------------------------------------------------


class AgreementPage(FormWithRows):
    """What the form pages of an agreement share."""

    model = Agreement
    form_class = AgreementForm
    capability = Capability.EDIT
    template_name = "relations/engagement_form.html"
    submit_label = gettext_lazy("Save agreement")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return register_named("agreement", self.municipality)

    def save(self, form: AgreementForm) -> Agreement:
        return save_agreement(
            agreement=form.save(commit=False), parties=form.parties, served=form.served, by=self.request.user,
            seen=self.get_seen(),
        )  # fmt: skip


class AgreementCreate(MadeOf, AgreementPage, ScopedCreate):
    title = gettext_lazy("Add agreement")
    origins = ("approach",)
    text_field = "subject"
    kinds = {"twinning": {"kind": Agreement.Kind.TWINNING}}

    def get_initial(self) -> dict[str, Any]:
        """Kept by whoever enters it; the organisation from whose page one came is the first party."""
        found: dict[str, Any] = {"owner": self.membership.pk, "department": self.membership.department_id}
        pk = whole(self.request.GET.get("with", ""))
        row = None if pk is None else Stakeholder.objects.of(self.municipality).filter(pk=pk).first()
        return found | ({"organisation_0": row.name} if row else {})


class AgreementEdit(AgreementPage, BriefEdit):
    title = gettext_lazy("Edit agreement")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.title, self.object.get_absolute_url())]


class AgreementBin(ScopedBin):
    model = Agreement

    def get_success_url(self) -> str:
        return reverse("relations:agreement-list", args=[self.municipality.slug])


class AgreementHistory(BriefHistory):
    model = Agreement


class PartOfAgreementPage(PartPage):
    holder = "agreement"
    crumbs_of = partial(register_named, "agreement")


class PartyPage(PartOfAgreementPage):
    model, form_class, part, anchor = Party, PartyForm, "party", "parties"
    read_along = ("stakeholder", "signatory")
    add_title, edit_title = gettext_lazy("Add party"), gettext_lazy("Edit party")


class StatusChangePage(PartOfAgreementPage):
    model, form_class, part, anchor = StatusChange, StatusChangeForm, "status", "statuses"
    add_title, edit_title = gettext_lazy("State a status"), gettext_lazy("Edit status")
    service = save_status_change

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()} if not getattr(self, "object", None) else {}


class AmendmentPage(PartOfAgreementPage):
    model, form_class, part, anchor = Amendment, AmendmentForm, "amendment", "amendments"
    add_title, edit_title = gettext_lazy("Add amendment"), gettext_lazy("Edit amendment")
    service = save_amendment


class ContributionPage(PartOfAgreementPage):
    model, form_class, part, anchor = Contribution, ContributionForm, "contribution", "contributions"
    add_title, edit_title = gettext_lazy("Add contribution"), gettext_lazy("Edit contribution")
    service = save_contribution


class DutyPage(PartOfAgreementPage):
    model, form_class, part, anchor = Duty, DutyForm, "duty", "duties"
    add_title, edit_title = gettext_lazy("Add duty"), gettext_lazy("Edit duty")
    service = save_duty


class AgreementTextPage(PartOfAgreementPage):
    model, form_class, part, anchor = AgreementText, AgreementTextForm, "text", "texts"
    read_along = ("document",)
    add_title, edit_title = gettext_lazy("Add text"), gettext_lazy("Edit text")

    def get_queryset(self) -> Any:
        return readable(super().get_queryset(), self.membership)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"reader": self.membership}


class AgreementTextUpload(AgreementTextPage, ScopedCreate):
    """A text that is not among the documents yet: its file is kept there, and attached at once."""

    form_class = TextUploadForm
    add_title = gettext_lazy("Upload the text")

    def get_initial(self) -> dict[str, Any]:
        holder = self.get_holder()
        language = holder.municipality.main_language
        return {"title": holder.title, "department": holder.department_id, "language": language}

    def save(self, form: TextUploadForm) -> AgreementText:
        data = form.cleaned_data
        return upload_text(
            agreement=self.get_holder(), document=form.save(commit=False), upload=data["upload"], content=form.content,
            is_authentic=data["is_authentic"], by=self.request.user,
        )  # fmt: skip


def readable(rows: Any, reader: Membership) -> Any:
    """Without the texts whose document is confidential for this reader: neither file nor name."""
    return rows.filter(document__in=Document.objects.of(reader.municipality).readable_by(reader))


class AgreementTextBin(PartBin):
    def get_queryset(self) -> Any:
        return readable(super().get_queryset(), self.membership)


class AgreementTextHistory(ScopedHistory):
    def get_queryset(self) -> Any:
        return readable(super().get_queryset(), self.membership)


# The dates ahead ------------------------------------------------------------------------------------------


class AgreementDates(ScopedView, View):
    """What comes up in the next 24 months: notice, renewal, end, duties and reviews, month by month; what is late first."""

    capability = Capability.READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        found = dates_ahead(self.municipality, today)
        late = [each for each in found if each.is_late]
        ahead = [each for each in found if not each.is_late]

        def month(each: Any) -> date:
            return each.on.replace(day=1)

        context = {
            "title": _("Dates of agreements"),
            "crumbs": [*register_named("agreement", self.municipality), (_("Dates of agreements"), "")],
            "late": late,
            "months": [(first, list(rows)) for first, rows in groupby(ahead, key=month)],
        }
        return render(request, "relations/agreement_dates.html", context)
