"""Decisions on bodies: their seats, and who holds each of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.governance.holders import in_the_way
from intlstrategy.governance.models import Meeting, Seat, SeatHolder
from intlstrategy.governance.models.body import HOLDERS, Body
from intlstrategy.municipalities.editing import save_record


@transaction.atomic
def save_body(body: Body, *, by: User | None, seen: int | None = None) -> Body:
    """Write a body, whose meetings stay within its time."""
    save_record(body, by=by, seen=seen)
    rows = Meeting._base_manager.filter(body=body, binned_at=None).exclude(state=Meeting.State.CANCELLED)
    days = list(rows.order_by("on").values_list("on", flat=True))
    if days and body.starts_on and days[0] < body.starts_on:
        raise ValidationError({"starts_on": _("It met before that, on %(day)s.") % {"day": in_short(days[0])}})
    if days and body.ends_on and days[-1] > body.ends_on:
        raise ValidationError({"ends_on": _("It meets after that, on %(day)s.") % {"day": in_short(days[-1])}})
    return body


@transaction.atomic
def save_seat(seat: Seat, *, by: User | None, seen: int | None = None) -> Seat:
    """Write a seat: who held it did so within its time, and whoever still does leaves when it goes."""
    is_new = seat._state.adding
    save_record(seat, by=by, seen=seen)
    if is_new:
        return seat
    rows = SeatHolder._base_manager.select_for_update(of=("self",)).filter(seat=seat, binned_at=None)
    holders = list(rows.select_related(*HOLDERS).order_by("starts_on", "pk"))
    for holder in holders:
        refuse_outside(holder, seat, THEIRS)
    for holder in (each for each in holders if seat.ends_on and each.ends_on is None):
        holder.ends_on = seat.ends_on
        save_record(holder, by=by)
    return seat


OWN = gettext_lazy("The seat exists from %(from)s to %(to)s only.")
THEIRS = gettext_lazy("%(name)s holds it from %(held_from)s to %(held_to)s. Change that first.")


def refuse_outside(holder: SeatHolder, seat: Seat, message: Any) -> None:
    """Nobody holds a seat on days on which it does not exist."""
    starts, ends = holder.starts_on, holder.ends_on
    words = {
        "from": day_or_open(seat.starts_on), "to": day_or_open(seat.ends_on), "name": name_of(holder),
        "held_from": day_or_open(starts), "held_to": day_or_open(ends),
    }  # fmt: skip
    if seat.starts_on and starts and starts < seat.starts_on:
        raise ValidationError({"starts_on": message % words})
    if seat.ends_on and ((ends and ends > seat.ends_on) or (starts and starts > seat.ends_on)):
        raise ValidationError({"ends_on": message % words})


def in_short(day: object) -> str:
    return str(date_format(day, "SHORT_DATE_FORMAT"))  # type: ignore[arg-type]


@transaction.atomic
def save_seat_holder(holder: SeatHolder, *, by: User | None, seen: int | None = None) -> SeatHolder:
    """Write who holds a seat; nobody else does on any of these days."""
    seat = Seat._base_manager.select_for_update().get(pk=holder.seat_id)  # whoever fills the same seat waits
    if seat.binned_at is not None:
        raise ValidationError(_("This seat went to the bin meanwhile."))
    refuse_outside(holder, seat, OWN)
    refuse_second_holder(holder)
    before = SeatHolder._base_manager.filter(pk=holder.pk).first() if holder.pk else None
    person = holder.person
    if person is not None and person.is_erased and (before is None or before.person_id != person.pk):
        raise ValidationError({"person": _("The data of this person were erased. Enter a new person.")})
    return save_record(holder, by=by, seen=seen)


def refuse_second_holder(holder: SeatHolder) -> None:
    """Two holders of one seat on one day are one too many."""
    others = SeatHolder._base_manager.filter(seat=holder.seat_id, binned_at=None).exclude(pk=holder.pk)
    other = in_the_way(holder, others.select_related(*HOLDERS))
    if other is None:
        return
    words = {"name": name_of(other), "from": day_or_open(other.starts_on), "to": day_or_open(other.ends_on)}
    told = _("%(name)s holds this seat on some of these days (%(from)s – %(to)s). End that first.")
    field = "ends_on" if holder.starts_on and other.starts_on and holder.starts_on < other.starts_on else "starts_on"
    raise ValidationError({field: told % words})


def day_or_open(day: object) -> str:
    return in_short(day) if day else "…"


def name_of(holder: SeatHolder) -> str:
    """Who a holder is, a person from outside by name: for those who look at the page, not for the journal."""
    return str(holder.person or holder)
