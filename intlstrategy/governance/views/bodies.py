"""Bodies: the register, the page of one, its seats and who holds them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.governance.balance import balance_of
from intlstrategy.governance.filters import BodyFilters
from intlstrategy.governance.forms.bodies import BodyForm, SeatForm, SeatHolderForm
from intlstrategy.governance.models import Body, Decision, Meeting, Seat, SeatHolder
from intlstrategy.governance.models.body import HOLDERS
from intlstrategy.governance.reading import places_on, seats_of
from intlstrategy.governance.services.bodies import save_body, save_seat, save_seat_holder
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.parts import PartPage
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.municipalities.views.organisation import asked_day
from intlstrategy.stakeholders.models import Stakeholder

SHOWN = 12


class BodyList(Register):
    queryset = Body.objects.select_related("secretary", "department")
    filterset_class = BodyFilters
    name = "bodies"
    title = gettext_lazy("Bodies")
    lead = gettext_lazy(
        "Where it is decided what the city does abroad: who sits there, when it meets, what it decided."
    )
    acts_template = "governance/_body_list_acts.html"
    empty_template = "governance/_body_list_empty.html"
    columns = [
        Column(
            key="name", label=gettext_lazy("Name"), sort=("folded",), value=lambda row: row.name,
            cell=lambda row: linked(row.name, row.get_absolute_url()),
        ),
        Column(
            key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display(),
            cell=lambda row: in_own_words(row.get_kind_display()),
        ),
        Column(key="seats", label=gettext_lazy("Seats"), sort=("seat_count",), value=lambda row: row.seat_count, is_number=True),
        Column(
            key="rhythm", label=gettext_lazy("How often it meets"), value=lambda row: row.get_rhythm_display(),
            cell=lambda row: in_own_words(row.get_rhythm_display()),
        ),
        Column(key="last", label=gettext_lazy("Last meeting"), sort=("last_meeting",), value=lambda row: row.last_meeting),
        Column(key="next", label=gettext_lazy("Next meeting"), sort=("next_meeting",), value=lambda row: row.next_meeting),
        Column(key="secretary", label=gettext_lazy("Secretary"), sort=("secretary__folded",), value=lambda row: row.secretary),
        Column(key="department", label=gettext_lazy("Lead department"), sort=("department__folded",), value=lambda row: row.department, is_hidden=True),
        Column(key="purpose", label=gettext_lazy("Purpose"), value=lambda row: row.purpose, is_hidden=True),
        Column(key="basis", label=gettext_lazy("Legal basis and rules"), value=lambda row: row.basis, is_hidden=True),
        Column(key="starts_on", label=gettext_lazy("From"), sort=("starts_on",), value=lambda row: row.starts_on, is_hidden=True),
        Column(key="ends_on", label=gettext_lazy("To"), sort=("ends_on",), value=lambda row: row.ends_on, is_hidden=True),
        Column(key="is_public", label=gettext_lazy("Public"), value=lambda row: row.is_public, is_hidden=True),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        return super().entries().with_sessions(timezone.localdate())


def body_crumbs(municipality: Any) -> list[tuple[Any, str]]:
    return [(_("Bodies"), reverse("governance:body-list", args=[municipality.slug]))]


class BodyDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "governance/body_detail.html"
    queryset = Body.objects.select_related("secretary", "department")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        day = asked_day(self.request.GET.get("on", ""))
        decisions = Decision.objects.of(self.municipality).filter(meeting__body=row).select_related("meeting", "owner")
        return super().get_context_data(**kwargs) | self.seats(day) | self.meetings() | {
            "crumbs": [*body_crumbs(self.municipality), (row.name, "")],
            "day": day,
            "today": today,
            "open_decisions": list(decisions.open().by_due_day()),
            "decisions": list(decisions.order_by("-meeting__on", "-pk")[:SHOWN]),
            "panels": panels_for(row, self.membership),
            "may_edit": may(self.membership, Capability.EDIT),
            "may_bin": may(self.membership, Capability.BIN, row),
        }  # fmt: skip

    def seats(self, day: Any) -> dict[str, Any]:
        """The seats of that day with who held them, their balance, and who held them on other days."""
        seats = seats_of(self.object, day)
        places = places_on(self.municipality, seats, day)
        now = {place.holder.pk for place in places if place.holder}
        others = SeatHolder.objects.of(self.municipality).filter(seat__body=self.object).exclude(pk__in=now)
        return {
            "places": places,
            "vacant": sum(place.holder is None for place in places),
            "balance": balance_table(seats),
            "former": list(others.select_related("seat", *HOLDERS).newest_first()),
        }

    def meetings(self) -> dict[str, Any]:
        rows = Meeting.objects.of(self.municipality).filter(body=self.object)
        return {
            "ahead": list(rows.ahead(timezone.localdate()).order_by("on", "pk")),
            "meetings": list(rows.with_decision_count().order_by("-on", "-pk")[:SHOWN]),
        }


def balance_table(seats: list[Seat]) -> dict[str, Any]:
    """The balance of these seats in words, without the column of what is not said where all is said."""
    told = balance_of(seats, Stakeholder.Sector.values, Seat.Side.values)
    sides = [*Seat.Side.labels, _("Not said")]
    shown = len(sides) if told.totals[-1] else len(sides) - 1
    labels = dict(Stakeholder.Sector.choices) | {"": _("Not said")}
    return {
        "sides": sides[:shown],
        "rows": [(labels[row.sector], row.counts[:shown], row.total) for row in told.rows],
        "totals": told.totals[:shown],
        "total": told.total,
    }


class BodyPage:
    """What the form pages of a body share."""

    model = Body
    form_class = BodyForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save body")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return body_crumbs(self.municipality)

    def save(self, form: BodyForm) -> Body:
        return save_body(form.save(commit=False), by=self.request.user, seen=self.get_seen())


class BodyCreate(BodyPage, ScopedCreate):
    title = gettext_lazy("Add body")


class BodyEdit(BodyPage, ScopedEdit):
    title = gettext_lazy("Edit body")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.name, self.object.get_absolute_url())]


class BodyBin(ScopedBin):
    model = Body

    def get_success_url(self) -> str:
        return reverse("governance:body-list", args=[self.municipality.slug])


class BodyHistory(ScopedHistory):
    model = Body


# Seats and who holds them --------------------------------------------------------------------------------


class SeatPage(PartPage):
    space, part, anchor = "governance", "seat", "seats"
    model, form_class, holder = Seat, SeatForm, "body"
    add_title, edit_title = gettext_lazy("Add seat"), gettext_lazy("Edit seat")
    submit_label = gettext_lazy("Save seat")
    done_message = gettext_lazy("The seat is saved.")
    crumbs_of = body_crumbs
    service = save_seat


class SeatHolderPage(PartPage):
    space, part, anchor = "governance", "holder", "holders"
    model, form_class, holder = SeatHolder, SeatHolderForm, "seat"
    add_title, edit_title = gettext_lazy("Say who holds the seat"), gettext_lazy("Edit who holds the seat")
    submit_label = pgettext_lazy("of a seat", "Save holder")
    done_message = gettext_lazy("It is saved who holds the seat.")
    crumbs_of = body_crumbs
    read_along = ("seat__body", *HOLDERS)
    service = save_seat_holder

    def get_crumbs(self) -> list[tuple[Any, str]]:
        body, seat = self.get_holder().body, self.get_holder()
        return [
            *body_crumbs(self.municipality),
            (body.name, body.get_absolute_url()),
            (seat.title, seat.get_absolute_url()),
        ]

    def get_success_url(self) -> str:
        return self.get_holder().get_absolute_url()

    def get_initial(self) -> dict[str, Any]:
        """Whoever follows somebody sits there from today, unless another day is said."""
        return {} if getattr(self, "object", None) else {"starts_on": timezone.localdate()}
