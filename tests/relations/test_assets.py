"""What the city can put on the table, and what lies idle."""

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse

from intlstrategy.core.registry import panels_for
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import Asset, AssetUse, Tie
from tests.factories import (
    make_action,
    make_agreement,
    make_asset,
    make_member,
    make_mission,
    make_network,
    make_row,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


def related(record, reader):
    """The panels of a record but those of its reporting, which every action has."""
    return [each for each in panels_for(record, reader) if each["panel"].key not in {"milestones", "updates"}]


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def address(municipality, name, *args):
    return reverse(f"relations:{name}", args=[municipality.slug, *args])


def test_an_asset_is_entered_with_whose_it_is(client, municipality, officer):
    port = make_stakeholder(municipality, name="Port authority")
    typed = {"name": "The port", "kind": "port", "holder": "port authority"}
    answer = client.post(address(municipality, "asset-create"), typed)
    again = client.post(address(municipality, "asset-create"), typed)

    asset = Asset.objects.of(municipality).get()
    assert (answer.url, asset.holder) == (asset.get_absolute_url(), port)
    assert again.context["form"].errors == {"name": ["There already is an asset with this name."]}


def test_what_nothing_uses_stands_out(client, municipality, officer):
    idle, used = make_asset(municipality, name="Idle"), make_asset(municipality, name="Used")
    make_row(Tie, asset=used, action=make_action(municipality))
    make_row(AssetUse, asset=used, mission=make_mission(municipality))
    gone = make_row(AssetUse, asset=idle, mission=make_mission(municipality))
    bin_record(gone, by=officer.user)
    url = address(municipality, "asset-list")
    register = client.get(url)

    assert {str(each): each.use_count for each in register.context["object_list"]} == {"Idle": 0, "Used": 2}
    assert b"Not used" in register.content
    assert list(client.get(url, {"use": "unused"}).context["object_list"]) == [idle]
    assert list(client.get(url, {"use": "used"}).context["object_list"]) == [used]
    assert b"Nothing uses it" in client.get(idle.get_absolute_url()).content
    assert b"Nothing uses it" not in client.get(used.get_absolute_url()).content


def test_an_agreement_a_mission_or_a_network_uses_it_one_at_a_time(client, municipality, officer):
    asset = make_asset(municipality)
    agreement, mission = make_agreement(municipality, title="Twinning"), make_mission(municipality, title="Journey")
    network = make_network(municipality, title="Eurocities")
    url = address(municipality, "asset-use-create", asset.pk)
    for typed in ({"agreement": "twinning"}, {"mission": "journey", "note": "As a host"}, {"membership": "eurocities"}):
        assert client.post(url, typed).url == f"{asset.get_absolute_url()}#uses"
    refused = [client.post(url, typed).status_code for typed in ({}, {"agreement": "twinning"}, {"mission": "journey", "membership": "eurocities"})]  # fmt: skip

    assert refused == [HTTPStatus.UNPROCESSABLE_ENTITY] * 3
    assert [str(each) for each in AssetUse.objects.order_by("pk")] == ["Twinning", "Journey", "Eurocities"]
    page = client.get(asset.get_absolute_url()).content.decode()
    assert [each.get_absolute_url() in page for each in (agreement, mission, network)] == [True] * 3
    for each in (agreement, mission, network):
        assert str(asset) in client.get(each.get_absolute_url()).content.decode()


def test_the_actions_that_use_it_show_it(client, municipality, officer):
    asset, action = make_asset(municipality), make_action(municipality)
    client.post(address(municipality, "asset-tie-create", asset.pk), {"action": str(action)})

    assert [str(found["panel"].title) for found in related(action, officer)] == ["City assets"]
    assert client.get(asset.get_absolute_url()).context["use_count"] == 1


def test_the_page_of_one_costs_the_same_however_many_use_it(client, municipality, officer, count_of_queries):
    asset = make_asset(municipality)

    def grow(number):
        for _each in range(number):
            make_row(AssetUse, asset=asset, agreement=make_agreement(municipality))
            make_row(AssetUse, asset=asset, mission=make_mission(municipality))
            make_row(AssetUse, asset=asset, membership=make_network(municipality))
            make_row(Tie, asset=asset, action=make_action(municipality))

    grow(1)
    one = count_of_queries(asset.get_absolute_url())
    grow(29)

    assert count_of_queries(asset.get_absolute_url()) == one <= 30


def test_an_asset_goes_to_the_bin_with_its_uses_and_a_mission_with_its_own(municipality, officer):
    asset, mission = make_asset(municipality), make_mission(municipality)
    make_row(AssetUse, asset=asset, mission=mission)
    make_row(Tie, asset=asset, action=make_action(municipality))
    bin_record(mission, by=officer.user)
    assert AssetUse.objects.of(municipality).count() == 0
    bin_record(asset, by=officer.user)

    assert (Asset.objects.of(municipality).count(), Tie.objects.of(municipality).count()) == (0, 0)


def test_what_was_cancelled_or_left_uses_nothing(client, municipality, officer):
    asset = make_asset(municipality)
    mission = make_mission(municipality, cancelled_on=date(2026, 3, 1), cancelled_why="Storm")
    network = make_network(municipality, left_on=date(2026, 3, 1))
    agreement = make_agreement(municipality, signed_on=date(2020, 5, 1), expires_on=date(2021, 5, 1))
    for user in ({"mission": mission}, {"membership": network}, {"agreement": agreement}):
        make_row(AssetUse, asset=asset, **user)

    listed = client.get(reverse("relations:asset-list", args=[municipality.slug])).context["object_list"]
    shown = client.get(asset.get_absolute_url())

    assert [row.use_count for row in listed] == [0]
    assert (shown.context["use_count"], shown.text.count("Over, or cancelled: it does not count")) == (0, 3)
