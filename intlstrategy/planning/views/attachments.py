"""The documents of a plan, an element or an action."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.numbers import whole
from intlstrategy.documents.models import Document
from intlstrategy.documents.views import DocumentCreate
from intlstrategy.municipalities.access import demand, may, requires
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Action, Attachment, Element, Plan
from intlstrategy.planning.services.attachments import attach_document, detach_document, field_of, plan_behind
from intlstrategy.planning.views.plans import plan_frame, plan_of

MOST_OFFERED = 500


def attachments_of(record: Any, membership: Membership) -> list[Attachment]:
    """The documents on a record that this member may see, in one query."""
    readable = Document.objects.of(record.municipality).readable_by(membership)
    rows = Attachment.objects.of(record.municipality).filter(document__in=readable, **{field_of(record): record})
    return list(rows.select_related("document__municipality").order_by("document__folded", "pk"))


def may_attach(membership: Membership, record: Any) -> bool:
    plan = plan_behind(record)
    return may(membership, Capability.PROPOSE, record) and (plan is None or plan.is_open)


def documents_page(request: HttpRequest, record: Any, template: str, context: dict[str, Any]) -> HttpResponse:
    """List, attach and detach: those who may write the record, or propose for their own department."""
    membership = request.membership
    if request.method == "POST":
        demand(membership, Capability.PROPOSE, record)
        carry_out(request, record)
        return redirect(request.path)
    attachments = attachments_of(record, membership)
    context |= {"record": record, "attachments": attachments, "may_attach": may_attach(membership, record)}
    if context["may_attach"]:
        taken = {attachment.document_id for attachment in attachments}
        free = Document.objects.of(record.municipality).readable_by(membership).exclude(pk__in=taken)
        context |= {"documents": list(free.order_by("folded", "pk")[:MOST_OFFERED])}
    return render(request, template, context)


def carry_out(request: HttpRequest, record: Any) -> None:
    readable = Document.objects.of(record.municipality).readable_by(request.membership)
    detached = whole(request.POST.get("detach", ""))
    if detached is not None:
        rows = Attachment.objects.of(record.municipality).filter(document__in=readable, **{field_of(record): record})
        held = rows.select_related("document", "plan", "element__plan", "action__plan")
        try:
            detach_document(attachment=get_object_or_404(held, pk=detached), by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The document is no longer attached here. It stays in the register."))
        return
    asked = whole(request.POST.get("document", ""))
    if asked is None:
        messages.error(request, _("Choose a document first."))
        return
    try:
        attach_document(document=get_object_or_404(readable, pk=asked), holder=record, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The document is attached."))


@requires(Capability.READ)
def plan_documents(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    plan = plan_of(municipality, slug)
    where = {"new_url": reverse("planning:plan-document-create", args=[municipality.slug, slug])}
    return documents_page(request, plan, "planning/plan_documents.html", plan_frame(plan) | where)


@requires(Capability.READ)
def element_documents(request: HttpRequest, municipality: Municipality, slug: str, pk: int) -> HttpResponse:
    element = get_object_or_404(Element.objects.of(municipality).select_related("plan"), plan__slug=slug, pk=pk)
    where = {"new_url": reverse("planning:element-document-create", args=[municipality.slug, slug, pk])}
    return documents_page(request, element, "planning/record_documents.html", where)


@requires(Capability.READ)
def action_documents(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.of(municipality).select_related("plan"), pk=pk)
    where = {"new_url": reverse("planning:action-document-create", args=[municipality.slug, pk])}
    return documents_page(request, action, "planning/record_documents.html", where)


class AttachedDocumentCreate(DocumentCreate):
    """Add a new document, and attach it in one go."""

    title = gettext_lazy("Add and attach document")
    done_message = gettext_lazy("“%(name)s” is saved and attached.")
    holders: ClassVar[Any]
    back_name: ClassVar[str]

    @cached_property
    def holder(self) -> Any:
        record = get_object_or_404(self.holders.of(self.municipality), **self.holder_lookup())
        demand(self.membership, self.capability, record)
        return record

    def get_form_kwargs(self) -> dict[str, Any]:
        self.holder  # noqa: B018 - whoever may not write it is refused before anything is read
        return super().get_form_kwargs()

    def holder_lookup(self) -> dict[str, Any]:
        return {"pk": self.kwargs["pk"]}

    def back_url(self) -> str:
        return reverse(self.back_name, kwargs=self.kwargs)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(str(self.holder), self.holder.get_absolute_url()), (_("Documents"), self.back_url())]

    def get_success_url(self) -> str:
        return self.back_url()

    @transaction.atomic
    def store(self, document: Document, form: Any) -> Document:
        document = super().store(document, form)
        attach_document(document=document, holder=self.holder, by=self.request.user)
        return document


class PlanDocumentCreate(AttachedDocumentCreate):
    holders = Plan.objects.all()
    back_name = "planning:plan-documents"

    def holder_lookup(self) -> dict[str, Any]:
        return {"slug": self.kwargs["slug"]}


class ElementDocumentCreate(AttachedDocumentCreate):
    holders = Element.objects.select_related("plan")
    back_name = "planning:element-documents"

    def holder_lookup(self) -> dict[str, Any]:
        return {"pk": self.kwargs["pk"], "plan__slug": self.kwargs["slug"]}


class ActionDocumentCreate(AttachedDocumentCreate):
    holders = Action.objects.select_related("plan")
    back_name = "planning:action-documents"
