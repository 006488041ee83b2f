"""The life of a plan, step by step, and its approval."""

from collections import Counter
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.numbers import whole
from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.access import demand, may, requires
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.once import Once
from intlstrategy.municipalities.pages import gone_page, is_gone, seen_in, typed_values
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.forms.strategy import ApprovalForm
from intlstrategy.planning.models import Plan, Version
from intlstrategy.planning.services.changes import State, state_of, wrote_alone
from intlstrategy.planning.services.plans import NEXT, move_to_status
from intlstrategy.planning.services.versions import APPROVABLE, approve_plan, people_named, working_text
from intlstrategy.planning.views.plans import plan_frame, plan_of
from intlstrategy.planning.views.versions import OPEN_WHOLE, changes_since, text_rows

Status = Plan.Status
MEANINGS = {
    Status.DRAFT: gettext_lazy("The office writes it. Nobody outside sees it."),
    Status.CONSULTATION: gettext_lazy("Departments, council and citizens are asked about it."),
    Status.APPROVED: gettext_lazy("A body has approved its text, which is kept as it was. Work goes on with the next version."),
    Status.IN_FORCE: gettext_lazy("It is being carried out. Only an approved plan can be put in force."),
    Status.CLOSED: gettext_lazy("Its time is over. Nothing of it changes any more, unless it is put in force again."),
}  # fmt: skip
DRAFTING = {Status.DRAFT, Status.CONSULTATION}
VERBS = {"created": Status.DRAFT, "approved": Status.APPROVED} | {f"moved to {code}": code for code in Status.values}


def capability_to_move(plan: Plan, status: str) -> Capability:
    """The office moves between draft and consultation; every further step is an approval."""
    return Capability.EDIT if {plan.status, status} <= DRAFTING else Capability.APPROVE


@requires(Capability.READ)
def plan_status(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    """Where the plan is in its life, who took each step, and what may follow."""
    plan = plan_of(municipality, slug)
    if request.method == "POST":
        return take_step(request, plan)
    frame = plan_frame(plan)
    context = frame | {
        "steps": steps_of(plan, request.membership),
        "may_approve": plan.status in APPROVABLE and may(request.membership, Capability.APPROVE),
        "seen": plan.revision,
        "changes": changes_since(frame["latest"], plan) if frame["latest"] else None,
    }
    return render(request, "planning/plan_status.html", context)


def take_step(request: HttpRequest, plan: Plan) -> HttpResponse:
    target = request.POST.get("status", "")
    demand(request.membership, capability_to_move(plan, target))
    try:
        move_to_status(plan=plan, status=target, by=request.user, seen=seen_in(request.POST))
    except Stale:
        messages.error(request, _("Somebody changed this plan meanwhile. Here it is as it stands now."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The plan is now: %(status)s.") % {"status": plan.get_status_display()})
    return redirect("planning:plan-status", plan.municipality.slug, plan.slug)


def steps_of(plan: Plan, membership: Membership) -> list[dict[str, Any]]:
    taken = last_steps(plan)
    return [
        {
            "code": code,
            "label": label,
            "meaning": MEANINGS[Status(code)],
            "is_now": code == plan.status,
            "is_next": code in NEXT[plan.status] and may(membership, capability_to_move(plan, code)),
            "taken": taken.get(code),
        }
        for code, label in Status.choices
    ]


def last_steps(plan: Plan) -> dict[str, JournalEntry]:
    """When each step was last taken, and by whom."""
    entries = JournalEntry.objects.filter(
        municipality_id=plan.municipality_id, target_model=plan._meta.label, target_id=plan.pk, verb__in=VERBS
    )
    return {VERBS[entry.verb]: entry for entry in entries.select_related("by").order_by("at", "pk")}


# Approval ------------------------------------------------------------------------------------------------


@requires(Capability.APPROVE)
def plan_approve(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    """Record that a body approved the plan: its text, which the page shows, is frozen as a version."""
    form = ApprovalForm(request.POST if request.method == "POST" else None, municipality=municipality)
    try:
        plan = plan_of(municipality, slug)
    except Http404:
        return gone_plan(request, municipality, slug, form)
    status = HTTPStatus.OK
    if request.method == "POST":
        once = Once(request)
        if form.is_valid() and (earlier := once.led_to()):
            return redirect(earlier)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        try:
            version = approve(request, plan, form, once) if form.is_valid() else None
        except Stale as stale:
            if is_gone(stale.current):
                return gone_page(request, typed_values(form))
            form.add_error(
                None,
                _(
                    "Somebody changed this plan after you opened this page. Below it stands as it is now: read it again, then approve it."
                ),
            )
            status, plan = HTTPStatus.CONFLICT, plan_of(municipality, slug)
        else:
            if version:
                return redirect(version)
    return render(request, "planning/plan_approve.html", approval_context(request, plan, form, status), status=status)


def gone_plan(request: HttpRequest, municipality: Municipality, slug: str, form: ApprovalForm) -> HttpResponse:
    """What was typed about a plan that went to the bin before it was sent."""
    binned = Plan._base_manager.filter(municipality=municipality, slug=slug, binned_at__isnull=False)
    if not form.is_bound or not binned.exists():
        raise Http404
    return gone_page(request, typed_values(form))


def approval_context(request: HttpRequest, plan: Plan, form: ApprovalForm, status: HTTPStatus) -> dict[str, Any]:
    """The form beside the text it is about. What was typed before somebody changed the text is no approval of it."""
    slugs, title = [plan.municipality.slug, plan.slug], _("Record the approval")
    read_again = status == HTTPStatus.CONFLICT or "_state" not in request.POST
    return {
        "form": form, "title": title, "plan": plan, "submit_label": _("Keep this version"),
        "state": "-".join(map(str, state_of(plan))) if read_again else request.POST["_state"],
        "seen": plan.revision if read_again else request.POST.get("_seen"),
        "once": request.POST.get("_once") or Once.new_token(),
        "is_alone": not plan.municipality.is_simple and wrote_alone(plan, request.user),
        "cancel_url": reverse("planning:plan-status", args=slugs),
        "crumbs": [
            (_("Plans"), reverse("planning:plan-list", args=slugs[:1])),
            (plan.title, plan.get_absolute_url()),
            (title, ""),
        ],
    } | text_to_approve(plan)  # fmt: skip


def text_to_approve(plan: Plan) -> dict[str, Any]:
    """The text as it would be kept; of a long one the elements, with their actions counted."""
    text = working_text(plan, timezone.localdate())
    counts = Counter(action.element_source_id for action in text.actions)
    is_long = counts.total() > OPEN_WHOLE
    return {
        "rows": text_rows(text.elements, () if is_long else text.actions, counts, people_named(plan.municipality)),
        "is_long": is_long,
    }


def state_in(data: QueryDict) -> State | None:
    """The state of the plan that a page was made of; whatever else stands there is none that ever was."""
    sent = data.get("_state")
    return None if sent is None else tuple(-1 if (n := whole(part)) is None else n for part in sent.split("-"))


def approve(request: HttpRequest, plan: Plan, form: ApprovalForm, once: Once) -> Version | None:
    data = form.cleaned_data
    try:
        with once.carried_out():
            version = approve_plan(
                plan=plan, body=data["approved_by_body"], approved_on=data["approved_on"], decision=data["decision"],
                document=data["document"], note=data["note"], by=request.user, seen=seen_in(request.POST),
                state=state_in(request.POST),
            )  # fmt: skip
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    once.done(version.get_absolute_url())
    done = _("Version %(number)s is kept as approved. You can go on working on the next.")
    messages.success(request, done % {"number": version.number})
    return version


def versions_url(plan: Plan) -> str:
    return reverse("planning:version-list", args=[plan.municipality.slug, plan.slug])
