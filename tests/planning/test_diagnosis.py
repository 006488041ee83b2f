"""The diagnosis: its board, its register, and the pages of one point."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Diagnosis, Plan
from intlstrategy.planning.services.diagnosis import bin_diagnosis, save_diagnosis, step_diagnosis
from tests.factories import make_diagnosis, make_dimension, make_element, make_member, make_municipality, make_plan

pytestmark = pytest.mark.django_db


def board_url(plan):
    return reverse("planning:diagnosis-board", args=[plan.municipality.slug, plan.slug])


def home_url(municipality):
    return reverse("planning:diagnosis-home", args=[municipality.slug])


def titles(response, kind):
    quadrant = next(each for each in response.context["board"] if each["kind"] == kind)
    return [each["point"].title for each in quadrant["points"]]


def in_order(plan, kind="strength"):
    rows = Diagnosis.objects.of(plan.municipality).filter(plan=plan, kind=kind).in_order()
    return list(rows.values_list("title", flat=True))


def sent(**fields):
    return {"kind": "strength", "title": "Port", "evidence": "", "dimension": ""} | fields


def test_the_board_shows_each_point_in_its_quadrant_with_what_answers_it(client, officer, plan):
    answer = make_element(plan, title="Networks first")
    make_diagnosis(plan, answer, kind="strength", title="Active port")
    make_diagnosis(plan, kind="need", title="People know little")

    response = client.get(board_url(plan))

    assert titles(response, "strength") == ["Active port"]
    assert titles(response, "need") == ["People know little"]
    assert "Networks first" in response.content.decode()


def test_points_that_nothing_answers_stand_out_and_are_counted(client, officer, plan):
    make_diagnosis(plan, make_element(plan))
    make_diagnosis(plan, kind="threat", title="Fewer funds")

    response = client.get(board_url(plan))

    assert response.context["unanswered"] == 1
    assert response.content.decode().count("Nothing in the plan answers it") == 1


def test_an_answer_in_the_bin_answers_nothing(client, officer, plan):
    element = make_element(plan)
    make_diagnosis(plan, element)
    bin_record(element, by=officer.user)

    assert client.get(board_url(plan)).context["unanswered"] == 1


def test_the_board_can_be_read_by_one_dimension(client, officer, plan):
    political, economic = make_dimension(), make_dimension()
    make_diagnosis(plan, dimension=political, title="Political point")
    make_diagnosis(plan, dimension=economic, title="Economic point")

    response = client.get(board_url(plan), {"dimension": political.pk})

    assert titles(response, "strength") == ["Political point"]


@pytest.mark.parametrize("nonsense", ["²", "9" * 5000, "-1", "x", ""])
def test_a_dimension_that_is_none_shows_every_point(client, officer, plan, nonsense):
    make_diagnosis(plan, title="Port")

    assert titles(client.get(board_url(plan), {"dimension": nonsense}), "strength") == ["Port"]


def test_another_citys_own_dimension_does_not_filter(client, officer, plan):
    foreign = make_dimension(municipality=make_municipality())
    make_diagnosis(plan, title="Port")

    response = client.get(board_url(plan), {"dimension": foreign.pk})

    assert (response.context["dimension"], titles(response, "strength")) == (None, ["Port"])


def test_an_empty_board_teaches_what_a_diagnosis_is_for(client, officer, plan):
    page = client.get(board_url(plan)).content.decode()

    assert "No diagnosis yet" in page
    assert reverse("planning:diagnosis-create", args=[plan.municipality.slug, plan.slug]) in page


def test_the_entry_page_opens_the_plan_in_force_before_a_newer_draft(client, officer, municipality):
    current = make_plan(municipality, status="in_force", starts_on=date(2020, 1, 1), ends_on=date(2099, 1, 1))
    make_plan(municipality, starts_on=date(2026, 1, 1))

    assert client.get(home_url(municipality)).context["plan"] == current


def test_the_entry_page_opens_the_newest_plan_when_none_is_in_force_and_the_one_asked_for(
    client, officer, municipality
):
    older = make_plan(municipality, starts_on=date(2020, 1, 1))
    newer = make_plan(municipality, starts_on=date(2024, 1, 1))

    assert client.get(home_url(municipality)).context["plan"] == newer
    assert client.get(home_url(municipality), {"plan": older.slug}).context["plan"] == older


def test_the_entry_page_of_a_city_without_plans_teaches(client, officer, municipality):
    assert "No diagnosis yet" in client.get(home_url(municipality)).content.decode()


def test_the_entry_page_does_not_open_a_neighbours_plan(client, officer, municipality):
    foreign = make_plan(make_municipality())

    assert client.get(home_url(municipality), {"plan": foreign.slug}).status_code == 404


def test_a_point_is_added_with_its_answers_and_the_journal_says_so(client, officer, plan):
    first, second = make_element(plan), make_element(plan)
    url = reverse("planning:diagnosis-create", args=[plan.municipality.slug, plan.slug])

    response = client.post(url, sent(title="Active port", elements=[first.pk, second.pk]))

    point = Diagnosis.objects.of(plan.municipality).get()
    assert response.url == point.get_absolute_url()
    assert set(point.answers.values_list("element_id", flat=True)) == {first.pk, second.pk}
    assert JournalEntry.objects.get(target_model="planning.Diagnosis", verb="created").by == officer.user


def test_the_form_starts_in_the_quadrant_it_was_opened_from(client, officer, plan):
    url = reverse("planning:diagnosis-create", args=[plan.municipality.slug, plan.slug])

    assert client.get(url, {"kind": "threat"}).context["form"]["kind"].value() == "threat"
    assert client.get(url, {"kind": "nonsense"}).context["form"]["kind"].value() != "nonsense"


@pytest.mark.parametrize("where", ["another plan", "another city"])
def test_only_elements_of_the_same_plan_can_answer(client, officer, plan, where):
    other = make_plan(plan.municipality if where == "another plan" else make_municipality())
    url = reverse("planning:diagnosis-create", args=[plan.municipality.slug, plan.slug])

    response = client.post(url, sent(elements=[make_element(other).pk]))

    assert response.status_code == 422
    assert "elements" in response.context["form"].errors


def test_a_dimension_of_another_city_is_refused(client, officer, plan):
    foreign = make_dimension(municipality=make_municipality())
    url = reverse("planning:diagnosis-create", args=[plan.municipality.slug, plan.slug])

    response = client.post(url, sent(dimension=foreign.pk))

    assert "dimension" in response.context["form"].errors


def test_an_edit_keeps_the_answers_that_stay_and_drops_the_others(client, officer, plan):
    kept, dropped, new = make_element(plan), make_element(plan), make_element(plan)
    point = make_diagnosis(plan, kept, dropped)
    url = reverse("planning:diagnosis-edit", args=[plan.municipality.slug, point.pk])

    client.post(url, sent(title="Better words", elements=[kept.pk, new.pk], _seen=point.revision))

    point.refresh_from_db()
    assert point.title == "Better words"
    assert set(point.answers.values_list("element_id", flat=True)) == {kept.pk, new.pk}


def test_two_people_who_edit_one_point_lose_nothing(client, officer, plan):
    point = make_diagnosis(plan, title="Port")
    seen = point.revision
    point.title = "Big port"
    save_diagnosis(diagnosis=point, elements=[], by=None)
    url = reverse("planning:diagnosis-edit", args=[plan.municipality.slug, point.pk])

    response = client.post(url, sent(title="Old port", _seen=seen))

    assert response.status_code == 409
    assert "Big port" in response.content.decode()
    assert "Old port" in response.content.decode()


def test_a_point_that_changes_quadrant_goes_to_its_end(plan):
    make_diagnosis(plan, kind="threat", title="First")
    point = make_diagnosis(plan, kind="strength", title="Moved")
    point.kind = "threat"
    save_diagnosis(diagnosis=point, elements=[], by=None)

    assert in_order(plan, "threat") == ["First", "Moved"]


@pytest.mark.parametrize(
    ("title", "step", "expected"),
    [
        ("B", "up", ["B", "A", "C"]),
        ("B", "down", ["A", "C", "B"]),
        ("A", "up", ["A", "B", "C"]),
        ("C", "down", ["A", "B", "C"]),
        ("B", "sideways", ["A", "B", "C"]),
    ],
)
def test_a_point_moves_one_place_in_its_quadrant(client, officer, plan, title, step, expected):
    points = {name: make_diagnosis(plan, title=name) for name in "ABC"}
    make_diagnosis(plan, kind="need", title="Elsewhere")
    url = reverse("planning:diagnosis-move", args=[plan.municipality.slug, points[title].pk])

    response = client.post(url, {"step": step})

    assert response.url == points[title].get_absolute_url()
    assert in_order(plan) == expected


def test_after_a_step_on_the_entry_page_one_is_on_the_entry_page(client, officer, plan):
    point = make_diagnosis(plan)
    url = reverse("planning:diagnosis-move", args=[plan.municipality.slug, point.pk])

    response = client.post(url, {"step": "up", "home": "1"})

    assert response.url == f"{home_url(plan.municipality)}?plan={plan.slug}#d{point.pk}"


def test_the_diagnosis_of_a_closed_plan_stays_as_it_is(client, officer, plan):
    point = make_diagnosis(plan)
    plan.status = Plan.Status.CLOSED
    plan.save(by=None)
    point.refresh_from_db()

    for change in (
        lambda: save_diagnosis(diagnosis=point, elements=[], by=officer.user),
        lambda: step_diagnosis(diagnosis=point, step="up", by=officer.user),
        lambda: bin_diagnosis(diagnosis=point, by=officer.user),
    ):
        with pytest.raises(ValidationError, match="closed"):
            change()
    move = reverse("planning:diagnosis-move", args=[plan.municipality.slug, point.pk])
    assert "This plan is closed" in client.post(move, {"step": "up"}, follow=True).content.decode()
    assert client.get(board_url(plan)).context["may_edit"] is False


def test_the_lead_moves_a_point_to_the_bin_from_the_board(client, plan):
    lead = make_member(plan.municipality, Role.LEAD)
    client.force_login(lead.user)
    point = make_diagnosis(plan, make_element(plan))
    url = reverse("planning:diagnosis-bin", args=[plan.municipality.slug, point.pk])

    assert url in client.get(board_url(plan)).content.decode()
    response = client.post(url, {"_seen": point.revision})

    assert response.url == board_url(plan)
    assert list(Diagnosis.objects.of(plan.municipality)) == []


def test_buttons_show_only_to_those_who_may(client, plan):
    point = make_diagnosis(plan)
    observer, officer = make_member(plan.municipality), make_member(plan.municipality, Role.OFFICER)
    edit = reverse("planning:diagnosis-edit", args=[plan.municipality.slug, point.pk])
    to_bin = reverse("planning:diagnosis-bin", args=[plan.municipality.slug, point.pk])
    seen = {}
    for who in (observer, officer):
        client.force_login(who.user)
        page = client.get(board_url(plan)).content.decode()
        seen[who] = (edit in page, to_bin in page)

    assert seen == {observer: (False, False), officer: (True, False)}


def test_the_history_leads_back_to_the_board_which_everybody_may_open(client, plan):
    point = make_diagnosis(plan)
    client.force_login(make_member(plan.municipality).user)
    page = client.get(reverse("planning:diagnosis-history", args=[plan.municipality.slug, point.pk]))

    assert f'href="{board_url(plan)}#d{point.pk}"' in page.content.decode()


def test_the_register_lists_what_nothing_answers_and_exports_it(client, officer, plan):
    make_diagnosis(plan, make_element(plan), title="Answered")
    make_diagnosis(plan, title="Open", evidence="A study")
    url = reverse("planning:diagnosis-list", args=[plan.municipality.slug])

    assert [row["row"].title for row in client.get(url, {"answered": "no"}).context["rows"]] == ["Open"]
    assert [row["row"].title for row in client.get(url, {"answered": "yes"}).context["rows"]] == ["Answered"]
    file = b"".join(client.get(f"{url}export.csv", {"answered": "no"}).streaming_content).decode()
    assert [line.split(",")[0] for line in file.splitlines()[1:]] == ["Open"]
    assert "A study" in file


@pytest.mark.parametrize("page", ["board", "home", "list"])
def test_the_queries_do_not_grow_with_the_points(client, officer, plan, page):
    url = {
        "board": board_url(plan),
        "home": home_url(plan.municipality),
        "list": reverse("planning:diagnosis-list", args=[plan.municipality.slug]),
    }[page]
    counts = []
    for more in (1, 29):
        for _ in range(more):
            make_diagnosis(plan, make_element(plan), make_element(plan), dimension=make_dimension())
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url, {"size": 100})
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 15
