from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Window
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from intlstrategy.core.days import how_far
from intlstrategy.core.registry import DueKind, due_kinds, search_kinds
from intlstrategy.core.text import fold
from intlstrategy.journal.models import JournalEntry
from intlstrategy.journal.words import verb_in_words
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.filters import FINISHED, SOON
from intlstrategy.planning.judged import judged_actions
from intlstrategy.planning.models import Action, Plan

MOST = 20
SHOWN = 8
SUGGESTED = 10


def start(request: HttpRequest) -> HttpResponse:
    """Go to the only municipality of this person, or let them choose."""
    memberships = Membership.objects.on(timezone.localdate()).filter(user=request.user.pk, binned_at=None)
    cities = [membership.municipality for membership in memberships.select_related("municipality")]
    if len(cities) == 1:
        return redirect(cities[0])
    return render(request, "workspace/start.html", {"cities": cities})


@requires(Capability.READ)
@require_safe
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
        "waiting": sum(group["count"] for group in groups),
        "plans": list(Plan.objects.of(municipality).with_action_count().order_by("-starts_on", "folded")[:6]),
        "decided": decided,
    }
    return render(request, "workspace/home.html", context)


def groups_for(membership: Membership, today: date) -> list[dict[str, Any]]:
    """One's own actions that are over, end soon or have no status, proposals that came back, and those to decide on.

    Each action stands in one group. ``query`` asks the register for the same actions.
    """
    city = membership.municipality
    actions = Action.objects.of(city).select_related("lead_department")
    action_list, proposal_list = (reverse(f"planning:{name}-list", args=[city.slug]) for name in ("action", "proposal"))
    groups = []
    if membership.can(Capability.REPORT):
        mine, report = actions.accepted().answered_by(membership), _("Report progress")
        judged = judged_actions(city, mine.select_related("plan"))
        unfinished = mine.filter(pk__in=[pk for pk, each in judged.items() if each.status not in FINISHED])
        over = unfinished.ended_before(today).order_by("ends_on", "pk")
        soon = unfinished.ending_between(today, today + SOON).order_by("ends_on", "pk")
        unknown = mine.filter(pk__in=[pk for pk, each in judged.items() if not each.status])
        silent = unknown.ending_after(today + SOON).order_by("folded", "pk")
        groups += [
            group(_("End date passed"), "calendar3", report, over, action_list, "whose=ours&status=open&ends=past", urgent=True),
            group(_("Ending in 90 days"), "graph-up-arrow", report, soon, action_list, "whose=ours&status=open&ends=90"),
            group(_("No status stated yet"), "question-circle", report, silent, action_list, "whose=ours&status=none&ends=later"),
        ]  # fmt: skip
    if membership.can(Capability.PROPOSE):
        returned = actions.filter(standing=Action.Standing.RETURNED, proposed_by=membership).order_by("folded", "pk")
        words = _("Returned to me"), "arrow-counterclockwise", _("Change proposal")
        groups.append(group(*words, returned, proposal_list, "whose=proposed&standing=returned", urgent=True))
    if membership.can(Capability.EDIT):
        proposed = actions.filter(standing=Action.Standing.PROPOSED).order_by("folded", "pk")
        words = _("Proposals to decide on"), "check2-square", _("Decide")
        groups.append(group(*words, proposed, proposal_list, "standing=proposed"))
    groups += [waiting_for(kind, membership, today) for kind in due_kinds]
    return [each for each in groups if each["count"]]


def waiting_for(kind: DueKind, membership: Membership, today: date) -> dict[str, Any]:
    """What one kind has waiting for a member: the first of it, and how many there are in all."""
    found = list(kind.find(membership, today).annotate(group_count=Window(Count("pk")))[:SHOWN])
    rows = [due_row(*kind.told(each), today) for each in found]
    count = found[0].group_count if found else 0
    return {
        "title": kind.title, "icon": kind.icon, "act": kind.act, "rows": rows, "count": count,
        "urgent": any(row["is_late"] for row in rows), "rest": kind.rest(membership) if count > len(rows) else "",
    }  # fmt: skip


def due_row(url: str, title: Any, sub: Any, day: date | None, today: date) -> dict[str, Any]:
    return {
        "url": url, "title": title, "sub": sub, "day": day, "distance": distance(day, today) if day else "",
        "is_late": day is not None and day < today,
    }  # fmt: skip


def group(
    title: str, icon: str, act: str, actions: Any, register: str, query: str, *, urgent: bool = False
) -> dict[str, Any]:
    """The first actions of a group, how many there are in all, and where the register lists them."""
    found = list(actions.annotate(group_count=Window(Count("pk")))[:SHOWN])
    today = timezone.localdate()
    rows = [due_row(each.get_absolute_url(), each, each.lead_department or "", each.ends_on, today) for each in found]
    count = found[0].group_count if found else 0
    return {
        "title": title, "icon": icon, "act": act, "rows": rows, "urgent": urgent, "count": count,
        "rest": f"{register}?{query}" if count > len(rows) else "",
    }  # fmt: skip


def distance(day: date, today: date) -> str:
    """How far away a day is, as one says it."""
    days = (day - today).days
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    return how_far(day, today)


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


@requires(Capability.READ)
def suggest(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """The names of records of one kind that have these words, for a text box that is being typed into."""
    kind = search_kinds.entries.get(request.GET.get("kind", ""))
    words = fold(request.GET.get("q", "")[:200])
    rows = list(kind.find(municipality, words, request.membership)[:SUGGESTED]) if kind and words else []
    names = Counter(str(row) for row in rows)
    found = [str(row) if names[str(row)] == 1 else f"{row} #{row.pk}" for row in rows]
    return JsonResponse({"results": found})
