"""The public form for approaches, outside the workspace: open to everybody where the city opened it, and nowhere else."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from intlstrategy.core.limits import Limit
from intlstrategy.journal.services import address_of
from intlstrategy.relations.forms.public import NOTICE_VERSION, PublicApproachForm
from intlstrategy.relations.models import Approach, ApproachDesk
from intlstrategy.relations.services.approaches import receive_approach, sent_before

OF_A_VISITOR = Limit("approach-of-a-visitor", most=5, seconds=3600)
OF_A_CITY = Limit("approach-of-a-city", most=100, seconds=24 * 3600)
RECEIPT = "approach-receipt"


def open_desk(city: str) -> ApproachDesk:
    """The desk of a city whose public form is open; any other is not there."""
    rows = ApproachDesk.objects.filter(municipality__slug=city, binned_at=None, is_open=True)
    desk = rows.select_related("municipality", "decider").first()
    if desk is None:
        raise Http404
    return desk


def page(
    request: HttpRequest, desk: ApproachDesk, template: str, status: int = HTTPStatus.OK, **told: Any
) -> HttpResponse:
    context = {
        "desk": desk,
        "city": desk.municipality,
        "language": get_language(),
        "notice_version": NOTICE_VERSION,
    } | told
    response = render(request, f"relations/public/{template}.html", context, status=status)
    response["X-Robots-Tag"] = "noarchive"
    return response


# A page that was open for hours, or in a browser that keeps no cookies, gets through: nothing is done here in the name
# of whoever is signed in, and the form carries a signed stamp of its own.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def public_approach(request: HttpRequest, city: str) -> HttpResponse:
    desk = open_desk(city)
    if request.method != "POST":
        return page(request, desk, "approach", form=PublicApproachForm(slug=city))
    form = PublicApproachForm(request.POST, slug=city)
    if not form.is_valid():
        return page(request, desk, "approach", HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
    approach = Approach(municipality=desk.municipality, **form.told())
    there = sent_before(approach, form.sent_key)
    if there is None:
        visitor = address_of(request) or ""
        if OF_A_VISITOR.is_reached(visitor) or OF_A_CITY.is_reached(city):
            response = page(request, desk, "approach", HTTPStatus.TOO_MANY_REQUESTS, form=form, is_too_much=True)
            response["Retry-After"] = str(OF_A_VISITOR.seconds)
            return response
        OF_A_VISITOR.count(visitor)
        OF_A_CITY.count(city)
        told = {"sent_key": form.sent_key, "consent_version": NOTICE_VERSION}
        there = receive_approach(approach=approach, desk=desk, **told)
    return redirect("relations:public-approach-received", city, signing.dumps(there.reference, salt=RECEIPT))


@login_not_required
@never_cache
@require_safe
def public_approach_received(request: HttpRequest, city: str, receipt: str) -> HttpResponse:
    """What was taken in, under which number, and what happens next. Nobody makes such an address up."""
    desk = open_desk(city)
    try:
        reference = signing.loads(receipt, salt=RECEIPT)
    except signing.BadSignature as error:
        raise Http404 from error
    return page(request, desk, "received", reference=reference)
