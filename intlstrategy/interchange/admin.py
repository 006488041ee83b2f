from django.contrib import admin

from intlstrategy.interchange.models import ColumnMapping, ImportRow, ImportRun
from intlstrategy.municipalities.admin import ReadOnlyAdmin, register_scoped

register_scoped(
    ImportRun,
    listed=["original_name", "plan", "status", "started_at"],
    search=["folded"],
    filters=["status"],
    is_frozen=True,
)
register_scoped(ColumnMapping, listed=["format", "fingerprint"], search=["format"], is_frozen=True)


@admin.register(ImportRow)
class ImportRowAdmin(ReadOnlyAdmin):
    list_display = ["run", "number", "kind", "outcome", "title"]
    list_filter = ["outcome", "kind"]
    search_fields = ["title"]
    list_select_related = ["run"]
