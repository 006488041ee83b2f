from django.urls import path

from intlstrategy.municipalities.registers import register_paths
from intlstrategy.stakeholders.views import people, privacy, stakeholders

app_name = "stakeholders"
urlpatterns = [
    *register_paths("stakeholders/", stakeholders.StakeholderList, "stakeholder-list"),
    path("stakeholders/new/", stakeholders.StakeholderCreate.as_view(), name="stakeholder-create"),
    path("stakeholders/map/", stakeholders.StakeholderMap.as_view(), name="stakeholder-map"),
    path("stakeholders/awareness/", stakeholders.StakeholderAwareness.as_view(), name="stakeholder-awareness"),
    path("stakeholders/<int:pk>/", stakeholders.StakeholderDetail.as_view(), name="stakeholder-detail"),
    path("stakeholders/<int:pk>/edit/", stakeholders.StakeholderEdit.as_view(), name="stakeholder-edit"),
    path("stakeholders/<int:pk>/bin/", stakeholders.StakeholderBin.as_view(), name="stakeholder-bin"),
    path("stakeholders/<int:pk>/merge/", stakeholders.StakeholderMerge.as_view(), name="stakeholder-merge"),
    path("stakeholders/<int:pk>/history/", stakeholders.StakeholderHistory.as_view(), name="stakeholder-history"),
    path("stakeholders/<int:stakeholder>/appraisals/new/", stakeholders.AppraisalCreate.as_view(), name="appraisal-create"),
    path("appraisals/<int:pk>/edit/", stakeholders.AppraisalEdit.as_view(), name="appraisal-edit"),
    path("appraisals/<int:pk>/bin/", stakeholders.AppraisalBin.as_view(), name="appraisal-bin"),
    path("appraisals/<int:pk>/history/", stakeholders.AppraisalHistory.as_view(), name="appraisal-history"),
    *register_paths("people/", people.PersonList, "person-list"),
    path("people/new/", people.PersonCreate.as_view(), name="person-create"),
    path("people/processing/", privacy.Processing.as_view(), name="processing"),
    path("people/<int:pk>/", people.PersonDetail.as_view(), name="person-detail"),
    path("people/<int:pk>/edit/", people.PersonEdit.as_view(), name="person-edit"),
    path("people/<int:pk>/bin/", people.PersonBin.as_view(), name="person-bin"),
    path("people/<int:pk>/history/", people.PersonHistory.as_view(), name="person-history"),
    path("people/<int:pk>/held/", privacy.EverythingHeld.as_view(), name="person-held"),
    path("people/<int:pk>/held/person.json", privacy.EverythingHeld.as_view(), {"as_file": True}, name="person-held-file"),
    path("people/<int:pk>/erase/", privacy.PersonErase.as_view(), name="person-erase"),
    path("people/<int:person>/positions/new/", people.PositionCreate.as_view(), name="position-create"),
    path("positions/<int:pk>/edit/", people.PositionEdit.as_view(), name="position-edit"),
    path("positions/<int:pk>/bin/", people.PositionBin.as_view(), name="position-bin"),
    path("positions/<int:pk>/history/", people.PositionHistory.as_view(), name="position-history"),
]  # fmt: skip
