"""Meetings and what has to be carried out stand in the calendar."""

from datetime import date, time

import pytest
from django.urls import reverse

from intlstrategy.municipalities.roles import Role
from tests.factories import make_body, make_decision, make_meeting, make_member

pytestmark = pytest.mark.django_db


def test_meetings_and_decisions_to_carry_out_stand_in_the_calendar(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    body = make_body(municipality, name="Plenary", secretary=member)
    make_meeting(body, on=date(2026, 3, 5), time=time(17, 30))
    make_meeting(body, on=date(2026, 3, 6), state="cancelled")
    held = make_meeting(body, on=date(2026, 1, 8))
    make_decision(held, title="Write to Lorient", due_on=date(2026, 3, 20), owner=member)
    make_decision(held, title="Done", due_on=date(2026, 3, 21), state="done", closed_on=date(2026, 3, 1))
    client.force_login(member.user)

    page = client.get(reverse("workspace:calendar", args=[municipality.slug]), {"month": "2026-03", "view": "agenda"})

    text = page.content.decode()
    assert [word in text for word in ("Plenary", "Write to Lorient", "Done")] == [True, True, False]
