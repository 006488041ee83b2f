"""Registers go out as a table and come in again: templates, exports, previews row by row, all or nothing."""

from datetime import date
from decimal import Decimal
from http import HTTPStatus
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from intlstrategy.interchange.models import ImportRow, ImportRun
from intlstrategy.interchange.services.registers import template_of
from intlstrategy.interchange.sheets import SHEETS
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.municipalities.roles import Role
from intlstrategy.relations.models import (
    Agreement,
    Contribution,
    Duty,
    Mission,
    NatureDuty,
    NetworkMembership,
    NetworkYear,
    Party,
    StatusChange,
)
from intlstrategy.relations.services.taking_part import Counterpart
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from intlstrategy.stakeholders.services.privacy import erase_person
from tests.factories import (
    make_agreement,
    make_member,
    make_mission,
    make_nature,
    make_person,
    make_row,
    make_stakeholder,
)
from tests.interchange.wizard import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, municipality):
    member = make_member(municipality, Role.LEAD)
    client.force_login(member.user)
    return member


def address(name, municipality, *more):
    return reverse(f"interchange:{name}", args=[municipality.slug, *more])


def upload(client, municipality, register, content, name="file.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    answer = client.post(
        address("register-import-create", municipality, register), {"file": SimpleUploadedFile(name, data)}
    )
    assert answer.status_code == HTTPStatus.FOUND, answer.context["form"].errors
    return ImportRun.objects.of(municipality).latest("pk")


def compared(client, municipality, register, content, name="file.csv", **changed):
    run = upload(client, municipality, register, content, name)
    columns = {f"column_{number}": run.mapping[column] for number, column in enumerate(run.header)}
    answer = client.post(address("import-columns", municipality, run.pk), {"format": register} | columns | changed)
    assert answer.status_code == HTTPStatus.FOUND, answer.context["form"].errors
    work()
    run.refresh_from_db()
    return run


def applied(client, municipality, register, content, name="file.csv"):
    run = compared(client, municipality, register, content, name)
    assert run.status == "previewed", [run.message, *(row.problems for row in rows_of(run) if row.problems)]
    client.post(address("import-apply", municipality, run.pk), {"_seen": run.revision})
    work()
    run.refresh_from_db()
    assert run.status == "applied", run.message
    return run


def rows_of(run):
    return list(ImportRow.objects.filter(run=run).order_by("number", "pk"))


def problems_of(run):
    return [(row.number, *problem) for row in rows_of(run) for problem in row.problems]


def counts(run):
    return run.created_count, run.updated_count, run.unchanged_count, run.refused_count


def exported(client, municipality, register, suffix="csv"):
    answer = client.get(address("register-export", municipality, register, suffix))
    assert answer.status_code == HTTPStatus.OK
    return answer.content


# Round trips ----------------------------------------------------------------------------------------------

FILLED = {
    "stakeholders": {"name": "Ville de Rennes", "relation owner": ""},
    "people": {"organisation": "Ville de Rennes"},
    "agreements": {"parties": "Ville de Rennes; Eurocities", "status noted": "In force", "status since": "2026-03-12"},
    "networks": {"network": "Eurocities"},
    "missions": {"organisations met": "Ville de Rennes"},
}


def filled_template(client, municipality, register):
    """The template as it is shipped, with its example and what only this city knows."""
    answer = client.get(address("register-template", municipality, register, "xlsx"))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    page = book.active
    names = [cell.value for cell in page[1]]
    for name, value in FILLED[register].items():
        place = next(number for number, each in enumerate(names, start=1) if each.lower() == name)
        page.cell(2, place).value = value
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_example_of_a_template_is_in_the_reader_s_language(client, lead, municipality):
    client.cookies["django_language"] = "es"

    text = client.get(address("register-template", municipality, "missions", "csv")).content.decode("utf-8-sig")

    header, example = (
        [cell.strip('"') for cell in line.split(";" if ";" in text else ",")] for line in text.splitlines()[:2]
    )
    told = dict(zip(header, example, strict=False))
    assert (told["Título"], told["Sentido"], told["Hay que comunicarlo al Estado"]) == (
        "Visita a Exemple",
        "Viaje institucional",
        "no",
    )


def new_one(register):
    """The organisation that the template of stakeholders brings in is not there before."""
    return "Ville de Rennes" if register == "stakeholders" else ""


@pytest.fixture
def organisations(municipality):
    return [
        make_stakeholder(municipality, name="Ville de Rennes", kind="local_government"),
        make_stakeholder(municipality, name="Eurocities", kind="city_network"),
    ]


@pytest.mark.parametrize("register", list(SHEETS))
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_template_filled_in_goes_in_and_comes_out_and_in_again_unchanged(
    client, lead, municipality, organisations, register, suffix
):
    Stakeholder.objects.filter(name=new_one(register)).update(name="Another", folded="another")
    first = applied(client, municipality, register, filled_template(client, municipality, register), "file.xlsx")
    assert counts(first) == (1, 0, 0, 0)

    content = exported(client, municipality, register, suffix)
    again = compared(client, municipality, register, content, f"file.{suffix}")

    number = SHEETS[register].model.objects.of(municipality).count()
    assert (again.status, counts(again), again.absent_count) == ("previewed", (0, 0, number, 0), 0)


@pytest.mark.parametrize("register", list(SHEETS))
def test_an_export_in_spanish_comes_back_to_somebody_who_reads_english(
    client, lead, municipality, organisations, register
):
    Stakeholder.objects.filter(name=new_one(register)).update(name="Another", folded="another")
    applied(client, municipality, register, filled_template(client, municipality, register), "file.xlsx")
    client.cookies["django_language"] = "es"
    lead.user.language = "es"
    lead.user.save()
    content = exported(client, municipality, register)
    lead.user.language = "en"
    lead.user.save()
    client.cookies["django_language"] = "en"

    again = compared(client, municipality, register, content)

    assert counts(again) == (0, 0, SHEETS[register].model.objects.of(municipality).count(), 0)


# What a file does -----------------------------------------------------------------------------------------


def test_stakeholders_come_in_with_names_that_others_use(client, lead, municipality):
    text = "Nombre;Tipo;País;Ciudad;Web;Idiomas\nCiudad de Praia;Ayuntamiento;Cabo Verde;Praia;https://praia.example;portugués, fr\n"

    run = applied(client, municipality, "stakeholders", text)

    [row] = Stakeholder.objects.of(municipality)
    assert counts(run) == (1, 0, 0, 0)
    assert (row.name, row.kind, row.sector, row.country, row.place, row.website, row.languages) == (
        "Ciudad de Praia", "local_government", "public", "CV", "Praia", "https://praia.example", ["pt", "fr"],
    )  # fmt: skip
    assert row.history.count() == 1


def test_a_column_that_is_not_there_is_left_as_it_is_and_an_empty_cell_empties(client, lead, municipality):
    row = make_stakeholder(municipality, name="Rennes", place="Rennes", website="https://rennes.example", country="FR")

    applied(client, municipality, "stakeholders", f"Identifier,Name,Place\n{row.pk},Ville de Rennes,\n")

    row.refresh_from_db()
    assert (row.name, row.place, row.website, row.country) == ("Ville de Rennes", "", "https://rennes.example", "FR")


def test_agreements_come_in_with_the_column_names_of_the_spanish_vocabulary(client, lead, municipality, organisations):
    text = (
        "Objeto,Materia,Tipo,Fecha de suscripción,Fecha de inicio,Fecha de finalización,Importe,Entidades suscriptoras\n"
        'Intercambio escolar,Educación,Convenio de colaboración,12/03/2024,01/04/2024,31/03/2028,"12.000,50 €",Ville de Rennes; Eurocities\n'
    )

    run = applied(client, municipality, "agreements", text)

    [row] = Agreement.objects.of(municipality)
    assert [run.mapping[column] for column in run.header] == [
        "subject", "matter", "kind", "signed_on", "in_force_on", "expires_on", "amount", "parties",
    ]  # fmt: skip
    assert (row.title, row.subject, row.matter, row.kind) == ("Intercambio escolar",) * 2 + ("Educación", "cooperation")
    assert (row.signed_on, row.in_force_on, row.expires_on) == (date(2024, 3, 12), date(2024, 4, 1), date(2028, 3, 31))
    assert [each.amount for each in Contribution.objects.of(municipality)] == [Decimal("12000.50")]
    assert {str(each) for each in Party.objects.of(municipality)} == {"Ville de Rennes", "Eurocities"}


def test_what_belongs_to_an_agreement_is_changed_and_the_rest_of_it_stays(client, lead, municipality, organisations):
    applied(
        client,
        municipality,
        "agreements",
        "Title,Kind,Parties,Amount,Status,Status since\nPort,Twinning,Eurocities,10,Negotiating,2024-01-01\n",
    )
    [row] = Agreement.objects.of(municipality)

    text = (
        f"Identifier,Parties,Amount,Status,Reason of the status\n{row.pk},Ville de Rennes,20,Dormant,Nobody answers\n"
    )
    run = applied(client, municipality, "agreements", text)

    assert counts(run) == (0, 1, 0, 0)
    assert [str(each) for each in Party.objects.of(municipality)] == ["Ville de Rennes"]
    assert [each.amount for each in Contribution.objects.of(municipality)] == [Decimal(20)]
    assert [(each.status, each.reason) for each in StatusChange.objects.of(municipality).order_by("on")] == [
        ("negotiating", ""),
        ("dormant", "Nobody answers"),
    ]


def test_people_come_in_with_their_positions_and_nothing_of_the_file_is_kept(client, lead, municipality, organisations):
    text = "Nombre,Correo electrónico,Teléfono,Organización,Cargo,Desde\nLena Berg,lena@rennes.example,+33 1,Ville de Rennes,Alcaldesa,2020\n"
    run = compared(client, municipality, "people", text)
    assert run.samples == []
    assert b"lena@rennes.example" in client.get(address("import-columns", municipality, run.pk)).content
    client.post(address("import-apply", municipality, run.pk), {"_seen": run.revision})
    work()

    [person], [position] = Person.objects.of(municipality), Position.objects.of(municipality)
    run.refresh_from_db()
    assert (person.email, person.phone, str(position), position.starts_on) == (
        "lena@rennes.example", "+33 1", "Alcaldesa, Ville de Rennes", date(2020, 1, 1),
    )  # fmt: skip
    assert (run.status, run.file.name, rows_of(run)) == ("applied", "", [])


def test_erasing_a_person_takes_the_files_that_name_them(client, lead, municipality):
    person = make_person(municipality, name="Lena Bergström")
    run = compared(client, municipality, "people", "Name,E-mail\nLena Bergström,lena@x.example\n")

    erase_person(person=person, reason="Asked for it", by=lead.user)

    run.refresh_from_db()
    assert (run.status, run.file.name, rows_of(run)) == ("cancelled", "", [])


def test_a_network_comes_in_with_what_a_year_costs(client, lead, municipality, organisations):
    applied(
        client,
        municipality,
        "networks",
        'Red,Categoría,Fecha de alta,Año,Cuota,Días de personal\nEurocities,Miembro asociado,2019,2026,"3.500,00",12.5\n',
    )

    [row], [year] = NetworkMembership.objects.of(municipality), NetworkYear.objects.of(municipality)
    assert (row.title, row.category, row.joined_on) == ("Eurocities", "associate", date(2019, 1, 1))
    assert (year.year, year.fee_planned, year.staff_days) == (2026, Decimal(3500), Decimal("12.5"))


def test_a_mission_comes_in_with_those_it_met(client, lead, municipality, organisations):
    text = f"Title,First day,Country,Organisations met,Members who took part\nRennes,2026-05-11,Francia,Ville de Rennes,{lead.user.email}\n"

    applied(client, municipality, "missions", text)

    [row] = Mission.objects.of(municipality)
    assert (row.direction, row.starts_on, row.ends_on, row.country) == (
        "outgoing",
        date(2026, 5, 11),
        date(2026, 5, 11),
        "FR",
    )
    assert sorted(str(each) for each in row.participants.all()) == sorted(["Ville de Rennes", str(lead)])


# Bad input ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("register", "text", "said"),
    [
        ("stakeholders", "Name,Kind\nRennes,\n", (2, "Kind", "This may not be empty.")),
        ("stakeholders", "Name,Place\nRennes,Brest\n", (2, "Kind", "A new record needs this, and the file has no such column.")),
        ("stakeholders", "Name,Kind,Country\nRennes,NGO,Utopia\n", (2, "Country", "“Utopia” is no country. Write its name or its two letters, as ES.")),
        ("stakeholders", "Name,Kind,Lat,Lon\nRennes,NGO,91,0\n", (2, "Lat", "Ensure this value is less than or equal to 90.")),
        ("stakeholders", "Name,Kind,Lat\nRennes,NGO,45\n", (2, "", "Write both the latitude and the longitude of a point on the globe, or neither.")),
        ("stakeholders", "Identifier,Name,Kind\n999999,Rennes,NGO\n", (2, "Identifier", "No record here has the identifier “999999”. Leave the cell empty for a new one.")),
        ("stakeholders", "Name,Kind,Website\nRennes,NGO,javascript:alert(1)\n", (2, "Website", "Enter a valid URL.")),
        ("agreements", "Title,Kind,Signed on,Expires on\nA,Twinning,2024-05-01,2023-05-01\n", (2, "", "An agreement cannot expire before it is signed.")),
        ("agreements", "Title,Kind,Parties\nA,Twinning,Nobody\n", (2, "Parties", "“Nobody” is not there (stakeholder). Write it as it is in the workspace, or add it first.")),
        ("agreements", "Title,Kind,Status\nA,Twinning,Dormant\n", (2, "Reason of the status", "Say why: whoever reads it in ten years was not there.")),
        ("agreements", "Title;Kind;Amount\nA;Twinning;12,3456\n", (2, "Amount", "12,3456 has more than 2 decimals.")),
        ("agreements", "Title,Kind,Amount\nA,Twinning,99999999999999999\n", (2, "Amount", "Ensure that there are no more than 14 digits in total.")),
        ("agreements", f"Title,Kind,Amount\nA,Twinning,{'9' * 40}\n", (2, "Amount", f"“{'9' * 40}” is too large.")),
        ("people", f"Name,Position,Organisation\nLena,{'x' * 201},Ville de Rennes\n", (2, "Position", "Ensure this value has at most 200 characters (it has 201).")),
        ("people", "Name,E-mail\nLena,nobody\n", (2, "E-mail", "Enter a valid email address.")),
        ("people", "Name,Legal basis\nLena,Consent (art. 6.1.a)\n", (2, "", "Consent needs the day on which it was given.")),
        ("people", "Name,Position\nLena,Mayor\n", (2, "Organisation", "A position needs both its title and its organisation.")),
        ("missions", "Title,First day,Last day,Reported on\nA,2150-05-01,2150-05-02,2150-05-03\n", (2, "Reported on", "That was today or earlier.")),
        ("networks", "Network,Category\nVille de Rennes,Full member\n", (2, "Network", "“Ville de Rennes” is entered as “Local government”. If it is a network of cities, change its kind first.")),
    ],
)  # fmt: skip
def test_what_may_not_be_is_refused_at_its_cell_and_nothing_is_written(
    client, lead, municipality, organisations, register, text, said
):
    before = SHEETS[register].model.objects.count()

    run = compared(client, municipality, register, text)

    assert (run.status, problems_of(run)[:1]) == ("refused", [said])
    assert SHEETS[register].model.objects.count() == before


def test_two_rows_about_one_record_agree_or_are_refused(client, lead, municipality):
    text = "Name,Kind,Place\nRennes,NGO,Rennes\nRENNES,NGO,\nRennes,NGO,Brest\n"

    run = compared(client, municipality, "stakeholders", text)

    assert problems_of(run) == [(4, "", "Row 2 is about “Rennes” too, and says otherwise. Leave one of the two.")]
    assert [row.outcome for row in rows_of(run)] == ["new", "unchanged", "refused"]


def test_several_records_of_one_name_are_told_apart_by_their_identifier(client, lead, municipality):
    one, two = (make_stakeholder(municipality, name="Rennes") for _turn in range(2))

    run = compared(client, municipality, "stakeholders", "Name,Place\nRennes,Brest\n")

    assert problems_of(run) == [
        (2, "", f"Several records are called “Rennes”. Write the identifier of the one you mean: {one.pk}, {two.pk}.")
    ]


def test_whoever_wrote_in_the_register_meanwhile_is_not_written_over(client, lead, municipality):
    row = make_stakeholder(municipality, name="Rennes", place="Rennes")
    run = compared(client, municipality, "stakeholders", f"Identifier,Place\n{row.pk},Brest\n")
    row.place = "Nantes"
    row.save(by=lead.user)

    client.post(address("import-apply", municipality, run.pk), {"_seen": run.revision})
    work()

    row.refresh_from_db()
    run.refresh_from_db()
    assert (row.place, run.status) == ("Nantes", "previewed")
    assert (
        run.message
        == "The register changed since this comparison. Look at what the import does now, and apply it again."
    )


def test_columns_that_say_nothing_are_refused_with_a_reason(client, lead, municipality):
    run = upload(client, municipality, "stakeholders", "Colour,Size\nred,1\n")

    answer = client.post(address("import-columns", municipality, run.pk), {"format": "stakeholders"})

    assert answer.context["form"].non_field_errors() == ["No column says the name. Choose the one that does."]


# Who may --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "columns"), [(Role.LEAD, True), (Role.OFFICER, False), (Role.OBSERVER, False)])
def test_contact_data_leave_only_with_whoever_may_take_them_out(client, municipality, role, columns):
    make_person(municipality, name="Lena", email="lena@x.example")
    client.force_login(make_member(municipality, role).user)

    content = exported(client, municipality, "people").decode()

    assert ("lena@x.example" in content, "Lena" in content) == (columns, True)
    assert SecurityEvent.objects.filter(kind="exported").count() == 1


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.CONTRIBUTOR, Role.ADMINISTRATOR])
def test_an_import_of_people_is_read_by_those_who_may_read_their_data(client, lead, municipality, role):
    run = compared(client, municipality, "people", "Name,E-mail\nLena,lena@x.example\n")
    client.force_login(make_member(municipality, role).user)

    statuses = [
        client.get(address(name, municipality, run.pk)).status_code for name in ("import-detail", "import-refused")
    ]

    assert statuses == [HTTPStatus.FORBIDDEN] * 2


def test_a_register_that_is_none_is_not_found(client, lead, municipality):
    names = ("register-import-create", "register-template", "register-export")
    urls = [address(name, municipality, "dreams", *(["csv"] if name != names[0] else [])) for name in names]

    assert [client.get(url).status_code for url in urls] == [HTTPStatus.NOT_FOUND] * 3


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("sheet", list(SHEETS.values()), ids=list(SHEETS))
def test_each_heading_that_is_written_is_read_as_its_own_column(sheet, language, municipality):
    with translation.override(language):
        header = template_of(sheet, municipality).header

    assert list(sheet.default_mapping(header).values()) == ["identifier", *(column.key for column in sheet.columns)]


# Whom a row is about, and what it leaves alone --------------------------------------------------------------


def test_an_address_that_an_office_shares_makes_two_people_of_two_names(client, lead, municipality):
    ana = make_person(municipality, name="Ana Ruiz", email="info@dos.example", phone="600 000 001")

    applied(client, municipality, "people", "Name,E-mail\nLuis Pérez,info@dos.example\nEva Gil,INFO@dos.example\n")

    ana.refresh_from_db()
    assert (ana.name, ana.phone) == ("Ana Ruiz", "600 000 001")
    assert sorted(Person.objects.of(municipality).values_list("name", "phone")) == [
        ("Ana Ruiz", "600 000 001"),
        ("Eva Gil", ""),
        ("Luis Pérez", ""),
    ]


def test_a_namesake_with_another_address_is_somebody_else(client, lead, municipality):
    first = make_person(municipality, name="María García", email="maria@uno.example")

    applied(client, municipality, "people", "Name,E-mail\nMaría García,mgarcia@otra.example\n")

    first.refresh_from_db()
    assert first.email == "maria@uno.example"
    assert Person.objects.of(municipality).count() == 2


def test_a_row_about_a_known_record_writes_only_what_the_file_says(client, lead, municipality):
    ana = make_person(municipality, name="Ana Ruiz", keep_until=date(2028, 1, 1))
    mission = make_mission(municipality, title="Fair", starts_on=date(2026, 10, 5), ends_on=date(2026, 10, 8))

    applied(client, municipality, "people", "Name,Phone\nAna Ruiz,600\n")
    applied(client, municipality, "missions", "Title,First day,Places\nFair,2026-10-05,Bordeaux\n")

    ana.refresh_from_db()
    mission.refresh_from_db()
    assert (ana.phone, ana.keep_until) == ("600", date(2028, 1, 1))
    assert (mission.place, mission.ends_on) == ("Bordeaux", date(2026, 10, 8))


def test_a_status_without_a_day_holds_from_today(client, lead, municipality):
    agreement = make_agreement(municipality, title="Pact", signed_on=date(2020, 5, 1), in_force_on=date(2024, 1, 1))

    text = "Title,Signed on,Status,Reason of the status\nPact,2020-05-01,Suspended,No budget\n"
    applied(client, municipality, "agreements", text)

    assert list(StatusChange.objects.filter(agreement=agreement).values_list("on", "status")) == [
        (timezone.localdate(), "suspended")
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("12.000", 12000), ("150.000 €", 150000), ("1.234,50", Decimal("1234.5")), ("12,5", Decimal("12.5"))],
)
def test_amounts_are_read_as_the_city_writes_them(client, lead, municipality, text, amount):
    assert municipality.main_language == "es"

    applied(client, municipality, "agreements", f"Título;Tipo;Importe\nPacto;convenio;{text}\n")

    assert Contribution.objects.get().amount == amount


def test_the_council_itself_is_none_of_the_parties(client, lead, municipality, organisations):
    municipality.name = "Gijón / Xixón"
    municipality.save(by=None)
    text = "Título;Tipo;Entidades suscriptoras\nPacto;convenio;Ayuntamiento de Gijón; Ville de Rennes\n"

    applied(
        client,
        municipality,
        "agreements",
        text.replace("Gijón; Ville", '"Gijón; Ville')
        .replace("Rennes\n", 'Rennes"\n')
        .replace(';Ayuntamiento de "', ';"Ayuntamiento de '),
    )

    assert [str(row.stakeholder) for row in Party.objects.all()] == ["Ville de Rennes"]


def test_the_preview_of_contact_data_leaves_a_trace(client, lead, municipality):
    make_person(municipality, name="Ana Ruiz", phone="600 000 001")
    run = compared(client, municipality, "people", "Name,Phone\nAna Ruiz,600 000 002\n")

    assert "600 000 001" in client.get(run.get_absolute_url()).text
    seen = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.CONTACTED, target_model="interchange.ImportRun")
    assert list(seen.values_list("target_id", "user_id")) == [(run.pk, lead.user_id)]


def test_a_party_that_brings_something_is_not_taken_away_by_a_file(client, lead, municipality, organisations):
    agreement = make_agreement(municipality, organisations[0], title="Pact")
    party = Party.objects.get()
    make_row(Contribution, agreement=agreement, party=party, text="A hall", amount=Decimal(5))
    run = compared(client, municipality, "agreements", f"Identifier,Parties\n{agreement.pk},{organisations[1]}\n")

    client.post(address("import-apply", municipality, run.pk), {"_seen": run.revision})
    work()

    run.refresh_from_db()
    assert run.status != "applied"
    assert "brings “A hall” to this agreement" in run.message
    assert list(Party.objects.all()) == [party]


def test_duties_follow_the_day_of_signing_that_a_file_says(client, lead, municipality):
    nature = make_nature(municipality)
    make_row(NatureDuty, nature=nature, title="Register it", counts_from="signed", days=30)
    agreement = make_agreement(municipality, nature=nature, signed_on=date(2026, 6, 1))

    applied(client, municipality, "agreements", f"Identifier,Signed on\n{agreement.pk},2026-10-01\n")

    assert list(Duty.objects.values_list("title", "due_on")) == [("Register it", date(2026, 10, 31))]


def test_an_organisation_whose_people_took_part_is_not_taken_off_by_a_file(client, lead, municipality, organisations):
    rennes, other = organisations[:2]
    guest = Counterpart(make_person(municipality), rennes)
    mission = make_mission(municipality, guest, Counterpart(None, other), title="Visit")

    run = compared(client, municipality, "missions", f"Identifier,Organisations met\n{mission.pk},\n")

    [row] = rows_of(run)
    words = f"People of {rennes} took part. Take them off on the page of the mission first."
    assert row.problems == [["Organisations met", words]]
    applied(client, municipality, "missions", f"Identifier,Organisations met\n{mission.pk},{rennes}\n")
    assert [each.stakeholder for each in mission.participants.all()] == [rennes]


def test_several_years_of_one_network_come_in_and_each_is_held_against_itself(
    client, lead, municipality, organisations
):
    text = "Network,Category,Year,Staff days\nEurocities,Full member,2025,30\nEurocities,Full member,2026,34\n"

    run = applied(client, municipality, "networks", text)

    assert counts(run) == (1, 1, 0, 0)
    years = NetworkYear.objects.order_by("year").values_list("year", "staff_days")
    assert (NetworkMembership.objects.count(), list(years)) == (1, [(2025, Decimal(30)), (2026, Decimal(34))])
    again = compared(client, municipality, "networks", text)
    assert counts(again) == (0, 0, 2, 0), [row.problems for row in rows_of(again)]
    older = compared(client, municipality, "networks", "Network,Year,Staff days\nEurocities,2019,7\n")
    assert [row.changes for row in rows_of(older)] == [[["Year", "", "2019"], ["Staff days", "", "7.0"]]]
    twice = compared(
        client, municipality, "networks", "Network,Year,Staff days\nEurocities,2019,7\nEurocities,2019,8\n"
    )
    assert counts(twice)[3] == 1


def test_blanks_that_a_form_kept_are_no_change(client, lead, municipality):
    row = make_stakeholder(municipality, name="Ville\u00a0X", place="Brest  \tFinistère", source="a\u00a0b")
    row.description = "a  b\n\n\n\nd"
    row.save(by=None)

    run = compared(client, municipality, "stakeholders", exported(client, municipality, "stakeholders"))

    assert counts(run) == (0, 0, 1, 0), [each.changes for each in rows_of(run)]


def test_parties_with_commas_between_them_are_read(client, lead, municipality, organisations):
    one, other = organisations[:2]
    text = f'Título,Tipo,Entidades suscriptoras\nPacto,Hermanamiento,"{one}, {other}"\nOtro,Hermanamiento,"{one}, Nobody"\n'

    run = compared(client, municipality, "agreements", text)

    refused = [row.problems for row in rows_of(run) if row.problems]
    assert refused == [
        [
            [
                "Entidades suscriptoras",
                f"“{one}, Nobody” is not there (stakeholder). Write it as it is in the workspace, or add it first. Write semicolons between several.",
            ]
        ]
    ]


@pytest.mark.parametrize("register", list(SHEETS))
def test_a_template_is_taken_as_it_is_shipped(client, lead, municipality, organisations, register):
    answer = client.get(address("register-template", municipality, register, "xlsx"))

    run = compared(client, municipality, register, answer.content, "file.xlsx")

    assert (run.status, run.refused_count) == ("previewed", 0), [row.problems for row in rows_of(run)]
