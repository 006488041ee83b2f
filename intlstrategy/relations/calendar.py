"""What relations put into the calendar: engagements on their day, commitments on the day they are due."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.calendar import CalendarEntry
from intlstrategy.core.text import has_text
from intlstrategy.municipalities.access import owns
from intlstrategy.municipalities.calendar import add_kind
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.relations.models import Attendance, Commitment, Engagement

Names = dict[int, list[str]]  # of those from outside who took part, by engagement


def names_in(municipality: Municipality, **engagements: Any) -> Names:
    """The names of people in some engagements, such as ``on__range=…``, in one query."""
    rows = Attendance.objects.of(municipality).exclude(person=None)
    rows = rows.filter(**{f"engagement__{name}": value for name, value in engagements.items()}).order_by()
    found: Names = defaultdict(list)
    for engagement, name in rows.values_list("engagement", "person__name").distinct():
        found[engagement].append(name)
    return found


def engagements(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """One's own are those that one keeps, that one's department leads, or in which one takes part."""
    there = Attendance.objects.of(municipality).filter(engagement=OuterRef("pk"), membership=reader)
    rows = Engagement.objects.of(municipality).filter(on__range=(first, last)).annotate(is_there=Exists(there))
    names = names_in(municipality, on__range=(first, last))
    return [
        CalendarEntry(
            kind="engagements", uid=f"engagement-{row.pk}", title=row.title, starts=row.on, place=row.place,
            url=row.get_absolute_url(), detail=str(row.get_kind_display()), is_mine=row.is_there or owns(reader, row),
            names_somebody=has_text(f"{row.title} {row.place}", names.get(row.pk, ())), revision=row.revision,
            changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
    ]  # fmt: skip


def commitments(municipality: Municipality, reader: Membership, first: date, last: date) -> list[CalendarEntry]:
    """What was dropped is due no more; what was kept stays on its day."""
    rows = Commitment.objects.of(municipality).exclude(state=Commitment.State.DROPPED)
    rows = rows.filter(due_on__range=(first, last)).select_related("engagement__municipality")
    names = names_in(municipality, commitments__due_on__range=(first, last))
    words = {
        ("ours", "open"): _("We promised"), ("theirs", "open"): _("They promised"),
        ("ours", "done"): _("We promised, kept"), ("theirs", "done"): _("They promised, kept"),
    }  # fmt: skip
    return [
        CalendarEntry(
            kind="commitments", uid=f"commitment-{row.pk}", title=row.text, starts=row.due_on,
            url=f"{row.engagement.get_absolute_url()}#commitments", detail=words[row.side, row.state],
            is_mine=owns(reader, row), names_somebody=has_text(row.text, names.get(row.engagement_id, ())),
            revision=row.revision, changed_at=row.changed_at,
        )
        for row in rows.with_last_change()
    ]  # fmt: skip


def register_calendar() -> None:
    add_kind("engagements", 10, gettext_lazy("Engagements"), engagements)
    add_kind("commitments", 20, gettext_lazy("Commitments"), commitments)
