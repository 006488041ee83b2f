"""What every request passes through."""

import time
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from intlstrategy.core.kept_forms import KEY_FIELD, after_sending, keep_form, offer_when_busy
from intlstrategy.core.views import healthz
from intlstrategy.core.wording import NOTHING, own_names

NUL = "\x00"


class Health:
    """Say whether the installation answers before anything else asks the database, which may be what is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return healthz(request) if request.path == reverse("core:healthz") else self.get_response(request)


class ServerTiming:
    """Say in each page's header how many queries it took and how long, while developing and to superusers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started, queries, spent = time.perf_counter(), 0, 0.0

        def count(execute, *call):
            nonlocal queries, spent
            began = time.perf_counter()
            try:
                return execute(*call)
            finally:
                queries += 1
                spent += time.perf_counter() - began

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        user = getattr(request, "user", None)
        if settings.DEBUG or (user is not None and user.is_superuser):
            total = (time.perf_counter() - started) * 1000
            response["Server-Timing"] = f'db;desc="{queries} queries";dur={spent * 1000:.1f}, app;dur={total:.1f}'
        return response


class NoOwnNames:
    """No page begins with the names of the city that this thread showed last; a long file ends with those it began with."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        own_names.set(NOTHING)
        return self.get_response(request)


class PrivatePages:
    """What somebody signed in sees is kept by no cache on the way, and asked for again after signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


LOCKED = "database is locked"  # as SQLite says it
STATES = {"40P01", "40001", "55P03"}  # as PostgreSQL says in every language: deadlock, serialization failure, no lock


class NoNul:
    """No text that a person types has a NUL, and PostgreSQL takes none: refuse it once, at the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_in(request.path) or is_in(*request.COOKIES.values()) or has_nul(request.GET) or has_nul(request.POST):
            return render(request, "400.html", {"has_nul": True}, status=HTTPStatus.BAD_REQUEST)
        return self.get_response(request)


def is_in(*texts: str) -> bool:
    return any(NUL in text for text in texts)


def has_nul(data: QueryDict) -> bool:
    return any(is_in(name, *values) for name, values in data.lists())


class SignInRequired(LoginRequiredMiddleware):
    """Closed unless opened. A form sent after the session ended is kept for whoever filled it in."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.headers.get("HX-Request"):
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"HX-Trigger": "session-ended"})
        if request.method == "POST":
            return keep_form(request)
        return super().handle_no_permission(request, view_func)


class OfferedAgain:
    """A form that could not be written because others wrote at the same moment is offered to be sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_busy(exception):
            return None
        if request.method == "POST":
            return offer_when_busy(request)
        return render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)


def is_busy(exception: Exception) -> bool:
    state = getattr(exception.__cause__, "pgcode", None)
    return isinstance(exception, OperationalError) and (state in STATES or LOCKED in str(exception))


class KeptFormSent:
    """A kept form waits until it was sent again, and the page that takes it keeps what was typed itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and KEY_FIELD in request.POST and request.user.is_authenticated:
            return after_sending(request, response)
        return response
