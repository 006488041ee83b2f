from django.urls import path

from intlstrategy.planning.views import plans

app_name = "planning"
urlpatterns = [
    path("plans/", plans.PlanList.as_view(), name="plan-list"),
    path("plans/new/", plans.PlanCreate.as_view(), name="plan-create"),
    path("plans/<slug:slug>/", plans.PlanDetail.as_view(), name="plan-detail"),
    path("plans/<slug:slug>/edit/", plans.PlanEdit.as_view(), name="plan-edit"),
    path("plans/<slug:slug>/bin/", plans.PlanBin.as_view(), name="plan-bin"),
    path("plans/<slug:slug>/history/", plans.PlanHistory.as_view(), name="plan-history"),
]
