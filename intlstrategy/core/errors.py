"""Our own error pages while developing too: Django's would list every address and setting to whoever looks."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, MiddlewareNotUsed, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.debug import ExceptionReporter

from intlstrategy.core.views import bad_request, not_found, server_error


class OwnNotFound:
    """Answers what is not there, be it an address or a record. Without DEBUG Django itself asks for this page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return not_found(request) if request.resolver_match is None and response.status_code == 404 else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return not_found(request, exception) if isinstance(exception, Http404) else None


class OwnErrorPage(ExceptionReporter):
    """What Django shows while developing when a page breaks. The traceback is in the log of the server."""

    def get_traceback_html(self) -> str:
        if not settings.DEBUG:
            return super().get_traceback_html()
        is_their_fault = self.exc_type is not None and issubclass(self.exc_type, (SuspiciousOperation, BadRequest))
        page = bad_request(self.request) if is_their_fault else server_error(self.request)
        return page.content.decode()

    def get_traceback_text(self) -> str:
        return _("Something went wrong on our side") if settings.DEBUG else super().get_traceback_text()
