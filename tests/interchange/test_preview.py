"""What the preview shows of each row before anything is written."""

import re
from datetime import date

import pytest
from django.utils import timezone

from intlstrategy.interchange.models import ImportRow
from intlstrategy.municipalities.roles import Role
from tests.factories import make_action, make_department, make_element, make_goal, make_member, make_plan, make_user
from tests.interchange.wizard import apply, previewed

pytestmark = pytest.mark.django_db


def reader(client, municipality, language):
    client.force_login(make_member(municipality, Role.OFFICER, user=make_user(language=language)).user)


def shown(run, **filters):
    """What the preview says of each row, blanks that do not part made plain."""
    rows = ImportRow.objects.filter(run=run, **filters).order_by("number", "pk")
    return [[[each and each.replace("\u00a0", " ") for each in change] for change in row.changes] for row in rows]


def test_a_new_row_shows_every_value_that_it_will_write(client, municipality):
    reader(client, municipality, "en")
    make_department(municipality, name="Trade office")
    make_goal(code="11", name_en="Cities")
    person = make_member(municipality).user
    header = (
        "Row type,Axis,Code,Title,Text,Starts on,Ends on,Continuous,Status,Progress,Stated on,Weight,Priority,"
        "Lead department,Responsible,Alignments,Colour"
    )
    axis = "element,Trade,1,Trade,What we want,,,,,,,2.5,,Trade office,,,"
    fair = (
        f"action,Trade,1.1,Host a fair,{'word ' * 80},2026-02-01,2026-12-31,no,on track,75.5,2026-03-01,0,high,"
        f"Trade office,{person.email},SDG 11,red"
    )
    run = previewed(client, municipality, "\n".join([header, axis, fair, ""]))
    assert shown(run) == [
        [
            ["Code", None, "1"],
            ["Text", None, "What we want"],
            ["Weight", None, "2.5"],
            ["Lead department", None, "Trade office"],
        ],
        [
            ["Code", None, "1.1"],
            ["What we do", None, ("word " * 80)[:299] + "…"],
            ["Weight", None, "0"],
            ["Lead department", None, "Trade office"],
            ["Responsible person", None, person.name],
            ["Starts on", None, "1 Feb 2026"],
            ["Ends on", None, "31 Dec 2026"],
            ["Priority", None, "High"],
            ["Stated status", None, "On track"],
            ["Stated progress", None, "75.5%"],
            ["Stated on", None, "1 Mar 2026"],
            ["From the source", None, "Colour: red"],
            ["Alignments", None, "11 Cities"],
        ],
    ]
    page = client.get(run.get_absolute_url()).content.decode()
    values = re.findall(r'<span class="strong">([^<]*)</span><div class="diff">([^<]*)</div>', page)
    assert values[:3] == [("Code", "1"), ("Text", "What we want"), ("Weight", "2.5")]
    assert re.findall(r"<del>|<ins>", page) == []
    apply(client, run)
    assert run.status == "applied"


def test_what_changes_is_written_as_the_reader_writes_it(client, municipality):
    reader(client, municipality, "es")
    plan = make_plan(municipality)
    stored = {"stated_progress": "10.25", "stated_on": "2026-01-31", "weight": "1.50", "is_continuous": True}
    make_action(make_element(plan, title="Trade"), title="Fair", external_id="a1", starts_on="2026-01-01", **stored)
    text = (
        "Axis,Identifier,Title,Starts on,Progress,Stated on,Weight,Continuous,Priority\n"
        'Trade,a1,Fair,2026-02-01,"75,5 %",2026-03-01,2,no,high\n'
    )
    run = previewed(client, municipality, text, plan=plan.pk)
    assert shown(run, outcome="changed") == [
        [
            ["Peso", "1,5", "2"],
            ["Empieza el", "1 ene 2026", "1 feb 2026"],
            ["Continua, sin fin", "Sí", "No"],
            ["Prioridad", "", "Alta"],
            ["Avance declarado", "10,25 %", "75,5 %"],
            ["Declarado el", "31 ene 2026", "1 mar 2026"],
        ]
    ]
    page = client.get(run.get_absolute_url()).content.decode()
    assert re.findall(r"</span>\(vacío\)</del>", page) == ["</span>(vacío)</del>"]
    apply(client, run)
    assert run.status == "applied"


STATED = "Axis,Identifier,Title,Status,Progress,Stated on\n"


@pytest.mark.parametrize(
    ("cells", "changes", "day"),
    [
        ("delayed,40,2026-01-31", [["Stated status", "On track", "Delayed"]], "31 Jan 2026"),
        ("on track,50,", [["Stated progress", "40%", "50%"]], None),
        ("on track,40,2026-02-28", [], "28 Feb 2026"),
    ],
)
def test_whose_statement_is_replaced_and_of_which_day_the_new_one_is(client, municipality, cells, changes, day):
    reader(client, municipality, "en")
    ana = make_member(municipality, name="Ana").user
    element = make_element(make_plan(municipality), title="Trade")
    stored = {"stated_status": "on_track", "stated_progress": 40, "stated_on": "2026-01-31", "stated_by": ana}
    action = make_action(element, title="Fair", external_id="a1", **stored)
    run = previewed(client, municipality, STATED + f"Trade,a1,Fair,{cells}\n", plan=element.plan_id)
    [told] = shown(run, outcome="changed")
    after = day or "The day it is applied"
    assert [change for change in told if change[0] != "Stated on"] == changes
    assert told[-1] == ["Stated on", f"31 Jan 2026, {ana}", after]
    apply(client, run)
    action.refresh_from_db()
    assert action.stated_on == {
        "31 Jan 2026": date(2026, 1, 31), "28 Feb 2026": date(2026, 2, 28), None: timezone.localdate(),
    }[day]  # fmt: skip
