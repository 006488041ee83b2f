"""Names of levels that may be those of the plan, spelled otherwise: asked about, and merged only when told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from intlstrategy.interchange.models import ImportRow, ImportRun
from intlstrategy.jobs.models import Job
from intlstrategy.jobs.services import carry_out
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Element
from tests.factories import make_element, make_member, make_plan
from tests.interchange.commands import export_file, import_file, written

pytestmark = pytest.mark.django_db

FILE = "Eje;Línea;Actuación\nEuropa;Linea europea ;Feria\n"


@pytest.fixture
def plan(municipality):
    """A plan with an axis and the line “Línea Europea” below it."""
    plan = make_plan(municipality, slug="plan")
    make_element(plan, make_element(plan, title="Europa", external_id="1"), title="Línea Europea", external_id="1.1")
    return plan


def work():
    for job in Job.objects.filter(state=Job.State.WAITING).order_by("pk"):
        carry_out(job.pk)


def post(client, run, page, **data):
    answer = client.post(reverse(f"interchange:import-{page}", args=[run.municipality.slug, run.pk]), data)
    work()
    run.refresh_from_db()
    return answer


@pytest.fixture
def run(client, municipality, plan):
    """An import of the file into the plan, after its columns were told."""
    client.force_login(make_member(municipality, Role.OFFICER).user)
    file = SimpleUploadedFile("plan.csv", FILE.encode())
    client.post(reverse("interchange:import-create", args=[municipality.slug]), {"file": file, "plan": plan.pk})
    run = ImportRun.objects.of(municipality).get()
    post(client, run, "columns", format="native", column_0="level_1", column_1="level_2", column_2="title")
    return run


def titles(plan):
    return list(
        Element.objects.of(plan.municipality).filter(plan=plan).order_by("title").values_list("title", flat=True)
    )


@pytest.mark.parametrize(
    ("answer", "lines"), [("", ["Linea europea", "Línea Europea"]), ("Línea Europea", ["Línea Europea"])]
)
def test_a_name_that_the_plan_spells_otherwise_is_asked_about(client, plan, run, answer, lines):
    assert (run.status, ImportRow.objects.filter(run=run).count()) == ("asked", 0)
    names = reverse("interchange:import-names", args=[plan.municipality.slug, run.pk])
    assert client.get(names).context["groups"] == [[["Europa"], ["Línea Europea", "Linea europea"], ["Línea Europea"]]]
    post(client, run, "names", group_0=answer)
    post(client, run, "apply", _seen=run.revision)
    assert (run.status, titles(plan)) == ("applied", ["Europa", *lines])


@pytest.mark.parametrize(
    ("one", "other", "is_asked"),
    [
        ("Movilidad sostenible", "Mobilidad sostenible", True),
        ("Cooperación al desarrollo", "Cooperación al desarollo", True),
        ("Participación", "Particpiación", True),
        ("Objetivo A", "Objetivo B", False),
        ("Europa 2024", "Europa 2025", False),
        ("Casas", "Cosas", False),
        ("Acción exterior", "Sección exterior", False),
        ("Plan de acción local", "Plan de acción", False),
    ],
)
def test_two_names_that_differ_by_a_letter_of_a_long_word_may_be_one(municipality, tmp_path, one, other, is_asked):
    make_plan(municipality, slug="plan")
    lines = import_file(written(tmp_path, f"Eje;Actuación\n{one};Feria\n{other};Congreso\n"), municipality)[1]

    told = f"“{one}”, “{other}” may be one name. They are kept apart; the wizard offers to merge them."
    assert [line for line in lines if "may be one name" in line] == ([told] if is_asked else [])
    assert lines[-1] == "created 4, updated 0, unchanged 0, errors 0"


def test_names_that_stand_in_the_plan_side_by_side_are_not_asked_about(municipality, tmp_path):
    make_plan(municipality, slug="plan")
    file = written(tmp_path, "Eje;Identificador;Actuación\nMovilidad;1;Feria\nMobilidad;2;Congreso\n")
    import_file(file, municipality)

    assert [line for line in import_file(file, municipality)[1] if "may be one name" in line] == []


def test_an_element_of_the_plan_keeps_its_name(client, plan, run):
    post(client, run, "names", group_0="Linea europea")
    assert run.merges == []


def test_the_command_tells_both_names_and_keeps_them_apart(municipality, tmp_path, plan):
    assert import_file(written(tmp_path, FILE), municipality)[1] == [
        "1 cell had extra blanks.",
        "“Línea Europea”, “Linea europea” may be one name. They are kept apart; the wizard offers to merge them.",
        "absent 1",
        "created 2, updated 0, unchanged 1, errors 0",
    ]
    again = import_file(written(tmp_path, FILE), municipality)[1]
    assert [line for line in again if "may be one name" in line] == []


def test_an_element_that_is_given_another_spelling_by_its_identifier_is_not_asked_about(municipality, tmp_path, plan):
    file = tmp_path / "plan.csv"
    export_file(file, plan)
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace("Europa", "EUROPA"), encoding="utf-8")
    assert import_file(file, municipality)[1] == ["absent 0", "created 0, updated 1, unchanged 1, errors 0"]
