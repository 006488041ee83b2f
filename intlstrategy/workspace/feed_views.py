"""Private calendar feeds: a member makes and revokes them, and a calendar reads them by their secret address."""

import hashlib
from contextlib import suppress
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from intlstrategy.core.languages import interface_language
from intlstrategy.core.limits import Limit
from intlstrategy.core.text import Names
from intlstrategy.core.wording import own_names
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import address_of
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import ScopedCreate
from intlstrategy.municipalities.roles import Capability
from intlstrategy.stakeholders.models import Person
from intlstrategy.workspace.filters import entries_for, kinds_for
from intlstrategy.workspace.forms import FeedForm
from intlstrategy.workspace.ics import Place, calendar_of
from intlstrategy.workspace.models import CalendarFeed
from intlstrategy.workspace.services import log_of, make_feed, revoke_feed

GUESSES = Limit("calendar-feed", most=20, seconds=300)
BEFORE, AFTER = timedelta(days=366), timedelta(days=3 * 366)  # of today, what a feed shows
KEPT = 90 * 24 * 3600  # seconds for which it is known since when a feed says what it says


# The pages of a member -----------------------------------------------------------------------------------


@require_safe
@requires(Capability.READ)
def feed_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    titles = {kind.key: str(kind.title) for kind in kinds_for(request.membership)}
    feeds = list(CalendarFeed.objects.of(municipality).open().made_by(request.membership))
    for feed in feeds:
        feed.shows = ", ".join(titles[key] for key in feed.kinds if key in titles)
    context = {"title": _("Calendar feeds"), "crumbs": crumbs_of(municipality), "feeds": feeds}
    return render(request, "workspace/feed_list.html", context)


def crumbs_of(municipality: Municipality) -> list[tuple[Any, str]]:
    return [(_("Calendar"), reverse("workspace:calendar", args=[municipality.slug])), (_("Calendar feeds"), "")]


class FeedCreate(ScopedCreate):
    """The answer itself shows the secret address, once: it is stored nowhere that could show it again."""

    capability = Capability.READ
    form_class = FeedForm
    title = gettext_lazy("Make a calendar feed")
    submit_label = gettext_lazy("Make feed")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"reader": self.membership}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        feeds = reverse("workspace:feed-list", args=[self.municipality.slug])
        return [*crumbs_of(self.municipality)[:1], (_("Calendar feeds"), feeds)]

    def save(self, form: FeedForm) -> CalendarFeed:
        feed = form.save(commit=False)
        self.token = make_feed(feed=feed, by=self.request.user, request=self.request)
        return feed

    def after_saving(self, url: str) -> HttpResponse:
        address = self.request.build_absolute_uri(reverse("workspace:calendar-feed", args=[self.token]))
        context = {
            "title": _("Your calendar feed is ready"),
            "crumbs": [*self.get_crumbs(), (self.object.name, "")],
            "feed": self.object,
            "address": address,
            "webcal": "webcal" + address.removeprefix("https").removeprefix("http"),
        }
        response = render(self.request, "workspace/feed_made.html", context)
        response["Cache-Control"] = "no-store"
        return response


@require_POST
@requires(Capability.READ)
def feed_revoke(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """One's own only: anybody else's is not found."""
    feed = get_object_or_404(CalendarFeed.objects.of(municipality).made_by(request.membership), pk=pk)
    with suppress(Stale):  # it was revoked in another window at this moment
        revoke_feed(feed=feed, by=request.user, request=request)
    messages.success(request, _("“%(name)s” is revoked: its address answers nobody any more.") % {"name": feed})
    return redirect("workspace:feed-list", municipality.slug)


# What a calendar reads -----------------------------------------------------------------------------------


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """What its maker may see today. A token that was guessed, revoked or left behind opens nothing, and nobody is told why.

    Who guesses has to wait; a token that is right opens all the same, for a city hall has one address for everybody.
    """
    feed = CalendarFeed.objects.read_with(token, timezone.localdate()).first()
    if feed is None or not feed.membership.can(Capability.READ):
        return refuse_guess(address_of(request) or "")
    content = content_of(feed, request)
    etag, since = f'"{hashlib.sha256(content).hexdigest()}"', since_when(feed, content)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["ETag"], response["Last-Modified"] = etag, http_date(since)
    answer = get_conditional_response(request, etag=etag, last_modified=since, response=response)
    answer["Cache-Control"], answer["X-Robots-Tag"] = "private, no-cache", "noindex"
    if answer.status_code == HTTPStatus.OK and request.method == "GET":
        log_of(SecurityEvent.Kind.DOWNLOADED, feed, feed.membership.user, request)
    return answer


def refuse_guess(visitor: str) -> HttpResponseBase:
    if GUESSES.is_reached(visitor):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(GUESSES.seconds)})
    GUESSES.count(visitor)
    raise Http404


def content_of(feed: CalendarFeed, request: HttpRequest) -> bytes:
    reader, today = feed.membership, timezone.localdate()
    own_names.set(feed.municipality.status_names)
    with translation.override(reader.user.language or interface_language(feed.municipality.main_language)):
        kinds = [kind for kind in kinds_for(reader) if not feed.kinds or kind.key in feed.kinds]
        entries = seen_outside(reader, kinds, today, is_mine_only=feed.is_mine_only)
        host = request.get_host()
        place = Place(site=f"{request.scheme}://{host}", host=host.split(":")[0], municipality_id=feed.municipality_id)
        titles = {kind.key: kind.title for kind in kinds}
        return calendar_of(entries, name=feed.name, kinds=titles, place=place, stamp=feed.made_at)


def seen_outside(reader: Any, kinds: list[Any], today: date, *, is_mine_only: bool) -> list[Any]:
    """What is confidential does not leave the house, nor do names of people from outside, whoever made the feed."""
    entries = entries_for(reader, kinds, today - BEFORE, today + AFTER, is_mine_only=is_mine_only)
    people = Person.objects.of(reader.municipality).known().values_list("name", "own_name")
    names = Names(name for both in people for name in both)
    return [entry.as_told_outside(names) for entry in entries if not entry.is_confidential]


def since_when(feed: CalendarFeed, content: bytes) -> int:
    """Since when a feed says what it says now, in whole seconds.

    Not the last change of its entries: what goes away, or is kept from its reader from today on, changes it too.
    """
    key, told = f"feed:{feed.pk}", hashlib.sha256(content).hexdigest()
    known = cache.get(key)
    if known is None or known[0] != told:
        known = (told, int(datetime.now(tz=timezone.get_current_timezone()).timestamp()))
        cache.set(key, known, KEPT)
    return known[1]
