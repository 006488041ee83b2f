"""Accounts are made by invitation only, and administrators come through the same door as everybody."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from intlstrategy.accounts.adapter import ReadersMail
from intlstrategy.municipalities.models import Invitation

SESSION_KEY = "invitation"


def invitation_in(request: HttpRequest) -> Invitation | None:
    """The open invitation whose link this visitor followed."""
    token = request.session.get(SESSION_KEY, "")
    invitation = Invitation.objects.filter(token=token).select_related("municipality").first() if token else None
    return invitation if invitation and invitation.is_open else None


class InvitationOnly(ReadersMail):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invitation_in(request) is not None

    def clean_email(self, email: str) -> str:
        return email.lower()

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Whoever holds the link reads the mail of that address."""
        invitation = invitation_in(request)
        return bool(invitation and invitation.email.lower() == email.lower()) or super().is_email_verified(
            request, email
        )

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        from intlstrategy.municipalities.services.members import accept_invitation  # noqa: PLC0415 - services come later

        user = super().save_user(request, user, form, commit=commit)
        invitation = invitation_in(request)
        if commit and invitation:
            self.stash_verified_email(request, invitation.email)
            accept_invitation(invitation=invitation, user=user)
            request.session.pop(SESSION_KEY, None)
        return user

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Nobody has a user name here: people sign in with their e-mail address."""
