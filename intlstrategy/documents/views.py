"""Documents: the register, the page of one, its file through the access check."""

from pathlib import PurePath
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from intlstrategy.core.registry import panels
from intlstrategy.core.tables import Column, linked
from intlstrategy.documents.forms import DocumentForm
from intlstrategy.documents.models import Document
from intlstrategy.documents.services import change_document, log_reading, replace_file, store_document
from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.access import ScopedView, may, requires
from intlstrategy.municipalities.models import Department, Membership, Municipality
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register, ScopedFilterSet
from intlstrategy.municipalities.roles import Capability


class DocumentFilters(ScopedFilterSet):
    visibility = django_filters.ChoiceFilter(
        choices=Document.Visibility, label=gettext_lazy("Who may see it"), empty_label=gettext_lazy("Anybody")
    )
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=gettext_lazy("Department"), empty_label=gettext_lazy("All departments")
    )

    class Meta:
        model = Document
        fields = ["q", "visibility", "department"]


class DocumentList(Register):
    queryset = Document.objects.select_related("department")
    filterset_class = DocumentFilters
    name = "documents"
    title = gettext_lazy("Documents")
    lead = gettext_lazy("Approved texts, evidence and minutes, each with who may see it.")
    acts_template = "documents/_document_list_acts.html"
    empty_template = "documents/_document_list_empty.html"
    columns = [
        Column(
            key="title", label=gettext_lazy("Title"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, row.get_absolute_url(), row.original_name),
        ),
        Column(key="name", label=gettext_lazy("Name of the file"), value=lambda row: row.original_name, is_hidden=True),
        Column(key="visibility", label=gettext_lazy("Who may see it"), sort=("visibility",), value=lambda row: row.get_visibility_display()),
        Column(key="department", label=gettext_lazy("Department"), sort=("department__folded",), value=lambda row: row.department),
        Column(key="size", label=gettext_lazy("Size"), sort=("size",), value=lambda row: row.size, cell=lambda row: filesizeformat(row.size), is_number=True),
    ]  # fmt: skip

    def entries(self):
        return super().entries().readable_by(self.membership)

    def rows_to_export(self, rows):
        found = super().rows_to_export(rows)
        log_reading(self.request, *found)
        return found


def demand_readable(membership: Membership, document: Document) -> None:
    if document.is_confidential and not may(membership, Capability.CONFIDE, document):
        raise PermissionDenied


class ReadableDocument(ScopedView):
    """A confidential document is refused to those who may not read it, whatever the page."""

    def get_object(self, queryset=None):
        document = super().get_object(queryset)
        demand_readable(self.membership, document)
        log_reading(self.request, document)
        return document


class DocumentDetail(ReadableDocument, DetailView):
    capability = Capability.READ
    queryset = Document.objects.select_related("department")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = self.object
        same = (
            Document.objects.of(self.municipality)
            .readable_by(self.membership)
            .filter(sha256=document.sha256)
            .exclude(pk=document.pk)
        )
        shown = []
        for panel in panels:
            if panel.for_model == document._meta.label and self.membership.can(panel.capability):
                context = panel.load(self.municipality, [document.pk], self.membership).get(document.pk)
                if context:
                    shown.append({"panel": panel, "context": context})
        return super().get_context_data(**kwargs) | {
            "same": list(same[:5]),
            "panels": shown,
            "may_edit": may(self.membership, Capability.PROPOSE, document),
            "may_bin": may(self.membership, Capability.BIN, document),
        }


class DocumentPage:
    """What the form pages of a document share: departments propose and change their own."""

    model = Document
    form_class = DocumentForm
    capability = Capability.PROPOSE
    submit_label = gettext_lazy("Save document")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(_("Documents"), reverse("documents:document-list", args=[self.municipality.slug]))]

    def save(self, form: DocumentForm) -> Document:
        document = form.save(commit=False)
        if not may(self.membership, Capability.PROPOSE, document):
            document.department_id = document.department_id or self.membership.department_id
        if not may(self.membership, Capability.PROPOSE, document):
            raise ValidationError({"department": _("You may keep documents of your own department only.")})
        return self.store(document, form)

    def store(self, document: Document, form: DocumentForm) -> Document:
        fields = {"document": document, "by": self.request.user}
        upload, content = form.cleaned_data["upload"], form.content
        if document._state.adding:
            return store_document(upload=upload, content=content, **fields)
        if upload:
            return replace_file(upload=upload, content=content, seen=self.get_seen(), **fields)
        return change_document(seen=self.get_seen(), **fields)


class DocumentCreate(DocumentPage, ScopedCreate):
    title = gettext_lazy("Add document")
    add_another = True

    def get_initial(self) -> dict[str, Any]:
        return {"department": self.membership.department_id}


class DocumentEdit(DocumentPage, ReadableDocument, ScopedEdit):
    title = gettext_lazy("Edit document")


class DocumentBin(ReadableDocument, ScopedBin):
    model = Document

    def get_success_url(self) -> str:
        return reverse("documents:document-list", args=[self.municipality.slug])


class DocumentHistory(ReadableDocument, ScopedHistory):
    model = Document


@require_safe
@requires(Capability.READ)
def document_download(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """The file, as an attachment, to those who may see it; every download is logged."""
    document = get_object_or_404(Document.objects.of(municipality), pk=pk)
    demand_readable(request.membership, document)
    try:
        file = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    log_security(
        SecurityEvent.Kind.DOWNLOADED,
        by=request.user,
        request=request,
        municipality_id=municipality.pk,
        target=document,
    )
    log_reading(request, document)
    name = PurePath(document.original_name).name
    response = FileResponse(file, as_attachment=True, filename=name, content_type=document.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
