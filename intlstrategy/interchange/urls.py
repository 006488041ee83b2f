from django.urls import path

from intlstrategy.core import converters  # noqa: F401 - names the kinds of table files
from intlstrategy.interchange.views import runs, wizard
from intlstrategy.municipalities.registers import register_paths
from intlstrategy.planning.views.renamed import plan_path

app_name = "interchange"
urlpatterns = [
    *register_paths("imports/", runs.ImportList, "import-list"),
    path("imports/new/", wizard.import_create, name="import-create"),
    path("imports/template.<table_suffix:suffix>", wizard.import_template, name="import-template"),
    path("imports/<slug:register>/new/", wizard.register_import_create, name="register-import-create"),
    path("imports/<slug:register>/template.<table_suffix:suffix>", wizard.register_template, name="register-template"),
    path("imports/<slug:register>/export.<table_suffix:suffix>", wizard.register_export, name="register-export"),
    path("imports/<int:pk>/", runs.import_detail, name="import-detail"),
    path("imports/<int:pk>/columns/", wizard.import_columns, name="import-columns"),
    path("imports/<int:pk>/place/", wizard.import_place, name="import-place"),
    path("imports/<int:pk>/names/", wizard.import_names, name="import-names"),
    path("imports/<int:pk>/apply/", runs.import_apply, name="import-apply"),
    path("imports/<int:pk>/cancel/", runs.import_cancel, name="import-cancel"),
    path("imports/<int:pk>/refused.csv", runs.import_refused, name="import-refused"),
    plan_path("export.<table_suffix:suffix>", wizard.plan_export, name="plan-export"),
]
