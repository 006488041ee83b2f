from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from intlstrategy.municipalities.models import Department, Post, ScopedForeignKey
from intlstrategy.municipalities.tenancy import links
from intlstrategy.taxonomy.models import Goal, GoalTarget
from tests.factories import make_department, make_municipality

pytestmark = pytest.mark.django_db


def run() -> tuple[list[str], int]:
    out = StringIO()
    try:
        call_command("check_tenancy", stdout=out)
    except SystemExit as stop:
        return out.getvalue().splitlines(), int(stop.code or 0)
    return out.getvalue().splitlines(), 0


def test_links_inside_one_municipality_are_well(municipality):
    above = make_department(municipality)
    make_department(municipality, parent=above)

    assert run() == (["0"], 0)


@pytest.mark.crosses_tenants
def test_a_row_that_points_at_a_neighbours_record_is_named_and_counted(municipality):
    neighbour = make_municipality()
    post = Post.objects.create(municipality=municipality, title="Mayor", by=None)
    theirs = make_department(neighbour)
    post.department = theirs
    post.save(by=None)

    assert run() == (
        [
            f"municipalities.Post.department: row {post.pk} of municipality {municipality.pk} points at {theirs.pk}",
            "1",
        ],
        1,
    )


@pytest.mark.crosses_tenants
def test_a_shared_term_must_not_hang_on_a_citys_own(municipality):
    goal = Goal.objects.create(municipality=municipality, code="90", name_en="Own", name_es="Propio")
    GoalTarget.objects.create(goal=goal, code="90.1", name_en="Shared", name_es="Común")

    assert run()[1] == 1


def test_a_link_to_a_shared_term_is_well(municipality):
    goal = Goal.objects.create(code="90", name_en="Shared", name_es="Común")
    GoalTarget.objects.create(municipality=municipality, goal=goal, code="90.1", name_en="Own", name_es="Propio")

    assert run() == (["0"], 0)


def test_every_scoped_foreign_key_is_checked_and_no_history_row_is():
    checked = {(link.model, link.name) for link in links()}
    scoped = {
        (model, field.name)
        for model in apps.get_models()
        if not model.__name__.startswith("Historical")
        for field in model._meta.concrete_fields
        if isinstance(field, ScopedForeignKey)
    }

    assert scoped <= checked
    assert (Department, "parent") in checked
    assert not [model for model, _name in checked if model.__name__.startswith("Historical")]
