from django.urls import path

from intlstrategy.planning.urls_actions import action_urls
from intlstrategy.planning.views import elements, plans, tree

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
    *action_urls,
]
