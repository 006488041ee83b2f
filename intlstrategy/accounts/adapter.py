"""The mails of accounts: in plain text and HTML, in the language of whoever reads them."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from intlstrategy.accounts.models import User


class ReadersMail(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        reader = User.objects.filter(email__iexact=email).first()
        with translation.override(reader.language if reader and reader.language else translation.get_language()):
            super().send_mail(template_prefix, email, context)

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
