from intlstrategy.stakeholders.models.person import Person, Position
from intlstrategy.stakeholders.models.stakeholder import Appraisal, Stakeholder

__all__ = ["Appraisal", "Person", "Position", "Stakeholder"]
