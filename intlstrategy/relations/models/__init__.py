from intlstrategy.relations.models.commitment import Commitment
from intlstrategy.relations.models.engagement import Attendance, Engagement, Tie

__all__ = ["Attendance", "Commitment", "Engagement", "Tie"]
