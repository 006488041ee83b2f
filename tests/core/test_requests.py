"""What every request passes before anything else: is the installation well, and can the request be read at all."""

import os
from unittest import mock

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import reverse

from intlstrategy.municipalities.pages import ScopedCreate
from intlstrategy.municipalities.registers import Register
from tests.factories import make_member
from tests.whole_site.asking import members_addresses, url_of
from tools import dev

pytestmark = pytest.mark.django_db
UNREADABLE = "The address or the form has a character that no text has. Take it away and send it again."


def pages_of(kind):
    return [each for each in members_addresses() if each.view_class and issubclass(each.view_class, kind)]


def answers(responses):
    return [(each.status_code, UNREADABLE in each.content.decode()) for each in responses]


def test_a_nul_in_an_address_is_refused_in_words_to_everybody(visitor, world):
    city = f"/{world.municipality.slug}"
    addresses = [
        "/accounts/invitation/%00/",
        f"{city}/search/?q=%00",
        f"{city}/actions/elements.json?q=%00",
        reverse("planning:proposal-merge", args=[world.municipality.slug, world.mine.proposal.pk]) + "?q=%00",
        f"{city}/diagnosis/?plan=%00",
        f"{city}/imports/new/?plan=%00",
        f"{city}/actions/?%00=1",
        "/admin/municipalities/municipality/?kind__exact=%00",
    ]
    for member in (None, make_member(world.municipality)):
        if member:
            visitor.force_login(member.user)
        assert answers(visitor.get(each) for each in addresses) == [(400, True)] * len(addresses)


def test_a_nul_in_a_form_is_refused_by_every_register_and_every_page_that_creates(everything, world):
    lists = [url_of(each, world.mine) for each in pages_of(Register)]
    creates = [url_of(each, world.mine) for each in pages_of(ScopedCreate)]
    sent = [everything.post(url, {"save_view": "a\0"}) for url in lists]
    sent += [everything.post(url, {"_once": "\0"}) for url in creates]

    assert (len(lists) > 10, len(creates) > 5) == (True, True)
    assert answers(sent) == [(400, True)] * len(sent)


def test_a_nul_in_a_cookie_does_not_reach_the_sessions(visitor):
    assert answers([visitor.get("/", headers={"cookie": 'sessionid="\\000\\000abcdefgh"'})]) == [(400, True)]


def test_health_tells_that_the_database_is_away_whoever_asks(everything):
    assert everything.get("/healthz").json()["status"] == "ok"
    with mock.patch.object(BaseDatabaseWrapper, "cursor", side_effect=OperationalError("no connection")):
        response = everything.get("/healthz")

    assert (response.status_code, response.json()) == (503, {"status": "error", "database": "no answer"})


def with_database(url, folder):
    settings = {"DJANGO_SETTINGS_MODULE": "intlstrategy.settings", "VAR_DIR": str(folder), "DATABASE_URL": url}
    return os.environ | settings


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgres://nobody@127.0.0.1:1/nothing", "The database does not answer. Look at DATABASE_URL: "),
        ("sqlite:////no/such/folder/db.sqlite3", "The database does not answer. Look at DATABASE_URL: "),
        ("postgres://nobody@host:port/nothing", "DATABASE_URL must be like postgres://"),
        ("nonsense", "DATABASE_URL must be like postgres://"),
    ],
)
def test_a_database_that_does_not_answer_is_said_in_one_line(tmp_path, url, said):
    with pytest.raises(SystemExit) as ended:
        dev.demand_database(with_database(url, tmp_path))
    line = ended.value.code.strip()

    assert line.startswith(said)
    assert "\n" not in line


def test_an_empty_address_of_the_database_counts_as_none(tmp_path):
    dev.demand_database(with_database("", tmp_path))

    assert (tmp_path / "db.sqlite3").exists()
