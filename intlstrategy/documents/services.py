"""Decisions on documents: store, change, replace."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from intlstrategy.accounts.models import User
from intlstrategy.documents.content import Content
from intlstrategy.documents.models import Document
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import claim


@transaction.atomic
def save_document(
    *, document: Document, by: User, upload: Any = None, content: Content | None = None, seen: int | None = None
) -> Document:
    """Write a document; an upload gives it a new file, and the former one stays for its history."""
    is_new = document._state.adding
    if not is_new and seen is not None:
        claim(document, seen)
    if upload is not None and content is not None:
        upload.seek(0)
        data = upload.read()
        name = PurePath(upload.name).name[:255]
        document.original_name, document.size = name, len(data)
        document.content_type, document.sha256 = content.content_type, hashlib.sha256(data).hexdigest()
        document.file.save(f"file.{content.suffix}", ContentFile(data), save=False)
    document.save(by=by)
    record("stored" if is_new else "replaced" if upload else "changed", document, by=by)
    return document
