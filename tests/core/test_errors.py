"""Our own pages for what goes wrong, while developing as in use."""

import logging
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse

from intlstrategy.municipalities.roles import Role
from tests.factories import make_member

pytestmark = pytest.mark.django_db
MODES = [True, False]
DJANGOS = ("DEBUG", "Traceback", "urlpatterns", "Request Method", "<slug:municipality>")


@pytest.fixture(params=MODES, ids=["developing", "in use"])
def mode(request, settings, client):
    settings.DEBUG = request.param
    client.raise_request_exception = False
    return request.param


def told(answer):
    text = answer.content.decode()
    assert [words for words in DJANGOS if words in text] == []
    return answer.status_code, text.partition("<h1>")[2].partition("</h1>")[0]


@pytest.mark.parametrize("path", ["/{city}/nope/", "/{city}/actions/9999/", "/elsewhere/", "/static/nope.css"])
def test_what_is_not_there_has_our_own_page(client, municipality, mode, path):
    client.force_login(make_member(municipality, Role.OFFICER).user)

    assert told(client.get(path.format(city=municipality.slug))) == (404, "There is nothing here")


def test_what_one_may_not_do_has_our_own_page(client, municipality, mode):
    client.force_login(make_member(municipality).user)

    assert told(client.get(reverse("planning:action-create", args=[municipality.slug]))) == (403, "You may not do this")


@pytest.mark.parametrize("host", ["testserver", "elsewhere.test"])
def test_a_request_that_cannot_be_read_has_our_own_page(client, municipality, mode, settings, host):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, settings.ALLOWED_HOSTS = 2, ["testserver"]
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_member(municipality).user)
    client.cookies["csrftoken"] = "a" * 32
    answer = client.post(f"/{municipality.slug}/", {str(n): "x" for n in range(9)}, headers={"host": host})

    assert told(answer) == (400, "That request could not be read")


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_breaks_has_our_own_page_and_leaves_its_traceback_in_the_log(
    client, municipality, mode, monkeypatch, caplog, accept
):
    monkeypatch.setattr("intlstrategy.workspace.views.groups_for", lambda *_: 1 // 0)
    client.force_login(make_member(municipality).user)
    with caplog.at_level(logging.ERROR):
        answer = client.get(f"/{municipality.slug}/", headers={"accept": accept})

    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()
    assert "ZeroDivisionError" in caplog.text


def test_an_address_without_its_last_stroke_still_leads_on(client, municipality, mode):
    client.force_login(make_member(municipality).user)
    answer = client.get(f"/{municipality.slug}/actions")

    assert (answer.status_code, answer.url) == (301, f"/{municipality.slug}/actions/")


@pytest.mark.parametrize("debug", ["1", "0"])
def test_the_traceback_reaches_the_console(debug, tmp_path):
    broken = "import logging, django; django.setup(); from django.utils.log import log_response; "
    broken += "from django.http import HttpResponse; "
    broken += "log_response('broke', response=HttpResponse(status=500), exception=ZeroDivisionError('by zero'))"
    said = subprocess.run(
        [sys.executable, "-c", broken],
        env={
            "DJANGO_SETTINGS_MODULE": "intlstrategy.settings", "DEBUG": debug, "VAR_DIR": str(tmp_path), "PATH": "",
            "SECRET_KEY": "only-for-this-test",
        },
        cwd=project.BASE_DIR, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert said.stderr.count("ZeroDivisionError: by zero") == 1
