from django.contrib import admin

from intlstrategy.interchange.models import ColumnMapping, ImportRow, ImportRun
from intlstrategy.municipalities.scoped_admin import TenantAdmin, register_scoped

register_scoped(
    ImportRun,
    listed=["original_name", "plan", "status", "started_at"],
    search=["folded"],
    filters=["status", "format", "plan"],
    is_frozen=True,
)
register_scoped(ColumnMapping, listed=["format", "fingerprint"], search=["format"], filters=["format"], is_frozen=True)


@admin.register(ImportRow)
class ImportRowAdmin(TenantAdmin):
    list_display = ["run", "number", "kind", "outcome", "title"]
    list_filter = ["outcome", "kind"]
    search_fields = ["title"]
