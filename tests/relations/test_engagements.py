"""An engagement is entered on one page: whom one met, those nobody knew before among them, and what was promised."""

from datetime import date, timedelta
from http import HTTPStatus
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.models import PostHolder
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import Attendance, Commitment, Engagement, Tie
from intlstrategy.relations.services.taking_part import Counterpart
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from intlstrategy.stakeholders.services.privacy import erase_person
from tests.factories import (
    make_action,
    make_commitment,
    make_department,
    make_element,
    make_engagement,
    make_member,
    make_municipality,
    make_person,
    make_plan,
    make_position,
    make_post,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

TYPED = {"kind": "meeting", "title": "First talks", "on": "2026-03-01"}


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def address(municipality, name, *args):
    return reverse(f"relations:{name}", args=[municipality.slug, *args])


def log(client, municipality, **typed):
    return client.post(address(municipality, "engagement-create"), TYPED | typed)


def outside(engagement):
    rows = Attendance.objects.filter(engagement=engagement, membership=None, post=None).order_by("pk")
    return [
        (str(row.person) if row.person else None, str(row.stakeholder) if row.stakeholder else None) for row in rows
    ]


# Entering -------------------------------------------------------------------------------------------------


def test_a_new_person_of_a_new_organisation_and_two_commitments_on_one_page(client, municipality, officer):
    today = timezone.localdate()
    answer = log(
        client, municipality, person_0="Ana Prado", organisation_0="Puerto de Lorient", position_0="Director", kind_0="company",
        members=[officer.pk], owner=officer.pk, promise_0="Send the draft", side_0="ours", due_0=today.isoformat(),
        promise_1="Name a contact", side_1="theirs",
    )  # fmt: skip

    engagement = Engagement.objects.of(municipality).get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, engagement.get_absolute_url())
    person, port = Person.objects.of(municipality).get(), Stakeholder.objects.of(municipality).get()
    assert (person.name, port.name, port.kind, port.sector) == ("Ana Prado", "Puerto de Lorient", "company", "private")
    assert [(each.person, each.stakeholder, each.title) for each in Position.objects.all()] == [
        (person, port, "Director")
    ]
    assert outside(engagement) == [("Ana Prado", "Puerto de Lorient")]
    assert [
        (each.text, each.side, each.stakeholder, each.owner, each.due_on) for each in Commitment.objects.order_by("pk")
    ] == [("Send the draft", "ours", port, officer, today), ("Name a contact", "theirs", port, officer, None)]
    home = client.get(reverse("workspace:home", args=[municipality.slug]))
    group = next(each for each in home.context["groups"] if each["title"] == "Commitments")
    assert [row["title"] for row in group["rows"]] == ["Send the draft", "Name a contact"]
    sheet = client.get(address(municipality, "stakeholder-briefing", port.pk))
    briefing = sheet.context["briefing"]
    assert ([each.text for each in briefing.ours], [each.text for each in briefing.theirs]) == (
        ["Send the draft"], ["Name a contact"],
    )  # fmt: skip
    assert ([each.title for each in briefing.contacts], [each.person for each in briefing.holders]) == (
        ["First talks"], [person],
    )  # fmt: skip


def test_whoever_is_known_is_found_by_name_and_comes_with_their_organisation(client, municipality, officer):
    niort = make_stakeholder(municipality, name="Niort")
    claire = make_person(municipality, name="Claire Fontanel")
    make_position(claire, niort, starts_on=date(2020, 1, 1))

    log(client, municipality, person_0="claire  FONTANEL")

    assert outside(Engagement.objects.get()) == [("Claire Fontanel", "Niort")]
    assert (Person.objects.count(), Stakeholder.objects.count(), Position.objects.count()) == (1, 1, 1)


def test_two_rows_may_name_the_same_new_organisation(client, municipality, officer):
    log(
        client, municipality, person_0="Ana Prado", organisation_0="Puerto", kind_0="company",
        person_1="Luc Morel", organisation_1="puerto", kind_1="company",
    )  # fmt: skip

    assert outside(Engagement.objects.get()) == [("Ana Prado", "Puerto"), ("Luc Morel", "Puerto")]
    assert Stakeholder.objects.count() == 1


REFUSED = [
    ({"organisation_0": "Puerto"}, "kind_0", "“Puerto” is not known yet. Choose its kind, and it is added."),
    ({"position_0": "Mayor"}, "person_0", "Write the person or the organisation."),
    ({"due_0": "2026-01-01"}, "promise_0", "Write what was promised."),
    (
        {"organisation_0": "Ayuntamiento de Niortt", "kind_0": "ngo"}, "organisation_0",
        "There is no such name, but: Ayuntamiento de Niort. Write it so, or tick below that yours is another one.",
    ),
    (
        {"person_0": "Fontanel, Claire"}, "person_0",
        "There is no such name, but: Claire Fontanel. Write it so, or tick below that yours is another one.",
    ),
    (
        {"person_0": "Claire Fontanel", "person_1": "claire fontanel"}, "__all__",
        "“Claire Fontanel” is named twice. Leave one of them.",
    ),
    ({"on": "yesterday"}, "on", "Enter a valid date."),
    ({"title": " "}, "title", "Fill in “Subject”."),
    ({"action": "Nothing"}, "action", "There is none with this name."),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "field", "said"), REFUSED)
def test_what_cannot_be_is_said_where_it_stands_and_nothing_is_written(
    client, municipality, officer, typed, field, said
):
    make_stakeholder(municipality, name="Ayuntamiento de Niort")
    make_person(municipality, name="Claire Fontanel")

    answer = log(client, municipality, **typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors == {field: [said]}
    assert (Engagement.objects.count(), Stakeholder.objects.count(), Person.objects.count()) == (0, 1, 1)


def test_one_that_is_nearly_known_is_added_when_one_says_that_it_is_another(client, municipality, officer):
    make_person(municipality, name="Claire Fontanel")

    log(client, municipality, person_0="Claire Fontanell", another_0="on")

    assert outside(Engagement.objects.get()) == [("Claire Fontanell", None)]


def test_a_neighbours_people_and_organisations_are_not_known_here(client, municipality, officer):
    abroad = make_municipality()
    theirs, person = make_stakeholder(abroad, name="Theirs"), make_person(abroad, name="Their Person")

    answer = log(client, municipality, organisation_0=f"Theirs #{theirs.pk}", person_0=f"Their Person #{person.pk}")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Person.objects.of(municipality).count() == 0


def test_more_rows_come_with_all_that_was_typed(client, municipality, officer):
    answer = log(client, municipality, person_0="Ana Prado", promise_1="Send it", _more="person")

    form = answer.context["form"]
    assert (answer.status_code, form.errors, Engagement.objects.count()) == (HTTPStatus.OK, {}, 0)
    shown = form.rows, form.promises, form["person_0"].value(), form["promise_1"].value(), form["person_4"].value()
    assert shown == (5, 2, "Ana Prado", "Send it", None)


def test_a_thousand_rows_are_not_asked_for(client, municipality, officer):
    answer = log(client, municipality, person_999="Ana Prado", _more="person")

    assert (answer.status_code, answer.context["form"].rows) == (HTTPStatus.OK, 40)


def test_whom_one_met_last_is_offered_first(client, municipality, officer):
    niort, cork = make_stakeholder(municipality, name="Niort"), make_stakeholder(municipality, name="Cork")
    make_engagement(municipality, Counterpart(make_person(municipality, name="Old"), niort), on=date(2025, 1, 1))
    make_engagement(municipality, Counterpart(make_person(municipality, name="New"), cork), on=date(2026, 1, 1))

    form = client.get(address(municipality, "engagement-create")).context["form"]

    assert form.recent() == {"person": ["New", "Old"], "stakeholder": ["Cork", "Niort"]}


def test_from_the_page_of_an_organisation_it_is_the_first_participant(client, municipality, officer):
    niort = make_stakeholder(municipality, name="Niort")

    form = client.get(address(municipality, "engagement-create"), {"with": niort.pk}).context["form"]

    assert form["organisation_0"].value() == "Niort"


# Editing --------------------------------------------------------------------------------------------------


def sent_back(client, url):
    """What a browser would send of the form as it opens."""
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def test_an_engagement_saved_again_as_it_is_changes_nothing(client, municipality, officer):
    niort, element = make_stakeholder(municipality, name="Niort"), make_element(make_plan(municipality))
    engagement = make_engagement(
        municipality, Counterpart(make_person(municipality, name="Claire"), niort), Counterpart(None, niort),
        members=[officer], elements=[element], actions=[make_action(element)],
    )  # fmt: skip
    url = address(municipality, "engagement-edit", engagement.pk)
    before = list(Attendance.objects.values_list("pk", flat=True)), list(Tie.objects.values_list("pk", flat=True))

    client.post(url, sent_back(client, url))

    after = list(Attendance.objects.values_list("pk", flat=True)), list(Tie.objects.values_list("pk", flat=True))
    assert (after, Attendance.history.filter(history_type="-").count()) == (before, 0)


def test_a_participant_that_is_emptied_is_taken_away_and_the_history_says_so(client, municipality, officer):
    niort = make_stakeholder(municipality, name="Niort")
    engagement = make_engagement(
        municipality, Counterpart(None, niort), Counterpart(make_person(municipality, name="Ana"), niort)
    )
    url = address(municipality, "engagement-edit", engagement.pk)
    sent = sent_back(client, url)

    client.post(url, sent | {"person_1": "", "organisation_1": ""})

    assert outside(engagement) == [(None, "Niort")]
    steps = client.get(address(municipality, "engagement-history", engagement.pk)).context["steps"]
    assert [(str(change.label), change.before, change.after) for change in steps[0].changes] == [
        ("participant", "Ana · Niort", "")
    ]


def test_two_editors_of_one_engagement_lose_nothing(client, municipality, officer):
    engagement = make_engagement(municipality, title="Before")
    url = address(municipality, "engagement-edit", engagement.pk)
    mine = TYPED | {"title": "Mine", "person_0": "Ana Prado", "_seen": engagement.revision}
    client.post(url, TYPED | {"title": "Theirs", "_seen": engagement.revision})

    answer = client.post(url, mine)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert [(str(each["bound"].label), each["mine"], each["theirs"]) for each in answer.context["differing"]] == [
        ("Subject", "Mine", "Theirs"), ("Person", "Ana Prado", ""),
    ]  # fmt: skip
    client.post(url, mine | {"_seen": answer.context["seen"]})
    assert (Engagement.objects.get().title, outside(engagement)) == ("Mine", [("Ana Prado", None)])


# What it shows --------------------------------------------------------------------------------------------


def test_everybody_is_shown_as_they_were_on_that_day(client, municipality, officer):
    niort, day = make_stakeholder(municipality, name="Niort"), date(2024, 5, 1)
    claire, mayor = make_person(municipality, name="Claire"), make_post(municipality)
    make_position(claire, niort, title="Adviser", starts_on=date(2020, 1, 1), ends_on=day)
    make_position(claire, niort, title="Mayor", starts_on=day + timedelta(days=1))
    for name, starts, ends in (("Then", date(2019, 1, 1), day), ("Now", day + timedelta(days=1), None)):
        PostHolder.objects.create(
            municipality=municipality, post=mayor, name=name, starts_on=starts, ends_on=ends, by=None
        )
    engagement = make_engagement(municipality, Counterpart(claire, niort), on=day)
    Attendance.objects.create(municipality=municipality, engagement=engagement, post=mayor, by=None)

    sides = client.get(engagement.get_absolute_url()).context["sides"]

    assert [(each["person"], each["position"].title) for each in sides["theirs"]] == [(claire, "Adviser")]
    assert [(each["name"], each["as"]) for each in sides["ours"]] == [("Then", mayor)]


@pytest.mark.parametrize(("role", "reads"), [(Role.OFFICER, True), (Role.OBSERVER, False)])
def test_the_briefing_sheet_in_word_says_what_the_page_says(client, municipality, role, reads):
    niort, today = make_stakeholder(municipality, name="Ayuntamiento de Niort"), timezone.localdate()
    claire = make_person(municipality, name="Claire Fontanel", email="claire@niort.test")
    make_position(claire, niort, title="Mayor")
    engagement = make_engagement(
        municipality, Counterpart(claire, niort), title="Talks", outcome="A letter by summer", brief="Between us"
    )
    make_commitment(engagement, text="Send the draft", stakeholder=niort, due_on=today - timedelta(days=1))
    client.force_login(make_member(municipality, role).user)

    answer = client.get(address(municipality, "stakeholder-briefing-word", niort.pk))

    assert answer["Content-Disposition"] == 'attachment; filename="ayuntamiento-de-niort.docx"'
    told = [each.text for each in docx.Document(BytesIO(answer.content)).paragraphs]
    wanted = ["Ayuntamiento de Niort", "Claire Fontanel, Mayor", "A letter by summer", "We are late: Send the draft"]
    assert [line for line in wanted if line not in told] == []
    assert ("Between us" in told, any("claire@" in line for line in told)) == (reads, False)
    assert SecurityEvent.objects.get(kind="exported").detail == "briefing.docx"


@pytest.mark.parametrize("role", list(Role))
def test_a_confidential_brief_is_read_by_those_who_may_and_each_reading_is_logged(client, municipality, role):
    department = make_department(municipality)
    niort = make_stakeholder(municipality, name="Niort")
    engagement = make_engagement(municipality, Counterpart(None, niort), brief="Between us", public_note="For all")
    member = make_member(municipality, role, department=department)
    client.force_login(member.user)
    pages = [
        engagement.get_absolute_url(), address(municipality, "engagement-history", engagement.pk),
        address(municipality, "stakeholder-briefing", niort.pk),
    ]  # fmt: skip
    may = role in {Role.OFFICER, Role.LEAD, Role.CABINET}

    assert ["Between us" in client.get(page).content.decode() for page in pages] == [may] * 3
    assert SecurityEvent.objects.filter(kind="confided", target_id=engagement.pk).count() == (3 if may else 0)
    export = b"".join(client.get(address(municipality, "engagement-list-export", "csv")))
    assert b"Between us" not in export


def test_the_department_that_leads_it_reads_the_brief(client, municipality):
    department = make_department(municipality)
    engagement = make_engagement(municipality, brief="Between us", department=department)
    client.force_login(make_member(municipality, Role.CONTRIBUTOR, department=department).user)

    assert "Between us" in client.get(engagement.get_absolute_url()).content.decode()


def test_a_contributor_reads_how_to_reach_whom_they_met(client, municipality):
    met, other = (make_person(municipality, email=f"{name}@niort.test") for name in ("met", "other"))
    member = make_member(municipality, Role.CONTRIBUTOR)
    make_engagement(municipality, Counterpart(met, None), members=[member])
    client.force_login(member.user)

    assert "met@niort.test" in client.get(met.get_absolute_url()).content.decode()
    assert "other@niort.test" not in client.get(other.get_absolute_url()).content.decode()


def test_what_was_done_with_somebody_erased_stays_without_the_name(client, municipality, officer):
    person = make_person(municipality, name="Claire Fontanel")
    engagement = make_engagement(municipality, Counterpart(person, make_stakeholder(municipality, name="Niort")))

    erase_person(person=person, reason="Asked for", by=officer.user)

    page = client.get(engagement.get_absolute_url()).content.decode()
    assert ("Person erased" in page, "Claire" in page, "Niort" in page) == (True, False, True)


def test_engagements_stand_on_the_pages_of_what_they_serve_and_of_whom_was_met(client, municipality, officer):
    niort, claire = make_stakeholder(municipality), make_person(municipality)
    element = make_element(make_plan(municipality))
    action = make_action(element)
    engagement = make_engagement(
        municipality, Counterpart(claire, niort), elements=[element], actions=[action], title="Talks"
    )
    make_engagement(make_municipality(), title="Foreign")

    for record in (niort, claire, element, action):
        panels = client.get(record.get_absolute_url()).context["panels"]
        shown = next(
            each["context"]["engagements"] for each in panels if each["panel"].key.startswith("engagements-of")
        )
        assert shown == [engagement]


# Commitments ---------------------------------------------------------------------------------------------


def test_whoever_sees_to_it_says_with_one_button_that_it_was_kept(client, municipality):
    member, other = (make_member(municipality, Role.CONTRIBUTOR) for _n in range(2))
    mine = make_commitment(make_engagement(municipality), owner=member)
    theirs = make_commitment(make_engagement(municipality), owner=other)
    client.force_login(member.user)

    answers = [client.post(address(municipality, "commitment-keep", each.pk)) for each in (mine, theirs, mine)]

    assert [answer.status_code for answer in answers] == [302, 403, 302]
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.state, mine.closed_on, mine.revision, theirs.state) == ("done", timezone.localdate(), 2, "open")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"state": "done"}, ("done", True)),
        ({"state": "dropped", "closed_on": "2026-01-05"}, ("dropped", date(2026, 1, 5))),
        ({"state": "open", "closed_on": "2026-01-05"}, ("open", None)),
    ],
)
def test_what_is_closed_has_a_day_and_what_is_open_has_none(client, municipality, officer, typed, stored):
    commitment = make_commitment(make_engagement(municipality))
    url = address(municipality, "commitment-edit", commitment.pk)

    assert client.post(url, {"text": "Send it", "side": "ours"} | typed).status_code == HTTPStatus.FOUND

    commitment.refresh_from_db()
    day = timezone.localdate() if stored[1] is True else stored[1]
    assert (commitment.state, commitment.closed_on) == (stored[0], day)


def test_nothing_is_kept_on_a_day_to_come(client, municipality, officer):
    commitment = make_commitment(make_engagement(municipality))
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    answer = client.post(
        address(municipality, "commitment-edit", commitment.pk),
        {"text": "Send it", "side": "ours", "state": "done", "closed_on": tomorrow},
    )

    assert answer.context["form"].errors == {"closed_on": ["That was today or earlier."]}


def test_commitments_are_found_by_state_side_and_owner(client, municipality, officer):
    today, engagement = timezone.localdate(), make_engagement(municipality)
    make_commitment(engagement, text="Late", due_on=today - timedelta(days=1), owner=officer)
    make_commitment(engagement, text="Today", due_on=today, side="theirs")
    make_commitment(engagement, text="Kept", state="done", due_on=today - timedelta(days=9))
    make_commitment(make_engagement(make_municipality()), text="Foreign")

    def found(**query):
        return [row.text for row in client.get(address(municipality, "commitment-list"), query).context["page_obj"]]

    assert found() == ["Kept", "Late", "Today"]
    assert found(state="open") == ["Late", "Today"]
    assert found(state="late") == ["Late"]
    assert found(side="theirs") == ["Today"]
    assert found(owner=officer.pk) == ["Late"]
    assert found(q="tod") == ["Today"]


# Queries -------------------------------------------------------------------------------------------------


def test_no_page_takes_more_queries_for_thirty_than_for_one(client, municipality, officer):
    niort = make_stakeholder(municipality, name="Niort")
    element = make_element(make_plan(municipality))

    def add(engagement=None):
        person = make_person(municipality)
        made = make_engagement(
            municipality, Counterpart(person, niort), members=[officer], actions=[make_action(element)]
        )
        make_commitment(made, owner=officer, stakeholder=niort, due_on=timezone.localdate())
        if engagement is not None:
            Attendance.objects.create(
                municipality=municipality, engagement=engagement, person=person, stakeholder=niort, by=None
            )
            make_commitment(engagement, owner=officer, stakeholder=niort)
        return made

    engagement = add()
    make_commitment(engagement, owner=officer, stakeholder=niort)
    urls = [
        address(municipality, "engagement-list") + "?size=50", address(municipality, "commitment-list") + "?size=50",
        engagement.get_absolute_url(), address(municipality, "engagement-edit", engagement.pk),
        address(municipality, "stakeholder-briefing", niort.pk), niort.get_absolute_url(),
        reverse("workspace:home", args=[municipality.slug]),
    ]  # fmt: skip

    def counts():
        found = {}
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            found[url] = len(queries)
        return found

    counts()
    few = counts()
    for _n in range(29):
        add(engagement)

    assert counts() == few
    assert max(few.values()) <= 30
