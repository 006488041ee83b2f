"""Pages that belong to no stage: health, errors, forms kept for their owner, the component gallery."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from intlstrategy.core.gallery import SAMPLES
from intlstrategy.core.kept_forms import keep_form, offer_kept_forms, offer_stale_form, take_away


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"status": "error", "database": "no answer"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return JsonResponse({"status": "ok", "database": connection.vendor})


@require_http_methods(["GET", "POST"])
def kept_form(request: HttpRequest) -> HttpResponse:
    """What waits for the person signed in; each is sent from here, or discarded."""
    if request.method == "POST":
        take_away(request, request.POST.get("discard", ""))
        return redirect("core:kept-form")
    return offer_kept_forms(request)


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF failure view: the token of the page was too old, or the form came from elsewhere."""
    if not request.user.is_authenticated and request.POST:
        return keep_form(request)
    return offer_stale_form(request) or render(request, "403.html", {"stale": True}, status=HTTPStatus.FORBIDDEN)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "core/privacy.html")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "core/help.html")


@login_not_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    return render(request, "core/gallery.html", {"samples": SAMPLES})


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What somebody had typed while they still had the right stands on the page, to copy."""
    return render(request, "403.html", {"typed": getattr(exception, "typed", [])}, status=HTTPStatus.FORBIDDEN)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None, **kwargs: str) -> HttpResponse:
    """What somebody had typed into a form of which nothing is left stands on the page, to copy."""
    return render(request, "404.html", {"typed": getattr(exception, "typed", [])}, status=HTTPStatus.NOT_FOUND)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    # Rendered without the request: whatever failed must not fail again in a context processor.
    return render(None, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
