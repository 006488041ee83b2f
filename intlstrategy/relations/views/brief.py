"""Pages on which a confidential brief is read by those who edit a record or look at what became of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from intlstrategy.municipalities.access import may
from intlstrategy.municipalities.pages import ScopedEdit, ScopedHistory
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.services.confidence import log_brief


class BriefEdit(ScopedEdit):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        log_brief(request, self.object)
        return response


class BriefHistory(ScopedHistory):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if may(self.membership, Capability.CONFIDE, self.object):
            log_brief(self.request, self.object)
        return super().get_context_data(**kwargs)
