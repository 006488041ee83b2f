"""Briefing sheets of a country, a mission and a meeting; that of an organisation is tested with engagements and agreements."""

from datetime import timedelta
from http import HTTPStatus
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from intlstrategy.governance.models import Paper
from intlstrategy.governance.services.meetings import AgendaLine
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import AssetUse, Attendance, Engagement, Mission, MissionParticipant
from intlstrategy.relations.services.taking_part import Counterpart
from tests.factories import (
    make_agreement,
    make_asset,
    make_body,
    make_commitment,
    make_decision,
    make_document,
    make_element,
    make_engagement,
    make_meeting,
    make_member,
    make_mission,
    make_network,
    make_part,
    make_person,
    make_plan,
    make_position,
    make_row,
    make_seat,
    make_seat_holder,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def address(municipality, name, *arguments):
    return reverse(f"relations:{name}", args=[municipality.slug, *arguments])


@pytest.fixture
def known(municipality):
    """An organisation with an old and a new Mayor, an earlier contact and something promised."""
    niort = make_stakeholder(municipality, name="Niort", country="FR")
    change = TODAY() - timedelta(days=100)
    for name, days in (
        ("Before Dupont", {"ends_on": change}),
        ("Claire Fontanel", {"starts_on": change + timedelta(days=1)}),
    ):
        make_position(make_person(municipality, name=name), niort, title="Mayor", **days)
    talks = make_engagement(
        municipality, Counterpart(None, niort), title="Talks", on=TODAY() - timedelta(days=200), brief="Between us"
    )
    make_commitment(talks, text="Send the draft", stakeholder=niort, due_on=TODAY() - timedelta(days=1))
    return niort


@pytest.fixture
def subjects(municipality, known):
    """The sheets, each with who held the position on its day."""
    soon = TODAY() + timedelta(days=20)
    mission = make_mission(
        municipality, Counterpart(None, known), title="To Niort", starts_on=soon, ends_on=soon, country="FR", brief="Be careful"
    )  # fmt: skip
    old = make_engagement(municipality, Counterpart(None, known), title="Old meeting", on=TODAY() - timedelta(days=150))
    return {
        "mission": (["mission-briefing", mission.pk], "Claire Fontanel"),
        "engagement": (["engagement-briefing", old.pk], "Before Dupont"),
        "country": (["country-briefing", "FR"], "Claire Fontanel"),
    }


@pytest.mark.parametrize("kind", ["mission", "engagement", "country"])
def test_a_sheet_tells_who_held_what_on_its_day_the_last_contacts_and_what_is_open(
    client, municipality, subjects, kind
):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    [name, *arguments], holder = subjects[kind]

    answer = client.get(address(municipality, name, *arguments))

    briefing = answer.context["briefing"]
    assert [each.person.name for each in briefing.holders] == [holder]
    assert [each.text for each in briefing.ours] == ["Send the draft"]
    assert answer.context["points"] == ["We are late: Send the draft"]
    contacts = [each.title for each in briefing.contacts]
    assert contacts == (["Talks"] if kind == "engagement" else ["Old meeting", "Talks"])


@pytest.mark.parametrize(("role", "reads"), [(Role.OFFICER, True), (Role.OBSERVER, False)])
@pytest.mark.parametrize("kind", ["mission", "engagement", "country"])
def test_word_says_the_same_and_what_is_confidential_only_to_those_who_may_read_it(
    client, municipality, subjects, kind, role, reads
):
    client.force_login(make_member(municipality, role).user)
    [name, *arguments], holder = subjects[kind]
    page = client.get(address(municipality, name, *arguments)).content.decode()
    answer = client.get(address(municipality, f"{name}-word", *arguments))

    told = "\n".join(each.text for each in docx.Document(BytesIO(answer.content)).paragraphs)
    texts = ["Between us", *(["Be careful"] if kind == "mission" else [])]
    assert [(text in told, text in page) for text in texts] == [(reads, reads)] * len(texts)
    assert (holder in told, "We are late: Send the draft" in told) == (True, True)
    assert SecurityEvent.objects.filter(kind="exported", detail="briefing.docx").count() == 1
    assert SecurityEvent.objects.filter(kind="confided").exists() == reads


@pytest.mark.parametrize("kind", ["mission", "engagement", "country"])
def test_a_sheet_takes_as_many_queries_for_thirty_organisations_as_for_one(
    client, municipality, subjects, kind, count_of_queries
):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    [name, *arguments], _holder = subjects[kind]
    url = address(municipality, name, *arguments)
    count_of_queries(url)
    one = count_of_queries(url)
    for number in range(29):
        other = make_stakeholder(municipality, name=f"City {number}", country="FR")
        make_position(make_person(municipality), other, title="Mayor")
        if kind == "mission":
            make_part(MissionParticipant, Mission.objects.get(), stakeholder=other)
        if kind == "engagement":
            make_part(Attendance, Engagement.objects.get(pk=arguments[0]), stakeholder=other)

    assert count_of_queries(url) == one


def test_a_country_that_is_none_is_not_found(client, municipality):
    client.force_login(make_member(municipality, Role.OFFICER).user)

    names = ("country-detail", "country-briefing", "country-briefing-word")
    answers = [client.get(address(municipality, name, code)) for name in names for code in ("QQ", "fr", "FRA", "EU")]
    assert [answer.status_code for answer in answers] == [HTTPStatus.NOT_FOUND] * 12


def test_the_map_leads_to_the_page_of_a_country_and_shows_where_networks_are(client, municipality, known):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    seat = make_stakeholder(municipality, name="Eurocities", kind="city_network", country="BE")
    make_network(municipality, network=seat, title="Ours")
    old = make_stakeholder(municipality, name="Medcities", kind="city_network", country="ES")
    make_network(municipality, network=old, left_on=TODAY() - timedelta(days=1))
    url = reverse("workspace:world-map", args=[municipality.slug])

    page = client.get(url, {"kind": "networks", "status": "current"})

    assert [(row["name"], row["total"]) for row in page.context["rows"]] == [("Belgium", 1)]
    there = address(municipality, "country-detail", "BE")
    assert page.content.decode().count(f'href="{there}"') == 2, "the row of the table, and the mark"
    assert f'href="{address(municipality, "country-briefing", "BE")}"' in client.get(there).content.decode()
    assert [register for _title, _count, register in page.context["rows"][0]["cells"]] == [""], (
        "other numbers stand there"
    )
    rows = client.get(url, {"kind": "networks"}).context["rows"]
    [register] = [cell[2] for row in rows if row["name"] == "Belgium" for cell in row["cells"]]
    assert [str(each) for each in client.get(register).context["object_list"]] == ["Ours"]


def sheet_of(client, municipality, name, *arguments):
    return client.get(address(municipality, name, *arguments)).context


def lines_of(context, title):
    return next(part.lines for part in context["subject"].parts if part.title == title)


def test_contacts_after_a_meeting_and_those_of_the_mission_itself_are_no_earlier_ones(client, municipality, known):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    long_ago, later = TODAY() - timedelta(days=150), TODAY() - timedelta(days=5)
    counterpart = Counterpart(None, known)
    mission = make_mission(municipality, counterpart, starts_on=long_ago, ends_on=long_ago)
    make_engagement(municipality, counterpart, title="On the way", on=long_ago, mission=mission)
    old = make_engagement(municipality, counterpart, title="Old", on=long_ago - timedelta(days=1))
    make_engagement(municipality, counterpart, title="Later", on=later)

    told = {
        "mission-briefing": (mission, ["Old", "Talks"]),
        "engagement-briefing": (old, ["Talks"]),
        "stakeholder-briefing": (known, ["Later", "On the way", mission.title]),
    }
    for name, (record, titles) in told.items():
        briefing = sheet_of(client, municipality, name, record.pk)["briefing"]
        assert [each.title for each in briefing.contacts] == titles


@pytest.mark.parametrize("kind", ["mission", "engagement"])
def test_a_sheet_introduces_the_organisations_and_says_what_the_relation_serves(client, municipality, known, kind):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    element = make_element(make_plan(municipality), title="Sea links")
    make = make_mission if kind == "mission" else make_engagement
    row = make(municipality, Counterpart(None, known), elements=[element])

    context = sheet_of(client, municipality, f"{kind}-briefing", row.pk)

    [introduced] = lines_of(context, "The organisations in short")
    assert introduced.startswith(f"Niort · {known.get_kind_display()}")
    assert [line.endswith("Sea links") for line in lines_of(context, "What it serves")] == [True]


@pytest.fixture
def council(municipality, known):
    """A body in which Niort has a seat: a meeting ahead, one before with a decision that is late, one long ago."""
    body = make_body(municipality, name="Council")
    seat, empty = make_seat(body, title="Guest town"), make_seat(body, title="Chair", role="chair")
    make_seat_holder(seat, stakeholder=known, ends_on=TODAY() + timedelta(days=30))
    first = make_meeting(body, on=TODAY() - timedelta(days=300))
    make_decision(first, title="Long done", state="done", closed_on=TODAY() - timedelta(days=290))
    make_decision(first, title="Still open", state="open")
    last = make_meeting(body, on=TODAY() - timedelta(days=60), title="2/26")
    make_decision(last, title="Ask Niort", state="open", due_on=TODAY() - timedelta(days=1))
    make_decision(last, title="Settled", state="done", closed_on=TODAY() - timedelta(days=50))
    ahead = make_meeting(
        body,
        on=TODAY() + timedelta(days=9),
        state="convened",
        title="3/26",
        agenda=[AgendaLine("Budget"), AgendaLine("Niort")],
    )
    return ahead, empty


def test_the_sheet_of_a_bodys_meeting_has_the_agenda_who_sits_there_and_what_was_decided(client, municipality, council):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    meeting, _empty = council

    context = sheet_of(client, municipality, "meeting-briefing", meeting.pk)

    assert lines_of(context, "Agenda") == ["1. Budget", "2. Niort"]
    assert lines_of(context, "Who sits there on that day") == ["Chair · Vacant", "Guest town · Niort"]
    told = lines_of(context, "What was decided last time, and what is still open")
    assert [line.split(" · ")[:2] for line in told] == [
        ["Still open", "Open"],
        ["Ask Niort", "Open"],
        ["Settled", "Done"],
    ]
    assert [each.title for each in context["briefing"].contacts] == ["Talks"]
    assert context["points"] == ["We are late: Send the draft", "The follow-up is late: Ask Niort"]
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert f'href="{address(municipality, "meeting-briefing", meeting.pk)}"' in page


@pytest.mark.parametrize(("role", "reads"), [(Role.OFFICER, True), (Role.OBSERVER, False)])
def test_a_confidential_paper_and_a_confidential_brief_are_left_out_of_a_meetings_sheet(
    client, municipality, council, role, reads
):
    client.force_login(make_member(municipality, role).user)
    make_row(
        Paper, meeting=council[0], document=make_document(municipality, title="Secret paper", visibility="confidential")
    )
    make_row(Paper, meeting=council[0], document=make_document(municipality, title="Open paper"))

    page = client.get(address(municipality, "meeting-briefing", council[0].pk)).content.decode()
    answer = client.get(address(municipality, "meeting-briefing-word", council[0].pk))

    word = "\n".join(each.text for each in docx.Document(BytesIO(answer.content)).paragraphs)
    for told in (page, word):
        assert [text in told for text in ("Open paper", "Secret paper", "Between us")] == [True, reads, reads]
    assert SecurityEvent.objects.filter(kind="confided").exists() == reads


def test_the_sheet_of_a_bodys_meeting_takes_as_many_queries_however_large_the_body(
    client, municipality, council, count_of_queries
):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    meeting, _empty = council
    make_row(Paper, meeting=meeting, document=make_document(municipality))
    url = address(municipality, "meeting-briefing", meeting.pk)
    count_of_queries(url)
    one = count_of_queries(url)
    last = meeting.body.meetings.get(title="2/26")
    for _number in range(29):
        make_seat_holder(make_seat(meeting.body), stakeholder=make_stakeholder(municipality))
        make_decision(last, state="open")
        make_row(Paper, meeting=meeting, document=make_document(municipality))

    assert count_of_queries(url) == one


def test_a_meeting_without_organisations_has_nothing_to_say_of_relations(client, municipality):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    meeting = make_meeting(make_body(municipality), agenda=[AgendaLine("Budget")])

    page = client.get(address(municipality, "meeting-briefing", meeting.pk)).content.decode()
    word = client.get(address(municipality, "meeting-briefing-word", meeting.pk)).content

    told = [each.text for each in docx.Document(BytesIO(word)).paragraphs]
    assert ("Last contacts" in page, "Last contacts" in told, "1. Budget" in told) == (False, False, True)


@pytest.fixture
def french(municipality, known):
    """What there is with France: one of each kind, and an asset of the city that only this agreement uses."""
    agreement = make_agreement(municipality, known, title="Twinning")
    asset, unused = make_asset(municipality, name="Port"), make_asset(municipality, name="Unused")
    make_row(AssetUse, asset=asset, agreement=agreement)
    make_mission(municipality, title="To Niort", country="FR")
    make_mission(municipality, Counterpart(None, known), title="From Niort", direction="incoming", country="ES")
    seat = make_stakeholder(municipality, name="Cities", kind="city_network", country="FR")
    make_network(municipality, network=seat, title="Network")
    make_engagement(municipality, Counterpart(None, make_stakeholder(municipality, country="PT")), title="Elsewhere")
    return unused


@pytest.mark.usefixtures("french")
def test_the_page_of_a_country_has_every_kind_of_relation_with_it(client, municipality):
    client.force_login(make_member(municipality, Role.OBSERVER).user)

    context = client.get(address(municipality, "country-detail", "FR")).context

    assert {each.key: {str(row.record) for row in each.rows} for each in context["with_it"]} == {
        "organisations": {"Niort", "Cities"}, "networks": {"Network"}, "agreements": {"Twinning"},
        "missions": {"To Niort", "From Niort"}, "engagements": {"Talks"}, "assets": {"Port"},
    }  # fmt: skip
    assert str(context["sections"][0].links[0].title) == "Home", "the navigation is there"
    sheet = sheet_of(client, municipality, "country-briefing", "FR")
    assert lines_of(sheet, "City assets in use there") == ["Port"]


def test_a_country_with_nothing_says_what_would_stand_there(client, municipality):
    client.force_login(make_member(municipality, Role.OFFICER).user)

    assert (
        "No relation with this country yet"
        in client.get(address(municipality, "country-detail", "PE")).content.decode()
    )


@pytest.mark.usefixtures("french")
def test_the_page_of_a_country_takes_as_many_queries_however_much_there_is(
    client, municipality, known, count_of_queries
):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    url = address(municipality, "country-detail", "FR")
    count_of_queries(url)
    one = count_of_queries(url)
    for _number in range(30):
        make_engagement(municipality, Counterpart(None, make_stakeholder(municipality, country="FR")))
        make_row(AssetUse, asset=make_asset(municipality), agreement=make_agreement(municipality, known))
        make_mission(municipality, country="FR")

    assert count_of_queries(url) == one
    registers = [each.register for each in client.get(url).context["with_it"] if each.is_longer and each.register]
    assert [client.get(register).context["total"] for register in registers] == [32, 31, 31]


def test_the_sheet_of_a_country_names_those_last_met_and_counts_the_others(client, municipality, known):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    for number in range(31):
        make_stakeholder(municipality, name=f"A city {number}", country="FR")

    lines = lines_of(sheet_of(client, municipality, "country-briefing", "FR"), "Organisations")

    assert (len(lines), lines[-1]) == (31, "And 2 more in the register.")
    assert sum(line.startswith("Niort ·") for line in lines) == 1
