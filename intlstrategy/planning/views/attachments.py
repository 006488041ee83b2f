"""The documents of a plan, an element or an action."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from intlstrategy.documents.models import Document
from intlstrategy.municipalities.access import demand, requires
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Action, Attachment, Element
from intlstrategy.planning.services.attachments import attach_document, detach_document, field_of
from intlstrategy.planning.views.plans import plan_frame, plan_of


def attachments_of(record: Any, membership: Membership) -> list[Attachment]:
    """The documents on a record that this member may see, in one query."""
    readable = Document.objects.of(record.municipality).readable_by(membership)
    rows = Attachment.objects.of(record.municipality).filter(document__in=readable, **{field_of(record): record})
    return list(rows.select_related("document__municipality").order_by("document__folded", "pk"))


def documents_page(request: HttpRequest, record: Any, template: str, context: dict[str, Any]) -> HttpResponse:
    """List, attach and detach: those who may write the record, or propose documents of their own department."""
    membership = request.membership
    if request.method == "POST":
        demand(membership, Capability.PROPOSE, record)
        carry_out(request, record)
        return redirect(request.path)
    attachments = attachments_of(record, membership)
    taken = {attachment.document_id for attachment in attachments}
    free = Document.objects.of(record.municipality).readable_by(membership).exclude(pk__in=taken).order_by("folded")
    context |= {"record": record, "attachments": attachments, "documents": list(free[:500])}
    return render(request, template, context)


def carry_out(request: HttpRequest, record: Any) -> None:
    readable = Document.objects.of(record.municipality).readable_by(request.membership)
    if request.POST.get("detach", "").isdigit():
        rows = Attachment.objects.of(record.municipality).filter(document__in=readable, **{field_of(record): record})
        detach_document(
            attachment=get_object_or_404(
                rows.select_related("document", "plan", "element", "action"), pk=request.POST["detach"]
            ),
            by=request.user,
        )
        messages.success(request, _("The document is no longer attached here. It stays in the register."))
        return
    asked = request.POST.get("document", "")
    if not asked.isdigit():
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
    return documents_page(request, plan, "planning/plan_documents.html", plan_frame(plan))


@requires(Capability.READ)
def element_documents(request: HttpRequest, municipality: Municipality, slug: str, pk: int) -> HttpResponse:
    element = get_object_or_404(Element.objects.of(municipality), plan__slug=slug, pk=pk)
    return documents_page(request, element, "planning/record_documents.html", {})


@requires(Capability.READ)
def action_documents(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.of(municipality), pk=pk)
    return documents_page(request, action, "planning/record_documents.html", {})
