"""Accounts are made by invitation only, and administrators come through the same door as everybody."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

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
