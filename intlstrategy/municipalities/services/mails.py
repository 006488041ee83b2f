"""The mails of a municipality: sent when what they tell of is written, and never a reason to lose it."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy

from intlstrategy.core.languages import interface_language

NOT_SENT = gettext_lazy(
    "It is saved, but the mail did not go out. Send it again in a while, or tell whoever runs the site."
)
logger = logging.getLogger("intlstrategy.mails")


class NotSent(Exception):
    """The mail did not go out, although what it tells of is written."""


def send(template: str, to: str, language: str, context: dict, *, is_needed: bool = True) -> None:
    """One mail in plain text and HTML, in the reader's language, once the transaction stands.

    When it is needed and does not go out, whoever ends the transaction gets NotSent; else it is only noted.
    """
    with translation.override(interface_language(language)):
        subject = " ".join(render_to_string(f"municipalities/emails/{template}_subject.txt", context).split())
        text = render_to_string(f"municipalities/emails/{template}_body.txt", context)
        html = render_to_string(f"municipalities/emails/{template}_body.html", context)
    message = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [to])
    message.attach_alternative(html, "text/html")
    transaction.on_commit(lambda: deliver(message), robust=not is_needed)


def deliver(message: EmailMultiAlternatives) -> None:
    try:
        message.send()
    except OSError as error:  # what every server and every network answers with
        logger.exception("a mail did not go out")
        raise NotSent from error
