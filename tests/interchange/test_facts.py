"""What no action can be is refused in the preview, whichever half of it the file tells and the plan holds."""

import re
from datetime import date

import pytest
from django.utils import translation

from intlstrategy.interchange.comparison import comparer
from intlstrategy.interchange.models import ImportRow, ImportRun
from intlstrategy.jobs.models import Job
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Plan
from intlstrategy.planning.services.actions import save_action
from tests.factories import make_action, make_department, make_element, make_member, make_plan
from tests.interchange.commands import import_file, written
from tests.interchange.wizard import apply, previewed

pytestmark = pytest.mark.django_db
START = "Axis,Title,Starts on,Ends on,Continuous,Identifier\n"
BOTH = START + "A,Always,2026-01-01,,yes,c1\nA,Once,2026-01-01,2026-06-30,no,c2\n"


@pytest.fixture
def plan(municipality, tmp_path):
    import_file(written(tmp_path, BOTH), municipality)
    return Plan.objects.of(municipality).get()


def stored(plan):
    actions = Action.objects.of(plan.municipality).filter(plan=plan).order_by("external_id")
    return [(str(each.starts_on), str(each.ends_on), each.is_continuous) for each in actions]


HALVES = [
    ("Axis,Title,Starts on,Identifier\nA,Once,2026-12-01,c2\n", "Starts on",
     "The end, 30 Jun 2026, is before the start, 1 Dec 2026."),
    ("Axis,Title,Ends on,Identifier\nA,Once,2025-12-01,c2\n", "Ends on",
     "The end, 1 Dec 2025, is before the start, 1 Jan 2026."),
    ("Axis,Title,Ends on,Identifier\nA,Always,2026-12-31,c1\n", "Ends on",
     "This action is continuous, so it has no end. Leave the end empty, or say that it is no longer continuous."),
    ("Axis,Title,Continuous,Identifier\nA,Once,yes,c2\n", "Continuous",
     "This action ends on 30 Jun 2026, and a continuous action has no end. Leave its end empty in the file as well."),
    (START + "A,New,2026-02-01,31/01/2026,,c3\n", "Ends on", "The end, 31 Jan 2026, is before the start, 1 Feb 2026."),
    (START + "A,New,2026,2027,yes,c3\n", "Ends on", "A continuous action has no end. Leave one of the two empty."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "message"), HALVES)
def test_a_row_that_no_action_can_be_is_refused_on_the_command_line(plan, tmp_path, text, column, message):
    before = stored(plan)
    code, out, err = import_file(written(tmp_path, text), plan.municipality)
    assert (code, out[-1].rpartition(", ")[2]) == (1, "errors 1")
    assert [line.replace("\u00a0", " ") for line in err] == [f"row 2, column {column}: {message}"]
    assert stored(plan) == before


@pytest.mark.parametrize(("text", "column", "message"), HALVES)
def test_a_row_that_no_action_can_be_is_refused_in_the_preview(client, plan, text, column, message):
    client.force_login(make_member(plan.municipality, Role.OFFICER).user)
    run = previewed(client, plan.municipality, text, plan=plan.pk)
    [row] = ImportRow.objects.filter(run=run, outcome="refused")
    assert [[where, words.replace("\u00a0", " ")] for where, words in row.problems] == [[column, message]]


def test_the_same_row_that_tells_both_halves_goes_in(plan, tmp_path):
    text = START + "A,Always,2026-01-01,2026-12-31,no,c1\nA,Once,2026-12-01,,yes,c2\n"
    assert import_file(written(tmp_path, text), plan.municipality)[1][-1] == (
        "created 0, updated 2, unchanged 1, errors 0"
    )
    assert stored(plan) == [("2026-01-01", "2026-12-31", False), ("2026-12-01", "None", True)]


def test_dates_in_a_refusal_are_written_as_the_reader_writes_them(plan, tmp_path):
    with translation.override("es"):
        _code, _out, err = import_file(written(tmp_path, HALVES[0][0]), plan.municipality)
    assert [re.findall(r"\d+\s\w+\s\d{4}", line) for line in err] == [["30\u00a0jun\u00a02026", "1\u00a0dic\u00a02026"]]


# What was stated before --------------------------------------------------------------------------------

STATED = "Axis,Title,Progress,Stated on,Identifier\n"


@pytest.fixture
def reported(plan, tmp_path):
    import_file(written(tmp_path, STATED + "A,Once,60,2026-05-05,c2\n"), plan.municipality)
    return Action.objects.of(plan.municipality).get(external_id="c2")


@pytest.mark.parametrize("progress", ["10", "60"])
def test_a_statement_of_an_earlier_day_does_not_replace_a_later_one(reported, tmp_path, progress):
    text = STATED + f"A,Once,{progress},2026-05-04,c2\n"
    code, out, err = import_file(written(tmp_path, text), reported.municipality)
    assert (code, out[-1], [line.replace("\u00a0", " ") for line in err]) == (
        1, "created 0, updated 0, unchanged 1, errors 1",
        ["row 2, column Stated on: A later statement, of 5 May 2026, stands there. "
         "One of an earlier day does not replace it."],
    )  # fmt: skip
    reported.refresh_from_db()
    assert (reported.stated_progress, str(reported.stated_on)) == (60, "2026-05-05")


@pytest.mark.parametrize(
    ("cells", "updated", "stands"),
    [("60,2026-05-05", 0, (60, "2026-05-05")), ("10,2026-05-05", 1, (10, "2026-05-05")),
     ("10,2026-05-06", 1, (10, "2026-05-06")), (",", 0, (60, "2026-05-05"))],
)  # fmt: skip
def test_a_statement_of_the_same_day_or_a_later_one_does(reported, tmp_path, cells, updated, stands):
    _code, out, _err = import_file(written(tmp_path, STATED + f"A,Once,{cells},c2\n"), reported.municipality)
    assert out[-1] == f"created 0, updated {updated}, unchanged {2 - updated}, errors 0"
    reported.refresh_from_db()
    assert (reported.stated_progress, str(reported.stated_on)) == stands


# What the comparison did not think of ----------------------------------------------------------------


@pytest.fixture
def blind(monkeypatch):
    """A comparison that overlooks what the database does not take."""
    monkeypatch.setattr(comparer, "demand_facts", lambda *given: None)


def test_what_the_database_does_not_take_is_said_with_its_row_and_not_as_a_traceback(plan, tmp_path, blind):
    before = stored(plan)
    assert import_file(written(tmp_path, HALVES[0][0]), plan.municipality) == (
        1, ["absent 1", "created 0, updated 0, unchanged 0, errors 1"],
        ["Row 2, “Once”, cannot be written: The end date must not be before the start date."],
    )  # fmt: skip
    assert stored(plan) == before
    assert ImportRun.objects.count() == 1


def test_what_the_database_does_not_take_is_said_on_the_page_of_the_import(client, plan, blind):
    client.force_login(make_member(plan.municipality, Role.OFFICER).user)
    run = previewed(client, plan.municipality, HALVES[0][0], plan=plan.pk)
    apply(client, run)
    assert (run.status, run.message) == (
        "previewed", "Row 2, “Once”, cannot be written: The end date must not be before the start date.",
    )  # fmt: skip
    assert Job.objects.latest("pk").state == Job.State.DONE


def test_an_address_taken_while_the_file_was_compared_is_said(client, municipality, tmp_path, monkeypatch):
    made = comparer.Comparer.run

    def somebody_else_makes_it(self):
        make_action(make_element(make_plan(municipality, slug="plan")))
        return made(self)

    monkeypatch.setattr(comparer.Comparer, "run", somebody_else_makes_it)
    code, out, err = import_file(written(tmp_path, BOTH), municipality)
    assert (code, out[-1], err) == (
        1, "created 0, updated 0, unchanged 0, errors 1", ["Another plan already has this address."],
    )  # fmt: skip


# Who is here no longer -------------------------------------------------------------------------------

WHO = "Axis,Title,Lead department,Contributing departments,Responsible,Identifier\n"


@pytest.fixture
def leavers(municipality):
    """A department and a person that a stored action names, and that ended afterwards."""
    office, person = make_department(municipality, name="Old office"), make_member(municipality)
    action = make_action(
        make_element(make_plan(municipality, slug="plan"), title="A"),
        title="Stored", external_id="s", lead_department=office, responsible=person,
    )  # fmt: skip
    helper = make_department(municipality, name="Old helper")
    save_action(action=action, by=None, departments=[helper])
    for each in (office, helper, person):
        each.ends_on = date(2020, 1, 1)
        each.save(by=None)
    return person.user.email


def test_who_is_here_no_longer_is_not_named_anew(municipality, tmp_path, leavers):
    make_department(municipality, name="Next year", starts_on=date(2190, 1, 1))
    text = WHO + f"A,New,Old office,Old helper,{leavers},n\nA,Other,Next year,,,o\n"
    code, out, err = import_file(written(tmp_path, text), municipality)
    over = "was here until 1 Jan 2020 only. Name one that is here today."
    assert (code, out[-1]) == (1, "created 0, updated 0, unchanged 1, errors 2")
    assert [line.replace("\u00a0", " ") for line in err] == [
        f"row 2, column Contributing departments: “Old helper” {over}",
        f"row 2, column Lead department: “Old office” {over}",
        f"row 2, column Responsible: “{leavers}” {over}",
        "row 3, column Lead department: “Next year” is not here before 1 Jan 2190. Name one that is here today.",
    ]


def test_who_is_named_already_may_have_left(municipality, tmp_path, leavers):
    text = WHO + f"A,Stored,Old office,Old helper,{leavers},s\n"
    assert import_file(written(tmp_path, text), municipality)[1][-1] == "created 0, updated 0, unchanged 2, errors 0"
