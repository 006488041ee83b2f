from django.db import models
from django.utils.translation import gettext_lazy as _

from intlstrategy.documents.models import Document
from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.planning.models.action import Action
from intlstrategy.planning.models.alignment import exactly_one
from intlstrategy.planning.models.plan import Plan
from intlstrategy.planning.models.tree import Element


class Attachment(ScopedModel):
    """A document attached to a plan, an element or an action; it shows there as long as the document is out of the bin."""

    lets_go = ("document",)

    document = ScopedForeignKey(Document, related_name="attachments", verbose_name=_("document"))
    plan = ScopedForeignKey(Plan, null=True, blank=True, related_name="attachments", verbose_name=_("plan"))
    element = ScopedForeignKey(Element, null=True, blank=True, related_name="attachments", verbose_name=_("element"))
    action = ScopedForeignKey(Action, null=True, blank=True, related_name="attachments", verbose_name=_("action"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attached document")
        verbose_name_plural = _("attached documents")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("plan", "element", "action"), name="attachment_is_on_exactly_one_record"
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def is_confidential(self) -> bool:
        return self.document.is_confidential

    @property
    def record(self) -> Plan | Element | Action:
        return self.plan or self.element or self.action  # type: ignore[return-value]  # exactly one is set
