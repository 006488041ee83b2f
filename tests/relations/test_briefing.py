"""Briefing sheets of a country, a mission and a meeting; that of an organisation is tested with engagements and agreements."""

from datetime import timedelta
from http import HTTPStatus
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import Attendance, Engagement, Mission, MissionParticipant
from intlstrategy.relations.services.engagements import Counterpart
from tests.factories import (
    make_commitment,
    make_engagement,
    make_member,
    make_mission,
    make_network,
    make_part,
    make_person,
    make_position,
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

    assert [
        client.get(address(municipality, "country-briefing", code)).status_code for code in ("QQ", "fr", "FRA")
    ] == [HTTPStatus.NOT_FOUND] * 3


def test_the_map_leads_to_the_sheet_of_a_country_and_shows_where_networks_are(client, municipality, known):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    seat = make_stakeholder(municipality, name="Eurocities", kind="city_network", country="BE")
    make_network(municipality, network=seat, title="Ours")
    old = make_stakeholder(municipality, name="Medcities", kind="city_network", country="ES")
    make_network(municipality, network=old, left_on=TODAY() - timedelta(days=1))
    url = reverse("workspace:world-map", args=[municipality.slug])

    page = client.get(url, {"kind": "networks", "status": "current"})

    assert [(row["name"], row["total"]) for row in page.context["rows"]] == [("Belgium", 1)]
    assert f'href="{address(municipality, "country-briefing", "BE")}"' in page.content.decode()
    [(_title, _count, register)] = page.context["rows"][0]["cells"]
    assert [str(each) for each in client.get(register).context["object_list"]] == ["Ours"]
