"""Decisions on people outside the city and the positions they hold."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.text import fold
from intlstrategy.journal.services import record_all
from intlstrategy.municipalities.editing import bulk_save, save_record
from intlstrategy.municipalities.models import Municipality
from intlstrategy.stakeholders.likeness import in_any_order, likest
from intlstrategy.stakeholders.models import Person, Position

YEARS_KEPT = 4  # proposed for a new person: the length of a mandate


def years_from(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the day before, where there is none."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def kept_until(today: date) -> date:
    """Until when a person entered today is kept unless somebody says otherwise."""
    return years_from(today, YEARS_KEPT)


@transaction.atomic
def save_person(*, person: Person, by: User | None, seen: int | None = None) -> Person:
    """Write a person, whose consent is not of the future; nobody is written into again who was erased."""
    if person.consent_on and person.consent_on > timezone.localdate():
        raise ValidationError({"consent_on": _("Consent was given today or earlier.")})
    if person.is_erased:
        raise ValidationError(_("The data of this person were erased. Enter a new person."))
    return save_record(person, by=by, seen=seen)


def known_people(municipality: Municipality, names: Iterable[str], email: str, *, but: int | None = None) -> list[Any]:
    """People who seem to be the same: by a name nearly alike, in any order of its words, or by the address."""
    rows = Person.objects.of(municipality).known().with_position_on(timezone.localdate())
    found = {row.pk: row for row in likest(rows, names, but=but, prepare=in_any_order)}
    if email:
        found |= {row.pk: row for row in rows.filter(folded_contact__contains=fold(email)) if row.pk != but}
    return list(found.values())


@transaction.atomic
def save_position(*, position: Position, by: User | None, seen: int | None = None) -> Position:
    """Write a position that a person holds or held."""
    person = Person._base_manager.select_for_update(no_key=True).get(pk=position.person_id)  # who adds the same waits
    if person.is_erased or person.binned_at is not None:
        raise ValidationError(_("The data of this person were erased. Enter a new person."))
    Position.refuse_doubles([position])
    return save_record(position, by=by, seen=seen)


@transaction.atomic
def keep_longer(*, people: Sequence[Person], years: int, by: User | None) -> list[Person]:
    """Say that the data of these people are needed for so many years from today; those changed meanwhile are given back."""
    until = years_from(timezone.localdate(), years)
    rows = Person._base_manager.select_for_update(no_key=True).filter(
        pk__in=[each.pk for each in people], binned_at=None
    )
    now = dict(rows.filter(erased_at=None).order_by("pk").values_list("pk", "revision"))
    kept = [each for each in people if now.get(each.pk) == each.revision]
    for person in kept:
        person.keep_until = until
    bulk_save(kept, by=by, fields=["keep_until"])
    record_all("kept longer", kept, by=by, detail=until.isoformat())
    return [each for each in people if each not in kept]
