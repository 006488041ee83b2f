"""Agreements through their pages: entered, amended, stated, reviewed, and the dates that somebody has to watch."""

from datetime import date, timedelta
from decimal import Decimal
from http import HTTPStatus
from io import BytesIO

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from intlstrategy.core.periods import months_later
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.models import PostHolder
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import (
    Agreement,
    AgreementText,
    Amendment,
    Commitment,
    Contribution,
    Duty,
    LegalNature,
    Mission,
    NatureDuty,
    Party,
    Review,
    StatusChange,
    Tie,
)
from intlstrategy.relations.natures import READY
from intlstrategy.relations.services.taking_part import Counterpart
from intlstrategy.stakeholders.models import Stakeholder
from intlstrategy.stakeholders.services.privacy import erase_person
from intlstrategy.stakeholders.services.stakeholders import merge_stakeholders
from tests.documents import files
from tests.factories import (
    make_action,
    make_agreement,
    make_body,
    make_decision,
    make_department,
    make_document,
    make_element,
    make_engagement,
    make_meeting,
    make_member,
    make_mission,
    make_municipality,
    make_nature,
    make_part,
    make_person,
    make_plan,
    make_position,
    make_post,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

TYPED = {"title": "Twinning with Lorient", "kind": "twinning", "renewal": "none"}


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def address(municipality, name, *args):
    return reverse(f"relations:{name}", args=[municipality.slug, *args])


def enter(client, municipality, **typed):
    return client.post(address(municipality, "agreement-create"), TYPED | typed)


def errors_of(answer):
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    return {name: list(messages) for name, messages in answer.context["form"].errors.items()}


def listed(client, municipality, name="agreement-list", **query):
    return [str(each) for each in client.get(address(municipality, name), query).context["object_list"]]


# Entering -------------------------------------------------------------------------------------------------


def test_an_agreement_is_entered_with_a_known_and_a_new_party_and_what_it_serves(client, municipality, officer):
    known = make_stakeholder(municipality, name="Ville de Lorient")
    element, action = make_element(make_plan(municipality)), make_action(municipality)

    answer = enter(
        client, municipality, organisation_0="ville de lorient", organisation_1="Port de Lorient", kind_1="company",
        signed_on="2024-05-09", element=str(element), action=str(action),
    )  # fmt: skip

    agreement = Agreement.objects.of(municipality).get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, agreement.get_absolute_url())
    assert [(row.stakeholder.name, row.stakeholder.sector) for row in Party.objects.order_by("pk")] == [
        ("Ville de Lorient", known.sector), ("Port de Lorient", "private"),
    ]  # fmt: skip
    assert {(tie.element, tie.action) for tie in Tie.objects.all()} == {(element, None), (None, action)}


def test_more_parties_are_asked_for_without_losing_what_was_typed(client, municipality, officer):
    answer = enter(client, municipality, organisation_1="Ville de Lorient", _more="organisation")

    form = answer.context["form"]
    assert (answer.status_code, form.rows, form["organisation_1"].value()) == (HTTPStatus.OK, 5, "Ville de Lorient")
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"signed_on": "2024-05-02", "expires_on": "2024-05-01"}, "expires_on", "An agreement cannot expire before it is signed."),
        ({"in_force_on": "2024-05-02", "expires_on": "2024-05-01"}, "expires_on", "An agreement cannot expire before it is in force."),
        ({"renewal": "tacit"}, "renewal_months", "What renews itself needs an end and the length of each renewal."),
        ({"organisation_0": "Nobody knows it"}, "kind_0", "“Nobody knows it” is not known yet. Choose its kind, and it is added."),
        ({"kind_0": "ngo"}, "organisation_0", "Write the organisation."),
        ({"signed_on": "0024-05-02"}, "signed_on", "Write a date between the years 1900 and 2199."),
        ({"title": ""}, "title", "Fill in “Title”."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(client, municipality, officer, typed, field, message):
    errors = errors_of(enter(client, municipality, **typed))

    assert errors.get(field) == [message]
    assert not Agreement.objects.exists()


def test_a_party_is_named_once(client, municipality, officer):
    make_stakeholder(municipality, name="Lorient")

    errors = errors_of(enter(client, municipality, organisation_0="Lorient", organisation_1="lorient"))

    assert errors["__all__"] == ["“Lorient” is named twice. Leave one of them."]


def test_a_party_that_stays_keeps_who_signed_for_it(client, municipality, officer):
    lorient, brest = make_stakeholder(municipality, name="Lorient"), make_stakeholder(municipality, name="Brest")
    agreement = make_agreement(municipality, lorient, brest)
    Party.objects.get(stakeholder=lorient).save(by=None)
    signatory = make_person(municipality)
    row = Party.objects.get(stakeholder=lorient)
    row.signatory = signatory
    row.save(by=None)

    client.post(address(municipality, "agreement-edit", agreement.pk), TYPED | {"organisation_0": "Lorient"})

    assert [(each.stakeholder, each.signatory) for each in Party.objects.all()] == [(lorient, signatory)]


def test_the_limit_of_its_legal_nature_is_asked_about_once(client, municipality, officer):
    nature = make_nature(municipality, longest_months=48, longest_renewal_months=48)
    typed = {"nature": nature.pk, "signed_on": "2020-01-01", "expires_on": "2025-01-01"}

    errors = errors_of(enter(client, municipality, **typed))
    assert errors["expires_on"] == [
        f"{nature}: its first term may last until 1\xa0Jan\xa02024 at most. If it was signed like that, say so below."
    ]

    assert enter(client, municipality, **typed, is_beyond_limits="on").status_code == HTTPStatus.FOUND
    page = client.get(Agreement.objects.get().get_absolute_url())
    assert page.context["broken"] == [f"{nature}: its first term may last until 1\xa0Jan\xa02024 at most."]


def test_two_people_edit_one_agreement_and_neither_loses_a_word(client, municipality, officer):
    agreement = make_agreement(municipality, matter="Port")
    form = client.get(address(municipality, "agreement-edit", agreement.pk)).context
    agreement.refresh_from_db()
    agreement.matter = "Harbour and sea"
    agreement.save(by=None)

    answer = client.post(
        address(municipality, "agreement-edit", agreement.pk), TYPED | {"matter": "Water", "_seen": form["seen"]}
    )

    assert answer.status_code == HTTPStatus.CONFLICT
    differing = {each["bound"].name: (each["mine"], each["theirs"]) for each in answer.context["differing"]}
    assert differing["matter"] == ("Water", "Harbour and sea")


# What the law asks ----------------------------------------------------------------------------------------


def nature_with_duty(municipality, **fields):
    nature = make_nature(municipality)
    told = {"title": "Publish it", "days": 30} | fields
    duty = NatureDuty(municipality=municipality, nature=nature, **told)
    duty.save(by=None)
    return nature, duty


@pytest.mark.parametrize(
    ("counts_from", "days", "due"),
    [
        ("signed", 30, date(2024, 5, 31)), ("signed", -10, date(2024, 4, 21)), ("in_force", 1, date(2024, 7, 2)),
        ("expires", -90, date(2027, 2, 1)),
    ],
)  # fmt: skip
def test_the_law_asks_for_a_duty_by_a_day(client, municipality, officer, counts_from, days, due):
    nature, rule = nature_with_duty(municipality, counts_from=counts_from, days=days)

    dates = {"signed_on": "2024-05-01", "in_force_on": "2024-07-01", "expires_on": "2027-05-02"}
    enter(client, municipality, nature=nature.pk, **dates)

    duty = Duty.objects.get()
    assert (duty.title, duty.rule, duty.due_on, duty.met_on) == ("Publish it", rule, due, None)


def test_a_duty_waits_for_the_day_it_counts_from_and_is_asked_for_once(client, municipality, officer):
    nature, _rule = nature_with_duty(municipality)
    agreement = make_agreement(municipality, nature=nature, signed_on=None)
    assert not Duty.objects.exists()

    edit = address(municipality, "agreement-edit", agreement.pk)
    for _time in range(2):
        client.post(edit, TYPED | {"nature": nature.pk, "signed_on": "2024-05-01"})
    assert Duty.objects.count() == 1


def test_a_duty_that_was_put_away_is_not_asked_for_again(client, municipality, officer):
    nature, _rule = nature_with_duty(municipality)
    agreement = make_agreement(municipality, nature=nature)
    lead = make_member(municipality, Role.LEAD)
    client.force_login(lead.user)
    client.post(address(municipality, "duty-bin", Duty.objects.get().pk))

    client.post(
        address(municipality, "agreement-edit", agreement.pk), TYPED | {"nature": nature.pk, "signed_on": "2024-05-01"}
    )

    assert not Duty.objects.of(municipality).exists()


def test_a_duty_is_late_until_it_is_met(client, municipality, officer):
    yesterday = timezone.localdate() - timedelta(days=1)
    agreement = make_agreement(municipality, owner=officer)
    duty = make_part(Duty, agreement, title="Report to the State", due_on=yesterday)
    make_part(Duty, agreement, title="Renew the register", due_on=yesterday + timedelta(days=400))

    assert listed(client, municipality, "duty-list", state="late") == ["Report to the State"]
    groups = {each["title"]: [row["title"] for row in each["rows"]] for each in home(client, municipality)}
    assert groups == {"Duties of agreements": ["Report to the State"]}

    client.post(
        address(municipality, "duty-edit", duty.pk),
        {"title": duty.title, "due_on": yesterday.isoformat(), "met_on": yesterday.isoformat()},
    )
    assert listed(client, municipality, "duty-list", state="late") == []
    assert listed(client, municipality, "duty-list", state="met") == ["Report to the State"]
    assert home(client, municipality) == []


def home(client, municipality):
    return client.get(municipality.get_absolute_url()).context["groups"]


def test_nothing_was_met_tomorrow(client, municipality, officer):
    agreement, tomorrow = make_agreement(municipality), timezone.localdate() + timedelta(days=1)

    answer = client.post(
        address(municipality, "duty-create", agreement.pk),
        {"title": "Report", "due_on": "2024-01-01", "met_on": tomorrow.isoformat()},
    )

    assert errors_of(answer) == {"met_on": ["That was today or earlier."]}


# What belongs to it ---------------------------------------------------------------------------------------


def test_an_extension_moves_the_end_and_the_notice(client, municipality, officer):
    agreement = make_agreement(municipality, expires_on=date(2099, 1, 31), notice_days=30)
    create = address(municipality, "amendment-create", agreement.pk)

    client.post(
        create, {"kind": "extension", "title": "Five more years", "signed_on": "2021-05-01", "until": "2104-01-31"}
    )

    ahead = client.get(agreement.get_absolute_url()).context["stand"].ahead
    assert (ahead.ends_on, ahead.notice_on) == (date(2104, 1, 31), date(2104, 1, 1))
    assert client.get(address(municipality, "agreement-list")).context["object_list"][0].until == date(2104, 1, 31)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"kind": "change", "until": "2030-01-01"}, {"until": ["Only an extension moves the end."]}),
        ({"kind": "extension", "until": "2021-01-01"}, {"until": ["The new end is before the day of signing."]}),
        ({"kind": "change", "signed_on": "2020-04-30"}, {"signed_on": ["That is before the agreement itself was signed, on 1\xa0May\xa02020."]}),
    ],
)  # fmt: skip
def test_an_amendment_that_cannot_be_is_refused(client, municipality, officer, typed, errors):
    agreement = make_agreement(municipality)
    told = {"title": "Schools too", "signed_on": "2021-05-01"} | typed

    answer = client.post(address(municipality, "amendment-create", agreement.pk), told)

    assert errors_of(answer) == errors
    assert not Amendment.objects.exists()


def test_what_was_never_signed_is_not_amended(client, municipality, officer):
    agreement = make_agreement(municipality, signed_on=None)

    answer = client.post(
        address(municipality, "amendment-create", agreement.pk),
        {"kind": "change", "title": "Schools", "signed_on": "2021-05-01"},
    )

    assert errors_of(answer) == {"signed_on": ["The agreement itself has no day of signing yet. Enter that first."]}


def test_a_status_has_a_day_that_is_not_to_come_and_a_reason(client, municipality, officer):
    agreement, create = make_agreement(municipality), address(municipality, "status-create", 0)
    create = address(municipality, "status-create", agreement.pk)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    assert errors_of(client.post(create, {"status": "dormant", "on": "2024-01-01"})) == {
        "reason": ["Say why: whoever reads it in ten years was not there."]
    }
    assert errors_of(client.post(create, {"status": "expired", "on": tomorrow})) == {
        "on": ["A status is of today or an earlier day."]
    }
    assert client.post(create, {"status": "dormant", "on": "2024-01-01", "reason": "No answer"}).status_code == 302
    page = client.get(agreement.get_absolute_url())
    standing = page.context["stand"].standing
    assert (standing.status, standing.since, standing.reason) == ("dormant", date(2024, 1, 1), "No answer")


def test_both_sides_bring_something_and_the_ratio_says_how_much_each_euro_sets_in_motion(client, municipality, officer):
    agreement = make_agreement(municipality, make_stakeholder(municipality))
    party, create = Party.objects.get(), address(municipality, "contribution-create", agreement.pk)

    for typed in (
        {"form": "money", "text": "Grant", "year": "2026", "amount": "10000"},
        {"form": "kind", "text": "Rooms", "party": party.pk, "amount": "25000.50"},
        {"form": "kind", "text": "Goodwill", "party": party.pk},
    ):
        assert client.post(create, typed).status_code == HTTPStatus.FOUND

    found = client.get(agreement.get_absolute_url()).context["balance"]
    assert (found.ours, found.theirs, found.ratio, found.unvalued) == (10_000, Decimal("25000.50"), Decimal("2.50"), 1)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"form": "money"}, {"amount": ["Money needs an amount."]}),
        ({"form": "money", "amount": "-1"}, {"amount": ["Ensure this value is greater than or equal to 0."]}),
        ({"form": "money", "amount": "abc"}, {"amount": ["Enter a number."]}),
        ({"form": "money", "amount": "NaN"}, {"amount": ["Enter a number."]}),
        ({"form": "kind", "year": "12"}, {"year": ["Ensure this value is greater than or equal to 1900."]}),
    ],
)
def test_a_contribution_that_is_none_is_refused(client, municipality, officer, typed, errors):
    agreement = make_agreement(municipality)

    assert (
        errors_of(client.post(address(municipality, "contribution-create", agreement.pk), {"text": "Grant"} | typed))
        == errors
    )
    assert not Contribution.objects.exists()


def test_who_brings_it_is_a_party_of_the_same_agreement(client, municipality, officer):
    agreement, other = make_agreement(municipality), make_agreement(municipality, make_stakeholder(municipality))
    typed = {"form": "kind", "text": "Rooms", "party": Party.objects.get(agreement=other).pk}

    assert list(errors_of(client.post(address(municipality, "contribution-create", agreement.pk), typed))) == ["party"]


def test_who_signed_is_shown_as_they_were_that_day(client, municipality, officer):
    lorient = make_stakeholder(municipality, name="Lorient")
    mayor = make_post(municipality)
    for name, starts, ends in (
        ("Ana Mayor", date(2015, 6, 1), date(2023, 6, 1)),
        ("Berta Later", date(2023, 6, 2), None),
    ):
        PostHolder(municipality=municipality, post=mayor, name=name, starts_on=starts, ends_on=ends).save(by=None)
    person = make_person(municipality, name="Yann Le Goff")
    make_position(person, lorient, title="Mayor", starts_on=date(2014, 1, 1), ends_on=date(2020, 12, 31))
    make_position(person, lorient, title="Senator", starts_on=date(2021, 1, 1))
    agreement = make_agreement(municipality, lorient, signed_by=mayor)
    row = Party.objects.get()
    row.signatory = person
    row.save(by=None)

    context = client.get(agreement.get_absolute_url()).context

    assert context["signed_for_us"] == "Ana Mayor"
    assert [each["position"].title for each in context["parties"]] == ["Mayor"]


def test_an_erased_person_who_signed_is_named_no_more(client, municipality):
    lead = make_member(municipality, Role.LEAD)
    client.force_login(lead.user)
    lorient, person = make_stakeholder(municipality, name="Lorient"), make_person(municipality, name="Yann Le Goff")
    agreement = make_agreement(municipality, lorient)
    row = Party.objects.get()
    row.signatory = person
    row.save(by=None)

    erase_person(person=person, by=lead.user, reason="Asked for it")

    page = client.get(agreement.get_absolute_url()).content.decode()
    assert ("Yann Le Goff" in page, "Person erased" in page) == (False, True)


def test_merging_two_records_of_one_party_leaves_it_once(municipality):
    lead = make_member(municipality, Role.LEAD)
    one, other = make_stakeholder(municipality, name="Lorient"), make_stakeholder(municipality, name="Ville de Lorient")
    both, alone = make_agreement(municipality, one, other), make_agreement(municipality, other)

    merge_stakeholders(merged=other, into=one, by=lead.user)

    living = Party.objects.of(municipality).order_by("agreement")
    assert [(row.agreement, row.stakeholder) for row in living] == [(both, one), (alone, one)]


def test_a_text_is_uploaded_from_the_page_of_the_agreement(client, municipality):
    agreement = make_agreement(municipality, title="Twinning", department=make_department(municipality))
    client.force_login(make_member(municipality, Role.OFFICER).user)
    page = address(municipality, "text-upload", agreement.pk)
    assert client.get(page).context["form"].initial["title"] == "Twinning"
    sent = {
        "title": "Twinning, signed",
        "visibility": "confidential",
        "department": agreement.department_id,
        "language": "fr",
    }

    nothing = client.post(page, sent)
    answer = client.post(page, sent | {"upload": SimpleUploadedFile("text.pdf", files.PDF)})

    assert nothing.context["form"].errors == {"upload": ["Fill in “File”."]}
    assert answer.url == f"{agreement.get_absolute_url()}#texts"
    text = AgreementText.objects.get()
    assert (text.agreement, text.language, text.is_authentic) == (agreement, "fr", False)
    assert (text.document.title, text.document.language, text.document.department) == (
        "Twinning, signed",
        "fr",
        agreement.department,
    )


def test_a_confidential_text_is_neither_listed_nor_offered_to_whom_may_not_read_it(client, municipality):
    agreement = make_agreement(municipality)
    document = make_document(
        municipality, title="Side letter", visibility="confidential", department=make_department(municipality)
    )
    row = make_part(AgreementText, agreement, document=document, language="es")
    admin = make_member(municipality, Role.OBSERVER)
    client.force_login(admin.user)

    assert client.get(agreement.get_absolute_url()).context["texts"] == []
    assert client.get(address(municipality, "text-history", row.pk)).status_code == HTTPStatus.NOT_FOUND


def test_the_brief_is_read_by_those_who_may_and_each_reading_is_logged(client, municipality):
    agreement = make_agreement(municipality, brief="They want exclusivity.")

    for role, sees in ((Role.OBSERVER, False), (Role.ADMINISTRATOR, False), (Role.OFFICER, True), (Role.CABINET, True)):
        client.force_login(make_member(municipality, role).user)
        page = client.get(agreement.get_absolute_url()).content.decode()
        assert ("exclusivity" in page) is sees
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.CONFIDED, target_id=agreement.pk).count() == 2


# Reviews --------------------------------------------------------------------------------------------------


def test_a_review_is_planned_held_and_says_why(client, municipality, officer):
    agreement, today = make_agreement(municipality), timezone.localdate()
    client.post(
        address(municipality, "review-create", agreement.pk), {"due_on": today.isoformat(), "owner": officer.pk}
    )
    review = Review.objects.get()
    assert [each["title"] for each in home(client, municipality)] == ["Reviews"]

    edit, typed = address(municipality, "review-edit", review.pk), {"due_on": today.isoformat(), "owner": officer.pk}
    assert list(errors_of(client.post(edit, typed | {"verdict": "keep"}))) == ["reasons"]
    held = typed | {"verdict": "renegotiate", "held_on": today.isoformat(), "reasons": "The schools are gone."}
    assert client.post(edit, held).status_code == HTTPStatus.FOUND

    assert home(client, municipality) == []
    assert listed(client, municipality, "review-list", state="held") == ["Renegotiate"]


# Dates ahead ----------------------------------------------------------------------------------------------


def test_the_dates_ahead_are_told_month_by_month_and_what_is_late_first(client, municipality, officer):
    today = timezone.localdate()
    ends = months_later(today, 8)
    agreement = make_agreement(municipality, title="Convenio", expires_on=ends, notice_days=30)
    make_agreement(municipality, title="Over", expires_on=today - timedelta(days=1))
    make_part(Duty, agreement, title="Report", due_on=today - timedelta(days=3))
    make_part(Review, agreement, due_on=months_later(today, 30))

    context = client.get(address(municipality, "agreement-dates")).context

    assert [(each.kind, str(each.agreement)) for each in context["late"]] == [("duty", "Convenio")]
    assert [(each.kind, each.on) for _month, rows in context["months"] for each in rows] == [
        ("notice", ends - timedelta(days=30)), ("ends", ends),
    ]  # fmt: skip


def test_what_renews_itself_says_so(client, municipality, officer):
    today = timezone.localdate()
    make_agreement(
        municipality,
        signed_on=date(2015, 1, 1),
        expires_on=months_later(today, -11),
        renewal="tacit",
        renewal_months=12,
    )

    context = client.get(address(municipality, "agreement-dates")).context

    assert [each.kind for _month, rows in context["months"] for each in rows] == ["renews"]


# The register ---------------------------------------------------------------------------------------------


def test_the_register_is_filtered_by_the_status_of_today_and_by_what_is_ahead(client, municipality, officer):
    today = timezone.localdate()
    lorient = make_stakeholder(municipality, name="Lorient")
    make_agreement(municipality, lorient, title="Alive", expires_on=months_later(today, 7), notice_days=60)
    make_agreement(municipality, title="Over", expires_on=today - timedelta(days=1))
    make_agreement(municipality, title="Silent")
    sleeping = make_agreement(municipality, title="Sleeping")
    make_part(StatusChange, sleeping, status="dormant", on=date(2024, 1, 1), reason="No answer")
    make_part(Duty, sleeping, title="Report", due_on=date(2024, 1, 1))
    make_engagement(municipality, Counterpart(None, lorient), on=today)

    assert listed(client, municipality, status="in_force") == ["Alive", "Silent"]
    assert listed(client, municipality, status="expired") == ["Over"]
    assert listed(client, municipality, status="living") == ["Alive", "Silent", "Sleeping"]
    assert listed(client, municipality, ahead="notice") == ["Alive"]
    assert listed(client, municipality, ahead="ends") == ["Alive"]
    assert listed(client, municipality, ahead="silent") == ["Silent"]
    assert listed(client, municipality, ahead="duties") == ["Sleeping"]
    assert listed(client, municipality, q="lorient") == ["Alive"]


@pytest.mark.parametrize("name", ["agreement-list", "duty-list", "review-list", "nature-list", "agreement-dates"])
def test_every_list_costs_the_same_however_long(client, municipality, officer, name):
    def more(count):
        for _ in range(count):
            lorient = make_stakeholder(municipality)
            nature = make_nature(municipality, longest_months=48)
            agreement = make_agreement(
                municipality, lorient, nature=nature, expires_on=months_later(timezone.localdate(), 5), owner=officer
            )
            make_part(Duty, agreement, title="Report", due_on=date(2024, 1, 1))
            make_part(Review, agreement, due_on=date(2024, 1, 1))
            make_part(StatusChange, agreement, status="in_force", on=date(2024, 1, 1))
            make_engagement(municipality, Counterpart(None, lorient), on=timezone.localdate())

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(address(municipality, name), {"size": 50})
        return len(found)

    more(1)
    first = queries()
    more(29)
    assert queries() == first <= 30


def test_the_page_of_an_agreement_costs_the_same_however_much_belongs_to_it(client, municipality, officer):
    agreement = make_agreement(municipality, make_stakeholder(municipality))

    def more(count):
        for number in range(count):
            party = make_part(
                Party, agreement, stakeholder=make_stakeholder(municipality), signatory=make_person(municipality)
            )
            make_part(Duty, agreement, title="Report", due_on=date(2024, 1, 1), owner=officer)
            make_part(Contribution, agreement, party=party, text="Rooms", form="kind")
            make_part(Amendment, agreement, kind="change", title="More", signed_on=timezone.localdate())
            make_part(AgreementText, agreement, document=make_document(municipality), language="es")
            make_part(Commitment, agreement, text=f"Promise {number}", owner=officer)
            make_part(Review, agreement, due_on=date(2024, 1, 1), owner=officer)
            make_part(Tie, agreement, action=make_action(municipality))
            make_engagement(municipality, agreement=agreement, on=timezone.localdate())

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(agreement.get_absolute_url())
        return len(found)

    more(1)
    first = queries()
    more(29)
    assert queries() == first <= 30


def test_the_register_leaves_as_a_workbook(client, municipality, officer):
    make_agreement(municipality, make_stakeholder(municipality, name="Lorient"), title="Twinning", code="12/2020")

    answer = client.get(reverse("relations:agreement-list-export", args=[municipality.slug, "xlsx"]))

    heading, row = openpyxl.load_workbook(BytesIO(answer.content)).active.values
    told = dict(zip(heading, row, strict=True))
    assert [told[name] for name in ("Title", "File number", "With", "Status", "Vitality")] == [
        "Twinning", "12/2020", "Lorient", "In force", "Silent 0/8",
    ]  # fmt: skip


# Vitality -------------------------------------------------------------------------------------------------


def test_a_relation_is_alive_by_what_was_recorded_under_it_or_with_its_parties(client, municipality, officer):
    today = timezone.localdate()
    lorient, brest = make_stakeholder(municipality, name="Lorient"), make_stakeholder(municipality, name="Brest")
    agreement = make_agreement(municipality, lorient)
    make_engagement(municipality, Counterpart(None, lorient), on=today)
    make_engagement(municipality, Counterpart(None, brest), on=months_later(today, -4), agreement=agreement)
    make_engagement(municipality, Counterpart(None, brest), on=months_later(today, -7))
    make_engagement(municipality, Counterpart(None, lorient), on=months_later(today, -30))
    make_part(Commitment, agreement, text="Write", state="done", closed_on=months_later(today, -10))
    make_part(Amendment, agreement, kind="change", title="Schools", signed_on=months_later(today, -13))

    context = client.get(agreement.get_absolute_url()).context

    assert [each.count for each in context["vitality"].quarters] == [0, 0, 0, 1, 1, 0, 1, 1]
    assert (context["vitality"].level, [each.kind for each, _word in context["activities"]]) == (
        "steady", ["engagement", "engagement", "commitment", "amendment"],
    )  # fmt: skip


def test_the_briefing_sheet_tells_what_was_signed_and_what_has_to_be_decided(client, municipality, officer):
    today = timezone.localdate()
    lorient = make_stakeholder(municipality, name="Lorient")
    agreement = make_agreement(
        municipality, lorient, title="Twinning", expires_on=months_later(today, 5), notice_days=60
    )
    make_part(Commitment, agreement, text="Send the programme", owner=officer)
    notice = months_later(today, 5) - timedelta(days=60)

    briefing = client.get(address(municipality, "stakeholder-briefing", lorient.pk)).context["briefing"]
    assert [(str(each), stand.standing.status) for each, stand in briefing.agreements] == [("Twinning", "in_force")]
    assert [each.text for each in briefing.ours] == ["Send the programme"]

    sheet = client.get(address(municipality, "stakeholder-briefing-word", lorient.pk)).content
    lines = [each.text for each in docx.Document(BytesIO(sheet)).paragraphs]
    assert f"Twinning: what follows has to be decided by {date_format(notice, 'SHORT_DATE_FORMAT')}" in lines


# Legal natures --------------------------------------------------------------------------------------------


def test_the_ready_set_is_taken_over_once_in_the_citys_own_language(client, municipality):
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)

    for _time in range(2):
        client.post(address(municipality, "nature-ready"))

    names = list(LegalNature.objects.of(municipality).values_list("name", flat=True))
    assert (len(names), "Convenio administrativo" in names) == (len(READY), True)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEAD])
def test_the_list_of_natures_is_the_administrators(client, municipality, role):
    nature = make_nature(municipality)
    client.force_login(make_member(municipality, role).user)

    assert client.get(nature.get_absolute_url()).status_code == HTTPStatus.OK
    assert client.get(address(municipality, "nature-edit", nature.pk)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(address(municipality, "nature-ready")).status_code == HTTPStatus.FORBIDDEN


def test_a_nature_in_use_stays_out_of_the_bin(client, municipality):
    nature = make_nature(municipality)
    make_agreement(municipality, nature=nature)
    client.force_login(make_member(municipality, Role.ADMINISTRATOR, Role.LEAD).user)

    client.post(address(municipality, "nature-bin", nature.pk))

    nature.refresh_from_db()
    assert nature.binned_at is None


# Another city ---------------------------------------------------------------------------------------------


def test_nothing_of_another_city_is_named(client, municipality, officer):
    abroad = make_municipality()
    theirs = make_stakeholder(abroad, name="Their partner")
    nature = make_nature(abroad)

    errors = errors_of(enter(client, municipality, organisation_0="Their partner", nature=nature.pk))

    assert sorted(errors) == ["kind_0", "nature"]
    assert Stakeholder.objects.of(municipality).count() == 0
    assert theirs.municipality == abroad


# What a body decided --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("agreement-create", TYPED),
        ("mission-create", {"title": "To Lorient", "direction": "outgoing", "starts_on": "2026-03-01", "ends_on": "2026-03-02"}),
    ],
)  # fmt: skip
def test_a_decision_of_the_register_says_body_and_day_and_shows_what_it_approved(
    client, municipality, officer, name, typed
):
    meeting = make_meeting(make_body(municipality, name="Plenary"), on=date(2024, 4, 12))
    decision = make_decision(meeting, number="7", title="Approve it")
    told = {"decision": "7 Approve it", "decided_by": "Somebody else", "decided_on": "2020-01-01"}

    assert client.post(address(municipality, name), typed | told).status_code == HTTPStatus.FOUND

    model = Agreement if name == "agreement-create" else Mission
    row = model.objects.get()
    assert (row.decision, row.decided_by, row.decided_on) == (decision, "Plenary", date(2024, 4, 12))
    assert row.title in client.get(decision.get_absolute_url()).content.decode()
    assert "Approve it" in client.get(row.get_absolute_url()).content.decode()


def test_a_mission_that_took_place_keeps_an_agreement_alive(client, municipality, officer):
    today = timezone.localdate()
    agreement = make_agreement(municipality, make_stakeholder(municipality))
    days = {"starts_on": today - timedelta(days=3), "ends_on": today - timedelta(days=2)}
    make_mission(municipality, agreement=agreement, title="There", **days)
    make_mission(
        municipality, agreement=agreement, title="Called off", cancelled_on=today, cancelled_why="Strike", **days
    )

    activities = client.get(agreement.get_absolute_url()).context["activities"]

    assert [(each.kind, str(each.record)) for each, _word in activities] == [("mission", "There")]
