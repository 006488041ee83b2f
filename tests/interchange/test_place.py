"""Where an import goes can be said anew, without bringing the file again."""

import html

import pytest

from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Plan
from tests.factories import make_member
from tests.interchange.wizard import GOOD, address, applied, apply, errors, previewed, told, work

pytestmark = pytest.mark.django_db
NEW = {"plan": "", "title": "Mine", "slug": "mine", "kind": "strategy", "starts_on": "", "ends_on": ""}


@pytest.fixture
def loser(client, municipality):
    """An import whose new plan another one made first."""
    client.force_login(make_member(municipality, Role.OFFICER).user)
    loser = previewed(client, municipality, GOOD + "Trade,a3,Third,5,\n", slug="same", title="Same")
    applied(client, municipality, slug="same", title="Same")
    apply(client, loser)
    return loser


def send(client, run, **fields):
    response = client.post(address("place", run.municipality, run.pk), NEW | fields)
    work()
    run.refresh_from_db()
    return response


def test_of_two_imports_into_one_new_address_the_second_is_told_and_shown_the_way_on(client, loser):
    place = address("place", loser.municipality, loser.pk)
    page = html.unescape(client.get(loser.get_absolute_url()).content.decode())
    assert (loser.status, loser.message) == ("failed", "Another plan already has this address.")
    assert page.count("The plan “Same” has the address that was meant for the new one.") == 1
    assert page.count(f'<a href="{place}">Compare the file with that plan, or choose another address</a>') == 1
    form = client.get(place).context["form"]
    assert (form["plan"].initial.slug, form["title"].initial, form["slug"].initial) == ("same", "Same", "same")


def test_it_goes_into_the_plan_that_has_the_address(client, loser):
    plan = Plan.objects.get(slug="same")
    assert send(client, loser, plan=plan.pk).url == loser.get_absolute_url()
    assert (loser.status, loser.plan, loser.created_count, loser.unchanged_count) == ("previewed", plan, 1, 3)
    apply(client, loser)
    assert (loser.status, plan.actions.count()) == ("applied", 3)


def test_it_goes_into_a_new_plan_at_another_address(client, loser):
    send(client, loser)
    apply(client, loser)
    assert (loser.status, loser.plan.slug, loser.plan.title) == ("applied", "mine", "Mine")


def test_an_address_that_is_taken_is_refused_at_its_field(client, loser):
    response = send(client, loser, slug="same")
    assert (response.status_code, errors(response)) == (422, {"slug": ["Another plan already has this address."]})
    assert loser.new_plan["slug"] == "same"


def test_an_import_that_was_applied_goes_nowhere_else(client, loser):
    send(client, loser)
    apply(client, loser)
    response = client.post(address("place", loser.municipality, loser.pk), NEW, follow=True)
    assert told(response) == ["Where this import goes can no longer be changed."]
