"""Documents attached to plans, elements and actions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.documents.models import Document
from intlstrategy.journal.services import record
from intlstrategy.planning.models import Action, Attachment, Element, Plan
from intlstrategy.planning.services.holding import demand_open, hold, hold_record

Holder = Plan | Element | Action


def field_of(holder: Holder) -> str:
    return type(holder).__name__.lower()


def plan_behind(holder: Holder) -> Plan | None:
    """The plan that a holder is, or stands in."""
    return holder if isinstance(holder, Plan) else holder.plan


@transaction.atomic
def attach_document(*, document: Document, holder: Holder, by: User) -> Attachment:
    """Attach a document to a record, once; the document's row is the lock for two that click at the same time."""
    hold(holder)
    hold_record(holder)
    demand_open(plan_behind(holder))
    stored = Document._base_manager.select_for_update(no_key=True).get(pk=document.pk)
    if stored.binned_at is not None:
        raise ValidationError(_("“%(name)s” went to the bin meanwhile.") % {"name": document})
    known = Attachment.objects.of(holder.municipality).filter(document=document, **{field_of(holder): holder})
    if known.exists():
        raise ValidationError(_("This document is already attached here."))
    attachment = Attachment(municipality=holder.municipality, document=document, **{field_of(holder): holder})
    attachment.full_clean(exclude=["municipality"])
    attachment.save(by=by)
    record("attached", holder, by=by, detail="" if stored.is_confidential else stored.title)
    return attachment


@transaction.atomic
def detach_document(*, attachment: Attachment, by: User) -> None:
    """Take a document off a record; the document stays in the register, and the link in the history."""
    holder, title = attachment.record, "" if attachment.is_confidential else attachment.document.title
    hold(holder)
    hold_record(holder)
    demand_open(plan_behind(holder))
    if not Attachment.objects.of(holder.municipality).filter(pk=attachment.pk).exists():
        return  # somebody else took it off at the same moment
    attachment._history_user = by
    attachment.delete()
    record("detached", holder, by=by, detail=title)
