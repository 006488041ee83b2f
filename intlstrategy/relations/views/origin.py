"""New agreements, missions and engagements that are made of an approach: their forms open filled in."""

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from intlstrategy.core.numbers import whole
from intlstrategy.municipalities.forms.naming import name_among
from intlstrategy.relations.models import Approach
from intlstrategy.relations.services.approaches import make_of_approach
from intlstrategy.relations.views.ties import served_by
from intlstrategy.stakeholders.models import Stakeholder


class FromApproach:
    """A page that adds a record, and takes from an approach what stands there already: ``?approach=<its number>``."""

    text_field = "purpose"  # where what was asked is written
    places: tuple[str, ...] = ()  # where it takes place, if that is where whoever wrote is
    kinds: dict[str, dict[str, Any]] = {}  # what each kind of approach says beforehand

    @cached_property
    def approach(self) -> Approach | None:
        """The one in the address, if it was accepted."""
        if "approach" not in self.request.GET:  # type: ignore[attr-defined]
            return None
        pk = whole(self.request.GET["approach"])  # type: ignore[attr-defined]
        rows = Approach.objects.of(self.municipality).filter(status=Approach.Status.ACCEPTED)  # type: ignore[attr-defined]
        row = None if pk is None else rows.select_related("stakeholder").filter(pk=pk).first()
        if row is None:
            raise Http404
        return row

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()  # type: ignore[misc]
        taken_over = {} if self.approach is None else self.taken_over(self.approach)
        return kwargs | {"initial": kwargs["initial"] | taken_over}

    def taken_over(self, row: Approach) -> dict[str, Any]:
        served = served_by(row.municipality, approach=row)
        found: dict[str, Any] = {
            "title": row.title,
            self.text_field: row.asked,
            "source": row.source,
            "action": next((tie.action for tie in served if tie.action), None),
            "element": next((tie.element for tie in served if tie.element), None),
        }
        if row.stakeholder is not None:
            found["organisation_0"] = name_among(Stakeholder.objects.of(row.municipality), row.stakeholder)
        found |= {name: getattr(row, name) for name in self.places}
        return found | self.kinds.get(row.kind, {})

    def save(self, form: Any) -> Any:
        if self.approach is None:
            return super().save(form)  # type: ignore[misc]
        return make_of_approach(
            approach=self.approach, make=lambda: super(FromApproach, self).save(form), by=self.request.user
        )  # type: ignore[attr-defined, misc]
