"""What was approved: rows that stand alone, inserted once and never changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.documents.models import Document
from intlstrategy.governance.models import Decision
from intlstrategy.municipalities.models import Municipality, ScopedForeignKey
from intlstrategy.planning.models.plan import Plan
from intlstrategy.planning.querysets import FrozenQuerySet, VersionQuerySet


class FrozenModel(models.Model):
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", editable=False)

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What was approved never changes; a correction is a new version.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("What was approved is never deleted.")


class Version(FrozenModel):
    """The numbered text of a plan as a body approved it on a date."""

    lets_go = ("plan",)

    plan = ScopedForeignKey(Plan, related_name="versions", verbose_name=_("plan"))
    number = models.PositiveIntegerField(_("number"))
    approved_by_body = models.CharField(_("approved by"), max_length=200)
    approved_on = models.DateField(_("approved on"))
    decision = ScopedForeignKey(
        Decision,
        null=True,
        blank=True,
        related_name="approved_versions",
        verbose_name=pgettext_lazy("of a body", "decision"),
    )
    document = ScopedForeignKey(
        Document, null=True, blank=True, related_name="approved_versions", verbose_name=_("approved document")
    )
    note = models.TextField(_("note"), blank=True)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    sponsor_name = models.CharField(_("political sponsor"), max_length=420, blank=True)
    lead_department_name = models.CharField(_("coordinating department"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("approved version")
        verbose_name_plural = _("approved versions")
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="version_number_once_per_plan")]

    def __str__(self) -> str:
        return _("%(plan)s, version %(number)s") % {"plan": self.title, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("planning:version-detail", args=[self.municipality.slug, self.plan.slug, self.number])


class VersionElement(FrozenModel):
    """An element as approved. ``source_id`` and ``parent_source_id`` are plain ids of the elements of that day."""

    version = ScopedForeignKey(Version, related_name="elements", verbose_name=_("version"))
    source_id = models.BigIntegerField()
    parent_source_id = models.BigIntegerField(null=True)
    depth = models.PositiveSmallIntegerField(_("depth"))
    order = models.PositiveIntegerField(_("order"))
    level_name = models.CharField(_("level"), max_length=60, blank=True)
    code = models.CharField(_("code"), max_length=30, blank=True)
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("text"), blank=True)
    weight = models.DecimalField(_("weight"), max_digits=8, decimal_places=2)
    sponsor_name = models.CharField(_("political sponsor"), max_length=420, blank=True)
    lead_department_name = models.CharField(_("lead department"), max_length=200, blank=True)
    alignments = models.TextField(_("alignments"), blank=True)

    class Meta:
        ordering = ["version", "order"]
        verbose_name = _("approved element")
        verbose_name_plural = _("approved elements")
        constraints = [models.UniqueConstraint(fields=["version", "source_id"], name="version_element_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class VersionAction(FrozenModel):
    """An action as approved. People are plain ids, resolved when shown: of a membership, of a user who stated progress."""

    version = ScopedForeignKey(Version, related_name="actions", verbose_name=_("version"))
    source_id = models.BigIntegerField()
    element_source_id = models.BigIntegerField()
    order = models.PositiveIntegerField(_("order"))
    code = models.CharField(_("code"), max_length=30, blank=True)
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("what we do"), blank=True)
    reason = models.TextField(_("why it matters"), blank=True)
    starts_on = models.DateField(_("starts on"), null=True)
    ends_on = models.DateField(_("ends on"), null=True)
    is_continuous = models.BooleanField(_("continuous, without an end"), default=False)
    priority = models.CharField(_("priority"), max_length=6, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=8, decimal_places=2)
    file_number = models.CharField(_("file number"), max_length=60, blank=True)
    responsible_id = models.BigIntegerField(null=True)
    lead_department_name = models.CharField(_("lead department"), max_length=200, blank=True)
    contributing_department_names = models.TextField(_("contributing departments"), blank=True)
    further_elements = models.TextField(  # noqa: DJ001 - None in versions older than this column, which keep nothing of it
        _("further elements it contributes to"), null=True, blank=True
    )
    stated_status = models.CharField(_("stated status"), max_length=12, blank=True)
    stated_status_name = models.CharField(_("the city’s name of that status then"), max_length=40, blank=True)
    stated_progress = models.DecimalField(_("stated progress"), max_digits=5, decimal_places=2, null=True)
    stated_on = models.DateField(_("stated on"), null=True)
    stated_by_id = models.BigIntegerField(_("stated by"), null=True)
    stated_in = models.CharField(_("stated in"), max_length=255, blank=True)
    alignments = models.TextField(_("alignments"), blank=True)

    class Meta:
        ordering = ["version", "order"]
        verbose_name = _("approved action")
        verbose_name_plural = _("approved actions")
        constraints = [models.UniqueConstraint(fields=["version", "source_id"], name="version_action_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()
