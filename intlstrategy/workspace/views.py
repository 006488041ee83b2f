from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.core.registry import search_kinds
from intlstrategy.core.text import fold
from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.municipalities.views.records import verb_in_words
from intlstrategy.planning.models import Action, Plan

MOST = 20
SHOWN = 8


def start(request: HttpRequest) -> HttpResponse:
    """Go to the only municipality of this person, or let them choose."""
    memberships = Membership.objects.on(timezone.localdate()).filter(user=request.user.pk, binned_at=None)
    cities = [membership.municipality for membership in memberships.select_related("municipality")]
    if len(cities) == 1:
        return redirect(cities[0])
    return render(request, "workspace/start.html", {"cities": cities})


@requires(Capability.READ)
def home(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """What there is to see to, the plans, and what was decided lately."""
    today = timezone.localdate()
    groups = groups_for(request.membership, today)
    decided = list(JournalEntry.objects.filter(municipality_id=municipality.pk).select_related("by")[:6])
    for entry in decided:
        entry.words = verb_in_words(entry.verb)
    context = {
        "today": today,
        "groups": groups,
        "waiting": sum(len(group["rows"]) for group in groups),
        "plans": list(Plan.objects.of(municipality).with_action_count().order_by("-starts_on", "folded")[:6]),
        "decided": decided,
    }
    return render(request, "workspace/home.html", context)


def groups_for(membership: Membership, today: date) -> list[dict[str, Any]]:
    """One's own actions that are over or end soon, proposals to decide on, and those that came back."""
    actions = Action.objects.of(membership.municipality).select_related("lead_department")
    mine = actions.accepted().filter(Q(responsible=membership) | Q(lead_department_id=membership.department_id or 0))
    open_ones = mine.exclude(stated_status__in=[Action.Status.COMPLETED, Action.Status.CANCELLED])
    if not membership.can(Capability.REPORT):
        open_ones = actions.none()
    soon = today + timedelta(days=90)
    groups = [
        group(
            _("End date passed"),
            "calendar3",
            _("Report progress"),
            open_ones.filter(ends_on__lt=today).order_by("ends_on", "pk"),
            late=True,
        ),
        group(
            _("Ending in 90 days"),
            "graph-up-arrow",
            _("Report progress"),
            open_ones.filter(ends_on__gte=today, ends_on__lte=soon).order_by("ends_on", "pk"),
        ),
        group(
            _("Nothing stated yet"),
            "question-circle",
            _("Report progress"),
            open_ones.filter(stated_on=None).order_by("folded", "pk"),
        ),
    ]
    returned = actions.filter(standing=Action.Standing.RETURNED, proposed_by=membership).order_by("folded", "pk")
    groups.append(group(_("Returned to me"), "arrow-counterclockwise", _("Change proposal"), returned, late=True))
    if membership.can(Capability.EDIT):
        proposed = actions.filter(standing=Action.Standing.PROPOSED).order_by("folded", "pk")
        groups.append(group(_("Proposals to decide on"), "check2-square", _("Decide"), proposed))
    return groups


def group(title: Any, icon: str, act: Any, actions: Any, *, late: bool = False) -> dict[str, Any]:
    found = list(actions[: SHOWN + 1])
    rows = [
        {"url": each.get_absolute_url(), "title": each, "sub": each.lead_department or "", "day": each.ends_on}
        for each in found[:SHOWN]
    ]
    return {"title": title, "icon": icon, "act": act, "rows": rows, "late": late, "more": len(found) > SHOWN}


@requires(Capability.READ)
def search(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Look through every kind of record that offers itself to the search page."""
    query = request.GET.get("q", "").strip()[:200]
    found = []
    for kind in search_kinds if query else ():
        rows = list(kind.find(municipality, fold(query), request.membership)[: MOST + 1])
        if rows:
            found.append({"title": kind.title, "rows": rows[:MOST], "more": len(rows) > MOST})
    return render(request, "workspace/search.html", {"query": query, "found": found})
