"""Engagements: the register, the page of one, and the page on which one is entered in under a minute."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.numbers import whole
from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.forms.naming import name_among
from intlstrategy.municipalities.models import PostHolder
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.filters import EngagementFilters
from intlstrategy.relations.forms.engagements import EngagementForm
from intlstrategy.relations.models import Agreement, Attendance, Engagement, Mission
from intlstrategy.relations.services.confidence import log_brief
from intlstrategy.relations.services.engagements import save_engagement
from intlstrategy.relations.views.brief import BriefEdit, BriefHistory
from intlstrategy.relations.views.commitments import commitments_in
from intlstrategy.relations.views.crumbs import register_named
from intlstrategy.relations.views.origin import MadeOf
from intlstrategy.relations.views.ties import served_by
from intlstrategy.stakeholders.holders import held_on
from intlstrategy.stakeholders.models import Person, Position, Stakeholder


class EngagementList(Register):
    queryset = Engagement.objects.select_related("department", "owner")
    filterset_class = EngagementFilters
    name = "engagements"
    title = gettext_lazy("Engagements")
    lead = gettext_lazy(
        "Meetings, calls, letters and events: whom the city spoke with, what came of it, what it serves."
    )
    acts_template = "relations/_engagement_list_acts.html"
    empty_template = "relations/_engagement_list_empty.html"
    default_sort = ("-on", "-pk")
    columns = [
        Column(
            key="title", label=gettext_lazy("Subject"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url(), row.place),
        ),
        Column(key="on", label=gettext_lazy("Day"), sort=("on",), value=lambda row: row.on),
        Column(
            key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display(),
            cell=lambda row: in_own_words(row.get_kind_display()),
        ),
        Column(key="counterpart", label=gettext_lazy("With"), sort=("counterpart_folded",), value=lambda row: row.counterpart),
        Column(key="place", label=pgettext_lazy("of an engagement", "Place"), value=lambda row: row.place, is_hidden=True),
        Column(key="purpose", label=gettext_lazy("Purpose"), value=lambda row: row.purpose, is_hidden=True),
        Column(key="outcome", label=gettext_lazy("Outcome"), value=lambda row: row.outcome, is_hidden=True),
        Column(
            key="atmosphere", label=gettext_lazy("Atmosphere"), sort=("atmosphere",), value=lambda row: row.get_atmosphere_display(),
            cell=lambda row: in_own_words(row.get_atmosphere_display() or ""), is_hidden=True,
        ),
        Column(key="public_note", label=gettext_lazy("Public note"), value=lambda row: row.public_note, is_hidden=True),
        Column(key="department", label=gettext_lazy("Lead department"), sort=("department__folded",), value=lambda row: row.department),
        Column(key="owner", label=gettext_lazy("Who keeps it"), sort=("owner__folded",), value=lambda row: row.owner),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        return super().entries().with_first_counterpart()


class EngagementDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "relations/engagement_detail.html"
    queryset = Engagement.objects.select_related("department", "owner", "agreement", "mission")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        sees_brief = may(self.membership, Capability.CONFIDE, row)
        if sees_brief:
            log_brief(self.request, row)
        return super().get_context_data(**kwargs) | {
            "crumbs": [*register_named("engagement", self.municipality), (row.title, "")],
            "sides": self.sides(),
            "served": served_by(self.municipality, engagement=row),
            "commitments": commitments_in(self, engagement=row),
            "today": timezone.localdate(),
            "sees_brief": sees_brief,
            "panels": panels_for(row, self.membership),
            "may_edit": may(self.membership, Capability.EDIT),
            "may_bin": may(self.membership, Capability.BIN, row),
        }

    def sides(self) -> dict[str, list[dict[str, Any]]]:
        rows = Attendance.objects.of(self.municipality).filter(engagement=self.object)
        rows = rows.select_related("person", "stakeholder", "membership__department", "post").order_by("pk")
        return sides_of(self.municipality, list(rows), self.object.on)


def sides_of(municipality: Any, rows: Sequence[Any], day: date) -> dict[str, list[dict[str, Any]]]:
    """Who took part on each side, each in the position or post held on that day."""
    people = [row.person_id for row in rows if row.person_id]
    held = list(Position.objects.of(municipality).filter(person__in=people).on(day).select_related("stakeholder"))
    posts = [row.post_id for row in rows if row.post_id]
    holders = PostHolder.objects.of(municipality).filter(post__in=posts).on(day).order_by("starts_on", "pk")
    names = {holder.post_id: holder.name for holder in holders}
    theirs = [
        {"person": row.person, "stakeholder": row.stakeholder, "position": position_in(row, held, day)}
        for row in rows if row.person_id or row.stakeholder_id
    ]  # fmt: skip
    ours = [
        {"name": row.membership or names.get(row.post_id, row.post), "as": row.membership.department if row.membership else row.post}
        for row in rows if row.membership_id or row.post_id
    ]  # fmt: skip
    return {"theirs": theirs, "ours": ours}


def position_in(row: Any, held: list[Position], day: Any) -> Position | None:
    """What a participant was that day, in the organisation they came for if that is known."""
    own = held_on([each for each in held if each.person_id == row.person_id], day)
    return next((each for each in own if each.stakeholder_id == row.stakeholder_id), own[0] if own else None)


class FormWithRows:
    """A form page whose form grows by rows."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who asks for more rows gets the same page with them, and with all that was typed."""
        if "_more" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.object = self.get_object() if "pk" in self.kwargs else None
        form = self.get_form()
        form._errors = {}
        return self.render_to_response(self.get_context_data(form=form))


class EngagementPage(FormWithRows):
    """What the form pages of an engagement share."""

    model = Engagement
    form_class = EngagementForm
    capability = Capability.EDIT
    template_name = "relations/engagement_form.html"
    submit_label = gettext_lazy("Save engagement")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return register_named("engagement", self.municipality)

    def save(self, form: EngagementForm) -> Engagement:
        return save_engagement(
            engagement=form.save(commit=False), counterparts=form.counterparts, ours=form.ours, served=form.served,
            commitments=form.commitments, by=self.request.user, seen=self.get_seen(),
        )  # fmt: skip


class EngagementCreate(MadeOf, EngagementPage, ScopedCreate):
    title = gettext_lazy("Log an engagement")
    add_another = True
    outcome_field = "outcome"
    days = ("on",)

    def get_initial(self) -> dict[str, Any]:
        """Today, by whoever enters it; the organisation from whose page one came is the first participant."""
        found = {"on": timezone.localdate(), "owner": self.membership.pk, "department": self.membership.department_id}
        return found | {"members": [self.membership.pk]} | self.met()

    def met(self) -> dict[str, Any]:
        """The names of the organisation or the person whose id is in the address."""
        found = {}
        for name, model, field in (
            ("with", Stakeholder, "organisation_0"), ("person", Person, "person_0"), ("agreement", Agreement, "agreement"),
            ("mission", Mission, "mission"),
        ):  # fmt: skip
            pk = whole(self.request.GET.get(name, ""))
            row = None if pk is None else model.objects.of(self.municipality).filter(pk=pk).first()
            if row is not None:
                found[field] = name_among(model.objects.of(self.municipality), row)
        return found


class EngagementEdit(EngagementPage, BriefEdit):
    title = gettext_lazy("Edit engagement")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.title, self.object.get_absolute_url())]


class EngagementBin(ScopedBin):
    model = Engagement

    def get_success_url(self) -> str:
        return reverse("relations:engagement-list", args=[self.municipality.slug])


class EngagementHistory(BriefHistory):
    model = Engagement
