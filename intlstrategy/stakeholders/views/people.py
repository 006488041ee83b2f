"""People outside the city: the register, the pages of one, the positions they hold."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.countries import country_name
from intlstrategy.core.languages import language_name
from intlstrategy.core.numbers import whole
from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability, Grant
from intlstrategy.stakeholders.filters import PersonFilters
from intlstrategy.stakeholders.forms.people import PersonForm, PositionForm
from intlstrategy.stakeholders.holders import first_on
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from intlstrategy.stakeholders.services.people import keep_longer, save_person, save_position
from intlstrategy.stakeholders.services.privacy import log_contacts

YEARS = {1: gettext_lazy("one year more"), 2: gettext_lazy("two years more"), 4: gettext_lazy("four years more")}


def keep(rows: Sequence[Person], by: Any, data: QueryDict) -> Sequence[Person]:
    years = whole(data.get("value_keep", ""))
    if years not in YEARS:
        raise ValidationError(_("Choose first for how long."))
    return keep_longer(people=rows, years=years, by=by)


class PersonList(Register):
    queryset = Person.objects.all()
    filterset_class = PersonFilters
    name = "people"
    title = gettext_lazy("People")
    lead = gettext_lazy("Who speaks for the organisations that the city deals with, in which position, since when.")
    acts_template = "stakeholders/_person_list_acts.html"
    empty_template = "stakeholders/_person_list_empty.html"
    chips = [
        (gettext_lazy("To review"), "standing=review"),
        (gettext_lazy("Without a position today"), "standing=none"),
    ]
    columns = [
        Column(
            key="name", label=gettext_lazy("Name"), sort=("folded",), value=lambda row: str(row),
            cell=lambda row: linked(row, row.get_absolute_url(), row.own_name),
        ),
        Column(key="own_name", label=gettext_lazy("Own name"), value=lambda row: row.own_name, is_hidden=True),
        Column(key="position", label=gettext_lazy("Position today"), value=lambda row: row.position),
        Column(key="organisation", label=gettext_lazy("Organisation"), sort=("organisation_folded",), value=lambda row: row.organisation),
        Column(key="country", label=gettext_lazy("Country"), sort=("organisation_country",), value=lambda row: country_name(row.organisation_country or "")),
        Column(key="languages", label=gettext_lazy("Languages"), value=lambda row: ", ".join(row.languages), is_hidden=True),
        Column(key="email", label=gettext_lazy("E-mail"), value=lambda row: row.email, is_hidden=True, needs=Capability.EXPORT_CONTACTS),
        Column(key="phone", label=gettext_lazy("Phone"), value=lambda row: row.phone, is_hidden=True, needs=Capability.EXPORT_CONTACTS),
        Column(key="address", label=gettext_lazy("Postal address"), value=lambda row: row.address, is_hidden=True, needs=Capability.EXPORT_CONTACTS),
        Column(key="purpose", label=gettext_lazy("Purpose"), value=lambda row: row.get_purpose_display(), is_hidden=True),
        Column(
            key="basis", label=gettext_lazy("Legal basis"), sort=("basis",), value=lambda row: row.get_basis_display(),
            cell=lambda row: in_own_words(row.get_basis_display()),
        ),
        Column(key="consent_on", label=gettext_lazy("Consent given on"), value=lambda row: row.consent_on, is_hidden=True),
        Column(key="keep_until", label=gettext_lazy("Keep until"), sort=("keep_until",), value=lambda row: row.keep_until),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        return super().entries().with_position_on(timezone.localdate())

    def get_filterset(self, data: Any = None) -> PersonFilters:
        filterset = super().get_filterset(data)
        filterset.sees_contacts = self.membership.grant(Capability.CONTACTS) is Grant.ALL
        return filterset  # type: ignore[return-value]


class PersonDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "stakeholders/person_detail.html"
    queryset = Person.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        positions = list(
            Position.objects.of(self.municipality)
            .filter(person=row)
            .select_related("stakeholder__municipality")
            .order_by(F("starts_on").desc(nulls_last=True), "-pk")
        )
        sees = may(self.membership, Capability.CONTACTS, row)
        contacts = [(row._meta.get_field(name).verbose_name, getattr(row, name), name) for name in row.guarded]
        contacts = [each for each in contacts if each[1]] if sees else []
        if contacts:
            log_contacts(self.request, row)
        may_edit = may(self.membership, Capability.EDIT) and not row.is_erased
        return super().get_context_data(**kwargs) | {
            "crumbs": [*people_crumbs(self.municipality), (str(row), "")],
            "languages": [language_name(code) for code in row.languages],
            "now": first_on(positions, today),
            "positions": positions,
            "today": today,
            "sees_contacts": sees,
            "contacts": contacts,
            "panels": panels_for(row, self.membership),
            "may_edit": may_edit,
            "may_bin": may(self.membership, Capability.BIN, row) and not row.is_erased,
            "may_erase": may(self.membership, Capability.EXPORT_CONTACTS) and not row.is_erased,
        }


def people_crumbs(municipality: Any) -> list[tuple[Any, str]]:
    return [(_("People"), reverse("stakeholders:person-list", args=[municipality.slug]))]


class PersonPage:
    """What the form pages of a person share."""

    model = Person
    form_class = PersonForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save person")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return people_crumbs(self.municipality)

    def save(self, form: PersonForm) -> Person:
        return save_person(person=form.save(commit=False), by=self.request.user, seen=self.get_seen())


class PersonCreate(PersonPage, ScopedCreate):
    title = gettext_lazy("Add person")

    def get_success_url(self) -> str:
        """A person without a position says nothing: that comes next."""
        there = reverse("stakeholders:position-create", args=[self.municipality.slug, self.object.pk])
        at = whole(self.request.GET.get("at", ""))
        return there if at is None else f"{there}?at={at}"


class PersonEdit(PersonPage, ScopedEdit):
    title = gettext_lazy("Edit person")

    def get_queryset(self):
        return super().get_queryset().known()

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (str(self.object), self.object.get_absolute_url())]

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        log_contacts(request, self.object)
        return response


class PersonBin(ScopedBin):
    model = Person

    def get_success_url(self) -> str:
        return reverse("stakeholders:person-list", args=[self.municipality.slug])


class PersonHistory(ScopedHistory):
    model = Person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if may(self.membership, Capability.CONTACTS, self.object):
            log_contacts(self.request, self.object)
        return super().get_context_data(**kwargs)


# Positions -----------------------------------------------------------------------------------------------


class PositionPage:
    """What the form pages of a position share."""

    model = Position
    form_class = PositionForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save position")
    done_message = gettext_lazy("The position is saved.")

    def get_person(self) -> Person:
        if getattr(self, "object", None):
            return self.object.person
        people = Person.objects.of(self.municipality).known()
        return get_object_or_404(people, pk=self.kwargs["person"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.get_person()}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        person = self.get_person()
        return [*people_crumbs(self.municipality), (str(person), person.get_absolute_url())]

    def save(self, form: PositionForm) -> Position:
        return save_position(position=form.save(commit=False), by=self.request.user, seen=self.get_seen())


class PositionCreate(PositionPage, ScopedCreate):
    title = gettext_lazy("Add position")
    add_another = True

    def get_initial(self) -> dict[str, Any]:
        """Whoever came from the page of an organisation means that one."""
        at = whole(self.request.GET.get("at", ""))
        found = None if at is None else Stakeholder.objects.of(self.municipality).filter(pk=at).first()
        return {"stakeholder": found, "is_main": False} if found else {}


class PositionEdit(PositionPage, ScopedEdit):
    title = gettext_lazy("Edit position")
    template_name = "stakeholders/position_form.html"

    def get_queryset(self):
        rows = super().get_queryset().filter(person__erased_at=None)
        return rows.select_related("person", "stakeholder")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"may_bin": may(self.membership, Capability.BIN, self.object)}


class PositionBin(ScopedBin):
    model = Position

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class PositionHistory(ScopedHistory):
    model = Position
