"""Networks and what belongs to the city's place in them."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section, SeveralField
from intlstrategy.core.selects import QuickSelect, QuickSelectMultiple
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.municipalities.forms.parts import PartForm
from intlstrategy.municipalities.models import Department, Membership
from intlstrategy.planning.models import Action
from intlstrategy.relations.forms.agreements import members_here
from intlstrategy.relations.models import (
    Deliverable,
    NetworkMembership,
    NetworkRole,
    NetworkYear,
    RoleHolder,
    WorkingGroup,
)
from intlstrategy.stakeholders.models import Stakeholder
from intlstrategy.taxonomy.models import Dimension

SEARCHED = {"data-search": ""}


class NetworkForm(ScopedModelForm):
    network = RecordField(
        Stakeholder, kind="stakeholder", label=_("Network"),
        help_text=_("Write a part of its name and choose. One that is not listed is added under Stakeholders first."),
    )  # fmt: skip

    class Meta:
        model = NetworkMembership
        fields = [
            "network", "title", "category", "joined_on", "left_on", "purpose", "dimension", "political_lead", "owner", "department",
            "brief", "public_note", "source",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("purpose", "brief", "public_note")} | {
            name: QuickSelect(attrs=SEARCHED) for name in ("political_lead", "owner", "department")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members_here(self, "owner")
        self.fields["political_lead"].empty_label = _("No post")
        self.fields["dimension"].queryset = Dimension.objects.available_to(self.municipality.pk)

    def layout(self) -> Layout:
        return Layout(
            Section(_("Which network"), "network", "title", "category", Pair("joined_on", "left_on")),
            Section(_("What for"), "purpose", "dimension"),
            Section(_("Who sees to it"), "political_lead", Pair("owner", "department")),
            Section(_("For whom it is written"), "brief", "public_note", "source"),
        )


class NetworkPartForm(PartForm):
    holder_name = "membership"


class NetworkYearForm(NetworkPartForm):
    class Meta:
        model = NetworkYear
        fields = ["year", "fee_planned", "fee_paid", "staff_days", "note"]

    def layout(self) -> Layout:
        return Layout(
            Section(
                _("What the year costs"), "year", Pair("fee_planned", "fee_paid"), "staff_days", "note",
                lead=_("What a working day costs is one of the settings of the municipality."),
            )
        )  # fmt: skip


class NetworkRoleForm(NetworkPartForm):
    class Meta:
        model = NetworkRole
        fields = ["kind", "title"]

    def layout(self) -> Layout:
        return Layout(
            Section(_("The role"), "kind", "title", lead=_("Who holds it, from when to when, is added to it next."))
        )


class RoleHolderForm(PartForm):
    holder_name = "role"

    class Meta:
        model = RoleHolder
        fields = ["post", "membership", "name", "starts_on", "ends_on"]
        widgets = {name: QuickSelect(attrs=SEARCHED) for name in ("post", "membership")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members_here(self, "membership")
        self.fields["membership"].empty_label = _("Nobody")

    def layout(self) -> Layout:
        return Layout(
            Section(_("Who holds it"), "post", "membership", "name", lead=_("One of the three.")),
            Section(_("From when to when"), Pair("starts_on", "ends_on")),
        )


class WorkingGroupForm(NetworkPartForm):
    members = SeveralField(
        label=_("Members who take part"), queryset=Membership.objects.all(), required=False, widget=QuickSelectMultiple(attrs=SEARCHED),
    )  # fmt: skip

    class Meta:
        model = WorkingGroup
        fields = ["name", "purpose", "starts_on", "ends_on"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taking_part = [row.membership_id for row in self.participants_known()]
        members = self.fields["members"].queryset
        here = members.on(timezone.localdate()).values("pk")
        self.fields["members"].queryset = members.filter(Q(pk__in=here) | Q(pk__in=taking_part))
        self.initial.setdefault("members", taking_part)

    def participants_known(self) -> list[Any]:
        return list(self.instance.participants.filter(binned_at=None)) if self.instance.pk else []

    def layout(self) -> Layout:
        return Layout(
            Section(_("The group"), "name", "purpose", Pair("starts_on", "ends_on")),
            Section(_("Who takes part"), "members"),
        )


class DeliverableForm(NetworkPartForm):
    action = RecordField(Action, kind="action", label=_("Action it was used for"), required=False, help_text=_("Write a part of its title and choose."))  # fmt: skip
    departments = SeveralField(
        label=_("Departments that used it"), queryset=Department.objects.all(), required=False, widget=QuickSelectMultiple(attrs=SEARCHED),
    )  # fmt: skip

    class Meta:
        model = Deliverable
        fields = ["kind", "title", "on", "action", "usefulness", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["usefulness"].choices = [("", _("Not said")), *Deliverable.Usefulness.choices]
        uses = self.instance.uses.filter(binned_at=None) if self.instance.pk else ()
        self.initial.setdefault("departments", [row.department_id for row in uses])

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it gave"), Pair("kind", "on"), "title"),
            Section(
                _("Who made use of it"), "departments", "action", "usefulness", "note",
                lead=_("What nobody uses is no value for the fee. Say so as well."),
            ),
        )  # fmt: skip
