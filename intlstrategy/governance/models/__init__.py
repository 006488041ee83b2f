from intlstrategy.governance.models.body import Body, Seat, SeatHolder
from intlstrategy.governance.models.decision import Decision
from intlstrategy.governance.models.meeting import AgendaItem, Meeting, Paper, Presence

__all__ = ["AgendaItem", "Body", "Decision", "Meeting", "Paper", "Presence", "Seat", "SeatHolder"]
