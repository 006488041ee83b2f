"""The settings page as a person sees it, what its names do elsewhere, and what a broken mail server takes away: nothing."""

import re
import threading
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.models import Department, Invitation, Membership
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.services.actions import state_progress
from tests.factories import make_action, make_department, make_element, make_member, make_municipality, make_plan
from tests.interchange.commands import import_file, written

SENT_NOWHERE = "It is saved, but the mail did not go out. Send it again in a while, or tell whoever runs the site."


def settings_page(municipality):
    return reverse("municipalities:municipality-edit", args=[municipality.slug])


def filled_in(html):
    """What a browser would send of the form as the page shows it."""
    fields = {
        name: value
        for tag in re.findall(r"<input[^>]*>", html)
        if (name := attribute(tag, "name")) and attribute(tag, "type") not in {"file", "checkbox", "radio", "search"}
        for value in [attribute(tag, "value")]
    }
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def attribute(tag, name):
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found[1] if found else ""


# The city's own names of the statuses ----------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_has_a_box_for_each_status_and_keeps_what_stands_in_them(client, administrator, municipality):
    municipality.status_names = {"on_track": "Viento en popa", "delayed": "Con retraso"}
    municipality.save()
    page = client.get(settings_page(municipality)).content.decode()
    fields = filled_in(page)
    assert [name for name in fields if name.startswith("status_")] == [
        "status_not_started", "status_on_track", "status_at_risk", "status_delayed", "status_completed",
        "status_suspended", "status_cancelled",
    ]  # fmt: skip
    assert client.post(settings_page(municipality), fields | {"office": "Oficina"}).status_code == HTTPStatus.FOUND
    municipality.refresh_from_db()
    assert (municipality.office, municipality.status_names) == (
        "Oficina", {"on_track": "Viento en popa", "delayed": "Con retraso"},
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "where"),
    [
        ({"status_on_track": "Bien", "status_delayed": "bien"}, ["status_on_track", "status_delayed"]),
        ({"status_on_track": "Completada"}, ["status_on_track"]),
        ({"status_at_risk": "Delayed", "status_delayed": "Late"}, ["status_at_risk"]),
        ({"status_delayed": "Sin datos"}, ["status_delayed"]),
        ({"status_delayed": "no data"}, ["status_delayed"]),
        ({"status_delayed": "not_started"}, ["status_delayed"]),
        ({"status_delayed": "On \u200btrack"}, ["status_delayed"]),
    ],
)
def test_a_name_means_one_status(client, administrator, municipality, names, where):
    fields = filled_in(client.get(settings_page(municipality)).content.decode())
    response = client.post(settings_page(municipality), fields | names)
    assert (response.status_code, list(response.context["form"].errors)) == (422, where)


@pytest.mark.django_db
def test_the_history_tells_the_names_of_statuses_as_a_list(client, administrator, municipality):
    fields = filled_in(client.get(settings_page(municipality)).content.decode())
    client.post(settings_page(municipality), fields | {"status_on_track": "Bien", "status_delayed": "Tarde"})

    history = client.get(reverse("municipalities:municipality-history", args=[municipality.slug])).content.decode()

    assert ("on track: Bien" in history, "delayed: Tarde" in history, "{&#x27;" in history) == (True, True, False)


@pytest.mark.django_db
def test_a_status_is_called_by_the_citys_own_name_wherever_it_shows(client, municipality, tmp_path):
    other = make_municipality()
    municipality.status_names = {"on_track": "Viento en popa"}
    municipality.save()
    lead = make_member(municipality, Role.LEAD)
    client.force_login(lead.user)
    action = make_action(make_element(make_plan(municipality)))
    state_progress(action=action, progress=None, status="on_track", by=lead.user)
    there = [municipality.slug]
    pages = [
        reverse("planning:action-list", args=there),
        reverse("planning:action-list-export", args=[*there, "csv"]),
        reverse("planning:action-detail", args=[*there, action.pk]),
        reverse("planning:action-report", args=[*there, action.pk]),
        f"{reverse('planning:plan-detail', args=[*there, action.plan.slug])}?all=1",
    ]
    for page in pages:
        response = client.get(page)
        text = response.getvalue().decode() if response.streaming else response.content.decode()
        assert ("Viento en popa" in text, "On track" in text) == (True, False), page
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    listed = client.get(reverse("admin:planning_action_changelist")).content.decode()
    assert ("Viento en popa" in listed, "On track" in listed) == (True, False)
    file = written(tmp_path, "Axis,Identifier,Title,Status\nA,1,x,viento en popa\n")
    assert import_file(file, municipality, plan="fresh")[0] == 0
    assert import_file(file, other, plan="fresh")[0] == 1

    make_action(other)
    client.force_login(make_member(other, Role.LEAD).user)
    assert "On track" in client.get(reverse("planning:action-list", args=[other.slug])).content.decode()


@pytest.mark.django_db
def test_languages_stand_once_and_the_main_one_is_no_other(client, administrator, municipality):
    fields = filled_in(client.get(settings_page(municipality)).content.decode())
    client.post(settings_page(municipality), fields | {"main_language": "es", "other_languages": "es, ast, en, ast"})
    municipality.refresh_from_db()
    assert municipality.content_languages == ["es", "ast", "en"]


# The crest -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_crest_is_kept_and_served_as_the_picture_it_is_whatever_its_name(
    client, administrator, municipality, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    fields = filled_in(client.get(settings_page(municipality)).content.decode())
    client.post(settings_page(municipality), fields | {"crest": SimpleUploadedFile("evil.html", file.getvalue())})
    municipality.refresh_from_db()
    assert re.fullmatch(rf"crests/{municipality.slug}/[0-9a-f]{{32}}\.png", municipality.crest.name)
    crest = reverse("municipalities:crest", args=[municipality.slug])
    served = client.get(crest)
    assert (served["Content-Type"], b"".join(served.streaming_content)) == ("image/png", file.getvalue())

    Path(municipality.crest.path).unlink()
    assert client.get(crest).status_code == HTTPStatus.NOT_FOUND

    page = client.get(settings_page(municipality)).content.decode()
    assert "no_crest" in page
    client.post(settings_page(municipality), filled_in(page) | {"no_crest": "on"})
    municipality.refresh_from_db()
    assert not municipality.crest


# Mails that do not go out ----------------------------------------------------------------------------------


@pytest.fixture
def no_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


@pytest.mark.django_db(transaction=True)
def test_what_was_decided_stays_when_the_mail_does_not_go_out(client, administrator, municipality, no_mail):
    def told(response):
        return [str(each) for each in response.context["messages"]]

    make_member(municipality, Role.ADMINISTRATOR)
    member = make_member(municipality, Role.OBSERVER)
    new = reverse("municipalities:invitation-create", args=[municipality.slug])
    invited = client.post(new, {"name": "Eva", "email": "eva@x.test", "roles": ["officer"]}, follow=True)
    assert told(invited) == ["Eva is invited. The link is good for two weeks.", SENT_NOWHERE]
    act = reverse("municipalities:invitation-act", args=[municipality.slug, Invitation.objects.get().pk])
    assert told(client.post(act, {"act": "resend"}, follow=True)) == [SENT_NOWHERE]

    edit = reverse("municipalities:member-edit", args=[municipality.slug, member.pk])
    sent = {"name": member.name, "roles": ["lead"], "_seen": member.revision}
    assert client.post(edit, sent).status_code == HTTPStatus.FOUND
    assert [row.role for row in member.roles.filter(binned_at=None)] == ["lead"]

    reset = Client().post(reverse("account_reset_password"), {"email": administrator.user.email}, follow=True)
    assert reset.status_code == HTTPStatus.OK
    assert told(reset) == ["The mail did not go out. Try again in a while, or tell whoever runs the site."]


@pytest.mark.django_db(transaction=True)
def test_the_administration_site_says_so_too(client, superuser, municipality, no_mail):
    new = reverse("admin:municipalities_invitation_add")
    sent = {"municipality": municipality.pk, "name": "Eva", "email": "eva@x.test", "roles": ["officer"]}
    response = client.post(new, sent, follow=True)
    assert SENT_NOWHERE in [str(each) for each in response.context["messages"]]
    assert Invitation.objects.get().email == "eva@x.test"


# Who is invited --------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_an_administrator_withdrew_only_an_administrator_brings_back_and_its_link_stays_dead(
    client, administrator, municipality, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        new = reverse("municipalities:invitation-create", args=[municipality.slug])
        client.post(new, {"name": "Eva", "email": "eva@x.test", "roles": ["administrator"]})
    link = re.search(r"http\S+/invitation/\S+", mailoutbox[0].body)
    invitation = Invitation.objects.get()
    link = link[0] if link else reverse("municipalities:invitation", args=[invitation.token])
    act = reverse("municipalities:invitation-act", args=[municipality.slug, invitation.pk])
    client.post(act, {"act": "withdraw"})
    group = Invitation._base_manager.get().bin_group
    restore = reverse("municipalities:bin-restore", args=[municipality.slug, group])

    lead = Client()
    lead.force_login(make_member(municipality, Role.LEAD).user)
    assert lead.get(restore).status_code == lead.post(restore).status_code == HTTPStatus.FORBIDDEN
    assert list(lead.get(reverse("municipalities:bin-list", args=[municipality.slug])).context["rows"]) == []

    client.post(restore)
    assert Invitation.objects.get().state == "expired"
    assert Client().get(link).status_code == HTTPStatus.GONE


@pytest.mark.django_db
def test_the_journal_names_who_is_invited_and_not_their_address(client, administrator, municipality):
    new = reverse("municipalities:invitation-create", args=[municipality.slug])
    client.post(new, {"name": "Eva", "email": "eva@x.test", "roles": ["officer"]})
    client.force_login(make_member(municipality, Role.OBSERVER).user)
    journal = client.get(reverse("municipalities:journal", args=[municipality.slug])).content.decode()
    assert ("Eva" in journal, "eva@x.test" in journal) == (True, False)
    assert JournalEntry.objects.get(verb="invited").target_name == "Eva"


# Two at once -----------------------------------------------------------------------------------------------


def at_once(*requests):
    """Send all of them at the same moment, each from a thread of its own."""
    ready = threading.Barrier(len(requests))

    def send(member, url, fields):
        client = Client()
        client.force_login(member.user)
        try:
            ready.wait()
            client.post(url, fields)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=each) for each in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_two_who_take_each_others_role_leave_one_administrator(municipality):
    one, other = make_member(municipality, Role.ADMINISTRATOR), make_member(municipality, Role.ADMINISTRATOR)

    def taking(member, target):
        url = reverse("municipalities:member-edit", args=[municipality.slug, target.pk])
        return member, url, {"name": target.name, "roles": ["observer"], "_seen": target.revision}

    at_once(taking(one, other), taking(other, one))
    administrators = Membership.objects.filter(roles__role="administrator", roles__binned_at=None)
    assert administrators.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_put_departments_below_each_other_make_no_loop(municipality):
    administrator = make_member(municipality, Role.ADMINISTRATOR)
    one, other = make_department(municipality), make_department(municipality)

    def below(child, parent):
        url = reverse("municipalities:department-edit", args=[municipality.slug, child.pk])
        return administrator, url, {"name": child.name, "parent": parent.pk, "_seen": child.revision}

    at_once(below(one, other), below(other, one))
    assert Department.objects.of(municipality).exclude(parent=None).count() == 1
