"""The legal natures of agreements, with what the law of each allows and asks: a city's own list, begun from a ready one."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING

MOST_MONTHS = 1200


class LegalNature(ScopedModel):
    """What an agreement is in law: how long it may last, how long its renewals, and how early notice is given."""

    told_along = ("duties",)
    binned_along = ("duties",)

    name = models.CharField(_("name"), max_length=200)
    legal_basis = models.CharField(
        _("legal basis"), max_length=300, blank=True, help_text=_("Law and articles, such as Ley 40/2015, art. 47 to 53.")
    )  # fmt: skip
    longest_months = models.PositiveIntegerField(
        _("longest first term, in months"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
        help_text=_("Empty where the law sets no limit."),
    )  # fmt: skip
    longest_renewal_months = models.PositiveIntegerField(
        _("longest renewal, all together, in months"), null=True, blank=True, validators=[MaxValueValidator(MOST_MONTHS)],
        help_text=_("0 where it cannot be renewed; empty where the law sets no limit."),
    )  # fmt: skip
    notice_days = models.PositiveIntegerField(
        _("notice before the end, in days"), default=90, validators=[MaxValueValidator(3650)],
        help_text=_("How long before the end the city should have decided, unless the agreement says otherwise."),
    )  # fmt: skip
    folded = FoldedField("name")

    class Meta:
        ordering = ["folded", "pk"]
        verbose_name = _("legal nature")
        verbose_name_plural = _("legal natures")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=LIVING,
                name="legal_nature_name_once",
                violation_error_message=_("There already is a legal nature with this name."),
            ),
            models.CheckConstraint(
                condition=models.Q(longest_renewal_months__isnull=True) | models.Q(longest_months__isnull=False),
                name="legal_nature_renewal_needs_a_term",
                violation_error_message=_("A limit on renewals needs a limit on the first term."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("relations:nature-detail", args=[self.municipality.slug, self.pk])


class NatureDuty(ScopedModel):
    """What the law asks of every agreement of a legal nature, and within how long: a report, a registration, a publication."""

    class From(models.TextChoices):
        SIGNED = "signed", _("its signing")
        IN_FORCE = "in_force", _("its entry into force")
        EXPIRES = "expires", _("its end")

    nature = ScopedForeignKey(LegalNature, related_name="duties", verbose_name=_("legal nature"))
    title = models.CharField(_("what has to be done"), max_length=200)
    days = models.IntegerField(
        _("within so many days"), validators=[MinValueValidator(-3650), MaxValueValidator(3650)],
        help_text=_("A negative number is so many days before."),
    )  # fmt: skip
    counts_from = models.CharField(_("counted from"), max_length=10, choices=From, default=From.SIGNED)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("duty by law")
        verbose_name_plural = _("duties by law")
        constraints = [
            models.UniqueConstraint(
                fields=["nature", "title"],
                condition=LIVING,
                name="nature_duty_title_once",
                violation_error_message=_("This duty is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("relations:nature-detail", args=[self.municipality.slug, self.nature_id])

    @property
    def known_as(self) -> ScopedModel:
        return self.nature
