"""The wizard over HTTP: what it refuses and where it says so, and what it does once however often it is asked."""

import html
import re

import pytest
from django.urls import reverse

from intlstrategy.interchange.models import ColumnMapping, ImportRow, ImportRun
from intlstrategy.jobs.models import Job
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Element, Plan
from tests.factories import make_action, make_element, make_member, make_municipality, make_plan, make_user
from tests.interchange.commands import import_file, written
from tests.interchange.wizard import GOOD, address, apply, errors, previewed, say_columns, told, upload, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def officer(client, municipality):
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


def test_a_plan_goes_in_by_four_steps(client, municipality, officer):
    uploaded = upload(client, municipality, title="Abroad")
    run = ImportRun.objects.of(municipality).get()
    assert uploaded.url == address("columns", municipality, run.pk)
    assert say_columns(client, run).url == run.get_absolute_url()
    work()
    run.refresh_from_db()
    assert (run.status, run.created_count, run.refused_count) == ("previewed", 3, 0)
    assert not Plan.objects.of(municipality).exists()

    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    run.refresh_from_db()
    assert (run.status, run.created_count, run.started_by, run.original_name) == (
        "applied", 3, officer.user, "plan.csv",
    )  # fmt: skip
    assert [action.source_columns for action in Action.objects.of(municipality).order_by("external_id")] == [
        [["Colour", "red"]],
        [["Colour", "blue"]],
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("plan.csv", b"", "The file is empty."),
        ("plan.csv", b"\n\n", "This file is empty."),
        (
            "plan.pdf",
            b"%PDF-1.7 and so on",
            "This file is not a table: it is a PDF. Save the plan as CSV or as an Excel workbook (.xlsx).",
        ),
        ("plan.xlsx", b"PK\x03\x04 and then nothing", "This file is damaged: it could not be opened."),
        (
            "plan.csv",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            "“plan.csv” is not a table. Save the plan as CSV or as an Excel workbook (.xlsx).",
        ),
        (
            "plan.csv",
            (",".join(f"c{number}" for number in range(2000)) + "\n").encode(),
            "This file has more than 200 columns. Keep those that describe the plan.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field_and_the_rest_is_kept(
    client, municipality, name, content, message
):
    response = upload(client, municipality, content, name=name, title="What I typed")
    assert response.status_code == 422
    assert list(errors(response)) == ["file"]
    assert errors(response)["file"] == [message]
    assert response.context["form"]["title"].value() == "What I typed"
    assert not ImportRun.objects.of(municipality).exists()


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"slug": "new"}, "slug"),
        ({"slug": "Not a slug"}, "slug"),
        ({"slug": "taken"}, "slug"),
        ({"kind": "dream"}, "kind"),
        ({"starts_on": "31/02/2026"}, "starts_on"),
        ({"starts_on": "2026-01-01", "ends_on": "2025-01-01"}, "ends_on"),
        ({"plan": "999999999999999999999"}, "plan"),
        ({"plan": "x"}, "plan"),
    ],
)
def test_what_is_wrong_about_the_new_plan_stands_at_its_field(client, municipality, fields, where):
    make_plan(municipality, slug="taken")
    response = upload(client, municipality, **fields)
    assert (response.status_code, list(errors(response))) == (422, [where])
    assert not ImportRun.objects.of(municipality).exists()


def test_a_plan_of_another_municipality_is_no_choice(client, municipality):
    theirs = make_plan(make_municipality())
    response = upload(client, municipality, plan=theirs.pk)
    assert (response.status_code, list(errors(response))) == (422, ["plan"])


@pytest.mark.parametrize("page", ["detail", "columns", "place", "names", "apply", "cancel", "refused"])
def test_an_import_of_another_municipality_is_not_found(client, municipality, page):
    other = make_municipality()
    client.force_login(make_member(other, Role.OFFICER).user)
    run = previewed(client, other)
    before = ImportRun.objects.values().get(pk=run.pk)
    client.force_login(make_member(municipality, Role.OFFICER).user)
    url = reverse(f"interchange:import-{page}", args=[municipality.slug, run.pk])
    assert client.post(url).status_code in ({405, 404} if page in {"detail", "refused"} else {404})
    assert client.get(url).status_code in ({405, 404} if page in {"apply", "cancel"} else {404})
    assert ImportRun.objects.values().get(pk=run.pk) == before


def test_an_upload_sent_twice_makes_one_import(client, municipality):
    first = upload(client, municipality, _once="token")
    second = upload(client, municipality, _once="token")
    assert first.url == second.url
    assert ImportRun.objects.of(municipality).count() == 1


def test_a_refused_upload_can_be_sent_again(client, municipality):
    assert upload(client, municipality, "\n", _once="token").status_code == 422
    assert upload(client, municipality, _once="token").status_code == 302


def test_apply_pressed_twice_writes_once(client, municipality):
    run = previewed(client, municipality)
    for _press in range(2):
        client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    work()
    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    assert (Element.objects.of(municipality).count(), Action.objects.of(municipality).count()) == (1, 2)
    assert Job.objects.filter(kind="import-apply").count() == 1


def test_refused_rows_are_told_with_their_reason_and_block_applying(client, municipality):
    run = previewed(client, municipality, GOOD + "Trade,a3,Third,140 %,\n,a4,Fourth,5,\n")
    assert (run.status, run.get_status_display(), run.refused_count) == ("refused", "Rows refused", 2)
    refused = ImportRow.objects.filter(run=run, outcome="refused").order_by("number")
    assert [(row.number, row.title, row.problems) for row in refused] == [
        (4, "Third", [["Progress", "140 is more than 100 %."]]),
        (5, "Fourth", [["", "This row names no place in the plan: fill in at least its first level."]]),
    ]
    page = client.get(run.get_absolute_url(), {"outcome": "refused"})
    assert [row.title for row in page.context["rows"]] == ["Third", "Fourth"]
    table = b"".join(client.get(address("refused", municipality, run.pk)).streaming_content).decode("utf-8-sig")
    assert table.splitlines()[1:2] == ["4,Third,Progress,140 is more than 100 %."]

    response = client.post(address("apply", municipality, run.pk), {"_seen": run.revision}, follow=True)
    assert told(response) == ["Some rows are refused, so nothing can be applied. Mend the file and bring it in again."]
    work()
    assert not Plan.objects.of(municipality).exists()


def test_old_and_new_stand_side_by_side(client, municipality):
    plan = make_plan(municipality)
    axis = make_element(plan, title="Trade")
    make_action(axis, title="Host a fair", external_id="a1", stated_progress="50")
    make_action(axis, title="Visit a fair", external_id="a2", stated_progress="10", source_columns=[["Colour", "blue"]])
    run = previewed(client, municipality, plan=plan.pk)
    rows = ImportRow.objects.filter(run=run).order_by("number")
    assert [(row.title, row.outcome, row.changes) for row in rows] == [
        ("Host a fair", "changed", [["Stated progress", "50%", "75%"], ["From the source", "", "Colour: red"]]),
        ("Visit a fair", "unchanged", []),
    ]


def test_columns_are_remembered_for_the_next_file_of_the_same_kind_here_and_nowhere_else(client, municipality):
    upload(client, municipality)
    run = ImportRun.objects.of(municipality).get()
    assert run.mapping["Colour"] == ""
    say_columns(client, run, column_4="code")
    work()
    run.refresh_from_db()
    apply(client, run)
    upload(client, municipality)
    assert ImportRun.objects.of(municipality).latest("pk").mapping["Colour"] == "code"
    assert ColumnMapping.objects.of(municipality).count() == 1

    other = make_municipality()
    client.force_login(make_member(other, Role.OFFICER).user)
    upload(client, other)
    assert ImportRun.objects.of(other).get().mapping["Colour"] == ""


def test_columns_of_an_import_that_was_left_are_not_remembered(client, municipality):
    upload(client, municipality)
    run = ImportRun.objects.of(municipality).get()
    say_columns(client, run, column_4="code")
    work()
    client.post(address("cancel", municipality, run.pk))
    upload(client, municipality)
    assert ImportRun.objects.of(municipality).latest("pk").mapping["Colour"] == ""
    assert not ColumnMapping.objects.exists()


def applied_with_columns(client, municipality, text, **changed):
    upload(client, municipality, text, title="By hand")
    run = ImportRun.objects.of(municipality).get()
    say_columns(client, run, **changed)
    work()
    run.refresh_from_db()
    apply(client, run)


@pytest.mark.parametrize("more", [(), ("--format", "barcelona")])
def test_the_command_reads_a_format_that_is_recognised_by_its_own_rules(client, municipality, tmp_path, more):
    text = "ID,Categoria,Subcategoria,Títol,Descripció\n1,Trade,Fairs,Host a fair,\n"
    applied_with_columns(client, municipality, text, column_2="")
    assert import_file(written(tmp_path, text), municipality, *more) == (
        0, ["absent 0", "created 3, updated 0, unchanged 0, errors 0"], [],
    )  # fmt: skip


def test_the_command_says_when_it_reads_the_columns_as_the_last_file_and_can_be_told_not_to(
    client, municipality, tmp_path
):
    applied_with_columns(client, municipality, GOOD, column_4="code")
    told = ["absent 0", "created 3, updated 0, unchanged 0, errors 0"]
    note = "The columns are read as in the last file like this one. --format native forgets that."
    assert import_file(written(tmp_path, GOOD), municipality, plan="one")[1] == [note, *told]
    assert import_file(written(tmp_path, GOOD), municipality, "--format", "native", plan="two")[1] == told
    codes = Action.objects.of(municipality).values_list("plan__slug", "code").order_by("pk")
    assert [*codes] == [
        ("by-hand", "red"),
        ("by-hand", "blue"),
        ("one", "red"),
        ("one", "blue"),
        ("two", ""),
        ("two", ""),
    ]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"column_4": "title"}, "The columns “Title” and “Colour” cannot both be “Title”."),
        ({"column_2": ""}, "No column holds the title of the actions. Say which one does."),
        ({"column_0": ""}, "No column holds the first level of the plan. Say which one does."),
    ],
)
def test_columns_that_make_no_plan_are_refused_and_what_was_chosen_is_kept(client, municipality, changed, message):
    upload(client, municipality)
    run = ImportRun.objects.of(municipality).get()
    response = say_columns(client, run, **changed)
    assert response.status_code == 422
    assert [each for messages in errors(response).values() for each in messages] == [message]
    name, value = next(iter(changed.items()))
    assert response.context["form"][name].value() == value
    assert not Job.objects.exists()


def test_names_that_may_be_one_are_asked_about_and_merged_only_when_told(client, municipality):
    spelled = "Level 1: Axis,Title\nLínea 1,Host a fair\nLinea 1.,Visit a fair\n"
    for answer, titles in (("", ["Linea 1.", "Línea 1"]), ("Línea 1", ["Línea 1"])):
        upload(client, municipality, spelled)
        run = ImportRun.objects.of(municipality).latest("pk")
        names = address("names", municipality, run.pk)
        say_columns(client, run)
        work()
        assert ImportRun.objects.get(pk=run.pk).status == "asked"
        assert not ImportRow.objects.filter(run=run).exists()
        assert client.get(names).context["groups"] == [[[], ["Línea 1", "Linea 1."], ["Línea 1", "Linea 1."]]]
        client.post(names, {"group_0": answer})
        work()
        rows = ImportRow.objects.filter(run=run, kind="element")
        assert sorted(row.title for row in rows) == titles


def test_an_import_that_was_left_is_not_applied(client, municipality):
    run = previewed(client, municipality)
    client.post(address("cancel", municipality, run.pk))
    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    assert ImportRun.objects.get(pk=run.pk).status == "cancelled"
    assert not Plan.objects.of(municipality).exists()


def test_a_plan_that_changed_since_the_preview_is_shown_again_before_anything_is_written(client, municipality):
    plan = make_plan(municipality)
    run = previewed(client, municipality, plan=plan.pk)
    make_action(make_element(plan, title="Trade"), title="Made meanwhile", external_id="a1")
    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    run.refresh_from_db()
    assert (run.status, run.created_count, run.updated_count) == ("previewed", 1, 1)
    assert run.message == (
        "The plan changed since this comparison. Look at what the import does now, and apply it again."
    )
    assert [action.title for action in Action.objects.of(municipality)] == ["Made meanwhile"]
    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    run.refresh_from_db()
    assert (run.status, run.created_count, run.updated_count) == ("applied", 1, 1)
    assert sorted(Action.objects.of(municipality).values_list("title", flat=True)) == ["Host a fair", "Visit a fair"]


def test_an_import_that_is_being_applied_is_not_left(client, municipality):
    run = previewed(client, municipality)
    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    response = client.post(address("cancel", municipality, run.pk), follow=True)
    assert told(response) == ["This import is being worked on. Cancel its job, or wait until it has ended."]
    work()
    assert ImportRun.objects.get(pk=run.pk).status == "applied"


def test_a_record_that_moves_to_a_new_place_is_previewed_and_applied(client, municipality):
    plan = make_plan(municipality)
    axis = make_element(plan, title="Trade")
    make_action(axis, title="Host a fair", external_id="a1")
    run = previewed(
        client, municipality, "Level 1: Axis,Identifier,Title\nCulture,a1,Host a fair\n", plan=plan.pk
    )  # fmt: skip
    rows = ImportRow.objects.filter(run=run, kind="action")
    assert [row.changes for row in rows] == [[["Place in the plan", "Trade", "Culture"]]]
    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    assert Action.objects.get(external_id="a1", plan=plan).element.title == "Culture"


@pytest.mark.parametrize("name", ["edit.csv", "New.csv", "import.csv"])
def test_the_address_made_from_the_name_of_a_file_is_one_that_a_plan_can_have(client, municipality, name):
    upload(client, municipality, name=name)
    run = ImportRun.objects.of(municipality).get()
    assert run.new_plan["slug"] == f"plan-{name.lower().removesuffix('.csv')}"


def test_dates_of_a_new_plan_that_do_not_fit_its_file_are_told_in_the_preview(client, municipality):
    upload(client, municipality, "Level 1: Axis,Title,Ends on\nTrade,Fair,2020-01-01\n", starts_on="2030-01-01")
    run = ImportRun.objects.of(municipality).get()
    say_columns(client, run)
    work()
    run.refresh_from_db()
    assert (run.status, run.message) == ("failed", "The end date must not be before the start date.")


def test_a_level_that_no_plan_has_is_shown_and_refused(client, municipality):
    header = ",".join(f"Level {number}" for number in range(1, 7))
    run = previewed(client, municipality, f"{header},Title\na,b,c,d,e,f,Fair\n")
    assert (run.status, run.refused_count) == ("refused", 1)


def test_each_group_of_names_is_merged_where_it_was_told_and_nowhere_else(client, municipality):
    text = "Level 1,Level 2,Title\nA,Línea x,1\nA,Linea x,2\nB,Línea x,3\nB,Linea x,4\n"
    upload(client, municipality, text)
    run = ImportRun.objects.of(municipality).get()
    say_columns(client, run)
    work()
    client.post(address("names", municipality, run.pk), {"group_0": "Línea x", "group_1": ""})
    work()
    rows = ImportRow.objects.filter(run=run, kind="element").values_list("path", flat=True)
    assert sorted(rows) == ["A", "A › Línea x", "B", "B › Linea x", "B › Línea x"]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.CONTRIBUTOR, Role.CABINET, Role.ADMINISTRATOR])
def test_who_may_not_edit_looks_and_is_offered_nothing(client, municipality, role):
    run = previewed(client, municipality)
    client.force_login(make_member(municipality, role).user)
    page = client.get(run.get_absolute_url())
    forms = re.findall(r'action="([^"]*/imports/[^"]*)"', html.unescape(page.content.decode()))
    assert (page.status_code, forms) == (200, [])
    assert client.post(address("apply", municipality, run.pk), {"_seen": run.revision}).status_code == 403


def test_a_level_too_deep_that_only_a_path_names_is_shown_with_its_reason(client, municipality):
    plan = make_plan(municipality)
    make_element(plan, make_element(plan, title="A"), title="L")
    run = previewed(client, municipality, "Eje,Linea,Objetivo,Titulo\nA,L,O,y\n", plan=plan.pk)
    refused = ImportRow.objects.filter(run=run, outcome="refused")
    assert (run.refused_count, [row.problems for row in refused]) == (
        1, [[["", "This row is 3 levels deep, and the plan has 2."]]],
    )  # fmt: skip


def test_a_preview_in_one_language_is_applied_by_somebody_of_another(client, municipality):
    plan = make_plan(municipality)
    make_action(make_element(plan, title="Trade"), title="Host a fair", external_id="a1", is_continuous=True)
    text = "Level 1: Axis,Identifier,Title,Continuous\nTrade,a1,Host a fair,no\n"
    run = previewed(client, municipality, text, plan=plan.pk)
    spanish = make_member(municipality, Role.LEAD, user=make_user(language="es"))
    client.force_login(spanish.user)
    client.post(address("apply", municipality, run.pk), {"_seen": run.revision})
    work()
    assert ImportRun.objects.get(pk=run.pk).status == "applied"


def test_rows_that_were_called_the_same_but_have_two_identifiers_are_refused(client, municipality):
    text = "Row type,Level 1,External id,Title\nelement,Culture,1,Culture\nelement,culture,2,culture\n"
    upload(client, municipality, text)
    run = ImportRun.objects.of(municipality).get()
    say_columns(client, run)
    work()
    client.post(address("names", municipality, run.pk), {"group_0": "Culture"})
    work()
    assert [row.problems for row in ImportRow.objects.filter(run=run, outcome="refused")] == [
        [["", "“Culture” was called the same as row 2, which has the identifier 1: one of the two must go."]]
    ]
