from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.planning.models.plan import LIVING, Plan
from intlstrategy.planning.models.tree import Element
from intlstrategy.planning.querysets import DiagnosisQuerySet
from intlstrategy.taxonomy.models import Dimension, TaxonomyForeignKey


class Diagnosis(ScopedModel):
    """Where the city stands: a strength, weakness, opportunity, threat or need, with its evidence."""

    told_along = ("answers",)
    binned_along = ("answers",)

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("Strength")
        WEAKNESS = "weakness", _("Weakness")
        OPPORTUNITY = "opportunity", _("Opportunity")
        THREAT = "threat", _("Threat")
        NEED = "need", _("Need")

    plan = ScopedForeignKey(Plan, related_name="diagnoses", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("statement"), max_length=500)
    evidence = models.TextField(_("evidence"), blank=True, help_text=_("What shows it: a figure, a study, a source."))
    dimension = TaxonomyForeignKey(
        Dimension, null=True, blank=True, related_name="diagnoses", verbose_name=_("dimension")
    )
    position = models.PositiveIntegerField(_("order"), default=0, editable=False)
    folded = FoldedField("title")

    objects = DiagnosisQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("diagnosis")
        verbose_name_plural = _("diagnoses")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its place on the board of its plan, which everybody who reads may open."""
        return f"{reverse('planning:diagnosis-board', args=[self.municipality.slug, self.plan.slug])}#d{self.pk}"


class DiagnosisAnswer(ScopedModel):
    """An element of the plan that answers a point of the diagnosis."""

    diagnosis = ScopedForeignKey(Diagnosis, related_name="answers", verbose_name=_("diagnosis"))
    element = ScopedForeignKey(Element, related_name="answers", verbose_name=_("element"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer to the diagnosis")
        verbose_name_plural = _("answers to the diagnosis")
        constraints = [
            models.UniqueConstraint(fields=["diagnosis", "element"], condition=LIVING, name="diagnosis_answer_once"),
        ]

    def __str__(self) -> str:
        return str(self.element)
