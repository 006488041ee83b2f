"""What a meeting and a decision are of their own day, whatever the day on which they are entered or come back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from intlstrategy.governance.models import AgendaItem, Meeting, Presence
from intlstrategy.governance.services.meetings import AgendaLine, save_meeting
from intlstrategy.municipalities.bin import rows_of_group
from intlstrategy.municipalities.editing import bin_record, restore_group
from intlstrategy.municipalities.roles import Role
from tests.factories import (
    make_body,
    make_decision,
    make_meeting,
    make_member,
    make_seat,
    make_seat_holder,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, municipality):
    member = make_member(municipality, Role.LEAD)
    client.force_login(member.user)
    return member


@pytest.fixture
def body(municipality):
    return make_body(municipality, name="Council")


def presences_of(body):
    rows = Presence.objects.of(body.municipality).filter(meeting__body=body)
    return dict(rows.values_list("seat__title", "state"))


def test_who_attended_a_meeting_of_long_ago_are_those_who_sat_there_then(client, municipality, lead, body):
    then = make_seat(body, title="Then", ends_on=date(2025, 12, 31))
    always = make_seat(body, title="Always")
    later = make_seat(body, title="Later", starts_on=date(2026, 6, 1))
    newly_held = make_seat(body, title="Newly held")
    for seat, since in ((then, 2020), (always, 2020), (later, 2026), (newly_held, 2026)):
        make_seat_holder(seat, stakeholder=make_stakeholder(municipality), starts_on=date(since, 6, 1))

    url = reverse("governance:meeting-create", args=[municipality.slug, body.pk])
    told = {"kind": "ordinary", "on": "2024-03-10", "state": "held", f"seat_{then.pk}": "excused", "everybody": "on"}
    client.post(url, told)

    assert presences_of(body) == {"Then": "excused", "Always": "attended"}


def test_a_meeting_whose_day_is_corrected_counts_the_seats_of_the_right_day(client, municipality, lead, body):
    then = make_seat(body, title="Then", ends_on=date(2025, 12, 31))
    now = make_seat(body, title="Now", starts_on=date(2026, 1, 1))
    for seat in (then, now):
        make_seat_holder(seat, stakeholder=make_stakeholder(municipality))
    meeting = make_meeting(body, on=date(2026, 3, 10))

    url = reverse("governance:meeting-edit", args=[municipality.slug, meeting.pk])
    told = {"kind": "ordinary", "on": "2025-03-10", "state": "held", "everybody": "on", "_seen": meeting.revision}
    client.post(url, told)

    assert presences_of(body) == {"Then": "attended"}


def test_the_seats_of_the_day_that_was_typed_are_brought_and_nothing_typed_is_lost(client, municipality, lead, body):
    then = make_seat(body, title="Then", ends_on=date(2025, 12, 31))
    now = make_seat(body, title="Now", starts_on=date(2026, 1, 1))
    url = reverse("governance:meeting-create", args=[municipality.slug, body.pk])
    assert f"seat_{then.pk}" not in client.get(url).context["form"].fields

    told = {"kind": "ordinary", "on": "2024-03-10", "state": "held", "place": "Town hall"}
    page = client.post(url, told | {"_more": "seats"})

    form = page.context["form"]
    assert [name for name in form.fields if name.startswith("seat_")] == [f"seat_{then.pk}"]
    assert form["place"].value() == "Town hall"
    refused = client.post(url, told | {f"seat_{now.pk}": "attended"})
    assert refused.context["form"].errors == {f"seat_{now.pk}": ["The body does not have this seat on that day."]}
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"state": "convened", "on": "later"}])
def test_a_decision_does_not_come_back_to_a_meeting_that_decided_nothing(municipality, lead, body, change):
    meeting = make_meeting(body)
    decision = make_decision(meeting)
    bin_record(decision, by=lead.user)
    decision.refresh_from_db()
    later = timezone.localdate() + timedelta(days=9)
    for name, value in change.items():
        setattr(meeting, name, later if value == "later" else value)
    save_meeting(meeting=meeting, by=lead.user)

    root, rows = rows_of_group(municipality, decision.bin_group)
    with pytest.raises(ValidationError, match="its meeting was cancelled or is still to come"):
        restore_group(rows, root=root, by=lead.user)


def test_a_decision_does_not_come_back_to_a_point_that_was_taken_off(municipality, lead, body):
    meeting = make_meeting(body, agenda=[AgendaLine("The call")])
    item = AgendaItem.objects.of(municipality).get()
    decision = make_decision(meeting, item=item)
    bin_record(decision, by=lead.user)
    decision.refresh_from_db()
    save_meeting(meeting=meeting, agenda=[], by=lead.user)

    root, rows = rows_of_group(municipality, decision.bin_group)
    with pytest.raises(ValidationError, match="which is in the bin too"):
        restore_group(rows, root=root, by=lead.user)


def test_an_agenda_longer_than_the_page_has_rows_keeps_all_its_points(client, municipality, lead, body):
    meeting = make_meeting(body, agenda=[AgendaLine(f"Point {number}") for number in range(65)])
    url = reverse("governance:meeting-edit", args=[municipality.slug, meeting.pk])
    form = client.get(url).context["form"]
    told = {name: form[name].value() or "" for name in form.fields if form[name].value() is not False}

    client.post(url, told | {"_seen": meeting.revision, "place": "Town hall"})

    meeting.refresh_from_db()
    assert meeting.place == "Town hall"
    assert AgendaItem.objects.of(municipality).filter(meeting=meeting).count() == 65
