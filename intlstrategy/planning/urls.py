from django.urls import path

from intlstrategy.municipalities.registers import register_paths
from intlstrategy.planning.urls_actions import action_urls
from intlstrategy.planning.urls_attachments import attachment_urls
from intlstrategy.planning.views import alignment, diagnosis, elements, life_cycle, plans, tree, versions

app_name = "planning"
urlpatterns = [
    *register_paths("plans/", plans.PlanList, "plan-list"),
    path("plans/new/", plans.PlanCreate.as_view(), name="plan-create"),
    path("plans/<slug:slug>/", plans.PlanDetail.as_view(), name="plan-detail"),
    path("plans/<slug:slug>/edit/", plans.PlanEdit.as_view(), name="plan-edit"),
    path("plans/<slug:slug>/bin/", plans.PlanBin.as_view(), name="plan-bin"),
    path("plans/<slug:slug>/history/", plans.PlanHistory.as_view(), name="plan-history"),
    path("plans/<slug:slug>/tree/", tree.plan_tree, name="plan-tree"),
    path("plans/<slug:slug>/tree/move/", tree.tree_move, name="tree-move"),
    path("plans/<slug:slug>/elements/new/", elements.ElementCreate.as_view(), name="element-create"),
    path("plans/<slug:slug>/elements/<int:pk>/", elements.ElementDetail.as_view(), name="element-detail"),
    path("plans/<slug:slug>/elements/<int:pk>/edit/", elements.ElementEdit.as_view(), name="element-edit"),
    path("plans/<slug:slug>/elements/<int:pk>/inline/", elements.ElementInline.as_view(), name="element-inline"),
    path("plans/<slug:slug>/elements/<int:pk>/bin/", elements.ElementBin.as_view(), name="element-bin"),
    path("plans/<slug:slug>/elements/<int:pk>/history/", elements.ElementHistory.as_view(), name="element-history"),
    path("plans/<slug:slug>/elements/<int:pk>/alignments/", alignment.element_align, name="element-align"),
    path("plans/<slug:slug>/status/", life_cycle.plan_status, name="plan-status"),
    path("plans/<slug:slug>/approve/", life_cycle.plan_approve, name="plan-approve"),
    path("plans/<slug:slug>/alignment/", alignment.plan_alignment, name="plan-alignment"),
    path("plans/<slug:slug>/alignment/export.<table_suffix:suffix>", alignment.plan_alignment, name="alignment-export"),
    path("plans/<slug:slug>/versions/", versions.version_list, name="version-list"),
    path("plans/<slug:slug>/versions/<int:number>/", versions.version_detail, name="version-detail"),
    path(
        "plans/<slug:slug>/versions/<int:number>/export.<table_suffix:suffix>",
        versions.version_detail,
        name="version-export",
    ),
    path("plans/<slug:slug>/versions/<int:number>/compare/", versions.version_compare, name="version-compare"),
    path(
        "plans/<slug:slug>/versions/<int:number>/compare/export.<table_suffix:suffix>",
        versions.version_compare,
        name="comparison-export",
    ),
    path("plans/<slug:slug>/diagnosis/", diagnosis.diagnosis_board, name="diagnosis-board"),
    path("plans/<slug:slug>/diagnosis/new/", diagnosis.DiagnosisCreate.as_view(), name="diagnosis-create"),
    path("diagnosis/", diagnosis.diagnosis_home, name="diagnosis-home"),
    *register_paths("diagnosis/points/", diagnosis.DiagnosisList, "diagnosis-list"),
    path("diagnosis/<int:pk>/edit/", diagnosis.DiagnosisEdit.as_view(), name="diagnosis-edit"),
    path("diagnosis/<int:pk>/move/", diagnosis.diagnosis_move, name="diagnosis-move"),
    path("diagnosis/<int:pk>/bin/", diagnosis.DiagnosisBin.as_view(), name="diagnosis-bin"),
    path("diagnosis/<int:pk>/history/", diagnosis.DiagnosisHistory.as_view(), name="diagnosis-history"),
    path("actions/<int:pk>/alignments/", alignment.action_align, name="action-align"),
    *attachment_urls,
    *action_urls,
]
