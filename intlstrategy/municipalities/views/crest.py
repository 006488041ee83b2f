from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.roles import Capability


@requires(Capability.READ)
def crest(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    if not municipality.crest:
        raise Http404
    return FileResponse(municipality.crest.open(), headers={"X-Content-Type-Options": "nosniff"})
