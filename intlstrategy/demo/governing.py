"""The bodies of a demonstration municipality: made before its plans are approved, filled once everybody is known."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from intlstrategy.demo.told import Chair, Decided, Organ, Session
from intlstrategy.documents.models import Document
from intlstrategy.governance.models import AgendaItem, Body, Decision, Meeting, Paper, Seat, SeatHolder
from intlstrategy.governance.services.bodies import save_body, save_seat_holder
from intlstrategy.governance.services.decisions import save_decision
from intlstrategy.governance.services.meetings import AgendaLine, save_meeting, save_paper
from intlstrategy.municipalities.editing import save_record
from intlstrategy.planning.models import Action
from intlstrategy.planning.services.actions import save_action
from intlstrategy.stakeholders.models import Person, Stakeholder

PRESENT = {"a": "attended", "e": "excused", "x": "absent", "n": ""}


class Bodies:
    """What makes the bodies of a city; ``city`` is the one that is being built."""

    def __init__(self, city: Any) -> None:
        self.city = city
        self.made: dict[str, Body] = {}
        self.numbers: dict[tuple[int, int], int] = {}

    def found(self, rows: Sequence[Organ]) -> None:
        for told in rows:
            body = Body(
                municipality=self.city.city, name=told.name, kind=told.kind, rhythm=told.rhythm, purpose=told.purpose,
                basis=told.basis, is_public=told.is_public, source=told.source,
                department=self.city.departments[told.lead], secretary=self.city.members[told.secretary],
            )  # fmt: skip
            self.made[told.name] = save_body(body, by=self.city.by)

    def fill(self, rows: Sequence[Organ]) -> None:
        """Who sits there and what they met about, once people and organisations are known."""
        self.people = {row.name: row for row in Person.objects.of(self.city.city)}
        self.there = {row.name: row for row in Stakeholder.objects.of(self.city.city)}
        for told in rows:
            body = self.made[told.name]
            seats = [self.seat(body, chair) for chair in told.seats]
            for session in told.sessions:
                self.session(body, seats, session, told.source)

    def seat(self, body: Body, told: Chair) -> Seat:
        seat = Seat(
            municipality=body.municipality,
            body=body,
            title=told.title,
            role=told.role,
            sector=told.sector,
            side=told.side,
        )
        save_record(seat, by=self.city.by)
        holder = SeatHolder(
            municipality=body.municipality, seat=seat, post=self.city.posts.get(told.post),
            membership=self.city.members.get(told.member), person=self.people.get(told.person),
            stakeholder=self.there.get(told.stakeholder), has_vote=told.has_vote,
            starts_on=date(2023, 6, 17) if told.starts is None else self.city.month(told.starts),
            ends_on=None if told.ends is None else self.city.month(told.ends) - timedelta(days=1),
        )  # fmt: skip
        save_seat_holder(holder, by=self.city.by)
        return seat

    def session(self, body: Body, seats: Sequence[Seat], told: Session, source: str) -> None:
        on = self.city.today + timedelta(days=told.days)
        meeting = Meeting(
            municipality=body.municipality, body=body, title=told.title, kind=told.kind, on=on, state=told.state,
            place=told.place, minutes=told.minutes, source=source,
            minutes_approved_on=None if told.approved is None else self.city.today + timedelta(days=told.approved),
        )  # fmt: skip
        presences = {seat.pk: PRESENT[said] for seat, said in zip(seats, told.present, strict=False)}
        agenda = [AgendaLine(title) for title in told.agenda]
        save_meeting(meeting=meeting, agenda=agenda, presences=presences, by=self.city.by)
        items = {item.position: item for item in AgendaItem.objects.of(body.municipality).filter(meeting=meeting)}
        for title in told.papers:
            document = Document.objects.of(body.municipality).get(title=title)
            paper = Paper(municipality=body.municipality, meeting=meeting, document=document, item=items[1])
            save_paper(paper, by=self.city.by)
        for each in told.decided:
            decision = self.decide(
                meeting, each.title, text=each.text, vote=each.vote, state=each.state, note=each.note,
                item=items.get(each.item or 0), owner=self.city.members.get(each.owner),
                due_on=None if each.due is None else self.city.today + timedelta(days=each.due),
                closed_on=self.closed_on(each, on), source=source,
                **dict(zip(("in_favour", "against", "abstained"), each.counts or (), strict=False)),
            )  # fmt: skip
            self.ask(decision, each.asks)

    def closed_on(self, told: Decided, decided_on: date) -> date | None:
        """A while before it was due, or the day on which it was decided."""
        if told.state not in {"done", "dropped"} or told.due is None:
            return None
        return max(decided_on, min(self.city.today, self.city.today + timedelta(days=told.due - 3)))

    def decide(self, meeting: Meeting, title: str, **fields: Any) -> Decision:
        key = (meeting.body_id, meeting.on.year)
        self.numbers[key] = self.numbers.get(key, 0) + 1
        number = f"{meeting.on.year}/{self.numbers[key]:02d}"
        decision = Decision(municipality=meeting.municipality, meeting=meeting, number=number, title=title, **fields)
        return save_decision(decision, by=self.city.by)

    def ask(self, decision: Decision, title: str) -> None:
        """A decision asks for an action of the plan."""
        if not title:
            return
        action: Action = Action.objects.of(self.city.city).get(pk=self.city.actions[title].pk)
        action.asked_by = decision
        save_action(action=action, by=self.city.by)

    def approval(self, name: str, title: str, on: date, source: str) -> Decision:
        """The decision of a body that approved a plan on a day, in the meeting that it held then."""
        body = self.made[name]
        meeting = Meeting.objects.of(body.municipality).filter(body=body, on=on).first()
        if meeting is None:
            meeting = Meeting(municipality=body.municipality, body=body, on=on, state="held", source=source)
            save_meeting(meeting=meeting, by=self.city.by)
        return self.decide(
            meeting, title, vote="voted", in_favour=19, against=5, abstained=3, state="none", source=source
        )
