"""Meetings: the register across bodies, the page of one, and the page on which it is entered."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.governance.filters import MeetingFilters
from intlstrategy.governance.forms.meetings import MeetingForm, PaperForm, PaperUploadForm
from intlstrategy.governance.models import AgendaItem, Body, Decision, Meeting, Paper, Presence
from intlstrategy.governance.reading import papers_for, places_on, readable, seats_of
from intlstrategy.governance.services.meetings import save_meeting, save_paper, upload_paper
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.parts import PartBin, PartPage
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability


class MeetingList(Register):
    queryset = Meeting.objects.select_related("body")
    filterset_class = MeetingFilters
    name = "meetings"
    title = pgettext_lazy("of bodies", "Meetings")
    lead = gettext_lazy("The sessions of every body: what is convened, what was held, what is in the minutes.")
    acts_template = "governance/_meeting_list_acts.html"
    empty_template = "governance/_meeting_list_empty.html"
    default_sort = ("-on", "-pk")
    chips = [(pgettext_lazy("of bodies", "Convened"), "state=convened")]
    columns = [
        Column(
            key="title", label=pgettext_lazy("of a body", "Meeting"), sort=("folded",), value=lambda row: row.title or row.get_kind_display(),
            cell=lambda row: linked(row.title or in_own_words(row.get_kind_display()), row.get_absolute_url(), row.place),
        ),
        Column(key="body", label=gettext_lazy("Body"), sort=("body__folded",), value=lambda row: row.body),
        Column(key="on", label=gettext_lazy("Day"), sort=("on",), value=lambda row: row.on),
        Column(key="time", label=gettext_lazy("Time"), value=lambda row: row.time and row.time.strftime("%H:%M"), is_hidden=True),
        Column(
            key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display(),
            cell=lambda row: in_own_words(row.get_kind_display()),
        ),
        Column(
            key="state", label=pgettext_lazy("meeting", "State"), sort=("state",), value=lambda row: row.get_state_display(),
            cell=lambda row: in_own_words(row.get_state_display()),
        ),
        Column(key="place", label=pgettext_lazy("of a meeting", "Place"), value=lambda row: row.place, is_hidden=True),
        Column(key="decisions", label=gettext_lazy("Decisions"), sort=("decision_count",), value=lambda row: row.decision_count, is_number=True),
        Column(key="minutes_approved_on", label=gettext_lazy("Minutes approved on"), sort=("minutes_approved_on",), value=lambda row: row.minutes_approved_on),
        Column(key="minutes", label=gettext_lazy("Minutes"), value=lambda row: row.minutes, is_hidden=True),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        return super().entries().with_decision_count()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bodies = Body.objects.of(self.municipality).on(timezone.localdate()).order_by("folded", "pk")
        return super().get_context_data(**kwargs) | {"bodies": list(bodies)}


def meeting_crumbs(municipality: Any) -> list[tuple[Any, str]]:
    return [(pgettext("of bodies", "Meetings"), reverse("governance:meeting-list", args=[municipality.slug]))]


class MeetingDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "governance/meeting_detail.html"
    queryset = Meeting.objects.select_related("body")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        here = self.municipality
        decisions = (
            Decision.objects.of(here).filter(meeting=row).select_related("owner", "meeting").order_by("number", "pk")
        )
        may_edit = may(self.membership, Capability.EDIT)
        return super().get_context_data(**kwargs) | {
            "crumbs": [*meeting_crumbs(here), (str(row), "")],
            "agenda": list(AgendaItem.objects.of(here).filter(meeting=row).order_by("position", "pk")),
            "papers": self.papers(),
            "attendance": self.attendance(),
            "decisions": list(decisions),
            "today": today,
            "panels": panels_for(row, self.membership),
            "may_edit": may_edit,
            "may_decide": may_edit and row.on <= today and row.state != Meeting.State.CANCELLED,
            "may_bin": may(self.membership, Capability.BIN, row),
        }

    def papers(self) -> list[Paper]:
        """Those that this reader may see."""
        return papers_for(self.object, self.membership)

    def attendance(self) -> list[dict[str, Any]]:
        """Every seat of that day with who held it then, and whether it was taken."""
        noted = {row.seat_id: row for row in Presence.objects.of(self.municipality).filter(meeting=self.object)}
        seats = seats_of(self.object.body, self.object.on, also=noted)
        places = places_on(self.municipality, seats, self.object.on)
        return [{"place": place, "presence": noted.get(place.seat.pk)} for place in places]


class MeetingPage:
    """What the form pages of a meeting share."""

    model = Meeting
    form_class = MeetingForm
    capability = Capability.EDIT
    template_name = "governance/meeting_form.html"
    submit_label = gettext_lazy("Save meeting")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_body(self) -> Body:
        if getattr(self, "object", None):
            return self.object.body
        return get_object_or_404(Body.objects.of(self.municipality), pk=self.kwargs["body"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"body": self.get_body()}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        body = self.get_body()
        return [(_("Bodies"), reverse("governance:body-list", args=[self.municipality.slug])), (body.name, body.get_absolute_url())]  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"body": self.get_body()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who asks for more rows gets the same page with them, and with all that was typed."""
        if "_more" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.object = self.get_object() if "pk" in self.kwargs else None
        form = self.get_form()
        form._errors = {}
        return self.render_to_response(self.get_context_data(form=form))

    def save(self, form: MeetingForm) -> Meeting:
        return save_meeting(
            meeting=form.save(commit=False), agenda=form.agenda, presences=form.presences, by=self.request.user,
            seen=self.get_seen(),
        )  # fmt: skip


class MeetingCreate(MeetingPage, ScopedCreate):
    title = gettext_lazy("Convene or note a meeting")


class MeetingEdit(MeetingPage, ScopedEdit):
    title = gettext_lazy("Edit meeting")

    def get_queryset(self):
        return super().get_queryset().select_related("body")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (str(self.object), self.object.get_absolute_url())]


class MeetingBin(ScopedBin):
    model = Meeting

    def get_success_url(self) -> str:
        return reverse("governance:meeting-list", args=[self.municipality.slug])


class MeetingHistory(ScopedHistory):
    model = Meeting


class PaperPage(PartPage):
    space, part, anchor = "governance", "paper", "papers"
    model, form_class, holder = Paper, PaperForm, "meeting"
    add_title, edit_title = gettext_lazy("Add paper"), gettext_lazy("Edit paper")
    submit_label = gettext_lazy("Save paper")
    done_message = gettext_lazy("The paper goes with the meeting.")
    crumbs_of = meeting_crumbs
    read_along = ("document", "item")
    service = save_paper

    def get_queryset(self) -> Any:
        return readable(super().get_queryset(), self.membership)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"reader": self.membership}


class PaperUpload(PaperPage, ScopedCreate):
    """A paper that is not among the documents yet: its file is kept there, and goes with the meeting at once."""

    form_class = PaperUploadForm
    add_title = gettext_lazy("Upload a paper")

    def get_initial(self) -> dict[str, Any]:
        return {"department": self.membership.department_id}

    def save(self, form: PaperUploadForm) -> Paper:
        data, meeting = form.cleaned_data, self.get_holder()
        paper = Paper(municipality=self.municipality, meeting=meeting, item=data["item"], note=data["note"])
        document = form.save(commit=False)
        return upload_paper(
            paper=paper, document=document, upload=data["upload"], content=form.content, by=self.request.user
        )


class PaperBin(PartBin):
    def get_queryset(self) -> Any:
        return readable(super().get_queryset(), self.membership)


class PaperHistory(ScopedHistory):
    def get_queryset(self) -> Any:
        return readable(super().get_queryset(), self.membership)
