"""A department proposes an action; the office accepts it, returns it, or merges it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Plan
from intlstrategy.planning.services.actions import save_action
from intlstrategy.planning.services.proposals import accept_proposal, propose_action, return_proposal
from tests.factories import make_action, make_department, make_element, make_member, make_municipality, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(municipality):
    return make_member(municipality, Role.CONTRIBUTOR, department=make_department(municipality))


@pytest.fixture
def officer(municipality):
    return make_member(municipality, Role.OFFICER)


def url(name, *arguments):
    return reverse(f"planning:proposal-{name}", args=arguments)


def propose(by, **fields):
    return propose_action(
        action=Action(**{"municipality": by.municipality, "title": "Idea", "text": "Text"} | fields), by=by
    )


def step(name, proposal):
    return url(name, proposal.municipality.slug, proposal.pk)


def test_a_contributor_proposes_for_their_department(client, municipality, contributor):
    client.force_login(contributor.user)
    response = client.post(url("create", municipality.slug), {"title": "Idea", "text": "What we want"})
    proposal = Action.objects.get()
    assert response.url == proposal.get_absolute_url()
    assert (proposal.standing, proposal.proposed_by) == ("proposed", contributor)
    assert (proposal.lead_department, proposal.element) == (contributor.department, None)
    assert JournalEntry.objects.get(verb="proposed").by == contributor.user


def test_an_observer_proposes_nothing(client, municipality):
    client.force_login(make_member(municipality).user)
    assert client.get(url("create", municipality.slug)).status_code == 403
    assert client.get(url("list", municipality.slug)).status_code == 403


def test_a_proposal_counts_nowhere(client, municipality, contributor, officer):
    plan = make_plan(municipality)
    element = make_element(plan)
    make_action(element)
    propose(contributor)
    client.force_login(officer.user)
    assert client.get(reverse("planning:action-list", args=[municipality.slug])).context["total"] == 1
    assert Plan.objects.of(municipality).with_action_count().get().action_count == 1


def test_the_office_sees_every_proposal_and_a_department_its_own(client, municipality, contributor, officer):
    propose(contributor, title="Ours")
    propose(make_member(municipality, Role.CONTRIBUTOR, department=make_department(municipality)), title="Theirs")
    make_action(municipality, title="Accepted")

    def seen(member, query=""):
        client.force_login(member.user)
        rows = client.get(f"{url('list', municipality.slug)}?{query}").context["rows"]
        return sorted(each["row"].title for each in rows)

    assert seen(officer) == ["Ours", "Theirs"]
    assert seen(contributor) == ["Ours"]
    assert seen(officer, "standing=returned") == []
    assert seen(officer, "q=ours") == ["Ours"]


def test_the_list_teaches_when_it_is_empty(client, municipality, contributor):
    client.force_login(contributor.user)
    assert "No proposals" in client.get(url("list", municipality.slug)).content.decode()


def test_a_department_edits_its_own_proposal_and_no_other(client, municipality, contributor):
    client.force_login(contributor.user)
    own = propose(contributor)
    other = propose(make_member(municipality, Role.CONTRIBUTOR, department=make_department(municipality)))
    client.post(step("edit", own), {"title": "Better", "text": "Text", "_seen": own.revision})
    own.refresh_from_db()
    assert own.title == "Better"
    assert client.post(step("edit", other), {"title": "Mine", "text": "Text"}).status_code == 403


def test_a_department_bins_its_own_proposal_and_no_action(client, municipality, contributor):
    client.force_login(contributor.user)
    own = propose(contributor)
    action = make_action(municipality, lead_department=contributor.department)
    answers = [
        client.post(
            reverse("planning:action-bin", args=[municipality.slug, each.pk]), {"_seen": each.revision}
        ).status_code
        for each in (own, action)
    ]
    assert answers == [302, 403]


def test_the_office_gives_it_a_place_in_the_plan(client, municipality, contributor, officer):
    element = make_element(make_plan(municipality))
    make_action(element)
    proposal = propose(contributor)
    client.force_login(officer.user)
    form = client.get(step("accept", proposal)).context["form"]
    assert form["responsible"].value() == contributor.pk
    response = client.post(
        step("accept", proposal),
        {
            "element": element.pk, "lead_department": contributor.department_id, "responsible": contributor.pk,
            "_seen": proposal.revision,
        },
    )  # fmt: skip
    proposal.refresh_from_db()
    assert response.url == proposal.get_absolute_url()
    assert (proposal.standing, proposal.element, proposal.plan) == ("accepted", element, element.plan)
    assert (proposal.position, proposal.responsible, proposal.proposed_by) == (2, contributor, contributor)
    assert JournalEntry.objects.get(verb="accepted").by == officer.user


def test_the_office_may_accept_it_outside_every_plan(client, municipality, contributor, officer):
    proposal = propose(contributor)
    client.force_login(officer.user)
    client.post(step("accept", proposal), {"element": "", "_seen": proposal.revision})
    proposal.refresh_from_db()
    assert (proposal.standing, proposal.plan) == ("accepted", None)


def test_a_returned_proposal_shows_its_note_and_is_sent_again(client, municipality, contributor, officer):
    proposal = propose(contributor)
    client.force_login(officer.user)
    client.post(step("return", proposal), {"note": "Say who pays.", "_seen": proposal.revision})
    proposal.refresh_from_db()
    assert (proposal.standing, proposal.return_note) == ("returned", "Say who pays.")
    client.force_login(contributor.user)
    assert "Say who pays." in client.get(proposal.get_absolute_url()).content.decode()
    client.post(step("edit", proposal), {"title": "Idea", "text": "The port pays.", "_seen": proposal.revision})
    proposal.refresh_from_db()
    assert (proposal.standing, proposal.return_note, proposal.text) == ("proposed", "", "The port pays.")
    verbs = JournalEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["proposed", "returned", "proposed again"]


def test_returning_needs_a_note(client, municipality, contributor, officer):
    proposal = propose(contributor)
    client.force_login(officer.user)
    response = client.post(step("return", proposal), {"note": "", "_seen": proposal.revision})
    assert list(response.context["form"].errors) == ["note"]
    with pytest.raises(ValidationError):
        return_proposal(action=proposal, note=" ", by=officer.user)


def test_a_proposal_merges_into_an_action_that_exists(client, municipality, contributor, officer):
    into = make_action(municipality, title="Train interpreters", text="Ten people.")
    proposal = propose(contributor, title="Interpreters for all", text="Twenty people.", reason="Newcomers.")
    client.force_login(officer.user)
    assert client.get(step("merge", proposal)).context["candidates"] == [into]
    assert client.get(step("merge", proposal), {"q": "nothing like it"}).context["candidates"] == []
    assert client.get(step("merge", proposal), {"q": "TRAIN"}).context["candidates"] == [into]
    response = client.post(step("merge", proposal), {"into": into.pk, "_seen": proposal.revision})
    assert response.url == into.get_absolute_url()
    into.refresh_from_db()
    proposal.refresh_from_db()
    assert (into.text, into.reason) == ("Ten people.\n\nTwenty people.", "Newcomers.")
    assert proposal.binned_by == officer.user
    assert JournalEntry.objects.get(verb="merged").detail == "Interpreters for all"


def test_merging_asks_for_an_action_of_this_municipality(client, municipality, contributor, officer):
    proposal = propose(contributor)
    client.force_login(officer.user)
    theirs = make_action(make_municipality())
    assert client.post(step("merge", proposal), {"into": theirs.pk}).status_code == 404
    assert client.post(step("merge", proposal), {"into": proposal.pk}).status_code == 404
    response = client.post(step("merge", proposal), {}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Choose the action to merge it into."]


def test_merging_a_proposal_that_changed_meanwhile_is_refused(client, municipality, contributor, officer):
    into, proposal = make_action(municipality, text="Ten."), propose(contributor)
    client.force_login(officer.user)
    client.post(step("merge", proposal), {"into": into.pk, "_seen": proposal.revision - 1})
    into.refresh_from_db()
    assert into.text == "Ten."


def test_merging_the_same_text_twice_adds_it_once(client, municipality, contributor, officer):
    into, proposal = make_action(municipality, text="Ten people."), propose(contributor, text="Ten people.")
    client.force_login(officer.user)
    client.post(step("merge", proposal), {"into": into.pk, "_seen": proposal.revision})
    into.refresh_from_db()
    assert into.text == "Ten people."


@pytest.mark.parametrize("name", ["accept", "return", "merge"])
def test_a_department_does_not_decide(client, municipality, contributor, name):
    proposal = propose(contributor)
    client.force_login(contributor.user)
    assert client.get(step(name, proposal)).status_code == 403
    assert client.post(step(name, proposal)).status_code == 403


@pytest.mark.parametrize("name", ["edit", "accept", "return", "merge"])
def test_an_action_is_no_proposal(client, municipality, officer, name):
    client.force_login(officer.user)
    assert client.get(step(name, make_action(municipality))).status_code == 404


def test_two_officers_decide_once(client, municipality, contributor, officer):
    proposal = propose(contributor)
    seen = proposal.revision
    accept_proposal(action=proposal, element=None, by=officer.user)
    client.force_login(officer.user)
    assert client.post(step("return", proposal), {"note": "No", "_seen": seen}).status_code == 409


def test_a_returned_proposal_waits_for_its_department_not_for_the_office(municipality, contributor, officer):
    proposal = return_proposal(action=propose(contributor), note="More", by=officer.user)
    with pytest.raises(ValidationError):
        accept_proposal(action=proposal, element=None, by=officer.user)


def test_the_buttons_stand_only_where_they_work(client, municipality, contributor, officer):
    proposal = propose(contributor)
    shown = {}
    for name, member in (("office", officer), ("department", contributor), ("reader", make_member(municipality))):
        client.force_login(member.user)
        context = client.get(proposal.get_absolute_url()).context
        shown[name] = [context[each] for each in ("may_decide", "may_edit_proposal", "may_bin", "may_report")]
    assert shown == {
        "office": [True, True, False, False],
        "department": [False, True, True, False],
        "reader": [False, False, False, False],
    }


def test_two_people_writing_one_proposal_lose_nothing(client, municipality, contributor):
    proposal = propose(contributor)
    seen = proposal.revision
    save_action(action=proposal, by=None)
    client.force_login(contributor.user)
    response = client.post(step("edit", proposal), {"title": "Mine", "text": "Text", "_seen": seen})
    assert response.status_code == 409


def test_a_change_sent_after_the_office_accepted_the_proposal_is_given_back(client, contributor, officer):
    proposal = propose(contributor)
    accept_proposal(action=Action.objects.get(), element=None, by=officer.user)
    client.force_login(contributor.user)

    sent = client.post(step("edit", proposal), {"title": "My better title", "text": "Text", "_seen": proposal.revision})

    assert (sent.status_code, sent.context["moved_on"]) == (409, proposal)
    assert ("Title", "My better title") in [(str(label), value) for label, value in sent.context["typed"]]
    assert Action.objects.get().title == "Idea"
