"""The register of actions: what it finds, what it shows, and what is done there on many at once."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from urllib.parse import unquote

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.models import Post
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action
from intlstrategy.planning.services.actions import save_action, state_progress
from intlstrategy.planning.services.plans import move_to_status
from intlstrategy.planning.services.proposals import propose_action
from tests.factories import make_action, make_department, make_element, make_member, make_municipality, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(municipality, client):
    member = make_member(municipality, Role.LEAD, department=make_department(municipality, name="International"))
    client.force_login(member.user)
    return member


def export_address(municipality, suffix, query=""):
    return f"{reverse('planning:action-list-export', args=[municipality.slug, suffix])}{query and '?'}{query}"


def address(municipality, query=""):
    return f"{reverse('planning:action-list', args=[municipality.slug])}{query and '?'}{query}"


def titles(client, municipality, query=""):
    response = client.get(address(municipality, query))
    assert response.status_code == 200
    return sorted(row["row"].title for row in response.context["rows"])


def export(client, municipality, query=""):
    response = client.get(export_address(municipality, "csv", query))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_an_action_is_found_by_its_title_code_or_file_number_whatever_the_accents(client, municipality, lead):
    make_action(municipality, title="Línea del Cantábrico", code="A1", file_number="EXP/7")
    make_action(municipality, title="Something else")
    for words in ("linea", "cantabrico línea", "a1", "exp/7"):
        assert titles(client, municipality, f"q={words}") == ["Línea del Cantábrico"]


def test_each_filter_narrows_the_list(client, municipality, lead):
    plan, other = make_plan(municipality), make_plan(municipality)
    axis = make_element(plan)
    objective = make_element(plan, axis)
    elsewhere = make_element(other)
    department = make_department(municipality)
    today = timezone.localdate()
    found = make_action(
        objective, title="Found", lead_department=department, responsible=lead, priority="high",
        ends_on=today + timedelta(days=30),
    )  # fmt: skip
    make_action(elsewhere, title="Other", priority="low", ends_on=today + timedelta(days=300))
    make_action(municipality, title="Outside", is_continuous=True)
    make_action(municipality, title="Over", ends_on=today - timedelta(days=1))
    state_progress(action=found, progress=Decimal(40), status="on_track", by=lead.user)
    for query in (
        f"plan={plan.pk}",
        f"element={axis.pk}",
        f"element={objective.pk}",
        "status=on_track",
        "priority=high",
        f"lead={department.pk}",
        f"responsible={lead.pk}",
        "whose=me",
        "ends=90",
        f"ends_after={today}&ends_before={today + timedelta(days=60)}",
    ):
        assert titles(client, municipality, query) == ["Found"], query
    assert titles(client, municipality, "status=none") == ["Other", "Outside"]
    assert titles(client, municipality, "status=delayed") == ["Over"]
    assert titles(client, municipality, "place=none") == ["Outside", "Over"]
    assert titles(client, municipality, "place=some") == ["Found", "Other"]
    assert titles(client, municipality, "ends=past") == ["Over"]
    assert titles(client, municipality, "ends=never") == ["Outside"]


def test_a_part_of_the_plan_also_shows_what_contributes_to_it_from_elsewhere(client, municipality, lead):
    plan = make_plan(municipality)
    axis, other = make_element(plan), make_element(plan)
    action = make_action(other, title="Contributes")
    save_action(action=action, by=lead.user, elements=[axis])
    assert titles(client, municipality, f"element={axis.pk}") == ["Contributes"]


def test_what_my_department_leads_is_one_click_away(client, municipality, lead):
    make_action(municipality, title="Ours", lead_department=lead.department)
    make_action(municipality, title="Theirs", lead_department=make_department(municipality))
    assert titles(client, municipality, "whose=department") == ["Ours"]


def test_without_a_department_nothing_is_led_by_mine(client, municipality):
    make_action(municipality)
    client.force_login(make_member(municipality).user)
    assert titles(client, municipality, "whose=department") == []


def test_a_neighbours_action_plan_or_department_never_shows(client, municipality, lead):
    stranger = make_municipality()
    make_action(stranger, title="Theirs")
    assert titles(client, municipality) == []
    response = client.get(address(municipality, f"lead={make_department(stranger).pk}"))
    assert "lead" in response.context["filterset"].form.errors


def test_proposals_show_only_when_asked_for(client, municipality, lead):
    make_action(municipality, title="Accepted")
    propose_action(action=Action(municipality=municipality, title="Proposed"), by=lead)
    assert titles(client, municipality) == ["Accepted"]
    assert titles(client, municipality, "standing=proposed") == ["Proposed"]
    assert titles(client, municipality, "standing=any") == ["Accepted", "Proposed"]
    assert [row["Title"] for row in export(client, municipality)] == ["Accepted"]


def test_the_list_says_where_each_action_stands(client, municipality, lead):
    plan = make_plan(municipality, title="City plan")
    axis = make_element(plan, code="1", title="Open")
    make_action(make_element(plan, axis, code="1.1", title="Networks"))
    page = client.get(address(municipality)).content.decode()
    assert "City plan › 1 › 1.1" in page


@pytest.mark.parametrize("query", ["", "sort=progress", "standing=any&size=100", "csv", "place=none"])
def test_the_register_costs_the_same_however_long(client, municipality, lead, query):
    plan = make_plan(municipality)
    element = make_element(plan, make_element(plan))

    def fill():
        for place in (element, municipality):
            action = make_action(place, lead_department=make_department(municipality), responsible=lead)
            save_action(action=action, by=lead.user, departments=[lead.department])

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            url = export_address(municipality, query) if query == "csv" else address(municipality, query)
            response = client.get(url)
            if response.streaming:
                b"".join(response.streaming_content)
        assert response.status_code == 200
        return len(captured)

    fill()
    first = cost()
    for _number in range(29):
        fill()
    assert cost() == first <= 30


def test_empty_values_sort_last_both_ways(client, municipality, lead):
    make_action(municipality, title="Nothing")
    for day in (10, 30):
        make_action(municipality, title=str(day), ends_on=date(2026, 3, day))
    for query, expected in (("sort=ends", ["10", "30", "Nothing"]), ("sort=-ends", ["30", "10", "Nothing"])):
        rows = client.get(address(municipality, query)).context["rows"]
        assert [each["row"].title for each in rows] == expected


def test_the_export_has_the_columns_that_councils_ask_for(client, municipality, lead):
    mayor = Post.objects.create(municipality=municipality, title="Mayor", by=None)
    plan = make_plan(municipality, title="Strategy")
    axis = make_element(plan, title="Axis", sponsor=mayor)
    action = make_action(make_element(plan, axis, title="Goal"), title="=1+1", file_number="EXP/1", code="7")
    helper = make_department(municipality, name="Port")
    save_action(action=action, by=lead.user, departments=[helper])
    state_progress(action=action, progress=Decimal("75.5"), status="on_track", by=lead.user, source="Report")
    row = export(client, municipality)[0]
    assert row["Title"] == "'=1+1"
    assert row["Political sponsor"] == "Mayor"
    assert row["Place in the plan"] == "Axis › Goal"
    assert row["File number"] == "EXP/1"
    assert row["Contributing departments"] == "Port"
    assert row["Stated progress"] == "75.50"
    assert (row["Stated in"], row["Stated by"]) == ("Report", lead.user.name)
    assert row["Stated on"] == timezone.localdate().isoformat()


def test_the_spreadsheet_says_the_same(client, municipality, lead):
    make_action(municipality, title="One")
    response = client.get(export_address(municipality, "xlsx"))
    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.values)
    assert [row[0] for row in rows] == ["Title", "One"]


# Many at once ------------------------------------------------------------------------------------


def tick(*actions):
    return [f"{action.pk}:{action.revision}" for action in actions]


def test_ticked_actions_get_a_lead_department_and_the_journal_knows(client, municipality, lead):
    first, second = make_action(municipality), make_action(municipality)
    department = make_department(municipality)
    client.post(address(municipality), {"act": "lead", "value_lead": department.pk, "row": tick(first), "query": ""})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.lead_department, second.lead_department) == (department, None)
    assert first.history.first().history_user == lead.user
    assert JournalEntry.objects.filter(verb="changed", target_id=first.pk, by=lead.user).count() == 1


@pytest.mark.parametrize(
    ("act", "value", "field", "expected"),
    [("priority", "high", "priority", "high"), ("priority", "none", "priority", ""), ("lead", "none", "lead_department_id", None)],
)  # fmt: skip
def test_everything_found_is_changed_on_every_page(client, municipality, lead, act, value, field, expected):
    for _number in range(30):
        make_action(municipality, priority="low", lead_department=lead.department)
    spared = make_action(municipality, title="Spared", priority="medium", lead_department=lead.department)
    data = {"act": act, f"value_{act}": value, "scope": "all", "query": "priority=low", "expected": "30"}
    client.post(address(municipality), data)
    spared.refresh_from_db()
    assert spared.priority == "medium"
    assert Action.objects.filter(**{field: expected}).exclude(pk=spared.pk).count() == 30


def test_everything_found_is_refused_when_the_list_changed_meanwhile(client, municipality, lead):
    make_action(municipality)
    client.post(address(municipality), {"act": "priority", "value_priority": "high", "scope": "all", "expected": "7"})
    assert Action.objects.get().priority == ""


def test_the_responsible_person_is_set_for_many(client, municipality, lead):
    action = make_action(municipality)
    client.post(address(municipality), {"act": "responsible", "value_responsible": lead.pk, "row": tick(action)})
    action.refresh_from_db()
    assert action.responsible == lead


def test_who_is_no_longer_here_can_be_looked_for_and_not_set(client, municipality, lead):
    gone = {
        "lead": make_department(municipality, ends_on="2020-12-31"),
        "responsible": make_member(municipality, ends_on="2020-12-31"),
    }
    action = make_action(municipality, lead_department=gone["lead"], responsible=gone["responsible"])
    page = client.get(address(municipality))
    for act in page.context["acts"]:
        if act["act"].key in gone:
            assert gone[act["act"].key].pk not in dict(act["choices"])
    assert titles(client, municipality, f"lead={gone['lead'].pk}&responsible={gone['responsible'].pk}") == [
        action.title
    ]
    fresh = make_action(municipality)
    for act, one in gone.items():
        sent = {"act": act, f"value_{act}": one.pk, "row": tick(fresh)}
        response = client.post(address(municipality), sent, follow=True)
        assert [str(message) for message in response.context["messages"]] == [
            f"“{one}” is not here today. Choose one that is."
        ]
    fresh.refresh_from_db()
    assert (fresh.lead_department, fresh.responsible) == (None, None)


def test_actions_move_to_another_place_in_the_order_they_stood(client, municipality, lead):
    plan, other = make_plan(municipality), make_plan(municipality)
    source, target = make_element(plan), make_element(other)
    make_action(target, title="There before")
    moved = [make_action(source), make_action(source), make_action(municipality)]
    revision = other.structure_revision
    client.post(address(municipality), {"act": "move", "value_move": target.pk, "row": tick(*moved)})
    placed = Action.objects.filter(element=target).order_by("position")
    assert [row.title for row in placed] == ["There before", *(row.title for row in moved)]
    assert {row.plan_id for row in placed} == {other.pk}
    other.refresh_from_db()
    assert other.structure_revision == revision + 1


def test_an_action_that_moves_where_its_identifier_is_taken_gets_a_new_one(client, municipality, lead):
    source, target = make_element(make_plan(municipality)), make_element(make_plan(municipality))
    make_action(target, external_id="same")
    action = make_action(source, external_id="same")
    client.post(address(municipality), {"act": "move", "value_move": target.pk, "row": tick(action)})
    action.refresh_from_db()
    assert action.element == target
    assert action.external_id != "same"


def test_a_stale_row_is_left_alone_and_named(client, municipality, lead):
    fresh, stale = make_action(municipality), make_action(municipality, title="Changed meanwhile")
    rows = tick(fresh, stale)
    save_action(action=stale, by=None)
    response = client.post(
        address(municipality), {"act": "priority", "value_priority": "high", "row": rows}, follow=True
    )
    assert [row.priority for row in Action.objects.order_by("pk")] == ["high", ""]
    assert any("Changed meanwhile" in str(message) for message in response.context["messages"])


def test_an_action_of_a_closed_plan_is_left_alone(client, municipality, lead):
    plan = make_plan(municipality)
    action = make_action(make_element(plan))
    plan.refresh_from_db()
    plan.status = "in_force"
    plan.save(by=None)
    move_to_status(plan=plan, status="closed", by=lead.user)
    client.post(address(municipality), {"act": "priority", "value_priority": "high", "row": tick(action)})
    action.refresh_from_db()
    assert action.priority == ""


@pytest.mark.parametrize("act", ["lead", "responsible", "move"])
def test_another_municipalitys_id_is_refused(client, municipality, lead, act):
    stranger = make_municipality()
    theirs = {
        "lead": make_department(stranger),
        "responsible": make_member(stranger),
        "move": make_element(make_plan(stranger)),
    }[act]
    action = make_action(municipality)
    response = client.post(
        address(municipality), {"act": act, f"value_{act}": theirs.pk, "row": tick(action)}, follow=True
    )
    action.refresh_from_db()
    assert (action.lead_department, action.responsible, action.element) == (None, None, None)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_nothing_chosen_says_so(client, municipality, lead):
    action = make_action(municipality)
    for act in ("lead", "responsible", "move", "priority"):
        response = client.post(address(municipality), {"act": act, "row": tick(action)}, follow=True)
        assert [str(message) for message in response.context["messages"]] == ["Choose first what to set."]


def test_a_lead_bins_many_and_each_comes_back_by_itself(client, municipality, lead):
    first, second = make_action(municipality), make_action(municipality)
    client.post(address(municipality), {"act": "bin", "row": tick(first, second)})
    assert len(set(Action._base_manager.exclude(binned_at=None).values_list("bin_group", flat=True))) == 2


def test_everything_found_goes_to_the_bin_however_many_in_as_many_queries(client, municipality, lead):
    def cost(amount):
        for _number in range(amount):
            save_action(action=make_action(municipality), by=None, departments=[make_department(municipality)])
        sent = {"act": "bin", "scope": "all", "expected": amount, "query": ""}
        with CaptureQueriesContext(connection) as queries:
            client.post(address(municipality), sent)
        assert Action.objects.of(municipality).count() == 0
        return len([each for each in queries if not each["sql"].startswith('INSERT INTO "journal')])

    assert cost(2) == cost(20)  # SQLite writes some thirty rows in a statement


def test_an_officer_bins_no_accepted_action(client, municipality):
    officer = make_member(municipality, Role.OFFICER, department=make_department(municipality))
    action = make_action(municipality, lead_department=officer.department, responsible=officer)
    client.force_login(officer.user)
    client.post(address(municipality), {"act": "bin", "row": tick(action)})
    action.refresh_from_db()
    assert action.binned_at is None


def test_a_reader_changes_nothing(client, municipality):
    action = make_action(municipality)
    client.force_login(make_member(municipality, Role.OBSERVER).user)
    response = client.post(address(municipality), {"act": "priority", "value_priority": "high", "row": tick(action)})
    assert response.status_code == 403
    assert client.get(address(municipality)).context["acts"] == []


# Not in the plan ---------------------------------------------------------------------------------


def test_the_list_of_what_is_not_in_the_plan_teaches_when_it_is_empty(client, municipality, lead):
    make_action(make_element(make_plan(municipality)))
    response = client.get(address(municipality, "place=none"))
    assert response.context["title"] == "Not in the plan"
    assert "Everything you do stands in a plan" in response.content.decode()


def test_the_navigation_leads_to_it_and_marks_it(client, municipality, lead):
    page = client.get(address(municipality, "place=none")).content.decode()
    assert f'href="{address(municipality, "place=none")}" aria-current="page"' in page
    page = client.get(address(municipality)).content.decode()
    assert f'href="{address(municipality)}" aria-current="page"' in page


def test_an_empty_register_says_what_an_action_is(client, municipality, lead):
    assert "No actions yet" in client.get(address(municipality)).content.decode()


# A filter that cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["ends_after=31/02/2025", "plan=999999", "standing=nonsense"])
def test_a_wrong_filter_lets_no_proposal_into_the_list_nor_into_a_bulk_act(client, municipality, lead, wrong):
    action = make_action(municipality, title="Accepted")
    propose_action(action=Action(municipality=municipality, title="Proposed"), by=lead)
    assert titles(client, municipality, wrong) == ["Accepted"]
    file = client.get(export_address(municipality, "csv", wrong), follow=True)
    assert [unquote(url) for url, _status in file.redirect_chain] == [address(municipality, wrong)]

    everything = {"act": "priority", "value_priority": "high", "scope": "all", "query": wrong, "expected": "1"}
    response = client.post(address(municipality), everything, follow=True)
    [refused], [said] = ([str(each) for each in page.context["messages"]] for page in (file, response))
    assert refused == said
    assert said.endswith("could not be read. Correct it or take it away first.")
    action.refresh_from_db()
    assert action.priority == ""
