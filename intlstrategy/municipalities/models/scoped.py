from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from intlstrategy.accounts.models import User
from intlstrategy.core.fields import BoundedForeignKey, FoldedField
from intlstrategy.municipalities.models.tenant import Municipality
from intlstrategy.municipalities.querysets import ScopedQuerySet
from intlstrategy.municipalities.roles import Capability


class ScopedForeignKey(BoundedForeignKey):
    """A link between records of one municipality: another municipality's id is refused as not found."""

    def rows_for(self, model_instance: Any) -> models.QuerySet:
        return self.remote_field.model._base_manager.filter(municipality_id=model_instance.municipality_id)


class ScopedModel(models.Model):
    """Anything that belongs to exactly one municipality: with revision, history and bin."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    binned_at = models.DateTimeField(_("moved to the bin at"), null=True, editable=False, db_index=True)
    binned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    bin_group = models.UUIDField(null=True, editable=False)

    binned_along: ClassVar[tuple[str, ...]] = ()  # the relations whose rows go to the bin, and come back, with this one
    restored_with: ClassVar[Capability] = Capability.RESTORE  # besides RESTORE, what brings it back from the bin
    told_along: ClassVar[tuple[str, ...]] = ()  # the links whose rows are part of this record's history
    guarded: ClassVar[
        dict[str, Capability]
    ] = {}  # what is read only with a capability: contact data, confidential texts
    lets_go: ClassVar[tuple[str, ...]] = ()  # the links whose target may go to the bin while this record stays

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, by: User | None, **kwargs: Any) -> None:  # type: ignore[override]
        """Write the row: the revision rises and the history knows who did it. Nothing else happens here."""
        self.prepare_to_write(by)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.always_written()}
        super().save(*args, **kwargs)

    def prepare_to_write(self, by: User | None) -> None:
        self.revision += 1
        self._history_user = by

    @classmethod
    def always_written(cls) -> list[str]:
        return ["revision", *(field.name for field in cls._meta.concrete_fields if isinstance(field, FoldedField))]

    @classmethod
    def guarded_with_copies(cls) -> list[str]:
        """The guarded fields and the folded copies that are made of them."""
        copies = (each for each in cls._meta.concrete_fields if isinstance(each, FoldedField))
        return [*cls.guarded, *(each.name for each in copies if {*each.sources} & {*cls.guarded})]

    @classmethod
    def in_use(cls) -> models.Q:
        """Which records keep what they point at out of the bin."""
        return models.Q(binned_at=None)

    @property
    def known_as(self) -> ScopedModel:
        """The record under whose name people know this one."""
        return self

    @classmethod
    def check_return(cls, rows: Sequence[Self]) -> None:
        """Refuse records that came back from the bin and do not fit what changed meanwhile, in a few queries for all."""

    def answering_departments(self) -> set[int | None]:
        """The departments whose own this record is (see access.owns)."""
        return set()

    def answering_members(self) -> set[int | None]:
        """The memberships whose own this record is (see access.owns)."""
        return set()

    @property
    def is_confidential(self) -> bool:
        """Whether even its name is kept from those who may not CONFIDE."""
        return False

    @property
    def is_draft(self) -> bool:
        """Whether it is still only its maker’s own proposal, which they may take away themselves."""
        return False
