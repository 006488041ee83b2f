"""The settings of a municipality."""

from django.db import transaction

from intlstrategy.accounts.models import User
from intlstrategy.journal.services import record
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.models import Municipality


@transaction.atomic
def save_settings(*, municipality: Municipality, by: User, seen: int) -> Municipality:
    """Write the settings unless somebody else did meanwhile."""
    current = Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    if current.revision != seen:
        raise Stale(current)
    municipality.revision = seen
    municipality.save(by=by)
    record("changed settings", municipality, by=by)
    return municipality


@transaction.atomic
def create_municipality(*, municipality: Municipality, by: User) -> Municipality:
    municipality.save(by=by)
    record("created", municipality, by=by)
    return municipality
