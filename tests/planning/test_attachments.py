"""Documents on plans, elements and actions."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intlstrategy.documents.models import Document
from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.access import membership_of
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Attachment
from intlstrategy.planning.services.attachments import attach_document
from intlstrategy.planning.views.attachments import attachments_of
from tests.documents import files
from tests.factories import (
    make_action,
    make_department,
    make_document,
    make_element,
    make_member,
    make_municipality,
    make_plan,
)

pytestmark = pytest.mark.django_db

WRITERS = {Role.OFFICER, Role.LEAD}
KINDS = ["plan", "element", "action"]


@pytest.fixture
def officer(municipality, client):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def make_holder(kind, municipality, **fields):
    if kind == "plan":
        return make_plan(municipality, **fields)
    return make_element(make_plan(municipality), **fields) if kind == "element" else make_action(municipality, **fields)


def address(holder, *, new=False):
    kind = type(holder).__name__.lower()
    args = {
        "plan": lambda: [holder.slug],
        "element": lambda: [holder.plan.slug, holder.pk],
        "action": lambda: [holder.pk],
    }[kind]()
    return reverse(f"planning:{kind}-document{'-create' if new else 's'}", args=[holder.municipality.slug, *args])


def send_new(client, holder, **fields):
    sent = {"title": "Minutes", "visibility": "internal", "upload": SimpleUploadedFile("m.pdf", files.PDF)} | fields
    return client.post(address(holder, new=True), sent)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_of_the_register_is_attached_and_detached(client, municipality, officer, kind):
    holder, document = make_holder(kind, municipality), make_document(municipality)
    assert client.post(address(holder), {"document": document.pk}).url == address(holder)
    [attachment] = client.get(address(holder)).context["attachments"]
    assert (attachment.document, attachment.record) == (document, holder)
    assert list(client.get(address(holder)).context["documents"]) == []
    client.post(address(holder), {"detach": attachment.pk})
    assert not Attachment.objects.exists()
    assert Document.objects.of(municipality).get() == document
    assert list(JournalEntry.objects.filter(detail=document.title).values_list("verb", "by")) == [
        ("detached", officer.user.pk),
        ("attached", officer.user.pk),
    ]
    assert Attachment.history.filter(history_type="-").get().history_user == officer.user


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_document_is_kept_and_attached_in_one_go(client, municipality, officer, kind):
    holder = make_holder(kind, municipality)
    assert client.get(address(holder, new=True)).status_code == 200
    assert send_new(client, holder).url == address(holder)
    attachment = Attachment.objects.get()
    assert (attachment.document.title, attachment.record) == ("Minutes", holder)


def test_a_refused_file_attaches_nothing(client, municipality, officer):
    action = make_action(municipality)
    response = send_new(client, action, upload=SimpleUploadedFile("m.html", b"<html>"))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["upload"]
    assert not Document.objects.exists()


def test_a_document_is_attached_once(client, municipality, officer):
    action, document = make_action(municipality), make_document(municipality)
    attach_document(document=document, holder=action, by=None)
    response = client.post(address(action), {"document": document.pk}, follow=True)
    assert [str(each) for each in response.context["messages"]] == ["This document is already attached here."]
    with pytest.raises(ValidationError, match="already attached"):
        attach_document(document=document, holder=action, by=None)


def test_nothing_chosen_is_said(client, municipality, officer):
    response = client.post(address(make_action(municipality)), {"document": ""}, follow=True)
    assert [str(each) for each in response.context["messages"]] == ["Choose a document first."]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", Role)
def test_who_may_attach(client, municipality, role, kind):
    holder, document = make_holder(kind, municipality), make_document(municipality)
    client.force_login(make_member(municipality, role, department=make_department(municipality)).user)
    page = client.get(address(holder))
    assert page.status_code == 200
    assert page.context["may_attach"] == (role in WRITERS)
    assert ("Attach document" in page.content.decode()) == (role in WRITERS)
    assert client.post(address(holder), {"document": document.pk}).status_code == (302 if role in WRITERS else 403)
    assert send_new(client, holder).status_code == (302 if role in WRITERS else 403)
    assert Attachment.objects.count() == (2 if role in WRITERS else 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_contributor_attaches_to_what_their_department_leads(client, municipality, kind):
    own = make_department(municipality)
    client.force_login(make_member(municipality, Role.CONTRIBUTOR, department=own).user)
    holder = make_holder(kind, municipality, lead_department=own)
    assert client.post(address(holder), {"document": make_document(municipality).pk}).status_code == 302
    assert send_new(client, holder).status_code == 302
    assert Attachment.objects.count() == 2
    assert Document.objects.get(title="Minutes").department == own


def test_a_confidential_document_is_neither_listed_nor_offered_nor_taken_off(client, municipality):
    own = make_department(municipality)
    action = make_action(municipality, lead_department=own)
    secret, free = (make_document(municipality, visibility="confidential") for _number in range(2))
    attachment = attach_document(document=secret, holder=action, by=None)
    client.force_login(make_member(municipality, Role.CONTRIBUTOR, department=own).user)
    page = client.get(address(action))
    assert page.context["attachments"] == []
    assert page.context["documents"] == []
    assert client.post(address(action), {"detach": attachment.pk}).status_code == 404
    assert client.post(address(action), {"document": free.pk}).status_code == 404
    assert secret.title not in client.get(action.get_absolute_url()).content.decode()
    assert secret.title not in JournalEntry.objects.values_list("detail", flat=True)


def test_a_neighbours_document_is_not_found(client, municipality, officer):
    action, abroad = make_action(municipality), make_municipality()
    theirs = attach_document(document=make_document(abroad), holder=make_action(abroad), by=None)
    assert client.post(address(action), {"document": theirs.document_id}).status_code == 404
    assert client.post(address(action), {"detach": theirs.pk}).status_code == 404
    assert client.get(address(theirs.action)).status_code == 404
    assert send_new(client, theirs.action).status_code == 404
    assert Attachment.objects.get() == theirs


def test_a_document_in_the_bin_is_not_shown(municipality, officer):
    action, document = make_action(municipality), make_document(municipality)
    attach_document(document=document, holder=action, by=None)
    bin_record(document, by=officer.user)
    assert attachments_of(action, officer) == []


def test_the_list_is_one_query_however_long(municipality, officer):
    action = make_action(municipality)
    for _number in range(5):
        attach_document(document=make_document(municipality), holder=action, by=None)
    reader = membership_of(officer.user, municipality.slug)
    with CaptureQueriesContext(connection) as queries:
        urls = [each.document.get_absolute_url() for each in attachments_of(action, reader)]
    assert (len(urls), len(queries)) == (5, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_takes_as_many_queries_for_thirty_as_for_one(client, municipality, officer, count_of_queries, kind):
    holder = make_holder(kind, municipality)
    attach_document(document=make_document(municipality), holder=holder, by=None)
    make_document(municipality)
    before = count_of_queries(address(holder))
    for _number in range(29):
        attach_document(document=make_document(municipality), holder=holder, by=None)
        make_document(municipality)
    assert count_of_queries(address(holder)) == before
