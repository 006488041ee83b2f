"""What members keep of the workspace for themselves: calendar feeds that their own calendar reads."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.municipalities.models import Membership, ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import LIVING
from intlstrategy.workspace.querysets import CalendarFeedQuerySet


class CalendarFeed(ScopedModel):
    """A private address at which one member's calendar is read without signing in, until it is revoked."""

    lets_go = ("membership",)  # a feed of whoever left answers nobody

    membership = ScopedForeignKey(Membership, related_name="calendar_feeds", editable=False, verbose_name=_("member"))
    name = models.CharField(_("name"), max_length=100, help_text=_("As your calendar will call it."))
    kinds = models.JSONField(_("what it shows"), default=list, blank=True)  # keys; none is all there are
    is_mine_only = models.BooleanField(
        _("mine only"), default=False, help_text=_("What you answer for or take part in, and nothing else.")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "name"],
                condition=LIVING & models.Q(revoked_at__isnull=True),
                name="calendar_feed_name_once",
                violation_error_message=_("You already have a feed with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("workspace:feed-list", args=[self.municipality.slug])

    def answering_members(self) -> set[int | None]:
        return {self.membership_id}
