"""The organisation as every member may read it: a department, a post and who held it when, a mandate."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.registry import panels_for
from intlstrategy.municipalities.access import ScopedView
from intlstrategy.municipalities.models import Department, Mandate, Membership, Post, PostHolder
from intlstrategy.municipalities.roles import Capability
from intlstrategy.municipalities.views.settings import settings_crumbs

Fact = tuple[Any, Any]


class OrganisationDetail(ScopedView, DetailView):
    capability = Capability.READ
    template_name = "municipalities/organisation_detail.html"
    name = ""  # of the record in addresses
    list_title: Any = ""
    edit_label: Any = ""

    def get_facts(self) -> list[Fact]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.municipality.slug
        crumbs = settings_crumbs(slug, self.list_title, f"municipalities:{self.name}-list")
        facts = [*self.get_facts(), (_("From"), self.object.starts_on), (_("To"), self.object.ends_on)]
        addresses = {act: f"municipalities:{self.name}-{act}" for act in ("edit", "history")}
        return super().get_context_data(**kwargs) | {
            "crumbs": [*crumbs, (str(self.object), "")],
            "facts": facts,
            "addresses": addresses,
            "edit_label": self.edit_label,
            "panels": panels_for(self.object, self.membership),
        }


class DepartmentDetail(OrganisationDetail):
    queryset = Department.objects.select_related("parent", "successor")
    name = "department"
    list_title = gettext_lazy("Departments")
    edit_label = gettext_lazy("Edit department")

    def get_facts(self) -> list[Fact]:
        return [
            (_("Code"), self.object.code),
            (_("Belongs to"), self.object.parent),
            (_("Followed by"), self.object.successor),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = self.municipality
        return super().get_context_data(**kwargs) | {
            "below": list(Department.objects.of(here).filter(parent=self.object)),
            "predecessors": list(Department.objects.of(here).filter(successor=self.object)),
            "posts": list(Post.objects.of(here).filter(department=self.object)),
            "members": list(Membership.objects.of(here).on(timezone.localdate()).filter(department=self.object)),
        }


class PostDetail(OrganisationDetail):
    queryset = Post.objects.select_related("department")
    name = "post"
    list_title = gettext_lazy("Posts")
    edit_label = gettext_lazy("Edit post")

    def get_facts(self) -> list[Fact]:
        political = _("Yes") if self.object.is_political else _("No")
        return [(_("Department"), self.object.department), (_("Elected or appointed"), political)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holders = list(PostHolder.objects.of(self.municipality).filter(post=self.object).order_by("-starts_on", "pk"))
        day = asked_day(self.request.GET.get("on", ""))
        on_day = [holder for holder in holders if holder.holds_on(day)]
        return super().get_context_data(**kwargs) | {
            "holders": holders,
            "day": day,
            "on_day": on_day,
            "has_holders": True,
        }


class MandateDetail(OrganisationDetail):
    queryset = Mandate.objects.all()
    name = "mandate"
    list_title = gettext_lazy("Mandates")
    edit_label = gettext_lazy("Edit mandate")


def asked_day(text: str) -> date:
    """The day in the address, or today when there is none that exists."""
    try:
        return parse_date(text) or timezone.localdate()
    except ValueError:
        return timezone.localdate()
