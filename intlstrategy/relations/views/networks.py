"""Networks of cities: the register, the page of one membership, and all of them side by side."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import DetailView, View

from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, in_own_words, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.municipalities.access import ScopedView, may
from intlstrategy.municipalities.models import PostHolder
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.filters import NetworkFilters
from intlstrategy.relations.forms.networks import (
    DeliverableForm,
    NetworkForm,
    NetworkRoleForm,
    NetworkYearForm,
    RoleHolderForm,
    WorkingGroupForm,
)
from intlstrategy.relations.models import (
    AssetUse,
    Deliverable,
    DeliverableUse,
    GroupParticipant,
    Mission,
    NetworkMembership,
    NetworkRole,
    NetworkYear,
    Review,
    RoleHolder,
    WorkingGroup,
)
from intlstrategy.relations.services.confidence import log_brief
from intlstrategy.relations.services.networks import (
    save_deliverable,
    save_membership,
    save_role_holder,
    save_working_group,
)
from intlstrategy.relations.value import compare, share
from intlstrategy.relations.views.brief import BriefEdit, BriefHistory
from intlstrategy.relations.views.commitments import commitments_in
from intlstrategy.relations.views.crumbs import register_named
from intlstrategy.relations.views.parts import PartPage
from intlstrategy.relations.views.tables import PartTable, day, money, part_table
from intlstrategy.relations.views.ties import served_by
from intlstrategy.relations.worth import values_of

MISSIONS_SHOWN = 10
BREAK = format_html("<br>{}", "")


def standing(row: NetworkMembership) -> tuple[str, str]:
    """The status of a membership today: its mark and its words."""
    today = timezone.localdate()
    if row.left_on is not None and row.left_on < today:
        return "closed", _("Left")
    if row.joined_on is not None and row.joined_on > today:
        return "proposed", _("About to join")
    return "in_force", pgettext("of a network", "Member")


class NetworkList(Register):
    queryset = NetworkMembership.objects.select_related("network", "owner", "department", "political_lead")
    filterset_class = NetworkFilters
    name = "networks"
    title = gettext_lazy("Networks")
    lead = gettext_lazy(
        "The networks of cities that the city is in: what it pays, who speaks for it, what it gets out of them."
    )
    acts_template = "relations/_network_list_acts.html"
    empty_template = "relations/_network_list_empty.html"
    chips = [(gettext_lazy("Memberships of today"), "standing=now"), (gettext_lazy("Left"), "standing=left")]
    columns = [
        Column(
            key="title", label=gettext_lazy("Network"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url(), row.network.own_name),
        ),
        Column(
            key="category", label=gettext_lazy("Category"), sort=("category",), value=lambda row: row.get_category_display(),
            cell=lambda row: in_own_words(row.get_category_display()),
        ),
        Column(
            key="standing", label=pgettext_lazy("of a network", "Status"), value=lambda row: standing(row)[1],
            cell=lambda row: in_own_words(status(*standing(row))),
        ),
        Column(key="joined_on", label=gettext_lazy("Joined on"), sort=("joined_on",), value=lambda row: row.joined_on),
        Column(key="left_on", label=gettext_lazy("Left on"), sort=("left_on",), value=lambda row: row.left_on, is_hidden=True),
        Column(
            key="fee", label=gettext_lazy("Fee this year"), sort=("fee",), value=lambda row: row.fee, is_number=True,
            cell=lambda row: money(row.fee),
        ),
        Column(
            key="staff_days", label=gettext_lazy("Staff days this year"), sort=("staff_days",), value=lambda row: row.staff_days,
            is_number=True, cell=lambda row: money(row.staff_days),
        ),
        Column(
            key="political_lead", label=gettext_lazy("Political lead"), sort=("political_lead__folded",),
            value=lambda row: row.political_lead,
        ),
        Column(key="owner", label=gettext_lazy("Who keeps it"), sort=("owner__folded",), value=lambda row: row.owner),
        Column(key="department", label=gettext_lazy("Lead department"), sort=("department__folded",), value=lambda row: row.department, is_hidden=True),
        Column(key="purpose", label=gettext_lazy("Purpose"), value=lambda row: row.purpose, is_hidden=True),
        Column(key="public_note", label=gettext_lazy("Public note"), value=lambda row: row.public_note, is_hidden=True),
        Column(key="source", label=gettext_lazy("Source"), value=lambda row: row.source, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        return super().entries().with_year(timezone.localdate().year)


# All of them side by side --------------------------------------------------------------------------------


class NetworkComparison(ScopedView, View):
    """What each network costs against what is made of it."""

    capability = Capability.READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        rows = NetworkMembership.objects.of(self.municipality).current(today).select_related("owner", "network")
        memberships = {each.pk: each for each in rows}
        values = values_of(self.municipality, list(memberships.values()), today)
        found = compare(values)
        context = {
            "title": _("Value for money"),
            "crumbs": [*register_named("networkmembership", self.municipality), (_("Value for money"), "")],
            "rows": [
                {"membership": memberships[key], "value": values[key], "share": share(values[key].cost, found.highest)}
                for key in found.order
            ],
            "comparison": found,
            "any_value": next(iter(values.values()), None),
            "day_cost": self.municipality.staff_day_cost,
            "may_administer": self.membership.administers,
        }
        return render(request, "relations/network_comparison.html", context)


# One membership ------------------------------------------------------------------------------------------


class NetworkDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "relations/network_detail.html"
    queryset = NetworkMembership.objects.select_related("network", "owner", "department", "political_lead", "dimension")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        may_edit = may(self.membership, Capability.EDIT)
        sees_brief = may(self.membership, Capability.CONFIDE, row)
        if sees_brief:
            log_brief(self.request, row)
        value = values_of(self.municipality, [row], today)[row.pk]
        missions = Mission.objects.of(self.municipality).filter(membership=row).order_by("-starts_on", "-pk")
        return super().get_context_data(**kwargs) | {
            "crumbs": [*register_named("networkmembership", self.municipality), (row.title, "")],
            "standing": standing(row),
            "value": value,
            "day_cost": self.municipality.staff_day_cost,
            "lead_holder": self.holder_of(row.political_lead_id),
            "tables": self.tables(may_edit=may_edit),
            "served": served_by(self.municipality, membership=row),
            "commitments": commitments_in(self, membership=row),
            "reviews": list(Review.objects.of(self.municipality).filter(membership=row).select_related("owner")),
            "missions": list(missions[:MISSIONS_SHOWN]),
            "assets": list(AssetUse.objects.of(self.municipality).filter(membership=row).select_related("asset")),
            "today": today,
            "sees_brief": sees_brief,
            "panels": panels_for(row, self.membership),
            "may_edit": may_edit,
            "may_bin": may(self.membership, Capability.BIN, row),
        }

    def holder_of(self, post: int | None) -> PostHolder | None:
        if post is None:
            return None
        holders = PostHolder.objects.of(self.municipality).filter(post=post).on(timezone.localdate())
        return holders.order_by("-starts_on", "-pk").first()

    def tables(self, *, may_edit: bool) -> list[PartTable]:
        return [
            roles_table(self, may_edit=may_edit),
            years_table(self, may_edit=may_edit),
            deliverables_table(self, may_edit=may_edit),
            groups_table(self, may_edit=may_edit),
        ]


def grouped(rows: Sequence[Any], link: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, f"{link}_id")].append(row)
    return found


def roles_table(view: NetworkDetail, *, may_edit: bool) -> PartTable:
    """Each role with whoever holds it today, and who held it before."""
    roles = list(NetworkRole.objects.of(view.municipality).filter(membership=view.object))
    rows = RoleHolder.objects.of(view.municipality).filter(role__in=roles).select_related("post", "membership")
    holders, today = grouped(list(rows), "role"), timezone.localdate()
    slug = view.municipality.slug

    def told(row: NetworkRole, *, is_now: bool) -> Any:
        found = [each for each in holders[row.pk] if each.holds_on(today) == is_now]
        return format_html_join(BREAK, "{}", ((holder_cell(each, slug, may_edit=may_edit),) for each in found))

    def now(row: NetworkRole) -> Any:
        add = reverse("relations:role-holder-create", args=[slug, row.pk])
        act = format_html(
            '<a class="sub" href="{}" aria-label="{}">{}</a>', add, _("Add a holder: %(name)s") % {"name": row}, _("Add a holder"),
        ) if may_edit else ""  # fmt: skip
        return format_html("{}{}", told(row, is_now=True) or _("Nobody"), act)

    columns = [
        Column(key="title", label=_("Role"), value=lambda row: row.title),
        Column(key="kind", label=_("Kind"), value=lambda row: row.get_kind_display()),
        Column(key="now", label=_("Held today by"), value=str, cell=now),
        Column(key="before", label=_("Before and after"), value=str, cell=lambda row: told(row, is_now=False) or "–"),
    ]
    return part_table(
        view, "network-role", roles, columns, anchor="roles", may_edit=may_edit, title=_("Seats and roles"),
        add_words=_("Add role"), empty=_("The city holds no role in it, or nobody noted it."),
    )  # fmt: skip


def holder_cell(row: RoleHolder, slug: str, *, may_edit: bool) -> Any:
    """The holder of a role with the days, leading to its form."""
    words = f"{row}, {day(row.starts_on)} – {day(row.ends_on) if row.ends_on else ''}".strip(" –,")
    if not may_edit:
        return words
    return format_html('<a href="{}">{}</a>', reverse("relations:role-holder-edit", args=[slug, row.pk]), words)


def years_table(view: NetworkDetail, *, may_edit: bool) -> PartTable:
    rows = list(NetworkYear.objects.of(view.municipality).filter(membership=view.object))
    day_cost, currency = view.municipality.staff_day_cost, view.municipality.currency
    columns = [
        Column(key="year", label=_("Year"), value=lambda row: str(row.year)),
        Column(key="planned", label=_("Fee planned"), is_number=True, value=lambda row: money(row.fee_planned)),
        Column(key="paid", label=_("Fee paid"), is_number=True, value=lambda row: money(row.fee_paid)),
        Column(key="days", label=_("Staff days"), is_number=True, value=lambda row: money(row.staff_days)),
        Column(
            key="cost", label=_("Cost"), is_number=True,
            value=lambda row: money((row.fee or 0) + (row.staff_days or 0) * (day_cost or 0)),
        ),
    ]  # fmt: skip
    return part_table(
        view, "network-year", rows, columns, anchor="years", may_edit=may_edit, title=_("Fees and staff days"),
        sub=lambda row: row.note, lead=_("Amounts in %(currency)s. The cost is the fee and the days.") % {"currency": currency},
        add_words=_("Add year"), empty=_("Neither a fee nor a day is noted: nobody can say what this costs."),
    )  # fmt: skip


def deliverables_table(view: NetworkDetail, *, may_edit: bool) -> PartTable:
    rows = list(Deliverable.objects.of(view.municipality).filter(membership=view.object).select_related("action"))
    uses = DeliverableUse.objects.of(view.municipality).filter(deliverable__in=rows).select_related("department")
    departments = grouped(list(uses), "deliverable")

    def users(row: Deliverable) -> str:
        names = [str(each) for each in departments[row.pk]] + ([str(row.action)] if row.action else [])
        return "; ".join(names)

    columns = [
        Column(key="title", label=_("What it gave"), value=lambda row: row.title),
        Column(key="kind", label=_("Kind"), value=lambda row: row.get_kind_display()),
        Column(key="on", label=_("Day"), value=lambda row: row.on),
        Column(
            key="users", label=_("Used by"), value=users,
            cell=lambda row: users(row) or format_html('<span class="muted">{}</span>', _("Nobody")),
        ),
        Column(key="usefulness", label=_("How useful"), value=lambda row: row.get_usefulness_display() or "–"),
    ]  # fmt: skip
    return part_table(
        view, "deliverable", rows, columns, anchor="deliverables", may_edit=may_edit, title=_("What it gave"),
        add_words=_("Add what it gave"), empty=_("Nothing is noted. A fee that gives nothing is money for nothing."),
    )  # fmt: skip


def groups_table(view: NetworkDetail, *, may_edit: bool) -> PartTable:
    rows = list(WorkingGroup.objects.of(view.municipality).filter(membership=view.object))
    known = GroupParticipant.objects.of(view.municipality).filter(group__in=rows).select_related("membership")
    participants = grouped(list(known), "group")
    columns = [
        Column(key="name", label=_("Working group"), value=lambda row: row.name),
        Column(key="who", label=_("Who takes part"), value=lambda row: ", ".join(str(each) for each in participants[row.pk]) or "–"),
        Column(key="from", label=_("From"), value=lambda row: day(row.starts_on)),
        Column(key="to", label=_("To"), value=lambda row: day(row.ends_on)),
    ]  # fmt: skip
    return part_table(
        view, "working-group", rows, columns, anchor="groups", may_edit=may_edit, title=_("Working groups"),
        add_words=_("Add working group"), empty=_("The city takes part in none, or nobody noted it."),
    )  # fmt: skip


# Its forms -----------------------------------------------------------------------------------------------


class NetworkPage:
    """What the form pages of a membership share."""

    model = NetworkMembership
    form_class = NetworkForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save membership")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return register_named("networkmembership", self.municipality)

    def save(self, form: NetworkForm) -> NetworkMembership:
        return save_membership(form.save(commit=False), by=self.request.user, seen=self.get_seen())


class NetworkCreate(NetworkPage, ScopedCreate):
    title = gettext_lazy("Add membership of a network")

    def get_initial(self) -> dict[str, Any]:
        return {"owner": self.membership.pk, "department": self.membership.department_id}


class NetworkEdit(NetworkPage, BriefEdit):
    title = gettext_lazy("Edit membership")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [*super().get_crumbs(), (self.object.title, self.object.get_absolute_url())]


class NetworkBin(ScopedBin):
    model = NetworkMembership

    def get_success_url(self) -> str:
        return reverse("relations:network-list", args=[self.municipality.slug])


class NetworkHistory(BriefHistory):
    model = NetworkMembership


# Its parts -----------------------------------------------------------------------------------------------


class NetworkPartPage(PartPage):
    holder = "membership"
    crumbs_of = partial(register_named, "networkmembership")


class NetworkYearPage(NetworkPartPage):
    model = NetworkYear
    form_class = NetworkYearForm
    part = "network-year"
    anchor = "years"
    add_title = gettext_lazy("Add year")
    edit_title = gettext_lazy("Year in the network")

    def get_initial(self) -> dict[str, Any]:
        return {} if getattr(self, "object", None) else {"year": timezone.localdate().year}


class NetworkRolePage(NetworkPartPage):
    model = NetworkRole
    form_class = NetworkRoleForm
    part = "network-role"
    anchor = "roles"
    add_title = gettext_lazy("Add role")
    edit_title = gettext_lazy("Role in the network")


class RoleHolderPage(PartPage):
    model = RoleHolder
    form_class = RoleHolderForm
    holder = "role"
    part = "role-holder"
    anchor = "holders"
    add_title = gettext_lazy("Add a holder")
    edit_title = gettext_lazy("Holder of the role")
    crumbs_of = partial(register_named, "networkmembership")
    read_along = ("role__membership", "post", "membership")
    service = save_role_holder

    def get_success_url(self) -> str:
        return f"{self.get_holder().get_absolute_url()}#roles"


class WorkingGroupPage(NetworkPartPage):
    model = WorkingGroup
    form_class = WorkingGroupForm
    part = "working-group"
    anchor = "groups"
    add_title = gettext_lazy("Add working group")
    edit_title = gettext_lazy("Working group")

    def save(self, form: WorkingGroupForm) -> WorkingGroup:
        return save_working_group(
            form.save(commit=False), participants=form.cleaned_data["members"], by=self.request.user, seen=self.get_seen()
        )  # fmt: skip


class DeliverablePage(NetworkPartPage):
    model = Deliverable
    form_class = DeliverableForm
    part = "deliverable"
    anchor = "deliverables"
    add_title = gettext_lazy("Add what it gave")
    edit_title = gettext_lazy("What it gave")

    def get_initial(self) -> dict[str, Any]:
        return {} if getattr(self, "object", None) else {"on": timezone.localdate()}

    def save(self, form: DeliverableForm) -> Deliverable:
        return save_deliverable(
            form.save(commit=False), departments=form.cleaned_data["departments"], by=self.request.user, seen=self.get_seen()
        )  # fmt: skip
