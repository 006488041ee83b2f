"""Agreements and what belongs to them."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Lines, Pair, Section, read_plainly
from intlstrategy.core.selects import QuickSelect
from intlstrategy.documents.forms import DocumentForm
from intlstrategy.documents.models import Document
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import NameInput, RecordField
from intlstrategy.municipalities.forms.parts import PartForm
from intlstrategy.municipalities.models import Membership
from intlstrategy.planning.models import Action, Element
from intlstrategy.relations.forms.decided import decision_field, take_from_decision
from intlstrategy.relations.forms.rows import NamesOrganisations, names_for, rows_in
from intlstrategy.relations.models import (
    Agreement,
    AgreementText,
    Amendment,
    Contribution,
    Duty,
    LegalNature,
    NatureDuty,
    Party,
    Review,
    StatusChange,
)
from intlstrategy.relations.models.holders import link_to
from intlstrategy.relations.models.review import REVIEWED
from intlstrategy.relations.services.agreements import limits_broken
from intlstrategy.relations.services.taking_part import Served
from intlstrategy.stakeholders.forms.stakeholders import language_choices
from intlstrategy.stakeholders.models import Person, Stakeholder
from intlstrategy.taxonomy.models import Dimension

PARTY = ("organisation", "kind", "another")
ROWS = 2


def party_fields(number: int) -> dict[str, forms.Field]:
    kinds = [("", _("Known already")), *Stakeholder.Kind.choices]
    added: dict[str, forms.Field] = {
        "organisation": forms.CharField(label=_("Organisation"), max_length=300, required=False, widget=NameInput("stakeholder")),
        "kind": forms.ChoiceField(label=_("Kind, if the organisation is new"), choices=kinds, required=False),
        "another": forms.BooleanField(label=_("It is another one, to be added"), required=False, widget=forms.HiddenInput),
    }  # fmt: skip
    return {f"{name}_{number}": field for name, field in added.items()}


def members_here(form: Any, name: str) -> None:
    """Offer who is a member today, and whoever is named already."""
    members = form.fields[name].queryset
    here = members.on(timezone.localdate()).values("pk")
    form.fields[name].queryset = members.filter(Q(pk__in=here) | Q(pk=getattr(form.instance, f"{name}_id")))
    form.fields[name].empty_label = _("Nobody yet")


class AgreementForm(NamesOrganisations, ScopedModelForm):
    action = RecordField(Action, kind="action", label=_("Action it serves"), required=False, help_text=_("Write a part of its title and choose."))  # fmt: skip
    element = RecordField(Element, kind="element", label=_("Element of a plan it serves"), required=False)
    decision = decision_field()
    is_beyond_limits = forms.BooleanField(label=_("It was signed like that"), required=False, widget=forms.HiddenInput)

    class Meta:
        model = Agreement
        fields = [
            "title", "kind", "nature", "code", "matter", "dimension", "subject", "decision", "decided_by", "decided_on", "signed_on",
            "signed_at", "signed_by", "in_force_on", "expires_on", "renewal", "renewal_months", "notice_days", "notice_given_on", "department",
            "owner", "brief", "public_note", "source",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("subject", "brief", "public_note")} | {
            name: QuickSelect(attrs={"data-search": ""}) for name in ("owner", "department", "signed_by", "nature")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members_here(self, "owner")
        self.fields["nature"].empty_label = _("Not said")
        self.fields["dimension"].queryset = Dimension.objects.available_to(self.municipality.pk)
        self.initial |= self.initial_ties()
        known = self.parties_known()
        self.rows = rows_in(self.data, "organisation", least=max(len(known) + 1, ROWS))
        for number in range(self.rows):
            self.fields |= party_fields(number)
            if number < len(known):
                self.initial[f"organisation_{number}"] = known[number]
        read_plainly(self)

    @classmethod
    def fields_for(cls, sent: QueryDict) -> dict[str, forms.Field]:
        """All fields, with as many rows as were sent."""
        found = dict(cls.base_fields)
        for number in range(rows_in(sent, "organisation")):
            found |= party_fields(number)
        return found

    def layout(self) -> Layout:
        rows = [[f"{name}_{number}" for name in PARTY] for number in range(self.rows)]
        return Layout(
            Section(_("What it is"), "title", Pair("kind", "nature"), Pair("code", "matter"), "dimension", "subject"),
            Section(
                _("With whom"), Lines(_("Party"), rows, "organisation", _("More parties")),
                lead=_("The city is a party of each. Who signed for the others, and in which role, is noted on its page."),
            ),
            Section(_("Decision and signing"), "decision", Pair("decided_by", "decided_on"), Pair("signed_on", "signed_at"), "signed_by"),
            Section(
                _("How long it lasts"), Pair("in_force_on", "expires_on"), "is_beyond_limits", Pair("renewal", "renewal_months"),
                Pair("notice_days", "notice_given_on"),
            ),
            Section(_("What it serves"), "action", "element", Pair("department", "owner")),
            Section(_("For whom it is written"), "brief", "public_note", "source"),
        )  # fmt: skip

    def parties_known(self) -> list[str]:
        if not self.instance.pk:
            return []
        rows = Party.objects.of(self.municipality).filter(agreement=self.instance).select_related("stakeholder")
        there = [row.stakeholder for row in rows.order_by("pk")]
        names = names_for(there, Stakeholder.objects.of(self.municipality))
        return [names[each.pk] for each in there]

    def initial_ties(self) -> dict[str, Any]:
        if not self.instance.pk:
            return {}
        ties = list(self.instance.ties.filter(binned_at=None).select_related("action", "element"))
        return {
            "action": next((tie.action for tie in ties if tie.action), None),
            "element": next((tie.element for tie in ties if tie.element), None),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.new: dict[tuple[str, str], Any] = {}
        found = [self.read_party(number, data) for number in range(self.rows)]
        self.parties = [each for each in found if each is not None]
        for each in {each.name for each in self.parties if self.parties.count(each) > 1}:
            self.add_error(None, _("“%(name)s” is named twice. Leave one of them.") % {"name": each})
        take_from_decision(self, data)
        if data.get("renewal") != Agreement.Renewal.TACIT:
            data["renewal_months"] = None
        return data

    def read_party(self, number: int, data: dict[str, Any]) -> Stakeholder | None:
        written = {name: " ".join(str(data.get(f"{name}_{number}") or "").split()) for name in PARTY}
        if not written["organisation"]:
            if written["kind"]:
                self.add_error(f"organisation_{number}", _("Write the organisation."))
            return None
        return self.read_organisation(number, written)

    def _post_clean(self) -> None:
        """Ask once about what the legal nature does not allow: an old paper may say it all the same."""
        super()._post_clean()
        if self.errors or self.cleaned_data.get("is_beyond_limits"):
            return
        for name, refusal in limits_broken(self.instance).items():
            self.fields["is_beyond_limits"].widget = forms.CheckboxInput()
            self.add_error(name, " ".join(map(str, [refusal, _("If it was signed like that, say so below.")])))

    @property
    def served(self) -> Served:
        element, action = self.cleaned_data["element"], self.cleaned_data["action"]
        return Served([element] if element else [], [action] if action else [])


class AgreementPartForm(PartForm):
    holder_name = "agreement"


class PartyForm(AgreementPartForm):
    stakeholder = RecordField(
        Stakeholder, kind="stakeholder", label=_("Organisation"),
        help_text=_("Write a part of its name and choose. One that is missing is added among the stakeholders first."),
    )  # fmt: skip
    signatory = RecordField(
        Person, kind="person", label=_("Signed for it by"), required=False,
        help_text=_("What this person was there on the day of signing is shown beside the name."),
    )  # fmt: skip

    class Meta:
        model = Party
        fields = ["stakeholder", "role", "signatory", "joined_on", "left_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["signatory"].queryset
        self.fields["signatory"].queryset = people.filter(Q(erased_at=None) | Q(pk=self.instance.signatory_id))

    def layout(self) -> Layout:
        return Layout(
            Section(_("Who it is"), "stakeholder", "role", "signatory"),
            Section(_("From when to when"), Pair("joined_on", "left_on"), lead=_("Only where that differs from the agreement.")),
        )  # fmt: skip


class StatusChangeForm(AgreementPartForm):
    class Meta:
        model = StatusChange
        fields = ["status", "on", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def layout(self) -> Layout:
        return Layout(
            Section(
                _("What became of it"), Pair("status", "on"), "reason",
                lead=_("That it is in force, or has expired, follows from its dates and need not be said."),
            )
        )  # fmt: skip


class AmendmentForm(AgreementPartForm):
    class Meta:
        model = Amendment
        fields = ["kind", "title", "decided_by", "decided_on", "signed_on", "until"]

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it changes"), "kind", "title", "until"),
            Section(_("Decision and signing"), Pair("decided_by", "decided_on"), "signed_on"),
        )


class ContributionForm(AgreementPartForm):
    class Meta:
        model = Contribution
        fields = ["party", "form", "text", "year", "amount"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.fields["party"].queryset.filter(agreement=self.holder)
        self.fields["party"].queryset = rows.select_related("stakeholder")
        self.fields["party"].empty_label = str(self.municipality)
        self.fields["party"].help_text = ""

    def layout(self) -> Layout:
        return Layout(Section(_("What is brought"), Pair("party", "form"), "text", Pair("year", "amount")))


class DutyForm(AgreementPartForm):
    class Meta:
        model = Duty
        fields = ["title", "due_on", "owner", "met_on", "note"]
        widgets = {"owner": QuickSelect(attrs={"data-search": ""})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members_here(self, "owner")
        self.fields["owner"].empty_label = _("Whoever keeps the agreement")

    def layout(self) -> Layout:
        return Layout(
            Section(_("What has to be done"), "title", Pair("due_on", "owner")),
            Section(_("Whether it was met"), "met_on", "note"),
        )


class AgreementTextForm(AgreementPartForm):
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    document = RecordField(
        Document, kind="document", label=_("Document"),
        help_text=_("Write a part of its title and choose."),
    )  # fmt: skip

    class Meta:
        model = AgreementText
        fields = ["document", "language", "is_authentic"]

    def __init__(self, *args: Any, reader: Membership | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reader is not None:
            self.fields["document"].queryset = self.fields["document"].queryset.readable_by(reader)
        self.fields["language"].initial = self.municipality.main_language

    def layout(self) -> Layout:
        return Layout(Section(_("The text"), "document", Pair("language", "is_authentic")))


class TextUploadForm(DocumentForm):
    """A file that becomes a document and at once the text of an agreement."""

    is_authentic = forms.BooleanField(
        label=_("Authentic text"), required=False, initial=True, help_text=_("One that was signed; otherwise a translation."),
    )  # fmt: skip

    def __init__(self, *args: Any, holder: Agreement, reader: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=language_choices)

    def layout(self) -> Layout:
        return Layout(
            Section(_("The text"), "upload", "title", Pair("language", "is_authentic"), "description"),
            Section(_("Who may see it"), "visibility", "department"),
        )


class ReviewForm(ScopedModelForm):
    class Meta:
        model = Review
        fields = ["due_on", "owner", "held_on", "verdict", "reasons", "decided_by"]
        widgets = {"reasons": forms.Textarea(attrs={"rows": 4}), "owner": QuickSelect(attrs={"data-search": ""})}

    def __init__(self, *args: Any, source: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if source is not None:
            setattr(self.instance, link_to(Review, source, REVIEWED), source)
        members_here(self, "owner")
        self.fields["verdict"].choices = [("", _("Not decided yet")), *Review.Verdict.choices]

    def layout(self) -> Layout:
        return Layout(
            Section(_("When, and who sees to it"), Pair("due_on", "owner")),
            Section(
                _("What was decided"), Pair("held_on", "verdict"), "reasons", "decided_by",
                lead=_("Leave it empty until the review is held."),
            ),
        )  # fmt: skip


# Legal natures --------------------------------------------------------------------------------------------


class LegalNatureForm(ScopedModelForm):
    class Meta:
        model = LegalNature
        fields = ["name", "legal_basis", "longest_months", "longest_renewal_months", "notice_days"]

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it is"), "name", "legal_basis"),
            Section(_("How long it may last"), Pair("longest_months", "longest_renewal_months"), "notice_days"),
        )


class NatureDutyForm(PartForm):
    holder_name = "nature"

    class Meta:
        model = NatureDuty
        fields = ["title", "days", "counts_from", "legal_basis"]

    def layout(self) -> Layout:
        return Layout(Section(_("What the law asks"), "title", Pair("days", "counts_from"), "legal_basis"))
