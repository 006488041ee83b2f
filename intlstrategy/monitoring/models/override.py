"""A status that a person set in place of the computed one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.planning.models import Action


class StatusOverride(ScopedModel):
    """Who says that an action goes otherwise than the rules say, why, from when to when."""

    action = ScopedForeignKey(Action, related_name="overrides", verbose_name=_("action"))
    status = models.CharField(pgettext_lazy("of an action", "status"), max_length=12, choices=Action.Status)
    reason = models.TextField(_("reason"))
    starts_on = models.DateField(_("from"), editable=False)
    ends_on = models.DateField(_("until"), null=True, blank=True, editable=False)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("set by")
    )  # fmt: skip

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("status set by a person")
        verbose_name_plural = _("statuses set by persons")
        constraints = [
            models.UniqueConstraint(
                fields=["action"],
                condition=LIVING & Q(ends_on__isnull=True),
                name="override_once_at_a_time",
                violation_error_message=_("A person set its status already. Change that one."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="override_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="override_says_why", violation_error_message=_("Say why.")
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_status_display())

    def get_absolute_url(self) -> str:
        return reverse("planning:action-detail", args=[self.municipality.slug, self.action_id])

    @property
    def known_as(self) -> ScopedModel:
        return self.action
