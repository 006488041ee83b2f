"""What relations serve, one by one: named on the page of the relation, and taken away there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from intlstrategy.municipalities.access import ScopedView
from intlstrategy.municipalities.editing import bulk_delete
from intlstrategy.municipalities.pages import ScopedCreate
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.forms.ties import TieForm
from intlstrategy.relations.models import Tie
from intlstrategy.relations.models.tie import SOURCES
from intlstrategy.relations.views.crumbs import register_of


class TieCreate(ScopedCreate):
    model = Tie
    form_class = TieForm
    capability = Capability.EDIT
    title = gettext_lazy("Say what it serves")
    add_another = True

    def get_source(self) -> Any:
        """The record whose tie it is: each kind has its own argument in the address."""
        name = next(name for name in SOURCES if name in self.kwargs)
        sources: Any = Tie._meta.get_field(name).related_model
        return get_object_or_404(sources.objects.of(self.municipality), pk=self.kwargs[name])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"source": self.get_source()}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        source = self.get_source()
        return [*register_of(source), (str(source), source.get_absolute_url())]

    def get_success_url(self) -> str:
        return f"{self.get_source().get_absolute_url()}#serves"


class TieTakeAway(ScopedView, DetailView):
    """The button beside what a relation serves: it does no longer."""

    capability = Capability.EDIT
    http_method_names = ["post"]
    queryset = Tie.objects.select_related(*SOURCES, "action", "element")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_object()
        source, name = row.known_as, str(row)
        bulk_delete([row], by=request.user)
        messages.success(request, _("It no longer serves “%(name)s”.") % {"name": name})
        return redirect(f"{source.get_absolute_url()}#serves")


def served_by(municipality: Any, **source: Any) -> list[Tie]:
    rows = Tie.objects.of(municipality).filter(**source)
    return list(rows.select_related("element__plan", "element__municipality", "action__municipality"))
