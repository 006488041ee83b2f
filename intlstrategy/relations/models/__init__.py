from intlstrategy.relations.models.agreement import (
    Agreement,
    AgreementText,
    Amendment,
    Contribution,
    Duty,
    Party,
    StatusChange,
)
from intlstrategy.relations.models.approach import (
    Approach,
    ApproachChange,
    ApproachCriterion,
    ApproachDesk,
    ApproachJudgement,
)
from intlstrategy.relations.models.asset import Asset, AssetUse
from intlstrategy.relations.models.commitment import Commitment
from intlstrategy.relations.models.engagement import Attendance, Engagement
from intlstrategy.relations.models.mission import Gift, Mission, MissionCost, MissionParticipant, ProgrammeItem
from intlstrategy.relations.models.nature import LegalNature, NatureDuty
from intlstrategy.relations.models.network import (
    Deliverable,
    DeliverableUse,
    GroupParticipant,
    NetworkMembership,
    NetworkRole,
    NetworkYear,
    RoleHolder,
    WorkingGroup,
)
from intlstrategy.relations.models.proposal import Proposal
from intlstrategy.relations.models.review import Review
from intlstrategy.relations.models.tie import Tie

__all__ = [
    "Agreement",
    "AgreementText",
    "Amendment",
    "Approach",
    "ApproachChange",
    "ApproachCriterion",
    "ApproachDesk",
    "ApproachJudgement",
    "Asset",
    "AssetUse",
    "Attendance",
    "Commitment",
    "Contribution",
    "Deliverable",
    "DeliverableUse",
    "Duty",
    "Engagement",
    "Gift",
    "GroupParticipant",
    "LegalNature",
    "Mission",
    "MissionCost",
    "MissionParticipant",
    "NatureDuty",
    "NetworkMembership",
    "NetworkRole",
    "NetworkYear",
    "Party",
    "ProgrammeItem",
    "Proposal",
    "Review",
    "RoleHolder",
    "StatusChange",
    "Tie",
    "WorkingGroup",
]
