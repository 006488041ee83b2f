"""Missions and visits: the register, the page of one, and the page on which one is planned and reported."""

from functools import partial
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.countries import country_name
from intlstrategy.core.numbers import whole
from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.forms.naming import name_among
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, seen_in
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations import travel
from intlstrategy.relations.extract import extract
from intlstrategy.relations.filters import MISSION_STATES, MissionFilters
from intlstrategy.relations.forms.missions import GiftForm, MissionCostForm, MissionForm, ProgrammeItemForm
from intlstrategy.relations.models import (
    Agreement,
    AssetUse,
    Engagement,
    Gift,
    Mission,
    MissionCost,
    MissionParticipant,
    NetworkMembership,
    ProgrammeItem,
)
from intlstrategy.relations.services.confidence import log_brief
from intlstrategy.relations.services.missions import publish_mission, save_mission
from intlstrategy.relations.views.brief import BriefEdit, BriefHistory
from intlstrategy.relations.views.commitments import commitments_in
from intlstrategy.relations.views.crumbs import register_named
from intlstrategy.relations.views.engagements import FormWithRows, sides_of
from intlstrategy.relations.views.origin import MadeOf
from intlstrategy.relations.views.parts import PartPage
from intlstrategy.relations.views.tables import PartTable, money, part_table
from intlstrategy.relations.views.ties import served_by
from intlstrategy.stakeholders.models import Stakeholder

STATE_WORDS = dict(MISSION_STATES)
ENGAGEMENTS_SHOWN = 20
LOOK = {
    travel.PLANNED: "not_started", travel.APPROVED: "approved", travel.UNDER_WAY: "running", travel.TO_REPORT: "at_risk",
    travel.REPORTED: "completed", travel.CANCELLED: "cancelled",
}  # fmt: skip


def state_words(row: Mission) -> Any:
    return STATE_WORDS[row.state(timezone.localdate())]


def state_mark(row: Mission) -> Any:
    """The state of today, and that the report is late where it is."""
    today = timezone.localdate()
    state = row.state(today)
    mark = status(LOOK[state], STATE_WORDS[state])
    if state == travel.TO_REPORT and travel.report_due_on(row.ends_on) < today:
        return format_html('{}<span class="sub late">{}</span>', mark, _("report late"))
    return mark


def cost_cell(row: Mission) -> Any:
    """What the city spends, and that it is more than was decided where it is."""
    if row.our_cost is None:
        return "–"
    if row.cost_ceiling is not None and row.our_cost > row.cost_ceiling:
        words = in_own_words(_("over its ceiling"))
        return format_html('<span class="late">{}</span> <span class="sub">{}</span>', money(row.our_cost), words)
    return money(row.our_cost)


class MissionList(Register):
    queryset = Mission.objects.select_related("owner", "department", "dimension")
    filterset_class = MissionFilters
    name = "missions"
    title = gettext_lazy("Missions and visits")
    lead = gettext_lazy(
        "Journeys of the city and delegations that it received: who decided them, what they cost, what came of them."
    )
    acts_template = "relations/_mission_list_acts.html"
    empty_template = "relations/_mission_list_empty.html"
    default_sort = ("-starts_on", "-pk")
    chips = [
        (gettext_lazy("To be reported"), "state=to_report"),
        (gettext_lazy("Over the ceiling"), "to_see_to=over"),
        (gettext_lazy("To tell the State"), "to_see_to=notice"),
    ]
    columns = [
        Column(
            key="title", label=gettext_lazy("Mission"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url(), row.where),
        ),
        Column(
            key="direction", label=gettext_lazy("Direction"), sort=("direction",), value=lambda row: row.get_direction_display(),
            cell=lambda row: in_own_words(row.get_direction_display()),
        ),
        Column(key="starts_on", label=gettext_lazy("First day"), sort=("starts_on",), value=lambda row: row.starts_on),
        Column(key="ends_on", label=gettext_lazy("Last day"), sort=("ends_on",), value=lambda row: row.ends_on, is_hidden=True),
        Column(
            key="state", label=pgettext_lazy("mission", "State"), value=state_words, cell=lambda row: in_own_words(state_mark(row)),
        ),
        Column(key="counterpart", label=gettext_lazy("With"), sort=("counterpart_folded",), value=lambda row: row.counterpart),
        Column(key="cost", label=gettext_lazy("Cost to the city"), sort=("our_cost",), value=lambda row: row.our_cost, cell=cost_cell, is_number=True),
        Column(key="ceiling", label=gettext_lazy("Cost ceiling"), sort=("cost_ceiling",), value=lambda row: row.cost_ceiling, cell=lambda row: money(row.cost_ceiling), is_number=True, is_hidden=True),
        Column(key="owner", label=gettext_lazy("Who keeps it"), sort=("owner__folded",), value=lambda row: row.owner, is_hidden=True),
        Column(key="department", label=gettext_lazy("Lead department"), sort=("department__folded",), value=lambda row: row.department, is_hidden=True),
        Column(key="place", label=gettext_lazy("Places"), value=lambda row: row.place, is_hidden=True),
        Column(key="country", label=gettext_lazy("Country"), sort=("country",), value=lambda row: country_name(row.country), is_hidden=True),
        Column(key="code", label=gettext_lazy("File number"), sort=("code",), value=lambda row: row.code, is_hidden=True),
        Column(key="purpose", label=gettext_lazy("Purpose"), value=lambda row: row.purpose, is_hidden=True),
        Column(key="dimension", label=pgettext_lazy("of external action", "Dimension"), value=lambda row: row.dimension, is_hidden=True),
        Column(key="decided_by", label=gettext_lazy("Decided by"), value=lambda row: row.decided_by, is_hidden=True),
        Column(key="decided_on", label=gettext_lazy("Decided on"), sort=("decided_on",), value=lambda row: row.decided_on, is_hidden=True),
        Column(key="notified_on", label=gettext_lazy("Ministry told on"), sort=("notified_on",), value=lambda row: row.notified_on, is_hidden=True),
        Column(key="results", label=gettext_lazy("Results"), value=lambda row: row.results, is_hidden=True),
        Column(key="reported_on", label=gettext_lazy("Reported on"), sort=("reported_on",), value=lambda row: row.reported_on, is_hidden=True),
        Column(key="is_public", label=gettext_lazy("Published"), sort=("is_public",), value=lambda row: row.is_public, is_hidden=True),
        Column(key="public_note", label=gettext_lazy("Public note"), value=lambda row: row.public_note, is_hidden=True),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        return super().entries().with_costs().with_first_counterpart()


# One mission ---------------------------------------------------------------------------------------------


class MissionDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "relations/mission_detail.html"
    queryset = Mission.objects.select_related(
        "decision", "department", "owner", "dimension", "agreement", "membership", "report_document"
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        may_edit = may(self.membership, Capability.EDIT)
        sees_brief = may(self.membership, Capability.CONFIDE, row)
        if sees_brief:
            log_brief(self.request, row)
        participants = self.participants()
        lines = list(MissionCost.objects.of(self.municipality).filter(mission=row).select_related("payer"))
        costs = travel.costs(
            (travel.Cost(each.planned, each.real, each.payer_id is None) for each in lines), row.cost_ceiling
        )
        met = Engagement.objects.of(self.municipality).filter(mission=row).order_by("on", "pk")
        state = row.state(today)
        return super().get_context_data(**kwargs) | {
            "crumbs": [*register_named("mission", self.municipality), (row.title, "")],
            "state": (LOOK[state], STATE_WORDS[state]),
            "is_over": state == travel.TO_REPORT,
            "report_due": travel.report_due_on(row.ends_on),
            "notice_due": travel.notice_due_on(row.journey),
            "notice_was_late": travel.notice_was_late(row.journey),
            "report_document": row.report_document if self.may_see(row.report_document) else None,
            "costs": costs,
            "extract": extract(row, participants, costs),
            "sides": sides_of(self.municipality, participants, row.starts_on),
            "days": self.days(may_edit=may_edit),
            "tables": [costs_table(self, lines, costs, may_edit=may_edit), gifts_table(self, may_edit=may_edit)],
            "engagements": list(met[:ENGAGEMENTS_SHOWN]),
            "served": served_by(self.municipality, mission=row),
            "commitments": commitments_in(self, mission=row),
            "assets": list(AssetUse.objects.of(self.municipality).filter(mission=row).select_related("asset")),
            "today": today,
            "sees_brief": sees_brief,
            "panels": panels_for(row, self.membership),
            "may_edit": may_edit,
            "may_bin": may(self.membership, Capability.BIN, row),
            "may_publish": may(self.membership, Capability.PUBLISH, row),
        }

    def may_see(self, document: Any) -> bool:
        if document is None or document.binned_at is not None:
            return False
        return not document.is_confidential or may(self.membership, Capability.CONFIDE, document)

    def participants(self) -> list[MissionParticipant]:
        rows = MissionParticipant.objects.of(self.municipality).filter(mission=self.object)
        return list(rows.select_related("person", "stakeholder", "membership__department", "post").order_by("pk"))

    def days(self, *, may_edit: bool) -> list[dict[str, Any]]:
        """The programme, day by day; what lies outside the days of the mission says so."""
        items = ProgrammeItem.objects.of(self.municipality).filter(mission=self.object).select_related("stakeholder")
        found = []
        for day, rows in groupby(items, key=lambda item: item.on):
            is_outside = not self.object.starts_on <= day <= self.object.ends_on
            found.append({"day": day, "is_outside": is_outside, "items": list(rows)})
        return found


def costs_table(view: MissionDetail, rows: list[MissionCost], costs: travel.Costs, *, may_edit: bool) -> PartTable:
    currency = {"currency": view.municipality.currency}
    columns = [
        Column(key="what", label=_("What"), value=str),
        Column(key="kind", label=_("Kind"), value=lambda row: row.get_kind_display()),
        Column(key="payer", label=_("Paid by"), value=lambda row: row.payer or view.municipality),
        Column(key="planned", label=pgettext("cost", "Planned"), is_number=True, value=lambda row: money(row.planned)),
        Column(key="real", label=pgettext("cost", "Real"), is_number=True, value=lambda row: money(row.real)),
    ]  # fmt: skip
    planned, real = (any(getattr(row, name) is not None for row in rows) for name in ("planned", "real"))
    sums = (money(costs.planned if planned else None), money(costs.real if real else None))
    foot = (_("In all"), "", "", *sums) if rows else ()
    return part_table(
        view, "mission-cost", rows, columns, anchor="costs", may_edit=may_edit, lead=_("Amounts in %(currency)s.") % currency, title=_("What it costs"), foot=foot,
        add_words=_("Add cost"), empty=_("No cost is noted, planned or real."),
    )  # fmt: skip


def gifts_table(view: MissionDetail, *, may_edit: bool) -> PartTable:
    rows = list(Gift.objects.of(view.municipality).filter(mission=view.object).select_related("stakeholder"))
    columns = [
        Column(key="title", label=_("What"), value=lambda row: row.title),
        Column(key="side", label=_("Given or received"), value=lambda row: row.get_side_display()),
        Column(key="whom", label=_("To or from whom"), value=lambda row: row.stakeholder or "–"),
        Column(key="value", label=_("Value (%(currency)s)") % {"currency": view.municipality.currency}, is_number=True, value=lambda row: money(row.value)),
        Column(key="kept", label=_("Where it is kept"), value=lambda row: row.kept_at or "–"),
    ]  # fmt: skip
    return part_table(
        view, "gift", rows, columns, anchor="gifts", may_edit=may_edit, title=_("Gifts"),
        add_words=_("Add gift"), empty=_("No gift is noted."),
    )  # fmt: skip


class MissionPublish(ScopedView, DetailView):
    """The button that lets citizens read of a mission, or no longer."""

    capability = Capability.PUBLISH
    http_method_names = ["post"]
    queryset = Mission.objects.all()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row, is_public = self.get_object(), request.POST.get("is_public") == "1"
        try:
            publish_mission(mission=row, is_public=is_public, by=request.user, seen=seen_in(request.POST))
        except Stale:
            words = _("Somebody changed “%(name)s” meanwhile. Look at it again first.") % {"name": row}
            messages.error(request, words)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            words = _("“%(name)s” is published.") if is_public else _("“%(name)s” is no longer published.")
            messages.success(request, words % {"name": row})
        return redirect(f"{row.get_absolute_url()}#public")


# Its form ------------------------------------------------------------------------------------------------


class MissionPage(FormWithRows):
    """What the form pages of a mission share."""

    model = Mission
    form_class = MissionForm
    capability = Capability.EDIT
    template_name = "relations/engagement_form.html"
    submit_label = gettext_lazy("Save mission")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"reader": self.membership}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return register_named("mission", self.municipality)

    def save(self, form: MissionForm) -> Mission:
        served = form.served  # before saving: afterwards it is no new one
        return save_mission(
            mission=form.save(commit=False), counterparts=form.counterparts, ours=form.ours, served=served,
            commitments=form.commitments, by=self.request.user, seen=self.get_seen(),
        )  # fmt: skip


class MissionCreate(MadeOf, MissionPage, ScopedCreate):
    title = gettext_lazy("Add mission or visit")
    outcome_field = "results"
    days = ("starts_on", "ends_on")
    places = ("place", "country")
    kinds = {key: {"direction": Mission.Direction.INCOMING} for key in ("visit", "reception", "incoming")}

    def get_initial(self) -> dict[str, Any]:
        """By whoever enters it; what one came from is filled in."""
        found = {"owner": self.membership.pk, "department": self.membership.department_id}
        return found | {"members": [self.membership.pk]} | self.came_from()

    def came_from(self) -> dict[str, Any]:
        found = {}
        for name, model, field in (
            ("with", Stakeholder, "organisation_0"), ("agreement", Agreement, "agreement"), ("network", NetworkMembership, "membership"),
        ):  # fmt: skip
            pk = whole(self.request.GET.get(name, ""))
            row = None if pk is None else model.objects.of(self.municipality).filter(pk=pk).first()
            if row is not None:
                found[field] = name_among(model.objects.of(self.municipality), row)
        return found


class MissionEdit(MissionPage, BriefEdit):
    title = gettext_lazy("Edit mission")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.title, self.object.get_absolute_url())]


class MissionBin(ScopedBin):
    model = Mission

    def get_success_url(self) -> str:
        return reverse("relations:mission-list", args=[self.municipality.slug])


class MissionHistory(BriefHistory):
    model = Mission


# Its parts -----------------------------------------------------------------------------------------------


class MissionPartPage(PartPage):
    holder = "mission"
    crumbs_of = partial(register_named, "mission")


class ProgrammeItemPage(MissionPartPage):
    model = ProgrammeItem
    form_class = ProgrammeItemForm
    part = "programme-item"
    anchor = "programme"
    add_title = gettext_lazy("Add to the programme")
    edit_title = gettext_lazy("Item of the programme")

    def get_initial(self) -> dict[str, Any]:
        return {} if getattr(self, "object", None) else {"on": self.get_holder().starts_on}


class MissionCostPage(MissionPartPage):
    model = MissionCost
    form_class = MissionCostForm
    part = "mission-cost"
    anchor = "costs"
    add_title = gettext_lazy("Add cost")
    edit_title = gettext_lazy("Cost of the mission")


class GiftPage(MissionPartPage):
    model = Gift
    form_class = GiftForm
    part = "gift"
    anchor = "gifts"
    add_title = gettext_lazy("Add gift")
    edit_title = gettext_lazy("Gift")
