"""Members, invitations and accounts in the administration site: the same rules as in the workspace."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone

from intlstrategy.accounts.models import User
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.models import (
    Invitation,
    Membership,
    Municipality,
)
from intlstrategy.municipalities.roles import Role
from tests.factories import make_member, make_user
from tests.municipalities.pages_of_administration import ADMIN, change, errors

pytestmark = pytest.mark.django_db


def yesterday():
    return timezone.localdate() - timedelta(days=1)


# Members --------------------------------------------------------------------------------------------


def test_an_administrator_changes_roles_which_is_logged_and_mailed(
    client, administrator, municipality, mailoutbox, django_capture_on_commit_callbacks
):
    other = make_member(municipality, Role.ADMINISTRATOR)
    eva = make_member(municipality, Role.OBSERVER, name="Eva")
    with django_capture_on_commit_callbacks(execute=True):
        change(client, eva, name="Eva García", roles=["lead"])

    eva = Membership.objects.get(pk=eva.pk)
    assert (eva.name, eva.role_names()) == ("Eva García", [Role.LEAD])
    assert SecurityEvent.objects.get(kind="role_changed").detail == "Eva García: Observación > Jefatura"
    assert [mail.to for mail in mailoutbox] == [[other.user.email]]


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"roles": ["administrator", "lead"]}, "roles"), ({"ends_on": "2030-01-01"}, "ends_on"),
     ({"starts_on": "2099-01-01"}, "starts_on")],
)  # fmt: skip
def test_nobody_changes_their_own_roles_or_goes(client, administrator, municipality, typed, field):
    make_member(municipality, Role.ADMINISTRATOR)

    here = change(client, administrator, **typed)
    page = f"/{municipality.slug}/settings/members/{administrator.pk}/edit/"
    there = client.post(page, {"name": "Ana", "roles": ["administrator"]} | typed)

    assert list(errors(here)) == [field]
    assert list(there.context["form"].errors) == [field]


@pytest.mark.parametrize("typed", [{"roles": ["lead"]}, {"ends_on": "2099-01-01"}, {"starts_on": "2099-01-01"}])
def test_the_last_administrator_stays_even_for_the_superuser(client, superuser, municipality, typed):
    last = make_member(municipality, Role.ADMINISTRATOR)

    response = change(client, last, **typed)

    assert errors(response) == {next(iter(typed)): ["This is the last administrator. Name another one first."]}
    assert Membership.objects.get(pk=last.pk).administers is True


def test_a_member_is_not_moved_to_the_bin_past_these_rules(client, administrator, municipality):
    client.post(f"{ADMIN}/membership/", {"action": "move_to_bin", "_selected_action": [administrator.pk]})

    assert Membership.objects.get(pk=administrator.pk).binned_at is None


def test_an_invitation_is_sent_sent_again_and_withdrawn(
    client, administrator, municipality, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{ADMIN}/invitation/add/", {"email": "Eva@city.test", "name": "Eva", "roles": ["officer"]})
    invitation = Invitation.objects.get()
    first = invitation.token
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{ADMIN}/invitation/", {"action": "send_again", "_selected_action": [invitation.pk]})
    invitation.refresh_from_db()

    assert (invitation.email, invitation.roles) == ("eva@city.test", ["officer"])
    assert [first in mailoutbox[0].body, invitation.token in mailoutbox[1].body] == [True, True]
    for name in ("change", "history"):
        shown = client.get(f"{ADMIN}/invitation/{invitation.pk}/{name}/").content.decode()
        assert (first in shown, invitation.token in shown) == (False, False)

    client.post(f"{ADMIN}/invitation/", {"action": "withdraw", "_selected_action": [invitation.pk]})
    invitation.refresh_from_db()
    assert invitation.binned_at is not None


def test_somebody_who_is_a_member_is_not_invited(client, administrator, municipality):
    page = f"{ADMIN}/invitation/add/"
    response = client.post(page, {"email": administrator.user.email, "name": "Ana", "roles": ["officer"]})

    assert list(errors(response)) == ["email"]


def test_the_superuser_makes_a_city_and_its_first_administrator(client, superuser):
    fields = {"name": "Oviedo", "slug": "oviedo", "main_language": "es", "currency": "EUR"}
    client.post(f"{ADMIN}/municipality/add/", fields | {"fiscal_year_starts": 1, "at_risk_threshold": 15})
    city, ana = Municipality.objects.get(slug="oviedo"), make_user(name="Ana")
    typed = {"municipality": city.pk, "name": "Ana", "roles": ["administrator"]}

    oneself = client.post(f"{ADMIN}/membership/add/", typed | {"user": superuser.pk})
    client.post(f"{ADMIN}/membership/add/", typed | {"user": ana.pk})
    client.force_login(ana)

    assert list(errors(oneself)) == ["user"]
    assert Membership.objects.get().administers is True
    assert SecurityEvent.objects.get(kind="role_changed").municipality_id == city.pk
    assert client.get("/admin/").status_code == HTTPStatus.OK


# Accounts -------------------------------------------------------------------------------------------


def test_making_a_superuser_leaves_a_trace_and_opens_the_site(client, superuser):
    eva = make_user(email="eva@city.test")

    change(client, eva, is_superuser="on")

    event = SecurityEvent.objects.get(kind="role_changed")
    assert (event.user_id, event.target_id, event.detail) == (superuser.pk, eva.pk, "eva@city.test: is_superuser: True")
    client.force_login(User.objects.get(pk=eva.pk))
    assert client.get("/admin/").status_code == HTTPStatus.OK


def test_a_superuser_does_not_shut_themselves_out(client, superuser):
    page = f"/admin/accounts/user/{superuser.pk}/change/"
    seen = client.get(page).context["adminform"].form["seen"].value()
    client.post(page, {"name": "Root", "language": "en", "theme": "auto", "seen": seen})

    superuser.refresh_from_db()
    assert (superuser.name, superuser.is_superuser, superuser.is_active) == ("Root", True, True)
