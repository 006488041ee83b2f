from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intlstrategy.municipalities.access import administered_by

ALWAYS_OPEN = ("/accounts/", "/i18n/", "/static/", "/healthz")


class SecondFactorForAdministrators:
    """Where the installation asks for it, administrators go nowhere before their second factor is active."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED_FOR_ADMINISTRATORS and self.is_missing(request):
            messages.warning(request, _("Administrators need a second factor here. Activate it to go on."))
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def is_missing(self, request: HttpRequest) -> bool:
        if request.path.startswith(ALWAYS_OPEN) or not request.user.is_authenticated:
            return False
        administers = request.user.is_superuser or administered_by(request.user).exists()
        return administers and not is_mfa_enabled(request.user)
