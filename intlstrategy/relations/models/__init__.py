from intlstrategy.relations.models.agreement import (
    Agreement,
    AgreementText,
    Amendment,
    Contribution,
    Duty,
    Party,
    StatusChange,
)
from intlstrategy.relations.models.commitment import Commitment
from intlstrategy.relations.models.engagement import Attendance, Engagement
from intlstrategy.relations.models.nature import LegalNature, NatureDuty
from intlstrategy.relations.models.review import Review
from intlstrategy.relations.models.tie import Tie

__all__ = [
    "Agreement",
    "AgreementText",
    "Amendment",
    "Attendance",
    "Commitment",
    "Contribution",
    "Duty",
    "Engagement",
    "LegalNature",
    "NatureDuty",
    "Party",
    "Review",
    "StatusChange",
    "Tie",
]
