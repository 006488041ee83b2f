from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField


class JournalEntry(models.Model):
    """One thing someone decided. Targets are plain ids and their name that day, so entries outlive what they tell."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="journal_entries", verbose_name=_("by")
    )
    verb = models.CharField(_("act"), max_length=40)
    target_model = models.CharField(_("kind of record"), max_length=100)
    target_id = models.BigIntegerField()
    target_name = models.CharField(_("record"), max_length=500)
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    municipality_id = models.BigIntegerField(db_index=True)
    folded = FoldedField("target_name", "detail")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [
            models.Index(fields=["municipality_id", "-at"], name="journal_of_municipality"),
            models.Index(fields=["target_model", "target_id"], name="journal_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_name}"


class SecurityEvent(models.Model):
    """Who came in, looked at or took away what is protected. Insert only: triggers refuse the rest."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("Sign-in failed")
        SIGNED_OUT = "signed_out", _("Signed out")
        SECOND_FACTOR = "second_factor", _("Second factor")
        PASSWORD_CHANGED = "password_changed", _("Password changed")
        ROLE_CHANGED = "role_changed", _("Role changed")
        EXPORTED = "exported", _("Exported")
        DOWNLOADED = "downloaded", _("Downloaded")
        CONFIDED = "confided", _("Confidential text read")
        CONTACTED = "contacted", _("Contact data read")
        ERASED = "erased", _("Personal data erased")
        IMPORTED = "imported", _("Imported")
        BINNED = "binned", _("Moved to the bin")
        RESTORED = "restored", _("Restored from the bin")
        FEED_MADE = "feed_made", _("Calendar feed made")
        FEED_REVOKED = "feed_revoked", _("Calendar feed revoked")
        ADMIN_SAVED = "admin_saved", _("Saved in the administration site")

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(_("user"), max_length=254, blank=True)
    municipality_id = models.BigIntegerField(null=True, db_index=True)
    address = models.GenericIPAddressField(_("address"), null=True)
    target_model = models.CharField(max_length=100, blank=True)
    target_id = models.BigIntegerField(null=True)
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    folded = FoldedField("user_name", "detail")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("security event")
        verbose_name_plural = _("security log")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.user_name}"
