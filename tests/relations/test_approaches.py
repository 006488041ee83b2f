"""Approaches: entered, judged by the city's own criteria, decided, and made into something without retyping."""

from datetime import date, timedelta
from html import unescape
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from intlstrategy.core.registry import erasers, panels_for
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.calendar import calendar_kinds
from intlstrategy.municipalities.editing import Stale, bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.due import approaches_to_decide, contact_data_to_review
from intlstrategy.relations.models import (
    Agreement,
    Approach,
    ApproachChange,
    ApproachCriterion,
    ApproachDesk,
    ApproachJudgement,
    Engagement,
    Mission,
    Party,
    Tie,
)
from intlstrategy.relations.services.approaches import (
    Given,
    decide_approach,
    judge_approach,
    make_of_approach,
    move_criterion,
    reopen_approach,
    save_approach,
    settle_sender,
)
from intlstrategy.relations.services.contact_data import erase_contact
from intlstrategy.stakeholders.models import Stakeholder
from intlstrategy.stakeholders.services.privacy import erase_person, everything_held
from intlstrategy.stakeholders.services.stakeholders import merge_stakeholders
from tests.factories import (
    make_action,
    make_approach,
    make_criterion,
    make_element,
    make_member,
    make_mission,
    make_municipality,
    make_person,
    make_plan,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "visit", "channel": "letter", "title": "Visit of the mayor of Brest", "asked": "To see the port.", "received_on": "2026-03-02",
    "sender": "Ville de Brest", "place": "Brest", "country": "FR",
}  # fmt: skip
REASON = "It serves the line on ports."
CONTACT = {"contact_name": "Maël Kerguelen", "contact_email": "mael@brest.example", "contact_phone": "+33 298 001"}


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def address(municipality, name, *args):
    return reverse(f"relations:{name}", args=[municipality.slug, *args])


def page(client, url):
    return unescape(client.get(url).content.decode())


def errors_of(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def accept(approach, member=None, **told):
    return decide_approach(approach=approach, member=member, by=None, **{"status": "accepted", "reason": REASON} | told)


# Entering it ----------------------------------------------------------------------------------------------


def test_an_approach_that_came_by_letter_is_entered_with_its_number(client, municipality, officer):
    element = make_element(make_plan(municipality))
    answer = client.post(
        address(municipality, "approach-create"), TYPED | CONTACT | {"element": str(element), "decider": officer.pk}
    )

    row = Approach.objects.of(municipality).get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, row.get_absolute_url())
    assert (row.reference, str(row), row.channel, row.status, row.decider) == (
        "2026-001", "2026-001 Visit of the mayor of Brest", "letter", "received", officer,
    )  # fmt: skip
    assert (row.keep_until, Tie.objects.get().element, row.consent_at) == (date(2028, 3, 2), element, None)
    assert list(ApproachChange.objects.values_list("status", "on")) == [("received", date(2026, 3, 2))]


def test_numbers_run_by_city_and_year_and_are_never_used_again(municipality):
    other = make_municipality()
    first, second = make_approach(municipality), make_approach(municipality)
    bin_record(second, by=make_member(municipality).user)
    found = [
        first, second, make_approach(municipality), make_approach(municipality, received_on=date(2025, 12, 31)), make_approach(other),
    ]  # fmt: skip

    assert [row.reference for row in found] == ["2026-001", "2026-002", "2026-003", "2025-001", "2026-001"]


def test_the_database_refuses_a_number_twice(municipality):
    first, second = make_approach(municipality), make_approach(municipality)
    second.reference = first.reference
    with pytest.raises(IntegrityError):
        second.save(by=None)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"title": ""}, {"title": ["Fill in “Title”."]}),
        ({"sender": ""}, {"sender": ["Say from whom it comes: an organisation, or a person."]}),
        ({"decide_by": "2026-03-01"}, {"decide_by": ["That is before it came."]}),
        ({"received_on": "2990-01-01"}, {"received_on": ["Write a date between the years 1900 and 2200."]}),
        ({"stakeholder": "Nobody there"}, {"stakeholder": ["There is none with this name."]}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(client, municipality, officer, typed, errors):
    answer = client.post(address(municipality, "approach-create"), TYPED | typed)

    found = errors_of(answer)
    assert (answer.status_code, list(found)) == (HTTPStatus.UNPROCESSABLE_ENTITY, list(errors))
    if "received_on" not in errors:
        assert found == errors
    assert Approach.objects.count() == 0


def test_nothing_came_tomorrow(client, municipality, officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = client.post(address(municipality, "approach-create"), TYPED | {"received_on": tomorrow.isoformat()})

    assert errors_of(answer) == {"received_on": ["That was today or earlier."]}


def test_two_who_edit_at_once_see_both_texts(client, municipality, officer):
    row = make_approach(municipality, sender="Brest")
    url = address(municipality, "approach-edit", row.pk)
    seen = row.revision
    row.title = "Theirs"
    save_approach(approach=row, by=None)
    answer = client.post(url, TYPED | {"title": "Mine", "_seen": seen})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert [
        (each["mine"], each["theirs"]) for each in answer.context["differing"] if each["bound"].name == "title"
    ] == [("Mine", "Theirs")]


# Who reads whom -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "is_decider", "sees"),
    [
        (Role.OBSERVER, False, 0), (Role.CONTRIBUTOR, False, 0), (Role.CONTRIBUTOR, True, 1), (Role.OFFICER, False, 1), (Role.LEAD, False, 1),
        (Role.CABINET, False, 1), (Role.ADMINISTRATOR, False, 0),
    ],
)  # fmt: skip
def test_contact_data_are_read_by_whom_the_table_says_and_each_reading_is_logged(
    client, municipality, role, is_decider, sees
):
    member = make_member(municipality, role)
    row = make_approach(municipality, decider=member if is_decider else None, **CONTACT)
    client.force_login(member.user)
    shown = page(client, row.get_absolute_url())

    assert [bool(shown.count(value)) for value in CONTACT.values()] == [bool(sees)] * 3
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.CONTACTED, target_id=row.pk).count() == sees
    assert bool(
        page(client, address(municipality, "approach-history", row.pk)).count(CONTACT["contact_email"])
    ) == bool(sees)


@pytest.mark.parametrize(("role", "there"), [(Role.OFFICER, False), (Role.LEAD, True), (Role.OBSERVER, False)])
def test_contact_data_leave_by_an_export_only_for_whoever_may(client, municipality, role, there):
    make_approach(municipality, sender="Brest", **CONTACT)
    client.force_login(make_member(municipality, role).user)
    answer = client.get(reverse("relations:approach-list-export", args=[municipality.slug, "csv"]))
    text = b"".join(answer.streaming_content).decode()

    assert (text.count("Brest"), bool(text.count(CONTACT["contact_email"]))) == (1, there)


@pytest.mark.parametrize(
    ("role", "is_decider", "status"),
    [
        (Role.OBSERVER, False, 403), (Role.OBSERVER, True, 403), (Role.CONTRIBUTOR, False, 403), (Role.CONTRIBUTOR, True, 200),
        (Role.OFFICER, False, 200), (Role.LEAD, False, 200), (Role.CABINET, False, 403), (Role.CABINET, True, 200),
        (Role.ADMINISTRATOR, True, 403),
    ],
)  # fmt: skip
def test_the_office_and_whoever_is_named_judge_and_decide(client, municipality, role, is_decider, status):
    member = make_member(municipality, role)
    make_criterion(municipality)
    row = make_approach(municipality, decider=member if is_decider else None)
    client.force_login(member.user)

    assert [
        client.get(address(municipality, name, row.pk)).status_code for name in ("approach-judge", "approach-decide", "approach-reopen")
    ] == [status] * 3  # fmt: skip


# Judging --------------------------------------------------------------------------------------------------


def test_several_members_judge_each_for_themselves_and_the_mean_is_shown(client, municipality, officer):
    strategy, risks = make_criterion(municipality, name="Strategy", weight=3), make_criterion(municipality, weight=1)
    row, lead = make_approach(municipality), make_member(municipality, Role.LEAD)
    judge_approach(approach=row, member=lead, given={strategy: Given(2, "In part")}, by=lead.user)
    typed = {f"value_{strategy.pk}": "4", f"note_{strategy.pk}": "Line 2", f"value_{risks.pk}": "1"}
    answer = client.post(address(municipality, "approach-judge", row.pk), typed)
    shown = client.get(row.get_absolute_url())

    assert answer.status_code == HTTPStatus.FOUND
    assert set(ApproachJudgement.objects.values_list("criterion", "member", "value", "note")) == {
        (strategy.pk, lead.pk, 2, "In part"), (strategy.pk, officer.pk, 4, "Line 2"), (risks.pk, officer.pk, 1, ""),
    }  # fmt: skip
    assert (shown.context["score"], shown.context["result"].members) == (2.5, 2)
    assert (shown.context["object"].status, ApproachChange.objects.count()) == ("judging", 2)


def test_judging_again_replaces_ones_own(client, municipality, officer):
    one, other = make_criterion(municipality), make_criterion(municipality)
    row = make_approach(municipality)
    url = address(municipality, "approach-judge", row.pk)
    client.post(url, {f"value_{one.pk}": "4", f"value_{other.pk}": "2"})
    assert client.get(url).context["form"][f"value_{one.pk}"].value() == 4
    client.post(url, {f"value_{one.pk}": "0", f"value_{other.pk}": ""})

    assert list(ApproachJudgement.objects.values_list("criterion", "value")) == [(one.pk, 0)]


def test_a_note_needs_points(client, municipality, officer):
    one = make_criterion(municipality)
    row = make_approach(municipality)
    answer = client.post(address(municipality, "approach-judge", row.pk), {f"note_{one.pk}": "Fine"})

    assert errors_of(answer) == {f"value_{one.pk}": ["Give points too, or leave the note empty."]}


def test_points_out_of_the_scale_are_refused(client, municipality, officer):
    one = make_criterion(municipality)
    row = make_approach(municipality)
    answer = client.post(address(municipality, "approach-judge", row.pk), {f"value_{one.pk}": "5"})

    assert list(errors_of(answer)) == [f"value_{one.pk}"]


def test_what_others_changed_meanwhile_is_no_obstacle_to_a_judgement_and_is_not_lost(municipality, officer):
    criterion, row = make_criterion(municipality), make_approach(municipality)
    opened = Approach.objects.get(pk=row.pk)
    row.title = "Corrected"
    save_approach(approach=row, by=None)
    judge_approach(approach=opened, member=officer, given={criterion: Given(3)}, by=officer.user)

    assert Approach.objects.values_list("title", "status").get() == ("Corrected", "judging")


def test_an_approach_in_the_bin_is_judged_no_more(client, municipality, officer):
    criterion, row = make_criterion(municipality), make_approach(municipality)
    opened = Approach.objects.get(pk=row.pk)
    bin_record(row, by=officer.user)
    with pytest.raises(Stale):
        judge_approach(approach=opened, member=officer, given={criterion: Given(3)}, by=officer.user)


def test_weights_changed_later_change_no_decision_that_was_made(client, municipality, officer):
    heavy, light = make_criterion(municipality, weight=9), make_criterion(municipality, weight=1)
    row, still_open = make_approach(municipality), make_approach(municipality)
    for each in (row, still_open):
        judge_approach(approach=each, member=officer, given={heavy: Given(4), light: Given(0)}, by=officer.user)
    accept(Approach.objects.get(pk=row.pk))
    heavy.weight = 1
    heavy.save(by=None)
    make_criterion(municipality)  # a new one has no part in what was decided

    shown = client.get(row.get_absolute_url()).context
    assert (shown["score"], shown["result"].is_whole) == (3.6, True)
    shown = client.get(still_open.get_absolute_url()).context
    assert (shown["score"], shown["result"].is_whole) == (2.0, False)


# Deciding -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "verb"), [("accepted", "accepted"), ("declined", "declined"), ("withdrawn", "noted as withdrawn")]
)
def test_a_decision_keeps_its_reason_its_answer_its_day_and_who_made_it(client, municipality, officer, status, verb):
    row = make_approach(municipality)
    typed = {"status": status, "reason": REASON, "answer": "Dear Mayor", "on": "2026-03-20", "_seen": row.revision}
    answer = client.post(address(municipality, "approach-decide", row.pk), typed)

    row.refresh_from_db()
    assert answer.status_code == HTTPStatus.FOUND
    assert (row.status, row.reason, row.answer) == (status, REASON, "Dear Mayor")
    assert row.answered_on == (None if status == "withdrawn" else date(2026, 3, 20))
    assert list(ApproachChange.objects.values_list("status", "on", "member", "reason"))[-1] == (
        status,
        date(2026, 3, 20),
        officer.pk,
        REASON,
    )
    assert JournalEntry.objects.filter(target_id=row.pk, verb=verb).count() == 1


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"reason": ""}, ["reason"]), ({"status": ""}, ["status"]), ({"status": "received"}, ["status"]), ({"on": "2026-03-01"}, ["on"]),
        ({"on": "2199-03-01"}, ["on"]),
    ],
)  # fmt: skip
def test_a_decision_without_its_reason_or_out_of_time_is_refused(client, municipality, officer, typed, fields):
    row = make_approach(municipality)
    answer = client.post(
        address(municipality, "approach-decide", row.pk),
        {"status": "declined", "reason": REASON, "on": "2026-03-20"} | typed,
    )

    row.refresh_from_db()
    assert (answer.status_code, list(errors_of(answer)), row.status) == (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        fields,
        "received",
    )


def test_what_somebody_changed_meanwhile_is_not_decided_unseen(client, municipality, officer):
    row = make_approach(municipality)
    seen = row.revision
    save_approach(approach=row, by=None)
    typed = {"status": "declined", "reason": REASON, "on": "2026-03-20", "_seen": seen}
    answer = client.post(address(municipality, "approach-decide", row.pk), typed)

    row.refresh_from_db()
    assert (answer.status_code, row.status) == (HTTPStatus.CONFLICT, "received")
    assert page_has(answer, REASON)


def page_has(answer, text):
    return unescape(answer.content.decode()).count(text) >= 1


def test_what_is_decided_is_judged_and_decided_again_only_once_it_is_reopened(client, municipality, officer):
    criterion = make_criterion(municipality)
    row = make_approach(municipality)
    judge_approach(approach=row, member=officer, given={criterion: Given(4)}, by=officer.user)
    row = accept(Approach.objects.get(pk=row.pk))
    judged = client.post(address(municipality, "approach-judge", row.pk), {f"value_{criterion.pk}": "1"})
    decided = client.post(
        address(municipality, "approach-decide", row.pk), {"status": "declined", "reason": REASON, "on": "2026-03-20"}
    )
    bare = client.post(address(municipality, "approach-reopen", row.pk), {"reason": ""})
    reopened = client.post(address(municipality, "approach-reopen", row.pk), {"reason": "A new letter came"})

    row.refresh_from_db()
    assert [each.status_code for each in (judged, decided, bare, reopened)] == [422, 422, 422, 302]
    assert (row.status, row.answered_on, ApproachJudgement.objects.get().weight_then) == ("judging", None, None)
    assert list(ApproachChange.objects.values_list("status", "reason")) == [
        ("received", ""), ("judging", ""), ("accepted", REASON), ("judging", "A new letter came"),
    ]  # fmt: skip


def test_judging_with_the_same_words_again_writes_nothing_new(municipality, officer):
    criterion, row = make_criterion(municipality), make_approach(municipality)
    for _twice in range(2):
        judge_approach(approach=row, member=officer, given={criterion: Given(3, "Why")}, by=officer.user)

    assert (ApproachJudgement.objects.get().revision, ApproachChange.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("told", "words"), [({"status": "judging"}, "Choose what is decided"), ({"reason": " "}, "Say why")]
)
def test_the_service_refuses_what_is_no_decision(municipality, told, words):
    with pytest.raises(ValidationError, match=words):
        accept(make_approach(municipality), **told)


def test_what_is_decided_is_not_decided_again_by_the_service(municipality):
    row = accept(make_approach(municipality))
    with pytest.raises(ValidationError, match="decided already"):
        accept(row)
    with pytest.raises(ValidationError, match="Say why"):
        reopen_approach(approach=Approach.objects.get(pk=row.pk), reason=" ", member=None, by=None)


def test_contact_data_are_not_erased_without_a_reason(municipality):
    with pytest.raises(ValidationError, match="Say why"):
        erase_contact(approach=make_approach(municipality), reason=" ", by=make_member(municipality).user)


def test_two_organisations_that_proposed_something_are_merged_without_loss(municipality, officer):
    one, other = make_stakeholder(municipality), make_stakeholder(municipality)
    row = make_approach(municipality, stakeholder=one)
    merge_stakeholders(merged=one, into=other, by=officer.user)

    row.refresh_from_db()
    assert row.stakeholder == other


def test_what_is_open_is_not_reopened(municipality):
    with pytest.raises(ValidationError, match="not decided yet"):
        reopen_approach(approach=make_approach(municipality), reason="x", member=None, by=None)


# What it becomes ------------------------------------------------------------------------------------------


def test_an_accepted_approach_becomes_a_mission_without_retyping(client, municipality, officer):
    port, element = make_stakeholder(municipality, name="Ville de Brest"), make_element(make_plan(municipality))
    row = accept(make_approach(municipality, stakeholder=port, title="Visit of the mayor", asked="To see the port", elements=[element], place="Brest", country="FR"))  # fmt: skip
    url = f"{address(municipality, 'mission-create')}?approach={row.pk}"
    form = client.get(url).context["form"]
    names = ("title", "purpose", "organisation_0", "element", "direction", "country")
    said = {name: form[name].value() for name in names}
    assert {name: str(value) for name, value in said.items()} == {
        "title": "Visit of the mayor", "purpose": "To see the port", "organisation_0": "Ville de Brest", "element": str(element),
        "direction": "incoming", "country": "FR",
    }  # fmt: skip
    typed = said | {"element": str(element), "starts_on": "2026-05-02", "ends_on": "2026-05-03"}
    answer = client.post(url, typed)

    mission = Mission.objects.of(municipality).get()
    row.refresh_from_db()
    assert (answer.url, row.mission) == (mission.get_absolute_url(), mission)
    assert [tie.element for tie in mission.ties.all()] == [element]
    origin = [
        each["context"]["rows"] for each in panels_for(mission, officer) if each["panel"].key == "origin-of-mission"
    ]
    assert [[found["title"] for found in rows] for rows in origin] == [[str(row)]]
    assert mission.get_absolute_url() in page(client, row.get_absolute_url())
    assert JournalEntry.objects.filter(target_id=row.pk, verb="made something of").count() == 1


def test_an_accepted_approach_becomes_an_agreement_with_its_party(client, municipality, officer):
    port = make_stakeholder(municipality)
    row = accept(make_approach(municipality, kind="twinning", stakeholder=port))
    url = f"{address(municipality, 'agreement-create')}?approach={row.pk}"
    form = client.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in ("title", "subject", "kind", "organisation_0")}
    assert typed["kind"] == "twinning"
    answer = client.post(
        url, typed | {"renewal": form["renewal"].value() or "none", "matter": form["matter"].value() or ""}
    )

    assert answer.status_code == HTTPStatus.FOUND
    row.refresh_from_db()
    assert (row.agreement, Party.objects.get().stakeholder) == (Agreement.objects.get(), port)


def test_an_accepted_approach_becomes_an_engagement(client, municipality, officer):
    row = accept(make_approach(municipality, stakeholder=make_stakeholder(municipality)))
    url = f"{address(municipality, 'engagement-create')}?approach={row.pk}"
    form = client.get(url).context["form"]
    typed = {"kind": "meeting", "on": "2026-04-01"} | {
        name: form[name].value() or "" for name in ("title", "purpose", "organisation_0")
    }
    assert client.post(url, typed).status_code == HTTPStatus.FOUND

    row.refresh_from_db()
    assert row.engagement == Engagement.objects.get()


@pytest.mark.parametrize(
    ("kind", "first"), [("twinning", "agreement"), ("visit", "mission"), ("speaker", "engagement")]
)
def test_what_an_approach_of_its_kind_mostly_becomes_is_offered_first(client, municipality, officer, kind, first):
    row = accept(make_approach(municipality, kind=kind))
    ways = client.get(row.get_absolute_url()).context["ways"]

    assert (len(ways), ways[0][1]) == (3, f"{address(municipality, f'{first}-create')}?approach={row.pk}")


@pytest.mark.parametrize("status", ["received", "declined"])
def test_what_was_not_accepted_becomes_nothing(client, municipality, officer, status):
    row = make_approach(municipality)
    if status == "declined":
        accept(row, status="declined")
    url = f"{address(municipality, 'mission-create')}?approach={row.pk}"

    assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    assert address(municipality, "mission-create") not in page(client, row.get_absolute_url())
    with pytest.raises(ValidationError, match="Only an approach that was accepted"):
        make_of_approach(approach=row, make=lambda: make_mission(municipality), by=None)


def test_nothing_is_made_when_the_approach_was_made_into_one_already(municipality):
    row = accept(make_approach(municipality))
    make_of_approach(approach=row, make=lambda: make_mission(municipality), by=None)
    with pytest.raises(ValidationError, match="already"):
        make_of_approach(approach=row, make=lambda: make_mission(municipality), by=None)

    assert Mission.objects.count() == 1


def test_what_became_something_is_not_reopened_before_that_is_in_the_bin(municipality, officer):
    row = accept(make_approach(municipality))
    mission = make_of_approach(approach=row, make=lambda: make_mission(municipality), by=None)
    row = Approach.objects.get(pk=row.pk)
    with pytest.raises(ValidationError, match="Move that to the bin first"):
        reopen_approach(approach=row, reason="x", member=None, by=None)
    bin_record(mission, by=officer.user)
    reopen_approach(approach=Approach.objects.get(pk=row.pk), reason="x", member=None, by=None)

    assert Approach.objects.get().status == "judging"


def test_an_organisation_that_is_not_in_the_register_is_added_on_the_way(client, municipality, officer):
    row = accept(make_approach(municipality, sender="Ville de Brest", place="Brest", country="FR"))
    way = address(municipality, "approach-sender", row.pk)
    assert f"{way}?then=mission" in page(client, row.get_absolute_url())
    answer = client.post(f"{way}?then=mission", {"organisation_0": "Ville de Brest", "kind_0": "local_government"})

    port = Stakeholder.objects.of(municipality).get()
    assert (port.name, port.place, port.country, port.sector) == ("Ville de Brest", "Brest", "FR", "public")
    assert answer.url == f"{address(municipality, 'mission-create')}?approach={row.pk}"
    row.refresh_from_db()
    assert (row.stakeholder, row.from_whom) == (port, "Ville de Brest")


def test_an_organisation_of_nearly_the_same_name_is_asked_about(client, municipality, officer):
    make_stakeholder(municipality, name="Ville de Brest métropole")
    row = make_approach(municipality, sender="Ville de Brest")
    url = address(municipality, "approach-sender", row.pk)
    typed = {"organisation_0": "Ville de Brest metropol", "kind_0": "local_government"}
    asked = client.post(url, typed)
    assert (asked.status_code, list(errors_of(asked))) == (HTTPStatus.UNPROCESSABLE_ENTITY, ["organisation_0"])
    client.post(url, typed | {"another_0": "on"})

    assert Stakeholder.objects.of(municipality).count() == 2


def test_the_organisation_of_the_register_is_found_by_its_name(client, municipality, officer):
    port = make_stakeholder(municipality, name="Ville de Brest")
    row = make_approach(municipality, sender="ville de brest")
    client.post(address(municipality, "approach-sender", row.pk), {"organisation_0": "ville de brest"})

    row.refresh_from_db()
    assert (row.stakeholder, Stakeholder.objects.count()) == (port, 1)


def test_an_organisation_is_settled_by_the_service(municipality):
    row = make_approach(municipality)
    port = make_stakeholder(municipality)

    assert settle_sender(approach=row, stakeholder=port, by=None).stakeholder == port


# The register ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Open", "Late", "Accepted", "Made", "Declined"}), ("status=open", {"Open", "Late"}), ("status=overdue", {"Late"}),
        ("status=without_outcome", {"Accepted"}), ("status=accepted", {"Accepted", "Made"}), ("status=review", {"Declined"}),
        ("kind=speaker", {"Open"}), ("channel=letter", {"Late"}), ("year=2025", {"Declined"}), ("country=FR", {"Late"}), ("q=nantes", {"Made"}),
        ("q=2025-001", {"Declined"}),
    ],
)  # fmt: skip
def test_the_register_is_filtered(client, municipality, officer, query, titles):
    make_approach(municipality, title="Open", kind="speaker", decide_by=timezone.localdate())
    make_approach(
        municipality, title="Late", channel="letter", country="FR", decide_by=timezone.localdate() - timedelta(days=1)
    )
    accept(make_approach(municipality, title="Accepted"))
    made = accept(
        make_approach(municipality, title="Made", stakeholder=make_stakeholder(municipality, name="Port de Nantes"))
    )
    make_of_approach(approach=made, make=lambda: make_mission(municipality), by=None)
    accept(make_approach(municipality, title="Declined", received_on=date(2025, 3, 1), keep_until=date(2025, 4, 1), contact_name="Ana"), status="declined")  # fmt: skip
    answer = client.get(f"{address(municipality, 'approach-list')}?{query}")

    assert {row.title for row in answer.context["object_list"]} == titles


def test_the_register_costs_the_same_however_long(client, municipality, officer, count_of_queries):
    decider = make_member(municipality, Role.LEAD)
    url = address(municipality, "approach-list")
    counts = []
    for number in (1, 29):
        for _each in range(number):
            make_approach(
                municipality, decider=decider, stakeholder=make_stakeholder(municipality), decide_by=date(2026, 4, 1)
            )
        counts.append(count_of_queries(url))

    assert counts[0] == counts[1]


def test_the_page_of_one_costs_the_same_however_much_was_judged(client, municipality, officer, count_of_queries):
    row = make_approach(municipality, decider=officer, **CONTACT)
    counts = []
    for number in (1, 7):
        given = {make_criterion(municipality): Given(3, "Why") for _each in range(number)}
        for _judge in range(number):
            member = make_member(municipality, Role.LEAD)
            judge_approach(approach=row, member=member, given=given, by=member.user)
        counts.append(count_of_queries(row.get_absolute_url()))

    assert counts[0] == counts[1]


def test_an_empty_register_teaches(client, municipality, officer):
    shown = page(client, address(municipality, "approach-list"))

    assert (shown.count("No approaches yet"), shown.count("Judge and decide")) == (1, 1)


def test_other_pages_show_and_find_it(client, municipality, officer):
    element = make_element(make_plan(municipality))
    action, port = make_action(element), make_stakeholder(municipality)
    row = make_approach(
        municipality, title="Journey from Lorient", stakeholder=port, elements=[element], actions=[action]
    )
    shown = {
        type(each).__name__: [found["panel"].key for found in panels_for(each, officer) if found["panel"].key.startswith("approaches")]
        for each in (element, action, port)
    }  # fmt: skip

    assert shown == {
        "Element": ["approaches-of-element"],
        "Action": ["approaches-of-action"],
        "Stakeholder": ["approaches-of-stakeholder"],
    }
    assert row.get_absolute_url() in page(client, f"{reverse('workspace:search', args=[municipality.slug])}?q=lorient")


# My work, calendar ----------------------------------------------------------------------------------------


def test_what_is_to_be_decided_waits_for_whoever_decides_and_what_nobody_was_named_for_waits_for_the_office(
    municipality, officer
):
    cabinet, today = make_member(municipality, Role.CABINET), timezone.localdate()
    own = make_approach(municipality, decider=cabinet)
    nobodys = make_approach(municipality)
    accept(make_approach(municipality, decider=cabinet))

    assert [list(approaches_to_decide(each, today)) for each in (cabinet, officer)] == [[own], [nobodys]]


def test_contact_data_whose_time_is_over_wait_for_the_lead(municipality, officer):
    lead, today = make_member(municipality, Role.LEAD), timezone.localdate()
    row = make_approach(municipality, keep_until=today, **CONTACT)
    make_approach(municipality, keep_until=today + timedelta(days=1), **CONTACT)
    make_approach(municipality, keep_until=today)

    assert [list(contact_data_to_review(each, today)) for each in (lead, officer)] == [[row], []]


def test_my_work_leads_to_it(client, municipality, officer):
    row = make_approach(municipality, decider=officer)

    assert row.get_absolute_url() in page(client, reverse("workspace:home", args=[municipality.slug]))


def test_the_calendar_has_the_day_by_which_it_is_decided_and_then_that_of_the_answer(municipality, officer):
    make_approach(municipality, title="Open", decide_by=date(2026, 4, 1), decider=officer, **CONTACT)
    accept(
        make_approach(municipality, title="About Maël Kerguelen", decide_by=date(2026, 4, 1), **CONTACT),
        on=date(2026, 4, 2),
    )
    kind = next(each for each in calendar_kinds if each.key == "approaches")
    found = kind.load(municipality, officer, date(2026, 4, 1), date(2026, 4, 30))

    assert [(each.starts, each.is_mine, each.names_somebody) for each in sorted(found, key=lambda each: each.starts)] == [
        (date(2026, 4, 1), True, False), (date(2026, 4, 2), False, True),
    ]  # fmt: skip


# Personal data --------------------------------------------------------------------------------------------


def test_contact_data_are_erased_from_the_record_and_all_its_versions(client, municipality):
    lead = make_member(municipality, Role.LEAD)
    client.force_login(lead.user)
    row = make_approach(municipality, sender="Brest", **CONTACT)
    save_approach(approach=row, by=None)
    url = address(municipality, "approach-erase", row.pk)
    bare = client.post(url, {"reason": "Asked for"})
    answer = client.post(url, {"reason": "Asked for", "is_sure": "on"})

    row.refresh_from_db()
    assert (bare.status_code, answer.status_code) == (422, 302)
    assert {(each.contact_name, each.contact_email, each.contact_phone) for each in [row, *row.history.all()]} == {
        ("", "", "")
    }
    assert (row.erased_at is not None, row.sender) == (True, "Brest")
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.ERASED, target_id=row.pk).count() == 1
    assert "contact_name" not in client.get(address(municipality, "approach-edit", row.pk)).context["form"].fields


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CABINET, Role.ADMINISTRATOR])
def test_only_the_lead_erases(client, municipality, role):
    client.force_login(make_member(municipality, role).user)

    assert (
        client.get(address(municipality, "approach-erase", make_approach(municipality, **CONTACT).pk)).status_code
        == 403
    )


def test_erasing_a_person_reaches_what_they_sent_also_earlier_versions_and_the_bin(municipality):
    lead = make_member(municipality, Role.LEAD)
    ana = make_person(municipality, name="Maël Kerguelen", email="mael@brest.example")
    by_mail = make_approach(municipality, contact_email="MAEL@brest.example", contact_phone="600")
    renamed = make_approach(municipality, contact_name="Maël Kerguelen")
    renamed.contact_name = "Somebody else"
    save_approach(approach=renamed, by=None)
    binned = make_approach(municipality, contact_name="Mael Kerguelen")
    bin_record(binned, by=lead.user)
    other = make_approach(municipality, contact_name="Ana Prado")
    abroad = make_approach(make_municipality(), contact_name="Maël Kerguelen")
    assert str(by_mail) in str(everything_held(ana)) or str(renamed) in str(everything_held(ana))
    removed = erase_person(person=ana, reason="Asked for", by=lead.user)

    assert {str(each.title): each.count for each in removed}["Contact data of approaches"] == 3
    for row in (by_mail, renamed, binned):
        row.refresh_from_db()
        assert {(each.contact_name, each.contact_email, each.contact_phone) for each in [row, *row.history.all()]} == {
            ("", "", "")
        }
    other.refresh_from_db()
    abroad.refresh_from_db()
    assert (other.contact_name, abroad.contact_name) == ("Ana Prado", "Maël Kerguelen")


def test_the_eraser_of_approaches_finds_nothing_without_a_text(municipality):
    make_approach(municipality, **CONTACT)
    eraser = next(each for each in erasers if each.key == "approaches")

    assert eraser.erase(municipality.pk, []) == 0


# Criteria and settings ------------------------------------------------------------------------------------


@pytest.fixture
def administrator(client, municipality):
    member = make_member(municipality, Role.ADMINISTRATOR)
    client.force_login(member.user)
    return member


@pytest.mark.parametrize(("language", "first"), [("es", "Sirve a la estrategia"), ("en", "Serves the strategy")])
def test_the_ready_set_is_taken_over_once_in_the_language_of_the_city(client, language, first):
    municipality = make_municipality(main_language=language)
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    for _twice in range(2):
        client.post(address(municipality, "criterion-ready"))

    rows = list(ApproachCriterion.objects.of(municipality))
    assert (len(rows), rows[0].name, [row.position for row in rows]) == (8, first, [1, 2, 3, 4, 5, 6, 7, 8])


def test_criteria_are_added_edited_and_moved(client, municipality, administrator):
    client.post(address(municipality, "criterion-create"), {"name": "Benefit", "weight": "2", "is_active": "on"})
    risks = make_criterion(municipality, name="Risks")
    client.post(address(municipality, "criterion-move", risks.pk), {"step": "up"})
    client.post(address(municipality, "criterion-edit", risks.pk), {"name": "Risks", "weight": "5", "is_active": ""})

    assert list(ApproachCriterion.objects.of(municipality).values_list("name", "weight", "is_active")) == [
        ("Risks", 5, False),
        ("Benefit", 2, True),
    ]


@pytest.mark.parametrize("weight", ["0", "11", "-1", "x"])
def test_a_weight_is_from_one_to_ten(client, municipality, administrator, weight):
    answer = client.post(address(municipality, "criterion-create"), {"name": "Benefit", "weight": weight})

    assert list(errors_of(answer)) == ["weight"]


@pytest.mark.parametrize(("step", "names"), [(-1, ["A", "B"]), (1, ["B", "A"])])
def test_the_first_goes_no_higher_and_moves_down(municipality, step, names):
    first = make_criterion(municipality, name="A")
    make_criterion(municipality, name="B")
    move_criterion(criterion=first, step=step, by=None)

    assert list(ApproachCriterion.objects.of(municipality).values_list("name", flat=True)) == names


def test_a_criterion_by_which_something_was_judged_stays(client, municipality, administrator):
    criterion, lead = make_criterion(municipality), make_member(municipality, Role.LEAD)
    judge_approach(approach=make_approach(municipality), member=lead, given={criterion: Given(2)}, by=lead.user)
    client.post(address(municipality, "criterion-bin", criterion.pk))

    criterion.refresh_from_db()
    assert criterion.binned_at is None


def test_the_settings_are_saved_once_for_a_city(client, municipality, administrator):
    url = address(municipality, "approach-desk")
    typed = {"is_open": "on", "answer_days": "20", "years_kept": "2", "welcome": "Ports first"}
    assert client.get(url).status_code == HTTPStatus.OK
    client.post(url, typed)
    client.post(url, typed | {"answer_days": "10"})

    assert list(ApproachDesk.objects.values_list("municipality", "is_open", "answer_days")) == [
        (municipality.pk, True, 10)
    ]
    assert client.get(address(municipality, "approach-desk-history")).status_code == HTTPStatus.OK
