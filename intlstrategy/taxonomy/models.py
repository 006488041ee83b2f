"""The words that plans share across cities: dimensions, levels of government, goals and urban agendas.

Rows without a municipality come with the product (`load_taxonomy`); a city adds its own beside them.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import BoundedForeignKey
from intlstrategy.municipalities.models import Municipality
from intlstrategy.taxonomy.querysets import TaxonomyQuerySet


class Term(models.Model):
    """One entry of a list, with a stable code and a name in both languages of the interface."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    code = models.CharField(_("code"), max_length=30)
    name_en = models.CharField(_("name in English"), max_length=300)
    name_es = models.CharField(_("name in Spanish"), max_length=300)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects = TaxonomyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    @property
    def number(self) -> str:
        """The code where people know it, such as 11.6; a word that only files know is left out."""
        return self.code if self.code[:1].isdigit() else ""

    @property
    def name(self) -> str:
        return self.name_es if (get_language() or "").startswith("es") else self.name_en


def unique_code(name: str, *fields: str) -> list[models.BaseConstraint]:
    message = _("This code is taken.")
    return [
        models.UniqueConstraint(
            fields=[*fields, "code"],
            condition=Q(municipality__isnull=True),
            name=f"{name}_code_once",
            violation_error_message=message,
        ),
        models.UniqueConstraint(
            fields=[*fields, "municipality", "code"],
            name=f"{name}_code_once_per_municipality",
            violation_error_message=message,
        ),
    ]


class Dimension(Term):
    class Meta(Term.Meta):
        verbose_name = pgettext_lazy("of external action", "dimension")
        verbose_name_plural = _("dimensions")
        constraints = unique_code("dimension")


class GovernanceLevel(Term):
    class Meta(Term.Meta):
        verbose_name = _("governance level")
        verbose_name_plural = _("governance levels")
        constraints = unique_code("governance_level")


def as_read(code: str) -> str:
    """A code as a file may write it: in whatever case and with whatever blanks."""
    return " ".join(code.split()).casefold()


class NumberedTerm(Term):
    """What files name by its code, which therefore stands only once among all that a city may align with."""

    class Meta(Term.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        self.code = " ".join(self.code.split())
        for others in self.named_alike():
            if self.municipality_id is not None:
                others = others.available_to(self.municipality_id)
            codes = others.exclude(pk=self.pk) if isinstance(self, others.model) else others
            if as_read(self.code) in map(as_read, codes.values_list("code", flat=True)):
                taken = _("This code is taken by another goal, target or objective. Choose one of your own.")
                raise ValidationError({"code": taken})

    def named_alike(self) -> list[TaxonomyQuerySet]:
        """All that a file writes in the same way before the code: SDG for goals and targets alike."""
        return [Goal.objects.all(), GoalTarget.objects.all()]


class Goal(NumberedTerm):
    """One of the 17 Sustainable Development Goals."""

    class Meta(Term.Meta):
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")
        constraints = unique_code("goal")


class GoalTarget(NumberedTerm):
    """One of the 169 targets."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="targets", verbose_name=_("goal"))

    class Meta(Term.Meta):
        verbose_name = _("SDG target")
        verbose_name_plural = _("SDG targets")
        constraints = unique_code("goal_target")


class UrbanAgendaObjective(NumberedTerm):
    """An objective, theme or heading of an urban agenda."""

    class Framework(models.TextChoices):
        SPANISH = "aue", _("Spanish Urban Agenda")
        EUROPEAN = "uaeu", _("Urban Agenda for the EU")
        UNITED_NATIONS = "nua", _("New Urban Agenda")
        OWN = "own", _("Own urban agenda")

    framework = models.CharField(_("agenda"), max_length=10, choices=Framework)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )

    class Meta(Term.Meta):
        ordering = ["framework", "position", "code"]
        verbose_name = _("urban agenda objective")
        verbose_name_plural = _("urban agenda objectives")
        constraints = unique_code("urban_agenda_objective", "framework")

    def named_alike(self) -> list[TaxonomyQuerySet]:
        return [UrbanAgendaObjective.objects.filter(framework=self.framework)]


class TaxonomyForeignKey(BoundedForeignKey):
    """A link to a term that every city shares, or to the municipality's own; another city's is not found."""

    def rows_for(self, model_instance: Any) -> TaxonomyQuerySet:
        terms: TaxonomyQuerySet = self.remote_field.model.objects  # type: ignore[attr-defined]
        return terms.available_to(model_instance.municipality_id)
