"""The page on which a mission is planned, decided on and reported, and the forms of what belongs to it."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.core.selects import QuickSelect
from intlstrategy.documents.models import Document
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.municipalities.forms.parts import PartForm
from intlstrategy.municipalities.models import Membership
from intlstrategy.relations.forms.decided import decision_field, take_from_decision
from intlstrategy.relations.forms.engagements import ParticipantsForm
from intlstrategy.relations.models import (
    Agreement,
    Gift,
    Mission,
    MissionCost,
    MissionParticipant,
    NetworkMembership,
    ProgrammeItem,
)
from intlstrategy.relations.services.taking_part import Served
from intlstrategy.stakeholders.models import Stakeholder
from intlstrategy.taxonomy.models import Dimension

TEXTS = ("purpose", "results", "report", "brief", "public_note")


class MissionForm(ParticipantsForm):
    link_model = MissionParticipant
    link = "mission"
    day_field = "starts_on"

    agreement = RecordField(Agreement, kind="agreement", label=_("Agreement it belongs to"), required=False)
    membership = RecordField(NetworkMembership, kind="network", label=_("Network it belongs to"), required=False)
    decision = decision_field()
    report_document = RecordField(
        Document, kind="document", label=_("Document of the report"), required=False,
        help_text=_("Write a part of its title and choose. A new file is added among the documents first."),
    )  # fmt: skip

    class Meta:
        model = Mission
        fields = [
            "direction", "title", "starts_on", "ends_on", "place", "country", "purpose", "code", "decision", "decided_by", "decided_on",
            "cost_ceiling", "needs_notice", "notified_on", "agreement", "membership", "dimension", "department", "owner", "results",
            "reported_on", "report", "report_document", "cancelled_on", "cancelled_why", "brief", "public_note", "source",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in TEXTS} | {
            name: QuickSelect(attrs={"data-search": ""}) for name in ("owner", "department", "country")
        }

    def __init__(self, *args: Any, reader: Membership | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dimension"].queryset = Dimension.objects.available_to(self.municipality.pk)
        self.fields["members"].label = _("Members who take part")
        self.fields["posts"].label = _("Posts that take part")
        if reader is not None:
            self.fields["report_document"].queryset = self.fields["report_document"].queryset.readable_by(reader)
        if self.instance.pk:  # what it serves grows on its own page
            del self.fields["action"], self.fields["element"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        take_from_decision(self, data)
        return data

    def layout(self) -> Layout:
        serves = () if self.instance.pk else ("action", "element")
        return Layout(
            Section(
                _("What it is"), "direction", "title", Pair("starts_on", "ends_on"), Pair("place", "country"), "purpose",
            ),
            Section(
                _("Who takes part"), "posts", "members", self.participant_lines(),
                lead=_("Write names: those you met lately are offered first. Whoever is not known yet is added when you save."),
            ),
            Section(
                _("Decision and notice"), "decision", Pair("decided_by", "decided_on"), Pair("cost_ceiling", "code"), Pair("needs_notice", "notified_on"),
                lead=_("The State is told of journeys abroad before the first day; online and received visits need no notice."),
            ),
            Section(_("What it serves"), *serves, "agreement", "membership", "dimension", Pair("department", "owner")),
            Section(
                _("Results and report"), "results", Pair("reported_on", "report_document"), "report",
                lead=_("The report is due fifteen days after the last day."),
            ),
            Section(
                _("Next steps"), self.promise_lines(), lead=_("Each becomes a commitment that its owner sees until it is kept."),
            ),
            Section(_("For whom it is written"), "brief", "public_note", "source"),
            Section(_("If it was cancelled"), Pair("cancelled_on", "cancelled_why")),
        )  # fmt: skip

    @property
    def served(self) -> Served | None:  # type: ignore[override]
        return None if self.instance.pk else super().served


class MissionPartForm(PartForm):
    holder_name = "mission"


class ProgrammeItemForm(MissionPartForm):
    stakeholder = RecordField(Stakeholder, kind="stakeholder", label=_("With"), required=False, help_text=_("Write a part of its name and choose."))  # fmt: skip

    class Meta:
        model = ProgrammeItem
        fields = ["on", "at", "title", "place", "stakeholder", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3}), "at": forms.TimeInput(attrs={"type": "time", "class": "w-s"}, format="%H:%M")}  # fmt: skip

    def layout(self) -> Layout:
        return Layout(
            Section(_("When"), Pair("on", "at")),
            Section(_("What, where and with whom"), "title", "place", "stakeholder", "note"),
        )


class MissionCostForm(MissionPartForm):
    payer = RecordField(Stakeholder, kind="stakeholder", label=_("Paid by"), required=False, help_text=_("Empty: the city."))  # fmt: skip

    class Meta:
        model = MissionCost
        fields = ["kind", "text", "planned", "real", "payer"]

    def layout(self) -> Layout:
        return Layout(Section(_("What it costs"), Pair("kind", "text"), Pair("planned", "real"), "payer"))


class GiftForm(MissionPartForm):
    stakeholder = RecordField(Stakeholder, kind="stakeholder", label=_("To or from whom"), required=False, help_text=_("Write a part of its name and choose."))  # fmt: skip

    class Meta:
        model = Gift
        fields = ["side", "title", "value", "stakeholder", "kept_at"]

    def layout(self) -> Layout:
        return Layout(Section(_("The gift"), Pair("side", "value"), "title", "stakeholder", "kept_at"))
