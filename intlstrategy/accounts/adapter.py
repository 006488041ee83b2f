"""The mails of accounts: in plain text and HTML, in the language of whoever reads them."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.contrib import messages
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User

logger = logging.getLogger("intlstrategy.mails")


class ReadersMail(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        reader = User.objects.filter(email__iexact=email).first()
        with translation.override(reader.language if reader and reader.language else translation.get_language()):
            self.deliver(template_prefix, email, context)

    def deliver(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that does not answer is told to whoever waits for the mail, and takes nothing down."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("a mail of accounts did not go out")
            request = current.request
            if request:
                messages.error(
                    request, _("The mail did not go out. Try again in a while, or tell whoever runs the site.")
                )

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        message = super().render_mail(template_prefix, email, context, headers)
        if isinstance(message, EmailMultiAlternatives) and not message.alternatives:
            words = {"subject": message.subject, "text": message.body}
            message.attach_alternative(render_to_string("account/email/frame.html", words), "text/html")
        return message
