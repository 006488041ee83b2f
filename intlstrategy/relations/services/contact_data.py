"""Contact data of those who approach the city: read with a trace, kept for a time, erased when asked for."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.text import speaks_of
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security, record
from intlstrategy.municipalities.editing import claim
from intlstrategy.relations.models import Approach
from intlstrategy.relations.models.approach import CONTACT


def log_contact(request: HttpRequest, approach: Approach) -> None:
    """Every page on which contact data are read leaves a trace; sending a form reads nothing new."""
    if request.method in {"GET", "HEAD"} and has_contact(approach):
        log_security(
            SecurityEvent.Kind.CONTACTED,
            by=request.user,  # type: ignore[arg-type]
            request=request,
            municipality_id=approach.municipality_id,
            target=approach,
        )


def has_contact(row: Any) -> bool:
    return any(getattr(row, name) for name in CONTACT)


@transaction.atomic
def erase_contact(*, approach: Approach, reason: str, by: User, seen: int | None = None) -> None:
    """Take away who wrote, and how they are reached, from the record and all its versions; what was asked stays."""
    claim(approach, approach.revision if seen is None else seen)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the request of the person, or the end of the purpose.")})
    blank_contact(approach, by)
    record("erased", approach, by=by, detail=reason)
    log_security(SecurityEvent.Kind.ERASED, by=by, municipality_id=approach.municipality_id, target=approach)


def blank_contact(approach: Approach, by: User | None) -> None:
    for name in CONTACT:
        setattr(approach, name, "")
    approach.erased_at = timezone.now()
    approach.save(by=by)
    for version in approach.history.all():
        for name in CONTACT:
            setattr(version, name, "")
        version.save()


def forget_in_approaches(municipality_id: int, texts: list[str]) -> int:
    """Whoever is erased from the people of the city is also erased from the approaches that they sent."""
    rows = Approach.history.model.objects.filter(municipality_id=municipality_id)  # every version, the last among them
    told = rows.exclude(**dict.fromkeys(CONTACT, "")).values_list("id", *CONTACT)
    found = {pk for pk, *words in told if names_one_of(words, texts)}
    for approach in Approach._base_manager.filter(pk__in=found).order_by("pk"):
        blank_contact(approach, None)
    return len(found)


def names_one_of(words: Iterable[str], texts: list[str]) -> bool:
    return any(speaks_of(word, texts) for word in words if word)
