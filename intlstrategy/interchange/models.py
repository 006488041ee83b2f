import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.interchange.querysets import ImportRowQuerySet, ImportRunQuerySet
from intlstrategy.municipalities.models import Municipality, ScopedForeignKey, ScopedModel
from intlstrategy.planning.models import Plan
from intlstrategy.planning.models.plan import LIVING

KEPT_DAYS = 90


def stored_name(run: "ImportRun", original: str) -> str:
    suffix = "xlsx" if original.lower().endswith(".xlsx") else "csv"
    return f"imports/{run.municipality_id}/{uuid.uuid4().hex}.{suffix}"


class ImportRun(ScopedModel):
    """One file brought into a plan or a register: who, when, which file, how it was read, and what came of it."""

    lets_go = ("plan",)

    class Status(models.TextChoices):
        READING = "reading", _("Being read")
        UPLOADED = "uploaded", _("Uploaded")
        PREVIEWING = "previewing", _("Being compared")
        ASKED = "asked", _("Names to decide")
        PREVIEWED = "previewed", _("Ready to apply")
        REFUSED = "refused", _("Rows refused")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    class Register(models.TextChoices):
        STAKEHOLDERS = "stakeholders", _("Stakeholders")
        PEOPLE = "people", _("People")
        AGREEMENTS = "agreements", _("Agreements")
        NETWORKS = "networks", _("Networks")
        MISSIONS = "missions", _("Missions and visits")

    register = models.CharField(
        _("register"), max_length=12, choices=Register, blank=True, help_text=_("Empty: it goes into a plan.")
    )
    plan = ScopedForeignKey(Plan, null=True, blank=True, related_name="import_runs", verbose_name=_("plan"))
    new_plan = models.JSONField(_("plan to create"), default=dict)
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)
    original_name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), default=0)
    format = models.CharField(_("format"), max_length=20, blank=True)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    delimiter = models.CharField(_("delimiter"), max_length=1, blank=True)
    sheet = models.TextField(_("sheet"), blank=True)
    sheets = models.JSONField(default=list)  # of the whole workbook
    header = models.JSONField(default=list)
    samples = models.JSONField(default=list)  # for each column, the first things it says
    row_count = models.PositiveIntegerField(null=True)  # where all of them were read to recognise the file
    mapping = models.JSONField(_("columns"), default=dict)
    merges = models.JSONField(_("names merged"), default=list)
    near_duplicates = models.JSONField(
        default=list
    )  # what was asked about: [[parent path], [names], [names that may stand for all]], ...
    notes = models.JSONField(_("notes"), default=list)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UPLOADED)
    message = models.TextField(_("message"), blank=True)
    created_count = models.PositiveIntegerField(_("created"), default=0)
    updated_count = models.PositiveIntegerField(_("updated"), default=0)
    unchanged_count = models.PositiveIntegerField(_("unchanged"), default=0)
    refused_count = models.PositiveIntegerField(_("refused"), default=0)
    absent_count = models.PositiveIntegerField(_("absent"), default=0)
    job_id = models.BigIntegerField(null=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    applied_at = models.DateTimeField(_("applied at"), null=True)
    folded = FoldedField("original_name")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.original_name

    def get_absolute_url(self) -> str:
        return reverse("interchange:import-detail", args=[self.municipality.slug, self.pk])

    @property
    def is_working(self) -> bool:
        return self.status in {self.Status.READING, self.Status.PREVIEWING, self.Status.APPLYING}

    @property
    def is_undecided(self) -> bool:
        """Whether it can still be said what the file means and where it goes."""
        is_over = self.status in {self.Status.APPLIED, self.Status.CANCELLED}
        return bool(self.file and (self.header or self.sheets)) and not is_over and not self.is_working

    @property
    def is_compared(self) -> bool:
        """Whether its figures say what it would do, and not yet what it did."""
        return self.status in {self.Status.PREVIEWED, self.Status.REFUSED, self.Status.APPLYING}

    @property
    def kept_until(self) -> datetime:
        return self.started_at + timedelta(days=KEPT_DAYS)


class ImportRow(models.Model):
    """What one row of the file will do: seen before it is done. Goes with the file after 90 days."""

    lets_go = ("run",)

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        REFUSED = "refused", _("Refused")

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", editable=False)
    run = ScopedForeignKey(ImportRun, related_name="rows", verbose_name=_("import"))
    number = models.PositiveIntegerField(_("row"))
    kind = models.CharField(_("kind"), max_length=10)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    title = models.CharField(_("title"), max_length=500)
    path = models.TextField(_("place in the plan"), blank=True)
    changes = models.JSONField(_("changes"), default=list)  # [[label, before, after], ...]; a new record has no before
    problems = models.JSONField(_("problems"), default=list)  # [[column, message], ...]

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        indexes = [models.Index(fields=["run", "outcome", "number"], name="import_row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ColumnMapping(ScopedModel):
    """How a municipality reads the columns of one kind of file, remembered by its header."""

    fingerprint = models.CharField(max_length=64)
    format = models.CharField(_("format"), max_length=20)
    mapping = models.JSONField(_("columns"), default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "fingerprint"], condition=LIVING, name="column_mapping_once_per_header"
            ),
        ]

    def __str__(self) -> str:
        return self.format
