"""The bin: what lies there, and how it comes back whole."""

import uuid
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.bin import groups_in, rows_of_group
from intlstrategy.municipalities.editing import bin_record, restore_group
from intlstrategy.municipalities.models import Deputy, PostHolder
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Attachment, Element, Level, Plan
from intlstrategy.planning.services.actions import save_action
from intlstrategy.planning.services.attachments import attach_document
from intlstrategy.planning.services.plans import set_levels
from intlstrategy.planning.services.tree import move_element
from tests.factories import (
    make_action,
    make_department,
    make_document,
    make_element,
    make_member,
    make_municipality,
    make_plan,
    make_post,
    make_user,
)

pytestmark = pytest.mark.django_db

MAY = {Role.LEAD, Role.ADMINISTRATOR}
WITH_TREE = (Plan, Level, Element, Action, Attachment)


@pytest.fixture
def lead(municipality, client):
    member = make_member(municipality, Role.LEAD)
    client.force_login(member.user)
    return member


def bin_url(municipality, *args):
    return reverse("municipalities:bin-restore" if args else "municipalities:bin-list", args=[municipality.slug, *args])


def make_grown_plan(municipality, **fields):
    """A plan with two elements, an action that a second department helps, and a document."""
    plan = make_plan(municipality, **fields)
    place = make_element(plan, make_element(plan))
    action = make_action(place)
    save_action(action=action, by=None, departments=[make_department(municipality)])
    attach_document(document=make_document(municipality), holder=action, by=None)
    attach_document(document=make_document(municipality), holder=plan, by=None)
    return plan


def living(municipality):
    return {model.__name__: model.objects.of(municipality).count() for model in WITH_TREE}


def listed(client, municipality, **query):
    return list(client.get(bin_url(municipality), query).context["page_obj"])


@pytest.mark.parametrize("role", Role)
def test_who_opens_the_bin(client, municipality, role):
    group = bin_record(make_plan(municipality), by=make_member(municipality, Role.LEAD).user).bin_group
    client.force_login(make_member(municipality, role).user)
    expected = 200 if role in MAY else 403
    assert client.get(bin_url(municipality)).status_code == expected
    assert client.get(bin_url(municipality, group)).status_code == expected
    assert client.post(bin_url(municipality, group)).status_code == (302 if role in MAY else 403)
    assert Plan.objects.of(municipality).count() == (role in MAY)


def test_a_plan_goes_with_its_tree_and_comes_back_whole(client, municipality, lead):
    plan = make_grown_plan(municipality)
    before = living(municipality)
    bin_record(plan, by=lead.user)
    assert living(municipality) == dict.fromkeys(before, 0)
    [group] = listed(client, municipality)
    assert (group.root, group.kind, group.by_id) == (plan, "plan", lead.user.pk)
    assert group.count == sum(before.values()) + 1  # and the department that helps
    page = client.get(bin_url(municipality, group.group))
    assert page.context["root"] == plan.title
    response = client.post(bin_url(municipality, group.group))
    assert response.url == plan.get_absolute_url()
    assert living(municipality) == before
    assert listed(client, municipality) == []


def test_coming_back_raises_the_revision_and_is_written_down(client, municipality, lead):
    plan = make_plan(municipality)
    group = bin_record(plan, by=lead.user).bin_group
    client.post(bin_url(municipality, group))
    row = Plan.objects.get()
    assert (row.revision, row.binned_at, row.binned_by, row.bin_group) == (3, None, None, None)
    assert [each.history_user for each in row.history.all()[:2]] == [lead.user, lead.user]
    assert list(JournalEntry.objects.filter(target_id=plan.pk).values_list("verb", flat=True))[:2] == [
        "restored",
        "binned",
    ]
    assert SecurityEvent.objects.filter(kind="restored", target_id=plan.pk, user_id=lead.user.pk).count() == 1
    assert (
        "Restored from the bin"
        in client.get(reverse("planning:plan-history", args=[municipality.slug, plan.slug])).content.decode()
    )


def test_the_root_of_a_group_is_what_somebody_moved_there(municipality, lead):
    plan = make_grown_plan(municipality)
    action = Action.objects.get()
    bin_record(action, by=lead.user)
    [group] = groups_in(municipality, lead)
    assert (group.root, group.count) == (action, 3)
    bin_record(plan.elements.get(parent=None), by=lead.user)
    assert [each.kind for each in groups_in(municipality, lead)] == ["element", "action"]


def test_another_plan_has_taken_the_address(client, municipality, lead):
    plan = make_plan(municipality, slug="world", title="The old one")
    group = bin_record(plan, by=lead.user).bin_group
    make_plan(municipality, slug="world")
    response = client.post(bin_url(municipality, group), follow=True)
    [said] = [str(each) for each in response.context["messages"]]
    assert said.startswith("“The old one” cannot come back: ")
    assert "address" in said
    assert Plan.objects.filter(binned_at=None).count() == 1
    assert not JournalEntry.objects.filter(verb="restored").exists()


def test_a_child_does_not_come_back_before_its_parent(client, municipality, lead):
    plan = make_plan(municipality, title="World")
    action = make_action(make_element(plan, make_element(plan, title="Green port"), title="Ships"), title="Lead it")
    group = bin_record(action, by=lead.user).bin_group
    bin_record(plan, by=lead.user)
    response = client.post(bin_url(municipality, group), follow=True)
    [said] = [str(each) for each in response.context["messages"]]
    assert said == "“Lead it” needs the plan “World”, which is in the bin too. Restore that first."
    assert Action.objects.get().binned_at is not None


@pytest.mark.parametrize("what", ["element", "action"])
def test_nothing_comes_back_into_a_plan_that_was_closed_meanwhile(client, municipality, lead, what):
    plan = make_plan(municipality)
    element = make_element(plan, title="Trade")
    row = {"element": element, "action": make_action(element, title="Fair")}[what]
    bin_record(row, by=lead.user)
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.CLOSED)
    response = client.post(bin_url(municipality, row.bin_group), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        f"“{row}” cannot come back: the plan “{plan}” is closed."
    ]
    row.refresh_from_db()
    assert row.binned_at is not None


def test_what_was_restored_by_somebody_else_meanwhile_is_not_written_again(municipality, lead):
    bin_record(make_plan(municipality), by=lead.user)
    group = groups_in(municipality, lead)[0].group
    root, rows = rows_of_group(municipality, group)
    again, same_rows = rows_of_group(municipality, group)
    restore_group(rows, root=root, by=lead.user)
    with pytest.raises(ValidationError, match="is not in the bin any more"):
        restore_group(same_rows, root=again, by=lead.user)


def test_search_and_filters(client, municipality, lead):
    other = make_member(municipality, Role.LEAD)
    plan = make_plan(municipality, title="Línea azul")
    action = make_action(municipality, title="Paint it")
    bin_record(plan, by=lead.user)
    bin_record(action, by=other.user)
    assert {each.root for each in listed(client, municipality)} == {plan, action}
    assert [each.root for each in listed(client, municipality, q="linea")] == [plan]
    assert [each.root for each in listed(client, municipality, kind="action")] == [action]
    assert [each.root for each in listed(client, municipality, by=other.user.pk)] == [action]
    assert listed(client, municipality, q="nothing") == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("record", ["Álamo", "bear", "Zebra"]), ("-record", ["Zebra", "bear", "Álamo"]), ("at", ["Zebra", "bear", "Álamo"]),
        ("-at", ["Álamo", "bear", "Zebra"]), ("by", ["Álamo", "Zebra", "bear"]), ("-count", ["bear", "Álamo", "Zebra"]),
        ("no-such", ["Álamo", "bear", "Zebra"]),
    ],
)  # fmt: skip
def test_the_bin_is_sorted_as_asked(client, municipality, lead, sort, order):
    ana, eva = (make_member(municipality, user=make_user(name=name)).user for name in ("Ana", "Eva"))
    for title, by in (("Zebra", ana), ("bear", eva), ("Álamo", ana)):
        action = make_action(municipality, title=title)
        if title == "bear":
            attach_document(document=make_document(municipality), holder=action, by=None)
        bin_record(action, by=by)
    assert [each.name for each in listed(client, municipality, sort=sort)] == order


def test_the_bin_is_exported_as_it_is_filtered(client, municipality, lead):
    bin_record(make_plan(municipality, title="World"), by=lead.user)
    bin_record(make_action(municipality, title="Paint it"), by=lead.user)
    answer = client.get(bin_url(municipality) + "export.csv", {"kind": "action"})
    head, row, *more = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert head.split(",") == ["Record", "Kind", "Moved by", "When", "Records"]
    assert row.split(",")[:3] == ["Paint it", "Action", lead.user.name]
    assert more == []
    assert SecurityEvent.objects.get(kind="exported").detail == "bin kind=action"


@pytest.mark.parametrize("query", ["by=999", "kind=zzz", "q=" + "x" * 201])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_filter_that_cannot_be_read_leads_back_instead_of_exporting(client, municipality, lead, suffix, query):
    response = client.get(f"{bin_url(municipality)}export.{suffix}?{query}", follow=True)
    assert response.redirect_chain == [(f"{bin_url(municipality)}?{query}", 302)]
    assert ["could not be read" in str(each) for each in response.context["messages"]] == [True]


def test_who_may_enter_is_for_an_administrator_to_bring_back_and_the_rest_for_a_lead_too(client, municipality, lead):
    member, department = make_member(municipality), make_department(municipality)
    for record in (member, department):
        bin_record(record, by=lead.user)
    assert [group.root for group in listed(client, municipality)] == [department]
    assert client.post(bin_url(municipality, member.bin_group)).status_code == 403
    assert client.post(bin_url(municipality, department.bin_group)).status_code == 302
    assert type(department).objects.of(municipality).get() == department


def test_the_bin_is_read_page_by_page(client, municipality, lead):
    for _number in range(26):
        bin_record(make_action(municipality), by=lead.user)
    assert [len(listed(client, municipality, page=page)) for page in (1, 2)] == [25, 1]


def test_a_neighbours_bin_is_another_one(client, municipality, lead):
    abroad = make_municipality()
    group = bin_record(make_plan(abroad), by=make_member(abroad, Role.LEAD).user).bin_group
    assert listed(client, municipality) == []
    for city in (municipality, abroad):
        assert client.post(bin_url(city, group)).status_code == 404
    assert client.get(bin_url(municipality, uuid.uuid4())).status_code == 404
    assert not Plan.objects.of(abroad).exists()


def test_an_administrator_restores_what_is_confidential_without_its_name(client, municipality, lead):
    document = make_document(municipality, title="Brief on Paris", visibility="confidential")
    attach_document(document=document, holder=make_action(municipality), by=None)
    group = bin_record(document, by=lead.user).bin_group
    assert "Brief on Paris" in client.get(bin_url(municipality)).content.decode()
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    for url in (bin_url(municipality), bin_url(municipality, group)):
        page = client.get(url).content.decode()
        assert "Brief on Paris" not in page
        assert "A confidential record" in page
    assert listed(client, municipality, q="paris") == []
    response = client.post(bin_url(municipality, group), follow=True)
    assert [str(each) for each in response.context["messages"]] == ["“A confidential record” is back where it was."]
    document.refresh_from_db()
    assert document.binned_at is None


def test_an_empty_bin_says_what_it_is_for(client, municipality, lead):
    assert "The bin is empty" in client.get(bin_url(municipality)).content.decode()


def test_the_bin_takes_as_many_queries_for_thirty_as_for_one(client, municipality, lead, count_of_queries):
    group = bin_record(make_grown_plan(municipality), by=lead.user).bin_group
    pages = [bin_url(municipality), bin_url(municipality, group)]
    before = [count_of_queries(url) for url in pages]
    for _number in range(29):
        bin_record(make_grown_plan(municipality), by=lead.user)
    assert [count_of_queries(url) for url in pages] == before
    assert max(before) <= 20


def test_a_plan_of_thirty_actions_goes_and_comes_in_hardly_more_queries_than_one_of_one(municipality, lead):
    def count(actions):
        plan = make_plan(municipality)
        place = make_element(plan)
        for _number in range(actions):
            attach_document(document=make_document(municipality), holder=make_action(place), by=None)
        with CaptureQueriesContext(connection) as binning:
            group = bin_record(plan, by=lead.user).bin_group
        root, rows = rows_of_group(municipality, group)
        with CaptureQueriesContext(connection) as restoring:
            restore_group(rows, root=root, by=lead.user)
        assert Attachment.objects.of(municipality).filter(action__plan=plan).count() == actions
        return len(binning), len(restoring)

    one, thirty = count(1), count(30)
    assert all(more - few <= 3 for few, more in zip(one, thirty, strict=True)), (one, thirty)


def test_the_page_counts_all_that_goes_along(client, municipality, lead):
    plan = make_grown_plan(municipality)
    page = client.get(reverse("planning:plan-bin", args=[municipality.slug, plan.slug]))
    assert page.context["along"] == 8
    client.post(reverse("planning:plan-bin", args=[municipality.slug, plan.slug]))
    [group] = listed(client, municipality)
    assert group.count == 9


# What no longer fits -------------------------------------------------------------------------------


def said_on_restoring(client, record):
    record.refresh_from_db()
    response = client.post(bin_url(record.municipality, record.bin_group), follow=True)
    return [str(each) for each in response.context["messages"]]


def test_an_element_does_not_come_back_below_one_that_was_moved_to_another_level(client, municipality, lead):
    plan = make_plan(municipality)
    port, arts = make_element(plan, title="Port"), make_element(plan, title="Arts")
    berths = make_element(plan, port, title="Berths")
    bin_record(berths, by=lead.user)
    plan.refresh_from_db()
    move_element(element=port, parent=arts, before=None, by=lead.user, seen=plan.structure_revision)
    assert said_on_restoring(client, berths) == [
        "“Berths” cannot come back: “Port”, to which it belongs, was moved to another level since."
    ]
    berths.refresh_from_db()
    assert berths.binned_at is not None

    plan.refresh_from_db()
    port.refresh_from_db()
    move_element(element=port, parent=None, before=None, by=lead.user, seen=plan.structure_revision)
    assert said_on_restoring(client, berths) == ["“Berths” is back where it was."]


def test_an_element_does_not_come_back_to_a_level_that_was_taken_away(client, municipality, lead):
    plan = make_plan(municipality)
    port = make_element(plan, make_element(plan), title="Port")
    bin_record(port, by=lead.user)
    set_levels(plan=plan, levels=[("Axis", "Axes")], by=None)
    assert said_on_restoring(client, port) == [
        "“Port” cannot come back: its plan has no level 2 any more. Add the level first."
    ]
    assert Element.objects.of(municipality).count() == 1


def test_a_holder_does_not_come_back_beside_the_one_of_the_same_days(client, municipality, administrator):
    post = make_post(municipality)
    ana, eva = (
        PostHolder(municipality=municipality, post=post, name=name, starts_on=date(2024, 1, 1), ends_on=ends)
        for name, ends in (("Ana", None), ("Eva", date(2024, 6, 30)))
    )
    ana.save(by=None)
    bin_record(ana, by=administrator.user)
    eva.save(by=None)
    assert said_on_restoring(client, ana) == [
        "“Ana” cannot come back: “Eva” is there on some of the same days. End that first."
    ]
    ana.starts_on = date(2024, 7, 1)
    ana.save(by=None)
    assert said_on_restoring(client, ana) == ["“Ana” is back where it was."]


def test_a_deputy_does_not_come_back_twice(client, municipality, administrator):
    pair = {"membership": make_member(municipality), "deputy": make_member(municipality, name="Eva")}
    gone = Deputy.objects.create(municipality=municipality, by=None, **pair)
    bin_record(gone, by=administrator.user)
    Deputy.objects.create(municipality=municipality, by=None, **pair)
    assert said_on_restoring(client, gone) == [
        "“Eva” cannot come back: “Eva” is there on some of the same days. End that first."
    ]


def test_names_with_marks_that_no_spreadsheet_holds_leave_all_the_same(client, municipality, lead):
    action = make_action(municipality, title="A\x02 pasted\x0b title")
    bin_record(action, by=lead.user)

    for name in ("bin-list", "journal"):
        response = client.get(reverse(f"municipalities:{name}-export", args=[municipality.slug, "xlsx"]))
        rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))
        assert [row.count("A pasted title") for row in rows[1:2]] == [1], name


@pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 30])
def test_a_number_of_the_version_read_that_is_none_bins_nothing(client, municipality, lead, sent):
    action = make_action(municipality)
    client.post(reverse("planning:action-bin", args=[municipality.slug, action.pk]), {"_seen": sent})
    assert Action.objects.of(municipality).count() == 1
