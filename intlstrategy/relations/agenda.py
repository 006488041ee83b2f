"""The dates of agreements that somebody has to watch, computed for all of them at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from intlstrategy.core.periods import months_later
from intlstrategy.relations.models import Agreement, Duty, Review
from intlstrategy.relations.reading import stands_of
from intlstrategy.relations.terms import IN_FORCE

MONTHS = 24
NOTICE, RENEWS, ENDS, DUTY, REVIEW = "notice", "renews", "ends", "duty", "review"


@dataclass(frozen=True)
class DateAhead:
    """A day on which something is due, ends or renews itself, with the agreement it belongs to."""

    on: date
    kind: str
    agreement: Agreement
    text: Any = ""
    owner: Any = None
    is_late: bool = False


def dates_ahead(municipality: Any, today: date, months: int = MONTHS) -> list[DateAhead]:
    """The first day first, in five queries. Of ends, what lies ahead; of notice, duties and reviews, what is late too."""
    last = months_later(today, months)
    agreements = list(Agreement.objects.of(municipality).select_related("nature", "owner"))
    found: list[DateAhead] = []
    stands = stands_of(municipality, agreements, today)
    for row in agreements:
        stand = stands[row.pk]
        if stand.standing.status == IN_FORCE:
            ahead = stand.ahead
            if ahead.ends_on and today <= ahead.ends_on <= last:
                found.append(DateAhead(ahead.ends_on, RENEWS if ahead.is_renewed else ENDS, row, owner=row.owner))
            if stand.notice_on and stand.notice_on <= last:
                late = stand.notice_on < today
                found.append(DateAhead(stand.notice_on, NOTICE, row, owner=row.owner, is_late=late))
    duties = Duty.objects.of(municipality).unmet().filter(agreement__binned_at=None, due_on__lte=last)
    for duty in duties.select_related("agreement__owner", "agreement__municipality", "owner"):
        owner = duty.owner or duty.agreement.owner
        found.append(DateAhead(duty.due_on, DUTY, duty.agreement, duty.title, owner, is_late=duty.due_on < today))
    reviews = Review.objects.of(municipality).ahead().filter(due_on__lte=last).exclude(agreement=None)
    found += [
        DateAhead(each.due_on, REVIEW, each.agreement, owner=each.owner, is_late=each.due_on < today)
        for each in reviews.select_related("agreement__municipality", "owner")
    ]
    return sorted(found, key=lambda each: (each.on, str(each.agreement), each.kind))
