"""The only way into the journal and the security log."""

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils import translation

from intlstrategy.accounts.models import User
from intlstrategy.core.batches import BATCH
from intlstrategy.core.languages import interface_language
from intlstrategy.journal.models import JournalEntry, SecurityEvent

security = logging.getLogger("intlstrategy.security")


Detail = str | Callable[[], str]


def record(verb: str, target: Any, *, by: User | None, detail: Detail = "") -> JournalEntry:
    """Write down one decision on a record of a municipality. Everybody reads this, so what is confidential has no name here.

    Words are the city's: a detail that has any is given as a function, asked in the city's main language.
    """
    entry = entry_of(verb, target, by, detail)
    entry.save()
    return entry


def record_all(verb: str, targets: Sequence[Any], *, by: User | None, detail: Detail = "") -> None:
    """Write down the same decision on many records of one municipality at once."""
    if not targets:
        return
    with speaking_as_the_city_of(targets[0]):
        told = detail() if callable(detail) else detail
    JournalEntry.objects.bulk_create([entry_of(verb, each, by, told) for each in targets], batch_size=BATCH)


def entry_of(verb: str, target: Any, by: User | None, detail: Detail) -> JournalEntry:
    with speaking_as_the_city_of(target):
        name = open_name(target)
        told = detail() if callable(detail) else detail
    return JournalEntry(
        verb=verb,
        by=by,
        target_model=target._meta.label,
        target_id=target.pk,
        target_name=name[:500],
        detail=told[:500],
        municipality_id=getattr(target, "municipality_id", None) or target.pk,
    )


def speaking_as_the_city_of(target: Any) -> translation.override:
    """A job knows its city by its id only, and has its words from whoever asked for it."""
    language = getattr(getattr(target, "municipality", target), "main_language", None)
    return translation.override(interface_language(language) if language else translation.get_language())


def unnamed(target: Any) -> str:
    return f"{target._meta.verbose_name} {target.pk}"


def open_name(target: Any) -> str:
    """A name that every reader may see, in the bin and in the journal."""
    return unnamed(target) if getattr(target, "is_confidential", False) else str(target)


def conceal(target: Any, names: Iterable[str], beside: Iterable[tuple[str, int]] = ()) -> None:
    """Take every name that a record has had out of the entries that everybody reads: it has become confidential.

    ``beside`` are the records, by model label and id, whose entries may name it in their detail.
    """
    with speaking_as_the_city_of(target):
        nameless = unnamed(target)
    its_own = Q(target_model=target._meta.label, target_id=target.pk)
    entries = JournalEntry.objects.filter(municipality_id=target.municipality_id)
    told_elsewhere = Q()
    for label, pk in beside:
        told_elsewhere |= Q(target_model=label, target_id=pk, detail__in=[name[:500] for name in names])
    for entry in entries.filter(its_own | told_elsewhere if told_elsewhere else its_own):
        if entry.target_model == target._meta.label and entry.target_id == target.pk:
            entry.target_name = nameless
        entry.detail = nameless if entry.detail in names else entry.detail
        entry.save()


def address_of(request: HttpRequest) -> str | None:
    """The visitor's, told by the proxies that are trusted; what comes over a socket of the machine has none."""
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None


def log_security(
    kind: SecurityEvent.Kind,
    *,
    by: User | None,
    request: HttpRequest | None = None,
    municipality_id: int | None = None,
    target: Model | None = None,
    detail: str = "",
    user_name: str = "",
) -> SecurityEvent:
    """Add one line to the security log and to standard output."""
    event = event_of(kind, by, request, municipality_id, target, detail, user_name)
    event.save()
    say(event)
    return event


def log_security_all(
    kind: SecurityEvent.Kind,
    targets: Sequence[Any],
    *,
    by: User | None,
    request: HttpRequest | None = None,
    detail: str = "",
) -> None:
    """Add a line for each of many records of municipalities at once."""
    events = [event_of(kind, by, request, each.municipality_id, each, detail) for each in targets]
    for event in SecurityEvent.objects.bulk_create(events, batch_size=BATCH):
        say(event)


def event_of(
    kind: SecurityEvent.Kind,
    by: User | None,
    request: HttpRequest | None,
    municipality_id: int | None,
    target: Model | None,
    detail: str,
    user_name: str = "",
) -> SecurityEvent:
    return SecurityEvent(
        kind=kind,
        user_id=by.pk if by else None,
        user_name=(by.email if by else user_name)[:254],
        municipality_id=municipality_id,
        address=address_of(request) if request else None,
        target_model=target._meta.label if target else "",
        target_id=target.pk if target else None,
        detail=detail[:500],
    )


def say(event: SecurityEvent) -> None:
    fields = ("kind", "user_id", "municipality_id", "address", "target_model", "target_id", "detail")
    line = {"at": event.at.isoformat()} | {name: getattr(event, name) for name in fields}
    security.info(json.dumps(line, ensure_ascii=False, default=str))
