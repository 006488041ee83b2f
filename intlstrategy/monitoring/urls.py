from django.urls import path

from intlstrategy.monitoring.views import milestones, overrides, periods, updates
from intlstrategy.municipalities.parts import part_paths
from intlstrategy.municipalities.registers import register_paths

app_name = "monitoring"
urlpatterns = [
    *register_paths("reporting/", periods.PeriodList, "period-list"),
    path("reporting/new/", periods.PeriodCreate.as_view(), name="period-create"),
    path("reporting/year/", periods.PeriodYear.as_view(), name="period-year"),
    path("reporting/<int:pk>/", periods.PeriodDetail.as_view(), name="period-detail"),
    path("reporting/<int:pk>/edit/", periods.PeriodEdit.as_view(), name="period-edit"),
    path("reporting/<int:pk>/lock/", periods.period_lock, name="period-lock"),
    path("reporting/<int:pk>/bin/", periods.PeriodBin.as_view(), name="period-bin"),
    path("reporting/<int:pk>/history/", periods.PeriodHistory.as_view(), name="period-history"),
    path("reporting/<int:period>/actions/<int:action>/", updates.UpdateCreate.as_view(), name="update-create"),
    *register_paths("updates/", updates.UpdateList, "update-list"),
    path("updates/<int:pk>/", updates.UpdateDetail.as_view(), name="update-detail"),
    path("updates/<int:pk>/edit/", updates.UpdateEdit.as_view(), name="update-edit"),
    path("updates/<int:pk>/approve/", updates.update_approve, name="update-approve"),
    path("updates/<int:pk>/return/", updates.UpdateReturn.as_view(), name="update-return"),
    path("updates/<int:pk>/correct/", updates.UpdateCorrect.as_view(), name="update-correct"),
    path("updates/<int:pk>/history/", updates.UpdateHistory.as_view(), name="update-history"),
    *part_paths("actions/", milestones.MilestonePage),
    path("actions/<int:action>/status/", overrides.OverrideCreate.as_view(), name="override-create"),
    path("status/<int:pk>/withdraw/", overrides.override_withdraw, name="override-withdraw"),
]
