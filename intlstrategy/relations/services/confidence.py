"""Reading what is confidential leaves a trace."""

from typing import Any

from django.http import HttpRequest

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security


def log_brief(request: HttpRequest, record: Any) -> None:
    """Every page on which a confidential brief is read leaves a trace."""
    if record.brief and request.method in {"GET", "HEAD"}:
        log_security(
            SecurityEvent.Kind.CONFIDED,
            by=request.user,  # type: ignore[arg-type]
            request=request,
            municipality_id=record.municipality_id,
            target=record,
        )
