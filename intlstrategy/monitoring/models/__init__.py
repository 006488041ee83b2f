from intlstrategy.monitoring.models.milestone import Milestone
from intlstrategy.monitoring.models.override import StatusOverride
from intlstrategy.monitoring.models.period import ReportingPeriod
from intlstrategy.monitoring.models.update import Evidence, ProgressUpdate

__all__ = ["Evidence", "Milestone", "ProgressUpdate", "ReportingPeriod", "StatusOverride"]
