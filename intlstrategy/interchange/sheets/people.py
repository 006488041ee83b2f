"""People outside the city as a table, each with the position held today."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.interchange.sheets.base import Beside, Column, Day, Languages, Long, Sheet, Text, Values, Word, key_of
from intlstrategy.interchange.sheets.lookups import ORGANISATION
from intlstrategy.municipalities.editing import bulk_save
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from intlstrategy.stakeholders.services.people import kept_until

CONTACTS = Capability.EXPORT_CONTACTS
POSITION = {
    "organisation": "stakeholder",
    "position": "title",
    "unit": "unit",
    "since": "starts_on",
    "until": "ends_on",
}


def prepare(values: Values, is_new: bool) -> None:
    """Whoever is new is kept as long as a person entered by hand, unless the file says until when."""
    if is_new and not values.get("keep_until"):
        values["keep_until"] = kept_until(timezone.localdate())


def check(record: Any, values: Values) -> dict[str, str]:
    """What is wrong with a person beyond what the fields say, by column."""
    wrong: dict[str, str] = {}
    if record.consent_on and record.consent_on > timezone.localdate():
        wrong["consent_on"] = _("Consent was given today or earlier.")
    if record.is_erased:
        wrong["name"] = _("The data of this person were erased. Enter a new person.")
    is_placed, is_titled = bool(values.get("organisation")), bool(values.get("position"))
    if is_placed != is_titled:
        missing = "position" if is_placed else "organisation"
        wrong[missing] = _("A position needs both its title and its organisation.")
    if values.get("since") and values.get("until") and values["until"] < values["since"]:
        wrong["until"] = _("The end date must not be before the start date.")
    return wrong


def beside(municipality: Municipality, people: Sequence[Any]) -> Beside:
    """The position each holds today, else the last one."""
    today = timezone.localdate()
    found: dict[int, Position] = {}
    for row in Position.objects.of(municipality).select_related("stakeholder").order_by("starts_on", "pk"):
        known = found.get(row.person_id)
        if known is None or row.holds_on(today) or not known.holds_on(today):
            found[row.person_id] = row
    return {pk: {key: getattr(row, name) for key, name in POSITION.items()} for pk, row in found.items()}


def write_beside(changes: Sequence[Any], by: User | None) -> None:
    """The position that a row names: the one the person has there under this title, or a new one."""
    told = [change for change in changes if change.values.get("organisation") and change.values.get("position")]
    if not told:
        return
    municipality = told[0].record.municipality
    rows = Position.objects.of(municipality).filter(person__in=[change.record.pk for change in told])
    known = {(row.person_id, row.stakeholder_id, key_of(row.title)): row for row in rows.order_by("starts_on", "pk")}
    new, changed = [], []
    for change in told:
        values = change.values
        mark = (change.record.pk, values["organisation"].pk, key_of(values["position"]))
        row = known.get(mark)
        if row is None:
            row = Position(
                municipality=municipality,
                person=change.record,
                stakeholder=values["organisation"],
                title=values["position"],
            )
            new.append(row)
        elif {"unit", "since", "until"} & {*change.differing}:
            changed.append(row)
        for key in ("unit", "since", "until"):
            if key in values:
                setattr(row, POSITION[key], values[key])
    bulk_save(new, by=by)
    bulk_save(changed, by=by, fields=["unit", "starts_on", "ends_on"])
    Position.refuse_doubles([*new, *changed])


def same(values: Values) -> tuple[Any, ...]:
    """The name with the address, since a whole office may share one; without an address, the name."""
    name = key_of(values.get("name", ""))
    return ("email", values["email"].casefold(), name) if values.get("email") else ("name", name)


def example(municipality: Municipality) -> Values:
    """Somebody who holds a position in an organisation of the register, as far as there is one."""
    told = {
        "name": gettext_lazy("Ana Example"), "languages": "es; en", "email": "ana@example.org", "phone": "+34 900 000 000",
        "purpose": Person.Purpose.RELATIONS,
    }  # fmt: skip
    organisation = Stakeholder.objects.of(municipality).order_by("folded", "pk").first()
    if organisation is None:
        return told
    return told | {"position": gettext_lazy("Mayor"), "since": "2023-06-17", "organisation": organisation.name}


SHEET = Sheet(
    key="people",
    title=gettext_lazy("People"),
    model=Person,
    url_name="stakeholders:person-list",
    columns=[
        Column("name", gettext_lazy("Name"), Text(), ["full name", "nombre", "nombre y apellidos", "contacto"], is_required=True),
        Column("own_name", gettext_lazy("Name in its own language"), Text()),
        Column("organisation", gettext_lazy("Organisation"), ORGANISATION, ["organization", "company", "organización", "empresa"], is_beside=True),
        Column("position", gettext_lazy("Position"), Text(), ["title", "job title", "cargo", "puesto"], is_beside=True, kept_in=(Position, "title")),
        Column("unit", gettext_lazy("Department in the organisation"), Text(), ["department", "departamento", "área"], is_beside=True, kept_in=(Position, "unit")),
        Column("since", gettext_lazy("In the position since"), Day("start"), ["since", "desde"], is_beside=True),
        Column("until", gettext_lazy("In the position until"), Day("end"), ["until", "hasta"], is_beside=True),
        Column("languages", gettext_lazy("Languages"), Languages(), ["idioma", "idiomas"]),
        Column("email", gettext_lazy("E-mail"), Text(), ["email", "mail", "correo", "correo electrónico"], needs=CONTACTS),
        Column("phone", gettext_lazy("Phone"), Text(), ["telephone", "mobile", "teléfono", "móvil"], needs=CONTACTS),
        Column("address", gettext_lazy("Postal address"), Text(), ["address", "dirección"], needs=CONTACTS),
        Column("note", gettext_lazy("Note"), Long(), ["observaciones"], needs=CONTACTS),
        Column("purpose", gettext_lazy("Purpose"), Word(Person.Purpose), ["finalidad"]),
        Column("basis", gettext_lazy("Legal basis"), Word(Person.Basis), ["base jurídica"]),
        Column("consent_on", gettext_lazy("Consent given on"), Day()),
        Column("consent_source", gettext_lazy("How consent was given"), Text()),
        Column("keep_until", gettext_lazy("Keep until"), Day("end")),
        Column("source", pgettext_lazy("of data", "Source"), Text(), ["origen"]),
    ],
    name=lambda values: values.get("name", ""),
    same=same,
    prepare=prepare,
    check=check,
    beside=beside,
    write_beside=write_beside,
    watched=[Position],
    is_personal=True,
    example=example,
)  # fmt: skip
