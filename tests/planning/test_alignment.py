"""What elements and actions serve, and how a plan covers the agendas."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Alignment, Plan
from intlstrategy.planning.services.alignment import add_alignments, remove_alignment
from tests.factories import (
    make_action,
    make_diagnosis,
    make_dimension,
    make_element,
    make_goal,
    make_member,
    make_municipality,
    make_objective,
    make_plan,
    make_target,
)

pytestmark = pytest.mark.django_db


def align_url(aligned):
    city = aligned.municipality.slug
    if hasattr(aligned, "element"):
        return reverse("planning:action-align", args=[city, aligned.pk])
    return reverse("planning:element-align", args=[city, aligned.plan.slug, aligned.pk])


def coverage_url(plan):
    return reverse("planning:plan-alignment", args=[plan.municipality.slug, plan.slug])


def served(aligned):
    source = "action" if hasattr(aligned, "element") else "element"
    return [row.target for row in Alignment.objects.of(aligned.municipality).filter(**{source: aligned})]


def line(response, term):
    chapters = response.context["chapters"]
    found = next(each for chapter in chapters for _chapter, each in chapter.walk() if each.term == term)
    return (found.elements, found.actions)


def align(aligned, **targets):
    add_alignments(record_of=aligned, targets=targets, by=None)


# Choosing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["element", "action"])
def test_several_things_are_added_at_once(client, officer, plan, what):
    element = make_element(plan)
    aligned = element if what == "element" else make_action(element)
    goal, objective = make_goal(), make_objective()
    target = make_target(goal)
    part = make_element(make_plan(plan.municipality, kind=Plan.Kind.CITY))

    response = client.post(
        align_url(aligned),
        {"goal": [goal.pk], "goal_target": [target.pk], "urban_objective": [objective.pk], "plan_element": [part.pk]},
    )

    assert response.url == aligned.get_absolute_url()
    assert served(aligned) == [goal, target, objective, part]
    assert JournalEntry.objects.get(verb="aligned").by == officer.user


def test_an_action_outside_every_plan_serves_goals_too(client, officer, municipality):
    action, goal = make_action(municipality), make_goal()

    client.post(align_url(action), {"goal": [goal.pk]})

    assert served(action) == [goal]


def test_what_somebody_else_added_meanwhile_stays(client, officer, plan):
    element, mine, theirs = make_element(plan), make_goal(), make_goal()
    client.get(align_url(element))
    align(element, goal=[theirs])

    client.post(align_url(element), {"goal": [mine.pk, theirs.pk]})

    assert served(element) == [theirs, mine]


def test_what_it_serves_is_not_offered_again_and_can_be_taken_away(client, officer, plan):
    element, goal = make_element(plan), make_goal()
    align(element, goal=[goal])
    row = Alignment.objects.get()
    page = client.get(align_url(element))

    assert goal.pk not in dict(page.context["form"].fields["goal"].choices)
    assert f'name="remove" value="{row.pk}"' in page.content.decode()
    response = client.post(align_url(element), {"remove": row.pk})
    assert (response.url, served(element)) == (align_url(element), [])
    with translation.override(plan.municipality.main_language):
        assert JournalEntry.objects.get(verb="no longer aligned").detail == str(goal)


@pytest.mark.parametrize("remove", ["0", "x", ""])
def test_what_is_gone_already_is_said_to_be_gone(client, officer, plan, remove):
    page = client.post(align_url(make_element(plan)), {"remove": remove}, follow=True)

    assert "Somebody took it away already." in page.content.decode()


def test_the_alignment_of_another_record_is_not_taken_away_from_here(client, officer, plan):
    element, other = make_element(plan), make_element(plan)
    align(other, goal=[make_goal()])

    client.post(align_url(element), {"remove": Alignment.objects.get().pk})

    assert len(served(other)) == 1


def test_nothing_chosen_is_said(client, officer, plan):
    response = client.post(align_url(make_element(plan)), {})

    assert response.status_code == 422
    assert "Choose at least one" in response.content.decode()


def test_targets_are_grouped_by_goal_and_objectives_by_agenda(client, officer, plan):
    goal = make_goal()
    make_target(goal)
    make_objective(framework="nua")
    form = client.get(align_url(make_element(plan))).context["form"]

    assert [group for group, _rows in form.fields["goal_target"].choices] == [str(goal)]
    assert [group for group, _rows in form.fields["urban_objective"].choices] == ["New Urban Agenda"]


def test_simple_mode_asks_for_goals_only(client):
    small = make_municipality(is_simple=True)
    client.force_login(make_member(small, Role.OFFICER).user)

    assert list(client.get(align_url(make_element(make_plan(small)))).context["form"].fields) == ["goal"]


@pytest.mark.parametrize("field", ["goal", "goal_target", "urban_objective", "plan_element"])
def test_another_citys_ids_are_refused(client, officer, plan, field):
    abroad = make_municipality()
    goal = make_goal(municipality=abroad)
    foreign = {
        "goal": goal,
        "goal_target": make_target(goal, municipality=abroad),
        "urban_objective": make_objective(municipality=abroad),
        "plan_element": make_element(make_plan(abroad, kind=Plan.Kind.CITY)),
    }[field]
    element = make_element(plan)

    response = client.post(align_url(element), {field: [foreign.pk]})

    assert (response.status_code, served(element)) == (422, [])
    assert field in response.context["form"].errors


def test_an_element_is_not_aligned_with_its_own_plan(municipality):
    city_plan = make_plan(municipality, kind=Plan.Kind.CITY)
    element, sibling = make_element(city_plan), make_element(city_plan)

    with pytest.raises(ValidationError, match="another plan"):
        align(element, plan_element=[sibling])


def test_a_closed_plan_serves_what_it_served(client, officer, plan):
    element, goal = make_element(plan), make_goal()
    align(element, goal=[goal])
    plan.status = Plan.Status.CLOSED
    plan.save(by=None)
    element.refresh_from_db()

    with pytest.raises(ValidationError, match="closed"):
        align(element, goal=[make_goal()])
    with pytest.raises(ValidationError, match="closed"):
        remove_alignment(alignment=Alignment.objects.get(), by=None)
    page = client.get(align_url(element)).content.decode()
    assert "This plan is closed" in page
    assert 'name="remove"' not in page


@pytest.mark.parametrize(("role", "status"), [(Role.OBSERVER, 403), (Role.CONTRIBUTOR, 403), (Role.CABINET, 403)])
def test_only_the_office_chooses_what_is_served(client, plan, role, status):
    client.force_login(make_member(plan.municipality, role).user)

    assert client.post(align_url(make_element(plan)), {"goal": [make_goal().pk]}).status_code == status


# Coverage ------------------------------------------------------------------------------------------------


def test_each_element_and_action_counts_once_for_a_goal_however_many_targets_it_serves(client, officer, plan):
    goal, unserved = make_goal(), make_goal()
    one, other = make_target(goal), make_target(goal)
    element = make_element(plan)
    align(element, goal=[goal], goal_target=[one, other])
    align(make_action(element), goal_target=[one])

    response = client.get(coverage_url(plan))

    assert line(response, goal) == (1, 1)
    assert (line(response, one), line(response, other)) == ((1, 1), (1, 0))
    assert [each.term for each in response.context["goals"].unserved] == [unserved]
    assert "Served by nothing" in response.content.decode()


def test_an_objective_is_served_through_what_belongs_to_it(client, officer, plan):
    top = make_objective()
    below = make_objective(parent=top)
    align(make_element(plan), urban_objective=[below])

    response = client.get(coverage_url(plan))

    assert (line(response, top), line(response, below)) == ((1, 0), (1, 0))


def test_the_parts_of_the_city_plan_are_covered_with_their_branches(client, officer, plan):
    city_plan = make_plan(plan.municipality, kind=Plan.Kind.CITY)
    axis = make_element(city_plan)
    objective, alone = make_element(city_plan, axis), make_element(city_plan)
    align(make_action(make_element(plan)), plan_element=[objective])

    response = client.get(coverage_url(plan))

    assert [line(response, each) for each in (axis, objective, alone)] == [(0, 1), (0, 1), (0, 0)]


def test_proposals_the_bin_and_other_plans_do_not_count(client, officer, plan):
    goal, element = make_goal(), make_element(plan)
    align(make_action(element, standing="proposed"), goal=[goal])
    binned = make_element(plan)
    align(binned, goal=[goal])
    bin_record(binned, by=officer.user)
    align(make_element(make_plan(plan.municipality)), goal=[goal])

    response = client.get(coverage_url(plan))

    assert line(response, goal) == (0, 0)
    assert "Nothing of this plan is aligned" in response.content.decode()


def test_dimensions_say_how_many_points_are_answered(client, officer, plan):
    political, empty = make_dimension(name_en="Political"), make_dimension(name_en="Empty")
    element = make_element(plan)
    make_diagnosis(plan, element, make_element(plan), dimension=political)
    make_diagnosis(plan, element, dimension=political)
    make_diagnosis(plan, dimension=political)
    make_diagnosis(plan)

    lines = client.get(coverage_url(plan)).context["dimensions"]

    assert [(each.name, each.points, each.answered, each.elements) for each in lines] == [
        (political.name, 3, 2, 2),
        (empty.name, 0, 0, 0),
        ("Without a dimension", 1, 0, 0),
    ]


def test_simple_mode_covers_the_goals_only(client):
    small = make_municipality(is_simple=True)
    client.force_login(make_member(small).user)
    make_objective()
    plan = make_plan(small)

    assert [chapter.key for chapter in client.get(coverage_url(plan)).context["chapters"]] == ["goals"]


def test_coverage_is_exported_and_the_security_log_says_so(client, officer, plan):
    goal = make_goal(code="17")
    element = make_element(plan, code="1", title="=Networks")
    align(element, goal=[goal])

    csv = b"".join(client.get(f"{coverage_url(plan)}export.csv").streaming_content).decode()
    sheet = client.get(f"{coverage_url(plan)}export.xlsx")

    assert f"Sustainable Development Goals,17,{goal.name},1,0,1 =Networks" in csv
    assert sheet["Content-Disposition"] == f'attachment; filename="{plan.slug}-alignment.xlsx"'
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.EXPORTED).count() == 2


def test_the_queries_do_not_grow_with_the_alignments(client, officer, plan):
    counts = []
    for more in (1, 29):
        for _ in range(more):
            goal, element = make_goal(), make_element(plan)
            city_part = make_element(make_plan(plan.municipality, kind=Plan.Kind.CITY))
            align(element, goal=[goal], goal_target=[make_target(goal)], plan_element=[city_part])
            align(make_action(element), urban_objective=[make_objective()])
        for url in (coverage_url(plan), align_url(element)):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 20
