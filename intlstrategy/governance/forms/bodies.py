from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.core.selects import QuickSelect
from intlstrategy.governance.models import Body, Seat, SeatHolder
from intlstrategy.governance.services.bodies import refuse_second_holder
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.municipalities.forms.parts import PartForm
from intlstrategy.stakeholders.models import Person, Stakeholder


def here_or_named(field: Any, named: int | None) -> None:
    """Offer who or what is there today, and what the record names already."""
    there = field.queryset.on(timezone.localdate()).values("pk")
    field.queryset = field.queryset.filter(Q(pk__in=there) | Q(pk=named))


class BodyForm(ScopedModelForm):
    class Meta:
        model = Body
        fields = [
            "name", "kind", "purpose", "basis", "starts_on", "ends_on", "rhythm", "secretary", "department", "is_public",
            "source",
        ]  # fmt: skip
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "secretary": QuickSelect(attrs={"data-search": ""}),
            "department": QuickSelect(attrs={"data-search": ""}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhythm"].choices = [("", _("Not said")), *Body.Rhythm.choices]
        self.fields["secretary"].empty_label = _("Nobody yet")
        here_or_named(self.fields["secretary"], self.instance.secretary_id)
        here_or_named(self.fields["department"], self.instance.department_id)

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it is"), Pair("name", "kind"), "purpose", "basis"),
            Section(_("When it meets"), Pair("starts_on", "ends_on"), "rhythm"),
            Section(_("Who keeps it"), Pair("secretary", "department")),
            Section(_("Who may know of it"), "is_public", "source"),
        )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class SeatForm(PartForm):
    holder_name = "body"

    class Meta:
        model = Seat
        fields = ["title", "role", "sector", "side", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", _("Not said")), *Stakeholder.Sector.choices]
        self.fields["side"].choices = [("", _("Not said")), *Seat.Side.choices]

    def layout(self) -> Layout:
        return Layout(
            Section(_("The seat"), Pair("title", "role")),
            Section(
                _("Whom it stands for"), Pair("sector", "side"), lead=_("The balance of the body is counted from this.")
            ),
            Section(_("Its time"), Pair("starts_on", "ends_on"), lead=_("Leave both empty while the body has it.")),
        )


class SeatHolderForm(PartForm):
    holder_name = "seat"

    person = RecordField(
        Person, kind="person", label=_("Person"), required=False,
        help_text=_("From outside the city. One who is missing is added among the people first."),
    )  # fmt: skip
    stakeholder = RecordField(
        Stakeholder, kind="stakeholder", label=_("Organisation"), required=False,
        help_text=_("Which holds the seat, or for which the person sits there."),
    )  # fmt: skip

    class Meta:
        model = SeatHolder
        fields = ["post", "membership", "person", "stakeholder", "starts_on", "ends_on", "has_voice", "has_vote"]
        widgets = {name: QuickSelect(attrs={"data-search": ""}) for name in ("post", "membership")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here_or_named(self.fields["post"], self.instance.post_id)
        here_or_named(self.fields["membership"], self.instance.membership_id)
        people = self.fields["person"].queryset
        self.fields["person"].queryset = people.filter(Q(erased_at=None) | Q(pk=self.instance.person_id))
        self.fields["post"].help_text = _("Of the city: whoever holds the post then sits there.")

    def layout(self) -> Layout:
        return Layout(
            Section(
                _("Who holds it"), Pair("post", "membership"), Pair("person", "stakeholder"),
                lead=_("One of these; a person from outside may sit there for an organisation."),
            ),
            Section(_("From when to when"), Pair("starts_on", "ends_on"), lead=_("Leave the end empty while it lasts.")),
            Section(_("What the seat gives"), Pair("has_voice", "has_vote")),
        )  # fmt: skip

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                refuse_second_holder(self.instance)
            except ValidationError as refusal:
                self.add_error(None, refusal)
