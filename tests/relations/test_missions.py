"""Missions and visits: planned, decided, carried out, reported; and what citizens read of them."""

from datetime import date, time, timedelta
from html import unescape
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from intlstrategy.core.registry import panels_for
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.models import PostHolder
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations import travel
from intlstrategy.relations.models import (
    Commitment,
    Engagement,
    Gift,
    Mission,
    MissionCost,
    MissionParticipant,
    ProgrammeItem,
    Tie,
)
from intlstrategy.relations.services.taking_part import Counterpart
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from tests.factories import (
    make_action,
    make_department,
    make_document,
    make_element,
    make_engagement,
    make_member,
    make_mission,
    make_network,
    make_person,
    make_plan,
    make_position,
    make_post,
    make_row,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

TYPED = {"direction": "outgoing", "title": "Mission to Nantes", "starts_on": "2026-03-02", "ends_on": "2026-03-04"}


def related(record, reader):
    """The panels of a record but those of its reporting, which every action has."""
    return [each for each in panels_for(record, reader) if each["panel"].key not in {"milestones", "updates"}]


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def address(municipality, name, *args):
    return reverse(f"relations:{name}", args=[municipality.slug, *args])


def enter(client, municipality, **typed):
    return client.post(address(municipality, "mission-create"), TYPED | typed)


def page(client, url):
    return unescape(client.get(url).content.decode())


def errors_of(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


# Planning it ----------------------------------------------------------------------------------------------


def test_a_mission_is_entered_on_one_page_with_people_whom_nobody_knew(client, municipality, officer):
    mayor, element = make_post(municipality, title="Mayor"), make_element(make_plan(municipality))
    network = make_network(municipality, title="Atlantic Cities")
    answer = enter(
        client, municipality, place="Nantes", country="FR", posts=[mayor.pk], members=[officer.pk], person_0="Ana Prado",
        organisation_0="Port of Nantes", kind_0="company", position_0="Director", element=str(element), membership="atlantic cities",
        owner=officer.pk, promise_0="Send the figures", side_0="ours",
    )  # fmt: skip

    mission = Mission.objects.of(municipality).get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, mission.get_absolute_url())
    assert (mission.where, mission.membership, mission.owner) == ("Nantes, France", network, officer)
    assert (Person.objects.get().name, Position.objects.get().title) == ("Ana Prado", "Director")
    assert {str(each) for each in MissionParticipant.objects.all()} == {"Port of Nantes", "Mayor", str(officer)}
    assert Tie.objects.get().element == element
    promised = Commitment.objects.get()
    assert (promised.mission, promised.owner, str(promised.stakeholder)) == (mission, officer, "Port of Nantes")


def test_editing_a_mission_keeps_what_it_serves_and_replaces_who_takes_part(client, municipality, officer):
    port, element = make_stakeholder(municipality, name="Port"), make_element(make_plan(municipality))
    mission = make_mission(municipality, Counterpart(None, port), elements=[element], actions=[make_action(element)])
    url = address(municipality, "mission-edit", mission.pk)
    assert client.get(url).context["form"]["organisation_0"].value() == "Port"
    answer = client.post(url, TYPED | {"organisation_0": "City of Brest", "kind_0": "local_government"})

    assert answer.status_code == HTTPStatus.FOUND
    assert [str(each) for each in MissionParticipant.objects.filter(mission=mission)] == ["City of Brest"]
    assert Tie.objects.filter(mission=mission).count() == 2


def test_more_participants_are_offered_without_losing_what_was_typed(client, municipality, officer):
    page = enter(client, municipality, _more="person", person_0="Somebody")

    assert page.context["form"]["person_0"].value() == "Somebody"
    assert (page.status_code, Mission.objects.count()) == (HTTPStatus.OK, 0)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"ends_on": "2026-03-01"}, {"ends_on": ["The last day cannot be before the first."]}),
        ({"cancelled_on": "2026-03-01"}, {"cancelled_why": ["Say why it was cancelled."]}),
        ({"reported_on": "2026-03-10"}, {"report_document": ["A report has a text or a document."]}),
        ({"reported_on": "2026-03-03", "report": "Early"}, {"reported_on": ["A report is made on the last day or after it."]}),
        ({"decided_on": "2099-01-01"}, {"decided_on": ["That was today or earlier."]}),
        ({"notified_on": "2099-01-01"}, {"notified_on": ["That was today or earlier."]}),
        ({"cost_ceiling": "-1"}, {"cost_ceiling": ["Ensure this value is greater than or equal to 0."]}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(client, municipality, officer, typed, errors):
    answer = enter(client, municipality, **typed)

    assert (answer.status_code, errors_of(answer)) == (HTTPStatus.UNPROCESSABLE_ENTITY, errors)
    assert Mission.objects.count() == 0


def test_what_one_came_from_is_filled_in(client, municipality, officer):
    port, network = make_stakeholder(municipality, name="Port"), make_network(municipality, title="Eurocities")
    url = f"{address(municipality, 'mission-create')}?with={port.pk}&network={network.pk}&agreement=no"
    form = client.get(url).context["form"]

    assert (form["organisation_0"].value(), form["membership"].value()) == ("Port", "Eurocities")


def test_a_report_in_a_document_that_a_reader_may_not_see_is_not_shown(client, municipality):
    department = make_department(municipality)
    document = make_document(municipality, title="What was said", visibility="confidential", department=department)
    mission = make_mission(municipality, reported_on=date(2026, 3, 9), report_document=document)
    seen = {}
    for role in (Role.OFFICER, Role.OBSERVER):
        client.force_login(make_member(municipality, role).user)
        seen[role] = "What was said" in page(client, mission.get_absolute_url())

    assert seen == {Role.OFFICER: True, Role.OBSERVER: False}


@pytest.mark.parametrize(("role", "reads"), [(Role.OFFICER, True), (Role.OBSERVER, False)])
def test_the_brief_is_read_by_the_office_and_each_reading_is_logged(client, municipality, role, reads):
    client.force_login(make_member(municipality, role).user)
    mission = make_mission(municipality, brief="They will ask for money")

    assert ("They will ask" in page(client, mission.get_absolute_url())) == reads
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.CONFIDED).count() == int(reads)


# Its page -------------------------------------------------------------------------------------------------


def test_whoever_held_a_post_or_a_position_on_the_first_day_is_shown(client, municipality, officer):
    mayor, port = make_post(municipality, title="Mayor"), make_stakeholder(municipality, name="Port")
    for name, first, last in (("Before", None, date(2025, 6, 1)), ("After", date(2025, 6, 2), None)):
        make_row(PostHolder, post=mayor, name=name, starts_on=first, ends_on=last)
    ana = make_person(municipality, name="Ana Prado")
    make_position(ana, port, title="Director", ends_on=date(2026, 3, 3))
    mission = make_mission(municipality, Counterpart(ana, port), posts=[mayor])
    sides = client.get(mission.get_absolute_url()).context["sides"]

    assert [(str(each["name"]), str(each["as"])) for each in sides["ours"]] == [("After", "Mayor")]
    assert [(str(each["person"]), each["position"].title) for each in sides["theirs"]] == [("Ana Prado", "Director")]


def test_the_programme_stands_day_by_day_and_says_what_lies_outside(client, municipality, officer):
    mission = make_mission(municipality)
    url = address(municipality, "programme-item-create", mission.pk)
    assert client.get(url).context["form"]["on"].value() == mission.starts_on
    for day, at, title in (
        ("2026-03-03", "16:00", "Port"),
        ("2026-03-03", "09:30", "Town hall"),
        ("2026-03-09", "", "Late"),
    ):
        assert client.post(url, {"on": day, "at": at, "title": title}).url == f"{mission.get_absolute_url()}#programme"  # fmt: skip
    days = client.get(mission.get_absolute_url()).context["days"]

    assert [(each["day"], each["is_outside"], [str(item) for item in each["items"]]) for each in days] == [
        (date(2026, 3, 3), False, ["Town hall", "Port"]), (date(2026, 3, 9), True, ["Late"]),
    ]  # fmt: skip
    assert ProgrammeItem.objects.get(title="Town hall").at == time(9, 30)


def test_costs_over_the_ceiling_stand_out_on_the_page_and_in_the_register(client, municipality, officer):
    port = make_stakeholder(municipality, name="Port")
    mission = make_mission(municipality, cost_ceiling=1000, decided_on=date(2026, 2, 1), decided_by="Board")
    other = make_mission(municipality, cost_ceiling=5000)
    url = address(municipality, "mission-cost-create", mission.pk)
    client.post(url, {"kind": "travel", "text": "Flights", "planned": "800", "real": "950.50"})
    client.post(url, {"kind": "lodging", "planned": "100"})
    client.post(url, {"kind": "fees", "real": "700", "payer": str(port)})
    nothing = client.post(url, {"kind": "fees"})
    make_row(MissionCost, mission=other, kind="travel", planned=4000)
    costs = client.get(mission.get_absolute_url()).context["costs"]

    assert (costs.ours, costs.theirs, str(costs.over)) == (1050.50, 700, "50.50")
    assert errors_of(nothing) == {"real": ["Write what is planned, or what it really was."]}
    assert "€50.50 more than was decided" in page(client, mission.get_absolute_url())
    found = client.get(address(municipality, "mission-list"), {"to_see_to": "over"})
    assert list(found.context["object_list"]) == [mission]
    assert "over its ceiling" in unescape(found.content.decode())


def test_a_gift_says_where_it_is_kept(client, municipality, officer):
    mission, port = make_mission(municipality), make_stakeholder(municipality, name="Port")
    typed = {"side": "received", "title": "A model ship", "value": "60", "stakeholder": "port", "kept_at": "Town hall"}
    client.post(address(municipality, "gift-create", mission.pk), typed)

    assert (Gift.objects.get().stakeholder, Gift.objects.get().kept_at) == (port, "Town hall")
    assert "Town hall" in page(client, mission.get_absolute_url())


def test_an_engagement_made_on_a_mission_is_one_of_its_contacts(client, municipality, officer):
    mission = make_mission(municipality, title="Mission to Nantes")
    create = reverse("relations:engagement-create", args=[municipality.slug])
    assert client.get(f"{create}?mission={mission.pk}").context["form"]["mission"].value() == "Mission to Nantes"
    client.post(create, {"kind": "meeting", "title": "At the port", "on": "2026-03-03", "mission": "mission to nantes"})
    engagement = Engagement.objects.get()

    assert engagement.mission == mission
    assert client.get(mission.get_absolute_url()).context["engagements"] == [engagement]
    assert "Mission to Nantes" in page(client, engagement.get_absolute_url())


def test_the_page_of_one_costs_the_same_however_much_it_holds(client, municipality, officer, count_of_queries):
    mission = make_mission(municipality)

    def grow(start, end):
        for number in range(start, end):
            there = make_stakeholder(municipality)
            make_row(MissionParticipant, mission=mission, stakeholder=there)
            make_row(MissionParticipant, mission=mission, post=make_post(municipality, title=f"Post {number}"))
            make_row(MissionParticipant, mission=mission, membership=make_member(municipality))
            make_row(MissionParticipant, mission=mission, person=make_person(municipality))
            make_row(ProgrammeItem, mission=mission, on=date(2026, 3, 3), title="Visit", stakeholder=there)
            make_row(MissionCost, mission=mission, kind="travel", planned=10, payer=there)
            make_row(Gift, mission=mission, side="given", title="Book", stakeholder=there)
            make_row(Commitment, mission=mission, text="Send it")
            make_engagement(municipality, mission=mission)

    grow(0, 1)
    one = count_of_queries(mission.get_absolute_url())
    grow(1, 30)

    assert count_of_queries(mission.get_absolute_url()) == one <= 30


# What is due ----------------------------------------------------------------------------------------------


def waiting(client, municipality):
    groups = client.get(reverse("workspace:home", args=[municipality.slug])).context["groups"]
    return {str(group["title"]): [(row["title"], row["day"]) for row in group["rows"]] for group in groups}


def test_a_report_waits_in_my_work_from_the_end_until_it_is_noted(client, municipality, officer):
    today = timezone.localdate()
    ended = {"starts_on": today - timedelta(days=20), "ends_on": today - timedelta(days=18), "owner": officer}
    over = make_mission(municipality, title="Over", **ended)
    make_mission(municipality, title="Reported", reported_on=today, report="Done", **ended)
    make_mission(municipality, title="Off", cancelled_on=today, cancelled_why="Storm", **ended)
    make_mission(municipality, title="Somebody else’s", **ended | {"owner": make_member(municipality)})
    make_mission(municipality, title="Ahead", starts_on=today, ends_on=today, owner=officer)

    assert waiting(client, municipality)["Missions to report on"] == [("Over", today - timedelta(days=3))]
    late = client.get(address(municipality, "mission-list"), {"to_see_to": "report"}).context["object_list"]
    assert {str(each) for each in late} == {"Over", "Somebody else’s"}
    assert "The report was due on" in page(client, over.get_absolute_url())


def test_the_state_is_to_be_told_before_a_journey_abroad(client, municipality, officer):
    first = timezone.localdate() + timedelta(days=20)
    told = {"starts_on": first, "ends_on": first, "owner": officer, "needs_notice": True}
    mission = make_mission(municipality, title="Abroad", **told)
    make_mission(municipality, title="Received", direction="incoming", **told)
    make_mission(municipality, title="Told", notified_on=timezone.localdate(), **told)

    assert waiting(client, municipality)["Missions to tell the State of"] == [("Abroad", first - timedelta(days=1))]
    assert "The Ministry has not been told yet." in page(client, mission.get_absolute_url())
    found = client.get(address(municipality, "mission-list"), {"to_see_to": "notice"}).context["object_list"]
    assert list(found) == [mission]


def test_the_register_finds_missions_by_the_state_that_their_pages_show(client, municipality, officer):
    today = timezone.localdate()
    day = timedelta(days=1)
    dates = {
        "planned": {"starts_on": today + day}, "approved": {"starts_on": today + day, "decided_on": today},
        "under_way": {"starts_on": today}, "to_report": {"starts_on": today - day},
        "reported": {"starts_on": today - day, "reported_on": today, "report": "Done"},
        "cancelled": {"starts_on": today - day, "reported_on": today, "report": "Off", "cancelled_on": today, "cancelled_why": "Storm"},
    }  # fmt: skip
    made = {
        state: make_mission(municipality, title=state, ends_on=told["starts_on"], **told)
        for state, told in dates.items()
    }
    url = address(municipality, "mission-list")

    assert set(dates) == set(travel.STATES)
    for state, mission in made.items():
        assert mission.state(today) == state
        assert list(client.get(url, {"state": state}).context["object_list"]) == [mission]


def test_the_register_finds_missions_by_whom_they_were_with_where_and_when(client, municipality, officer):
    port = make_stakeholder(municipality, name="Port of Nantes")
    mission = make_mission(municipality, Counterpart(None, port), country="FR")
    make_mission(municipality, country="PT", starts_on=date(2025, 3, 1))
    url = address(municipality, "mission-list")

    for asked in ({"q": "nantes"}, {"country": "FR"}, {"year": "2026"}):
        assert list(client.get(url, asked).context["object_list"]) == [mission]
    assert b"Port of Nantes" in b"".join(client.get(f"{url}export.csv").streaming_content)


def test_a_journey_that_nobody_decided_is_found(client, municipality, officer):
    mission = make_mission(municipality)
    make_mission(municipality, decided_on=date(2026, 2, 1), decided_by="Board")
    make_mission(municipality, direction="incoming")
    found = client.get(address(municipality, "mission-list"), {"to_see_to": "undecided"})

    assert list(found.context["object_list"]) == [mission]


# What citizens read ---------------------------------------------------------------------------------------


def test_only_the_lead_publishes_and_the_journal_says_so(client, municipality, officer):
    mission = make_mission(municipality)
    url = address(municipality, "mission-publish", mission.pk)
    assert client.post(url, {"is_public": "1"}).status_code == HTTPStatus.FORBIDDEN
    client.force_login(make_member(municipality, Role.LEAD).user)
    stale = client.post(url, {"is_public": "1", "_seen": mission.revision - 1})
    assert not Mission.objects.get().is_public
    answer = client.post(url, {"is_public": "1", "_seen": mission.revision})

    assert stale.url == answer.url == f"{mission.get_absolute_url()}#public"
    assert list(Mission.objects.of(municipality).public()) == [mission]
    client.post(url, {"is_public": "0"})
    assert list(Mission.objects.of(municipality).public()) == []
    verbs = JournalEntry.objects.filter(municipality_id=municipality.pk).values_list("verb", flat=True)
    assert [verb for verb in verbs.order_by("pk") if verb != "created"] == ["published", "withdrawn"]


def test_what_was_cancelled_is_not_public(client, municipality):
    client.force_login(make_member(municipality, Role.LEAD).user)
    mission = make_mission(municipality, cancelled_on=date(2026, 3, 1), cancelled_why="Storm")
    answer = client.post(address(municipality, "mission-publish", mission.pk), {"is_public": "1"}, follow=True)

    assert "What was cancelled is not published." in unescape(answer.content.decode())
    assert not Mission.objects.get().is_public


def test_no_form_publishes(client, municipality, officer):
    enter(client, municipality, is_public="on")

    assert not Mission.objects.get().is_public


def test_the_extract_on_the_page_names_nobody(client, municipality, officer):
    department = make_department(municipality, name="International office")
    member = make_member(municipality, name="Javier Álvarez", department=department)
    mayor, ana = make_post(municipality, title="Mayor"), make_person(municipality, name="Ana Prado")
    make_row(PostHolder, post=mayor, name="Elena Villar")
    port = make_stakeholder(municipality, name="Port of Nantes")
    mission = make_mission(municipality, Counterpart(ana, port), members=[member], posts=[mayor], purpose="To learn")
    found = client.get(mission.get_absolute_url()).context["extract"]

    assert (found.posts, found.departments, found.organisations) == (
        ("Mayor",), (("International office", 1),), ("Port of Nantes",),
    )  # fmt: skip
    assert not any(name in repr(found) for name in ("Ana", "Javier", "Elena"))


# Elsewhere ------------------------------------------------------------------------------------------------


def test_a_mission_shows_on_the_pages_of_whom_and_what_it_was_for(client, municipality, officer):
    element = make_element(make_plan(municipality))
    action, port, ana = make_action(element), make_stakeholder(municipality), make_person(municipality)
    mission = make_mission(municipality, Counterpart(ana, port), elements=[element], actions=[action])
    shown = {
        type(each).__name__: {str(found["panel"].title) for found in related(each, officer) if "rows" in found["context"]}
        for each in (element, action, port, ana)
    }  # fmt: skip

    assert shown == {key: {"Missions and visits"} for key in ("Element", "Action", "Stakeholder", "Person")}
    for each in (element, action, port, ana):
        assert mission.get_absolute_url() in page(client, each.get_absolute_url())


def test_whoever_travelled_with_a_person_deals_with_them(municipality):
    ana, member = make_person(municipality), make_member(municipality)
    make_mission(municipality, Counterpart(ana, None), members=[member])

    assert ana.answering_members() == {member.pk}


def test_a_mission_goes_to_the_bin_with_its_parts_unless_an_engagement_names_it(municipality, officer):
    mission = make_mission(municipality)
    make_row(Gift, mission=mission, side="given", title="Book")
    engagement = make_engagement(municipality, mission=mission)
    with pytest.raises(Exception, match="still used"):
        bin_record(mission, by=officer.user)
    bin_record(engagement, by=officer.user)
    bin_record(mission, by=officer.user)

    assert (Mission.objects.of(municipality).count(), Gift.objects.of(municipality).count()) == (0, 0)


def test_two_organisations_that_travelled_together_are_merged_without_loss(municipality, officer):
    from intlstrategy.stakeholders.services.stakeholders import merge_stakeholders  # noqa: PLC0415

    one, other = make_stakeholder(municipality), make_stakeholder(municipality)
    mission = make_mission(municipality, Counterpart(None, one), Counterpart(None, other))
    merge_stakeholders(merged=one, into=other, by=officer.user)

    assert [row.stakeholder for row in MissionParticipant.objects.of(municipality).filter(mission=mission)] == [other]
    assert Stakeholder.objects.of(municipality).count() == 1


def test_the_search_finds_networks_missions_and_assets(client, municipality, officer):
    mission = make_mission(municipality, title="Journey to Nantes")
    network = make_network(municipality, title="Cities of Nantes")
    found = page(client, f"{reverse('workspace:search', args=[municipality.slug])}?q=nantes")

    assert mission.get_absolute_url() in found
    assert network.get_absolute_url() in found
