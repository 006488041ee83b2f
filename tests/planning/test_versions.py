"""Approved versions: what is frozen, that it never changes, and how it is read."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import translation

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.editing import bin_record, bulk_save
from intlstrategy.municipalities.models import Membership, PostHolder
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Version, VersionAction, VersionElement
from intlstrategy.planning.services.actions import save_action, state_progress
from intlstrategy.planning.services.alignment import add_alignments
from tests.factories import (
    make_action,
    make_department,
    make_document,
    make_element,
    make_goal,
    make_member,
    make_municipality,
    make_plan,
    make_post,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(municipality):
    return make_plan(municipality, title="City in the world")


def page(name, plan, *numbers):
    return reverse(f"planning:{name}", args=[plan.municipality.slug, plan.slug, *numbers])


def make_held_post(municipality, title="Mayor", **holders):
    post = make_post(municipality, title=title)
    for name, since in holders.items():
        PostHolder.objects.create(municipality=municipality, post=post, name=name, starts_on=since, by=None)
    return post


# What is frozen ------------------------------------------------------------------------------------------


def test_a_version_keeps_every_text_of_elements_and_actions_in_reading_order(municipality, plan):
    lead, helper = make_department(municipality, name="Environment"), make_department(municipality, name="Port")
    first = make_element(plan, code="1", title="Networks", text="We **join**.", lead_department=lead)
    make_element(plan, code="2", title="Later axis")
    below = make_element(plan, first, code="1.1", title="Chair a group")
    person = make_member(municipality)
    action = make_action(
        below, code="1.1.1", title="Lead", text="What", reason="Why", lead_department=lead, responsible=person,
        starts_on=date(2024, 3, 1), ends_on=date(2025, 3, 1), priority="high", weight=3, file_number="EXP/9",
        stated_status="on_track", stated_progress=40, stated_on=date(2025, 1, 2), stated_by=person.user, stated_in="Report",
    )  # fmt: skip
    save_action(
        action=action,
        by=None,
        departments=[helper],
        elements=[first, make_element(make_plan(municipality, title="Other plan"), title="Elsewhere")],
    )
    add_alignments(record_of=action, targets={"goal": [make_goal(code="17", name_en="Partnerships")]}, by=None)
    version = make_version(plan)

    assert [(row.level_name, row.code, row.title, row.depth) for row in version.elements.all()] == [
        ("Axis", "1", "Networks", 1), ("Objective", "1.1", "Chair a group", 2), ("Axis", "2", "Later axis", 1),
    ]  # fmt: skip
    assert version.elements.get(code="1.1").parent_source_id == first.pk
    frozen = version.actions.get()
    assert (frozen.source_id, frozen.element_source_id, frozen.responsible_id) == (action.pk, below.pk, person.pk)
    for name in ("code", "title", "text", "reason", "starts_on", "ends_on", "is_continuous", "priority", "weight",
                 "file_number", "stated_status", "stated_progress", "stated_on", "stated_by_id", "stated_in"):  # fmt: skip
        assert getattr(frozen, name) == getattr(action, name), name
    assert (frozen.lead_department_name, frozen.contributing_department_names) == ("Environment", "Port")
    assert frozen.further_elements == "1 Networks\nElsewhere (Other plan)"


def test_only_accepted_actions_that_live_are_frozen(plan):
    element = make_element(plan)
    make_action(element, title="Accepted")
    make_action(element, title="Proposed", standing="proposed")
    bin_record(make_action(element, title="Binned"), by=make_member(plan.municipality).user)
    make_action(plan.municipality, title="Outside")

    assert [row.title for row in make_version(plan).actions.all()] == ["Accepted"]


def test_a_sponsor_is_frozen_as_the_post_with_who_held_it_on_the_day_of_approval(municipality, plan):
    plan.sponsor = make_held_post(municipality, Ana=date(2019, 6, 1), Luis=date(2025, 6, 1))
    plan.save(by=None)
    make_element(plan, sponsor=make_held_post(municipality, "Councillor"))

    version = make_version(plan, approved_on=date(2024, 5, 2))

    assert version.sponsor_name == "Mayor (Ana)"
    assert version.elements.get().sponsor_name == "Councillor"


@pytest.mark.parametrize(("main", "name"), [("es", "Alianzas"), ("en", "Partnerships"), ("ast", "Partnerships")])
def test_goals_are_named_in_the_citys_own_language_whoever_approves(main, name):
    plan = make_plan(make_municipality(main_language=main))
    element, goal = make_element(plan), make_goal(code="17", name_en="Partnerships", name_es="Alianzas")
    add_alignments(record_of=element, targets={"goal": [goal]}, by=None)

    with translation.override("en" if main == "es" else "es"):
        version = make_version(plan)

    assert name in version.elements.get().alignments


def test_a_document_that_became_confidential_has_no_name_for_who_may_not_read_it(client, municipality, plan):
    make_element(plan)
    document = make_document(municipality, title="Secret minutes")
    make_version(plan, document=document)
    document.visibility = "confidential"
    document.save(by=None)

    told = {}
    for role in (Role.OBSERVER, Role.OFFICER):
        client.force_login(make_member(municipality, role).user)
        page_of_it = client.get(page("version-detail", plan, 1)).content.decode()
        told[role] = ("Secret minutes" in page_of_it, "A confidential document" in page_of_it)

    assert told == {Role.OBSERVER: (False, True), Role.OFFICER: (True, False)}


def test_names_stay_as_they_were_when_a_department_a_level_or_a_post_is_renamed(client, observer, municipality, plan):
    department, post = make_department(municipality, name="International Office"), make_held_post(municipality)
    element = make_element(plan, lead_department=department, sponsor=post)
    save_action(action=make_action(element), by=None, departments=[department])
    make_version(plan)
    level = plan.levels.get(depth=1)
    department.name, post.title, level.singular = "World Office", "Lord Mayor", "Pillar"
    for row in (department, post, level):
        row.save(by=None)

    text = client.get(page("version-detail", plan, 1)).content.decode()

    assert "International Office" in text
    assert "Mayor" in text
    assert "Axis" in text
    assert not [new for new in ("World Office", "Lord Mayor", "Pillar") if new in text]


def test_approving_takes_as_many_queries_for_thirty_actions_as_for_one(municipality):
    counts = []
    for actions in (1, 30):
        plan = make_plan(municipality)
        place = make_element(plan)
        for _ in range(actions):
            make_action(place)
        with CaptureQueriesContext(connection) as queries:
            version = make_version(plan)
        counts.append(len(queries))
        assert version.actions.count() == actions

    assert counts[0] == counts[1]


# It never changes ----------------------------------------------------------------------------------------


def test_no_frozen_row_can_be_saved_again_or_deleted(plan):
    make_action(make_element(plan))
    version = make_version(plan)

    for row in (version, version.elements.get(), version.actions.get()):
        with pytest.raises(TypeError, match="never changes"):
            row.save()
        with pytest.raises(TypeError, match="never deleted"):
            row.delete()


def test_a_plan_that_was_approved_cannot_be_deleted_under_its_versions(plan):
    make_element(plan)
    make_version(plan)

    with pytest.raises(ProtectedError):
        type(plan).objects.filter(pk=plan.pk).delete()


def frozen_rows():
    return [list(model.objects.order_by("pk").values()) for model in (Version, VersionElement, VersionAction)]


def test_no_address_changes_a_version(client, plan):
    make_action(make_element(plan))
    version = make_version(plan)
    client.force_login(make_member(plan.municipality, *Role).user)
    before = frozen_rows()
    names = [name for name in get_resolver("intlstrategy.planning.urls").reverse_dict if isinstance(name, str)]
    addresses = [name for name in names if name.startswith("version-")]

    for name in addresses:
        numbers = {"version-list": [], "version-export": [version.number, "csv"]}.get(name, [version.number])
        url = page(name, plan, *numbers)
        statuses = {method: getattr(client, method)(url).status_code for method in ("post", "put", "patch", "delete")}
        assert set(statuses.values()) == {405}, name
    assert sorted(addresses) == ["version-compare", "version-detail", "version-export", "version-list"]
    assert frozen_rows() == before


def test_working_on_leaves_the_approved_text_alone(client, plan):
    officer = make_member(plan.municipality, Role.OFFICER, Role.LEAD)
    element = make_element(plan)
    action = make_action(element)
    make_version(plan)
    before = frozen_rows()

    action.title = element.title = plan.title = "Changed"
    save_action(action=action, by=officer.user)
    element.save(by=officer.user)
    plan.save(by=officer.user)
    bin_record(element, by=officer.user)

    assert frozen_rows() == before


# Reading -------------------------------------------------------------------------------------------------


def test_the_list_shows_every_version_the_newest_first(client, observer, plan):
    make_element(plan)
    make_version(plan, body="First body")
    make_version(plan, body="Second body")

    response = client.get(page("version-list", plan))

    assert [(each.number, each.approved_by_body) for each in response.context["versions"]] == [
        (2, "Second body"), (1, "First body"),
    ]  # fmt: skip


def test_a_plan_that_was_never_approved_teaches_what_versions_are(client, observer, plan):
    assert "Not approved yet" in client.get(page("version-list", plan)).content.decode()


def test_a_responsible_person_is_named_while_known_and_erased_after(client, observer, plan):
    person = make_member(plan.municipality, name="Marta Solana")
    make_action(make_element(plan), responsible=person)
    make_version(plan)
    known = client.get(page("version-detail", plan, 1)).content.decode()
    action = Action.objects.get()
    action.responsible = None
    action.save(by=None)
    for rows in (person.roles.all(), Membership.objects.filter(pk=person.pk)):
        rows.delete()
    gone = client.get(page("version-detail", plan, 1)).content.decode()

    assert ("Marta Solana" in known, "Marta Solana" in gone, "person erased" in gone) == (True, False, True)


def test_a_long_text_opens_branch_by_branch_and_whole_for_print(client, observer, municipality, plan):
    places = [make_element(plan) for _ in range(2)]
    rows = [
        Action(municipality=municipality, plan=plan, element=places[n % 2], title=f"Action {n}") for n in range(152)
    ]
    bulk_save(rows, by=None)
    make_version(plan)
    url = page("version-detail", plan, 1)

    def shown(**query):
        return [len(row["actions"]) for row in client.get(url, query).context["rows"]]

    assert shown() == [0, 0]
    assert shown(open=places[1].pk) == [0, 76]
    assert shown(open="²") == [0, 0]
    assert shown(all=1) == [76, 76]
    assert "Show its 76 actions" in client.get(url).content.decode()


def test_a_version_is_exported_in_reading_order_and_the_security_log_says_so(client, observer, plan):
    axis = make_element(plan, code="1", title="Axis one")
    objective = make_element(plan, axis, code="1.1", title="Objective one")
    make_action(objective, code="1.1.1", title="=cmd", responsible=observer, stated_progress=40)
    make_element(plan, code="2", title="Axis two")
    make_version(plan)
    url = page("version-detail", plan, 1)

    book = openpyxl.load_workbook(BytesIO(client.get(f"{url}export.xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    csv = b"".join(client.get(f"{url}export.csv").streaming_content).decode()

    assert [row[:4] for row in rows[1:]] == [
        ("Axis", None, "1", "Axis one"),
        ("Objective", "1 Axis one", "1.1", "Objective one"),
        ("Action", "1.1 Objective one", "1.1.1", "'=cmd"),
        ("Axis", None, "2", "Axis two"),
    ]
    assert dict(zip(rows[0], rows[3], strict=True))["Responsible person"] == observer.name
    assert len(csv.splitlines()) == 5
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.EXPORTED).count() == 2


@pytest.mark.parametrize("name", ["version-detail", "version-compare"])
def test_a_number_that_is_none_and_a_neighbours_are_not_found(client, observer, plan, name):
    make_element(plan)
    make_version(plan)
    abroad = make_plan(make_municipality())
    make_element(abroad)
    make_version(abroad)

    for url in (page(name, plan, 2), page(name, plan, 10**30), page(name, abroad, 1)):
        assert client.get(url).status_code == 404


def test_who_stated_what_and_when_stands_in_the_version(client, observer, plan):
    action = make_action(make_element(plan))
    person = make_user(name="Ana Pérez")
    state_progress(
        action=action, progress=Decimal(40), status="on_track", by=person, on=date(2025, 1, 2), source="Report"
    )
    make_version(plan)

    text = re.sub(r"<[^>]+>", " ", client.get(page("version-detail", plan, 1) + "?all=1").content.decode())

    assert "2 Jan 2025 · Ana Pérez · Report" in text.replace("\xa0", " ")


def test_a_version_calls_a_status_as_the_city_did_then(client, municipality, observer, plan):
    action = make_action(make_element(plan))
    state_progress(action=action, progress=None, status="on_track", by=make_user())
    make_version(plan)
    for own in ("Viento en popa", "Al día"):
        municipality.status_names = {"on_track": own}
        municipality.save()
        make_version(type(plan).objects.select_related("municipality").get(pk=plan.pk))

    found = []
    for number in (1, 2, 3):
        text = client.get(page("version-detail", plan, number) + "?all=1").content.decode()
        export = b"".join(client.get(page("version-export", plan, number, "csv"))).decode()
        found.append([name for name in ("On track", "Viento en popa", "Al día") if name in text and name in export])
    assert found == [["On track"], ["Viento en popa"], ["Al día"]]


@pytest.mark.parametrize("name", ["version-list", "version-detail", "version-compare"])
def test_the_queries_do_not_grow_with_the_plan(client, observer, plan, name):
    url, counts = page(name, plan) if name == "version-list" else page(name, plan, 1), []
    make_element(plan)
    make_version(plan)
    for more in (1, 29):
        for _ in range(more):
            element = make_element(plan, lead_department=make_department(plan.municipality))
            action = make_action(element, responsible=observer)
            add_alignments(record_of=action, targets={"goal": [make_goal()]}, by=None)
            save_action(action=action, by=None, departments=[make_department(plan.municipality)])
            make_version(plan)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 25
