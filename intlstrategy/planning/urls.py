from django.urls import path

from intlstrategy.municipalities.registers import register_paths
from intlstrategy.planning.urls_actions import action_urls
from intlstrategy.planning.urls_attachments import attachment_urls
from intlstrategy.planning.views import alignment, diagnosis, elements, life_cycle, plans, tree, versions
from intlstrategy.planning.views.renamed import plan_path

app_name = "planning"
urlpatterns = [
    *register_paths("plans/", plans.PlanList, "plan-list"),
    path("plans/new/", plans.PlanCreate.as_view(), name="plan-create"),
    plan_path("", plans.PlanDetail.as_view(), name="plan-detail"),
    plan_path("edit/", plans.PlanEdit.as_view(), name="plan-edit"),
    plan_path("bin/", plans.PlanBin.as_view(), name="plan-bin"),
    plan_path("history/", plans.PlanHistory.as_view(), name="plan-history"),
    plan_path("tree/", tree.plan_tree, name="plan-tree"),
    plan_path("tree/move/", tree.tree_move, name="tree-move"),
    plan_path("elements/new/", elements.ElementCreate.as_view(), name="element-create"),
    plan_path("elements/<int:pk>/", elements.ElementDetail.as_view(), name="element-detail"),
    plan_path("elements/<int:pk>/edit/", elements.ElementEdit.as_view(), name="element-edit"),
    plan_path("elements/<int:pk>/inline/", elements.ElementInline.as_view(), name="element-inline"),
    plan_path("elements/<int:pk>/bin/", elements.ElementBin.as_view(), name="element-bin"),
    plan_path("elements/<int:pk>/history/", elements.ElementHistory.as_view(), name="element-history"),
    plan_path("elements/<int:pk>/alignments/", alignment.element_align, name="element-align"),
    plan_path("status/", life_cycle.plan_status, name="plan-status"),
    plan_path("approve/", life_cycle.plan_approve, name="plan-approve"),
    plan_path("alignment/", alignment.plan_alignment, name="plan-alignment"),
    plan_path("alignment/export.<table_suffix:suffix>", alignment.plan_alignment, name="alignment-export"),
    plan_path("versions/", versions.version_list, name="version-list"),
    plan_path("versions/<int:number>/", versions.version_detail, name="version-detail"),
    plan_path(
        "versions/<int:number>/export.<table_suffix:suffix>",
        versions.version_detail,
        name="version-export",
    ),
    plan_path("versions/<int:number>/compare/", versions.version_compare, name="version-compare"),
    plan_path(
        "versions/<int:number>/compare/export.<table_suffix:suffix>",
        versions.version_compare,
        name="comparison-export",
    ),
    plan_path("diagnosis/", diagnosis.diagnosis_board, name="diagnosis-board"),
    plan_path("diagnosis/new/", diagnosis.DiagnosisCreate.as_view(), name="diagnosis-create"),
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
