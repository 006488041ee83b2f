"""The demonstration, loaded on different days: always something late, due and coming up, and all of it told."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, Q
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from intlstrategy.accounts.models import User
from intlstrategy.documents.models import Document
from intlstrategy.municipalities.models import Mandate, Membership, Municipality
from intlstrategy.municipalities.tenancy import links
from intlstrategy.planning.models import Action, ActionElement, Alignment, Diagnosis, Element, Plan, Version
from intlstrategy.relations.models import Approach, ApproachDesk, Asset, Mission, NetworkMembership
from intlstrategy.relations.worth import values_of

pytestmark = pytest.mark.django_db
WORKERS = [("gijon", "contributor"), ("gijon", "officer"), ("gijon", "lead"), ("valdemar", "neighbour")]
TO_SEE_TO = {"End date passed", "Ending in 90 days", "No status stated yet"}


@pytest.fixture
def load(settings):
    settings.DEBUG = True
    return load_demo


def load_demo(*arguments):
    call_command("load_demo", *arguments, verbosity=0)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration as it is loaded today, once for all tests that only read it."""
    with django_db_blocker.unblock(), override_settings(DEBUG=True), transaction.atomic():
        load_demo()
        yield
        transaction.set_rollback(True)


def city(slug):
    return Municipality.objects.get(slug=slug)


@pytest.mark.parametrize(
    ("day", "years", "mandates"),
    [
        ("2027-01-10", "2024-2027", ["2023-2027", "2019-2023"]),
        ("2028-02-29", "2025-2028", ["2027-2031", "2023-2027", "2019-2023"]),
    ],
)
def test_whenever_it_is_loaded_everybody_has_something_late_due_and_coming_up(client, load, day, years, mandates):
    with time_machine.travel(f"{day} 09:00Z", tick=False):
        load()
        today, missing = timezone.localdate(), []
        for slug, name in WORKERS:
            user = User.objects.get(email=f"{name}@demo.test")
            member = Membership.objects.get(user=user)
            mine = (
                Action.objects.of(city(slug))
                .accepted()
                .answered_by(member)
                .exclude(stated_status__in=["completed", "cancelled"])
            )
            soon = today + timedelta(days=90)
            found = (mine.ended_before(today), mine.ending_between(today, soon), mine.filter(ends_on__gt=soon))
            client.force_login(user)
            seen = {each["title"] for each in client.get(f"/{slug}/").context["groups"]}
            missing += [(name, number) for number, rows in enumerate(found) if not rows.exists()]
            missing += [(name, title) for title in TO_SEE_TO - seen]

    assert missing == []
    plan = Plan.objects.get(slug="gijon-en-el-mundo")
    assert (plan.title, plan.status) == (f"Gijón en el mundo {years}", "in_force")
    assert f"{plan.starts_on.year}-{plan.ends_on.year}" == years
    assert plan.starts_on <= date.fromisoformat(day) <= plan.ends_on
    assert list(Mandate.objects.values_list("name", flat=True)) == mandates


def test_every_action_says_what_is_done_why_and_that_it_is_illustrative(demo):
    accepted = Action.objects.accepted()
    marks = {
        slug: {str(row.source_columns) for model in (Action, Element) for row in model.objects.of(city(slug))}
        for slug in ("gijon", "valdemar")
    }

    assert accepted.filter(Q(text="") | Q(reason="")).count() == 0
    assert accepted.values("text").distinct().count() == accepted.count()
    assert marks == {
        "gijon": {"[['Carácter', 'Ilustrativo: no es un dato del Ayuntamiento']]"},
        "valdemar": {"[['Nature', 'Illustrative: Valdemar is an invented municipality']]"},
    }


def test_it_holds_what_the_screens_show(demo):
    gijon, valdemar = city("gijon"), city("valdemar")
    actions = Action.objects.of(gijon).filter(plan__slug="gijon-en-el-mundo")
    masters = Plan.objects.of(gijon).master_plans().with_action_count().values_list("action_count", flat=True)
    helped = actions.annotate(helpers=Count("contributions")).filter(helpers__gt=0).count()

    assert 40 <= actions.count() <= 60
    assert actions.values("lead_department").distinct().count() == 12
    assert helped * 3 >= actions.count()
    assert sorted(masters) == [3, 3]
    assert ActionElement.objects.of(gijon).count() >= 8
    assert Alignment.objects.of(gijon).filter(action__isnull=False).count() >= 20
    assert Diagnosis.objects.of(gijon).count() == 14
    assert set(Action.objects.of(gijon).proposals().values_list("standing", flat=True)) == {"proposed", "returned"}
    assert Action.objects.of(valdemar).count() == 8
    assert Diagnosis.objects.of(valdemar).count() == 5
    assert Alignment.objects.of(valdemar).count() == 8


def test_what_is_published_names_its_source(demo):
    mission = Document.objects.get(title__startswith="Misión")
    points = Diagnosis.objects.of(city("gijon"))
    sourced = points.filter(Q(evidence__contains=".es") | Q(evidence__contains=".com") | Q(evidence__contains=".net"))

    assert "Publicado en internacional.gijon.es" in mission.description
    assert sourced.exclude(evidence__startswith="Ilustrativo").count() == 8
    assert points.filter(evidence__startswith="Ilustrativo").count() == 6


@pytest.mark.parametrize("kind", ["department", "post", "mandate"])
def test_the_pages_of_the_organisation_say_that_it_is_illustrative(client, demo, kind):
    client.force_login(User.objects.get(email="observer@demo.test"))
    register = client.get(reverse(f"municipalities:{kind}-list", args=["gijon"]))
    page = client.get(register.context["page_obj"][0].get_absolute_url()).content.decode()

    assert "Illustrative: made for the demonstration" in page


def test_the_officer_writes_and_the_lead_approves(demo):
    by_city = {version.municipality.slug: version.recorded_by.email for version in Version.objects.all()}
    authors = {row.history_user.email for row in Element.history.filter(municipality=city("gijon"))}

    assert by_city == {"gijon": "lead@demo.test", "valdemar": "neighbour@demo.test"}
    assert authors == {"officer@demo.test"}


def test_loading_twice_and_again_from_scratch_gives_the_same_and_crosses_no_cities(load):
    def counts():
        models = (Action, Element, Plan, Alignment, Diagnosis, Document, Membership)
        return {model.__name__: model.objects.count() for model in models}

    load()
    first = counts()
    load()
    assert counts() == first
    load("--reset")

    assert counts() == first
    assert [str(link) for link in links() if link.strangers().exists()] == []


def test_what_is_published_of_networks_names_its_source_and_one_costs_without_any_use(demo):
    gijon = city("gijon")
    networks = list(NetworkMembership.objects.of(gijon))
    values = values_of(gijon, networks, timezone.localdate())
    published = {str(row): (row.category, "elcomercio.es" in row.source) for row in networks}

    assert published["Eurocities"] == ("full", True)
    assert published["Ciudades Atlánticas"] == ("founding", True)
    assert [str(row) for row in networks if values[row.pk].is_unused] == [
        "Fondo asturiano de cooperación municipal (ejemplo)"
    ]
    assert NetworkMembership.objects.of(city("valdemar")).count() == 1


def test_approaches_are_in_every_status_and_the_public_form_of_one_city_is_open(demo):
    rows = list(Approach.objects.of(city("gijon")))

    assert {row.status for row in rows} == {"received", "judging", "accepted", "declined", "withdrawn"}
    assert {row.source for row in rows} == {"Ilustrativo: propuesta inventada"}
    assert [str(row.agreement or row.mission) for row in rows if row.agreement or row.mission] == [
        "Visita de la alcaldesa de Viana do Castelo", "Memorando de entendimiento con Nantes sobre la transición ecológica",
    ]  # fmt: skip
    assert [row.municipality.slug for row in ApproachDesk.objects.filter(is_open=True)] == ["gijon"]
    assert [row.contact_email for row in rows if row.contact_email and not row.contact_email.endswith(".test")] == []


def test_missions_are_in_every_state_and_only_the_published_one_has_a_day_of_its_own(demo):
    today = timezone.localdate()
    missions = list(Mission.objects.of(city("gijon")))
    sourced = [row for row in missions if "elcomercio.es" in row.source]

    assert len(missions) == 25
    assert {row.state(today) for row in missions} == {"planned", "approved", "to_report", "reported", "cancelled"}
    assert [(row.starts_on, row.ends_on) for row in sourced] == [(date(2025, 5, 14), date(2025, 5, 15))]
    assert Asset.objects.of(city("gijon")).with_use_count(timezone.localdate(), []).filter(use_count=0).count() >= 3
