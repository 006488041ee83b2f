"""Sign-ins, second factors and what the superuser does to accounts reach the security log through signals."""

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from intlstrategy.accounts.signals import account_changed
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security

SECOND_FACTOR_ACTS = {
    authenticator_added: "activated",
    authenticator_removed: "deactivated",
    authenticator_reset: "renewed",
    authenticator_used: "used",
    authentication_failed: "refused",
}


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


@receiver([password_changed, password_reset, password_set])
def password_is_new(request, user, **kwargs) -> None:
    log_security(SecurityEvent.Kind.PASSWORD_CHANGED, by=user, request=request)


@receiver(list(SECOND_FACTOR_ACTS))
def second_factor(signal, request, user, authenticator=None, **kwargs) -> None:
    kind = authenticator.type if authenticator else ""
    log_security(
        SecurityEvent.Kind.SECOND_FACTOR,
        by=user,
        request=request,
        detail=f"{kind} {SECOND_FACTOR_ACTS[signal]}".strip(),
    )


@receiver(account_changed)
def account_was_changed(request, user, fields, **kwargs) -> None:
    is_of_rights = not {"is_superuser", "is_active"}.isdisjoint(fields)
    now = ", ".join(f"{name}: {getattr(user, name)}" for name in fields)
    log_security(
        SecurityEvent.Kind.ROLE_CHANGED if is_of_rights else SecurityEvent.Kind.ADMIN_SAVED,
        by=request.user,
        request=request,
        target=user,
        detail=f"{user.email}: {now}",
    )
