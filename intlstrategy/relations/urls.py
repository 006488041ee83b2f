from django.urls import path

from intlstrategy.municipalities.registers import register_paths
from intlstrategy.relations.views import briefing, commitments, engagements

app_name = "relations"
urlpatterns = [
    *register_paths("engagements/", engagements.EngagementList, "engagement-list"),
    path("engagements/new/", engagements.EngagementCreate.as_view(), name="engagement-create"),
    path("engagements/<int:pk>/", engagements.EngagementDetail.as_view(), name="engagement-detail"),
    path("engagements/<int:pk>/edit/", engagements.EngagementEdit.as_view(), name="engagement-edit"),
    path("engagements/<int:pk>/bin/", engagements.EngagementBin.as_view(), name="engagement-bin"),
    path("engagements/<int:pk>/history/", engagements.EngagementHistory.as_view(), name="engagement-history"),
    path("engagements/<int:engagement>/commitments/new/", commitments.CommitmentCreate.as_view(), name="commitment-create"),
    *register_paths("commitments/", commitments.CommitmentList, "commitment-list"),
    path("commitments/<int:pk>/edit/", commitments.CommitmentEdit.as_view(), name="commitment-edit"),
    path("commitments/<int:pk>/keep/", commitments.CommitmentKeep.as_view(), name="commitment-keep"),
    path("commitments/<int:pk>/bin/", commitments.CommitmentBin.as_view(), name="commitment-bin"),
    path("commitments/<int:pk>/history/", commitments.CommitmentHistory.as_view(), name="commitment-history"),
    path("stakeholders/<int:pk>/briefing/", briefing.StakeholderBriefing.as_view(), name="stakeholder-briefing"),
    path("stakeholders/<int:pk>/briefing.docx", briefing.StakeholderBriefing.as_view(), {"as_word": True}, name="stakeholder-briefing-word"),
]  # fmt: skip
