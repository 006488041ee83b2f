from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability


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
