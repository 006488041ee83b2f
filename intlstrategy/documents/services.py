"""Decisions on documents: store, change, replace its file."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.documents.content import Content
from intlstrategy.documents.models import Document
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import conceal, log_security_all, record
from intlstrategy.municipalities.bin import links_of
from intlstrategy.municipalities.editing import claim, hold_named
from intlstrategy.municipalities.models import ScopedModel
from intlstrategy.municipalities.uses import approved_with


@transaction.atomic
def store_document(*, document: Document, upload: Any, content: Content, by: User | None) -> Document:
    """Keep a new document with its file."""
    give_file(document, upload, content)
    return write(document, "stored", by)


@transaction.atomic
def change_document(*, document: Document, by: User | None, seen: int | None = None) -> Document:
    """Write what is said about a document; its file stays."""
    if seen is not None:
        claim(document, seen)
    if not Document._base_manager.filter(pk=document.pk, title=document.title).exists():
        refuse_approved(document)
    return write(document, "changed", by)


@transaction.atomic
def replace_file(
    *, document: Document, upload: Any, content: Content, by: User | None, seen: int | None = None
) -> Document:
    """Give a document another file. The former one stays on disk, named by the document's history."""
    if seen is not None:
        claim(document, seen)
    refuse_approved(document)
    give_file(document, upload, content)
    return write(document, "replaced", by)


def refuse_approved(document: Document) -> None:
    """What was approved never changes, nor does the document it was approved with."""
    users = approved_with(document)
    if users:
        raise ValidationError(
            _(
                "Its title and its file stay as they are, since something was approved with it: %(users)s. Add the new file as a document of its own."
            )
            % {"users": users}
        )


def give_file(document: Document, upload: Any, content: Content) -> None:
    upload.seek(0)
    data = upload.read()
    document.original_name, document.size = PurePath(upload.name).name[-255:], len(data)
    document.content_type, document.sha256 = content.content_type, hashlib.sha256(data).hexdigest()
    document.file.save(f"file.{content.suffix}", ContentFile(data), save=False)


def write(document: Document, verb: str, by: User | None) -> Document:
    hold_named([document])
    document.save(by=by)
    record(verb, document, by=by)
    if document.is_confidential:
        conceal(document, set(document.history.values_list("title", flat=True)), ever_beside(document))
    return document


def ever_beside(document: Document) -> set[tuple[str, int]]:
    """The records that the document is or was attached to, by model label and id."""
    found = set()
    for relation in document._meta.related_objects:
        model: Any = relation.related_model
        if not (isinstance(model, type) and issubclass(model, ScopedModel)):
            continue
        for link in links_of(model):
            if link.related_model is not Document:
                rows = model.history.filter(**{relation.field.attname: document.pk, f"{link.attname}__isnull": False})
                found |= {(link.related_model._meta.label, pk) for pk in rows.values_list(link.attname, flat=True)}
    return found


def log_reading(request: HttpRequest, *documents: Document) -> None:
    """Every page and file on which a confidential document is read leaves a trace; sending a form reads nothing new."""
    if request.method in {"GET", "HEAD"}:
        confidential = [each for each in documents if each.is_confidential]
        log_security_all(SecurityEvent.Kind.CONFIDED, confidential, by=request.user, request=request)  # type: ignore[arg-type]
