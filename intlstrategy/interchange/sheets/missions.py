"""Missions and visits as a table: who went where, when and why. Programme, costs and gifts stay on their pages."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.interchange.sheets.base import (
    Beside,
    Column,
    Country,
    Day,
    Long,
    Number,
    Sheet,
    Text,
    Values,
    Word,
    YesNo,
    key_of,
)
from intlstrategy.interchange.sheets.lookups import (
    AGREEMENT,
    DEPARTMENT,
    DIMENSION,
    MEMBER,
    MEMBERS,
    NETWORK,
    ORGANISATIONS,
)
from intlstrategy.municipalities.editing import bulk_delete, bulk_save
from intlstrategy.municipalities.models import Municipality
from intlstrategy.relations.models import Mission, MissionParticipant
from intlstrategy.relations.services.missions import refuse_future

Direction = Mission.Direction
DIRECTION_WORDS = {
    Direction.OUTGOING: ("outgoing", "viaje", "misión", "saliente"),
    Direction.INCOMING: ("incoming", "visit", "visita", "delegación recibida", "entrante"),
    Direction.ONLINE: ("virtual", "en línea"),
}


def prepare(values: Values, is_new: bool) -> None:
    """What is said to last no longer than its first day ends on it."""
    if is_new and not values.get("ends_on"):
        values["ends_on"] = values.get("starts_on")


def check(record: Any, values: Values) -> dict[str, str]:
    wrong = {}
    if record.pk and "organisations" in values and (kept := met_by_somebody(record, values["organisations"])):
        wrong["organisations"] = _("People of %(names)s took part. Take them off on the page of the mission first.") % {"names": ", ".join(kept)}  # fmt: skip
    if record.ends_on:
        try:
            refuse_future(record)
        except ValidationError as refusal:
            wrong |= {name: " ".join(messages) for name, messages in refusal.message_dict.items()}
    return wrong


def met_by_somebody(mission: Mission, named: Sequence[Any]) -> list[str]:
    """The organisations of people who took part, besides those that are named: the file does not tell of people."""
    rows = MissionParticipant.objects.of(mission.municipality).filter(mission=mission, person__isnull=False)
    others = rows.exclude(stakeholder=None).exclude(stakeholder__in=[each.pk for each in named])
    return list(dict.fromkeys(others.order_by("pk").values_list("stakeholder__name", flat=True)))


def beside(municipality: Municipality, missions: Sequence[Any]) -> Beside:
    """The organisations met and the members who took part; people from outside are on the page of the mission."""
    found: Beside = defaultdict(dict)
    rows = MissionParticipant.objects.of(municipality).select_related("stakeholder", "membership__user").order_by("pk")
    for row in rows:
        if row.membership_id:
            found[row.mission_id].setdefault("members", []).append(row.membership)
        elif row.stakeholder_id and row.stakeholder not in found[row.mission_id].setdefault("organisations", []):
            found[row.mission_id]["organisations"].append(row.stakeholder)
    return found


def write_beside(changes: Sequence[Any], by: User | None) -> None:
    """Whom the file names took part; people of an organisation are on the page of the mission only."""
    for change in changes:
        for key, link in (("members", "membership"), ("organisations", "stakeholder")):
            if key in change.differing:
                write_participants(change.record, link, change.values[key], by)


def write_participants(mission: Mission, link: str, wanted: Sequence[Any], by: User | None) -> None:
    rows = MissionParticipant.objects.of(mission.municipality).filter(mission=mission, **{f"{link}__isnull": False})
    known = list(rows)
    ids = {each.pk for each in wanted}
    bulk_delete([row for row in known if getattr(row, f"{link}_id") not in ids and row.person_id is None], by=by)
    there = {getattr(row, f"{link}_id") for row in known}
    new = [
        MissionParticipant(municipality=mission.municipality, mission=mission, **{link: each})
        for each in wanted
        if each.pk not in there
    ]
    bulk_save(new, by=by)


def same(values: Values) -> tuple[Any, ...]:
    if values.get("code"):
        return ("code", key_of(values["code"]))
    return ("title", key_of(values.get("title", "")), values.get("starts_on"))


SHEET = Sheet(
    key="missions",
    title=gettext_lazy("Missions and visits"),
    model=Mission,
    url_name="relations:mission-list",
    columns=[
        Column("title", gettext_lazy("Title"), Text(), ["título", "denominación"], is_required=True),
        Column("direction", gettext_lazy("Direction"), Word(Direction, DIRECTION_WORDS), ["tipo", "type"]),
        Column("code", gettext_lazy("File number"), Text(), ["expediente", "reference"]),
        Column("purpose", gettext_lazy("Purpose"), Long(), ["motivo", "objeto", "finalidad"]),
        Column("starts_on", gettext_lazy("First day"), Day(), ["fecha de inicio", "start date", "desde"], is_required=True),
        Column("ends_on", gettext_lazy("Last day"), Day(), ["fecha de fin", "end date", "hasta", "fecha de finalización"], is_required=True),
        Column("place", gettext_lazy("Places"), Text(), ["place", "lugar", "destino", "ciudad"]),
        Column("country", gettext_lazy("Country"), Country(), ["país"]),
        Column("organisations", gettext_lazy("Organisations met"), ORGANISATIONS, ["entidades", "organizations"], is_beside=True),
        Column("members", gettext_lazy("Members who took part"), MEMBERS, ["participantes", "participants"], is_beside=True),
        Column("agreement", gettext_lazy("Agreement"), AGREEMENT, ["convenio"]),
        Column("membership", gettext_lazy("Network"), NETWORK, ["red"]),
        Column("dimension", pgettext_lazy("of external action", "Dimension"), DIMENSION),
        Column("department", gettext_lazy("Lead department"), DEPARTMENT, ["área", "unidad"]),
        Column("owner", gettext_lazy("Who keeps it"), MEMBER, ["responsable"]),
        Column("decided_by", gettext_lazy("Decided by"), Text()),
        Column("decided_on", gettext_lazy("Decided on"), Day()),
        Column("cost_ceiling", gettext_lazy("Cost ceiling"), Number(), ["presupuesto máximo"]),
        Column("needs_notice", gettext_lazy("The State has to be told"), YesNo()),
        Column("notified_on", gettext_lazy("Ministry told on"), Day()),
        Column("cancelled_on", gettext_lazy("Cancelled on"), Day()),
        Column("cancelled_why", gettext_lazy("Why it was cancelled"), Text()),
        Column("results", gettext_lazy("Results"), Long(), ["resultados"]),
        Column("reported_on", gettext_lazy("Reported on"), Day()),
        Column("report", gettext_lazy("Report"), Long(), ["informe"]),
        Column("public_note", gettext_lazy("Public note"), Long()),
        Column("source", pgettext_lazy("of data", "Source"), Text(), ["origen"]),
    ],
    name=lambda values: values.get("title", ""),
    same=same,
    prepare=prepare,
    check=check,
    beside=beside,
    write_beside=write_beside,
    watched=[MissionParticipant],
    example=lambda municipality: {
        "title": gettext_lazy("Visit to Exemple"), "direction": Direction.OUTGOING, "starts_on": "2026-05-11", "ends_on": "2026-05-13",
        "place": "Exemple", "country": "FR", "purpose": "…", "cost_ceiling": "2400.00", "needs_notice": gettext_lazy("no"),
    },
)  # fmt: skip
