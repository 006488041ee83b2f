"""The rights of the people whose data are kept: to know all of it, and to have it erased."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import IntegerField, Q, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.fields import FoldedField
from intlstrategy.core.registry import erasers
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.journal.services import conceal, log_security, record
from intlstrategy.municipalities.bin import links_of, read_whole, scoped_models
from intlstrategy.municipalities.editing import claim
from intlstrategy.municipalities.models import Municipality, ScopedModel
from intlstrategy.stakeholders.models import Person

SHORTEST = 4  # characters of a text that is looked for elsewhere
MOST_MENTIONS = 100


@dataclass(frozen=True)
class Removed:
    """One kind of thing that an erasure took away, and how many of it."""

    title: Any
    count: int


def log_contacts(request: HttpRequest, person: Person) -> None:
    """Every page on which somebody's contact data are read leaves a trace; sending a form reads nothing new."""
    if request.method in {"GET", "HEAD"} and any(getattr(person, name) for name in person.guarded):
        log_security(
            SecurityEvent.Kind.CONTACTED,
            by=request.user,  # type: ignore[arg-type]
            request=request,
            municipality_id=person.municipality_id,
            target=person,
        )


# Everything held ------------------------------------------------------------------------------------------


def rows_about(person: Person) -> Iterator[tuple[Any, list[ScopedModel]]]:
    """Every kind of record that points at a person, with those that do and are not in the bin."""
    for model in scoped_models():
        for link in links_of(model):
            if link.related_model is Person:
                keys = model._base_manager.filter(**{link.name: person}, binned_at=None).order_by("pk")
                found = read_whole((model, pk) for pk in keys.values_list("pk", flat=True))
                if found:
                    yield link, list(found.values())


def everything_held(person: Person) -> dict[str, Any]:
    """All that is kept on a person, as article 15 asks: ready to be written as JSON, with labels in the reader's words."""
    fields: list[Any] = [person._meta.get_field(name) for name in ("name", "own_name", "languages", *person.guarded)]
    grounds: list[Any] = [person._meta.get_field(name) for name in ("purpose", "basis", "consent_on", "consent_source", "keep_until", "source")]  # fmt: skip
    versions = list(person.history.order_by("history_date", "history_id"))
    return {
        str(_("Data")): {str(field.verbose_name): told(person, field) for field in fields},
        str(_("Why they are kept")): {str(field.verbose_name): told(person, field) for field in grounds},
        str(_("Records that name this person")): [
            {
                str(_("kind")): str(row._meta.verbose_name),
                str(_("record")): str(row),
                str(_("from")): iso(getattr(row, "starts_on", None)),
                str(_("to")): iso(getattr(row, "ends_on", None)),
            }
            for _link, rows in rows_about(person)
            for row in rows
        ],
        str(_("Earlier data")): [
            {str(_("until")): iso(after.history_date)} | earlier
            for before, after in pairwise(versions)
            if (earlier := {str(f.verbose_name): told(before, f) for f in fields if told(before, f) != told(after, f)})
        ],
        str(_("Texts in which the name or an address occurs")): [
            {str(_("kind")): str(row._meta.verbose_name), str(_("record")): str(row)} for row in mentions(person)
        ],
        str(_("Journal")): [
            {str(_("at")): iso(entry.at), str(_("act")): entry.verb, str(_("record")): entry.target_name}
            for entry in JournalEntry.objects.filter(
                municipality_id=person.municipality_id, target_model=Person._meta.label, target_id=person.pk
            ).order_by("at", "pk")
        ],
    }


def told(row: Any, field: Any) -> Any:
    value = getattr(row, field.attname)
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return iso(value) if field.get_internal_type() == "DateField" else value


def iso(day: Any) -> str:
    return day.isoformat() if day else ""


# Where else it is written ---------------------------------------------------------------------------------


def texts_of(person: Any) -> list[str]:
    """What names this person or leads to them, as it was ever written, and long enough to be nobody else's."""
    names = ("name", "own_name", "email", "phone")
    rows = [person, *person.history.all()]
    found = dict.fromkeys(str(getattr(row, name)).strip() for row in rows for name in names)
    return [text for text in found if len(text) >= SHORTEST]


def text_fields(model: type[ScopedModel]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField)) and not field.choices and not isinstance(field, FoldedField)
    ]  # fmt: skip


def mentions(person: Person) -> list[ScopedModel]:
    """Records in whose texts the name or an address of a person stands, the person's own left out: in one query, and
    one for each kind found."""
    known = texts_of(person)
    texts = sorted({form for text in known for form in (text, text.upper(), text.lower())})  # SQLite knows only ASCII
    if not texts:
        return []
    kinds = [model for model in scoped_models() if model is not Person and text_fields(model)]
    selects = [
        model._base_manager.filter(
            Q(*[(f"{name}__icontains", text) for name in text_fields(model) for text in texts], _connector=Q.OR),
            municipality=person.municipality_id,
        )
        .order_by()
        .annotate(kind_number=Value(number, output_field=IntegerField()))
        .values_list("kind_number", "pk")
        for number, model in enumerate(kinds)
    ]
    found = sorted(selects[0].union(*selects[1:], all=True))[:MOST_MENTIONS]
    return list(read_whole((kinds[number], pk) for number, pk in found).values())


# Erasure --------------------------------------------------------------------------------------------------


@transaction.atomic
def erase_person(*, person: Person, reason: str, by: User, seen: int | None = None) -> list[Removed]:
    """Take away everything that says who somebody is; what the city did with them stays, and says "person erased".

    Nothing brings it back. Texts that name the person are not changed: `mentions` lists them beforehand.
    """
    claim(person, person.revision if seen is None else seen)
    if person.is_erased:
        raise ValidationError(_("The data of this person were erased already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the request of the person, or the end of the purpose.")})
    texts = texts_of(person)
    removed = [Removed(_("Data of the person"), blank(person)), Removed(_("Earlier versions"), person.history.count())]
    person.erased_at = timezone.now()
    person.save(by=by)
    for version in person.history.all():
        blank(version)
        version.folded = version.folded_contact = ""
        version.save()
    with_names = JournalEntry.objects.filter(target_model=Person._meta.label, target_id=person.pk)
    removed.append(Removed(_("Names in the journal"), with_names.count()))
    conceal(person, texts)
    removed += [Removed(each.title, each.erase(person.municipality_id, texts)) for each in erasers]
    record("erased", person, by=by, detail=reason)
    log_security(SecurityEvent.Kind.ERASED, by=by, municipality_id=person.municipality_id, target=person)
    return [each for each in removed if each.count]


def blank(row: Any) -> int:
    """Empty every personal field of a person or of one of its versions; how many said something."""
    said = [name for name in (*Person.personal, "languages") if getattr(row, name)]
    for name in said:
        setattr(row, name, [] if name == "languages" else "")
    return len(said)


# The record of processing ---------------------------------------------------------------------------------


def processing(municipality: Municipality) -> list[dict[str, Any]]:
    """For each purpose and legal basis, how many people's data are kept, and until when at the latest: in one query."""
    rows = Person.objects.of(municipality).known().order_by().values("purpose", "basis")
    told = rows.annotate(count=models.Count("pk"), latest=models.Max("keep_until"))
    return [
        {
            "purpose": Person.Purpose(row["purpose"]).label,
            "basis": Person.Basis(row["basis"]).label,
            "count": row["count"],
            "latest": row["latest"],
        }
        for row in sorted(told, key=lambda row: (row["purpose"], row["basis"]))
    ]
