"""The registers of actions and of proposals, and what is done there on many at once."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.fields import having_words
from intlstrategy.core.numbers import whole
from intlstrategy.core.selects import MOST_OPTIONS
from intlstrategy.core.tables import Column, in_own_words, linked, shown
from intlstrategy.core.templatetags.components import progress, status
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Department, Membership, Municipality
from intlstrategy.municipalities.registers import BulkAct, Register
from intlstrategy.municipalities.roles import Capability, Grant
from intlstrategy.planning.filters import ActionFilters
from intlstrategy.planning.judged import judged_actions
from intlstrategy.planning.models import Action, ActionDepartment, Element
from intlstrategy.planning.outline import stand
from intlstrategy.planning.services.actions import bin_actions, change_actions, move_actions

MOST_FOUND = 50


def place_of(action: Action) -> str:
    """The way from the top of the plan to the action, in one line."""
    return " › ".join(str(place) for place in action.path)


def name_cell(action: Action) -> Any:
    where = (
        " › ".join([action.plan.title, *(place.code or place.title for place in action.path)]) if action.plan else ""
    )
    return linked(action, action.get_absolute_url(), where or in_own_words(_("Not in the plan")))


def end_cell(action: Action) -> Any:
    if action.is_continuous:
        return _("Continuous")
    return format_html('<span class="num">{}</span>', shown(action.ends_on)) if action.ends_on else missing("–")


def missing(words: Any) -> Any:
    return format_html('<span class="muted">{}</span>', words)


def status_of(action: Action) -> Any:
    if action.is_draft:
        return status(action.standing, action.get_standing_display())
    return status(action.judged.status, action.judged.words)  # type: ignore[attr-defined]


def responsible_cell(action: Action) -> Any:
    return action.responsible or missing(_("Nobody yet"))


def lead_cell(action: Action) -> Any:
    return action.lead_department or missing(_("No department yet"))


ACTION_COLUMNS = [
    Column(key="title", label=gettext_lazy("Title"), sort=("folded",), value=lambda action: action.title, cell=name_cell),
    Column(key="code", label=gettext_lazy("Code"), value=lambda action: action.code, is_hidden=True),
    Column(key="plan", label=gettext_lazy("Plan"), value=lambda action: action.plan, is_hidden=True),
    Column(key="element", label=gettext_lazy("Place in the plan"), value=place_of, is_hidden=True),
    Column(key="sponsor", label=gettext_lazy("Political sponsor"), value=lambda action: action.sponsor_title, is_hidden=True),
    Column(
        key="progress", label=gettext_lazy("Progress"),
        value=lambda action: action.judged.percent, cell=lambda action: progress(action.judged.percent),
    ),
    Column(
        key="status", label=gettext_lazy("Status"), value=lambda action: action.judged.words, cell=lambda action: action.look,
    ),
    Column(key="why", label=gettext_lazy("Why it has this status"), value=lambda action: action.judged.why, is_hidden=True),
    Column(key="stated_progress", label=gettext_lazy("Stated progress"), value=lambda action: action.stated_progress, is_hidden=True),
    Column(key="stated_on", label=gettext_lazy("Stated on"), value=lambda action: action.stated_on, is_hidden=True),
    Column(key="stated_by", label=gettext_lazy("Stated by"), value=lambda action: action.stated_by, is_hidden=True),
    Column(key="stated_in", label=gettext_lazy("Stated in"), value=lambda action: action.stated_in, is_hidden=True),
    Column(
        key="starts", label=gettext_lazy("Starts"), sort=("starts_on",), value=lambda action: action.starts_on, is_hidden=True
    ),
    Column(key="ends", label=gettext_lazy("Ends"), sort=("ends_on",), value=lambda action: action.ends_on, cell=end_cell),
    Column(key="continuous", label=gettext_lazy("Continuous"), value=lambda action: action.is_continuous, is_hidden=True),
    Column(
        key="lead", label=gettext_lazy("Lead department"), sort=("lead_department__folded",),
        value=lambda action: action.lead_department, cell=lead_cell,
    ),
    Column(
        key="departments", label=gettext_lazy("Contributing departments"), value=lambda action: "; ".join(action.departments),
        is_hidden=True,
    ),
    Column(
        key="responsible", label=gettext_lazy("Responsible person"), sort=("responsible__folded",),
        value=lambda action: action.responsible, cell=responsible_cell,
    ),
    Column(key="priority", label=gettext_lazy("Priority"), value=lambda action: action.get_priority_display(), is_hidden=True),
    Column(key="weight", label=gettext_lazy("Weight"), value=lambda action: action.weight, is_hidden=True),
    Column(key="file", label=gettext_lazy("File number"), value=lambda action: action.file_number, is_hidden=True),
    Column(key="standing", label=gettext_lazy("Standing"), value=lambda action: action.get_standing_display(), is_hidden=True),
    Column(key="text", label=gettext_lazy("What we do"), value=lambda action: action.text, is_hidden=True),
    Column(key="reason", label=gettext_lazy("Why it matters"), value=lambda action: action.reason, is_hidden=True),
]  # fmt: skip

Carry = Callable[[Sequence[Any], Any, QueryDict], Sequence[Any]]
NOTHING = "none"


def chosen(model: Any, rows: Sequence[Action], value: str) -> Any:
    """The record of the rows' own municipality that was chosen, or None for “nobody”."""
    if value == NOTHING:
        return None
    if not value:
        raise ValidationError(_("Choose first what to set."))
    found = model.objects.of(rows[0].municipality).filter(pk=whole(value)).first()
    if found is None:
        raise ValidationError(_("What you chose is no longer there. Choose again."))
    if isinstance(found, (Department, Membership)) and not found.holds_on(timezone.localdate()):
        raise ValidationError(_("“%(name)s” is not here today. Choose one that is.") % {"name": found})
    return found


def setter(key: str, field: str, model: Any) -> Carry:
    def carry_out(rows: Sequence[Action], by: Any, data: QueryDict) -> Sequence[Action]:
        if not rows:
            return []
        return change_actions(actions=rows, by=by, **{field: chosen(model, rows, data.get(f"value_{key}", ""))})

    return carry_out


def set_priority(rows: Sequence[Action], by: Any, data: QueryDict) -> Sequence[Action]:
    value = data.get("value_priority", "")
    if value not in {*Action.Priority.values, NOTHING}:
        raise ValidationError(_("Choose first what to set."))
    return change_actions(actions=rows, by=by, priority="" if value == NOTHING else value)


def move(rows: Sequence[Action], by: Any, data: QueryDict) -> Sequence[Action]:
    return move_actions(actions=rows, element=chosen(Element, rows, data.get("value_move", "")), by=by) if rows else []


def to_bin(rows: Sequence[Action], by: Any, data: QueryDict) -> Sequence[Action]:
    return bin_actions(actions=rows, by=by)


def place_options(filters: ActionFilters) -> list[tuple[Any, Any]]:
    """The elements of every open plan; a list that is too long stays with its upper levels."""
    outline = filters.outline
    deepest = 5
    while deepest > 1 and sum(place.depth <= deepest for place in outline.places.values()) > MOST_OPTIONS:
        deepest -= 1
    places = [place for place in outline.in_order() if place.depth <= deepest and place.plan_status != "closed"]
    names = [(place.pk, "\u2003" * (place.depth - 1) + str(place)) for place in places]
    return [("", gettext_lazy("Place in the plan…")), (NOTHING, gettext_lazy("Out of the plan")), *names]


ACTION_ACTS = [
    BulkAct(
        key="lead", label=gettext_lazy("Set lead department"), capability=Capability.EDIT, icon="building",
        carry_out=setter("lead", "lead_department", Department), choices=lambda filters: [("", gettext_lazy("Lead department…")), (NOTHING, gettext_lazy("Nobody")), *filters.departments],
    ),
    BulkAct(
        key="responsible", label=gettext_lazy("Set responsible person"), capability=Capability.EDIT, icon="person",
        carry_out=setter("responsible", "responsible", Membership), choices=lambda filters: [("", gettext_lazy("Responsible person…")), (NOTHING, gettext_lazy("Nobody")), *filters.people],
    ),
    BulkAct(
        key="priority", label=gettext_lazy("Set priority"), capability=Capability.EDIT, icon="flag-fill", carry_out=set_priority,
        choices=lambda filters: [("", gettext_lazy("Priority…")), *Action.Priority.choices, (NOTHING, gettext_lazy("No priority"))],
    ),
    BulkAct(
        key="move", label=gettext_lazy("Move in the plan"), capability=Capability.EDIT, icon="arrows-move", carry_out=move,
        choices=place_options,
    ),
    BulkAct(key="bin", label=gettext_lazy("Move to the bin"), capability=Capability.BIN, icon="archive", carry_out=to_bin),
]  # fmt: skip


class ActionRegister(Register):
    """What both registers share: rows that know where they stand."""

    queryset = Action.objects.prefetch_related("plan", "lead_department", "responsible", "stated_by", "proposed_by")
    filterset_class = ActionFilters
    acts_template = "planning/_action_list_acts.html"

    def get_filterset(self, data: QueryDict | None = None) -> ActionFilters:
        asked = self.request.GET if data is None else data
        return ActionFilters(asked, queryset=self.entries(), membership=self.membership)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        return super().paginate_queryset(queryset.defer("text", "reason", "source_columns"), page_size)

    def dress(self, rows: Sequence[Any]) -> Sequence[Any]:
        stand(list(rows), self.filterset.outline)
        links = ActionDepartment.objects.of(self.municipality).filter(action__in=[row.pk for row in rows])
        names: dict[int, list[str]] = {}
        for action_id, name in links.order_by("pk").values_list("action_id", "department__name"):
            names.setdefault(action_id, []).append(name)
        looks: dict[tuple[str, str], Any] = {}
        judged = judged_actions(self.municipality, rows)
        for row in rows:
            row.departments, row.judged = names.get(row.pk, []), judged[row.pk]
            key = (row.standing, row.judged.status)
            if key not in looks:
                looks[key] = status_of(row)
            row.look = looks[key]
        return rows


class ActionList(ActionRegister):
    name = "actions"
    title = gettext_lazy("Actions")
    lead = gettext_lazy(
        "What the city does: each with its department, one responsible person, how far it has come and how it goes."
    )
    columns = ACTION_COLUMNS
    bulk_acts = ACTION_ACTS
    empty_template = "planning/_action_list_empty.html"
    chips = [
        (gettext_lazy("Mine"), "whose=me"),
        (gettext_lazy("Led by my department"), "whose=department"),
        (gettext_lazy("Not in the plan"), "place=none"),
        (gettext_lazy("Ending in 90 days"), "ends=90"),
        (gettext_lazy("No data"), "status=none"),
        (gettext_lazy("Proposals"), "standing=proposed"),
    ]

    def allowed_acts(self) -> list[dict[str, Any]]:
        """Who may bin only drafts gets that act where drafts are listed."""
        acts = super().allowed_acts()
        if self.membership.grant(Capability.BIN) is Grant.OWN and not self.request.GET.get("standing"):
            return [each for each in acts if each["act"].key != "bin"]
        return acts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.request.GET.get("place") != "none":
            return context
        context |= {
            "title": _("Not in the plan"),
            "crumbs": [(self.title, self.request.path), (_("Not in the plan"), "")],
        }
        self.lead = _("What the city does although no plan says so. Give it its place, or leave it here to be seen.")
        if not context["total"] and self.request.GET.urlencode() == "place=none":
            self.empty_template = "planning/_action_outside_empty.html"
            context["is_filtered"] = False
        return context


def sent_cell(action: Action) -> Any:
    return linked(action, action.get_absolute_url(), action.return_note[:120])


PROPOSAL_COLUMNS = [
    Column(key="title", label=gettext_lazy("Title"), sort=("folded",), value=lambda action: action.title, cell=sent_cell),
    Column(
        key="standing", label=gettext_lazy("Standing"), sort=("standing",), value=lambda action: action.get_standing_display(),
        cell=lambda action: action.look,
    ),
    Column(
        key="proposed_by", label=gettext_lazy("Proposed by"), sort=("proposed_by__folded",),
        value=lambda action: action.proposed_by,
    ),
    Column(
        key="lead", label=gettext_lazy("Lead department"), sort=("lead_department__folded",),
        value=lambda action: action.lead_department, cell=lead_cell,
    ),
    Column(key="starts", label=gettext_lazy("Starts"), sort=("starts_on",), value=lambda action: action.starts_on),
    Column(key="ends", label=gettext_lazy("Ends"), sort=("ends_on",), value=lambda action: action.ends_on, cell=end_cell),
    Column(key="note", label=gettext_lazy("Why it was returned"), value=lambda action: action.return_note, is_hidden=True),
    Column(key="text", label=gettext_lazy("What we do"), value=lambda action: action.text, is_hidden=True),
    Column(key="reason", label=gettext_lazy("Why it matters"), value=lambda action: action.reason, is_hidden=True),
]  # fmt: skip


class ProposalList(ActionRegister):
    """What departments propose: the office sees all that wait, a department its own."""

    capability = Capability.PROPOSE
    name = "proposals"
    title = gettext_lazy("Proposals")
    lead = gettext_lazy(
        "Actions that departments propose. The office accepts them, returns them with a note, or merges them."
    )
    columns = PROPOSAL_COLUMNS
    default_sort = ("standing", "-pk")
    acts_template = "planning/_proposal_list_acts.html"
    empty_template = "planning/_proposal_list_empty.html"
    chips = [
        (gettext_lazy("Waiting for the office"), "standing=proposed"),
        (gettext_lazy("Returned"), "standing=returned"),
    ]

    def get_filterset(self, data: QueryDict | None = None) -> ActionFilters:
        filterset = super().get_filterset(data)
        filterset.ask_about_proposals()
        return filterset

    def entries(self) -> QuerySet:
        rows = super().entries().proposals()
        if self.membership.grant(Capability.PROPOSE) is Grant.ALL:
            return rows
        theirs = Q(proposed_by=self.membership) | Q(responsible=self.membership)
        if self.membership.department_id:
            theirs |= Q(lead_department_id=self.membership.department_id)
        return rows.filter(theirs)


@requires(Capability.READ)
def action_elements(request: HttpRequest, municipality: Municipality) -> JsonResponse:
    """The elements whose code or title has these words, for selects too long to stand on a page."""
    rows = Element.objects.of(municipality).exclude(plan__status="closed").order_by("plan__folded", "folded", "pk")
    found = having_words(rows, request.GET.get("q", "")[:200]).values_list("pk", "code", "title", "plan__title")[
        :MOST_FOUND
    ]
    return JsonResponse(
        {
            "results": [
                {"value": pk, "text": f"{code} {title}".strip() + f" · {plan}"} for pk, code, title, plan in found
            ]
        }
    )
