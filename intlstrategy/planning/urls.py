from django.urls import path

from intlstrategy.planning.views import actions, elements, plans, proposals, tree

app_name = "planning"
urlpatterns = [
    path("plans/", plans.PlanList.as_view(), name="plan-list"),
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
    path("plans/<slug:slug>/elements/<int:pk>/inline/", elements.element_inline, name="element-inline"),
    path("plans/<slug:slug>/elements/<int:pk>/bin/", elements.ElementBin.as_view(), name="element-bin"),
    path("plans/<slug:slug>/elements/<int:pk>/history/", elements.ElementHistory.as_view(), name="element-history"),
    path("actions/", actions.ActionList.as_view(), name="action-list"),
    path("actions/new/", actions.ActionCreate.as_view(), name="action-create"),
    path("actions/propose/", proposals.ProposalCreate.as_view(), name="proposal-create"),
    path("actions/<int:pk>/", actions.ActionDetail.as_view(), name="action-detail"),
    path("actions/<int:pk>/edit/", actions.ActionEdit.as_view(), name="action-edit"),
    path("actions/<int:pk>/bin/", actions.ActionBin.as_view(), name="action-bin"),
    path("actions/<int:pk>/history/", actions.ActionHistory.as_view(), name="action-history"),
    path("actions/<int:pk>/report/", actions.action_report, name="action-report"),
    path("actions/<int:pk>/proposal/", proposals.ProposalEdit.as_view(), name="proposal-edit"),
    path("actions/<int:pk>/decide/", proposals.proposal_decide, name="proposal-decide"),
]
