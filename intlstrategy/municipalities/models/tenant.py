import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from intlstrategy.accounts.models import User
from intlstrategy.core.countries import country_choices
from intlstrategy.municipalities.reserved import lower_case, not_reserved


def crest_name(municipality: "Municipality", original: str) -> str:
    """A name of our own: the one it came with may say anything."""
    suffix = "png" if original.lower().endswith(".png") else "jpg"
    return f"crests/{municipality.slug}/{uuid.uuid4().hex}.{suffix}"


class Municipality(models.Model):
    """The tenant: a city whose plans, people and figures are kept apart from every other city's."""

    told_along = ()
    guarded: ClassVar[dict[str, Any]] = {}

    name = models.CharField(_("name"), max_length=200, unique=True)
    office = models.CharField(_("name of the office"), max_length=200, blank=True)
    slug = models.SlugField(_("web address"), unique=True, validators=[lower_case, not_reserved])
    country = models.CharField(
        _("country"),
        max_length=2,
        choices=country_choices,
        blank=True,
        help_text=_("Relations within it are not counted where a plan’s priorities abroad are held against them."),
    )
    main_language = models.CharField(_("main content language"), max_length=5, default="es")
    other_languages = models.JSONField(_("other content languages"), default=list, blank=True)
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="EUR",
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters, such as EUR."))],
    )
    fiscal_year_starts = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    at_risk_threshold = models.PositiveSmallIntegerField(
        _("at risk when progress trails time by"),
        default=15,
        validators=[MaxValueValidator(100)],
        help_text=_("Percentage points."),
    )
    staff_day_cost = models.DecimalField(
        _("cost of a working day of staff"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("In that currency. What networks cost is computed with it; empty: only their fees count."),
    )
    status_names = models.JSONField(_("own names of the seven statuses"), default=dict, blank=True)
    crest = models.FileField(_("crest"), upload_to=crest_name, max_length=200, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    is_demonstration = models.BooleanField(_("demonstration data"), default=False)
    is_simple = models.BooleanField(
        _("simple mode"),
        default=False,
        help_text=_(
            "For small councils: two levels, no weights, no approval by a second person."
            " Nothing is lost when you switch back."
        ),
    )
    revision = models.PositiveIntegerField(default=0, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, by: User | None = None, **kwargs: Any) -> None:
        self.revision += 1
        self._history_user = by
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "revision"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("workspace:home", args=[self.slug])

    @property
    def content_languages(self) -> list[str]:
        return [self.main_language, *self.other_languages]

    @property
    def interface_languages(self) -> list[str]:
        return [code for code, _name in settings.LANGUAGES]
