"""The one door into a municipality's pages, and the one place that says whose own a record is."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from intlstrategy.accounts.models import User
from intlstrategy.core.wording import own_names
from intlstrategy.municipalities.models import Membership, Municipality, ScopedModel
from intlstrategy.municipalities.roles import Capability, Grant


def membership_of(user: User, municipality: str) -> Membership:
    """The membership that lets this person in today; strangers get 404, so pages cannot be guessed."""
    membership = (
        Membership.objects.on(timezone.localdate())
        .filter(municipality__slug=municipality, user_id=user.pk, binned_at=None)
        .select_related("municipality", "department")
        .prefetch_related("roles")
        .first()
    )
    if membership is None or not membership.can(Capability.READ):
        raise Http404
    return membership


def administered_by(user: User) -> QuerySet[Municipality]:
    """The municipalities of which this person is an administrator today."""
    memberships = Membership.objects.administering(timezone.localdate()).filter(user_id=user.pk)
    return Municipality.objects.filter(pk__in=memberships.values("municipality_id"))


def admit(request: HttpRequest, municipality: str, capability: Capability) -> Membership:
    """Let a member in who holds the capability at least for their own records; others get 403."""
    membership = membership_of(request.user, municipality)  # type: ignore[arg-type]
    request.membership = membership  # type: ignore[attr-defined]
    own_names.set(membership.municipality.status_names)
    if not membership.can(capability):
        raise PermissionDenied
    return membership


def owns(membership: Membership, record: ScopedModel) -> bool:
    """Whether a record is this member's own: theirs, or their department's."""
    if membership.pk in record.answering_members():
        return True
    return membership.department_id is not None and membership.department_id in record.answering_departments()


def may(membership: Membership, capability: Capability, record: ScopedModel | None = None) -> bool:
    """Whether a member holds a capability: on a record when given, else on any at all."""
    grant = membership.grant(capability)
    if grant is Grant.OWN and record is not None:
        return owns(membership, record) and (capability is not Capability.BIN or record.is_draft)
    return grant is not None


def demand(membership: Membership, capability: Capability, record: ScopedModel | None = None) -> None:
    if not may(membership, capability, record):
        raise PermissionDenied


def requires(capability: Capability) -> Callable:
    """Guard a function view: it receives the municipality itself instead of its slug."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, municipality: str, **kwargs: Any) -> HttpResponse:
            membership = admit(request, municipality, capability)
            return view(request, membership.municipality, **kwargs)

        guarded.capability = capability  # type: ignore[attr-defined]
        return guarded

    return decorate


class ScopedView:
    """Mix into a generic view: admits by ``capability``, and shows this municipality's living records only."""

    capability: ClassVar[Capability]
    municipality: Municipality
    membership: Membership

    def dispatch(self, request, *args, **kwargs):
        self.membership = admit(request, kwargs["municipality"], self.capability)
        self.municipality = self.membership.municipality
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_queryset(self):
        return super().get_queryset().of(self.municipality)  # type: ignore[misc]

    def get_object(self, queryset=None):
        record = super().get_object(queryset)  # type: ignore[misc]
        demand(self.membership, self.capability, record)
        return record
