"""The records of a city that cells name: stakeholders, members, departments, posts, and the terms they use."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.interchange.sheets.base import Named, Several
from intlstrategy.municipalities.models import Department, Membership, Municipality, Post
from intlstrategy.relations.models import Agreement, LegalNature, NetworkMembership
from intlstrategy.stakeholders.models import Stakeholder
from intlstrategy.taxonomy.models import Dimension, GovernanceLevel


def stakeholders_of(municipality: Municipality) -> Any:
    return Stakeholder.objects.of(municipality)


def members_of(municipality: Municipality) -> Any:
    return Membership.objects.of(municipality).select_related("user")


def departments_of(municipality: Municipality) -> Any:
    return Department.objects.of(municipality)


def posts_of(municipality: Municipality) -> Any:
    return Post.objects.of(municipality)


def natures_of(municipality: Municipality) -> Any:
    return LegalNature.objects.of(municipality)


def agreements_of(municipality: Municipality) -> Any:
    return Agreement.objects.of(municipality)


def networks_of(municipality: Municipality) -> Any:
    return NetworkMembership.objects.of(municipality)


def dimensions_of(municipality: Municipality) -> Any:
    return Dimension.objects.available_to(municipality.pk)


def levels_of(municipality: Municipality) -> Any:
    return GovernanceLevel.objects.available_to(municipality.pk)


def by_address(member: Membership) -> list[str]:
    """A member by e-mail address, which is one; the name is understood too."""
    return [member.user.email, str(member)]


def by_both_names(stakeholder: Stakeholder) -> list[str]:
    return [stakeholder.name, stakeholder.own_name]


def by_every_name(term: Any) -> list[str]:
    return [term.code, term.name_en, term.name_es]


ORGANISATION = Named(stakeholders_of, _("stakeholder"), by_both_names)
ORGANISATIONS = Several(stakeholders_of, _("stakeholder"), by_both_names)
MEMBER = Named(members_of, _("member"), by_address)
MEMBERS = Several(members_of, _("member"), by_address)
DEPARTMENT = Named(departments_of, _("department"))
POST = Named(posts_of, _("post"))
NATURE = Named(natures_of, _("legal nature"))
AGREEMENT = Named(agreements_of, _("agreement"))
NETWORK = Named(networks_of, _("membership of a network"))
DIMENSION = Named(dimensions_of, pgettext_lazy("of external action", "dimension"), by_every_name)
LEVEL = Named(levels_of, _("governance level"), by_every_name)
