"""Agreements as a table; the column names of the Spanish local governments' vocabulary of agreements are understood."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.interchange.comparison import NEW
from intlstrategy.interchange.sheets.base import Beside, Column, Day, Long, Number, Sheet, Text, Values, Word, key_of
from intlstrategy.interchange.sheets.lookups import DEPARTMENT, DIMENSION, MEMBER, NATURE, ORGANISATIONS, POST
from intlstrategy.municipalities.editing import bulk_delete, bulk_save, save_record
from intlstrategy.municipalities.models import Municipality
from intlstrategy.relations.models import Agreement, Contribution, Party, StatusChange
from intlstrategy.relations.services.agreements import ask_for_duties, follow_dates, set_parties

Kind, Renewal, Status = Agreement.Kind, Agreement.Renewal, Agreement.Status
KIND_WORDS = {
    Kind.TWINNING: ("twin city", "sister city", "hermanamiento", "protocolo de hermanamiento"),
    Kind.FRIENDSHIP: ("friendship", "amistad", "acuerdo de amistad"),
    Kind.MEMORANDUM: ("MoU", "memorandum", "memorando", "protocolo", "protocolo general", "protocolo general de actuación", "carta de intenciones"),
    Kind.COOPERATION: ("agreement", "convenio", "convenio marco", "convenio de colaboración", "convenio de cooperación", "convenio interadministrativo"),
    Kind.THEMATIC: ("convenio específico", "adenda"),
    Kind.PARTNERSHIP: ("PPP", "colaboración público-privada"),
    Kind.SPONSORSHIP: ("patrocinio", "contrato de patrocinio"),
}  # fmt: skip
NEEDS_REASON = {Status.DORMANT, Status.SUSPENDED, Status.RELINQUISHED, Status.COMMUNITY}
LONGEST_TITLE = 300


def prepare(values: Values, is_new: bool) -> None:
    """A file that knows objects only: the title is how the object begins."""
    if is_new and not values.get("title") and values.get("subject"):
        words = " ".join(values["subject"].split())
        values["title"] = words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"


def check(record: Any, values: Values) -> dict[str, str]:
    wrong: dict[str, str] = {}
    status, today = values.get("status"), timezone.localdate()
    if status in NEEDS_REASON and not values.get("status_reason"):
        wrong["status_reason"] = _("Say why: whoever reads it in ten years was not there.")
    if values.get("status_since") and values["status_since"] > today:
        wrong["status_since"] = _("A status is of today or an earlier day.")
    if values.get("notice_given_on") and values["notice_given_on"] > today:
        wrong["notice_given_on"] = _("That was today or earlier.")
    if values.get("amount") is not None and values["amount"] < 0:
        wrong["amount"] = _("An amount is not below zero.")
    money = money_of(record) if record.pk and "amount" in values else []
    if len(money) > 1 and values["amount"] != amount_of(money):
        wrong["amount"] = _("This agreement has several contributions of the city. Change them on its page.")
    return wrong


def money_of(agreement: Agreement) -> list[Contribution]:
    """What the city brings in money."""
    rows = Contribution.objects.of(agreement.municipality).filter(
        agreement=agreement, party=None, form=Contribution.Form.MONEY
    )
    return list(rows)


def amount_of(rows: Sequence[Contribution]) -> Decimal | None:
    return sum((row.amount or Decimal(0) for row in rows), Decimal(0)) if rows else None


def beside(municipality: Municipality, agreements: Sequence[Any]) -> Beside:
    """Parties, the city's money, and the last status that was noted: in three queries."""
    found: Beside = defaultdict(dict)
    for party in Party.objects.of(municipality).select_related("stakeholder").order_by("pk"):
        found[party.agreement_id].setdefault("parties", []).append(party.stakeholder)
    money = Contribution.objects.of(municipality).filter(party=None, form=Contribution.Form.MONEY)
    for row in money.order_by("pk"):
        known = found[row.agreement_id]
        known["amount"] = known.get("amount", Decimal(0)) + (row.amount or Decimal(0))
    for change in StatusChange.objects.of(municipality).order_by("on", "pk"):
        found[change.agreement_id] |= {
            "status": change.status,
            "status_since": change.on,
            "status_reason": change.reason,
        }
    return found


DUTIES_COUNT_FROM = {"nature", "signed_on", "in_force_on", "expires_on"}


def write_beside(changes: Sequence[Any], by: User | None) -> None:
    for change in changes:
        agreement, values, said = change.record, change.values, {*change.differing}
        if "parties" in said:
            set_parties(agreement, values["parties"], by=by)
        if "amount" in said:
            write_amount(agreement, values["amount"], by)
        if said & {"status", "status_since", "status_reason"} and values.get("status"):
            today = timezone.localdate()
            first = (agreement.in_force_on or agreement.signed_on) if change.outcome == NEW else None
            row = StatusChange(
                municipality=agreement.municipality, agreement=agreement, status=values["status"],
                on=min(values.get("status_since") or first or today, today), reason=values.get("status_reason", ""),
            )  # fmt: skip
            save_record(row, by=by)
        if said & DUTIES_COUNT_FROM and change.before is not None:
            follow_dates(change.before, agreement, by=by)
        ask_for_duties(agreement, by=by)


def write_amount(agreement: Agreement, amount: Decimal | None, by: User | None) -> None:
    """The one contribution of the city in money says this much; without an amount there is none."""
    rows = money_of(agreement)
    if amount is None:
        bulk_delete(rows, by=by)
    elif rows:
        rows[0].amount = amount
        bulk_save(rows[:1], by=by, fields=["amount"])
    else:
        text = _("Amount of the agreement")
        save_record(
            Contribution(municipality=agreement.municipality, agreement=agreement, text=text, amount=amount), by=by
        )


def same(values: Values) -> tuple[Any, ...]:
    """The file number says which it is; without one the title and the day of signing."""
    if values.get("code"):
        return ("code", key_of(values["code"]))
    return ("title", key_of(values.get("title", "")), values.get("signed_on"))


SHEET = Sheet(
    key="agreements",
    title=gettext_lazy("Agreements"),
    model=Agreement,
    url_name="relations:agreement-list",
    columns=[
        Column("title", gettext_lazy("Title"), Text(), ["título", "denominación", "nombre"], is_required=True),
        Column("code", gettext_lazy("File number"), Text(), ["reference", "expediente", "nº de expediente", "número de registro", "código"]),
        Column("kind", gettext_lazy("Kind"), Word(Kind, KIND_WORDS), ["type", "tipo", "tipo de convenio"], is_required=True),
        Column("nature", gettext_lazy("Legal nature"), NATURE),
        Column("subject", gettext_lazy("Object"), Long(), ["subject", "objeto", "objeto del convenio"]),
        Column("matter", gettext_lazy("Matter"), Text(), ["materia", "topic"]),
        Column("dimension", pgettext_lazy("of external action", "Dimension"), DIMENSION),
        Column("parties", gettext_lazy("Parties"), ORGANISATIONS, ["entidades suscriptoras", "entidad suscriptora", "partes", "firmantes", "signatories"], is_beside=True),
        Column("department", gettext_lazy("Lead department"), DEPARTMENT, ["área", "unidad", "órgano gestor"]),
        Column("owner", gettext_lazy("Who keeps it"), MEMBER),
        Column("signed_by", gettext_lazy("Signed for the city by"), POST),
        Column("decided_by", gettext_lazy("Decided by"), Text(), ["órgano competente", "órgano de aprobación"]),
        Column("decided_on", gettext_lazy("Decided on"), Day(), ["fecha de aprobación"]),
        Column("signed_on", gettext_lazy("Signed on"), Day(), ["fecha de suscripción", "fecha de firma", "signature date"]),
        Column("signed_at", gettext_lazy("Signed at"), Text(), ["lugar de firma"]),
        Column("in_force_on", gettext_lazy("In force from"), Day("start"), ["fecha de inicio", "inicio de vigencia", "start date"]),
        Column("expires_on", gettext_lazy("Expires on"), Day("end"), ["fecha de finalización", "fecha de fin", "fin de vigencia", "end date"]),
        Column("renewal", gettext_lazy("Renewal"), Word(Renewal, {Renewal.TACIT: ("tacit", "tácita"), Renewal.EXPRESS: ("express", "expresa"), Renewal.NONE: ("no", "none")}), ["prórroga"]),
        Column("renewal_months", gettext_lazy("Length of each renewal, in months"), Number(0)),
        Column("notice_days", gettext_lazy("Notice, in days"), Number(0), ["preaviso"]),
        Column("notice_given_on", gettext_lazy("Notice given on"), Day(), ["fecha de denuncia"]),
        Column("amount", gettext_lazy("Amount brought by the city"), Number(), ["importe", "amount", "cuantía", "aportación municipal"], is_beside=True, kept_in=(Contribution, "amount")),
        Column("status", pgettext_lazy("agreement", "Status noted"), Word(Status), ["status", "estado"], is_beside=True),
        Column("status_since", gettext_lazy("Status since"), Day(), is_beside=True),
        Column("status_reason", gettext_lazy("Reason of the status"), Text(), is_beside=True),
        Column("public_note", gettext_lazy("Public note"), Long()),
        Column("source", pgettext_lazy("of data", "Source"), Text(), ["origen", "url"]),
    ],
    name=lambda values: values.get("title") or values.get("subject", ""),
    same=same,
    prepare=prepare,
    check=check,
    beside=beside,
    write_beside=write_beside,
    watched=[Party, Contribution, StatusChange],
    example=lambda municipality: {
        "title": gettext_lazy("Cooperation agreement on culture"), "code": "2026/0012", "kind": Kind.COOPERATION, "subject": "…",
        "matter": gettext_lazy("Culture"), "signed_on": "2026-03-12", "in_force_on": "2026-03-12", "expires_on": "2030-03-11",
        "renewal": Renewal.EXPRESS, "amount": "12000.00",
    },
)  # fmt: skip
