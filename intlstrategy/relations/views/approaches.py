"""Approaches: the register, the page of one, how it is judged and decided, and what it becomes."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from intlstrategy.core.countries import country_name
from intlstrategy.core.languages import language_name
from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, due_cell, in_own_words, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Membership
from intlstrategy.municipalities.pages import (
    ScopedBin,
    ScopedCreate,
    ScopedEdit,
    ScopedHistory,
    gone_page,
    seen_in,
    typed_values,
)
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.filters import ApproachFilters
from intlstrategy.relations.forms.approaches import (
    ApproachForm,
    ContactErasureForm,
    DecideForm,
    JudgeForm,
    ReasonForm,
    SenderForm,
)
from intlstrategy.relations.judging import Criterion, Mark, Result, judged
from intlstrategy.relations.models import Approach, ApproachChange, ApproachCriterion, ApproachJudgement
from intlstrategy.relations.models.approach import CONTACT, OUTCOMES
from intlstrategy.relations.services.approaches import (
    decide_approach,
    judge_approach,
    living_outcome,
    marks_of,
    reopen_approach,
    save_approach,
    settle_sender,
)
from intlstrategy.relations.services.contact_data import erase_contact, log_contact
from intlstrategy.relations.views.crumbs import register_named
from intlstrategy.relations.views.ties import served_by

LOOK = {
    Approach.Status.RECEIVED: "not_started", Approach.Status.JUDGING: "running", Approach.Status.ACCEPTED: "approved",
    Approach.Status.DECLINED: "cancelled", Approach.Status.WITHDRAWN: "suspended",
}  # fmt: skip
NEXT = {  # what an approach of each kind mostly becomes
    Approach.Kind.TWINNING: "agreement", Approach.Kind.PARTNERSHIP: "agreement", Approach.Kind.VISIT: "mission",
    Approach.Kind.INVITATION: "mission", Approach.Kind.RECEPTION: "mission",
}  # fmt: skip
NEW_PAGES = {name: f"relations:{name}-create" for name in OUTCOMES}


def status_mark(row: Approach) -> Any:
    return status(LOOK[Approach.Status(row.status)], row.get_status_display())


def result_of(row: Approach, criteria: Sequence[ApproachCriterion], rows: Sequence[ApproachJudgement]) -> Result:
    """By what the criteria weigh today; once it is decided, by what they weighed then."""
    own = [each for each in rows if each.approach_id == row.pk]
    weights = {each.pk: each.weight for each in criteria if each.is_active and not row.is_decided}
    weights |= {each.criterion_id: weight_in(each) for each in own}
    order = {each.pk: number for number, each in enumerate(criteria)}
    keys = sorted(weights, key=lambda key: order.get(key, len(order)))
    marks = [Mark(each.criterion_id, each.member_id, each.value) for each in own]
    return judged([Criterion(key, weights[key]) for key in keys], marks)


def weight_in(row: ApproachJudgement) -> int:
    return row.criterion.weight if row.weight_then is None else row.weight_then


class ApproachList(Register):
    queryset = Approach.objects.select_related("stakeholder", "decider")
    filterset_class = ApproachFilters
    name = "approaches"
    title = gettext_lazy("Approaches")
    lead = gettext_lazy(
        "What others propose to the city or ask of it: how it was judged, what was answered and why, what it became."
    )
    acts_template = "relations/_approach_list_acts.html"
    empty_template = "relations/_approach_list_empty.html"
    default_sort = ("-received_on", "-pk")
    chips = [
        (gettext_lazy("To be decided"), "status=open"),
        (gettext_lazy("Overdue"), "status=overdue"),
        (gettext_lazy("Accepted, nothing made of it yet"), "status=without_outcome"),
        (gettext_lazy("Contact data to review"), "status=review"),
    ]
    columns = [
        Column(
            key="title", label=gettext_lazy("Approach"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url(), row.reference),
        ),
        Column(key="reference", label=gettext_lazy("Reference"), sort=("year", "number"), value=lambda row: row.reference, is_hidden=True),
        Column(key="received_on", label=gettext_lazy("Received on"), sort=("received_on",), value=lambda row: row.received_on),
        Column(
            key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display(),
            cell=lambda row: in_own_words(row.get_kind_display()),
        ),
        Column(key="from", label=gettext_lazy("From whom"), value=lambda row: row.from_whom or None),
        Column(
            key="status", label=pgettext_lazy("approach", "Status"), sort=("status",), value=lambda row: row.get_status_display(),
            cell=lambda row: in_own_words(status_mark(row)),
        ),
        Column(key="decider", label=gettext_lazy("Who decides"), sort=("decider__folded",), value=lambda row: row.decider),
        Column(
            key="decide_by", label=gettext_lazy("To be decided by"), sort=("decide_by",), value=lambda row: row.decide_by,
            cell=lambda row: due_cell(row.decide_by, is_late=row.is_late(timezone.localdate())),
        ),
        Column(
            key="channel", label=gettext_lazy("How it came"), sort=("channel",), value=lambda row: row.get_channel_display(),
            cell=lambda row: in_own_words(row.get_channel_display()), is_hidden=True,
        ),
        Column(key="place", label=pgettext_lazy("of a sender", "Place"), sort=("place",), value=lambda row: row.place, is_hidden=True),
        Column(key="country", label=gettext_lazy("Country"), sort=("country",), value=lambda row: country_name(row.country), is_hidden=True),
        Column(key="website", label=gettext_lazy("Website"), value=lambda row: row.website, is_hidden=True),
        Column(key="asked", label=gettext_lazy("What is asked or offered"), value=lambda row: row.asked, is_hidden=True),
        Column(key="judges", label=gettext_lazy("Judged by so many"), sort=("judges",), value=lambda row: row.judges, is_number=True, is_hidden=True),
        Column(key="reason", label=gettext_lazy("Reason of the decision"), value=lambda row: row.reason, is_hidden=True),
        Column(key="answer", label=gettext_lazy("Answer"), value=lambda row: row.answer, is_hidden=True),
        Column(key="answered_on", label=gettext_lazy("Answered on"), sort=("answered_on",), value=lambda row: row.answered_on, is_hidden=True),
        Column(key="contact_name", label=gettext_lazy("Contact person"), value=lambda row: row.contact_name, is_hidden=True, needs=Capability.EXPORT_CONTACTS),
        Column(key="contact_email", label=gettext_lazy("E-mail"), value=lambda row: row.contact_email, is_hidden=True, needs=Capability.EXPORT_CONTACTS),
        Column(key="contact_phone", label=gettext_lazy("Phone"), value=lambda row: row.contact_phone, is_hidden=True, needs=Capability.EXPORT_CONTACTS),
        Column(key="keep_until", label=gettext_lazy("Keep contact data until"), sort=("keep_until",), value=lambda row: row.keep_until, is_hidden=True),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        return super().entries().with_judges()


def may_decide(membership: Membership, row: Approach) -> bool:
    """The office, and whoever is named as deciding, as far as they read what is confidential."""
    is_named = row.decider_id == membership.pk and may(membership, Capability.CONFIDE, row)
    return is_named or may(membership, Capability.EDIT)


class ApproachDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "relations/approach_detail.html"
    queryset = Approach.objects.select_related("stakeholder", "decider__department", *OUTCOMES)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, city = self.object, self.municipality
        may_edit = may(self.membership, Capability.EDIT)
        contact = self.contact()
        changes = ApproachChange.objects.of(city).filter(approach=row).select_related("member").order_by("on", "pk")
        return super().get_context_data(**kwargs) | {
            "crumbs": [*register_named("approach", city), (row.reference, "")],
            "look": LOOK[Approach.Status(row.status)],
            "is_late": row.is_late(timezone.localdate()),
            "answers_in": language_name(row.answers_in),
            "contact": contact,
            "sees_contact": may(self.membership, Capability.CONTACTS, row),
            "changes": list(changes),
            **self.judged(),
            "outcomes": [found for name in OUTCOMES if (found := living_outcome(row, name))],
            "ways": self.ways() if may_edit else [],
            "served": served_by(city, approach=row),
            "panels": panels_for(row, self.membership),
            "may_edit": may_edit,
            "may_decide": may_decide(self.membership, row),
            "may_bin": may(self.membership, Capability.BIN, row),
            "may_erase": may(self.membership, Capability.EXPORT_CONTACTS) and row.erased_at is None,
        }

    def contact(self) -> list[tuple[Any, str, str]]:
        """The contact data, for whoever reads them, with a trace of it."""
        row = self.object
        if not may(self.membership, Capability.CONTACTS, row):
            return []
        log_contact(self.request, row)
        fields = (row._meta.get_field(name) for name in CONTACT)
        return [(field.verbose_name, value, field.name) for field in fields if (value := getattr(row, field.name))]

    def judged(self) -> dict[str, Any]:
        """Each criterion with what every member gave it, and what all of it comes to."""
        row = self.object
        given = marks_of(self.municipality, [row])
        criteria = list(ApproachCriterion.objects.of(self.municipality))
        names = {each.pk: each for each in criteria} | {each.criterion_id: each.criterion for each in given}
        result = result_of(row, criteria, given)
        return {
            "result": result,
            "criteria": [
                {
                    "name": names[each.criterion.key].name,
                    "weight": each.criterion.weight,
                    "mean": None if each.mean is None else float(each.mean),
                    "given": [mark for mark in given if mark.criterion_id == each.criterion.key],
                }
                for each in result.by_criterion
            ],
            "score": None if result.score is None else float(result.score),
            "percent": None if result.percent is None else float(result.percent),
            "has_criteria": any(each.is_active for each in criteria),
        }

    def ways(self) -> list[tuple[str, str]]:
        """What can be made of an approach that was accepted: the name and the address of each form.

        One whose organisation is only written first goes by the page on which that is found in the register, or added.
        """
        row, slug = self.object, self.municipality.slug
        if row.status != Approach.Status.ACCEPTED:
            return []
        ways = []
        words = {"agreement": _("Make an agreement of it"), "mission": _("Make a mission of it"), "engagement": _("Log an engagement from it")}  # fmt: skip
        first = NEXT.get(row.kind, "engagement")
        for name in sorted(OUTCOMES, key=lambda name: name != first):
            if living_outcome(row, name) is None:
                url = f"{reverse(NEW_PAGES[name], args=[slug])}?approach={row.pk}"
                if row.sender and row.stakeholder_id is None:
                    url = f"{reverse('relations:approach-sender', args=[slug, row.pk])}?then={name}"
                ways.append((words[name], url))
        return ways


# Its form ------------------------------------------------------------------------------------------------


class ApproachPage:
    """What the form pages of an approach share."""

    model = Approach
    form_class = ApproachForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save approach")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return register_named("approach", self.municipality)

    def save(self, form: ApproachForm) -> Approach:
        served = form.served  # before saving: afterwards it is no new one
        return save_approach(
            approach=form.save(commit=False), served=served, by=self.request.user, seen=self.get_seen()
        )


class ApproachCreate(ApproachPage, ScopedCreate):
    title = gettext_lazy("Enter an approach")
    add_another = True

    def get_initial(self) -> dict[str, Any]:
        return {"received_on": timezone.localdate(), "language": self.municipality.main_language}


class ApproachEdit(ApproachPage, ScopedEdit):
    title = gettext_lazy("Edit approach")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        log_contact(request, self.object)
        return response

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (str(self.object), self.object.get_absolute_url())]


class ApproachBin(ScopedBin):
    model = Approach

    def get_success_url(self) -> str:
        return reverse("relations:approach-list", args=[self.municipality.slug])


class ApproachHistory(ScopedHistory):
    model = Approach

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if may(self.membership, Capability.CONTACTS, self.object):
            log_contact(self.request, self.object)
        return super().get_context_data(**kwargs)


# What is done with it ------------------------------------------------------------------------------------


class ApproachAct(ScopedView, SingleObjectMixin, FormView):
    """A page on which one thing is done with an approach: judged, decided, reopened, its sender found."""

    capability = Capability.EDIT
    template_name = "components/form_page.html"
    queryset = Approach.objects.select_related("stakeholder", "decider")
    title: Any = ""
    submit_label: Any = ""
    done_message: Any = ""
    anchor = ""

    @cached_property
    def object(self) -> Approach:
        return self.get_object()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Stale as stale:
            return gone_page(request, typed_values(self.get_form()), stale.current)

    def get_success_url(self) -> str:
        return f"{self.object.get_absolute_url()}{self.anchor}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "crumbs": [*register_named("approach", self.municipality), (str(row), row.get_absolute_url()), (self.title, "")],
            "submit_label": self.submit_label,
            "cancel_url": row.get_absolute_url(),
            "seen": row.revision,
        }  # fmt: skip

    def carry_out(self, form: Any, seen: int | None) -> None:
        raise NotImplementedError

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.carry_out(form, seen_in(self.request.POST))
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.done_message % {"name": self.object})
        return redirect(self.get_success_url())


class OfDeciders(ApproachAct):
    """For the office, and for whoever is named as deciding."""

    capability = Capability.READ

    def get_object(self, queryset: Any = None) -> Approach:
        row = super().get_object(queryset)
        if not may_decide(self.membership, row):
            raise PermissionDenied
        return row


class ApproachJudge(OfDeciders):
    form_class = JudgeForm
    title = gettext_lazy("Judge it")
    submit_label = gettext_lazy("Save my judgement")
    done_message = gettext_lazy("Your judgement of “%(name)s” is saved.")
    anchor = "#judged"

    def own(self) -> dict[int, ApproachJudgement]:
        rows = ApproachJudgement.objects.of(self.municipality).filter(approach=self.object, member=self.membership)
        return {row.criterion_id: row for row in rows}

    def get_form_kwargs(self) -> dict[str, Any]:
        own = self.own()
        criteria = [
            each for each in ApproachCriterion.objects.of(self.municipality) if each.is_active or each.pk in own
        ]
        return super().get_form_kwargs() | {"criteria": criteria}

    def get_initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for pk, row in self.own().items():
            found |= {f"value_{pk}": row.value, f"note_{pk}": row.note}
        return found

    def carry_out(self, form: JudgeForm, seen: int | None) -> None:
        judge_approach(approach=self.object, member=self.membership, given=form.given, by=self.request.user)


class ApproachDecide(OfDeciders):
    form_class = DecideForm
    title = gettext_lazy("Decide on it")
    submit_label = gettext_lazy("Save decision")
    done_message = gettext_lazy("What is decided on “%(name)s” is saved.")
    anchor = "#decision"

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate(), "answer": self.object.answer}

    def carry_out(self, form: DecideForm, seen: int | None) -> None:
        told: dict[str, Any] = {name: form.cleaned_data[name] for name in ("status", "reason", "answer", "on")}
        decide_approach(approach=self.object, member=self.membership, by=self.request.user, seen=seen, **told)


class ApproachReopen(OfDeciders):
    form_class = ReasonForm
    title = gettext_lazy("Reopen it")
    submit_label = gettext_lazy("Reopen it")
    done_message = gettext_lazy("“%(name)s” is open again.")
    anchor = "#decision"

    def carry_out(self, form: ReasonForm, seen: int | None) -> None:
        told = {"reason": form.cleaned_data["reason"], "member": self.membership}
        reopen_approach(approach=self.object, by=self.request.user, seen=seen, **told)


class ApproachSender(ApproachAct):
    form_class = SenderForm
    title = gettext_lazy("Find or add the organisation")
    submit_label = gettext_lazy("Save organisation")
    done_message = gettext_lazy("It is said from whom “%(name)s” comes.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"municipality": self.municipality, "approach": self.object}

    def get_initial(self) -> dict[str, Any]:
        return {"organisation_0": self.object.from_whom}

    def carry_out(self, form: SenderForm, seen: int | None) -> None:
        settle_sender(approach=self.object, stakeholder=form.stakeholder, by=self.request.user, seen=seen)

    def get_success_url(self) -> str:
        """On to the form that one was on the way to."""
        then = NEW_PAGES.get(self.request.GET.get("then", ""))
        if then and self.object.status == Approach.Status.ACCEPTED:
            return f"{reverse(then, args=[self.municipality.slug])}?approach={self.object.pk}"
        return super().get_success_url()


class ApproachErase(ApproachAct):
    capability = Capability.EXPORT_CONTACTS
    form_class = ContactErasureForm
    template_name = "relations/approach_erase.html"
    title = gettext_lazy("Erase the contact data")
    submit_label = gettext_lazy("Erase for good")
    done_message = gettext_lazy("The contact data of “%(name)s” are erased.")

    def carry_out(self, form: ContactErasureForm, seen: int | None) -> None:
        erase_contact(approach=self.object, reason=form.cleaned_data["reason"], by=self.request.user, seen=seen)
