"""load_taxonomy: the shared lists, once, however often they are loaded."""

from io import StringIO

import pytest
from django.core.management import call_command

from intlstrategy.taxonomy.models import Dimension, Goal, GoalTarget, GovernanceLevel, UrbanAgendaObjective

pytestmark = pytest.mark.django_db


def loaded() -> str:
    out = StringIO()
    call_command("load_taxonomy", stdout=out)
    return out.getvalue()


def test_loading_twice_gives_each_term_once_and_keeps_its_id():
    first = loaded()
    ids = [list(model.objects.order_by("pk").values_list("pk", "code")) for model in (Goal, GoalTarget)]
    assert loaded() == first == "268 terms\n"
    assert [list(model.objects.order_by("pk").values_list("pk", "code")) for model in (Goal, GoalTarget)] == ids


def test_every_list_is_there():
    loaded()
    spanish = UrbanAgendaObjective.objects.filter(framework="aue")
    assert (Dimension.objects.count(), Goal.objects.count(), GoalTarget.objects.count()) == (6, 17, 169)
    assert (spanish.filter(parent=None).count(), spanish.exclude(parent=None).count()) == (10, 30)
    assert set(UrbanAgendaObjective.objects.values_list("framework", flat=True)) == {
        "aue", "uaeu", "nua",
    }  # fmt: skip
    assert GovernanceLevel.objects.filter(code="local").count() == 1


def test_a_name_that_was_changed_is_mended_and_a_citys_own_term_is_left_alone(municipality):
    loaded()
    Goal.objects.filter(code="1").update(name_en="Something else")
    own = Dimension.objects.create(municipality=municipality, code="political", name_en="Ours", name_es="Nuestra")
    loaded()
    assert Goal.objects.get(code="1").name_en == "No poverty"
    own.refresh_from_db()
    assert own.name_en == "Ours"
    assert Dimension.objects.filter(code="political").count() == 2
