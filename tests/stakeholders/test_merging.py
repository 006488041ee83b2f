"""Two records of one organisation become one, and nothing that hung on either is lost."""

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse

from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.editing import bin_record, restore_group
from intlstrategy.municipalities.roles import Role
from intlstrategy.stakeholders.models import Appraisal, Stakeholder
from intlstrategy.stakeholders.services.stakeholders import merge_stakeholders
from tests.factories import make_appraisal, make_member, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, municipality):
    member = make_member(municipality, Role.LEAD)
    client.force_login(member.user)
    return member


@pytest.fixture
def pair(municipality):
    """Niort twice: the one that stays knows little, the one that goes knows more."""
    stays = make_stakeholder(municipality, name="Niort", languages=["fr"], description="Twin town.")
    goes = make_stakeholder(
        municipality, name="Ville de Niort", country="FR", latitude=46, longitude=0, languages=["en", "fr"],
        description="Since 1982.", website="https://niort.test/",
    )  # fmt: skip
    return stays, goes


def page_of(row, name="stakeholder-merge"):
    return reverse(f"stakeholders:{name}", args=[row.municipality.slug, row.pk])


def test_what_hangs_on_one_moves_to_the_other_which_is_filled_in(client, lead, pair):
    stays, goes = pair
    make_appraisal(goes, on=date(2025, 1, 1), influence=4)
    answer = client.post(page_of(goes), {"into": stays.pk, "_seen": goes.revision})

    kept = Stakeholder.objects.of(stays.municipality).get()
    assert (answer.status_code, answer.url, kept) == (HTTPStatus.FOUND, stays.get_absolute_url(), stays)
    assert (kept.name, kept.country, kept.latitude, kept.website) == ("Niort", "FR", 46, "https://niort.test/")
    assert (kept.languages, kept.description) == (["fr", "en"], "Twin town.\n\nSince 1982.")
    assert [row.stakeholder for row in Appraisal.objects.of(stays.municipality)] == [stays]
    told = JournalEntry.objects.filter(verb__startswith="merged").values_list("verb", "target_name", "detail")
    assert sorted(told) == [("merged", "Niort", "Ville de Niort"), ("merged into another", "Ville de Niort", "Niort")]


def test_what_both_have_stays_apart_and_nothing_clashes(lead, pair):
    stays, goes = pair
    make_appraisal(stays, influence=1)
    doubled = make_appraisal(goes, influence=5)
    merge_stakeholders(merged=goes, into=stays, by=lead.user)

    assert [row.influence for row in Appraisal.objects.of(stays.municipality)] == [1]
    doubled.refresh_from_db()
    assert (doubled.stakeholder, doubled.binned_at is None) == (goes, False)


def test_an_old_address_leads_on_and_the_history_stays_readable(client, lead, pair):
    stays, goes = pair
    merge_stakeholders(merged=goes, into=stays, by=lead.user)

    for name in ("stakeholder-detail", "stakeholder-merge"):
        assert client.get(page_of(goes, name)).url == stays.get_absolute_url()
    assert client.post(page_of(goes), {"into": stays.pk}).url == stays.get_absolute_url()  # a double click
    page = client.get(stays.get_absolute_url())
    assert page.context["merged"] == [goes]
    assert page_of(goes, "stakeholder-history") in page.content.decode()
    assert client.get(page_of(goes, "stakeholder-history")).status_code == HTTPStatus.OK


def test_one_that_comes_back_can_be_merged_the_other_way(lead, pair):
    stays, goes = pair
    merge_stakeholders(merged=goes, into=stays, by=lead.user)
    goes.refresh_from_db()
    restore_group([goes], root=goes, by=lead.user)
    goes.refresh_from_db()
    stays.refresh_from_db()
    merge_stakeholders(merged=stays, into=goes, by=lead.user)

    goes.refresh_from_db()
    assert (goes.merged_into, goes.binned_at, goes.country) == (None, None, "FR")


def test_what_was_merged_into_one_that_is_merged_leads_to_the_last(client, municipality, lead, pair):
    stays, goes = pair
    last = make_stakeholder(municipality, name="Last")
    merge_stakeholders(merged=goes, into=stays, by=lead.user)
    stays.refresh_from_db()
    merge_stakeholders(merged=stays, into=last, by=lead.user)

    assert client.get(page_of(goes, "stakeholder-detail")).url == last.get_absolute_url()


@pytest.mark.parametrize("into", ["", "abc", "itself", "binned"])
def test_it_is_merged_only_into_another_that_is_there(client, municipality, lead, pair, into):
    stays, goes = pair
    bin_record(stays, by=lead.user)
    chosen = {"itself": goes.pk, "binned": stays.pk}.get(into, into)
    answer = client.post(page_of(goes), {"into": chosen}, follow=True)

    assert "Choose the stakeholder that stays." in answer.content.decode()
    assert Stakeholder.objects.of(municipality).get() == goes


def test_a_stale_merge_is_refused(client, lead, pair):
    stays, goes = pair
    goes.save(by=lead.user)
    answer = client.post(page_of(goes), {"into": stays.pk, "_seen": 1}, follow=True)

    assert "meanwhile" in answer.content.decode()
    assert Stakeholder.objects.of(stays.municipality).count() == 2


def test_those_with_nearly_the_same_name_are_offered_and_any_is_found(client, municipality, lead, pair):
    goes = pair[1]
    make_stakeholder(municipality, name="Nantes")
    near = make_stakeholder(municipality, name="Ville de Niórt")

    assert client.get(page_of(goes)).context["candidates"] == [near]
    assert [row.name for row in client.get(page_of(goes), {"q": "nant"}).context["candidates"]] == ["Nantes"]


@pytest.mark.parametrize(("role", "status"), [(Role.OFFICER, 403), (Role.CABINET, 403), (Role.LEAD, 200)])
def test_a_lead_merges(client, municipality, pair, role, status):
    client.force_login(make_member(municipality, role).user)
    assert client.get(page_of(pair[1])).status_code == status
