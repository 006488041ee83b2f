"""Documents: who keeps them, who reads them, and what the log says of it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from intlstrategy.documents.models import Document
from intlstrategy.documents.services import change_document
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.editing import bin_record
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.services.attachments import attach_document
from tests.documents import files
from tests.factories import (
    make_action,
    make_department,
    make_document,
    make_element,
    make_member,
    make_municipality,
    make_plan,
    make_version,
)

pytestmark = pytest.mark.django_db

WRITERS = {Role.CONTRIBUTOR, Role.OFFICER, Role.LEAD}
TRUSTED = {Role.OFFICER, Role.LEAD, Role.CABINET}


def sign_in(client, municipality, role, **fields):
    member = make_member(municipality, role, **fields)
    client.force_login(member.user)
    return member


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def address(name, municipality, *args):
    return reverse(f"documents:document-{name}", args=[municipality.slug, *args])


def upload(client, municipality, name="minutes.pdf", data=files.PDF, **fields):
    sent = {"title": "Minutes", "visibility": "internal", "upload": SimpleUploadedFile(name, data)} | fields
    return client.post(address("create", municipality), sent)


def edit(client, document, **fields):
    sent = {"title": document.title, "visibility": document.visibility, "_seen": document.revision} | fields
    return client.post(address("edit", document.municipality, document.pk), sent)


def test_a_document_is_kept_under_a_name_of_our_own(client, municipality):
    officer = sign_in(client, municipality, Role.OFFICER)
    response = upload(client, municipality, name="../..\\Minutes of March.PDF", description="Signed", language="")
    document = Document.objects.get()
    assert response.url == document.get_absolute_url()
    assert document.original_name.endswith("Minutes of March.PDF")
    assert document.file.name.startswith(f"documents/{municipality.pk}/")
    assert "inutes" not in document.file.name
    assert (document.size, document.content_type) == (len(files.PDF), "application/pdf")
    assert len(document.sha256) == 64
    assert document.history.get().history_user == officer.user
    assert JournalEntry.objects.values_list("verb", "target_name").get() == ("stored", "Minutes")


def test_a_refused_file_is_explained_at_its_field_and_nothing_typed_is_lost(client, municipality):
    sign_in(client, municipality, Role.OFFICER)
    response = upload(client, municipality, name="drawing.svg", data=b"<svg/>", title="The drawing")
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "upload": ["Web pages and SVG drawings are not accepted, since they can run scripts. Save it as PDF."]
    }
    assert response.context["form"]["title"].value() == "The drawing"
    assert not Document.objects.exists()


def test_25_mb_and_one_byte_is_too_much(client, municipality):
    sign_in(client, municipality, Role.OFFICER)
    response = upload(client, municipality, name="big.txt", data=b"x" * (25 * 1024 * 1024 + 1))
    assert response.context["form"].errors == {"upload": ["This file is larger than 25 MB."]}


def test_a_form_without_a_file_asks_for_it(client, municipality):
    sign_in(client, municipality, Role.OFFICER)
    response = client.post(address("create", municipality), {"title": "Minutes", "visibility": "internal"})
    assert response.context["form"].errors == {"upload": ["Fill in “File”."]}


@pytest.mark.parametrize("role", Role)
def test_who_may_add_documents(client, municipality, role):
    sign_in(client, municipality, role, department=make_department(municipality))
    assert upload(client, municipality).status_code == (302 if role in WRITERS else 403)
    assert Document.objects.count() == (role in WRITERS)


def test_a_contributors_document_belongs_to_their_department(client, municipality):
    own = make_department(municipality)
    sign_in(client, municipality, Role.CONTRIBUTOR, department=own)
    upload(client, municipality)
    assert Document.objects.get().department == own


def test_a_contributor_keeps_no_document_of_another_department(client, municipality):
    sign_in(client, municipality, Role.CONTRIBUTOR, department=make_department(municipality))
    response = upload(client, municipality, department=make_department(municipality).pk)
    assert response.status_code == 422
    assert response.context["form"].errors == {"department": ["You may keep documents of your own department only."]}
    assert not Document.objects.exists()


def test_a_contributor_edits_their_departments_documents_and_no_others(client, municipality):
    own = make_department(municipality)
    sign_in(client, municipality, Role.CONTRIBUTOR, department=own)
    mine, other = make_document(municipality, department=own), make_document(municipality)
    assert edit(client, mine, title="Better", department=own.pk).status_code == 302
    assert edit(client, other, title="Worse").status_code == 403
    assert sorted(Document.objects.values_list("title", flat=True)) == sorted(["Better", other.title])


def test_a_new_file_takes_the_place_of_the_old_one_which_stays_on_disk(client, municipality):
    sign_in(client, municipality, Role.OFFICER)
    document = make_document(municipality, data=b"Old text")
    old = Path(document.file.path)
    assert edit(client, document, upload=SimpleUploadedFile("new.pdf", files.PDF)).status_code == 302
    document.refresh_from_db()
    assert (document.original_name, document.revision) == ("new.pdf", 2)
    assert old.read_bytes() == b"Old text"
    assert document.file.path != str(old)
    assert JournalEntry.objects.filter(verb="replaced").count() == 1
    page = client.get(address("history", municipality, document.pk)).content.decode()
    assert "new.pdf" in page
    assert document.file.name not in page


def test_an_edit_without_a_new_file_keeps_the_file(client, municipality):
    sign_in(client, municipality, Role.OFFICER)
    document = make_document(municipality)
    edit(client, document, title="Renamed")
    changed = Document.objects.get()
    assert (changed.title, changed.file.name, changed.revision) == ("Renamed", document.file.name, 2)


def test_a_stale_edit_is_shown_side_by_side(client, municipality):
    sign_in(client, municipality, Role.OFFICER)
    document = make_document(municipality)
    edit(client, document, title="First")
    assert edit(client, document, title="Second").status_code == 409
    assert Document.objects.get().title == "First"


def test_the_same_file_twice_is_pointed_out(client, municipality):
    sign_in(client, municipality, Role.OFFICER)
    first = make_document(municipality, data=b"Same", title="The first one")
    second = make_document(municipality, data=b"Same")
    make_document(make_municipality(), data=b"Same")
    response = client.get(second.get_absolute_url())
    assert response.context["same"] == [first]
    assert first.get_absolute_url() in response.content.decode()


def test_a_confidential_twin_is_not_betrayed(client, municipality):
    sign_in(client, municipality, Role.OBSERVER)
    make_document(municipality, data=b"Same", visibility="confidential")
    response = client.get(make_document(municipality, data=b"Same").get_absolute_url())
    assert response.context["same"] == []


def test_a_download_is_an_attachment_that_is_not_guessed_at(client, municipality):
    member = sign_in(client, municipality, Role.OBSERVER)
    document = make_document(municipality, data=b"The text")
    response = client.get(address("download", municipality, document.pk))
    assert body(response) == b"The text"
    assert response["Content-Disposition"] == f'attachment; filename="{document.original_name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "text/plain"
    events = SecurityEvent.objects.filter(target_id=document.pk)
    assert list(events.values_list("kind", "user_id", "municipality_id")) == [
        ("downloaded", member.user.pk, municipality.pk)
    ]


def test_a_confidential_download_is_logged_as_both(client, municipality):
    sign_in(client, municipality, Role.CABINET)
    document = make_document(municipality, visibility="confidential")
    body(client.get(address("download", municipality, document.pk)))
    assert sorted(SecurityEvent.objects.filter(target_id=document.pk).values_list("kind", flat=True)) == [
        "confided",
        "downloaded",
    ]


def test_a_file_that_is_gone_from_the_disk_is_not_found(client, municipality):
    sign_in(client, municipality, Role.OBSERVER)
    document = make_document(municipality)
    Path(document.file.path).unlink()
    assert client.get(address("download", municipality, document.pk)).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_confidential_is_for_those_who_may(client, municipality, role):
    sign_in(client, municipality, role, department=make_department(municipality))
    document = make_document(municipality, title="Brief on Paris", visibility="confidential")
    expected = 200 if role in TRUSTED else 403
    for page in ("detail", "download", "history"):
        response = client.get(address(page, municipality, document.pk))
        assert response.status_code == expected, page
        body(response)
    is_told = role in TRUSTED
    assert ("Brief on Paris" in client.get(address("list", municipality)).content.decode()) == is_told
    found = client.get(reverse("workspace:search", args=[municipality.slug]), {"q": "paris"}).content.decode()
    assert ("Brief on Paris" in found) == is_told
    exported = body(client.get(address("list-export", municipality, "csv"))).decode()
    assert ("Brief on Paris" in exported) == is_told


def test_a_contributor_reads_what_is_confidential_in_their_own_department(client, municipality):
    own = make_department(municipality)
    sign_in(client, municipality, Role.CONTRIBUTOR, department=own)
    mine = make_document(municipality, visibility="confidential", department=own)
    other = make_document(municipality, visibility="confidential", department=make_department(municipality))
    assert client.get(mine.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 403
    assert list(client.get(address("list", municipality)).context["object_list"]) == [mine]


def nameless(document):
    """What the journal calls it, in the main language of the city."""
    with translation.override(document.municipality.main_language):
        return f"{document._meta.verbose_name} {document.pk}"


def test_the_journal_does_not_name_what_is_confidential(client, municipality):
    document = make_document(municipality, title="Brief on Paris", visibility="confidential")
    sign_in(client, municipality, Role.OBSERVER)
    page = client.get(reverse("municipalities:journal", args=[municipality.slug])).content.decode()
    assert "Brief on Paris" not in page
    assert nameless(document) in page


def test_what_becomes_confidential_loses_its_names_in_what_everybody_reads(municipality):
    plan, member = make_plan(municipality), make_member(municipality, Role.LEAD)
    document, other = make_document(municipality, title="Brief on Paris"), make_document(municipality, title="Leaflet")
    for each in (document, other):
        attach_document(document=each, holder=plan, by=member.user)
    document.title = "Second brief on Paris"
    change_document(document=document, by=member.user)
    document.visibility = Document.Visibility.CONFIDENTIAL
    change_document(document=document, by=member.user)
    entries = JournalEntry.objects.filter(municipality_id=municipality.pk).values_list("target_name", "detail")
    assert not [entry for entry in entries if "Paris" in "".join(entry)]
    assert [detail for _name, detail in entries if detail] == ["Leaflet", nameless(document)]


def test_a_namesake_keeps_its_name_in_the_journal(municipality):
    plan, member = make_plan(municipality), make_member(municipality, Role.LEAD)
    attach_document(document=make_document(municipality, title="Minutes"), holder=plan, by=member.user)
    secret = make_document(municipality, title="Minutes")
    secret.visibility = Document.Visibility.CONFIDENTIAL
    change_document(document=secret, by=member.user)
    assert JournalEntry.objects.get(verb="attached").detail == "Minutes"


@pytest.mark.parametrize("page", ["detail", "edit", "history", "bin", "download"])
def test_each_reading_of_what_is_confidential_is_logged(client, municipality, page):
    secret, plain = make_document(municipality, visibility="confidential"), make_document(municipality)
    sign_in(client, municipality, Role.LEAD)
    for document in (secret, plain):
        response = client.get(address(page, municipality, document.pk))
        assert (response.status_code, b"".join(response) != b"") == (200, True)
    assert [event.target_id for event in SecurityEvent.objects.filter(kind="confided")] == [secret.pk]


def test_what_is_confidential_in_a_file_of_the_list_is_logged(client, municipality):
    secret = make_document(municipality, visibility="confidential")
    make_document(municipality)
    sign_in(client, municipality, Role.LEAD)
    client.get(reverse("documents:document-list-export", args=[municipality.slug, "csv"])).getvalue()
    assert [event.target_id for event in SecurityEvent.objects.filter(kind="confided")] == [secret.pk]


def test_a_neighbours_document_is_never_reached(client, municipality):
    document = make_document(municipality)
    neighbour = make_municipality()
    sign_in(client, neighbour, Role.LEAD)
    for city in (municipality, neighbour):
        for page in ("detail", "edit", "bin", "history", "download"):
            assert client.get(address(page, city, document.pk)).status_code == 404, (city, page)


def test_the_file_has_no_public_address(client, municipality):
    document = make_document(municipality)
    sign_in(client, municipality, Role.LEAD)
    for prefix in ("/media/", settings.MEDIA_URL, "/static/"):
        assert client.get(f"{prefix}{document.file.name}").status_code == 404


def test_the_page_says_where_it_is_attached_and_why_it_is_seen(client, municipality):
    from intlstrategy.planning.services.attachments import attach_document  # noqa: PLC0415

    sign_in(client, municipality, Role.OBSERVER)
    document, plan, action = make_document(municipality), make_plan(municipality), make_action(municipality)
    for holder in (plan, action):
        attach_document(document=document, holder=holder, by=None)
    response = client.get(document.get_absolute_url())
    [panel] = response.context["panels"]
    assert [record for _kind, record in panel["context"]["records"]] == [plan, action]
    assert "every member of this municipality’s workspace reads it" in response.content.decode()


def test_a_binned_document_is_out_of_reach(client, municipality):
    lead = sign_in(client, municipality, Role.LEAD)
    document = make_document(municipality)
    response = client.post(address("bin", municipality, document.pk), {"_seen": document.revision})
    assert response.url == address("list", municipality)
    assert client.get(address("download", municipality, document.pk)).status_code == 404
    assert Document.objects.get().binned_by == lead.user


def test_the_register_takes_as_many_queries_for_thirty_as_for_one(client, municipality, count_of_queries):
    sign_in(client, municipality, Role.OFFICER)
    make_document(municipality, department=make_department(municipality))
    url = address("list", municipality)
    before = count_of_queries(url)
    for _number in range(29):
        make_document(municipality, department=make_department(municipality))
    assert count_of_queries(url) == before


def test_a_document_in_the_bin_is_left_out_of_the_register(client, municipality):
    lead = sign_in(client, municipality, Role.LEAD)
    kept = make_document(municipality)
    bin_record(make_document(municipality), by=lead.user)
    assert list(client.get(address("list", municipality)).context["object_list"]) == [kept]


def test_what_was_approved_with_a_document_keeps_its_title_and_its_file(client, municipality):
    member = sign_in(client, municipality, Role.OFFICER)
    document = make_document(municipality, title="Plenary decision")
    plan = make_plan(municipality)
    make_element(plan)
    make_version(plan, document=document)
    form = client.get(address("edit", municipality, document.pk)).context["form"]
    assert [name for name, field in form.fields.items() if field.disabled] == ["title", "upload"]

    edit(
        client,
        document,
        title="Another decision",
        upload=SimpleUploadedFile("b.pdf", files.PDF + b"%"),
        visibility="public",
    )

    changed = Document.objects.get(pk=document.pk)
    assert (changed.title, changed.sha256, changed.visibility) == ("Plenary decision", document.sha256, "public")
    changed.title = "Another decision"
    with pytest.raises(ValidationError) as refusal:
        change_document(document=changed, by=member.user)
    assert refusal.value.messages == [
        "Its title and its file stay as they are, since something was approved with it:"
        f" approved version “{plan.title}, version 1”. Add the new file as a document of its own."
    ]
