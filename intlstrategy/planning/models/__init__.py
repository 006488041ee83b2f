from intlstrategy.planning.models.action import Action, ActionDepartment, ActionElement
from intlstrategy.planning.models.alignment import Alignment
from intlstrategy.planning.models.attachment import Attachment
from intlstrategy.planning.models.diagnosis import Diagnosis, DiagnosisAnswer
from intlstrategy.planning.models.plan import Level, Plan
from intlstrategy.planning.models.priority import PlanPriority
from intlstrategy.planning.models.tree import Element
from intlstrategy.planning.models.version import Version, VersionAction, VersionElement

__all__ = [
    "Action",
    "ActionDepartment",
    "ActionElement",
    "Alignment",
    "Attachment",
    "Diagnosis",
    "DiagnosisAnswer",
    "Element",
    "Level",
    "Plan",
    "PlanPriority",
    "Version",
    "VersionAction",
    "VersionElement",
]
