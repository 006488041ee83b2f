"""New agreements, missions and engagements that are made of something else: their forms open filled in."""

from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from intlstrategy.core.numbers import whole
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.forms.naming import name_among
from intlstrategy.municipalities.history import changed_since
from intlstrategy.municipalities.once import Once
from intlstrategy.municipalities.pages import NEVER, gone_page, is_gone, seen_in, typed_values
from intlstrategy.relations.models import Approach, Proposal
from intlstrategy.relations.services.approaches import make_of_approach
from intlstrategy.relations.services.proposals import make_of_proposal
from intlstrategy.relations.views.ties import served_by
from intlstrategy.stakeholders.models import Stakeholder


class MadeOf:
    """A page that adds a record, and takes over what stands in another one: ``?approach=<its number>``."""

    origins: ClassVar[tuple[str, ...]] = ("approach", "proposal")
    text_field = "purpose"  # where what was asked is written
    outcome_field = ""  # where what came of it is written
    days: ClassVar[tuple[str, ...]] = ()  # where the first and the last day are written
    places: ClassVar[tuple[str, ...]] = ()  # where it takes place, if that is where whoever wrote is
    kinds: ClassVar[dict[str, dict[str, Any]]] = {}  # what each kind of approach or proposal says beforehand

    @cached_property
    def origin(self) -> Approach | Proposal | None:
        """The one in the address, if something may be made of it."""
        name = next((each for each in self.origins if each in self.request.GET), None)  # type: ignore[attr-defined]
        if name is None:
            return None
        of_city = {
            "approach": Approach.objects.of(self.municipality).filter(status=Approach.Status.ACCEPTED),  # type: ignore[attr-defined]
            "proposal": Proposal.objects.of(self.municipality).waiting().select_related("action"),  # type: ignore[attr-defined]
        }
        pk = whole(self.request.GET[name])  # type: ignore[attr-defined]
        row = None if pk is None else of_city[name].select_related("stakeholder").filter(pk=pk).first()
        if row is None:
            raise Http404
        return row

    @cached_property
    def origin_seen(self) -> int | None:
        """The revision at which it filled in the form."""
        sent = seen_in(self.request.POST)  # type: ignore[attr-defined]
        return self.origin.revision if self.origin is not None and sent is None else sent

    def post(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """What was sent twice leads to what the first time made, whose origin is used up by then."""
        once = Once(request)
        if once.was_sent() and (url := once.outcome()):
            return redirect(url)
        return super().post(request, *args, **kwargs)  # type: ignore[misc]

    def get_another_url(self) -> str:
        return super().get_another_url() if self.origin is None else self.request.path  # type: ignore[attr-defined, misc]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()  # type: ignore[misc]
        return kwargs | {"initial": kwargs["initial"] | self.taken_over()}

    def taken_over(self) -> dict[str, Any]:
        row = self.origin
        if row is None:
            return {}
        found = self.told_in_proposal(row) if isinstance(row, Proposal) else self.told_in_approach(row)
        if row.stakeholder is not None:
            found["organisation_0"] = name_among(Stakeholder.objects.of(row.municipality), row.stakeholder)
        found |= {name: getattr(row, name) for name in self.places}
        return {"title": row.title} | found | self.kinds.get(row.kind, {})

    def told_in_approach(self, row: Approach) -> dict[str, Any]:
        served = served_by(row.municipality, approach=row)
        return {
            self.text_field: row.asked,
            "source": row.source,
            "person_0": row.contact_name,
            "action": next((tie.action for tie in served if tie.action), None),
            "element": next((tie.element for tie in served if tie.element), None),
        }

    def told_in_proposal(self, row: Proposal) -> dict[str, Any]:
        """Who made it keeps what it becomes, for their department, and the organisation is named as they know it."""
        days = (row.starts_on, row.ends_on or row.starts_on)
        return {
            self.text_field: row.purpose, self.outcome_field: row.outcome, "place": row.place, "action": row.action,
            "owner": row.proposed_by_id, "department": row.department_id, "members": [row.proposed_by_id],
            "organisation_0": row.counterpart, **dict(zip(self.days, days, strict=False)),
        }  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form carries the revision of what it was filled in with; a new record has none of its own."""
        return super().get_context_data(**kwargs) | {"seen": self.origin_seen}  # type: ignore[misc]

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Stale as stale:
            if is_gone(stale.current):
                return gone_page(self.request, typed_values(form), stale.current)  # type: ignore[attr-defined]
            return self.tell_again(form, stale.current)

    def tell_again(self, form: Any, current: Any) -> Any:
        """Nothing typed is lost: the form says what stands there otherwise now, and may be sent once more."""
        before, self.origin_seen = self.origin_seen or NEVER, current.revision
        words = {"name": current}
        form.add_error(None, _("“%(name)s” was changed after you opened this form, which still says what you sent. Add what you need of the following, and save it again.") % words)  # fmt: skip
        for each in changed_since(current, before, self.membership):  # type: ignore[attr-defined]
            form.add_error(None, f"{capfirst(str(each.label))}: {each.after or '–'}")
        return self.form_invalid(form)  # type: ignore[attr-defined]

    def save(self, form: Any) -> Any:
        def make() -> Any:
            return super(MadeOf, self).save(form)  # type: ignore[misc]

        by = self.request.user  # type: ignore[attr-defined]
        if isinstance(self.origin, Proposal):
            return make_of_proposal(proposal=self.origin, make=make, by=by, seen=self.origin_seen)
        if self.origin is not None:
            return make_of_approach(approach=self.origin, make=make, by=by, seen=self.origin_seen)
        return make()
