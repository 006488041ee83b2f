"""Decisions on documents: store, change, replace its file."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from intlstrategy.accounts.models import User
from intlstrategy.documents.content import Content
from intlstrategy.documents.models import Document
from intlstrategy.journal.services import conceal, record
from intlstrategy.municipalities.editing import claim


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
    return write(document, "changed", by)


@transaction.atomic
def replace_file(
    *, document: Document, upload: Any, content: Content, by: User | None, seen: int | None = None
) -> Document:
    """Give a document another file. The former one stays on disk, named by the document's history."""
    if seen is not None:
        claim(document, seen)
    give_file(document, upload, content)
    return write(document, "replaced", by)


def give_file(document: Document, upload: Any, content: Content) -> None:
    upload.seek(0)
    data = upload.read()
    document.original_name, document.size = PurePath(upload.name).name[-255:], len(data)
    document.content_type, document.sha256 = content.content_type, hashlib.sha256(data).hexdigest()
    document.file.save(f"file.{content.suffix}", ContentFile(data), save=False)


def write(document: Document, verb: str, by: User | None) -> Document:
    document.save(by=by)
    record(verb, document, by=by)
    if document.is_confidential:
        conceal(document, set(document.history.values_list("title", flat=True)))
    return document
