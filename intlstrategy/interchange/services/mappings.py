"""What the columns of a file meant, remembered by its header for the next one."""

import hashlib

from django.db import transaction

from intlstrategy.accounts.models import User
from intlstrategy.interchange.formats import Mapping
from intlstrategy.interchange.models import ColumnMapping, ImportRun
from intlstrategy.municipalities.models import Municipality


def fingerprint(file_format: str, header: list[str]) -> str:
    return hashlib.sha256("\x1f".join([file_format, *header]).encode()).hexdigest()


def remembered_mapping(municipality: Municipality, file_format: str, header: list[str]) -> Mapping | None:
    known = ColumnMapping.objects.of(municipality).filter(fingerprint=fingerprint(file_format, header)).first()
    return known.mapping if known else None


@transaction.atomic
def remember_mapping(*, run: ImportRun, by: User | None) -> None:
    """What the columns of a file that was applied meant, they mean in the next file with this header."""
    marks = {"municipality": run.municipality, "fingerprint": fingerprint(run.format, run.header)}
    known = ColumnMapping.objects.of(run.municipality).filter(**marks).first()
    known = known or ColumnMapping(format=run.format, **marks)
    if known.mapping != run.mapping:
        known.mapping = run.mapping
        known.save(by=by)
