"""What the city can put on the table, and what uses it."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.core.selects import QuickSelect
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.municipalities.forms.parts import PartForm
from intlstrategy.relations.forms.agreements import members_here
from intlstrategy.relations.models import Agreement, Asset, AssetUse, Mission, NetworkMembership
from intlstrategy.stakeholders.models import Stakeholder
from intlstrategy.taxonomy.models import Dimension


class AssetForm(ScopedModelForm):
    holder = RecordField(
        Stakeholder, kind="stakeholder", label=_("Whose it is"), required=False,
        help_text=_("The organisation that decides on it. Empty: the city."),
    )  # fmt: skip

    class Meta:
        model = Asset
        fields = ["name", "kind", "description", "dimension", "holder", "owner", "department", "source"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})} | {
            name: QuickSelect(attrs={"data-search": ""}) for name in ("owner", "department")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members_here(self, "owner")
        self.fields["dimension"].queryset = Dimension.objects.available_to(self.municipality.pk)

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it is"), "name", "kind", "description", "dimension"),
            Section(_("Whose it is"), "holder", Pair("owner", "department"), "source"),
        )


class AssetUseForm(PartForm):
    holder_name = "asset"

    agreement = RecordField(Agreement, kind="agreement", label=_("Agreement"), required=False, help_text=_("Write a part of its title and choose."))  # fmt: skip
    mission = RecordField(Mission, kind="mission", label=_("Or mission"), required=False)
    membership = RecordField(NetworkMembership, kind="network", label=_("Or network"), required=False)

    class Meta:
        model = AssetUse
        fields = ["agreement", "mission", "membership", "note"]

    def layout(self) -> Layout:
        return Layout(
            Section(_("What uses it"), "agreement", "mission", "membership", "note", lead=_("One of the three."))
        )
