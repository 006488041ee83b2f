"""Accounts are made by invitation only, and administrators come through the same door as everybody."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from intlstrategy.municipalities.models import Invitation

SESSION_KEY = "invitation"


def invitation_in(request: HttpRequest) -> Invitation | None:
    """The open invitation whose link this visitor followed."""
    token = request.session.get(SESSION_KEY, "")
    invitation = Invitation.objects.filter(token=token).select_related("municipality").first() if token else None
    return invitation if invitation and invitation.is_open else None


class InvitationOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invitation_in(request) is not None

    def clean_email(self, email: str) -> str:
        """An account made from an invitation is made for the address it was sent to."""
        invitation = invitation_in(self.request) if self.request else None
        if invitation and not self.request.user.is_authenticated and email.lower() != invitation.email.lower():
            raise ValidationError(_("Use the address that the invitation was sent to."))
        return email.lower()

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Whoever holds the link reads the mail of that address."""
        invitation = invitation_in(request)
        return bool(invitation and invitation.email.lower() == email.lower()) or super().is_email_verified(
            request, email
        )

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        from intlstrategy.municipalities.services.members import accept_invitation  # noqa: PLC0415 - services come later

        user = super().save_user(request, user, form, commit=commit)
        invitation = invitation_in(request)
        if commit and invitation:
            accept_invitation(invitation=invitation, user=user)
        return user

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Nobody has a user name here: people sign in with their e-mail address."""
