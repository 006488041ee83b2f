"""A city's own goals stand beside the common ones, and files tell them apart by their code alone."""

import pytest

from intlstrategy.taxonomy.models import Goal, UrbanAgendaObjective
from intlstrategy.taxonomy.services import load_shared_terms
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADMIN = "/admin/taxonomy"


@pytest.mark.parametrize("model", ["goal", "goaltarget"])
@pytest.mark.parametrize("code", ["11", "11.a", "11.A", "Ours", "  ours ", "STRASSE", "ñ 1", "Ñ   1", "Ñ\u00a01"])
def test_a_citys_own_goal_has_a_code_that_no_other_goal_or_target_has(client, municipality, model, code):
    load_shared_terms()
    for own in ("ours", "straße", "Ñ 1"):
        Goal.objects.create(municipality=municipality, code=own, name_en="Ours", name_es="Nuestro")
    client.force_login(make_user(is_staff=True, is_superuser=True))
    goal = Goal.objects.get(code="11", municipality=None).pk
    typed = {"municipality": municipality.pk, "code": code, "name_en": "A", "name_es": "A", "position": 0, "goal": goal}

    answer = client.post(f"{ADMIN}/{model}/add/", typed)

    assert answer.context["adminform"].form.errors == {
        "code": ["This code is taken by another goal, target or objective. Choose one of your own."]
    }


@pytest.mark.parametrize(("framework", "is_taken"), [("aue", True), ("own", False)])
def test_a_citys_own_objective_has_a_code_that_no_other_of_its_agenda_has(client, municipality, framework, is_taken):
    load_shared_terms()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    typed = {
        "municipality": municipality.pk,
        "code": "1.1",
        "name_en": "A",
        "name_es": "A",
        "position": 0,
        "framework": framework,
    }

    client.post(f"{ADMIN}/urbanagendaobjective/add/", typed)

    assert UrbanAgendaObjective.objects.filter(municipality=municipality).exists() is not is_taken


@pytest.mark.parametrize("model", ["goal", "goaltarget"])
def test_a_common_goal_does_not_take_the_code_of_a_citys_own(client, municipality, model):
    own = Goal.objects.create(municipality=municipality, code="18", name_en="Ours", name_es="Nuestro")
    client.force_login(make_user(is_staff=True, is_superuser=True))
    typed = {"code": "18", "name_en": "A", "name_es": "A", "position": 0, "goal": own.pk}

    answer = client.post(f"{ADMIN}/{model}/add/", typed)

    assert answer.context["adminform"].form.errors["code"] == [
        "This code is taken by another goal, target or objective. Choose one of your own."
    ]
