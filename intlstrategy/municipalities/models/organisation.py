"""How the council is organised, now and before: mandates, departments, posts and who held them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.municipalities.models.scoped import ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.querysets import DatedQuerySet, PostQuerySet

LIVING = Q(binned_at__isnull=True)


class DatedModel(ScopedModel):
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message=_("The end date must not be before the start date."),
            )
        ]

    def holds_on(self, day: date) -> bool:
        return (not self.starts_on or self.starts_on <= day) and (not self.ends_on or self.ends_on >= day)

    def shares_a_day_with(self, other: DatedModel) -> bool:
        def begins_in_time(one: DatedModel, another: DatedModel) -> bool:
            return one.starts_on is None or another.ends_on is None or one.starts_on <= another.ends_on

        return begins_in_time(self, other) and begins_in_time(other, self)

    @classmethod
    def refuse_clash(cls, rows: Sequence[Self], *links: str) -> None:
        """Refuse what came back beside another one with the same links on the same day."""
        first = links[0]
        others = cls._base_manager.filter(**{f"{first}__in": {getattr(row, first) for row in rows}}, binned_at=None)
        living = list(others.select_related(*(link.removesuffix("_id") for link in links)))
        for row in rows:
            for other in living:
                is_same = all(getattr(row, link) == getattr(other, link) for link in links)
                if other.pk != row.pk and is_same and row.shares_a_day_with(other):
                    raise ValidationError(
                        _("“%(name)s” cannot come back: “%(other)s” is there on some of the same days. End that first.")
                        % {"name": row, "other": other}
                    )


class Mandate(DatedModel):
    """A term of the council between two elections, such as 2023-2027."""

    name = models.CharField(_("name"), max_length=100, help_text=_("Such as 2023-2027."))

    class Meta(DatedModel.Meta):
        ordering = ["-starts_on", "name"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=LIVING,
                name="mandate_name_once",
                violation_error_message=_("There already is a mandate with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("municipalities:mandate-detail", args=[self.municipality.slug, self.pk])


class Department(DatedModel):
    """A unit of the council. Units end and are followed by others, so that figures survive reorganisation."""

    name = models.CharField(_("name"), max_length=200)
    code = models.CharField(_("code"), max_length=30, blank=True, help_text=_("As in the council's own chart."))
    parent = ScopedForeignKey("self", null=True, blank=True, related_name="children", verbose_name=_("belongs to"))
    successor = ScopedForeignKey(
        "self",
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("followed by"),
        help_text=_("The unit that took over its work when it ended."),
    )
    folded = FoldedField("name", "code")

    class Meta(DatedModel.Meta):
        ordering = ["folded"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=LIVING,
                name="department_name_once",
                violation_error_message=_("There already is a department with this name."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")) | Q(parent__isnull=True),
                name="department_is_not_its_own_parent",
                violation_error_message=_("A department cannot belong to itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("municipalities:department-detail", args=[self.municipality.slug, self.pk])


class Post(DatedModel):
    """An office that people hold one after the other; a political sponsor is a post, so it survives elections."""

    told_along = ("holders",)
    binned_along = ("holders",)

    title = models.CharField(_("title"), max_length=200, help_text=_("Such as Mayor, or Deputy Mayor for Economy."))
    department = ScopedForeignKey(Department, null=True, blank=True, related_name="posts", verbose_name=_("department"))
    is_political = models.BooleanField(_("elected or appointed"), default=False)
    folded = FoldedField("title")

    objects = PostQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        ordering = ["folded"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "title"],
                condition=LIVING,
                name="post_title_once",
                violation_error_message=_("There already is a post with this title."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("municipalities:post-detail", args=[self.municipality.slug, self.pk])


class PostHolder(DatedModel):
    """Who held a post, from when to when."""

    post = ScopedForeignKey(Post, related_name="holders", verbose_name=_("post"))
    name = models.CharField(_("name"), max_length=200)

    class Meta(DatedModel.Meta):
        ordering = ["-starts_on", "name"]
        verbose_name = _("holder of a post")
        verbose_name_plural = _("holders of posts")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def check_return(cls, rows: Sequence[Self]) -> None:
        cls.refuse_clash(rows, "post_id")

    def get_absolute_url(self) -> str:
        return reverse("municipalities:post-detail", args=[self.municipality.slug, self.post_id])
