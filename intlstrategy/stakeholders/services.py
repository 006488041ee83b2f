"""Decisions on stakeholders: what is known of them, and how they were appraised."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.fields import words_in
from intlstrategy.core.text import fold
from intlstrategy.municipalities.editing import save_record
from intlstrategy.municipalities.models import Municipality
from intlstrategy.stakeholders.models import Appraisal, Stakeholder

ALIKE = 0.85  # of 1, by the ratio of what two names share
MOST_ALIKE = 5
MOST_COMPARED = 500


@transaction.atomic
def save_appraisal(*, appraisal: Appraisal, by: User | None, seen: int | None = None) -> Appraisal:
    """Write how a stakeholder was seen on a day, which is today or before."""
    if appraisal.on > timezone.localdate():
        raise ValidationError({"on": _("An appraisal is of today or an earlier day.")})
    return save_record(appraisal, by=by, seen=seen)


def alike_to(municipality: Municipality, names: Iterable[str], *, but: int | None = None) -> list[Stakeholder]:
    """The stakeholders whose name, in either language, is nearly one of these, the likest first."""
    wanted = [fold(name) for name in names if name.strip()]
    words = {word for name in wanted for word in sorted(words_in(name), key=len)[-2:]}
    if not words:
        return []
    sharing = reduce(or_, (Q(folded__contains=word) for word in words))
    rows = Stakeholder.objects.of(municipality).filter(sharing)

    def likeness(row: Stakeholder) -> float:
        theirs = [fold(name) for name in (row.name, row.own_name) if name]
        return max(SequenceMatcher(None, one, other).ratio() for one in wanted for other in theirs)

    found = [(likeness(row), row) for row in rows.order_by("folded", "pk")[:MOST_COMPARED] if row.pk != but]
    return [row for ratio, row in sorted(found, key=lambda pair: -pair[0]) if ratio >= ALIKE][:MOST_ALIKE]
