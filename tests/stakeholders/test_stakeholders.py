"""Whom the city deals with: entered once, found, appraised over time, and shown on the map."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.core.countries import country_choices, country_name
from intlstrategy.core.text import fold
from intlstrategy.municipalities.roles import Role
from intlstrategy.stakeholders.models import Appraisal, Stakeholder
from intlstrategy.stakeholders.services.stakeholders import alike_to
from tests.factories import make_appraisal, make_member, make_stakeholder

pytestmark = pytest.mark.django_db

TYPED = {"name": "Ayuntamiento de Niort", "kind": "local_government", "sector": "public", "country": "FR"}


@pytest.fixture
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def address(municipality, name, *args):
    return reverse(f"stakeholders:{name}", args=[municipality.slug, *args])


def sent(client, url, **typed):
    return client.post(url, typed)


def names_found(client, municipality, **query):
    page = client.get(address(municipality, "stakeholder-list"), query)
    return [row.name for row in page.context["page_obj"]]


def test_an_officer_enters_a_stakeholder(client, municipality, officer):
    typed = TYPED | {"own_name": "Ville de Niort", "languages": ["fr", "en"], "latitude": "46.32", "longitude": "-0.46"}
    answer = sent(client, address(municipality, "stakeholder-create"), **typed, owner=officer.pk)

    row = Stakeholder.objects.of(municipality).get()
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, row.get_absolute_url())
    assert (row.name, row.own_name, row.languages, str(row.latitude)) == (
        "Ayuntamiento de Niort",
        "Ville de Niort",
        ["fr", "en"],
        "46.32000",
    )
    assert (row.owner, row.history.get().history_user) == (officer, officer.user)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"latitude": "91", "longitude": "0"}, "latitude", "Ensure this value is less than or equal to 90."),
        (
            {"latitude": "43.5"},
            "longitude",
            "Write both the latitude and the longitude of a point on the globe, or neither.",
        ),
        ({"website": "javascript:alert(1)"}, "website", "Enter a valid URL."),
        ({"languages": ["xx"]}, "languages", "Select a valid choice. xx is not one of the available choices."),
        ({"country": "ZZ"}, "country", "Select a valid choice. ZZ is not one of the available choices."),
        ({"name": "   "}, "name", "Fill in “Name”."),
    ],
)
def test_what_cannot_be_is_told_at_its_field(client, municipality, officer, typed, field, message):
    page = sent(client, address(municipality, "stakeholder-create"), **TYPED | typed)

    assert (page.status_code, page.context["form"].errors.get(field)) == (HTTPStatus.UNPROCESSABLE_ENTITY, [message])
    assert not Stakeholder.objects.exists()


@pytest.mark.parametrize(
    "name", ["Ayuntamiento de Niort", "AYUNTAMIENTO  DE NIÓRT", "Ayuntamento de Niort", "Ville de Niort"]
)
def test_the_same_organisation_is_not_entered_twice_unawares(client, municipality, officer, name):
    known = make_stakeholder(municipality, name="Ayuntamiento de Niort", own_name="Ville de Niort")
    page = sent(client, address(municipality, "stakeholder-create"), **TYPED | {"name": name})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert page.context["form"].errors["name"] == [
        "This seems to be known already: Ayuntamiento de Niort. Open it, or tick below that yours is another."
    ]
    assert f'<a href="{known.get_absolute_url()}">Ayuntamiento de Niort</a>' in page.content.decode()
    assert 'type="checkbox" name="is_another"' in page.content.decode()
    again = sent(client, address(municipality, "stakeholder-create"), **TYPED | {"name": name, "is_another": "on"})
    assert (again.status_code, Stakeholder.objects.of(municipality).count()) == (HTTPStatus.FOUND, 2)


def test_other_organisations_are_not_taken_for_one(municipality):
    make_stakeholder(municipality, name="Ayuntamiento de Niort")

    assert alike_to(municipality, ["Ayuntamiento de Nantes", ""]) == []
    assert alike_to(municipality, ["", " "]) == []


def test_a_name_with_marks_cannot_speak_html(client, municipality, officer):
    make_stakeholder(municipality, name="<b>Niort & {0}</b>")
    page = sent(client, address(municipality, "stakeholder-create"), **TYPED | {"name": "<b>Niort & {0}</b>"})

    assert page.content.decode().count("&lt;b&gt;Niort &amp; {0}&lt;/b&gt;") == 4  # summary, message, box, link
    assert "<b>Niort" not in page.content.decode()


def test_saving_an_unchanged_name_asks_nothing(client, municipality, officer):
    make_stakeholder(municipality, name="Ayuntamiento de Niort")
    other = make_stakeholder(municipality, name="Ayuntamiento de Niort 2")
    page = sent(
        client, address(municipality, "stakeholder-edit", other.pk), **TYPED | {"name": other.name, "place": "Niort"}
    )

    assert page.status_code == HTTPStatus.FOUND


def test_who_left_is_not_offered_as_owner_but_stays_where_they_are(client, municipality, officer):
    gone = make_member(municipality, ends_on=date(2020, 1, 1))
    kept = make_stakeholder(municipality, owner=gone)

    def offered(url):
        return set(client.get(url).context["form"].fields["owner"].queryset)

    assert offered(address(municipality, "stakeholder-create")) == {officer}
    assert offered(address(municipality, "stakeholder-edit", kept.pk)) == {officer, gone}


# The register --------------------------------------------------------------------------------------------


def test_the_register_is_searched_and_filtered(client, municipality, officer):
    niort = make_stakeholder(municipality, name="Niort", kind="local_government", country="FR", own_name="Ville")
    make_appraisal(niort, influence=5, awareness=2)
    make_stakeholder(municipality, name="Ciudades Atlánticas", kind="city_network", sector="public", owner=officer)

    assert names_found(client, municipality) == ["Ciudades Atlánticas", "Niort"]
    for query, found in [
        ({"q": "atlanticas"}, ["Ciudades Atlánticas"]),
        ({"q": "ville"}, ["Niort"]),
        ({"country": "FR"}, ["Niort"]),
        ({"kind": "city_network"}, ["Ciudades Atlánticas"]),
        ({"owner": officer.pk}, ["Ciudades Atlánticas"]),
        ({"influence": 5}, ["Niort"]),
        ({"influence": 4}, []),
        ({"awareness": "none"}, ["Ciudades Atlánticas"]),
        ({"sort": "-influence"}, ["Niort", "Ciudades Atlánticas"]),
    ]:
        assert names_found(client, municipality, **query) == found, query


def test_only_countries_that_occur_are_offered(client, municipality, officer):
    make_stakeholder(municipality, country="CU")
    form = client.get(address(municipality, "stakeholder-list")).context["filterset"].form

    assert form.fields["country"].choices == [("", "All countries"), ("CU", "Cuba")]


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("page", "queries"), [("stakeholder-list", 10), ("stakeholder-map", 9)])
def test_pages_cost_the_same_however_many_there_are(
    client, municipality, officer, count_of_queries, count, page, queries
):
    for _number in range(count):
        make_appraisal(make_stakeholder(municipality, owner=officer, country="FR"), influence=3, interest=3)

    assert count_of_queries(address(municipality, page)) == queries


# Appraisals ----------------------------------------------------------------------------------------------


def test_the_latest_value_of_each_aspect_counts(municipality):
    row = make_stakeholder(municipality)
    make_appraisal(row, on=date(2024, 1, 1), influence=1, interest=2, awareness=1)
    make_appraisal(row, on=date(2025, 1, 1), influence=4)

    def standing(day):
        found = Stakeholder.objects.of(municipality).appraised_by(day).get()
        return found.current_influence, found.current_interest, found.current_awareness

    assert [standing(date(2023, 1, 1)), standing(date(2024, 6, 1)), standing(date(2025, 1, 1))] == [
        (None, None, None),
        (1, 2, 1),
        (4, 2, 1),
    ]


def test_an_appraisal_is_written_changed_and_binned(client, municipality, officer):
    row = make_stakeholder(municipality)
    sent(
        client,
        address(municipality, "appraisal-create", row.pk),
        on="2026-02-01",
        influence="4",
        note="It hosts the fair",
    )
    appraisal = Appraisal.objects.of(municipality).get()
    assert (appraisal.influence, appraisal.interest, str(appraisal)) == (4, None, "High")

    edited = sent(
        client, address(municipality, "appraisal-edit", appraisal.pk), on="2026-02-01", influence="5", _seen="1"
    )
    assert edited.status_code == HTTPStatus.FOUND
    client.force_login(make_member(municipality, Role.LEAD).user)
    client.post(address(municipality, "appraisal-bin", appraisal.pk))
    assert not Appraisal.objects.of(municipality).exists()


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"on": "2026-01-03", "note": "x"}, "awareness", "Choose at least one of influence, interest and awareness."),
        ({"on": "2026-01-01", "influence": "1"}, "on", "There is an appraisal of that day already. Change that one."),
        ({"on": "2999-01-01", "influence": "1"}, "on", None),
        ({"on": "2026-01-02", "influence": "6"}, "influence", "Select a valid choice. 6 is not one of the available choices."),
    ],
)  # fmt: skip
def test_an_appraisal_that_cannot_be_is_refused(client, municipality, officer, typed, field, message):
    row = make_stakeholder(municipality)
    make_appraisal(row, influence=3)
    page = sent(client, address(municipality, "appraisal-create", row.pk), **typed)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert message is None or page.context["form"].errors == {field: [message]}
    assert Appraisal.objects.of(municipality).count() == 1


def test_an_appraisal_of_tomorrow_is_refused(municipality):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="today or an earlier day"):
        make_appraisal(make_stakeholder(municipality), on=tomorrow, influence=3)


def test_the_database_itself_refuses_half_a_point_and_an_empty_appraisal(municipality):
    for make in (
        lambda: make_stakeholder(municipality, latitude=43),
        lambda: make_stakeholder(municipality, latitude=43, longitude=181),
        lambda: make_appraisal(make_stakeholder(municipality)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


def test_a_stakeholder_goes_to_the_bin_with_its_appraisals(client, municipality):
    client.force_login(make_member(municipality, Role.LEAD).user)
    row = make_stakeholder(municipality)
    appraisal = make_appraisal(row, influence=2)
    client.post(address(municipality, "stakeholder-bin", row.pk))

    row.refresh_from_db()
    appraisal.refresh_from_db()
    assert row.bin_group == appraisal.bin_group is not None


# The map -------------------------------------------------------------------------------------------------


def test_the_map_shows_each_where_it_stands(client, municipality, officer):
    close, far, unknown = (make_stakeholder(municipality, name=name) for name in ("Close", "Far", "Unknown"))
    make_appraisal(close, influence=5, interest=4)
    make_appraisal(far, influence=1, interest=1)
    make_appraisal(unknown, influence=3)
    context = client.get(address(municipality, "stakeholder-map")).context

    shown = {
        (5 - number, place): [each.name for each in cell["rows"]]
        for number, row in enumerate(context["rows"])
        for place, cell in enumerate(row["cells"], start=1)
        if cell["rows"]
    }
    assert shown == {(5, 4): ["Close"], (1, 1): ["Far"]}
    assert [each["count"] for each in context["strategies"]] == [1, 0, 0, 1]
    assert [row.name for row in context["not_placed"]] == ["Unknown"]


def test_what_does_not_fit_in_a_cell_is_a_link_to_the_register(client, municipality, officer):
    for number in range(10):
        make_appraisal(make_stakeholder(municipality, name=f"N{number}", kind="media"), influence=5, interest=5)
    cell = client.get(address(municipality, "stakeholder-map"), {"kind": "media"}).context["rows"][0]["cells"][4]

    assert (len(cell["rows"]), cell["more"]) == (8, 2)
    assert len(client.get(cell["url"]).context["page_obj"]) == 10


# Countries -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "name"), [("en", "Western Sahara"), ("es", "Sáhara Occidental")])
def test_countries_have_their_name_in_the_readers_language(language, name):
    with translation.override(language):
        assert country_name("EH") == name
        named = [each for _code, each in country_choices()]
        assert named == sorted(named, key=fold)
        assert {"ES", "FR", "MX", "CU", "EH", "US"} <= {code for code, _name in country_choices()}
        assert not {"EU", "UN", "ZZ"} & {code for code, _name in country_choices()}


@given(st.text(max_size=3))
def test_an_unknown_code_stays_as_it_is(code):
    known = dict(country_choices())
    assert country_name(code) == known.get(code, code)
