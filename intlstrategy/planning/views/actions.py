"""Actions: the register, the page of one, its form, and what was stated about it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.tables import Column, linked, shown
from intlstrategy.core.templatetags.components import progress, status
from intlstrategy.municipalities.access import ScopedView, demand, may, requires
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Department, Membership, Municipality
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import BulkAct, Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.filters import ActionFilters
from intlstrategy.planning.forms.actions import AcceptForm, ActionForm, ProgressForm
from intlstrategy.planning.models import Action, ActionDepartment, ActionElement, Alignment, Element
from intlstrategy.planning.services.actions import save_action, set_on_many, state_progress
from intlstrategy.planning.views.attachments import attachments_of
from intlstrategy.planning.views.elements import ancestors_of, panels_for

ACTION_COLUMNS = [
    Column(
        key="title", label=gettext_lazy("Title"), sort=("folded",), value=lambda action: action.title,
        cell=lambda action: linked(action, action.get_absolute_url(), action.element or gettext_lazy("Not in the plan")),
    ),
    Column(key="code", label=gettext_lazy("Code"), value=lambda action: action.code, is_hidden=True),
    Column(key="plan", label=gettext_lazy("Plan"), value=lambda action: action.plan, is_hidden=True),
    Column(key="element", label=gettext_lazy("Element"), value=lambda action: action.element, is_hidden=True),
    Column(
        key="progress", label=gettext_lazy("Stated progress"), sort=("stated_progress",),
        value=lambda action: action.stated_progress, cell=lambda action: progress(action.stated_progress),
    ),
    Column(
        key="status", label=gettext_lazy("Status"), sort=("stated_status",), value=lambda action: action.get_stated_status_display(),
        cell=lambda action: status(action.stated_status, action.get_stated_status_display()),
    ),
    Column(key="starts", label=gettext_lazy("Starts"), sort=("starts_on",), value=lambda action: action.starts_on, is_hidden=True),
    Column(
        key="ends", label=gettext_lazy("Ends"), sort=("ends_on",), value=lambda action: action.ends_on,
        cell=lambda action: gettext_lazy("Continuous") if action.is_continuous else shown(action.ends_on),
    ),
    Column(key="lead", label=gettext_lazy("Lead department"), sort=("lead_department__folded",), value=lambda action: action.lead_department),
    Column(key="responsible", label=gettext_lazy("Responsible person"), sort=("responsible__folded",), value=lambda action: action.responsible),
    Column(key="sponsor", label=gettext_lazy("Political sponsor"), value=lambda action: action.element and action.element.sponsor, is_hidden=True),
    Column(key="priority", label=gettext_lazy("Priority"), value=lambda action: action.get_priority_display(), is_hidden=True),
    Column(key="file", label=gettext_lazy("File number"), value=lambda action: action.file_number, is_hidden=True),
    Column(key="text", label=gettext_lazy("What we do"), value=lambda action: action.text, is_hidden=True),
]  # fmt: skip


def setter(field: str, model: Any = None):
    """What a bulk act does: one value of the form, of this municipality, on every chosen row."""

    def carry_out(rows, by, data):
        value: Any = data.get(f"value_set_{field}", "")
        if model is not None:
            municipality = rows[0].municipality if rows else None
            value = get_object_or_404(model.objects.of(municipality), pk=value) if rows and value.isdigit() else None
        elif value not in Action.Priority.values:
            raise ValidationError(_("Choose a priority."))
        if value is None and rows:
            raise ValidationError(_("Choose what to set."))
        set_on_many(actions=rows, field=field, value=value, by=by)
        return []

    return carry_out


def options(model: Any):
    return lambda municipality: [(row.pk, str(row)) for row in model.objects.of(municipality)]


class ActionList(Register):
    queryset = Action.objects.select_related(
        "element__sponsor", "element__plan", "plan", "lead_department", "responsible"
    )
    filterset_class = ActionFilters
    name = "actions"
    title = gettext_lazy("Actions")
    lead = gettext_lazy(
        "What the city does abroad: each with its department, its responsible person and what was last said of it."
    )
    columns = ACTION_COLUMNS
    acts_template = "planning/_action_list_acts.html"
    empty_template = "planning/_action_list_empty.html"
    chips = [
        (gettext_lazy("Not in the plan"), "place=none"),
        (gettext_lazy("Ending in 90 days"), "ends=90"),
        (gettext_lazy("No data"), "status=none"),
        (gettext_lazy("Proposals"), "standing=proposed"),
    ]
    bulk_acts = [
        BulkAct(
            key="set_lead_department", label=gettext_lazy("Set lead department"), capability=Capability.EDIT,
            carry_out=setter("lead_department", Department), choices=options(Department), icon="building",
        ),
        BulkAct(
            key="set_responsible", label=gettext_lazy("Set responsible person"), capability=Capability.EDIT,
            carry_out=setter("responsible", Membership), choices=options(Membership), icon="person",
        ),
        BulkAct(
            key="set_priority", label=gettext_lazy("Set priority"), capability=Capability.EDIT, carry_out=setter("priority"),
            choices=lambda municipality: Action.Priority.choices, icon="flag-fill",
        ),
    ]  # fmt: skip


class ActionDetail(ScopedView, DetailView):
    capability = Capability.READ
    queryset = Action.objects.select_related(
        "element__plan", "lead_department", "responsible", "stated_by", "proposed_by"
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        action = self.object
        elements: dict[int, Element] = {}
        if action.plan_id:
            rows = Element.objects.of(self.municipality).filter(plan_id=action.plan_id).defer("text", "source_columns")
            elements = {row.pk: row for row in rows.in_tree_order()}
        contributions = (
            ActionDepartment.objects.of(self.municipality).filter(action=action).select_related("department")
        )
        further = (
            ActionElement.objects.of(self.municipality)
            .filter(action=action)
            .select_related("element__plan__municipality")
        )
        alignments = Alignment.objects.of(self.municipality).filter(action=action)
        is_proposal = action.standing != Action.Standing.ACCEPTED
        return super().get_context_data(**kwargs) | {
            "ancestors": [*ancestors_of(elements[action.element_id], elements), elements[action.element_id]]
            if action.element_id in elements
            else [],
            "contributions": list(contributions),
            "further": list(further),
            "alignments": list(
                alignments.select_related("goal", "goal_target", "urban_objective", "plan_element__plan")
            ),
            "attachments": attachments_of(action, self.membership),
            "documents_url": reverse("planning:action-documents", args=[self.municipality.slug, action.pk]),
            "panels": panels_for(action, self.membership),
            "may_report": may(self.membership, Capability.REPORT, action) and not is_proposal,
            "may_edit": self.membership.can(Capability.EDIT)
            or (is_proposal and may(self.membership, Capability.PROPOSE, action)),
            "may_bin": may(self.membership, Capability.BIN, action),
            "is_proposal": is_proposal,
            "accept_form": AcceptForm(municipality=self.municipality)
            if is_proposal and self.membership.can(Capability.EDIT)
            else None,
            "progress_form": ProgressForm(initial={"status": action.stated_status, "progress": action.stated_progress}),
        }


class ActionPage:
    """What the form pages of an action share."""

    model = Action
    form_class = ActionForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save action")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(_("Actions"), reverse("planning:action-list", args=[self.municipality.slug]))]

    def save(self, form: ActionForm) -> Action:
        data = form.cleaned_data
        return save_action(
            action=form.save(commit=False), by=self.request.user, seen=self.get_seen(),
            departments=list(data["departments"]), elements=list(data["elements"]),
        )  # fmt: skip


class ActionCreate(ActionPage, ScopedCreate):
    title = gettext_lazy("Add action")
    add_another = True
    done_message = gettext_lazy("“%(name)s” is added.")

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("element", "")
        return {"element": asked} if asked.isdigit() else {}


class ActionEdit(ActionPage, ScopedEdit):
    title = gettext_lazy("Edit action")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.title, self.object.get_absolute_url())]


class ActionBin(ScopedBin):
    model = Action

    def get_success_url(self) -> str:
        return reverse("planning:action-list", args=[self.municipality.slug])


class ActionHistory(ScopedHistory):
    model = Action


@requires(Capability.REPORT)
def action_report(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Say how an action is going: the two minutes of a department contact."""
    action = get_object_or_404(Action.objects.of(municipality).accepted(), pk=pk)
    demand(request.membership, Capability.REPORT, action)
    form = ProgressForm(
        request.POST or None, initial={"status": action.stated_status, "progress": action.stated_progress}
    )
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("_seen", "")
        try:
            state_progress(
                action=action, progress=form.cleaned_data["progress"], status=form.cleaned_data["status"], by=request.user,
                seen=int(seen) if seen.isdigit() else None,
            )  # fmt: skip
        except Stale:
            form.add_error(
                None, _("Somebody changed this action meanwhile. Look at what it says now, and send yours again.")
            )
            action.refresh_from_db()
        else:
            messages.success(
                request,
                _("Thank you: what you said of “%(name)s” is kept with your name and today’s date.") % {"name": action},
            )
            return redirect(action)
    title = _("How is it going?")
    context = {
        "form": form, "title": title, "action": action, "seen": action.revision, "submit_label": _("Send progress"),
        "cancel_url": action.get_absolute_url(),
        "crumbs": [(_("Actions"), reverse("planning:action-list", args=[municipality.slug])), (action.title, action.get_absolute_url()), (title, "")],
    }  # fmt: skip
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "planning/action_report.html", context, status=status_code)
