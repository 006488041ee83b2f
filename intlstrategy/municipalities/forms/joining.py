"""The account of somebody who was invited: for the address that the invitation went to, and no other."""

from typing import Any

from allauth.account.forms import SignupForm
from allauth.core import context
from django.utils.translation import gettext_lazy as _

from intlstrategy.accounts.forms import WithoutPlaceholders
from intlstrategy.municipalities.adapter import invitation_in


class InvitedForm(WithoutPlaceholders, SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invitation = invitation_in(context.request)
        field = self.fields["email"]
        field.label, field.disabled = _("E-mail"), True
        self.initial["email"] = invitation.email if invitation else ""
        self.fields["password2"].label = _("The same password again")
