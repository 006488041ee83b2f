"""A form sent twice: the second leads where the first did, is carried out where the first came to nothing, and keeps
what was typed while nobody knows."""

from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse

from intlstrategy.interchange.models import ImportRun
from intlstrategy.municipalities.models import Department
from intlstrategy.municipalities.once import HOUR, Once
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Element, Version
from tests.factories import make_action, make_element, make_member, make_plan, make_user

pytestmark = pytest.mark.django_db
UNSURE = "It was sent twice, and the first has not ended yet. Look whether it is there before you send it again."

CARRIED_OUT_BY = {
    "report": "intlstrategy.planning.views.actions.state_progress",
    "approval": "intlstrategy.planning.views.life_cycle.approve_plan",
    "upload": "intlstrategy.interchange.views.wizard.bring_in",
    "administration": "intlstrategy.municipalities.editing.record",
}


class Sent:
    """A page whose form is sent, and how one knows that it was carried out."""

    def __init__(self, kind, municipality):
        self.kind, self.municipality = kind, municipality
        self.plan = make_plan(municipality, slug="p")
        self.action = make_action(make_element(self.plan))
        self.user = make_member(municipality, *Role).user
        if kind == "administration":
            self.user = make_user(is_superuser=True)
        self.url, self.form, self.count = getattr(self, kind)()

    def report(self):
        url = reverse("planning:action-report", args=[self.municipality.slug, self.action.pk])
        typed = {"_seen": self.action.revision, "status": "", "progress": "40"}
        return url, typed, lambda: Action.objects.filter(stated_progress=40).count()

    def approval(self):
        url = reverse("planning:plan-approve", args=[self.municipality.slug, self.plan.slug])
        typed = {"approved_by_body": "City Council", "approved_on": "2024-05-02", "document": "", "note": ""}
        return url, typed | {"_seen": self.plan.revision}, Version.objects.count

    def upload(self):
        url = reverse("interchange:import-create", args=[self.municipality.slug])
        return url, {"plan": self.plan.pk}, ImportRun.objects.count

    def administration(self):
        typed = {"municipality": self.municipality.pk, "name": "Port"}
        return "/admin/municipalities/department/add/", typed, Department.objects.filter(name="Port").count

    def send(self, client, **more):
        client.force_login(self.user)
        file = SimpleUploadedFile("plan.csv", b"Level 1: Axis,Title\nTrade,Fair\n")
        return client.post(self.url, {"_once": "a", "file": file, **self.form, **more})


@pytest.fixture(params=list(CARRIED_OUT_BY))
def sent(request, municipality):
    return Sent(request.param, municipality)


def test_the_second_is_carried_out_where_the_first_came_to_nothing(client, sent, monkeypatch):
    first = iter([False])
    monkeypatch.setattr(Once, "is_first", lambda self, ask=Once.is_first: next(first, None) is None and ask(self))

    answer = sent.send(client)

    assert (answer.status_code, sent.count()) == (HTTPStatus.FOUND, 1)


def test_the_second_leads_where_the_first_did(client, sent):
    first, second = sent.send(client), sent.send(client)

    assert (first.status_code, second.status_code, second.url) == (HTTPStatus.FOUND, HTTPStatus.FOUND, first.url)
    assert sent.count() == 1


def test_what_was_typed_stays_while_nobody_knows_of_the_first(client, sent, monkeypatch):
    monkeypatch.setattr(Once, "is_first", lambda self: False)
    monkeypatch.setattr(Once, "outcome", lambda self: "")

    answer = sent.send(client)

    assert (answer.status_code in {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}, sent.count()) == (True, 0)
    assert UNSURE in answer.content.decode()


def test_what_failed_on_the_way_is_carried_out_when_it_is_sent_again(client, sent, monkeypatch):
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(CARRIED_OUT_BY[sent.kind], broken_off)
        assert sent.send(client).status_code == HTTPStatus.INTERNAL_SERVER_ERROR

    assert (sent.send(client).status_code, sent.count()) == (HTTPStatus.FOUND, 1)


def broken_off(*_args, **_named):
    raise RuntimeError


def test_the_address_of_a_page_may_be_as_long_as_its_slugs(client, municipality):
    municipality.slug = "m" * 48
    municipality.save(by=None)
    plan = make_plan(municipality, slug="p" * 80)
    client.force_login(make_member(municipality, Role.OFFICER).user)
    url = reverse("planning:element-create", args=[municipality.slug, plan.slug])

    answers = [client.post(url, {"title": "Port", "weight": "1", "_once": "a" * 32}) for _turn in range(2)]

    assert {answer.status_code for answer in answers} == {HTTPStatus.FOUND}
    assert Element.objects.of(municipality).count() == 1


def test_what_another_request_noted_is_not_forgotten(rf, municipality):
    request = rf.post("/", {"_once": "a"})
    request.user = make_user()
    slow, second = Once(request), Once(request)
    slow.is_first()
    cache.set(slow.key, "/there/", HOUR)

    slow.forget()

    assert second.led_to() == "/there/"


def test_what_is_offered_again_is_carried_out_once_however_often_it_is_sent(rf, municipality):
    user = make_user()

    def sent(again):
        request = rf.post("/", {"_once": "a", "_again": again})
        request.user = user
        return Once(request)

    first, second, third = sent("x"), sent("x"), sent("x")

    assert (first.is_first(), second.is_first()) == (True, False)
    first.forget()
    assert third.is_first()


def test_what_is_stored_is_not_told_to_have_come_to_nothing(client, municipality, monkeypatch):
    def locked(*_args, **_named):
        raise OperationalError

    client.force_login(make_member(municipality, Role.OFFICER).user)
    monkeypatch.setattr("intlstrategy.core.cache.SharedCache.set", locked)
    url = reverse("planning:action-create", args=[municipality.slug])

    answer = client.post(url, {"title": "Port", "weight": "1", "_once": "a"})

    assert (answer.status_code, Action.objects.of(municipality).count()) == (HTTPStatus.FOUND, 1)
