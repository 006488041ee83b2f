from django.urls import path, register_converter

from intlstrategy.interchange.converters import TableSuffix
from intlstrategy.interchange.views import runs, wizard

register_converter(TableSuffix, "table_suffix")

app_name = "interchange"
urlpatterns = [
    path("imports/", runs.ImportList.as_view(), name="import-list"),
    path("imports/new/", wizard.import_create, name="import-create"),
    path("imports/template.<table_suffix:suffix>", wizard.import_template, name="import-template"),
    path("imports/<int:pk>/", runs.import_detail, name="import-detail"),
    path("imports/<int:pk>/columns/", wizard.import_columns, name="import-columns"),
    path("imports/<int:pk>/names/", wizard.import_names, name="import-names"),
    path("imports/<int:pk>/apply/", runs.import_apply, name="import-apply"),
    path("imports/<int:pk>/cancel/", runs.import_cancel, name="import-cancel"),
    path("imports/<int:pk>/refused.csv", runs.import_refused, name="import-refused"),
    path("plans/<slug:slug>/export/", wizard.plan_export, name="plan-export"),
]
