from intlstrategy.municipalities.models.organisation import Department, Mandate, Post, PostHolder
from intlstrategy.municipalities.models.people import Deputy, Invitation, Membership, MembershipRole
from intlstrategy.municipalities.models.scoped import ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.tenant import Municipality

__all__ = [
    "Department",
    "Deputy",
    "Invitation",
    "Mandate",
    "Membership",
    "MembershipRole",
    "Municipality",
    "Post",
    "PostHolder",
    "ScopedForeignKey",
    "ScopedModel",
]
