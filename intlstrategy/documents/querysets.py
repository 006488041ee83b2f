from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from intlstrategy.municipalities.querysets import ScopedQuerySet
from intlstrategy.municipalities.roles import Capability, Grant

if TYPE_CHECKING:
    from intlstrategy.municipalities.models import Membership


class DocumentQuerySet(ScopedQuerySet):
    def readable_by(self, membership: Membership) -> Self:
        """Without the confidential ones that this member may not read: neither name nor file."""
        grant = membership.grant(Capability.CONFIDE)
        if grant is Grant.ALL:
            return self
        open_ones = ~Q(visibility="confidential")
        if grant is Grant.OWN and membership.department_id:
            return self.filter(open_ones | Q(department_id=membership.department_id))
        return self.filter(open_ones)

    def public(self) -> Self:
        return self.filter(visibility="public")
