"""Decisions on calendar feeds: a member makes one, and revokes it."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.editing import claim, hold_named
from intlstrategy.workspace.models import CalendarFeed
from intlstrategy.workspace.querysets import hash_of

MOST_FEEDS = 20


@transaction.atomic
def make_feed(*, feed: CalendarFeed, by: User, request: HttpRequest | None = None) -> str:
    """Store a feed and hand over its token, which is kept nowhere. The security log knows of it, the journal does not."""
    hold_named([feed])
    if CalendarFeed.objects.of(feed.municipality).open().made_by(feed.membership).count() >= MOST_FEEDS:
        raise ValidationError(_("You have %(most)d feeds already. Revoke one that you no longer use.") % {"most": MOST_FEEDS})  # fmt: skip
    token = secrets.token_urlsafe(32)
    feed.token_hash = hash_of(token)
    feed.save(by=by)
    log_of(SecurityEvent.Kind.FEED_MADE, feed, by, request)
    return token


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, by: User, request: HttpRequest | None = None) -> CalendarFeed:
    """From now on its address answers nobody; there is no way back, only another feed."""
    claim(feed, feed.revision)
    if feed.revoked_at is None:
        feed.revoked_at = timezone.now()
        feed.save(by=by, update_fields=["revoked_at"])
        log_of(SecurityEvent.Kind.FEED_REVOKED, feed, by, request)
    return feed


def log_of(kind: SecurityEvent.Kind, feed: CalendarFeed, by: User, request: HttpRequest | None) -> None:
    log_security(
        kind, by=by, request=request, municipality_id=feed.municipality_id, target=feed, detail=f"feed {feed.pk}"
    )
