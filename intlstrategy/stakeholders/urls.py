from django.urls import path

from intlstrategy.municipalities.registers import register_paths
from intlstrategy.stakeholders import views

app_name = "stakeholders"
urlpatterns = [
    *register_paths("stakeholders/", views.StakeholderList, "stakeholder-list"),
    path("stakeholders/new/", views.StakeholderCreate.as_view(), name="stakeholder-create"),
    path("stakeholders/map/", views.StakeholderMap.as_view(), name="stakeholder-map"),
    path("stakeholders/awareness/", views.StakeholderAwareness.as_view(), name="stakeholder-awareness"),
    path("stakeholders/<int:pk>/", views.StakeholderDetail.as_view(), name="stakeholder-detail"),
    path("stakeholders/<int:pk>/edit/", views.StakeholderEdit.as_view(), name="stakeholder-edit"),
    path("stakeholders/<int:pk>/bin/", views.StakeholderBin.as_view(), name="stakeholder-bin"),
    path("stakeholders/<int:pk>/merge/", views.StakeholderMerge.as_view(), name="stakeholder-merge"),
    path("stakeholders/<int:pk>/history/", views.StakeholderHistory.as_view(), name="stakeholder-history"),
    path("stakeholders/<int:stakeholder>/appraisals/new/", views.AppraisalCreate.as_view(), name="appraisal-create"),
    path("appraisals/<int:pk>/edit/", views.AppraisalEdit.as_view(), name="appraisal-edit"),
    path("appraisals/<int:pk>/bin/", views.AppraisalBin.as_view(), name="appraisal-bin"),
    path("appraisals/<int:pk>/history/", views.AppraisalHistory.as_view(), name="appraisal-history"),
]
