"""Sign-ins reach the security log through Django's own signals."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security


@receiver(user_logged_in)
def signed_in(request, user, **kwargs) -> None:
    log_security(SecurityEvent.Kind.SIGNED_IN, by=user, request=request)


@receiver(user_logged_out)
def signed_out(request, user, **kwargs) -> None:
    log_security(SecurityEvent.Kind.SIGNED_OUT, by=user, request=request)


@receiver(user_login_failed)
def sign_in_failed(credentials, request=None, **kwargs) -> None:
    name = credentials.get("email") or credentials.get("username") or ""
    log_security(SecurityEvent.Kind.SIGN_IN_FAILED, by=None, request=request, user_name=str(name))
