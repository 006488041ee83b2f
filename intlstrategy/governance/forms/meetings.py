"""The page on which a meeting is entered: its agenda and who was there, in rows."""

import re
from contextlib import suppress
from datetime import date
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.forms import Lines, Pair, Section, read_plainly
from intlstrategy.core.numbers import whole
from intlstrategy.documents.forms import DocumentForm
from intlstrategy.documents.models import Document
from intlstrategy.governance.models import AgendaItem, Body, Meeting, Paper, Presence
from intlstrategy.governance.reading import Place, places_on, seats_of
from intlstrategy.governance.services.meetings import AgendaLine, refuse_odd_day
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.municipalities.forms.parts import PartForm
from intlstrategy.municipalities.models import Membership

ROWS, MORE, MOST = 4, 4, 60
POINT = ("item", "point", "detail")
NUMBERED = re.compile(r"^(?:item|point|detail)_(\d{1,3})$")
SEAT = re.compile(r"^seat_(\d{1,18})$")


class Untold(forms.BooleanField):
    """A box that says what to do with the others: nothing of it is stored, so nothing of it changed."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def point_fields(number: int) -> dict[str, forms.Field]:
    added: dict[str, forms.Field] = {
        "item": forms.CharField(label=_("Point known already"), max_length=20, required=False, widget=forms.HiddenInput),
        "point": forms.CharField(label=_("Point of the agenda"), max_length=300, required=False),
        "detail": forms.CharField(label=_("Note"), max_length=2000, required=False),
    }  # fmt: skip
    return {f"{name}_{number}": field for name, field in added.items()}


def seat_field(label: Any) -> forms.ChoiceField:
    choices = [("", _("Not noted")), *Presence.State.choices]
    return forms.ChoiceField(label=label, choices=choices, required=False)


def points_in(sent: Any, least: int = 0) -> int:
    """How many points there are: as many as were sent, and more when more are asked for; never fewer than stand there."""
    numbers = [int(found[1]) + 1 for key in sent if (found := NUMBERED.match(key))]
    return min(max([least, *numbers]) + (MORE if sent.get("_more") == "point" else 0), max(MOST, least))


class MeetingForm(ScopedModelForm):
    everybody = Untold(label=_("All the others attended"), required=False)

    class Meta:
        model = Meeting
        fields = [
            "title", "kind", "on", "time", "place", "state", "guests", "minutes", "minutes_approved_on", "source",
        ]  # fmt: skip
        widgets = {
            "time": forms.TimeInput(attrs={"type": "time", "class": "w-s"}, format="%H:%M"),
            "guests": forms.Textarea(attrs={"rows": 2}),
            "minutes": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args: Any, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if body is not None:
            self.instance.body = body
        self.known = self.points_known()
        self.points = points_in(self.data, least=max(len(self.known) + 1, ROWS))
        for number in range(self.points):
            self.fields |= point_fields(number)
        for number, item in enumerate(self.known[: self.points]):
            self.initial |= {
                f"item_{number}": str(item.pk),
                f"point_{number}": item.title,
                f"detail_{number}": item.note,
            }
        self.noted = self.presences_known()
        self.day = self.day_meant()
        self.places = self.places_here()
        for place in self.places:
            self.fields[f"seat_{place.seat.pk}"] = seat_field(seat_label(place))
            self.initial[f"seat_{place.seat.pk}"] = self.noted.get(place.seat.pk, "")
        if not self.places:
            del self.fields["everybody"]
        read_plainly(self)

    @classmethod
    def fields_for(cls, sent: QueryDict) -> dict[str, forms.Field]:
        """All fields, with as many rows as were sent."""
        found = dict(cls.base_fields)
        for number in range(points_in(sent)):
            found |= point_fields(number)
        return found | {key: seat_field(_("Attendance")) for key in sent if SEAT.match(key)}

    # What stands there -------------------------------------------------------------------------------

    def points_known(self) -> list[AgendaItem]:
        if not self.instance.pk:
            return []
        return list(AgendaItem.objects.of(self.municipality).filter(meeting=self.instance).order_by("position", "pk"))

    def presences_known(self) -> dict[int, str]:
        if not self.instance.pk:
            return {}
        rows = Presence.objects.of(self.municipality).filter(meeting=self.instance)
        return dict(rows.values_list("seat", "state"))

    def day_meant(self) -> date:
        """The day that was typed, else the one that stands there, else today."""
        typed = None
        if self.is_bound:
            with suppress(ValidationError):
                typed = self.fields["on"].clean(self.data.get(self.add_prefix("on")))
        return typed or self.instance.on or timezone.localdate()

    def places_here(self) -> list[Place]:
        """The seats of the body on the day of the meeting, with who holds them then, and those that were marked."""
        sent = {whole(found[1]) for key, state in self.data.items() if state and (found := SEAT.match(key))}
        marked = sent - {None} | set(self.noted)
        return places_on(self.municipality, seats_of(self.instance.body, self.day, also=marked), self.day)

    def layout(self) -> Layout:
        rows = [[f"{name}_{number}" for name in POINT] for number in range(self.points)]
        seats = [f"seat_{place.seat.pk}" for place in self.places]
        pairs = [Pair(*seats[n : n + 2]) for n in range(0, len(seats), 2)]
        return Layout(
            Section(_("What and when"), Pair("kind", "title"), Pair("on", "time"), Pair("place", "state")),
            Section(
                pgettext_lazy("of a meeting", "Agenda"), Lines(_("Point of the agenda"), rows, "point", _("More points")),
                lead=_("In their order. Empty a point to take it off."),
            ),
            Section(
                _("Attendance"), *pairs, Lines("", [], "seats", _("Bring the seats of that day")),
                *(["everybody"] if seats else []), "guests",
                lead=_("Who holds each seat on that day is known; say who came.") if seats else _("The body has no seats yet: they are entered on its page."),
            ),
            Section(_("Minutes"), "minutes", "minutes_approved_on", "source"),
        )  # fmt: skip

    # What was typed ----------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        known = {item.pk for item in self.known}
        self.agenda: list[AgendaLine] = []
        for number in range(self.points):
            title, note = ((data.get(f"{name}_{number}") or "").strip() for name in ("point", "detail"))
            pk = whole(data.get(f"item_{number}") or "")
            if title:
                self.agenda.append(AgendaLine(title, note, pk if pk in known else None))
            elif note:
                self.add_error(f"point_{number}", _("Write what the point is about."))
        others = Presence.State.ATTENDED if data.get("everybody") else ""
        self.presences: dict[int, str] = {}
        for place in self.places:
            pk, is_there = place.seat.pk, place.seat.holds_on(self.day)
            state = data.get(f"seat_{pk}") or (others if place.holder and is_there else "")
            if state and not is_there and state != self.noted.get(pk):
                self.add_error(f"seat_{pk}", _("The body does not have this seat on that day."))
            self.presences[pk] = state
        return data

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                refuse_odd_day(self.instance)
            except ValidationError as refusal:
                self.add_error(None, refusal)


def seat_label(place: Place) -> str:
    return f"{place.seat.title} · {place.name}" if place.name else str(place.seat.title)


class PaperForm(PartForm):
    holder_name = "meeting"

    document = RecordField(
        Document, kind="document", label=_("Document"),
        help_text=_("Write a part of its title and choose."),
    )  # fmt: skip

    class Meta:
        model = Paper
        fields = ["document", "item", "note"]

    def __init__(self, *args: Any, reader: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = self.fields["document"].queryset.readable_by(reader)
        self.fields["item"].queryset = self.fields["item"].queryset.filter(meeting=self.holder)
        self.fields["item"].empty_label = pgettext_lazy("paper", "The whole meeting")

    def layout(self) -> Layout:
        return Layout(Section(_("The paper"), "document", "item", "note"))


class PaperUploadForm(DocumentForm):
    """A file that becomes a document and at once a paper of a meeting."""

    item = forms.ModelChoiceField(
        label=_("Agenda item"), queryset=AgendaItem.objects.all(), required=False, empty_label=pgettext_lazy("paper", "The whole meeting"),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=200, required=False, help_text=_("Such as who presents it."))

    def __init__(self, *args: Any, holder: Meeting, reader: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = AgendaItem.objects.of(holder.municipality).filter(meeting=holder)

    def layout(self) -> Layout:
        return Layout(
            Section(_("The paper"), "upload", "title", "item", "note", "description"),
            Section(_("Who may see it"), "visibility", Pair("department", "language")),
        )
