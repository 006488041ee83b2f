"""What the city can put on the table: the register, in which the unused ones stand out, and the page of one."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.filters import AssetFilters
from intlstrategy.relations.forms.assets import AssetForm, AssetUseForm
from intlstrategy.relations.models import Agreement, Asset, AssetUse
from intlstrategy.relations.reading import stands_of
from intlstrategy.relations.terms import OVER
from intlstrategy.relations.views.crumbs import register_named
from intlstrategy.relations.views.parts import PartPage
from intlstrategy.relations.views.tables import PartTable, part_table
from intlstrategy.relations.views.ties import served_by


def use_cell(row: Asset) -> Any:
    """How many use it; that nobody does stands out."""
    return in_own_words(status("at_risk", _("Not used"))) if row.use_count == 0 else str(row.use_count)


class AssetList(Register):
    queryset = Asset.objects.select_related("holder", "owner", "department", "dimension")
    filterset_class = AssetFilters
    name = "assets"
    title = gettext_lazy("City assets")
    lead = gettext_lazy("What the city can put on the table, and which actions and relations use it.")
    acts_template = "relations/_asset_list_acts.html"
    empty_template = "relations/_asset_list_empty.html"
    chips = [(gettext_lazy("Not used by anything"), "use=unused")]
    columns = [
        Column(
            key="name", label=gettext_lazy("Asset"), sort=("folded",), value=lambda row: row.name,
            cell=lambda row: linked(row.name, row.get_absolute_url()),
        ),
        Column(
            key="kind", label=gettext_lazy("Kind"), sort=("kind",), value=lambda row: row.get_kind_display(),
            cell=lambda row: in_own_words(row.get_kind_display()),
        ),
        Column(key="uses", label=gettext_lazy("Uses"), sort=("use_count",), value=lambda row: row.use_count, cell=use_cell),
        Column(key="holder", label=gettext_lazy("Whose it is"), sort=("holder__folded",), value=lambda row: row.holder),
        Column(key="owner", label=gettext_lazy("Who keeps it"), sort=("owner__folded",), value=lambda row: row.owner),
        Column(key="department", label=gettext_lazy("Department"), sort=("department__folded",), value=lambda row: row.department),
        Column(key="dimension", label=pgettext_lazy("of external action", "Dimension"), value=lambda row: row.dimension, is_hidden=True),
        Column(key="description", label=gettext_lazy("Description"), value=lambda row: row.description, is_hidden=True),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        today, rows = timezone.localdate(), AssetUse.objects.of(self.municipality).exclude(agreement=None)
        agreements = [row.agreement for row in rows.select_related("agreement__nature")]
        return super().entries().with_use_count(today, agreements_over(self.municipality, agreements, today))


def agreements_over(municipality: Municipality, agreements: Sequence[Agreement | None], today: date) -> set[int]:
    """Those of these agreements that expired or were given up."""
    rows = list({row.pk: row for row in agreements if row is not None}.values())
    return {pk for pk, stand in stands_of(municipality, rows, today).items() if stand.standing.status in OVER}


class AssetDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "relations/asset_detail.html"
    queryset = Asset.objects.select_related("holder", "owner", "department", "dimension")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, may_edit = self.object, may(self.membership, Capability.EDIT)
        links = ("agreement", "mission", "membership")
        uses = list(
            AssetUse.objects.of(self.municipality).filter(asset=row).select_related("agreement__nature", *links)
        )
        today = timezone.localdate()
        gone = agreements_over(self.municipality, [use.agreement for use in uses], today)
        for use in uses:
            use.is_over = use.agreement_id in gone or has_ended(use, today)  # type: ignore[attr-defined]
        served = served_by(self.municipality, asset=row)
        return super().get_context_data(**kwargs) | {
            "crumbs": [*register_named("asset", self.municipality), (row.name, "")],
            "use_count": len([use for use in uses if not use.is_over]) + len(served),
            "tables": [uses_table(self, uses, may_edit=may_edit)],
            "served": served,
            "panels": panels_for(row, self.membership),
            "may_edit": may_edit,
            "may_bin": may(self.membership, Capability.BIN, row),
        }


def has_ended(use: AssetUse, today: date) -> bool:
    """A mission that was cancelled, or a network that the city left."""
    mission, membership = use.mission, use.membership
    cancelled = mission is not None and mission.cancelled_on is not None and mission.cancelled_on <= today
    left = membership is not None and membership.left_on is not None and membership.left_on < today
    return cancelled or left


def uses_table(view: AssetDetail, rows: list[AssetUse], *, may_edit: bool) -> PartTable:
    def user(row: AssetUse) -> Any:
        found = row.agreement or row.mission or row.membership
        found.municipality = view.municipality
        return format_html('<a href="{}">{}</a>', found.get_absolute_url(), found)

    def kind(row: AssetUse) -> Any:
        return next(
            words
            for pk, words in ((row.agreement_id, _("Agreement")), (row.mission_id, _("Mission")), (row.membership_id, _("Network")))
            if pk is not None
        )  # fmt: skip

    def state(row: AssetUse) -> Any:
        return _("Over, or cancelled: it does not count") if row.is_over else _("In use")  # type: ignore[attr-defined]

    columns = [
        Column(key="kind", label=_("What uses it"), value=kind),
        Column(key="state", label=_("State"), value=state),
        Column(key="name", label=_("Name"), value=str, cell=user),
        Column(key="note", label=_("How it is used"), value=lambda row: row.note or "–"),
    ]
    return part_table(
        view, "asset-use", rows, columns, anchor="uses", may_edit=may_edit, title=_("Relations that use it"),
        add_words=_("Add use"), empty=_("No agreement, mission or network uses it."),
    )  # fmt: skip


class AssetPage:
    """What the form pages of an asset share."""

    model = Asset
    form_class = AssetForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save asset")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return register_named("asset", self.municipality)


class AssetCreate(AssetPage, ScopedCreate):
    title = gettext_lazy("Add asset")
    add_another = True

    def get_initial(self) -> dict[str, Any]:
        return {"owner": self.membership.pk, "department": self.membership.department_id}


class AssetEdit(AssetPage, ScopedEdit):
    title = gettext_lazy("Edit asset")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.name, self.object.get_absolute_url())]


class AssetBin(ScopedBin):
    model = Asset

    def get_success_url(self) -> str:
        return reverse("relations:asset-list", args=[self.municipality.slug])


class AssetHistory(ScopedHistory):
    model = Asset


class AssetUsePage(PartPage):
    model = AssetUse
    form_class = AssetUseForm
    holder = "asset"
    part = "asset-use"
    anchor = "uses"
    add_title = gettext_lazy("Add use")
    edit_title = gettext_lazy("Use of the asset")
    crumbs_of = partial(register_named, "asset")
    read_along = ("agreement", "mission", "membership")
