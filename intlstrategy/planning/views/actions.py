"""Actions: the page of one, its form, and what is stated about it."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.numbers import whole
from intlstrategy.core.registry import panels_for
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.once import Once
from intlstrategy.municipalities.pages import (
    ScopedBin,
    ScopedCreate,
    ScopedEdit,
    ScopedHistory,
    gone_page,
    is_gone,
    seen_in,
    typed_values,
)
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.forms.actions import ActionForm, DepartmentTextsForm
from intlstrategy.planning.forms.progress import StatedProgressForm
from intlstrategy.planning.judged import judged_actions
from intlstrategy.planning.models import Action, ActionDepartment, ActionElement, Alignment, Element, Level
from intlstrategy.planning.outline import Outline
from intlstrategy.planning.services.actions import bin_action, save_action, state_progress
from intlstrategy.planning.views.attachments import attachments_of, may_attach

MOST_STATEMENTS = 5


@dataclass(frozen=True)
class Statement:
    """What was stated of an action at one time."""

    on: Any
    by: Any
    status: str
    label: Any
    progress: Any
    source: str


def statements_of(action: Action) -> list[Statement]:
    """What was stated so far, the newest first: the history, without the versions that stated nothing new."""
    versions = action.history.filter(stated_on__isnull=False).order_by("history_date", "history_id")
    columns = ("stated_on", "stated_by__name", "stated_status", "stated_progress", "stated_in")
    found: list[Statement] = []
    for on, by, status, progress, source in versions.values_list(*columns):
        statement = Statement(on, by, status, Action.Status(status).label if status else "", progress, source)
        if not found or found[-1] != statement:
            found.append(statement)
    return found[::-1][:MOST_STATEMENTS]


class ActionDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "planning/action_detail.html"
    queryset = Action.objects.select_related(
        "plan__municipality",
        "lead_department",
        "responsible__department",
        "stated_by",
        "proposed_by",
        "asked_by__municipality",
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        action, member = self.object, self.membership
        is_waiting = action.standing == Action.Standing.PROPOSED
        is_office = member.can(Capability.EDIT)
        answers_for_it = may(member, Capability.REPORT, action) and not action.is_draft
        form = kwargs.get("progress_form")  # what was typed stays, even when its plan was closed meanwhile
        judged = judged_actions(self.municipality, [action])[action.pk]
        may_report = answers_for_it and not judged.is_reported and (action.is_open or form is not None)
        return super().get_context_data(**kwargs) | self.linked_records() | {
            "judged": judged,
            "path": self.path(),
            "levels": self.levels(),
            "statements": statements_of(action),
            "attachments": attachments_of(action, member),
            "documents_url": reverse("planning:action-documents", args=[self.municipality.slug, action.pk]),
            "panels": panels_for(action, member),
            "may_report": may_report,
            "progress_form": form or (StatedProgressForm(action=action) if may_report else None),
            "may_edit": is_office and action.is_open and not action.is_draft,
            "may_write_texts": answers_for_it and not is_office and action.is_open,
            "may_edit_proposal": action.is_draft and may(member, Capability.PROPOSE, action),
            "may_decide": is_waiting and is_office,
            "may_bin": may(member, Capability.BIN, action) and action.is_open,
            "may_align": is_office and action.is_open,
            "may_attach": may_attach(member, action),
            "once": self.request.POST.get("_once") or Once.new_token(),
        }  # fmt: skip

    def path(self) -> list[dict[str, Any]]:
        places = Outline.of(self.municipality, self.object.plan_id).path(self.object.element_id)
        return [{"place": place, "url": place.url(self.municipality)} for place in places]

    def levels(self) -> dict[int, Level]:
        rows = Level.objects.of(self.municipality).filter(plan_id=self.object.plan_id)
        return {level.depth: level for level in rows}

    def linked_records(self) -> dict[str, Any]:
        mine: dict[str, Any] = {"action": self.object}
        links = {
            "contributions": ActionDepartment.objects.select_related("department"),
            "further": ActionElement.objects.select_related("element__municipality", "element__plan"),
            "alignments": Alignment.objects.select_related("goal", "goal_target", "urban_objective", "plan_element"),
        }
        return {name: list(rows.of(self.municipality).filter(**mine)) for name, rows in links.items()}


class ActionReport(ActionDetail):
    """The page of an action for whoever answers for it: say how it is going in two minutes."""

    capability = Capability.REPORT
    form_class = StatedProgressForm

    def get_queryset(self):
        return super().get_queryset().accepted()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.object = self.get_object()
        except Http404:
            return self.gone()
        form = StatedProgressForm(request.POST, action=self.object)
        once = Once(request)
        if not form.is_valid():
            return self.again(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        if earlier := once.led_to():
            return redirect(earlier)
        try:
            with once.carried_out():
                self.state(form)
        except Stale as stale:
            return self.stale(form, stale)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.again(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        # The form's own address ends in #report, which the browser would keep: the message stands at the top.
        url = f"{self.object.get_absolute_url()}#main"
        once.done(url)
        messages.success(request, _("What you stated is on the page, with your name and the date."))
        return redirect(url)

    def gone(self) -> HttpResponse:
        binned = Action._base_manager.filter(municipality=self.municipality, binned_at__isnull=False)
        action = get_object_or_404(binned, pk=self.kwargs["pk"])
        return gone_page(self.request, typed_values(StatedProgressForm(self.request.POST, action=action)), action)

    def state(self, form: StatedProgressForm) -> None:
        data = form.cleaned_data
        state_progress(
            action=self.object, progress=data["progress"], status=data["status"], by=self.request.user, on=data["on"],
            source=data["source"], seen=seen_in(self.request.POST),
        )  # fmt: skip

    def stale(self, form: StatedProgressForm, stale: Stale) -> HttpResponse:
        """Keep what was typed beside what stands there now; sending again states it all the same."""
        if is_gone(stale.current):
            return gone_page(self.request, typed_values(form))
        self.object = self.get_object()
        form.add_error(
            None, _("Somebody changed this action after you opened it. Look at what it says now, and send yours again.")
        )
        return self.again(form, HTTPStatus.CONFLICT)

    def again(self, form: StatedProgressForm, status: HTTPStatus) -> HttpResponse:
        return self.render_to_response(self.get_context_data(progress_form=form), status=status)


class ActionPage:
    """What the form pages of an action share."""

    model = Action
    form_class = ActionForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save action")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(_("Actions"), reverse("planning:action-list", args=[self.municipality.slug]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"whole": "whole" in self.request.GET}

    def save(self, form: ActionForm) -> Action:
        data = form.cleaned_data
        return save_action(
            action=form.save(commit=False), by=self.request.user, seen=self.get_seen(),
            departments=list(data["departments"]), elements=list(data["elements"]),
        )  # fmt: skip


class ActionCreate(ActionPage, ScopedCreate):
    title = gettext_lazy("Add action")
    add_another = True
    done_message = gettext_lazy("“%(name)s” is added. Say how it is going whenever there is news.")

    def get_initial(self) -> dict[str, Any]:
        """The element that the reader came from, and the department that leads it."""
        asked = whole(self.request.GET.get("element", ""))
        if asked is None:
            return {}
        element = get_object_or_404(Element.objects.of(self.municipality), pk=asked)
        return {"element": element.pk, "lead_department": element.lead_department_id}


class ActionEdit(ActionPage, ScopedEdit):
    title = gettext_lazy("Edit action")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_queryset(self):
        return super().get_queryset().accepted()

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.title, self.object.get_absolute_url())]


class ActionTextsEdit(ScopedEdit):
    """The texts of an action, for the department that answers for it."""

    model = Action
    form_class = DepartmentTextsForm
    capability = Capability.PROPOSE
    title = gettext_lazy("Edit its texts")
    submit_label = gettext_lazy("Save texts")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_queryset(self):
        return super().get_queryset().accepted()

    def get_crumbs(self) -> list[tuple[Any, str]]:
        actions = reverse("planning:action-list", args=[self.municipality.slug])
        return [(_("Actions"), actions), (self.object.title, self.object.get_absolute_url())]

    def save(self, form: DepartmentTextsForm) -> Action:
        return save_action(action=form.save(commit=False), by=self.request.user, seen=self.get_seen())


class ActionBin(ScopedBin):
    model = Action

    def carry_out(self, seen: int | None) -> None:
        bin_action(action=self.object, by=self.request.user, seen=seen)

    def get_success_url(self) -> str:
        return reverse("planning:action-list", args=[self.municipality.slug])


class ActionHistory(ScopedHistory):
    model = Action
