"""Private calendar feeds: who makes them, who reads them, and what stands in them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
import vobject
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.calendar import CalendarEntry
from intlstrategy.core.registry import CalendarKind, calendar_kinds
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.services.taking_part import Counterpart
from intlstrategy.workspace.feed_views import GUESSES
from intlstrategy.workspace.ics import Place, calendar_of, written
from intlstrategy.workspace.models import CalendarFeed
from intlstrategy.workspace.services import MOST_FEEDS, revoke_feed
from tests.factories import (
    make_action,
    make_commitment,
    make_engagement,
    make_feed,
    make_member,
    make_person,
    make_stakeholder,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
HERE = Place(site="https://city.example", host="city.example", municipality_id=7)


@pytest.fixture
def _today():
    cache.clear()
    with time_machine.travel("2026-03-10 10:00:00Z", tick=False):
        yield


@pytest.fixture
def member(municipality):
    return make_member(municipality, Role.OFFICER, user=make_user(language="en"))


def address(token: str) -> str:
    return reverse("workspace:calendar-feed", args=[token])


def summaries(response) -> list[str]:
    assert response.status_code == 200
    return [event.summary.value for event in events_in(response.content)]


def events_in(content: bytes) -> list:
    return list(vobject.readOne(content.decode()).contents.get("vevent", []))


# Making and revoking -------------------------------------------------------------------------------------


def test_a_member_makes_a_feed_and_sees_its_address_once(client, member):
    client.force_login(member.user)
    form = reverse("workspace:feed-create", args=[member.municipality.slug])

    made = client.post(form, {"name": "Phone", "kinds": ["engagements"], "is_mine_only": "on"})
    url = re.search(r'value="http://testserver(/calendar-feed/[^"]+\.ics)"', made.text)[1]
    again = client.get(reverse("workspace:feed-list", args=[member.municipality.slug]))

    feed = CalendarFeed.objects.get()
    assert (feed.name, feed.kinds, feed.is_mine_only, feed.membership) == ("Phone", ["engagements"], True, member)
    assert made["Cache-Control"] == "no-store"
    assert client.get(url).status_code == 200
    assert "Phone" in again.text
    token = url.removeprefix("/calendar-feed/").removesuffix(".ics")
    assert len(token) >= 43
    assert token not in again.text
    assert token not in str(CalendarFeed.objects.values())
    assert token not in str(CalendarFeed.history.values())
    assert token not in str(SecurityEvent.objects.values())
    assert JournalEntry.objects.count() == 0, "what somebody keeps for themselves is nobody else's to read"


def test_a_form_sent_twice_makes_one_feed(client, member):
    client.force_login(member.user)
    form = reverse("workspace:feed-create", args=[member.municipality.slug])
    sent = {"name": "Phone", "_once": "the-same-page"}
    client.post(form, sent)

    second = client.post(form, sent)

    assert second.url == reverse("workspace:feed-list", args=[member.municipality.slug])
    assert CalendarFeed.objects.count() == 1


def test_a_name_stands_once_among_the_feeds_in_use(client, member):
    feed, _token = make_feed(member, name="Phone")
    client.force_login(member.user)
    form = reverse("workspace:feed-create", args=[member.municipality.slug])

    refused = client.post(form, {"name": "Phone"})
    assert refused.status_code == 422
    assert "You already have a feed with this name." in refused.text
    revoke_feed(feed=feed, by=member.user)
    assert client.post(form, {"name": "Phone"}).status_code == 200


def test_a_member_has_so_many_feeds_and_no_more(member):
    for _n in range(MOST_FEEDS):
        make_feed(member)

    with pytest.raises(ValidationError, match="Revoke one"):
        make_feed(member)


def test_a_revoked_feed_answers_nobody_and_the_security_log_tells_who_did_what(client, member):
    feed, token = make_feed(member)
    client.force_login(member.user)
    assert client.get(address(token)).status_code == 200

    url = reverse("workspace:feed-revoke", args=[member.municipality.slug, feed.pk])
    assert client.post(url).url == reverse("workspace:feed-list", args=[member.municipality.slug])
    client.post(url)  # a second time does nothing

    assert client.get(address(token)).status_code == 404
    told = SecurityEvent.objects.exclude(kind="signed_in").order_by("pk").values_list("kind", "user_id", "target_id")
    assert list(told) == [(kind, member.user.pk, feed.pk) for kind in ("feed_made", "downloaded", "feed_revoked")]


def test_nobody_sees_or_revokes_a_colleagues_feed(client, member, municipality):
    feed, token = make_feed(member, name="Phone of somebody else")
    client.force_login(make_member(municipality, *Role).user)

    assert "Phone of somebody else" not in client.get(reverse("workspace:feed-list", args=[municipality.slug])).text
    assert client.post(reverse("workspace:feed-revoke", args=[municipality.slug, feed.pk])).status_code == 404
    assert client.get(address(token)).status_code == 200


# Who reads -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["guessed", "x" * 500, "é", "0" * 64, "..", "%00"])
def test_a_guessed_token_finds_nothing(client, member, token):
    make_feed(member)

    assert client.get(f"/calendar-feed/{token}.ics").status_code in {404, 400}
    assert SecurityEvent.objects.filter(kind="downloaded").count() == 0


def test_the_stored_hash_opens_nothing(client, member):
    feed, _token = make_feed(member)

    assert client.get(address(feed.token_hash)).status_code == 404


def test_a_feed_ends_with_its_maker(client, member):
    _feed, token = make_feed(member)

    def answer(change) -> int:
        change(member)
        return client.get(address(token)).status_code

    def set_active(value):
        member.user.is_active = value
        member.user.save()

    def set_end(day):
        member.ends_on = day
        member.save(by=None)

    assert client.get(address(token)).status_code == 200
    assert answer(lambda m: set_active(False)) == 404
    assert answer(lambda m: set_active(True)) == 200
    assert answer(lambda m: set_end(date(2026, 3, 9))) == 404
    assert answer(lambda m: set_end(date(2026, 3, 10))) == 200
    assert answer(lambda m: set_end(None)) == 200
    assert answer(lambda m: bin_record(m, by=m.user)) == 404, "a feed does not keep its maker out of the bin"


def test_a_member_without_any_role_reads_nothing(client, member):
    _feed, token = make_feed(member)
    for row in member.roles.all():
        bin_record(row, by=member.user)

    assert client.get(address(token)).status_code == 404


def test_who_guesses_too_often_waits_and_whoever_has_a_token_does_not(client, member):
    _feed, token = make_feed(member)
    for n in range(GUESSES.most):
        assert client.get(address(f"guess-{n}")).status_code == 404

    refused = client.get(address("guess-again"))
    assert (refused.status_code, refused.content, refused["Retry-After"]) == (429, b"", "300")
    assert client.get(address(token)).status_code == 200, "a city hall has one address for everybody"
    assert client.get(address("guess-again"), REMOTE_ADDR="192.0.2.7").status_code == 404
    with time_machine.travel("2026-03-10 10:06:00Z", tick=False):
        assert client.get(address("guess-again")).status_code == 404


def test_a_feed_is_only_read(client, member):
    _feed, token = make_feed(member)

    assert client.post(address(token)).status_code == 405
    assert client.head(address(token)).status_code == 200
    assert SecurityEvent.objects.filter(kind="downloaded").count() == 0, "a look at the head takes nothing away"


# What stands in it ---------------------------------------------------------------------------------------


def test_a_feed_shows_what_its_maker_chose(client, member, municipality):
    mine = make_engagement(municipality, title="Mine", on=date(2026, 3, 4), owner=member)
    make_engagement(municipality, title="Others", on=date(2026, 4, 4))
    make_commitment(mine, text="Send it", due_on=date(2026, 3, 9), owner=member)
    make_action(municipality, title="Harbour", ends_on=date(2026, 3, 31))

    def read(**told):
        return summaries(client.get(address(make_feed(member, **told)[1])))

    assert read() == ["Meeting: Mine", "We promised: Send it", "Action ends: Harbour", "Meeting: Others"]
    assert read(kinds=["engagements"]) == ["Meeting: Mine", "Meeting: Others"]
    assert read(is_mine_only=True) == ["Meeting: Mine", "We promised: Send it"]
    assert read(kinds=["a kind that went away"]) == []


def test_a_feed_reaches_a_year_back_and_three_years_ahead(client, member, municipality):
    for day in (date(2025, 3, 8), date(2025, 3, 9), date(2029, 3, 12), date(2029, 3, 13)):
        make_engagement(municipality, title=f"{day}", on=day)

    assert summaries(client.get(address(make_feed(member)[1]))) == ["Meeting: 2025-03-09", "Meeting: 2029-03-12"]


def test_people_from_outside_and_confidential_texts_do_not_leave_the_house(client, member, municipality):
    person = make_person(municipality, name="Ximena Quiroga", email="ximena@elsewhere.test")
    counterpart = Counterpart(person=person, stakeholder=make_stakeholder(municipality))
    told = {"brief": "secret-brief", "outcome": "secret-outcome", "purpose": "secret-purpose"}
    make_engagement(municipality, counterpart, title="Talks", on=date(2026, 3, 4), **told)

    text = client.get(address(make_feed(member)[1])).text

    assert "Talks" in text
    assert [word for word in ("Ximena", "Quiroga", "elsewhere", "secret", member.user.email) if word in text] == []


def test_a_title_that_names_somebody_from_outside_is_told_without_it(client, member, municipality):
    person = make_person(municipality, name="Ximena Quiroga Ñandú")
    counterpart = Counterpart(person=person, stakeholder=make_stakeholder(municipality))
    told = {"title": "Lunch with XIMENA QUIROGA NANDU", "on": date(2026, 3, 4), "place": "At her home"}
    engagement = make_engagement(municipality, counterpart, **told)
    make_commitment(engagement, text="Write to Ximena Quiroga Ñandú", due_on=date(2026, 3, 5))
    make_commitment(engagement, text="Send the draft", due_on=date(2026, 3, 6))
    response = client.get(address(make_feed(member)[1]))

    assert summaries(response) == ["Meeting", "We promised", "We promised: Send the draft"]
    assert "home" not in response.text
    client.force_login(member.user)
    assert "NANDU" in client.get(reverse("workspace:calendar", args=[municipality.slug])).text, "members may read it"


def test_what_is_confidential_is_in_nobodys_feed(client, member, monkeypatch):
    def load(municipality, reader, first, last):
        told = {"kind": "secrets", "starts": date(2026, 3, 4)}
        return [
            CalendarEntry(uid="a", title="Hidden", is_confidential=True, **told),
            CalendarEntry(uid="b", title="Open", **told),
        ]

    kind = CalendarKind(key="secrets", title="Secrets", capability="read", load=load)
    monkeypatch.setitem(calendar_kinds.entries, "secrets", kind)

    assert summaries(client.get(address(make_feed(member)[1]))) == ["Open"]


def test_a_kind_that_a_member_may_not_read_is_not_in_their_feed(client, municipality, monkeypatch):
    def load(municipality, reader, first, last):
        return [CalendarEntry(kind="secrets", uid="a", title="Hidden", starts=date(2026, 3, 4))]

    kind = CalendarKind(key="secrets", title="Secrets", capability="confide", load=load)
    monkeypatch.setitem(calendar_kinds.entries, "secrets", kind)
    observer, officer = make_member(municipality), make_member(municipality, Role.OFFICER)

    assert summaries(client.get(address(make_feed(observer)[1]))) == []
    assert summaries(client.get(address(make_feed(officer)[1]))) == ["Hidden"]


def test_a_feed_speaks_its_makers_language(client, member, municipality):
    make_engagement(municipality, title="Puerto", on=date(2026, 3, 31))
    _feed, token = make_feed(member)
    assert summaries(client.get(address(token), headers={"accept-language": "es"})) == ["Meeting: Puerto"]

    member.user.language = "es"
    member.user.save()

    assert summaries(client.get(address(token), headers={"accept-language": "en"})) == ["Reunión: Puerto"]


def test_an_entry_keeps_its_id_and_tells_when_it_was_changed(client, member, municipality):
    engagement = make_engagement(municipality, title="Talks", on=date(2026, 3, 4), place="Oviedo")
    _feed, token = make_feed(member)
    [before] = events_in(client.get(address(token)).content)
    with time_machine.travel("2026-03-10 12:00:00Z", tick=False):
        engagement.title = "Long talks"
        engagement.save(by=None)
        [after] = events_in(client.get(address(token)).content)

    assert before.uid.value == after.uid.value == f"engagement-{engagement.pk}.{municipality.pk}@testserver"
    assert (before.sequence.value, after.sequence.value) == ("1", "2")
    assert before.last_modified.value == datetime(2026, 3, 10, 10, tzinfo=UTC)
    assert after.last_modified.value == after.dtstamp.value == datetime(2026, 3, 10, 12, tzinfo=UTC)
    assert (after.dtstart.value, after.dtend.value) == (date(2026, 3, 4), date(2026, 3, 5))
    assert after.location.value == "Oviedo"
    assert after.url.value == f"http://testserver{engagement.get_absolute_url()}"


def test_the_calendar_has_its_name_and_says_how_often_to_ask(client, member):
    response = client.get(address(make_feed(member, name="Gijón, city; days")[1]))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    lines = response.text.split("\r\n")
    assert {
        "VERSION:2.0",
        r"NAME:Gijón\, city\; days",
        r"X-WR-CALNAME:Gijón\, city\; days",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
    } <= set(lines)


def test_what_did_not_change_is_not_sent_again(client, member, municipality):
    _feed, token = make_feed(member)
    first = client.get(address(token))
    known = {"if-none-match": first["ETag"]}
    since = {"if-modified-since": first["Last-Modified"]}

    with time_machine.travel("2026-03-10 18:00:00Z", tick=False):
        for headers in (known, since, {"if-none-match": f"W/{first['ETag']}"}):
            answer = client.get(address(token), headers=headers)
            assert (answer.status_code, answer.content) == (304, b"")
        assert SecurityEvent.objects.filter(kind="downloaded").count() == 1
        engagement = make_engagement(municipality, on=date(2026, 3, 4))
        for headers in (known, since):
            assert client.get(address(token), headers=headers).status_code == 200
        now = client.get(address(token))
        assert now["ETag"] != first["ETag"]
    with time_machine.travel("2026-03-10 19:00:00Z", tick=False):
        bin_record(engagement, by=member.user)  # what goes away is a change too
        answer = client.get(address(token), headers={"if-modified-since": now["Last-Modified"]})
        assert answer.status_code == 200


def test_a_feed_costs_the_same_however_long(client, member, municipality, count_of_queries):
    _feed, token = make_feed(member)

    def fill():
        make_commitment(make_engagement(municipality, on=date(2026, 3, 4)), due_on=date(2026, 3, 9))
        make_action(municipality, ends_on=date(2026, 3, 31))

    fill()
    few = count_of_queries(address(token))
    for _n in range(30):
        fill()

    assert count_of_queries(address(token)) == few


# As the standard has it ----------------------------------------------------------------------------------

TEXTS = st.text(max_size=200)
WHOLE_DAYS = st.tuples(st.dates(date(1970, 1, 1), date(2199, 1, 1)), st.none() | st.integers(0, 400)).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
)
FIRST, LAST = datetime(1970, 1, 2), datetime(2199, 1, 1)  # noqa: DTZ001 - the strategy adds the time zone
HOURS = st.tuples(st.datetimes(FIRST, LAST, timezones=st.just(UTC)), st.none() | st.integers(1, 5000)).map(
    lambda pair: (
        pair[0].replace(microsecond=0),
        None if pair[1] is None else pair[0].replace(microsecond=0) + timedelta(minutes=pair[1]),
    )
)


@st.composite
def entries(draw):
    found = []
    for number in range(draw(st.integers(0, 6))):
        starts, ends = draw(WHOLE_DAYS | HOURS)
        found.append(
            CalendarEntry(
                kind=draw(st.sampled_from(["engagements", "actions"])), uid=f"engagement-{number}", starts=starts, ends=ends,
                title=draw(TEXTS), detail=draw(st.sampled_from(["", "Meeting", "Begins; or, ends"])), place=draw(TEXTS),
                url=draw(st.sampled_from(["", "/gijon/engagements/1/", "/gijon/plans/a,b;c/"])),
                revision=draw(st.integers(0, 10_000)),
                changed_at=draw(st.none() | st.just(datetime(2026, 3, 1, 9, 30, tzinfo=UTC))),
            )
        )  # fmt: skip
    return found


@given(entries=entries(), name=TEXTS)
def test_any_calendar_is_read_back_by_another_parser_as_it_was_written(entries, name):
    stamp = datetime(2026, 1, 1, tzinfo=UTC)
    content = calendar_of(entries, name=name, kinds={"engagements": "Engagements"}, place=HERE, stamp=stamp)
    read = {event.uid.value: told_by(event) for event in events_in(content)}

    assert read == {HERE.uid(entry): told(entry, stamp) for entry in entries}
    strictly(content)


def told(entry: CalendarEntry, stamp: datetime) -> dict:
    is_day = entry.is_all_day
    kind = "Engagements" if entry.kind == "engagements" else ""
    url = HERE.site + entry.url if entry.url else ""
    return {
        "summary": written(entry.in_words),
        "location": written(entry.place),
        "dtstart": entry.starts,
        "dtend": (entry.last_day + timedelta(days=1)) if is_day else entry.ends,
        "url": url,
        "description": "\n".join(part for part in (kind, url) if part) if url else "",
        "categories": [kind] if kind else "",
        "sequence": str(entry.revision),
        "dtstamp": entry.changed_at or stamp,
        "last-modified": entry.changed_at or "",
        "transp": "TRANSPARENT" if is_day else "",
    }


def told_by(event) -> dict:
    names = told(CalendarEntry(kind="", uid="", title="", starts=date(2026, 1, 1)), datetime(2026, 1, 1, tzinfo=UTC))
    found = {name: event.contents[name][0].value if name in event.contents else "" for name in names}
    return found | {"dtend": found["dtend"] or None}


def strictly(content: bytes) -> None:
    """What RFC 5545 asks of every line, whoever reads it: its end, its length, no control characters, whole letters."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() == line.decode("utf-8") for line in lines), "no letter is cut in two by folding"
    assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", b"".join(lines))
    unfolded = content.decode().replace("\r\n ", "").split("\r\n")
    assert all(re.match(r"[A-Z-]+(;[A-Z-]+=[^:]*)?:", line) for line in unfolded if line)
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT")


def test_an_hour_with_an_end_before_it_has_no_end():
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    entry = CalendarEntry(kind="meetings", uid="a", title="Board", starts=noon, ends=noon)

    [event] = events_in(calendar_of([entry], name="", kinds={}, place=HERE, stamp=noon))

    assert event.dtstart.value == noon
    assert "dtend" not in event.contents
