"""A table that leaves the house: in the file asked for, and in the security log."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intlstrategy.core.tables import Column, as_csv, as_excel
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security

WRITERS = {"csv": as_csv, "xlsx": as_excel}


def export_response(
    request: HttpRequest,
    suffix: str,
    columns: list[Column],
    rows: Iterable[Any],
    name: str,
    *,
    municipality_id: int,
    target: Model | None = None,
    detail: str,
) -> HttpResponseBase:
    log_security(
        SecurityEvent.Kind.EXPORTED,
        by=request.user,
        request=request,
        municipality_id=municipality_id,
        target=target,
        detail=detail,
    )
    return WRITERS[suffix](columns, rows, name)
