from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from intlstrategy.documents.models import Document
from intlstrategy.documents.services import change_document, log_reading
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security_all
from intlstrategy.municipalities.forms.administration import ScopedAdminForm
from intlstrategy.municipalities.scoped_admin import ScopedAdmin


class DocumentAdminForm(ScopedAdminForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, code) for code in self.instance.municipality.content_languages]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[("", "–"), *languages], required=False
        )


@admin.register(Document)
class DocumentAdmin(ScopedAdmin):
    """What is said of a document is changed, its file stays. Confidential ones are not in an administrator's list."""

    form = DocumentAdminForm
    shown_along: ClassVar[tuple[str, ...]] = ("file", "original_name", "size")
    list_display = ["title", "visibility", "department", "size"]
    search_fields = ["folded"]
    list_filter = ["visibility", "department"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.exclude(visibility=Document.Visibility.CONFIDENTIAL)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Document | None:
        document = super().get_object(request, object_id, from_field)
        if document is not None:
            log_reading(request, document)
        return document

    def log_exported(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        confidential = list(rows.filter(visibility=Document.Visibility.CONFIDENTIAL))
        log_security_all(SecurityEvent.Kind.CONFIDED, confidential, by=request.user, request=request)  # type: ignore[arg-type]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def write(self, request: HttpRequest, obj: Document, form: Any) -> None:
        change_document(document=obj, by=request.user, seen=form.cleaned_data["seen"])
