from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from intlstrategy.documents.models import Document
from intlstrategy.municipalities.admin import ScopedAdmin


@admin.register(Document)
class DocumentAdmin(ScopedAdmin):
    """Administrators hold no CONFIDE: what is confidential is not in their list."""

    list_display = ["title", "visibility", "department", "size"]
    search_fields = ["folded"]
    list_filter = ["visibility", "department"]
    is_frozen = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.exclude(visibility=Document.Visibility.CONFIDENTIAL)
