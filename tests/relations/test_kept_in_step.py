"""What follows when dates, people or parties change: duties, alerts, limits, and who took part."""

from datetime import date, timedelta
from decimal import Decimal
from http import HTTPStatus

import docx
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from intlstrategy.core.numbers import with_point
from intlstrategy.core.text import Names, has_text, speaks_of
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.agenda import NOTICE, dates_ahead
from intlstrategy.relations.briefing_word import paragraphs
from intlstrategy.relations.due import agreements_to_decide_on, approaches_to_decide, missions_to_tell
from intlstrategy.relations.models import (
    Amendment,
    Approach,
    Attendance,
    Contribution,
    Duty,
    Engagement,
    MissionCost,
    NatureDuty,
    Party,
    Proposal,
)
from intlstrategy.relations.services.agreements import limits_broken, save_agreement
from intlstrategy.relations.services.approaches import desk_of, make_of_approach, receive_approach
from intlstrategy.relations.services.proposals import edit_relation_proposal, make_of_proposal, merge_relation_proposal
from intlstrategy.relations.services.taking_part import Counterpart
from intlstrategy.relations.terms import Extension
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from intlstrategy.stakeholders.services.privacy import erase_person
from intlstrategy.stakeholders.services.stakeholders import merge_stakeholders
from tests.factories import (
    make_action,
    make_agreement,
    make_approach,
    make_body,
    make_decision,
    make_engagement,
    make_feed,
    make_meeting,
    make_member,
    make_mission,
    make_municipality,
    make_nature,
    make_network,
    make_part,
    make_person,
    make_position,
    make_relation_proposal,
    make_row,
    make_stakeholder,
    open_form,
)

pytestmark = pytest.mark.django_db
today = timezone.localdate


@pytest.fixture
def city():
    return make_municipality(slug="porto")


@pytest.fixture
def officer(city):
    return make_member(city, Role.OFFICER)


def page(name, *arguments):
    return reverse(f"relations:{name}", args=["porto", *arguments])


def sent_again(client, url, **changed):
    """The form as it opens, with what is changed in it."""
    opened = client.get(url)
    form = opened.context["form"]
    typed = {bound.html_name: bound.value() for bound in form}
    data = {name: value for name, value in typed.items() if value not in (None, "", False)}
    return client.post(url, data | {"_seen": opened.context["seen"]} | changed)


# People who were erased -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("make", "name"), [(make_engagement, "engagement-edit"), (make_mission, "mission-edit")])
def test_whoever_was_erased_stays_who_took_part(client, city, officer, make, name):
    person, known = make_person(city), make_stakeholder(city)
    record = make(city, Counterpart(person, known))
    erase_person(person=person, reason="Asked for", by=make_member(city, Role.LEAD).user)
    client.force_login(officer.user)

    answer = sent_again(client, page(name, record.pk), place="Elsewhere")

    assert answer.url == record.get_absolute_url()
    rows = record.attendances if make is make_engagement else record.participants
    assert list(rows.filter(binned_at=None).values_list("person", "stakeholder")) == [(person.pk, known.pk)]
    assert Person.objects.count() == 1


def test_an_erased_signatory_stays_the_one_who_signed(client, city, officer):
    person, known = make_person(city), make_stakeholder(city)
    agreement = make_agreement(city, known)
    party = Party.objects.get()
    party.signatory = person
    party.save(by=None)
    erase_person(person=person, reason="Asked for", by=make_member(city, Role.LEAD).user)
    client.force_login(officer.user)

    answer = sent_again(client, page("party-edit", party.pk), role=Party.Role.values[-1])

    assert answer.url.startswith(agreement.get_absolute_url())
    party.refresh_from_db()
    assert (party.signatory, party.role) == (person, Party.Role.values[-1])


@pytest.mark.parametrize(
    ("stored", "text", "has", "speaks"),
    [
        ("Mariana Torres", "Ana", False, False),
        ("mariana@example.org", "ana@example.org", False, False),
        ("ana@example.org.mx", "ana@example.org", False, False),
        ("Write to ANA@example.org.", "ana@example.org", True, True),
        ("Ana Ruiz", "Ana", True, False),
        ("Ana", "ana", True, True),
        ("With Dª Ana Ruiz Gil", "Ana Ruiz", True, True),
        ("Call 985 123 456", "985 123 456", True, True),
    ],
)
def test_a_name_is_found_as_words_of_its_own(stored, text, has, speaks):
    assert (has_text(stored, [text]), speaks_of(stored, [text])) == (has, speaks)


def test_erasing_one_reaches_nobody_of_a_longer_name(city):
    lead = make_member(city, Role.LEAD)
    others = [
        make_approach(city, contact_name="Mariana Torres", contact_email="mariana@example.org"),
        make_approach(city, contact_name="Hannah Müller"),
        make_approach(city, contact_name="Anna Prado"),
    ]
    erase_person(person=make_person(city, name="Anna", email="ana@example.org"), reason="Asked for", by=lead.user)

    assert [Approach.objects.get(pk=row.pk).contact_name for row in others] == [row.contact_name for row in others]


def test_a_feed_tells_of_nobody_whatever_the_title_belongs_to(client, city):
    member = make_member(city, Role.OFFICER)
    make_person(city, name="Claire Fontanel")
    agreement = make_agreement(city, title="Letter of CLAIRE FONTANEL", signed_on=today())
    make_part(Duty, agreement, title="Register it", due_on=today())
    make_row(Amendment, agreement=agreement, kind=Amendment.Kind.values[0], signed_on=today(), title="More")

    text = client.get(reverse("workspace:calendar-feed", args=[make_feed(member)[1]])).text

    assert "fontanel" not in text.casefold()
    assert ("UID:duty-" in text, "UID:amendment-" in text) == (True, True)


def test_names_are_found_word_by_word():
    names = Names(["Ximena Quiroga Ñandú", "", "Li"])

    assert [names.stand_in(text) for text in ("Lunch with XIMENA QUIROGA NANDU", "Ximena Quiroga", "A liaison", "To Li: yes")] == [True, False, False, True]  # fmt: skip


# Agreements -----------------------------------------------------------------------------------------------


def test_notice_that_was_missed_is_late_and_waits_for_whoever_keeps_it(client, city, officer):
    agreement = make_agreement(city, owner=officer, signed_on=today() - timedelta(days=700), expires_on=today() + timedelta(days=60), notice_days=90)  # fmt: skip
    make_agreement(city, owner=officer, signed_on=today() - timedelta(days=700), expires_on=today() + timedelta(days=900))  # fmt: skip
    client.force_login(officer.user)

    late = [(each.agreement, each.is_late) for each in dates_ahead(city, today()) if each.kind == NOTICE]
    listed = client.get(page("agreement-list"), {"ahead": "notice"}).context["object_list"]

    assert late == [(agreement, True)]
    assert list(listed) == [agreement]
    assert list(agreements_to_decide_on(officer, today())) == [agreement]
    assert list(agreements_to_decide_on(make_member(city), today())) == []
    assert agreement.title in client.get(reverse("workspace:home", args=["porto"])).text


def test_notice_that_was_given_ends_what_would_renew_itself(client, city, officer):
    ends = today() + timedelta(days=60)
    agreement = make_agreement(
        city, owner=officer, signed_on=today() - timedelta(days=700), expires_on=ends, renewal="tacit", renewal_months=12, notice_days=90
    )  # fmt: skip
    client.force_login(officer.user)
    tomorrow = today() + timedelta(days=1)
    refused = sent_again(client, page("agreement-edit", agreement.pk), notice_given_on=tomorrow.isoformat())

    sent_again(client, page("agreement-edit", agreement.pk), notice_given_on=today().isoformat())

    assert refused.context["form"].errors == {"notice_given_on": ["That was today or earlier."]}
    stand = client.get(agreement.get_absolute_url()).context["stand"]
    assert (stand.ahead.ends_on, stand.ahead.notice_on, stand.ahead.is_renewed) == (ends, None, False)
    assert [each.kind for each in dates_ahead(city, today())] == ["ends"]


@pytest.fixture
def nature(city):
    nature = make_nature(city, longest_months=48, longest_renewal_months=48)
    make_row(NatureDuty, nature=nature, title="Register it", counts_from="signed", days=30)
    return nature


def test_duties_by_law_follow_the_day_they_count_from(city, nature):
    agreement = make_agreement(city, nature=nature, signed_on=date(2026, 6, 1))
    agreement.signed_on = date(2026, 10, 1)
    save_agreement(agreement=agreement, by=None)

    assert list(Duty.objects.values_list("title", "due_on")) == [("Register it", date(2026, 10, 31))]


@pytest.mark.parametrize("own", [{"due_on": date(2026, 8, 1)}, {"met_on": date(2026, 6, 20)}])
def test_a_duty_with_a_day_of_its_own_or_that_was_met_stays(city, nature, own):
    agreement = make_agreement(city, nature=nature, signed_on=date(2026, 6, 1))
    duty = Duty.objects.get()
    for name, value in own.items():
        setattr(duty, name, value)
    duty.save(by=None)
    agreement.signed_on = date(2026, 10, 1)
    save_agreement(agreement=agreement, by=None)

    assert Duty.objects.get().due_on == own.get("due_on", date(2026, 7, 1))


def test_duties_of_a_former_legal_nature_go_when_nobody_touched_them(city, nature):
    other = make_nature(city)
    make_row(NatureDuty, nature=other, title="Tell the State", counts_from="signed", days=10)
    agreement = make_agreement(city, nature=nature, signed_on=date(2026, 6, 1))
    agreement.nature = other
    save_agreement(agreement=agreement, by=None)

    assert list(Duty.objects.values_list("title", flat=True)) == ["Tell the State"]


@pytest.mark.parametrize(("until", "is_broken"), [(date(2034, 10, 1), False), (date(2060, 1, 1), True), (None, True)])
def test_an_extension_beyond_what_the_law_allows_is_said(city, nature, until, is_broken):
    agreement = make_agreement(city, nature=nature, signed_on=date(2026, 10, 1), expires_on=date(2030, 9, 30))

    assert ("until" in limits_broken(agreement, [Extension(date(2029, 1, 1), until)])) == is_broken
    assert limits_broken(agreement) == {}


def test_whoever_brings_something_is_not_taken_off_an_agreement(city):
    stays, goes = make_stakeholder(city), make_stakeholder(city)
    agreement = make_agreement(city, stays, goes)
    make_row(Contribution, agreement=agreement, party=Party.objects.get(stakeholder=goes), text="A hall", amount=5)

    with pytest.raises(ValidationError, match="brings “A hall” to this agreement"):
        save_agreement(agreement=agreement, parties=[stays], by=None)

    assert Party.objects.count() == 2


def test_merging_two_parties_keeps_what_each_says_and_brings(city):
    lead, stays, goes = make_member(city, Role.LEAD), make_stakeholder(city), make_stakeholder(city)
    agreement, person = make_agreement(city, stays, goes), make_person(city)
    party = Party.objects.get(stakeholder=goes)
    party.signatory = person
    party.save(by=None)
    money = make_row(Contribution, agreement=agreement, party=party, text="Grant", amount=Decimal(50000))
    make_position(person, stays, title="Maire")
    make_position(person, goes, title="MAIRE")

    merge_stakeholders(merged=goes, into=stays, by=lead.user)

    [row] = Party.objects.of(city)
    money.refresh_from_db()
    assert (row.stakeholder, row.signatory, money.party) == (stays, person, row)
    assert list(Position.objects.of(city).values_list("stakeholder", flat=True)) == [stays.pk]


def test_the_city_joins_a_network_once_at_a_time(city):
    network = make_stakeholder(city, kind="city_network", name="Eurocities")
    make_network(city, network=network, joined_on=date(2010, 1, 1), left_on=date(2015, 1, 1))
    make_network(city, network=network, joined_on=date(2016, 1, 1))
    make_network(city, network=network, joined_on=date(2020, 1, 1), title="Eurocities, culture forum")

    for joined_on in (date(2014, 1, 1), date(2020, 1, 1)):
        with pytest.raises(ValidationError, match="already in these days"):
            make_network(city, network=network, joined_on=joined_on)


# Numbers and Word -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mark", "read"),
    [
        ("1234,50", ",", "1234.50"), ("1.234,56", ",", "1234.56"), ("1,234.56", ",", "1234.56"), ("1.500", ",", "1500"),
        ("1.5", ",", "1.5"), ("1,500", ".", "1500"), ("1,5", ".", "1.5"), ("1 500,5", ",", "1500.5"), ("1.234.567", ".", "1234567"), ("12", ".", "12"),
    ],
)  # fmt: skip
def test_numbers_are_read_with_either_mark(text, mark, read):
    assert with_point(text, mark) == read


@pytest.mark.parametrize(("language", "typed", "shown"), [("es", "1.234,50", "1234,50"), ("en", "1,234.50", "1234.50")])
def test_an_amount_is_read_and_shown_as_the_reader_writes_it(client, city, officer, language, typed, shown):
    officer.user.language = language
    officer.user.save()
    mission = make_mission(city)
    client.force_login(officer.user)

    client.post(page("mission-cost-create", mission.pk), {"kind": "travel", "text": "Flights", "planned": typed})

    cost = MissionCost.objects.get()
    assert cost.planned == Decimal("1234.50")
    assert f'value="{shown}"' in client.get(page("mission-cost-edit", cost.pk)).text


def test_word_has_lists_and_bold_instead_of_marks():
    sheet = docx.Document()

    paragraphs(sheet, "**Two** points:\n\n- one\n- [link](https://example.org)\n\n1. first")

    assert [(each.style.name, each.text) for each in sheet.paragraphs] == [
        ("Normal", "Two points:"),
        ("List Bullet", "one"),
        ("List Bullet", "link (https://example.org)"),
        ("List Number", "first"),
    ]
    assert [run.text for run in sheet.paragraphs[0].runs if run.bold] == ["Two"]


# Proposals and approaches ---------------------------------------------------------------------------------


def test_one_is_taken_over_and_the_next_form_opens_empty(client, city, officer):
    row = make_relation_proposal(make_member(city, Role.CONTRIBUTOR), stakeholder=make_stakeholder(city))
    client.force_login(officer.user)
    url = f"{page('engagement-create')}?proposal={row.pk}"
    opened = client.get(url)
    typed = {bound.html_name: bound.value() for bound in opened.context["form"]}
    data = {name: value for name, value in typed.items() if value} | {"_another": "1", "_once": opened.context["once"]}

    first, second = client.post(url, data), client.post(url, data)

    assert first.url == second.url == page("engagement-create")
    assert client.get(first.url).status_code == 200
    assert Engagement.objects.count() == 1


def test_what_became_of_it_went_to_the_bin_so_it_waits_again(client, city, officer):
    row = make_relation_proposal(make_member(city, Role.CONTRIBUTOR))
    made = make_of_proposal(proposal=row, make=lambda: make_engagement(city), by=officer.user)
    assert list(Proposal.objects.of(city).waiting()) == []
    bin_record(made, by=officer.user)
    client.force_login(officer.user)

    assert list(Proposal.objects.of(city).waiting()) == [row]
    shown = client.get(row.get_absolute_url()).context
    assert (shown["became"], shown["may_decide"], shown["may_edit"]) == (None, True, True)
    assert client.get(f"{page('mission-create')}?proposal={row.pk}").status_code == 200


def test_what_is_merged_brings_its_organisation_and_its_action(city, officer):
    known, action, there = make_stakeholder(city), make_action(city), make_engagement(city)
    for _time in range(2):
        row = make_relation_proposal(make_member(city, Role.CONTRIBUTOR), stakeholder=known, action=action)
        merge_relation_proposal(proposal=row, into=there, by=officer.user)
        there.refresh_from_db()

    assert list(Attendance.objects.of(city).values_list("stakeholder", flat=True)) == [known.pk]
    assert list(there.ties.values_list("action", flat=True)) == [action.pk]


@pytest.mark.parametrize(("role", "count"), [(Role.OFFICER, 1), (Role.CONTRIBUTOR, 0), (Role.OBSERVER, 0)])
def test_the_search_page_finds_proposals_for_whom_they_are_for(client, city, role, count):
    make_relation_proposal(make_member(city, Role.CONTRIBUTOR), title="Docks of Nantes")
    client.force_login(make_member(city, role).user)

    found = client.get(reverse("workspace:search", args=["porto"]), {"q": "docks"}).context["found"]

    assert sum(len(each["rows"]) for each in found) == count


def test_what_comes_in_waits_for_the_office_when_whoever_decides_has_left(city, officer):
    gone = make_member(city, Role.LEAD, ends_on=today() - timedelta(days=1))
    open_form(city, decider=gone)
    new = Approach(municipality=city, title="Visit", kind="visit", sender="Rennes", received_on=today())

    row = receive_approach(approach=new, desk=desk_of(city), sent_key="k", consent_version="1")
    named = make_approach(city, decider=gone)

    assert row.decider is None
    assert set(approaches_to_decide(officer, today())) == {row, named}


def test_the_contact_person_of_an_approach_is_the_first_participant(client, city, officer):
    row = make_approach(city, status="accepted", reason="Yes", contact_name="Maël Kerguelen")
    client.force_login(officer.user)

    initial = client.get(f"{page('engagement-create')}?approach={row.pk}").context["form"].initial

    assert initial["person_0"] == "Maël Kerguelen"
    assert Stakeholder.objects.count() == 0


@pytest.mark.parametrize("kind", ["engagement", "mission"])
def test_how_a_sender_is_reached_comes_along_with_their_contact_person(client, city, officer, kind):
    row = make_approach(
        city, status="accepted", reason="Yes", contact_name="Maël Kerguelen", contact_email="mael@ouessant.example",
        contact_phone="+33 2 00", received_on=date(2026, 3, 2), stakeholder=make_stakeholder(city, name="Ouessant"),
    )  # fmt: skip
    client.force_login(officer.user)
    days = {"starts_on": "2026-05-11", "ends_on": "2026-05-12"} if kind == "mission" else {"on": "2026-03-03"}

    answer = sent_again(client, f"{page(f'{kind}-create')}?approach={row.pk}", **days)

    assert answer.status_code == HTTPStatus.FOUND
    person = Person.objects.get()
    assert (person.name, person.email, person.phone) == ("Maël Kerguelen", "mael@ouessant.example", "+33 2 00")
    assert person.source.endswith("; Approach received on 2\xa0Mar\xa02026")


def test_what_is_known_of_a_contact_person_stays(city, officer):
    known = make_person(city, name="Maël Kerguelen", email="mael@private.example")
    row = make_approach(
        city, status="accepted", reason="Yes", contact_name="mael kerguelen", contact_phone="1", contact_email="m@x.example"
    )  # fmt: skip
    make_of_approach(approach=row, make=lambda: make_engagement(city, Counterpart(known, None)), by=officer.user)

    known.refresh_from_db()
    assert (known.email, known.phone) == ("mael@private.example", "")


@pytest.mark.parametrize("what", ["proposal", "approach"])
def test_what_was_changed_while_it_is_taken_over_is_told(client, city, officer, what):
    contact = make_member(city, Role.CONTRIBUTOR)
    client.force_login(officer.user)
    if what == "proposal":
        row = make_relation_proposal(contact, title="Docks", purpose="To see them")
    else:
        row = make_approach(city, title="Docks", asked="To see them", status="accepted", reason="Yes")
    url = f"{page('engagement-create')}?{what}={row.pk}"
    opened = client.get(url)
    typed = {bound.html_name: bound.value() for bound in opened.context["form"]}
    data = {name: value for name, value in typed.items() if value} | {"on": "2026-03-03", "_seen": row.revision}
    assert f'name="_seen" value="{row.revision}"' in opened.text
    if what == "proposal":
        row.purpose = "To buy them"
        edit_relation_proposal(proposal=row, by=contact.user)
    else:
        row.asked = "To buy them"
        row.save(by=officer.user)

    told = client.post(url, data)

    assert told.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    errors = list(told.context["form"].non_field_errors())
    assert errors[0].startswith(f"“{row}” was changed after you opened this form, ")
    assert [each.partition(": ")[2] for each in errors[1:]] == ["To buy them"]
    assert told.context["form"]["purpose"].value() == "To see them"
    assert Engagement.objects.count() == 0
    answer = client.post(url, data | {"_seen": told.context["seen"], "purpose": "To buy or see them"})
    assert answer.status_code == HTTPStatus.FOUND
    assert Engagement.objects.get().purpose == "To buy or see them"


# Decisions of bodies --------------------------------------------------------------------------------------


def test_what_a_meeting_decided_follows_its_day(client, city, officer):
    meeting = make_meeting(make_body(city), on=date(2026, 3, 10))
    decision = make_decision(meeting)
    agreement = make_agreement(
        city, make_stakeholder(city), decision=decision, decided_on=meeting.on, decided_by="Board"
    )
    mission = make_mission(city, decision=decision, decided_on=meeting.on)
    other = make_mission(city, decision=make_decision(make_meeting(make_body(city))), decided_on=meeting.on)
    client.force_login(officer.user)

    url = reverse("governance:meeting-edit", args=["porto", meeting.pk])
    answer = sent_again(client, url, on="2026-03-12")

    assert answer.status_code == HTTPStatus.FOUND
    for row in (agreement, mission, other):
        row.refresh_from_db()
    assert [row.decided_on.day for row in (agreement, mission, other)] == [12, 12, 10]
    assert (agreement.decided_by, agreement.history.first().decided_on.day) == ("Board", 12)


# What a fourth review found -------------------------------------------------------------------------------


def test_a_position_that_is_told_along_the_way_begins_on_that_day(city):
    person, there = make_person(city), make_stakeholder(city)
    make_engagement(city, Counterpart(person, there, "Head of Unit"), on=date(2026, 3, 10))
    make_engagement(city, Counterpart(person, there, "Acting Mayor"), on=date(2026, 3, 11))
    make_engagement(city, Counterpart(person, there, "head of unit"), on=date(2026, 3, 1))
    make_engagement(city, Counterpart(person, there, "Acting Mayor"), on=date(2026, 3, 20))

    told = Position.objects.order_by("starts_on").values_list("title", "starts_on", "ends_on")
    assert list(told) == [("Head of Unit", date(2026, 3, 1), None), ("Acting Mayor", date(2026, 3, 11), None)]


def test_somebody_back_in_office_is_logged(city):
    person, there = make_person(city), make_stakeholder(city)
    make_position(person, there, title="Mayor", starts_on=date(2019, 6, 1), ends_on=date(2025, 4, 30))

    make_engagement(city, Counterpart(person, there, "Mayor"), on=date(2026, 3, 10))

    told = Position.objects.order_by("starts_on").values_list("starts_on", "ends_on")
    assert list(told) == [(date(2019, 6, 1), date(2025, 4, 30)), (date(2026, 3, 10), None)]


def test_a_mission_without_costs_says_so_and_not_zero(client, city, officer):
    mission = make_mission(city, is_public=True)
    client.force_login(officer.user)
    assert ("Not noted" in (text := client.get(mission.get_absolute_url()).text), "€0" in text) == (True, False)

    make_row(MissionCost, mission=mission, text="Train", planned=Decimal(120))
    [table] = [each for each in client.get(mission.get_absolute_url()).context["tables"] if each.anchor == "costs"]
    assert [str(value) for _column, value in table.foot] == ["In all", "", "", "120", "–"]


def test_a_notice_to_the_state_that_was_missed_stays_late(client, city, officer):
    mission = make_mission(
        city, needs_notice=True, owner=officer, starts_on=date(2025, 10, 1), ends_on=date(2025, 10, 5), direction="outgoing"
    )  # fmt: skip
    client.force_login(officer.user)

    assert list(missions_to_tell(officer, today())) == [mission]
    listed = client.get(page("mission-list"), {"due": "notice"}).context
    assert listed["total"] == 1
