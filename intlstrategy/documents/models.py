import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.documents.querysets import DocumentQuerySet
from intlstrategy.municipalities.models import Department, ScopedForeignKey, ScopedModel


def stored_name(document: "Document", original: str) -> str:
    """A new name, under the municipality's own folder: what a person typed never reaches the disk."""
    suffix = original.rsplit(".", 1)[-1].lower()
    return f"documents/{document.municipality_id}/{uuid.uuid4().hex}.{suffix}"


class Document(ScopedModel):
    """A file that belongs to the city's records, with who may see it."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Public")
        INTERNAL = "internal", _("Internal")
        CONFIDENTIAL = "confidential", _("Confidential")

    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200)
    original_name = models.CharField(_("name of the file"), max_length=255, editable=False)
    content_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    visibility = models.CharField(
        _("who may see it"),
        max_length=12,
        choices=Visibility,
        default=Visibility.INTERNAL,
        help_text=_("The strictest of this and of the records it is attached to decides."),
    )
    department = ScopedForeignKey(
        Department, null=True, blank=True, related_name="documents", verbose_name=_("department")
    )
    language = models.CharField(_("language"), max_length=5, blank=True)
    folded = FoldedField("title", "original_name")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document-detail", args=[self.municipality.slug, self.pk])

    def answering_departments(self) -> set[int | None]:
        return {self.department_id}

    @property
    def is_draft(self) -> bool:
        """Whoever keeps a document for their department may take it away again."""
        return True

    @property
    def is_confidential(self) -> bool:
        return self.visibility == self.Visibility.CONFIDENTIAL
