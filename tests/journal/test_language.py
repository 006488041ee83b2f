"""What the journal says, it says in the main language of the city, whoever wrote it."""

import pytest
from django.urls import reverse
from django.utils import translation

from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action
from intlstrategy.planning.services.actions import change_actions
from tests.factories import make_action, make_document, make_goal, make_member, make_municipality, make_user

pytestmark = pytest.mark.django_db


def told(verb):
    return JournalEntry.objects.get(verb=verb).detail


@pytest.mark.parametrize(
    ("city_speaks", "officer_speaks", "words"), [("es", "en", "es"), ("en", "es", "en"), ("fr", "es", "en")]
)
def test_a_detail_is_in_the_words_of_the_city(client, city_speaks, officer_speaks, words):
    city = make_municipality(main_language=city_speaks)
    client.force_login(make_member(city, Role.OFFICER, user=make_user(language=officer_speaks)).user)
    action, goal = make_action(city), make_goal()
    report = reverse("planning:action-report", args=[city.slug, action.pk])
    client.post(report, {"status": "on_track", "progress": "55", "stated_on": "2026-01-02"})
    client.post(reverse("planning:action-align", args=[city.slug, action.pk]), {"goal": [goal.pk]})
    with translation.override(officer_speaks):
        change_actions(actions=[Action.objects.get()], priority="high", by=None)

    with translation.override(words):
        assert told("stated progress") == f"{Action.Status.ON_TRACK.label} 55 %"
        assert told("aligned") == str(goal)
        assert JournalEntry.objects.filter(verb="changed").first().detail == str(
            Action._meta.get_field("priority").verbose_name
        )


def test_what_is_confidential_is_named_in_the_words_of_the_city(client):
    city = make_municipality(main_language="es")
    with translation.override("en"):
        document = make_document(city, visibility="confidential")

    with translation.override("es"):
        assert JournalEntry.objects.get(verb="stored").target_name == f"{document._meta.verbose_name} {document.pk}"
