"""The tree of a plan on its page: branches load when opened, and every toggle is a link that works by itself."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intlstrategy.core.numbers import whole
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.judged import judged_actions, judged_elements, weighed_in, whole_of
from intlstrategy.planning.models import Action, Element, Level, Plan
from intlstrategy.planning.services.moves import STEPS, move_action, step_action, step_element
from intlstrategy.planning.services.tree import move_element
from intlstrategy.planning.tree import Node, grow

MOST_OPEN = 40
SMALL = 60  # elements: a plan up to this size shows them all, a larger one its top level


def open_ids(request: HttpRequest) -> set[int]:
    """The branches this address has open: ``?open=3,17``."""
    return {int(part) for part in request.GET.get("open", "").split(",")[:MOST_OPEN] if whole(part) is not None}


def tree_context(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """The whole tree of elements, with the actions of open branches only, in a constant number of queries."""
    everything = "all" in request.GET
    opened = open_ids(request)
    elements = list(
        Element.objects.of(plan.municipality)
        .filter(plan=plan)
        .select_related("lead_department", "sponsor")
        .defer("text", "source_columns")
        .in_tree_order()
    )
    living = Action.objects.of(plan.municipality).filter(plan=plan).accepted()
    weighed = weighed_in(plan)
    judged = judged_actions(plan.municipality, weighed)
    counts = Counter(action.element_id for action in weighed)
    shown = living if everything else living.filter(element_id__in=opened)
    actions = list(shown.select_related("lead_department").defer("text", "reason", "source_columns").in_order())
    roots = grow(elements, actions, counts)
    levels = {level.depth: level for level in Level.objects.of(plan.municipality).filter(plan=plan)}
    unfolded = {element.pk for element in elements} if len(elements) <= SMALL else set()
    elements_judged = judged_elements(roots, weighed, judged)
    rows = list(
        flatten(roots, levels, opened, others=other_parameters(request), everything=everything, unfolded=unfolded)
    )
    for row in rows:
        row["judged"] = elements_judged[row["element"].pk] if "element" in row else judged[row["action"].pk]
    return {
        "plan": plan,
        "rows": rows,
        "levels": levels,
        "deepest": max(levels, default=0),
        "element_count": len(elements),
        "action_count": sum(counts.values()),
        "whole": whole_of(roots, elements_judged),
        "status_counts": status_counts(Counter(each.status for each in judged.values())),
        "everything": everything,
        "editing": "edit" in request.GET and request.membership.can(Capability.EDIT) and plan.is_open,
    }


def status_counts(by_status: Mapping[str, int]) -> list[dict[str, Any]]:
    """How many actions are in each status, with the share that draws the bar."""
    total = sum(by_status.values())
    found, before = [], 0.0
    for code, label in [*Action.Status.choices, ("", _("No data"))]:
        n = by_status.get(code, 0)
        share = n * 100 / total if total else 0
        found.append({"code": code, "label": label, "n": n, "share": f"{share:.2f}", "before": f"{before:.2f}"})
        before += share
    return found


def other_parameters(request: HttpRequest) -> str:
    """What the address says apart from the branches that are open, to go on with after them."""
    query = request.GET.copy()
    query.pop("open", None)
    query.pop("all", None)
    return f"&{query.urlencode()}" if query else ""


def flatten(
    roots: list[Node],
    levels: dict[int, Level],
    opened: set[int],
    *,
    others: str,
    everything: bool,
    unfolded: set[int],
) -> Iterator[dict[str, Any]]:
    """The rows of the table in reading order: an element, its actions when open, its children when open.

    ``toggle`` is the address, from its question mark on, where this branch is turned.
    """
    for number, node in enumerate(roots):
        pk = node.element.pk
        is_open = everything or pk in opened
        yield {
            "node": node,
            "element": node.element,
            "level": levels.get(node.element.depth),
            "is_open": is_open,
            "shows_below": is_open or (pk in unfolded and bool(node.children)),
            "toggle": f"?open={','.join(str(each) for each in sorted(opened ^ {pk}))}{others}",
            "is_first": number == 0,
            "is_last": number == len(roots) - 1,
        }
        if is_open:
            for action in node.actions:
                yield {"action": action, "depth": node.element.depth + 1}
        if is_open or pk in unfolded:
            yield from flatten(node.children, levels, opened, others=others, everything=everything, unfolded=unfolded)


def answer(request: HttpRequest, plan: Plan, anchor: str) -> HttpResponse:
    """The tree again: its card alone to htmx, the whole page to everybody else."""
    if request.htmx:
        plan.refresh_from_db(fields=["structure_revision", "revision"])
        return render(request, "planning/_tree.html", tree_context(request, plan) | {"focus": anchor})
    return redirect(f"{plan.get_absolute_url()}?{request.GET.urlencode()}#{anchor}")


@require_POST
@requires(Capability.EDIT)
def tree_move(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    """Move by button or key (``step=e17:up``) or by drag (``moved=e17``, ``onto=e4`` or ``before=e5``)."""
    plan = get_object_or_404(Plan.objects.of(municipality), slug=slug)
    anchor = "tree"
    try:
        seen = int(request.POST.get("structure", "") or plan.structure_revision)
        anchor = carry_out_move(request, plan, seen)
    except Stale:
        messages.error(request, _("Somebody changed the order of this plan meanwhile. Here it is as it stands now."))
    except (ValidationError, ValueError) as refusal:
        words = refusal.messages if isinstance(refusal, ValidationError) else [_("That move could not be read.")]
        messages.error(request, " ".join(words))
    return answer(request, plan, anchor)


def carry_out_move(request: HttpRequest, plan: Plan, seen: int) -> str:
    """Do what was asked for and say which row to show."""
    step = request.POST.get("step", "")
    if step:
        name, _colon, direction = step.partition(":")
        row = row_of(plan, name)
        if direction not in STEPS:
            raise ValueError(direction)
        mover = step_element if isinstance(row, Element) else step_action
        mover(**{type(row).__name__.lower(): row}, step=direction, by=request.user, seen=seen)
        return name
    moved = row_of(plan, request.POST.get("moved", ""))
    before = row_of(plan, request.POST["before"]) if request.POST.get("before") else None
    onto = row_of(plan, request.POST["onto"]) if request.POST.get("onto") else None
    drop(moved, onto, before, by=request.user, seen=seen)
    return request.POST["moved"]


def drop(moved: Element | Action, onto: Any, before: Any, *, by: Any, seen: int) -> None:
    """Drop a row onto an element, or before a row of its own kind."""
    if isinstance(moved, Action):
        element = onto if isinstance(onto, Element) else before.element if isinstance(before, Action) else before
        if not isinstance(element, Element):
            raise ValidationError(_("Drop an action on an element, or between its actions."))
        move_action(
            action=moved, element=element, before=before if isinstance(before, Action) else None, by=by, seen=seen
        )
        return
    if isinstance(before, Action) or isinstance(onto, Action):
        raise ValidationError(_("An element goes under another element, not under an action."))
    parent = onto if onto else before.parent if before else None
    move_element(element=moved, parent=parent, before=before, by=by, seen=seen)


def row_of(plan: Plan, name: str) -> Element | Action:
    """``e17`` is element 17 of this plan, ``a5`` action 5; anything else is not found."""
    model = {"e": Element, "a": Action}.get(name[:1])
    pk = whole(name[1:])
    if model is None or pk is None:
        raise ValueError(name)
    rows = (
        model.objects.of(plan.municipality)
        .filter(plan=plan)
        .select_related("parent" if model is Element else "element")
    )
    return get_object_or_404(rows, pk=pk)


@requires(Capability.READ)
def plan_tree(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    """The card of the tree alone, for a branch that opens without leaving the page."""
    plan = get_object_or_404(Plan.objects.of(municipality), slug=slug)
    if not request.htmx:
        return redirect(f"{reverse('planning:plan-detail', args=[municipality.slug, slug])}?{request.GET.urlencode()}")
    return render(request, "planning/_tree.html", tree_context(request, plan))
