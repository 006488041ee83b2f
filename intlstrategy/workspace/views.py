from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from intlstrategy.core.registry import search_kinds
from intlstrategy.core.text import fold
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability

MOST = 20


def start(request: HttpRequest) -> HttpResponse:
    """Go to the only municipality of this person, or let them choose."""
    memberships = Membership.objects.on(timezone.localdate()).filter(user=request.user.pk, binned_at=None)
    cities = [membership.municipality for membership in memberships.select_related("municipality")]
    if len(cities) == 1:
        return redirect(cities[0])
    return render(request, "workspace/start.html", {"cities": cities})


@requires(Capability.READ)
def home(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    return render(request, "workspace/home.html")


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
