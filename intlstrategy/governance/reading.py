"""Who sits in a body on a day, read in a few queries however many seats it has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from intlstrategy.documents.models import Document
from intlstrategy.governance.holders import holder_on
from intlstrategy.governance.models import Body, Meeting, Paper, Seat, SeatHolder
from intlstrategy.governance.models.body import HOLDERS
from intlstrategy.municipalities.models import Membership, Municipality, PostHolder

RANK = {role: number for number, role in enumerate(Seat.Role.values)}


@dataclass(frozen=True)
class Place:
    """A seat with who holds it on a day; of a post, who holds that one on the day."""

    seat: Seat
    holder: SeatHolder | None
    in_post: str = ""

    @property
    def name(self) -> str:
        """Whom to call: the person where one is known, else the post or the organisation."""
        if self.holder is None:
            return ""
        return self.in_post or str(self.holder.person or self.holder)


def seats_of(body: Body, day: date, also: Iterable[int] = ()) -> list[Seat]:
    """The seats that a body has on a day, the chair first, and those that are asked for besides."""
    rows = Seat.objects.of(body.municipality).filter(body=body)
    there = rows.filter(Q(pk__in=rows.on(day).order_by().values("pk")) | Q(pk__in=list(also)))
    return sorted(there.order_by("pk"), key=lambda seat: RANK[seat.role])


def places_on(municipality: Municipality, seats: Sequence[Seat], day: date) -> list[Place]:
    """Who holds each of these seats on a day."""
    held: dict[int, list[SeatHolder]] = defaultdict(list)
    rows: Any = SeatHolder.objects.of(municipality).filter(seat__in=[seat.pk for seat in seats]).on(day)
    for row in rows.select_related(*HOLDERS, "membership__department").order_by("pk"):
        held[row.seat_id].append(row)
    posts = [row.post_id for rows in held.values() for row in rows if row.post_id]
    names = names_in_posts(municipality, posts, day)
    found = []
    for seat in seats:
        holder = holder_on(held[seat.pk], day)
        found.append(Place(seat, holder, names.get(holder.post_id or 0, "") if holder else ""))
    return found


def names_in_posts(municipality: Municipality, posts: Sequence[int], day: date) -> dict[int, str]:
    """Who holds each of these posts of the city on a day."""
    if not posts:
        return {}
    holders = PostHolder.objects.of(municipality).filter(post__in=posts).on(day).order_by("starts_on", "pk")
    return dict(holders.values_list("post_id", "name"))


def readable(papers: Any, reader: Membership) -> Any:
    """Without the papers whose document is confidential for this reader: neither file nor name."""
    return papers.filter(document__in=Document.objects.of(reader.municipality).readable_by(reader))


def papers_for(meeting: Meeting, reader: Membership) -> list[Paper]:
    """Those of a meeting that this reader may see."""
    rows = readable(Paper.objects.of(meeting.municipality).filter(meeting=meeting), reader)
    return list(rows.select_related("document__municipality", "item").order_by("item__position", "pk"))
